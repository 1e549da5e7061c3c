"""Below the lanes: adverse events over time, acute GVHD by its system, and the drugs that were given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.entries import DrugGiven, GvhdStaged, PremedicationGiven
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.cells import Chip
from blin21_desktop.present.checks_axis import place
from blin21_desktop.present.checks_lanes import CellLane, GradeCell, Readout
from blin21_desktop.present.grade_words import chip
from blin21_desktop.present.words import Words
from blin21_desktop.rules.events import AdverseEvent
from blin21_desktop.rules.gvhd import Overall, overall
from blin21_desktop.service.look import Look

CATEGORIES: dict[str, Text] = {
    "crs": say("CRS"),
    "neurologic": say("neurological"),
    "seizure": say("seizure"),
    "hepatic": say("liver"),
    "haematologic": say("blood counts"),
    "infection": say("infection"),
    "gvhd": say("GVHD"),
    "other": say("other"),
}
RELATED: dict[str, Text] = {
    "yes": say("related to the drug"),
    "no": say("not related to the drug"),
    "unknown": say("relation to the drug unknown"),
}
CLASSES: dict[str, Text] = {
    "antipyretic": say("antipyretic"),
    "corticosteroid": say("corticosteroid"),
    "anti_cytokine": say("anti-cytokine"),
    "vasopressor": say("vasopressor"),
    "transfusion": say("transfusion"),
    "g_csf": say("G-CSF"),
    "immunosuppressant": say("immunosuppressant"),
    "other": say("other drug"),
}
BEFORE: dict[str, Text] = {
    "start": say("premedication before the start"),
    "step": say("premedication before the dose step"),
    "restart": say("premedication before the restart"),
    "other": say("premedication"),
}
MASKING = frozenset({"antipyretic", "corticosteroid", "anti_cytokine"})
"""Classes that can hide a fever (grading notes 1.2, R2)."""


@dataclass(frozen=True, slots=True)
class Graded:
    """One grade of a series with its moment."""

    chip: Chip
    moment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One adverse event: term, whether it goes on, its grades oldest first, and what else was charted about it."""

    term: str
    state: str
    open: bool
    series: tuple[Graded, ...]
    marks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GvhdRow:
    """One staging: the overall grade in its system's letters or why there is none, its stages, when and by whom."""

    grade: str
    known: bool
    stages: str
    because: str
    moment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugRow:
    """One drug given: when, what, which kind, who; `masks` says that it can hide a fever."""

    moment: str
    drug: str
    kind: str
    who: str
    masks: str


def event_rows(look: Look, words: Words) -> tuple[EventRow, ...]:
    """Every event, open ones first, the highest grade on top."""
    return tuple(_event(event, look, words) for event in look.grades.events)


def _event(event: AdverseEvent, look: Look, words: Words) -> EventRow:
    newest, term = event.newest, words.format(event.names)
    marks = [
        words.render(CATEGORIES[newest.category]),
        words.t("worst grade {grade:number}", grade=event.worst),
        words.t("present at baseline") if event.at_baseline else words.t("new since the start"),
        words.render(RELATED[newest.related]),
        words.t("haematological") if newest.haematological else "",
        newest.scale,
        words.t("graded by {who}", who=newest.by),
    ]
    began = words.short_moment(event.began, look.at)
    state = words.t("OPEN since {began}", began=began)
    if event.ended is not None:
        state = words.t("ended {at}, began {began}", at=words.short_moment(event.ended, look.at), began=began)
    return EventRow(
        term=term,
        state=state,
        open=event.open,
        series=tuple(
            Graded(chip(term, one.grade, words), words.short_moment(one.happened_at, look.at)) for one in event.grades
        ),
        marks=" · ".join(part for part in marks if part),
    )


def event_lanes(look: Look, words: Words) -> tuple[CellLane, ...]:
    """Each event on the course's time axis; a line runs through the time in which it was open."""
    return tuple(_event_lane(event, look, words) for event in look.grades.events)


def _event_lane(event: AdverseEvent, look: Look, words: Words) -> CellLane:
    newest, term = event.newest, words.format(event.names)
    cells = tuple(
        GradeCell(place(look, one.happened_at), chip(term, one.grade, words), rank=one.grade) for one in event.grades
    )
    ends = [place(look, one.happened_at) for one in event.grades[1:]] + [place(look, look.at)]
    spans = tuple((cell.at, end) for cell, end, one in zip(cells, ends, event.grades, strict=True) if one.grade > 0)
    row = _event(event, look, words)
    series = words.joined(words.t("{grade} at {when}", grade=one.chip.text, when=one.moment) for one in row.series)
    return CellLane(
        key=f"event {event.key}",
        readout=Readout(
            name=term,
            unit=words.t("going on") if event.open else words.t("ended"),
            when=words.short_moment(newest.happened_at, look.at),
            chip=cells[-1].chip,
        ),
        summary=f"{term}: {row.state}; {series}",
        cells=cells,
        spans=spans,
    )


def gvhd_rows(look: Look, words: Words) -> tuple[GvhdRow, ...]:
    """Every staging, newest first; a grade never stands without its system."""
    staged = look.chart.all(GvhdStaged, look.at)
    return tuple(gvhd_row(one, overall(one, look.scales), look, words) for one in reversed(staged))


def gvhd_row(staged: GvhdStaged, found: Overall, look: Look, words: Words) -> GvhdRow:
    """One staging in words."""
    organs = ["skin", "liver", "upper_gi", "lower_gi"]
    if staged.system != "MAGIC":
        organs.remove("upper_gi")
    stages = words.joined(f"{words.code(f'gvhd_{organ}')} {getattr(staged, organ)}" for organ in organs)
    known = found.grade is not None
    grade = words.t("{system} grade {grade}", system=found.system, grade=found.grade) if known else words.t(
        "{system}: no overall grade", system=found.system
    )  # fmt: skip
    because = "" if known else words.t("missing: {missing}", missing=words.joined(found.missing))
    if staged.performance_very_poor:
        because = " · ".join(part for part in (words.code("gvhd_performance"), because) if part)
    return GvhdRow(
        grade=grade,
        known=known,
        stages=words.t("stages: {stages}", stages=stages),
        because=because,
        moment=words.t("{when} by {who}", when=words.short_moment(staged.happened_at, look.at), who=staged.by),
    )


def drug_rows(look: Look, words: Words) -> tuple[DrugRow, ...]:
    """Drugs and premedication, newest first."""
    found: list[tuple[datetime, DrugRow]] = []
    for drug in look.chart.all(DrugGiven, look.at):
        masks = words.t("can hide a fever") if drug.class_ in MASKING else ""
        kind = words.render(CLASSES[drug.class_])
        found.append((drug.happened_at, _drug(drug, f"{drug.drug} {drug.dose}", kind, masks, look, words)))
    for given in look.chart.all(PremedicationGiven, look.at):
        dose = words.t("{drug} {dose:number} mg", drug=given.drug, dose=given.dose_mg)
        row = _drug(given, dose, words.render(BEFORE[given.before]), "", look, words)
        found.append((given.happened_at, row))
    return tuple(row for _, row in sorted(found, key=lambda pair: pair[0], reverse=True))


def _drug(entry: DrugGiven | PremedicationGiven, drug: str, kind: str, masks: str, look: Look, words: Words) -> DrugRow:
    return DrugRow(
        moment=words.short_moment(entry.happened_at, look.at), drug=drug, kind=kind, who=entry.by, masks=masks
    )
