"""Whole numbers with fixed ends: ICE and CAPD items, grades, stages, bag hours (contract, section 1)."""

from __future__ import annotations

from collections.abc import Iterator

from blin21_desktop.domain.entries import (
    Bag,
    CrsChecked,
    DoseOrdered,
    Entry,
    EventGraded,
    GvhdStaged,
    Ice,
    InfusionStarted,
    LabBaselineChosen,
    NeuroChecked,
    TransplantRecorded,
)
from blin21_desktop.domain.text import Text, say

BAG_HOURS = (24, 48, 72, 96, 168)
ICE_ITEMS = {"orientation": 4, "naming": 3, "command": 1, "writing": 1, "attention": 1}
CAPD_ITEMS, CAPD_HIGHEST = 8, 4
GRADE_HIGHEST = 5
COURSES_HIGHEST = 9
"""Far above any protocol: a higher number is a slip of keys. One above the protocol's own is only improbable."""
STAGE_HIGHEST = 4
"""Of every organ; MAGIC knows upper gastrointestinal stages 0 and 1 only (grading notes 4.1)."""

Ranged = tuple[str, int, int, int]
"""Field, value, lowest, highest."""


def out_of_range(entry: Entry) -> Iterator[tuple[str, Text, Text]]:
    """Every whole number of the entry that lies outside its ends."""
    for field, value, low, high in _ranged(entry):
        if not low <= value <= high:
            yield (
                field,
                say("{value:number} is outside its scale", value=value),
                say("a whole number from {low:number} to {high:number}", low=low, high=high),
            )
    bag = getattr(entry, "bag", None)
    if isinstance(bag, Bag) and bag.hours not in BAG_HOURS:
        yield "bag.hours", say("there is no bag of {hours:number} hours", hours=bag.hours), say("24, 48, 72, 96 or 168")
    if isinstance(entry, NeuroChecked) and entry.capd is not None and len(entry.capd) != CAPD_ITEMS:
        yield "capd", say("{count:number} items are given", count=len(entry.capd)), say("8 items, each from 0 to 4")


def _ranged(entry: Entry) -> Iterator[Ranged]:
    if isinstance(entry, EventGraded):
        yield "grade", entry.grade, 0, GRADE_HIGHEST
    elif isinstance(entry, DoseOrdered | InfusionStarted | LabBaselineChosen):
        yield "course", entry.course, 1, COURSES_HIGHEST
    elif isinstance(entry, TransplantRecorded):
        yield "number", entry.number, 1, 9
    elif isinstance(entry, GvhdStaged):
        for organ in ("skin", "liver", "upper_gi", "lower_gi"):
            only_one = organ == "upper_gi" and entry.system == "MAGIC"
            yield organ, getattr(entry, organ), 0, 1 if only_one else STAGE_HIGHEST
    elif isinstance(entry, CrsChecked | NeuroChecked):
        if entry.accepted_grade is not None:
            yield "accepted_grade", entry.accepted_grade, 0, GRADE_HIGHEST
        if isinstance(entry, NeuroChecked):
            yield from _neuro(entry.ice, entry.capd)


def _neuro(ice: Ice | None, capd: tuple[int, ...] | None) -> Iterator[Ranged]:
    if ice is not None:
        for item, highest in ICE_ITEMS.items():
            value = getattr(ice, item)
            if value is not None:
                yield f"ice.{item}", value, 0, highest
    for place, value in enumerate(capd or (), start=1):
        yield f"capd[{place}]", value, 0, CAPD_HIGHEST
