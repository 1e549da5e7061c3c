"""The tab Checks as finished values: lanes on the course's time axis, grades in words, what is due, events, drugs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.entries import (
    CheckMissed,
    CrsChecked,
    Entry,
    EventGraded,
    NeuroChecked,
    VitalsMeasured,
)
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.cells import Cell, Line, capital
from blin21_desktop.present.checks_axis import Axis, axes, place
from blin21_desktop.present.checks_events import (
    DrugRow,
    EventRow,
    GvhdRow,
    drug_rows,
    event_lanes,
    event_rows,
    gvhd_rows,
)
from blin21_desktop.present.checks_grades import (
    MISSED_WHAT,
    drug_lane,
    grade_lanes,
    graded_on,
    not_done,
    score_of,
    who_lane,
)
from blin21_desktop.present.checks_lanes import Lane
from blin21_desktop.present.checks_vitals import SIGNS, Sign, shown, unit_words, vital_lanes
from blin21_desktop.present.grade_words import (
    LETTERS,
    GradeLine,
    crs_lines,
    crs_on,
    icans_line,
    oxygen_words,
    points,
    scale_names,
)
from blin21_desktop.present.words import Words
from blin21_desktop.rules.crs import ASTCT
from blin21_desktop.rules.in_force import neuro_grade
from blin21_desktop.rules.schedule import Check
from blin21_desktop.service.look import Look

CHECKED: tuple[type[Entry], ...] = (VitalsMeasured, CrsChecked, NeuroChecked, CheckMissed, EventGraded)
"""Kinds that make a moment of the tab."""

STATES: dict[str, Text] = {
    "upcoming": say("not yet due"),
    "due": say("due now"),
    "overdue": say("OVERDUE"),
    "put_off": say("put off while off the ward"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One check that comes next: when, what, its state in words, and which row of the schedule asks for it."""

    time: str
    what: str
    state: str
    because: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class MomentWords:
    """Everything checked at one moment, in a sentence for the line below the lanes."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One moment of the table that says the same as the lanes. `entry` is one of its entries."""

    entry: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksTab:
    """The whole tab. `lanes` stand above the place of the handwriting, `below` under it."""

    axes: tuple[Axis, ...]
    lanes: tuple[Lane, ...]
    below: tuple[Lane, ...]
    events_lanes: tuple[Lane, ...]
    moments: tuple[MomentWords, ...]
    legend: str
    empty: str
    grades: tuple[GradeLine, ...]
    no_grades: tuple[str, ...]
    due: tuple[DueRow, ...]
    no_due: str
    proposal: str
    events: tuple[EventRow, ...]
    no_events: str
    gvhd: tuple[GvhdRow, ...]
    no_gvhd: str
    drugs: tuple[DrugRow, ...]
    no_drugs: str
    columns: tuple[str, ...]
    table: tuple[TableRow, ...]


def checks_tab(look: Look, words: Words) -> ChecksTab:
    """The tab as of the look's moment."""
    rows = _moments(look)
    lines = crs_lines(look, words, look.at)
    icans = icans_line(look, words, look.at)
    lacking = [] if lines else [words.t("CRS: not recorded")]
    return ChecksTab(
        axes=axes(look, words),
        lanes=(*vital_lanes(look, words), *grade_lanes(look, words)),
        below=(drug_lane(look, words), who_lane(look, words)),
        events_lanes=event_lanes(look, words),
        moments=tuple(MomentWords(place(look, at), _sentence(look, at, found, words)) for at, found in rows),
        legend=words.t(
            "– not done: {letters} · dashed: not graded · ← → from check to check",
            letters=words.joined(LETTERS.values()),
        ),
        empty=words.t("No check was charted yet. F7 charts one."),
        grades=(*lines, *(() if icans is None else (icans,))),
        no_grades=(*lacking, *(() if icans is not None else (words.t("ICANS: not recorded"),))),
        due=tuple(_due(check, look, words) for check in look.checks),
        no_due=words.t("No check is due by the schedule: no course is under way, or the protocol has no schedule."),
        proposal=words.t("Intervals are a proposal of this program that needs sign-off, not a label rule."),
        events=event_rows(look, words),
        no_events=words.t("No adverse event was graded."),
        gvhd=gvhd_rows(look, words),
        no_gvhd=words.t("Acute GVHD was not staged."),
        drugs=drug_rows(look, words),
        no_drugs=words.t("No drug was charted."),
        columns=_columns(look, words),
        table=tuple(_row(look, at, found, words) for at, found in reversed(rows)),
    )


def _due(check: Check, look: Look, words: Words) -> DueRow:
    state = words.render(STATES.get(check.state, STATES["upcoming"]))
    if check.state == "overdue":
        state = words.t("OVERDUE {length:length}", length=since(check.due_at, look.at))
    elif check.due_at >= look.at:
        state = words.t("{state}, in {length:length}", state=state, length=since(look.at, check.due_at))
    return DueRow(
        time=words.short_moment(check.due_at, look.at),
        what=capital(words.render(MISSED_WHAT[check.what])),
        state=state,
        because=words.render(check.because),
        overdue=check.state == "overdue",
    )


def _moments(look: Look) -> list[tuple[datetime, list[Entry]]]:
    """The entries of one moment together, oldest first."""
    found: dict[datetime, list[Entry]] = {}
    for kind in CHECKED:
        for entry in look.chart.all(kind, look.at):
            found.setdefault(entry.happened_at, []).append(entry)
    return sorted(found.items(), key=lambda pair: pair[0])


def _sentence(look: Look, at: datetime, found: Sequence[Entry], words: Words) -> str:
    """What the table's row says, with units and names."""
    vitals = [entry for entry in found if isinstance(entry, VitalsMeasured)]
    told = [
        f"{words.render(sign.name)} {text} {unit_words(sign, vitals[-1], words)}"
        for sign in SIGNS
        if (text := _values(vitals, sign))
    ]
    oxygen, also = _oxygen(vitals, words), _also(look, found, words)
    graded = (*((f"CRS {scale_names(look)[key]}", _crs_text(look, key, found, words)) for key in scale_names(look)),
              ("ICANS", _icans_text(look, found, words)))  # fmt: skip
    told += [text for text in (oxygen, *(f"{name} {text}" for name, text in graded if text)) if text]
    told += [text for text in (_points_text(look, found, words), also, _who(found)) if text]
    return " · ".join((words.short_moment(at, look.at), *told))


def _columns(look: Look, words: Words) -> tuple[str, ...]:
    """Heads of the table; the third takes what room is left."""
    return (
        words.t("Time"),
        words.t("Temp ℃"),
        words.t("Oxygen, also charted"),
        words.t("BP mmHg"),
        words.t("SpO2 %"),
        words.t("Pulse /min"),
        words.t("Resp. /min"),
        *(f"CRS {name}" for name in scale_names(look).values()),
        "ICANS",
        words.t("ICE / CAPD"),
        words.t("Who"),
    )


def _row(look: Look, at: datetime, found: Sequence[Entry], words: Words) -> TableRow:
    """One moment in the order of the columns; what was not looked at is empty."""
    vitals = [entry for entry in found if isinstance(entry, VitalsMeasured)]
    first, *rest = (_values(vitals, sign) for sign in SIGNS)
    also = tuple(Line(text, "body") for text in (_oxygen(vitals, words), _also(look, found, words)) if text)
    texts = (
        *rest,
        *(_crs_text(look, key, found, words) for key in scale_names(look)),
        _icans_text(look, found, words),
        _points_text(look, found, words),
        _who(found),
    )
    head = Cell((Line(words.short_moment(at, look.at), "body_bold"),))
    return TableRow(
        entry=found[0].id,
        cells=(head, Cell((Line(first, "body"),)), Cell(also), *(Cell((Line(text, "body"),)) for text in texts)),
    )


def _values(vitals: Sequence[VitalsMeasured], sign: Sign) -> str:
    return ", ".join(text for one in vitals if (text := shown(sign, one)))


def _oxygen(vitals: Sequence[VitalsMeasured], words: Words) -> str:
    return ", ".join(oxygen_words(one.oxygen, words) for one in vitals)


def _who(found: Sequence[Entry]) -> str:
    return ", ".join(dict.fromkeys(entry.by for entry in found))


def _icans_text(look: Look, found: Sequence[Entry], words: Words) -> str:
    scale = look.scales.get(ASTCT)
    return ", ".join(_digit(neuro_grade(one, scale), words) for one in found if isinstance(one, NeuroChecked))


def _points_text(look: Look, found: Sequence[Entry], words: Words) -> str:
    return ", ".join(points(score_of(look, one), words) for one in found if isinstance(one, NeuroChecked))


def _crs_text(look: Look, key: str, found: Sequence[Entry], words: Words) -> str:
    graded = (crs_on(one, key, look)[0] for one in found if graded_on(one, key))
    return ", ".join(_digit(grade, words) for grade in graded)


def _digit(grade: int | None, words: Words) -> str:
    return words.t("not graded") if grade is None else str(grade)


def _also(look: Look, found: Sequence[Entry], words: Words) -> str:
    """Missed checks and graded events."""
    told, named = [], {event.key: event.names for event in look.grades.events}
    for entry in found:
        if isinstance(entry, CheckMissed):
            told.append(not_done(entry, words))
        if isinstance(entry, EventGraded):
            told.append(
                words.t("{name} grade {grade:number}", name=named.get(entry.event, entry.term), grade=entry.grade)
            )
    return words.joined(told)
