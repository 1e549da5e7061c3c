"""The swimmer figure: one lane a patient over days after transplant. Form: trial letter, Figure 1."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from blin21_desktop.domain.entries import Enrolled, InfusionEnded, TransplantRecorded
from blin21_desktop.domain.infusion import Course
from blin21_desktop.domain.moments import since
from blin21_desktop.present.cells import Chip
from blin21_desktop.present.grade_words import chip
from blin21_desktop.present.strip import Level, full_dose, level
from blin21_desktop.present.text_row import TextRow
from blin21_desktop.present.ward_figures import (
    FigureTable,
    course_name,
    in_study_order,
    stopped,
    who,
)
from blin21_desktop.present.words import Words
from blin21_desktop.rules.transplant import days_after, transplant_of
from blin21_desktop.service.look import Look

Mark = Literal["transplant", "engrafted", "enrolled", "stop", "end", "now"]
TICK_DAYS = 20
WINDOW = "enrol.window_days"


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark of a lane at `at` days after transplant."""

    what: Mark
    at: float


@dataclass(frozen=True, slots=True)
class Bar:
    """Drug flowed at one level from `start` to `end`; or, of `Lane.pauses`, none flowed."""

    start: float
    end: float
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One patient. `missing`: why nothing can be drawn. `cause`: what led to the stop, with its grade then.

    `courses`: name and start of each. `summary` says the whole lane in words.
    """

    patient: str
    who: str
    marks: tuple[Placed, ...] = ()
    bars: tuple[Bar, ...] = ()
    pauses: tuple[Bar, ...] = ()
    courses: tuple[tuple[float, str], ...] = ()
    cause: tuple[str, Chip | None] | None = None
    missing: str = ""
    summary: str

    @property
    def last(self) -> float:
        """The last day on which something is drawn."""
        return max([0.0, *(mark.at for mark in self.marks), *(bar.end for bar in self.bars)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Swimmer:
    """The figure from `start` to `end` days. `window`: the days of enrolment by the protocol, with their caption."""

    lanes: tuple[Lane, ...]
    start: float
    end: float
    ticks: tuple[int, ...]
    axis: str
    window: tuple[float, float, str] | None
    legend: tuple[tuple[Mark | Level | Literal["pause"], str], ...]
    table: FigureTable
    empty: str


def swimmer(looks: Sequence[Look], words: Words, *, names: bool) -> Swimmer:
    """The figure of these looks."""
    ordered = in_study_order(looks)
    lanes = tuple(_lane(look, words, names=names) for look in ordered)
    window = _window(ordered, words)
    last = max([100.0, *(lane.last for lane in lanes)])
    end = TICK_DAYS * (math.floor(last / TICK_DAYS) + 1)
    first = min([0.0, *(mark.at for lane in lanes for mark in lane.marks)])
    start = TICK_DAYS * math.floor(first / TICK_DAYS)
    return Swimmer(
        lanes=lanes,
        start=start,
        end=end,
        ticks=tuple(range(start, end + 1, TICK_DAYS)),
        axis=words.t("days after transplantation"),
        window=window,
        legend=_legend(words),
        table=FigureTable(columns=_columns(words), rows=tuple(_row(look, words, names=names) for look in ordered)),
        empty="" if lanes else words.t("Nobody is on the list."),
    )


def _legend(words: Words) -> tuple[tuple[Mark | Level | Literal["pause"], str], ...]:
    return (
        ("transplant", words.t("transplant")),
        ("engrafted", words.t("engrafted")),
        ("enrolled", words.t("enrolled")),
        ("low", words.t("low dose")),
        ("full", words.t("full dose")),
        ("pause", words.t("pause")),
        ("stop", words.t("discontinued")),
        ("end", words.t("course completed")),
        ("now", words.t("still in the course")),
    )


def _window(looks: Sequence[Look], words: Words) -> tuple[float, float, str] | None:
    """The days of enrolment; none where nobody's protocol names them, or two name different ones."""
    found = {
        (float(days.value["first"]), float(days.value["last"]))
        for look in looks
        if look.protocol is not None and (days := look.protocol.get(WINDOW)) is not None
    }
    if len(found) != 1:
        return None
    ((first, last),) = found
    return first, last, words.t("enrolment window, day {first:number} to {last:number}", first=first, last=last)


def _lane(look: Look, words: Words, *, names: bool) -> Lane:
    zero, name = transplant_of(look.chart, look.at), who(look, words, names=names)
    if zero is None:
        missing = words.t("transplant not recorded: no days to draw on")
        return Lane(patient=look.patient, who=name, missing=missing, summary=f"{name}: {missing}")
    full = full_dose(look)

    def at(moment: datetime) -> float:
        return days_after(zero, moment, words.zone)

    return Lane(
        patient=look.patient,
        who=name,
        marks=tuple(_marks(look, zero, at(look.at), words)),
        bars=tuple(
            Bar(at(run.start), at(run.end or course.until), level(run.dose_micrograms_per_day, full))
            for course in look.courses
            for run in course.runs
        ),
        pauses=tuple(
            Bar(at(pause.start), at(pause.end or course.until), "low")
            for course in look.courses
            for pause in course.pauses
        ),
        courses=tuple((at(course.started_at), course_name(course, words)) for course in look.courses),
        cause=_cause(look, words),
        summary=f"{name}: {' · '.join(_told(look, words))}",
    )


def _marks(look: Look, zero: TransplantRecorded, now: float, words: Words) -> Iterator[Placed]:
    def on(day: date) -> float:
        return float((day - zero.transplanted_on).days)

    yield Placed("transplant", 0.0)
    if zero.engrafted_on is not None:
        yield Placed("engrafted", on(zero.engrafted_on))
    enrolled = look.chart.last(Enrolled, look.at)
    if enrolled is not None:
        yield Placed("enrolled", on(enrolled.enrolled_on))
    for course in look.courses:
        if course.ended_at is not None:
            yield Placed("stop" if stopped(course) else "end", days_after(zero, course.ended_at, words.zone))
    if look.course is not None and look.course.under_way:
        yield Placed("now", now)


def _cause(look: Look, words: Words) -> tuple[str, Chip | None] | None:
    """What led to the last stop: the event named then with its grade by then, else the reason as written."""
    given_up = [course for course in look.courses if stopped(course)]
    if not given_up:
        return None
    ended = given_up[-1].charted
    assert isinstance(ended, InfusionEnded)  # noqa: S101  (what the fold takes as the end)
    event = next((one for one in look.grades.events if one.key == ended.event), None)
    if event is None:
        return (ended.because or words.t("cause not recorded"), None)
    name = words.format(event.names)
    by_then = [graded.grade for graded in event.grades if graded.happened_at <= ended.happened_at]
    return (name, chip(name, by_then[-1], words) if by_then else None)


def _told(look: Look, words: Words) -> Iterator[str]:
    """The lane in words, in the order of time."""
    cells = _cells(look, words)
    names = _columns(words)[1:]
    for name, lines in zip(names, cells, strict=True):
        yield words.t("{what}: {value}", what=name, value=words.joined(line for line in lines if line))


def _columns(words: Words) -> tuple[str, ...]:
    return (
        words.t("Patient"),
        words.t("Transplant"),
        words.t("Engrafted"),
        words.t("Enrolled"),
        words.t("Courses"),
        words.t("Pauses"),
        words.t("Stopped because"),
    )


def _row(look: Look, words: Words, *, names: bool) -> TextRow:
    return TextRow(texts=((who(look, words, names=names),), *_cells(look, words)), entry=look.patient)


def _cells(look: Look, words: Words) -> tuple[tuple[str, ...], ...]:
    """What stands behind the patient in the table: dates with their day after transplant."""
    zero, none = transplant_of(look.chart, look.at), words.t("not recorded")
    enrolled = look.chart.last(Enrolled, look.at)
    cause = _cause(look, words)

    def dated(day: date | None) -> str:
        if day is None:
            return none
        if zero is None or day == zero.transplanted_on:
            return words.day(day)
        return words.t("{day:day} (day {count:number})", day=day, count=(day - zero.transplanted_on).days)

    pauses = [
        words.t("{course}: {length:length} from {start:time}", course=course_name(course, words),
                length=since(pause.start, pause.end or course.until), start=pause.start)
        for course in look.courses for pause in course.pauses
    ]  # fmt: skip
    return (
        (dated(None if zero is None else zero.transplanted_on),),
        (dated(None if zero is None else zero.engrafted_on),),
        (dated(None if enrolled is None else enrolled.enrolled_on),),
        tuple(_course_told(course, words) for course in look.courses) or (words.t("No course has begun."),),
        tuple(pauses) or (words.t("none charted"),),
        ("–" if cause is None else f"{cause[0]} {'' if cause[1] is None else cause[1].text}".strip(),),
    )


def _course_told(course: Course, words: Words) -> str:
    name, state = course_name(course, words), words.status(course.status)
    if course.ended_at is None:
        return words.t("{course}: from {start:time}, {state}", course=name, start=course.started_at, state=state)
    return words.t(
        "{course}: from {start:time} to {end:time}, {state}",
        course=name, start=course.started_at, end=course.ended_at, state=state,
    )  # fmt: skip
