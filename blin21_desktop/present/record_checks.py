"""Checks, events and stages in one line of the record, every field in words."""

from __future__ import annotations

from blin21_desktop.domain.entries import (
    AlertAcknowledged,
    CheckMissed,
    CrsChecked,
    Entry,
    EventGraded,
    GvhdStaged,
    LabBaselineChosen,
    LabConditionAnswered,
    NeuroChecked,
    VitalsMeasured,
)
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.checks_events import RELATED, gvhd_row
from blin21_desktop.present.checks_grades import not_done
from blin21_desktop.present.checks_vitals import SIGNS, shown, unit_words
from blin21_desktop.present.grade_words import crs_on, oxygen_words, points, scale_names
from blin21_desktop.present.record_labs import lab_details
from blin21_desktop.present.words import Words
from blin21_desktop.rules.crs import ASTCT
from blin21_desktop.rules.gvhd import overall
from blin21_desktop.rules.icans import icans, score
from blin21_desktop.service.look import Look

FEVER: dict[str, Text] = {
    "yes": say("fever"),
    "no": say("no fever"),
    "masked": say("fever cannot be told, a drug hides it"),
}
HYPOTENSION: dict[str, Text] = {
    "none": say("no hypotension"),
    "fluids": say("hypotension, responds to fluids"),
    "one_vasopressor": say("one vasopressor"),
    "one_vasopressor_and_vasopressin": say("one vasopressor and vasopressin"),
    "several_vasopressors": say("several vasopressors"),
}


def check_details(entry: Entry, look: Look, words: Words) -> str:
    """What a check says beyond its kind; empty for an entry that is none."""
    if isinstance(entry, VitalsMeasured):
        told = [f"{words.render(s.short)} {t} {unit_words(s, entry, words)}" for s in SIGNS if (t := shown(s, entry))]
        return " · ".join((*told, oxygen_words(entry.oxygen, words)))
    if isinstance(entry, CrsChecked):
        return _crs(entry, look, words)
    if isinstance(entry, NeuroChecked):
        return _neuro(entry, look, words)
    if isinstance(entry, CheckMissed):
        back = "" if entry.until is None else words.t("back expected {until:moment}", until=entry.until)
        return " · ".join(part for part in (not_done(entry, words), back) if part)
    if isinstance(entry, EventGraded):
        return _event(entry, words)
    if isinstance(entry, GvhdStaged):
        row = gvhd_row(entry, overall(entry, look.scales), look, words)
        return " · ".join(part for part in (row.grade, row.stages, row.because) if part)
    if isinstance(entry, LabBaselineChosen | LabConditionAnswered):
        return lab_details(entry, look, words)
    return _alert(entry, words) if isinstance(entry, AlertAcknowledged) else ""


def _crs(entry: CrsChecked, look: Look, words: Words) -> str:
    parts = [
        *(f"{name} {_digit(crs_on(entry, key, look)[0], words)}" for key, name in scale_names(look).items()),
        words.render(FEVER[entry.fever]),
        words.render(HYPOTENSION[entry.hypotension]),
        oxygen_words(entry.oxygen, words),
        words.t("life-threatening") if entry.life_threatening else "",
        _accepted(entry, words),
    ]
    return " · ".join(part for part in parts if part)


def _neuro(entry: NeuroChecked, look: Look, words: Words) -> str:
    scale = look.scales.get(ASTCT)
    found = None if scale is None else icans(entry, scale)
    grade = entry.accepted_grade if entry.accepted_grade is not None else None if found is None else found.grade
    because = "" if found is None else words.joined(found.because)
    missing = ""
    if found is not None and found.missing:
        missing = words.t("missing: {missing}", missing=words.joined(found.missing))
    tool = words.t("other tool because: {because}", because=entry.tool_because) if entry.tool_because else ""
    parts = (f"ICANS {_digit(grade, words)}", points(score(entry, None), words), because, missing, tool)
    return " · ".join(part for part in (*parts, _accepted(entry, words)) if part)


def _digit(grade: int | None, words: Words) -> str:
    return words.t("not graded") if grade is None else str(grade)


def _accepted(entry: CrsChecked | NeuroChecked, words: Words) -> str:
    if entry.accepted_grade is None:
        return ""
    if not entry.because:
        return words.t("accepted grade {grade:number}", grade=entry.accepted_grade)
    return words.t("accepted grade {grade:number}: {because}", grade=entry.accepted_grade, because=entry.because)


def _event(entry: EventGraded, words: Words) -> str:
    parts = (
        words.t("{term} grade {grade:number} ({scale})", term=entry.term, grade=entry.grade, scale=entry.scale),
        words.t("present at baseline") if entry.present_at_baseline else "",
        words.render(RELATED[entry.related]),
        words.t("haematological") if entry.haematological else "",
    )
    return " · ".join(part for part in parts if part)


def _alert(entry: AlertAcknowledged, words: Words) -> str:
    until = words.t("until {until:moment}", until=entry.until) if entry.until is not None else ""
    return " · ".join(part for part in (entry.alert, entry.because, until) if part)
