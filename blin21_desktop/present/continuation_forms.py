"""The tables to write in: infusion, stops, checks, drugs, laboratory. Widths are millimetres on A4 on its side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.domain.moments import HOUR
from blin21_desktop.present.words import Words
from blin21_desktop.rules.icans import FULL
from blin21_desktop.rules.schedule import Check, What

CODES: dict[What, str] = {"vitals": "vitals", "crs": "crs_check", "neuro": "neuro_check"}

LAB_COLUMNS = (
    *("leukocytes", "neutrophils", "lymphocytes", "haemoglobin", "platelets", "ast", "alt", "bilirubin_total"),
    *("creatinine", "crp", "ferritin", "fibrinogen"),
)
"""What a ward draws most; two empty columns follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column to write in, `wide` mm. `ticks`: boxes with their words that stand in every cell."""

    head: str
    wide: float
    ticks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteIn:
    """One page of rows to write in, each `high` mm; as many as fit. `line`: a line to write on under every row."""

    title: str
    note: str
    columns: tuple[Column, ...]
    high: float = 10.0
    line: str = ""


def forms(table: LabTable, words: Words, checks: Sequence[Check] = ()) -> tuple[WriteIn, ...]:
    """All forms in the order in which they are needed; `checks` that lie ahead tell how often."""
    return (_infusion(words), _stops(words), _checks(checks, words), _drugs(words), _labs(table, words))


def _when(words: Words, wide: float = 28) -> Column:
    return Column(head=words.t("Date, time"), wide=wide)


def _signed(words: Words) -> tuple[Column, Column]:
    """Who did it, and the second person."""
    return Column(head=words.t("Done by"), wide=24), Column(head=words.t("Second person"), wide=24)


def _infusion(words: Words) -> WriteIn:
    what = (words.t("start"), words.t("bag"), words.t("step"), words.t("reading"))
    return WriteIn(
        title=words.t("INFUSION"),
        note=words.t("start, bag change, dose step, reading of the pump: rate and volume as the pump shows them"),
        columns=(
            _when(words),
            Column(head=words.t("What"), wide=40, ticks=what),
            Column(head=words.t("Bag label"), wide=32),
            Column(head=words.t("Use before"), wide=26),
            Column(head=words.t("Dose, {unit}", unit=words.t("microgram/day")), wide=30),
            Column(head=words.t("Rate read, {unit}", unit=words.t("mL/hr")), wide=24),
            Column(head=words.t("Volume left, mL"), wide=24),
            *_signed(words),
            Column(head=words.t("Note"), wide=30),
        ),
        high=11,
    )


def _stops(words: Words) -> WriteIn:
    return WriteIn(
        title=words.t("STOPS AND RESTARTS"),
        note=words.t("DO NOT FLUSH"),
        columns=(
            Column(head=words.t("Stopped: date, time"), wide=26),
            Column(head=words.t("Why"), wide=34),
            Column(head=words.t("Line"), wide=28, ticks=(words.t("NOT flushed"), words.t("flushed"))),
            Column(head=words.t("Volume left, mL"), wide=20),
            Column(head=words.t("Premedication: drug, dose, time"), wide=34),
            Column(head=words.t("Resumed: date, time"), wide=26),
            Column(head=words.t("Bag label"), wide=28),
            Column(head=words.t("Dose, {unit}", unit=words.t("microgram/day")), wide=28),
            Column(head=words.t("Rate read, {unit}", unit=words.t("mL/hr")), wide=20),
            *_signed(words),
        ),
        high=13,
    )


def _checks(checks: Sequence[Check], words: Words) -> WriteIn:
    """Vital signs, CRS and ICE in one row a check, below it the sentence that the child writes."""
    ice = (
        (words.t("Orient."), "orientation", 13.0),
        (words.t("Naming"), "naming", 14.0),
        (words.t("Command"), "command", 20.0),
        (words.t("Writing"), "writing", 14.0),
        (words.t("Attent."), "attention", 13.0),
    )
    return WriteIn(
        title=words.t("CHECKS"),
        note=" · ".join((_often(checks, words), words.t("a value that was not taken: write why"))),
        columns=(
            _when(words, 22),
            Column(head=words.t("Temp ℃"), wide=11),
            Column(head=words.t("Pulse"), wide=11),
            Column(head=words.t("Blood pressure"), wide=17),
            Column(head=words.t("SpO2 %"), wide=11),
            Column(head=words.t("Oxygen"), wide=14),
            Column(head=words.t("Resp."), wide=11),
            Column(head=words.t("CRS 0–4"), wide=11),
            *(Column(head=f"{name} 0–{FULL[item]}", wide=wide) for name, item, wide in ice),
            Column(head=words.t("ICE 0–10"), wide=11),
            Column(head=words.t("CAPD 0–32"), wide=12),
            Column(head=words.t("Wakes"), wide=13),
            Column(head=words.t("Seizure"), wide=14),
            Column(head=words.t("Weakness"), wide=19),
            Column(head=words.t("ICANS 0–4"), wide=13),
            Column(head=words.t("Sign"), wide=15),
        ),
        line=words.t("Sentence, in the child's own hand"),
    )


def _often(checks: Sequence[Check], words: Words) -> str:
    """How often by the schedule in force at that moment, or that it is as ordered: no interval is made up."""
    every = dict.fromkeys((check.what, check.every / HOUR) for check in checks)
    if not every:
        return words.t("as often as ordered")
    told = (words.t("{what} every {hours:hours}", what=words.code(CODES[what]), hours=hours) for what, hours in every)
    return words.t("by the schedule at printing: {checks}", checks=words.joined(told))


def _drugs(words: Words) -> WriteIn:
    return WriteIn(
        title=words.t("OTHER DRUGS AND PREMEDICATION"),
        note=words.t("also what hides a fever"),
        columns=(
            _when(words),
            Column(head=words.t("Drug"), wide=50),
            Column(head=words.t("Dose and unit"), wide=30),
            Column(head=words.t("Route"), wide=20),
            Column(head=words.t("Why"), wide=46),
            *_signed(words),
            Column(head=words.t("Note"), wide=40),
        ),
    )


def _labs(table: LabTable, words: Words) -> WriteIn:
    shorts = [table.analytes[name].short for name in LAB_COLUMNS if name in table.analytes]
    return WriteIn(
        title=words.t("LABS"),
        note=words.t("write the unit into the first row, and “not done” where nothing was drawn"),
        columns=(
            _when(words),
            *(Column(head=short, wide=16) for short in shorts),
            *(Column(head="", wide=16),) * 2,
            Column(head=words.t("Done by"), wide=20),
        ),
        high=11,
    )
