"""Judging one entry against a chart, for the tests of the impossible."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry
from blin21_desktop.service.decide import objections
from tests.making import AT, OVERRIDE, PATIENT, ordered, registered, started
from tests.service.memory import knowledge

READY = (registered(), ordered())
RUNNING = (*READY, started())

_count = iter(range(10**6))


def refused(entry: Entry, *before: Entry, now: datetime | None = None) -> set[str]:
    """Fields called impossible; each must stay so under an override, and be answered in words."""
    charts = {PATIENT: Chart.of(PATIENT, before)}
    now = now or max(entry.recorded_at, entry.happened_at)
    found = objections((entry,), charts, now, knowledge())
    again = objections((replace(entry, override=OVERRIDE),), charts, now, knowledge())
    hard = {o.field for o in found if o.impossible}
    assert {o.field for o in again} == hard
    assert all(o.says.template and o.remedy.template and o.index == 0 for o in found)
    return hard


def changes(field: str, value: object) -> dict[str, Any]:
    return {field: value}


def common() -> dict[str, Any]:
    return {
        "id": f"own-{next(_count)}",
        "patient": PATIENT,
        "happened_at": AT,
        "recorded_at": AT,
        "by": "n1",
    }
