"""The tab Infusion as finished words: a ribbon with its bags, a row for each bag, and whether the time adds up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from blin21_desktop.domain.entries import InfusionResumed, InfusionStarted
from blin21_desktop.domain.infusion import Course, HungBag, Status
from blin21_desktop.domain.moments import DAY, since
from blin21_desktop.present.cells import Cell, Line, because_word
from blin21_desktop.present.status import StatusCell
from blin21_desktop.present.strip import Strip, strip
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

ChipState = Literal["past", "running", "planned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BagChip:
    """One bag on the ribbon, from `start` to `end` in days since the start of the course."""

    start: float
    end: float
    number: int
    hours: str
    rate: str
    state: ChipState


@dataclass(frozen=True, slots=True, kw_only=True)
class BagRow:
    """One bag of the table. `entry` is the id of the entry that hung it."""

    entry: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InfusionTab:
    """The whole tab. `numbers` are the parts of the time, `reasons` what is not explained."""

    title: str
    strip: Strip | None
    chips: tuple[BagChip, ...]
    captions: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[BagRow, ...]
    empty: str
    numbers: tuple[StatusCell, ...]
    adds_up: bool
    verdict: str
    reasons: tuple[str, ...]


def infusion_tab(look: Look, words: Words) -> InfusionTab:
    """The newest course; the ones before it are in the table too, below their number."""
    course = look.course
    return InfusionTab(
        title=words.t("Infusion")
        if course is None
        else words.t("Infusion, course {number:number}", number=course.number),
        strip=strip(look),
        chips=() if course is None else _chips(look, course, words),
        captions=() if course is None else _captions(look, course, words),
        columns=_columns(words),
        rows=tuple(row for one in reversed(look.courses) for row in _rows(look, one, words)),
        empty=words.t("No bag was hung yet. F6 starts the infusion."),
        numbers=_numbers(look, words),
        adds_up=look.reconciliation is not None and look.reconciliation.adds_up,
        verdict=_verdict(look, words),
        reasons=_reasons(look, words),
    )


def _chips(look: Look, course: Course, words: Words) -> tuple[BagChip, ...]:
    made = []
    for place, hung in enumerate(course.bags):
        after = course.bags[place + 1].hung_at if place + 1 < len(course.bags) else None
        running = after is None and course.under_way
        end = after or (look.bag.change_due_at if running and look.bag is not None else course.until)
        rate = next(s.rate_ml_per_h for s in course.segments if s.bag_number == hung.number)
        made.append(
            BagChip(
                start=since(course.started_at, hung.hung_at) / DAY,
                end=since(course.started_at, max(end, course.until) if running else end) / DAY,
                number=hung.number,
                hours=words.hours(hung.bag.hours),
                rate=words.rate(rate),
                state="running" if running else "past",
            )
        )
    return tuple(made)


def _captions(look: Look, course: Course, words: Words) -> tuple[str, ...]:
    """What the marks mean, with their moments."""
    found = [words.t("started {at:moment}", at=course.started_at)]
    if look.step_ahead is not None:
        found.append(words.t("dose step due {at:moment}", at=look.step_ahead))
    for pause in course.pauses:
        length = since(pause.start, pause.end or course.until)
        if pause.end is None:
            found.append(words.t("stopped since {start:moment} ({length:length})", start=pause.start, length=length))
        else:
            known = {"start": pause.start, "end": pause.end, "length": length}
            found.append(words.t("stopped {start:moment} to {end:moment} ({length:length})", **known))
    if course.ended_at is not None:
        found.append(words.t("ended {at:moment}", at=course.ended_at))
    elif look.planned_end is not None and look.planned_end.at is not None:
        found.append(words.t("planned end {at:moment}", at=look.planned_end.at))
    return tuple(found)


def _when(words: Words, at: datetime) -> str:
    """Day and time; the year stands in the captions above."""
    return f"{words.short_day(at)} {words.time(at)}"


def _columns(words: Words) -> tuple[str, ...]:
    return (
        words.t("Bag"),
        words.t("Hung"),
        words.t("Dose, rate, bag"),
        words.t("Use before"),
        words.t("Hung by / checked by"),
        words.t("Ended"),
        words.t("Infused"),
    )


def _rows(look: Look, course: Course, words: Words) -> list[BagRow]:
    rows = [_row(look, course, place, words) for place in range(len(course.bags))]
    return list(reversed(rows))


def _row(look: Look, course: Course, place: int, words: Words) -> BagRow:
    hung = course.bags[place]
    entry = hung.entry
    last = place == len(course.bags) - 1
    number = words.t("C{course:number} · {number:number}", course=course.number, number=hung.number)
    what = words.t("{dose:dose} at {rate:rate}", dose=entry.dose_micrograms_per_day, rate=entry.rate_ml_per_h)
    bag = words.t(
        "{label} · {hours:hours} · {volume:ml}", label=hung.bag.label, hours=hung.bag.hours, volume=hung.bag.volume_ml
    )
    size: Literal["body", "body_bold"] = "body_bold" if last and course.under_way else "body"
    cells = (
        Cell((Line(number, "body_bold"),)),
        Cell((Line(_when(words, hung.hung_at), size),)),
        Cell((Line(what, size), Line(_with_note(bag, hung, words), "second"))),
        Cell((Line(_when(words, hung.bag.use_before), "body"),)),
        Cell((Line(f"{entry.by} / {entry.checked_by}", "body"),)),
        Cell((Line(_ended(look, course, place, words), size),)),
        Cell((Line(_infused_ml(course, hung, words), "body"),)),
    )
    return BagRow(entry=entry.id, cells=cells)


def _with_note(bag: str, hung: HungBag, words: Words) -> str:
    if isinstance(hung.entry, InfusionStarted):
        return f"{bag} · {words.t('start of the course')}"
    return f"{bag} · {words.t('after a stop')}" if isinstance(hung.entry, InfusionResumed) else bag


def _ended(look: Look, course: Course, place: int, words: Words) -> str:
    if place + 1 < len(course.bags):
        return _when(words, course.bags[place + 1].hung_at)
    if course.ended_at is not None:
        return _when(words, course.ended_at)
    if look.bag is None or course.status is Status.PAUSED:
        return words.t("stopped, still hanging")
    why = because_word(look.bag.change_due_because, words)
    due = words.t("due {moment}", moment=_when(words, look.bag.change_due_at))
    return f"{due} · {why}" if why else due


def _infused_ml(course: Course, hung: HungBag, words: Words) -> str:
    gone = hung.bag.volume_ml - course.remaining_ml(hung)
    return words.t("{gone:ml} of {all:number}", gone=gone, all=hung.bag.volume_ml)


def _numbers(look: Look, words: Words) -> tuple[StatusCell, ...]:
    found = look.reconciliation
    if found is None:
        return ()

    def cell(label: str, length: timedelta | None, note: str = "") -> StatusCell:
        value = words.t("cannot tell") if length is None else words.clock_length(length)
        return StatusCell(label=label, value=value, notes=(note,) if note else ())

    rule = None if look.planned_end is None else look.planned_end.rule
    stops = 0 if look.course is None else len(look.course.pauses)
    cells = [
        cell(words.t("Planned"), found.planned, "" if rule is None else words.code(rule)),
        cell(words.t("Infused"), found.infused, words.t("as charted")),
        cell(words.t("Interrupted"), found.interrupted, words.t("stops: {count:number}", count=stops)),
        cell(words.t("Left"), found.left),
        cell(words.t("Unexplained"), found.unexplained),
    ]
    if found.over:
        cells.append(cell(words.t("More than planned"), found.over))
    return tuple(cells)


def _verdict(look: Look, words: Words) -> str:
    found = look.reconciliation
    if found is None:
        return words.t("no course yet")
    if found.planned is None:
        return words.t("cannot tell")
    if found.adds_up:
        return words.t("adds up")
    return words.t("{by:clock_length} unexplained", by=found.unexplained + (found.over or timedelta()))


def _reasons(look: Look, words: Words) -> tuple[str, ...]:
    found = look.reconciliation
    if found is None:
        return ()
    missing = [words.t("missing: {missing}", missing=words.render(text)) for text in found.missing]
    return (*(words.render(text) for text in found.because), *missing)
