"""Entries around alerts: acknowledged, decided, premedicated."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any

from blin21_desktop.domain.entries import AlertAcknowledged, DecisionTaken, PremedicationGiven
from tests.making import PATIENT

_ids = itertools.count(1)


def _common(at: datetime, by: str) -> dict[str, Any]:
    return {"id": f"a-{next(_ids):06}", "patient": PATIENT, "happened_at": at, "recorded_at": at, "by": by}


def acknowledged(at: datetime, alert: str, until: datetime | None = None, **changes: Any) -> AlertAcknowledged:  # noqa: ANN401
    """Somebody saw an alert and says why it may wait."""
    fields = {**_common(at, "n2"), "alert": alert, "because": "with another child", "until": until, **changes}
    return AlertAcknowledged(**fields)


def decided(at: datetime, *rules: str) -> DecisionTaken:
    """A physician decided to go on, with these findings in view."""
    return DecisionTaken(**_common(at, "d1"), decision="continue", physician="d1", findings=rules, because="seen")


def premedicated(at: datetime, before: Any = "start", drug: str = "dexamethasone") -> PremedicationGiven:  # noqa: ANN401
    """Dexamethasone before a start or step."""
    return PremedicationGiven(**_common(at, "n1"), drug=drug, dose_mg=5.0, before=before)
