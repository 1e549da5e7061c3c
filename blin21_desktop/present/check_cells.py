"""The newest checks in small: one cell of the ward board, the card of the tab Now, the mark of the status line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.entries import VitalsMeasured
from blin21_desktop.domain.moments import since
from blin21_desktop.present.cells import Cell, Chip, Line
from blin21_desktop.present.checks_vitals import SIGNS, Sign, last_vital, shown, unit_words
from blin21_desktop.present.grade_words import (
    NO_GRADE,
    GradeLine,
    chip,
    crs_lines,
    icans_line,
    is_old,
    oxygen_words,
)
from blin21_desktop.present.words import Words
from blin21_desktop.rules.crs import ASTCT
from blin21_desktop.service.look import Look

SHOWN = ("temperature", "pressure", "spo2")
"""Vital signs of the card, in this order."""


@dataclass(frozen=True, slots=True)
class InForce:
    """One newest grade: name, chip, and its moment; None when nothing was recorded."""

    name: str
    chip: Chip
    at: datetime | None
    old: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LastCheck:
    """One line of the card "Last checks". `chip` is None for what no scale grades."""

    name: str
    value: str
    chip: Chip | None
    moment: str
    who: str
    old: bool


def in_force(look: Look, words: Words, now: datetime) -> tuple[InForce, InForce]:
    """The newest CRS grade that drives the rules, and the newest ICANS."""
    crs, neuro = look.grades.crs, look.grades.neuro
    return (
        InForce("CRS", _none("CRS", words), None, old=False)
        if crs is None
        else InForce(
            "CRS",
            chip("CRS", crs.grade, words),
            crs.entry.happened_at,
            is_old(look, "crs", crs.entry.happened_at, now),
        ),
        InForce("ICANS", _none("ICANS", words), None, old=False)
        if neuro is None
        else InForce(
            "ICANS",
            chip("ICANS", neuro.grade, words),
            neuro.entry.happened_at,
            is_old(look, "neuro", neuro.entry.happened_at, now),
        ),
    )


def _none(name: str, words: Words) -> Chip:
    return Chip(NO_GRADE, None, words.t("{name}: not recorded", name=name))


def checks_column(words: Words) -> str:
    """Head of the board's column."""
    return words.t("CRS · ICANS")


def checks_cell(look: Look, words: Words, now: datetime) -> Cell:
    """Both digits in a row; below them how old they are, OLD past the site's limit, and what is open or missing."""
    head = Line("", "first", chips=tuple(one.chip for one in in_force(look, words, now)))
    return Cell((head, *_below(look, words, now, aged=True)))


def checks_lines(look: Look, words: Words) -> tuple[str, str]:
    """The same for paper, where an age would go stale: digits, then the moments."""
    found = _below(look, words, look.at, aged=False)
    digits = " · ".join(one.chip.text for one in in_force(look, words, look.at))
    return (digits, " · ".join(line.plain for line in found))


def _below(look: Look, words: Words, now: datetime, *, aged: bool) -> list[Line]:
    found = in_force(look, words, now)
    if all(one.at is None for one in found):
        return [Line(words.t("not recorded"), "second")]
    crs, icans = found
    named = [(crs, "")] if crs.at == icans.at else [(one, one.name) for one in found]
    lines = [line for one, name in named for line in _dated(one, name, words, now, aged=aged)]
    lines += [
        Line(words.t("{name} not graded", name=one.name), "second")
        for one in found
        if one.at is not None and one.chip.grade is None
    ]
    other = _other_scale(look, words)
    return [*lines, Line(other, "second")] if other else lines


def _dated(one: InForce, name: str, words: Words, now: datetime, *, aged: bool) -> tuple[Line, ...]:
    """When it was; on the board with its age, and OLD in a line of its own, so that the words have the whole width."""
    if one.at is None:
        return (Line(words.t("{name}: not recorded", name=name), "second"),)
    when = words.short_moment(one.at, now)
    if aged:
        when = words.t("{when} · {length:length} ago", when=when, length=since(one.at, now))
    mark = (Chip(words.t("OLD"), None, words.t("older than the limit of the ward")),) if one.old else ()
    told = f"{name} {when}".strip()
    if aged and mark:
        return Line(told, "second"), Line("", "second", chips=mark)
    return (Line(told, "second", chips=mark),)


def _other_scale(look: Look, words: Words) -> str:
    """The grade on ASTCT where it is another than the one that drives the rules; else empty."""
    crs = look.grades.crs
    graded = None if crs is None else crs.graded.get(ASTCT)
    if crs is None or graded is None or graded.grade == crs.grade:
        return ""
    if graded.grade is None:
        return words.t("ASTCT not graded")
    return words.t("ASTCT {grade:number}", grade=graded.grade)


def marked(look: Look, words: Words) -> tuple[Chip, ...]:
    """The chips of the status line: none unless CRS or ICANS is of grade 1 or more, or was checked without a grade."""
    chips = tuple(one.chip for one in in_force(look, words, look.at))
    found = (look.grades.crs, look.grades.neuro)
    unsettled = any(one is not None and one.grade is None for one in found)
    return chips if unsettled or any(chip.grade for chip in chips) else ()


def last_checks(look: Look, words: Words) -> tuple[LastCheck, ...]:
    """Vital signs, CRS on each scale, ICANS with its points: each with its moment and who did it."""
    vital = tuple(_vital(look, sign, words) for sign in SIGNS if sign.key in SHOWN)
    lines = crs_lines(look, words, look.at)
    crs = tuple(_graded(line) for line in lines) or (_nothing("CRS", words),)
    icans = icans_line(look, words, look.at)
    return (*vital, *crs, _nothing("ICANS", words) if icans is None else _graded(icans))


def _vital(look: Look, sign: Sign, words: Words) -> LastCheck:
    entry, name = last_vital(look, sign), words.render(sign.name)
    if entry is None:
        return LastCheck(name=name, value=words.t("not recorded"), chip=None, moment="", who="", old=False)
    return LastCheck(
        name=name,
        value=_value(sign, entry, words),
        chip=None,
        moment=words.short_moment(entry.happened_at, look.at),
        who=entry.by,
        old=is_old(look, "vitals", entry.happened_at, look.at),
    )


def _value(sign: Sign, entry: VitalsMeasured, words: Words) -> str:
    value = f"{shown(sign, entry)} {unit_words(sign, entry, words)}"
    return f"{value} · {oxygen_words(entry.oxygen, words)}" if sign.key == "spo2" else value


def _graded(line: GradeLine) -> LastCheck:
    told = (line.says or line.notes) if line.chip.grade is not None else line.notes
    return LastCheck(name=line.name, value=told, chip=line.chip, moment=line.moment, who=line.who, old=line.old)


def _nothing(name: str, words: Words) -> LastCheck:
    return LastCheck(name=name, value=words.t("not recorded"), chip=_none(name, words), moment="", who="", old=False)
