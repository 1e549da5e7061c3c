"""Charts with laboratory results, graded: shared by the tests of baseline, limits and grades in force."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from blin21_desktop.domain.entries import Entry, LabBaselineChosen, LabConditionAnswered, LabResulted
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.rules.lab_in_force import LabGrade, LabGrades, lab_grades
from blin21_desktop.rules.situation import Situation
from tests.making import AT, PATIENT, chart, hour, registered, started
from tests.rules.looking import KNOWLEDGE

LATER = hour(100)
UNITS = {
    "neutrophils": "10*9/L", "platelets": "10*9/L", "alt": "U/L", "alp": "U/L", "calcium": "mg/dL", "albumin": "g/dL",
    "sodium": "mmol/L", "creatinine": "mg/dL", "haemoglobin": "g/dL", "bilirubin_total": "mg/dL", "crp": "mg/dL",
    "glucose": "mg/dL", "pt_inr": "{INR}", "potassium": "mmol/L", "fibrinogen": "mg/dL",
}  # fmt: skip


def _common(at: datetime, entry_id: str) -> dict[str, Any]:
    return {"id": entry_id, "patient": PATIENT, "happened_at": at, "recorded_at": at, "by": "n1"}


def lab(at: datetime, analyte: str, value: str, **changes: Any) -> LabResulted:  # noqa: ANN401
    """A final result; its id says what and when."""
    fields: dict[str, Any] = {"unit": UNITS.get(analyte, ""), "status": "final", **changes}
    entry_id = fields.pop("id", f"{analyte}-{at:%d%H%M}-{value}")
    return LabResulted(**_common(at, entry_id) | {"analyte": analyte, "value": value} | fields)


def chosen(at: datetime, analyte: str, **what: Any) -> LabBaselineChosen:  # noqa: ANN401
    """A person chooses a baseline or a limb."""
    fields = {"course": 1, "because": "as the physician says", **what}
    return LabBaselineChosen(**_common(at, f"chosen-{at:%d%H%M%S}"), analyte=analyte, **fields)


def answered(at: datetime, result: str, term: str, condition: str, answer: Any) -> LabConditionAnswered:  # noqa: ANN401
    """A person answers a condition."""
    said = {"result": result, "term": term, "condition": condition, "answer": answer}
    return LabConditionAnswered(**_common(at, f"answered-{at:%d%H%M%S}"), **said)


def grades(*entries: Entry, at: datetime = LATER, knowledge: Knowledge = KNOWLEDGE) -> LabGrades:
    """The grades of a patient whose course 1 began at `AT`."""
    return before(started(AT), *entries, at=at, knowledge=knowledge)


def before(*entries: Entry, at: datetime = LATER, knowledge: Knowledge = KNOWLEDGE) -> LabGrades:
    """The grades of a patient of whom no course began."""
    seen = Situation.of(chart(registered(hour(-1000)), *entries), at, knowledge)
    assert seen is not None
    return lab_grades(seen, knowledge)


def told(found: LabGrade) -> tuple[int | None, int, int]:
    """Grade, what is proved, what is possible."""
    assert found.counts is not None
    return found.counts.grade, found.counts.at_least, found.counts.at_most
