"""The checks on the handover sheet: the newest grades and vital signs as charted, and what is due to be written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from blin21_desktop.domain.entries import VitalsMeasured
from blin21_desktop.domain.moments import age_years, later, since
from blin21_desktop.present.cells import Chip
from blin21_desktop.present.checks_events import gvhd_row
from blin21_desktop.present.checks_vitals import SIGNS, shown, unit_words
from blin21_desktop.present.grade_words import GradeLine, chip, crs_lines, icans_line, is_old, oxygen_words
from blin21_desktop.present.sheet_blin import immunosuppression, seizures_and_writing
from blin21_desktop.present.words import Words
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.masking import masking
from blin21_desktop.rules.schedule import Check
from blin21_desktop.service.look import Look

AHEAD = timedelta(hours=12)
"""How far the grid looks ahead."""
COLUMNS = 6
"""So many columns at least; those beyond the schedule have no hour and are free for a check out of turn."""
EVERY = timedelta(hours=2)
"""Columns where no schedule asks for a check: every second hour of the clock."""


@dataclass(frozen=True, slots=True)
class NamedChip:
    """A grade with the name of its scale or event before it."""

    name: str
    chip: Chip


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One line of the box: what, its grades, and the rest in words. `old`: the mark, or empty."""

    label: str
    chips: tuple[NamedChip, ...]
    text: str
    old: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksBox:
    """What was found last, as charted."""

    title: str
    note: str
    lines: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A grid to write in by hand: column heads, row names, and which cells are due; the others are crossed out.

    `late` columns are overdue now and stand on a solid block.
    """

    title: str
    note: str
    columns: tuple[str, ...]
    late: tuple[bool, ...]
    rows: tuple[str, ...]
    due: tuple[tuple[bool, ...], ...]


def checks_box(look: Look, words: Words) -> ChecksBox:
    """CRS on each scale, ICANS with its points, vital signs, open events, GVHD; nothing recorded is said."""
    return ChecksBox(
        title=words.t("LAST CHECKS"),
        note=words.t("2, 3 hatched · 4 black · dashed: no grade"),
        lines=(_crs(look, words), _icans(look, words), _vitals(look, words), _events(look, words), _gvhd(look, words)),
    )


def _crs(look: Look, words: Words) -> CheckLine:
    lines = crs_lines(look, words, look.at)
    if not lines:
        return _line("CRS", words.t("not recorded"))
    return CheckLine(
        label="CRS",
        chips=tuple(NamedChip(line.name.removeprefix("CRS "), line.chip) for line in lines),
        text=_told(lines, words),
        old=words.t("OLD") if lines[0].old else "",
    )


def _told(lines: tuple[GradeLine, ...], words: Words) -> str:
    """When and by whom once, then what each scale rests on, equal words once; of grade 0 only the points."""
    parts = [words.t("{when} by {who}", when=lines[0].moment, who=lines[0].who)]
    parts += dict.fromkeys(line.brief for line in lines if line.brief)
    parts += [line.worst for line in lines if line.worst]
    return " · ".join(parts)


def _icans(look: Look, words: Words) -> CheckLine:
    line = icans_line(look, words, look.at)
    more = tuple(seizures_and_writing(look, words))
    if line is None:
        return _line("ICANS", " · ".join((words.t("not recorded"), *more)))
    old = words.t("OLD") if line.old else ""
    text = " · ".join((_told((line,), words), *more))
    return CheckLine(label="ICANS", chips=(NamedChip("", line.chip),), text=text, old=old)


def _vitals(look: Look, words: Words) -> CheckLine:
    label = words.t("Vitals")
    newest = look.chart.last(VitalsMeasured, look.at)
    hiding = _hiding(look, words)
    if newest is None:
        return _line(label, " · ".join((words.t("not recorded"), *hiding)))
    told = [
        f"{words.render(sign.short)} {text} {unit_words(sign, newest, words)}"
        if (text := shown(sign, newest))
        else words.t("{name} not measured", name=words.render(sign.short))
        for sign in SIGNS
    ]
    when = words.t("{when} by {who}", when=words.short_moment(newest.happened_at, look.at), who=newest.by)
    old = words.t("OLD") if is_old(look, "vitals", newest.happened_at, look.at) else ""
    return _line(label, " · ".join((when, *told, oxygen_words(newest.oxygen, words), *hiding)), old)


def _hiding(look: Look, words: Words) -> tuple[str, ...]:
    """The newest drug that can hide a fever, however long ago: no source read says for how long it does."""
    newest = next(iter(masking(look.chart, look.at)), None)
    if newest is None:
        return ()
    when = words.short_moment(newest.given_at, look.at)
    told = words.t("last drug that can hide a fever: {drug} {dose}, {when}",
                   drug=newest.drug, dose=newest.dose, when=when)  # fmt: skip
    return (told,)


def _events(look: Look, words: Words) -> CheckLine:
    going_on = [event for event in look.grades.events if event.open]
    if not going_on:
        return _line(words.t("Events"), words.t("no open one graded"))
    baseline = [event.names for event in going_on if event.at_baseline]
    told = words.t("going on")
    if baseline:
        told = words.t("going on; present at baseline: {terms}", terms=words.joined(baseline))
    return CheckLine(
        label=words.t("Events"),
        chips=tuple(NamedChip(name := words.format(e.names), chip(name, e.newest.grade, words)) for e in going_on),
        text=told,
        old="",
    )


def _gvhd(look: Look, words: Words) -> CheckLine:
    more = tuple(immunosuppression(look, words))
    if look.grades.gvhd is None:
        return _line(words.t("GVHD"), " · ".join((words.t("not staged"), *more)))
    row = gvhd_row(*look.grades.gvhd, look, words)
    return _line(words.t("GVHD"), " · ".join(t for t in (row.grade, row.stages, row.because, row.moment, *more) if t))


def _line(label: str, text: str, old: str = "") -> CheckLine:
    return CheckLine(label=label, chips=(), text=text, old=old)


def due_grid(look: Look, words: Words) -> Grid:
    """The checks of the next 12 hours at the times the schedule asks for, if each is done on time."""
    times = {check.what: _times(check, look.at) for check in look.checks}
    if not times:
        return _empty_grid(look.at, words)
    late = {check.due_at for check in look.checks if check.state == "overdue"}
    columns = _columns(sorted({at for found in times.values() for at in found}), look)
    rows = (
        (words.t("Temp ℃"), "vitals"),
        (words.t("CRS 0–4"), "crs"),
        (_tool(look, words), "neuro"),
        (words.t("Pump mL/hr"), ""),
        (words.t("Sign"), ""),
    )
    spare = max(0, COLUMNS - len(columns))
    return Grid(
        title=words.t("CHECKS, next 12 hours"),
        note=words.t("× not due · times are proposals"),
        columns=(*_heads(columns, late, words), *("",) * spare),
        late=(*(bool(set(column) & late) for column in columns), *(False,) * spare),
        rows=tuple(name for name, _ in rows),
        due=tuple(
            (*(not what or bool(set(c) & set(times.get(what, ()))) for c in columns), *(True,) * spare)  # type: ignore[call-overload]
            for _, what in rows
        ),
    )


def _times(check: Check, now: datetime) -> tuple[datetime, ...]:
    """When a check is due within the next 12 hours; overdue: first now, then from now on."""
    found, at = [check.due_at], later(max(check.due_at, now), check.every)
    while since(now, at) <= AHEAD:
        found.append(at)
        at = later(at, check.every)
    return tuple(one for one in found if since(now, one) <= AHEAD)


def _heads(columns: Sequence[tuple[datetime, ...]], late: set[datetime], words: Words) -> tuple[str, ...]:
    """The clock; where all are full hours without their minutes, as an hour among clocks reads like a number."""
    clocks = [words.t("NOW") if set(column) & late else words.time(column[0]) for column in columns]
    full = all(column[0].minute == 0 or set(column) & late for column in columns)
    return tuple(clock.removesuffix(":00") for clock in clocks) if full else tuple(clocks)


def _columns(times: list[datetime], look: Look) -> list[tuple[datetime, ...]]:
    """Times as columns: what counts as due at the time of a column is done in the same round."""
    near = None if look.protocol is None else Consulted().hours(look.protocol, "checks.due_before_hours")
    found: list[list[datetime]] = []
    for at in times:
        overdue = bool(found) and max(found[-1][0], at) <= look.at
        if found and (overdue or since(found[-1][0], at) <= (near or timedelta())):
            found[-1].append(at)
        else:
            found.append([at])
    return [tuple(column) for column in found]


def _tool(look: Look, words: Words) -> str:
    """The tool of the newest neurological check; before one the tool of the age, where the protocol file says it."""
    limit = None if look.protocol is None else look.protocol.get("neuro.ice_from_years")
    if look.grades.neuro is not None:
        ice = look.grades.neuro.score.tool == "ice"
    elif limit is None or look.registered is None:
        return words.t("ICE or CAPD")
    else:
        ice = age_years(look.registered.birth_date, look.at.astimezone(words.zone).date()) >= limit.value
    return words.t("ICE 0–10") if ice else words.t("CAPD 0–32")


def _empty_grid(at: datetime, words: Words) -> Grid:
    """Every second hour, all cells open: without a course or a schedule nothing is known to be due."""
    local = at.astimezone(words.zone).replace(minute=0, second=0, microsecond=0)
    first = local + timedelta(hours=2 - local.hour % 2)
    hours = [(first.hour + 2 * n) % 24 for n in range(AHEAD // EVERY)]
    rows = (words.t("Temp ℃"), words.t("CRS 0–4"), words.t("ICE 0–10"), words.t("Pump mL/hr"), words.t("Sign"))
    return Grid(
        title=words.t("CHECKS, next 12 hours"),
        note=words.t("write in"),
        columns=tuple(f"{hour:02}" for hour in hours),
        late=(False,) * len(hours),
        rows=rows,
        due=((True,) * len(hours),) * len(rows),
    )
