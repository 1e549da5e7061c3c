"""What a person said about a laboratory value, in one line of the record."""

from __future__ import annotations

from blin21_desktop.domain.entries import LabBaselineChosen, LabConditionAnswered, LabResulted
from blin21_desktop.present.lab_when import dated_when
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


def lab_details(entry: LabBaselineChosen | LabConditionAnswered, look: Look, words: Words) -> str:
    """The result or limb chosen, or the question and its answer."""
    if isinstance(entry, LabConditionAnswered):
        return f"{_result(entry.result, look, words)} · {entry.term} · {_answer(entry, look, words)}"
    chosen = words.code(entry.limb) if entry.limb is not None else _result(entry.result or "", look, words)
    course = words.t("course {number:number}", number=entry.course)
    return f"{course} · {_name(entry.analyte, look, words)} · {chosen} · {entry.because}"


def _answer(entry: LabConditionAnswered, look: Look, words: Words) -> str:
    bench = look.labs.bench
    asked = None if bench is None else bench.scale.conditions.get(entry.condition)
    told = words.t("Yes") if entry.answer == "yes" else words.t("No")
    return words.t("{question}: {answer}", question=asked or entry.condition, answer=told)


def _result(entry_id: str, look: Look, words: Words) -> str:
    found = look.chart.find(entry_id)
    if not isinstance(found, LabResulted):
        return words.t("an entry that is not here")
    return words.t("{what} {value} {unit}, {when}", what=_name(found.analyte, look, words), value=found.value,
                   unit=found.unit, when=dated_when(found, words))  # fmt: skip


def _name(analyte: str, look: Look, words: Words) -> str:
    """The analyte in the reader's language, as the table has it."""
    bench = look.labs.bench
    known = None if bench is None else bench.table.analytes.get(analyte)
    return analyte if known is None else words.format(known.title)
