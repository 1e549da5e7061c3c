"""Charts with laboratory results for the tests of the tab Labs: a course of two weeks, small ones around a value."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from blin21_desktop.domain.entries import Entry, MrdResulted
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.ports import Head
from blin21_desktop.present.labs_panels import LabPanel
from blin21_desktop.present.labs_tab import LabsTab
from blin21_desktop.present.labs_units import Unit
from blin21_desktop.service.look import Look, look_at
from tests.checking import drug
from tests.making import PATIENT, bag, changed, chart, hour, paused, registered, resumed, started
from tests.present.looks import BEFORE, KNOWLEDGE, words
from tests.rules.benching import lab

SYNTHETIC = {"sender": "synthetic laboratory"}
LIMITS: dict[str, dict[str, str]] = {
    "neutrophils": {"lower_limit": "1.5", "upper_limit": "7.5"},
    "platelets": {"unit": "10*4/uL", "lower_limit": "15", "upper_limit": "45"},
    "alt": {"lower_limit": "5", "upper_limit": "40"},
    "crp": {"upper_limit": "0.3"},
    "haemoglobin": {"lower_limit": "11", "upper_limit": "14.5"},
}


def day(number: float) -> datetime:
    """So many days after the start."""
    return hour(24 * number)


def course() -> tuple[Entry, ...]:
    """Two weeks of blood: a fall, a pause, a platelet transfusion, one value too low to measure, one by hand."""
    found: list[Entry] = []
    for n in range(-1, 14):
        at = day(n + 0.8)
        values = {
            "neutrophils": f"{2.4 - 0.14 * (n + 1):.2f}",
            "alt": str(22 + 12 * max(0, n)),
            "crp": "<0.02" if n > 10 else f"{1.5 - 0.1 * n:.2f}",
            "platelets": f"{14 - n / 2:.1f}",
        }
        for name, value in values.items():
            fields: dict[str, Any] = {**LIMITS[name], "source": SYNTHETIC}
            if (n, name) == (13, "alt"):
                fields["source"] = {**SYNTHETIC, "entered_by_hand": True}
            found.append(lab(at, name, value, **fields))
    return tuple(found)


FLOW = (
    started(hour(0), bag=bag(hour(0), hours=72)),
    paused(day(4)),
    resumed(day(4.2)),
    changed(day(7), bag=bag(day(7), label="B-2", hours=96, dose_micrograms_per_day=28.0)),
    drug(day(5), "platelets", "10 units", "transfusion"),
    drug(day(6), "filgrastim", "75 micrograms", "g_csf"),
)


def seen(*entries: Entry, at: datetime | None = None, knowledge: Knowledge = KNOWLEDGE) -> Look:
    """A look at a patient with a course and these entries."""
    head = Head(count=1, code="0F0F")
    return look_at(chart(*BEFORE, *FLOW, *entries), at or day(14), knowledge, known_at=None, head=head, training=False)


def bare(*entries: Entry, at: datetime | None = None) -> Look:
    """A look without a course."""
    head = Head(count=1, code="0F0F")
    return look_at(
        chart(registered(hour(-1000)), *entries), at or day(1), KNOWLEDGE, known_at=None, head=head, training=False
    )


def tab(*entries: Entry, unit: Unit = "ward", at: datetime | None = None) -> LabsTab:
    """The tab of these results in a course."""
    return LabsTab(seen(*entries, at=at), words(), unit)


def panel(*entries: Entry, unit: Unit = "ward") -> LabPanel:
    """The only panel of these results."""
    (only,) = tab(*entries, unit=unit).panels
    return only


def mrd(at: datetime, method: Any, value: str, **fields: Any) -> MrdResulted:  # noqa: ANN401
    """An MRD result."""
    common = {"id": f"mrd-{method}-{value}", "patient": PATIENT, "happened_at": at, "recorded_at": at, "by": "n1"}
    return MrdResulted(**{**common, "sample": "bone marrow", **fields}, method=method, value=value)
