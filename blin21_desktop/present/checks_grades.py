"""The lanes of the graded checks: CRS on each scale, ICANS, points of ICE or CAPD, and who did which check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from blin21_desktop.domain.entries import (
    CheckMissed,
    CrsChecked,
    DrugGiven,
    Entry,
    EventGraded,
    NeuroChecked,
    PremedicationGiven,
    VitalsMeasured,
)
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.cells import Chip
from blin21_desktop.present.checks_axis import place
from blin21_desktop.present.checks_lanes import CellLane, GradeCell, Readout, Word, WordLane
from blin21_desktop.present.grade_words import (
    NO_GRADE,
    GradeLine,
    change,
    chip,
    crs_lines,
    crs_on,
    icans_line,
    letter,
    lost,
    points,
    scale_names,
)
from blin21_desktop.present.words import Words
from blin21_desktop.rules.crs import ASTCT, CTCAE
from blin21_desktop.rules.icans import Score, score
from blin21_desktop.rules.in_force import baseline, neuro_grade
from blin21_desktop.service.look import Look

OPEN, MISSED = 1, -1_000
"""Rank of a check that could not be graded (worse than 0, below any grade), and of one that was not done."""

MISSED_WHAT: dict[str, Text] = {
    "vitals": say("vital signs"),
    "crs": say("CRS check"),
    "neuro": say("neurological check"),
    "lab": say("laboratory sample"),
}


def grade_lanes(look: Look, words: Words) -> tuple[CellLane, ...]:
    """CRS on each scale that is shown, ICANS, then the points."""
    lines = {line.key: line for line in crs_lines(look, words, look.at)}
    crs = tuple(_crs_lane(look, key, lines.get(key), words) for key in scale_names(look))
    return (*crs, _icans_lane(look, words), _points_lane(look, words))


def gradings(look: Look) -> list[CrsChecked | EventGraded]:
    """Everything that graded CRS by the moment, oldest first."""
    events = [event for event in look.chart.all(EventGraded, look.at) if event.category == "crs"]
    return sorted((*look.chart.all(CrsChecked, look.at), *events), key=lambda entry: entry.happened_at)


def graded_on(entry: Entry, key: str) -> bool:
    """Whether an entry graded CRS on this scale; an event does so on the one that drives the rules."""
    if isinstance(entry, EventGraded):
        return entry.category == "crs" and key == CTCAE
    return isinstance(entry, CrsChecked)


def _crs_lane(look: Look, key: str, line: GradeLine | None, words: Words) -> CellLane:
    name = f"CRS {scale_names(look)[key]}"
    cells = [
        _cell(place(look, entry.happened_at), chip(name, crs_on(entry, key, look)[0], words))
        for entry in gradings(look)
        if graded_on(entry, key)
    ]
    cells += _missed(look, "crs", words)
    return _lane(key, name, line, cells, words)


def _icans_lane(look: Look, words: Words) -> CellLane:
    scale = look.scales.get(ASTCT)
    cells = [
        _cell(place(look, entry.happened_at), chip("ICANS", neuro_grade(entry, scale), words))
        for entry in look.chart.all(NeuroChecked, look.at)
    ]
    return _lane("icans", "ICANS", icans_line(look, words, look.at), [*cells, *_missed(look, "neuro", words)], words)


def _cell(at: float, made: Chip) -> GradeCell:
    rank = OPEN if made.grade is None else made.grade + 1 if made.grade else 0
    return GradeCell(at, made, rank=rank)


def _missed(look: Look, what: str, words: Words) -> list[GradeCell]:
    return [
        GradeCell(
            place(look, entry.happened_at),
            Chip(NO_GRADE, None, not_done(entry, words)),
            letter(entry.reason, words),
            MISSED,
        )
        for entry in look.chart.all(CheckMissed, look.at)
        if entry.what == what
    ]


def not_done(entry: CheckMissed, words: Words) -> str:
    """A missed check in words."""
    what = words.render(MISSED_WHAT[entry.what])
    return words.t("{what} not done: {reason:code}", what=what, reason=entry.reason)


def _lane(key: str, name: str, line: GradeLine | None, cells: Sequence[GradeCell], words: Words) -> CellLane:
    ordered = tuple(sorted(cells, key=lambda cell: cell.at))
    if line is None:
        empty = Readout(name=name, when=words.t("not recorded"))
        return CellLane(key=key, readout=empty, summary=words.t("{name}: not recorded.", name=name), cells=ordered)
    told = " · ".join(part for part in (line.chip.words, line.says, line.notes) if part)
    return CellLane(
        key=key,
        readout=Readout(name=name, when=line.moment, old=line.old, chip=line.chip),
        summary=_told(told, line.moment, line.who, len(ordered), words),
        cells=ordered,
    )


def score_of(look: Look, entry: NeuroChecked) -> Score:
    """The points of one neurological check beside the patient's own baseline."""
    start = None if look.course is None else look.course.started_at
    return score(entry, baseline(look.chart.all(NeuroChecked, look.at), entry, start))


def _points_lane(look: Look, words: Words) -> CellLane:
    found = [(entry, score_of(look, entry)) for entry in look.chart.all(NeuroChecked, look.at)]
    cells = [_points_cell(look, entry, one, words) for entry, one in found]
    cells = sorted((*cells, *_missed(look, "neuro", words)), key=lambda cell: cell.at)
    names = {"ice": words.t("ICE points"), "capd": words.t("CAPD points")}
    tools = dict.fromkeys(one.tool for _, one in found)
    name = " / ".join(names[tool] for tool in tools) or words.t("ICE or CAPD points")
    if not found:
        empty = Readout(name=name, when=words.t("not recorded"))
        return CellLane(
            key="points", readout=empty, summary=words.t("{name}: not recorded.", name=name), cells=tuple(cells)
        )
    entry, newest = found[-1]
    when = words.short_moment(entry.happened_at, look.at)
    told = " · ".join(t for t in (points(newest, words), change(newest, words), lost(newest, words)) if t)
    value = points(newest, words).removeprefix(f"{newest.tool.upper()} ")
    return CellLane(
        key="points",
        readout=Readout(name=name, unit=change(newest, words), value=value, when=when),
        summary=_told(told, when, entry.by, len(cells), words),
        cells=tuple(cells),
    )


def _told(told: str, when: str, who: str, count: int, words: Words) -> str:
    return words.t("{told}; {when} by {who}; {count:number} checks.", told=told, when=when, who=who, count=count)


def _points_cell(look: Look, entry: NeuroChecked, one: Score, words: Words) -> GradeCell:
    at = place(look, entry.happened_at)
    if one.total is None:
        unable = entry.unable or {}
        reason = next((unable[k] for k in (entry.tool, *sorted(unable)) if k in unable), "other")
        told = words.t("{points}: {reason:code}", points=points(one, words), reason=reason)
        return GradeCell(at, Chip(NO_GRADE, None, told), letter(reason, words), MISSED + 1)
    moved = "" if not one.change else f"{'+' if one.change > 0 else '−'}{abs(one.change)}"
    worse = -one.total if one.tool == "ice" else one.total
    told = f"{points(one, words)} · {change(one, words)}"
    return GradeCell(at, Chip(str(one.total), None, told, plain=True), moved, worse)


def who_lane(look: Look, words: Words) -> WordLane:
    """Who did or missed which check; several entries of one moment and person stand once."""
    kinds: tuple[type[Entry], ...] = (VitalsMeasured, CrsChecked, NeuroChecked, CheckMissed)
    return _words_lane(look, "who", words.t("Who"), _by(look, kinds), words)


def _by(look: Look, kinds: Iterable[type[Entry]]) -> list[tuple[datetime, str]]:
    found = {(entry.happened_at, entry.by) for kind in kinds for entry in look.chart.all(kind, look.at)}
    return sorted(found)


def drug_lane(look: Look, words: Words) -> WordLane:
    """Drugs that matter for the checks, premedication among them, by name."""
    drugs = [(entry.happened_at, entry.drug) for entry in look.chart.all(DrugGiven, look.at)]
    drugs += [(entry.happened_at, entry.drug) for entry in look.chart.all(PremedicationGiven, look.at)]
    return _words_lane(look, "drugs", words.t("Drugs given"), sorted(drugs), words)


def _words_lane(look: Look, key: str, name: str, found: Sequence[tuple[datetime, str]], words: Words) -> WordLane:
    if not found:
        empty = Readout(name=name, when=words.t("not recorded"))
        return WordLane(key=key, readout=empty, summary=words.t("{name}: not recorded.", name=name), words=())
    at, text = found[-1]
    when = words.short_moment(at, look.at)
    return WordLane(
        key=key,
        readout=Readout(name=name, unit=text, when=when),
        summary=words.t("{name}: {value} at {when}.", name=name, value=text, when=when),
        words=tuple(Word(place(look, moment), told) for moment, told in found),
    )
