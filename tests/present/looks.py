"""Looks at small charts with the program's own knowledge, in states a ward meets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from blin21_desktop.domain.entries import Enrolled, Entry, TransplantRecorded
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.knowledge import Cites
from blin21_desktop.domain.knowledge_file import load
from blin21_desktop.domain.ports import Head
from blin21_desktop.domain.text import say
from blin21_desktop.present.amounts import Lang
from blin21_desktop.present.catalogue import words as words_of
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look, look_at
from tests.checking import all_well, capd, crs, vitals
from tests.making import (
    PATIENT,
    bag,
    changed,
    chart,
    ended,
    hour,
    measured,
    ordered,
    paused,
    registered,
    resumed,
    started,
)
from tests.rules.acknowledging import premedicated

FOLDER = Path(__file__).parents[2] / "resources" / "knowledge"
KNOWLEDGE = load({p.relative_to(FOLDER).as_posix(): p.read_text(encoding="utf-8") for p in FOLDER.rglob("*.toml")})
ZONE = ZoneInfo("Asia/Tokyo")
HEAD = Head(count=42, code="7F3A-91C2-0B")


def words(lang: Lang = "en") -> Words:
    """Words of the shipped catalogue in the ward's zone."""
    return words_of(lang, ZONE)


def plain_words(lang: Lang = "en", zone: str = "Asia/Tokyo") -> Words:
    """Words that translate nothing: only notation is under test."""
    return Words(lang, ZoneInfo(zone), str)


def look(*entries: Entry, at: datetime, training: bool = False) -> Look:
    """A look at these entries at `at`."""
    return look_at(chart(*entries), at, KNOWLEDGE, known_at=None, head=HEAD, training=training)


PERSON = registered(
    hour(-72),
    family_name="Suruga",
    given_name="Aoi",
    kana="スルガ アオイ",
    hospital_id="9900013",
    allergies=("vancomycin",),
    bed="703",
)
TRANSPLANT = TransplantRecorded(
    id="id-t",
    patient=PATIENT,
    happened_at=hour(-72),
    recorded_at=hour(-72),
    by="n1",
    transplanted_on=date(2026, 9, 2),
    number=2,
    gvhd_prophylaxis=("tacrolimus", "MMF"),
)
BEFORE = (PERSON, TRANSPLANT, measured(hour(-2)), ordered(hour(-1)))
FULL = ordered(hour(168), dose=28.0)
GIVEN = (
    started(hour(0), bag=bag(hour(0), label="B-1", hours=72)),
    changed(hour(72), bag=bag(hour(72), label="B-2", hours=96)),
    FULL,
    changed(hour(168), bag=bag(hour(168), label="B-3", hours=72, dose_micrograms_per_day=28.0)),
)
ENROLLED = Enrolled(
    id="id-e", patient=PATIENT, happened_at=hour(-24), recorded_at=hour(-24), by="n1", enrolled_on=date(2026, 11, 22)
)
PREMEDICATED = (premedicated(hour(-1)), premedicated(hour(167), before="step"))
CHECKED = (
    *(capd(hour(-1)), crs(hour(160), "yes"), vitals(hour(168))),
    *(crs(hour(168), "masked"), capd(hour(168), 1, 0, 0, 1, 0, 0, 0, 0)),
)
"""Fever eight hours ago, now hidden by a drug; the score is 2 above the baseline."""


def running(*, training: bool = False) -> Look:
    """Day 8: stepped to the full dose two hours ago."""
    return look(*BEFORE, *PREMEDICATED, *CHECKED, *GIVEN, at=hour(170), training=training)


def stopped() -> Look:
    """Paused for an hour on day 8, after an earlier pause of three hours."""
    earlier = (paused(hour(20)), resumed(hour(23)))
    return look(
        *BEFORE, ENROLLED, *PREMEDICATED, *GIVEN, *earlier, paused(hour(180)), *all_well(hour(180)), at=hour(181)
    )


def late() -> Look:
    """The bag should have been changed twenty minutes ago."""
    return look(*BEFORE, ENROLLED, *PREMEDICATED, *GIVEN, *all_well(hour(240)), at=hour(240, seconds=1200))


def completed() -> Look:
    """Ended an hour ago."""
    return look(*BEFORE, *GIVEN, ended(hour(230)), at=hour(231))


def not_started() -> Look:
    """Ordered, nothing hung."""
    return look(*BEFORE, at=hour(-1))


def bare() -> Look:
    """A registration with nothing else: no bed, no weight, no allergy, no order."""
    return look(registered(hour(-72)), at=hour(0))


def withdrawn_registration() -> Look:
    """A course is charted, but no registration is in force."""
    return look(measured(hour(-2)), started(hour(0)), at=hour(5))


STATES: dict[str, Callable[[], Look]] = {
    "running": running,
    "stopped": stopped,
    "late": late,
    "completed": completed,
    "not started": not_started,
    "bare": bare,
    "withdrawn": withdrawn_registration,
}


def with_findings(seen: Look, count: int) -> Look:
    """The look with so many findings that fire, each with its own number."""
    found = tuple(
        Finding(
            rule=f"test.{n}",
            answer="fires",
            action="watch",
            says=say("Finding number {n:number} of a long list.", n=n),
            saw=(say("Something seen at {at:time} that takes a whole line to be told in full.", at=seen.at),),
            cites=(Cites(source="J1", section="dose adjustment, Table 4"),),
        )
        for n in range(1, count + 1)
    )
    return replace(seen, findings=found)


def named(seen: Look, **changes: str) -> Look:
    """The look with another name, id or kana."""
    assert seen.registered is not None
    return replace(seen, registered=replace(seen.registered, **changes))  # type: ignore[arg-type]
