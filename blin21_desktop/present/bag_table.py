"""The bags of one course as rows of a table, newest on top; above them the bag that is planned next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from blin21_desktop.domain.entries import BagChanged, InfusionResumed, InfusionStarted
from blin21_desktop.domain.infusion import Course, HungBag, Status
from blin21_desktop.present.cells import Cell, Line, Size, because_word
from blin21_desktop.present.words import Words
from blin21_desktop.rules.bag_plan_step import PlannedBag
from blin21_desktop.service.look import Look

FOLDED = ((0,), (1, 8), (2, 3, 4), (5, 6, 7), (9, 10))
"""Which columns stand below each other where there is no room for all of them side by side."""

CONCENTRATION = 4
"""The column whose second line is only the unit of the first."""

DIGITS = 3
"""So many digits of a concentration are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BagRow:
    """One bag of the table. `entry` is the id of the entry that hung it; empty while it is only planned."""

    entry: str
    cells: tuple[Cell, ...]


def bag_columns(words: Words) -> tuple[str, ...]:
    """The heads of the table."""
    return (
        words.t("Bag"),
        words.t("Hung"),
        words.t("Dose, rate"),
        words.t("Volume"),
        words.t("Conc."),
        words.t("Label on bag"),
        words.t("Hung by"),
        words.t("Checked by"),
        words.t("Ended"),
        words.t("Infused"),
        words.t("Note"),
    )


def bag_rows(look: Look, planned: Sequence[PlannedBag], words: Words) -> tuple[BagRow, ...]:
    """Every bag of the course in front, and the next of `planned`."""
    course = look.course
    if course is None:
        return ()
    rows = [_row(look, course, place, words) for place in range(len(course.bags))]
    return (*(_planned(bag, words) for bag in planned[:1]), *reversed(rows))


def folded(columns: Sequence[str], rows: Sequence[BagRow], words: Words) -> tuple[tuple[str, ...], tuple[BagRow, ...]]:
    """The same table in fewer, higher columns: the first of a group has the head, the others name themselves."""
    heads = tuple(columns[group[0]] for group in FOLDED)
    return heads, tuple(
        replace(row, cells=tuple(_folded(columns, row, group, words) for group in FOLDED)) for row in rows
    )


def _folded(columns: Sequence[str], row: BagRow, group: Sequence[int], words: Words) -> Cell:
    lines = list(row.cells[group[0]].lines)
    for place in group[1:]:
        told = [line.text for line in row.cells[place].lines if line.text]
        if told:
            value = " ".join(told) if place == CONCENTRATION else words.joined(told)
            text = words.t("{name}: {value}", name=columns[place], value=value)
            lines.append(replace(row.cells[place].lines[0], text=text))
    return Cell(tuple(lines))


def when(words: Words, at: datetime) -> str:
    """Day and time; the year stands in the captions above."""
    return f"{words.short_day(at)} {words.time(at)}"


def concentration(dose_micrograms_per_day: float, rate_ml_per_h: float, words: Words) -> tuple[str, str]:
    """What a bag of this dose and rate holds in each mL: the number, and its unit."""
    per_ml = float(f"{dose_micrograms_per_day / 24 / rate_ml_per_h:.{DIGITS}g}")
    return words.number(per_ml), words.t("microgram/mL")


def _cell(*texts: str, size: Size = "body") -> Cell:
    first, *others = texts
    return Cell((Line(first, size), *(Line(text, "second") for text in others if text)))


def _row(look: Look, course: Course, place: int, words: Words) -> BagRow:
    hung = course.bags[place]
    entry, bag = hung.entry, hung.bag
    hangs = place == len(course.bags) - 1 and course.under_way
    size: Size = "body_bold" if hangs else "body"
    unknown, gone = words.t("not recorded"), bag.volume_ml - course.remaining_ml(hung)
    before = words.t("use before {moment}", moment=when(words, bag.use_before))
    cells = (
        _cell(str(hung.number), size="body_bold"),
        _cell(when(words, hung.hung_at), size=size),
        _cell(words.dose(entry.dose_micrograms_per_day), words.rate(entry.rate_ml_per_h), size=size),
        _cell(words.ml(bag.volume_ml), words.hours(bag.hours)),
        _cell(*concentration(bag.dose_micrograms_per_day, bag.rate_ml_per_h, words)),
        _cell(bag.label or unknown, before),
        _cell(entry.by or unknown),
        _cell(entry.checked_by or unknown),
        _cell(*_ended(look, course, place, words), size=size),
        _cell(words.ml(gone), words.t("of {all:ml}", all=bag.volume_ml), _rest(course, place, words)),
        _cell(*(_notes(course, place, words) or ("",))),
    )
    return BagRow(entry=entry.id, cells=cells)


def _ended(look: Look, course: Course, place: int, words: Words) -> tuple[str, ...]:
    if place + 1 < len(course.bags):
        return (when(words, course.bags[place + 1].hung_at),)
    if course.ended_at is not None:
        return (when(words, course.ended_at),)
    if course.status is Status.PAUSED:
        return (words.t("stopped, still hanging"),)
    if look.bag is None:
        return (words.t("running"), words.t("end: cannot tell"))
    because = because_word(look.bag.change_due_because, words)
    return (when(words, look.bag.change_due_at), words.t("due"), because)


def _rest(course: Course, place: int, words: Words) -> str:
    """What was found in a bag when the next one took over: blank is not zero."""
    after = course.bags[place + 1].entry if place + 1 < len(course.bags) else None
    if not isinstance(after, BagChanged):
        return ""
    if after.old_bag_remaining_ml is None:
        return words.t("left in it: not recorded")
    return words.t("left in it: {left:ml}", left=after.old_bag_remaining_ml)


def _notes(course: Course, place: int, words: Words) -> tuple[str, ...]:
    hung = course.bags[place]
    found = []
    if isinstance(hung.entry, InfusionStarted):
        found.append(words.t("start of the course"))
    if isinstance(hung.entry, InfusionResumed):
        found.append(words.t("after a stop"))
    if place and course.bags[place - 1].bag.dose_micrograms_per_day != hung.bag.dose_micrograms_per_day:
        found.append(words.t("other dose than the bag before"))
    stops = _stops(course, hung)
    if stops:
        found.append(words.t("stops: {count:number}", count=stops))
    if hung.entry.note:
        found.append(hung.entry.note)
    return tuple(found)


def _stops(course: Course, hung: HungBag) -> int:
    """How often the flow from this bag stopped."""
    own = [s for s in course.segments if s.bag_number == hung.number]
    between = sum(before.end != after.start for before, after in pairwise(own))
    last = own[-1].end
    return between + any(pause.start == last for pause in course.pauses)


def _planned(bag: PlannedBag, words: Words) -> BagRow:
    dose, unknown, planned = bag.dose_micrograms_per_day, words.t("not recorded"), words.t("planned")
    rate = words.rate(bag.rate_ml_per_h)
    texts = (
        (str(bag.number),),
        (when(words, bag.hung_at), planned),
        (words.t("not ordered yet") if dose is None else words.dose(dose), rate),
        (words.ml(bag.volume_ml), words.hours(bag.hours)),
        (words.t("not ordered yet"),) if dose is None else concentration(dose, bag.rate_ml_per_h, words),
        (unknown,),
        (words.t("not hung yet"),),
        (unknown,),
        (when(words, bag.ends_at), planned),
        (words.t("nothing yet"),),
        (planned, "" if bag.ends == "end-of-bag" else words.code(bag.ends)),
    )
    return BagRow(entry="", cells=tuple(_cell(*lines, size="second") for lines in texts))
