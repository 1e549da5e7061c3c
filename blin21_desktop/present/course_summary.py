"""The way of one patient for the physician, one or two pages: courses, doses, pauses, events, grades, labs, decisions.

Only what is charted, in words; what is not recorded is said to be so. It proposes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from blin21_desktop.domain.entries import DecisionTaken, ReviewCommented
from blin21_desktop.domain.infusion import Course, Segment
from blin21_desktop.domain.moments import since
from blin21_desktop.present.checks_events import event_rows, gvhd_rows
from blin21_desktop.present.course_grid import GradeGrid, grade_grids
from blin21_desktop.present.lost_hours import lost_of_patient
from blin21_desktop.present.paper import Fact, Frame
from blin21_desktop.present.record_decisions import decision_details
from blin21_desktop.present.restart_sheet import Part
from blin21_desktop.present.sheet_frame import family_name, patient_frame
from blin21_desktop.present.sheet_labs import LabsBox, labs_box
from blin21_desktop.present.sheet_patient import identity
from blin21_desktop.present.swimmer import Swimmer, swimmer
from blin21_desktop.present.words import Words
from blin21_desktop.rules.transplant import transplant_of, whole_days_after
from blin21_desktop.service.look import Look

Cells = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseSummary:
    """The pages as finished values. `end` says what it is not."""

    frame: Frame
    name: str
    kana: str
    facts: tuple[Fact, ...]
    swimmer: Swimmer
    tables: tuple[Part, ...]
    grids: tuple[GradeGrid, ...]
    labs: LabsBox
    decisions: Part
    caution: str


def course_summary(look: Look, words: Words, *, printed_by: str | None = None) -> CourseSummary:
    """The summary of one look."""
    frame = patient_frame(look, words, printed_by=printed_by, shift=None)
    name, kana = family_name(look, words)
    number = look.patient if look.registered is None else look.registered.hospital_id
    who = words.t("{name} · ID {id}", name=name, id=number)
    return CourseSummary(
        frame=replace(frame, title=words.t("COURSE SUMMARY"), about=(who, *frame.about)),
        name=name,
        kana=kana,
        facts=(*identity(look, words), *_transplant(look, words), *_courses(look, words)),
        swimmer=swimmer(look, words),
        tables=tuple(part for part in (_doses(look, words), _pauses(look, words), _events(look, words)) if part.rows),
        grids=grade_grids(look, words),
        labs=labs_box(look, words, curves_of_all=True),
        decisions=_decisions(look, words),
        caution=words.t("A summary of what is charted, no order and no advice: the chart and the physician decide."),
    )


def _transplant(look: Look, words: Words) -> tuple[Fact, ...]:
    found = transplant_of(look.chart, look.at)
    if found is None:
        return (Fact(words.t("Transplant"), words.format(None), strong=True),)
    told = words.t("number {number:number}, {on:day}", number=found.number, on=found.transplanted_on)
    day = whole_days_after(found, look.at, words.zone)
    prophylaxis = words.joined(found.gvhd_prophylaxis) if found.gvhd_prophylaxis else words.t("none recorded")
    return (
        Fact(words.t("Transplant"), told, strong=True),
        Fact(
            words.t("Day after transplant"),
            words.format(day, "number"),
            strong=True,
        ),
        Fact(words.t("Donor"), words.format(found.donor_source)),
        Fact(words.t("HLA"), words.format(found.hla_match)),
        Fact(words.t("Conditioning"), words.format(found.conditioning)),
        Fact(words.t("GVHD prophylaxis"), prophylaxis),
        Fact(words.t("Engrafted"), words.format(found.engrafted_on)),
    )


def _courses(look: Look, words: Words) -> tuple[Fact, ...]:
    return tuple(
        Fact(words.t("Course {number:number}", number=one.number), _course(look, one, words), strong=True)
        for one in look.courses
    )


def _course(look: Look, one: Course, words: Words) -> str:
    transplant = transplant_of(look.chart, look.at)
    began = words.t("started {at:time}", at=one.started_at)
    if transplant is not None:
        days = whole_days_after(transplant, one.started_at, words.zone)
        began = words.t("{began} (day {days:number} after transplant)", began=began, days=days)
    ended = words.status(one.status)
    if one.ended_at is not None:
        ended = words.t("{state} {at:time}", state=ended, at=one.ended_at)
    infused = words.t("infused {length:clock_length}", length=one.infused)
    paused = words.t("paused {length:clock_length}", length=one.interrupted)
    return words.joined((began, ended, infused, paused))


def _doses(look: Look, words: Words) -> Part:
    """One row for each stretch at one dose, pauses left aside."""
    return Part(
        title=words.t("Doses and steps"),
        note=words.t("as charted; a pause does not end a stretch"),
        heads=_heads(words.t("Course"), words.t("From"), words.t("To"), words.t("Dose"), words.t("Infused")),
        rows=tuple(row for course in look.courses for row in _stretches(course, words))
        or _none(words.t("No course has been started."), 5),
        shares=(0.12, 0.22, 0.22, 0.28, 0.16),
    )


def _stretches(course: Course, words: Words) -> list[Cells]:
    rows: list[Cells] = []
    before: float | None = None
    for dose, run in groupby(course.segments, key=lambda segment: segment.dose_micrograms_per_day):
        segments = list(run)
        turn = words.t("start") if before is None else words.t("raised") if dose > before else words.t("lowered")
        rows.append(
            (
                (str(course.number), turn),
                (words.dated_time(segments[0].start),),
                (_until(segments[-1], words),),
                (words.dose(dose),),
                (words.clock_length(_length(segments, course.until)),),
            )
        )
        before = dose
    return rows


def _until(segment: Segment, words: Words) -> str:
    return words.t("still flowing, as charted") if segment.end is None else words.dated_time(segment.end)


def _length(segments: list[Segment], until: datetime) -> timedelta:
    return sum((since(one.start, one.end or until) for one in segments), timedelta())


def _pauses(look: Look, words: Words) -> Part:
    found = lost_of_patient(look, words)
    rows = tuple(tuple(tuple(text for text in cell if text) for cell in row.texts) for row in found.rows)
    return Part(
        title=found.title,
        note="",
        heads=tuple((name,) for name in found.columns),
        rows=rows or _none(found.none, len(found.columns)),
        shares=(0.3, 0.34, 0.2, 0.16),
    )


def _events(look: Look, words: Words) -> Part:
    """Adverse events with every grade, then the stagings of acute GVHD."""
    events: list[Cells] = [
        (
            (event.term,),
            (event.state,),
            (words.joined(words.t("{grade} at {when}", grade=g.chip.text, when=g.moment) for g in event.series),),
            (event.marks,),
        )
        for event in event_rows(look, words)
    ]
    gvhd: list[Cells] = [
        ((words.t("Acute GVHD"),), (one.moment,), (one.grade,), (one.stages, one.because))
        for one in gvhd_rows(look, words)
    ]
    heads = _heads(words.t("Event"), words.t("State"), words.t("Grades"), words.t("Charted about it"))
    none = _none(words.t("No adverse event is charted."), len(heads))
    return Part(
        title=words.t("Events with grades"),
        note=words.t("each on its own scale"),
        heads=heads,
        rows=(*events, *gvhd) or none,
        shares=(0.2, 0.22, 0.24, 0.34),
    )


def _decisions(look: Look, words: Words) -> Part:
    taken: list[DecisionTaken | ReviewCommented] = [*look.chart.all(DecisionTaken, look.at)]
    taken += look.chart.all(ReviewCommented, look.at)
    taken.sort(key=lambda entry: (entry.happened_at, entry.id))
    rows: tuple[Cells, ...] = tuple(
        ((words.dated_time(one.happened_at), words.t("charted by {who}", who=one.by)), (decision_details(one, words),))
        for one in taken
    )
    return Part(
        title=words.t("Decisions and comments of physicians"),
        note="",
        heads=_heads(words.t("When"), words.t("What was decided")),
        rows=rows or _none(words.t("No decision is charted."), 2),
        shares=(0.24, 0.76),
    )


def _heads(*names: str) -> Cells:
    return tuple((name,) for name in names)


def _none(said: str, columns: int) -> tuple[Cells, ...]:
    return (((said,), *((),) * (columns - 1)),)
