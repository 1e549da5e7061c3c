"""Laboratory results for tests: one line each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from blin21_desktop.domain.entries import Entry, LabResulted
from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.domain.text import Names, Text
from blin21_desktop.rules.lab_results import LabResult, results
from tests.making import AT, PATIENT, chart, hour
from tests.rules.looking import KNOWLEDGE, says

TABLE = KNOWLEDGE.labs
LATER = hour(24 * 60)


def lab(analyte: str, value: str, unit: str, at: datetime = AT, **changes: Any) -> LabResulted:  # noqa: ANN401
    """One result. What `LabResulted` has no field for goes to its source (specimen_id, sender, code ...)."""
    own = {"id", "recorded_at", "lower_limit", "upper_limit", "specimen", "status", "note"}
    fields: dict[str, Any] = {key: changes.pop(key) for key in own & changes.keys()}
    base: dict[str, Any] = {"id": f"{analyte}-{value}-{at:%d%H%M%S}", "recorded_at": at, "status": "final", **fields}
    base |= {"patient": PATIENT, "happened_at": at, "by": "n1", "analyte": analyte, "value": value, "unit": unit}
    return LabResulted(**base, source=changes or None)


def found(*entries: Entry, table: LabTable = TABLE, at: datetime = LATER) -> tuple[LabResult, ...]:
    """The results in force."""
    return results(chart(*entries), at, table)


def one(*entries: Entry, analyte: str, table: LabTable = TABLE) -> LabResult:
    """The only result of an analyte."""
    (only,) = (result for result in found(*entries, table=table) if result.entry.analyte == analyte)
    return only


def told(text: Text) -> str:
    """A text with its values, names in English."""
    values = {key: value.en if isinstance(value, Names) else value for key, value in text.values.items()}
    return says(Text(text.template, values))
