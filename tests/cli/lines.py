"""Lines for batches: one invented patient under either label, in the shape of the contract."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from tests.cli.terminal import NOW

Line = dict[str, Any]
RATES = {24: 10, 48: 5, 72: 3.3, 96: 2.5}


def jsonl(*lines: Line) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def ago(**length: float) -> str:
    """A time before the fixed clock."""
    return (NOW - timedelta(**length)).isoformat()


def line(kind: str, at: datetime | str = NOW, **fields: Any) -> Line:  # noqa: ANN401
    when = at if isinstance(at, str) else at.isoformat()
    return {"kind": kind, "patient": "T-1", "happened_at": when, "by": "n1", **fields}


def registered(**fields: Any) -> Line:  # noqa: ANN401
    own = {
        "family_name": "Test",
        "given_name": "Person",
        "hospital_id": "H1",
        "sex": "female",
        "birth_date": "2016-01-10",
        "allergies": [],
        "protocol": "sct-all-blin21",
        "label": "jp-pi-2021",
    }
    return line("patient_registered", **{**own, **fields})


def ordered(dose: float = 28, **fields: Any) -> Line:  # noqa: ANN401
    own = {"course": 2, "dose_micrograms_per_day": dose, "basis": "fixed", "weight_kg": 50, "prescriber": "d1"}
    return line("dose_ordered", **{**own, "from": ago(minutes=5), **fields})


def bag(dose: float = 28, hours: int = 96, rate: float = 2.5, **fields: Any) -> Line:  # noqa: ANN401
    own = {
        "label": "B1",
        "patient": "T-1",
        "dose_micrograms_per_day": dose,
        "hours": hours,
        "volume_ml": round(rate * hours, 1),
        "rate_ml_per_h": rate,
        "use_before": (NOW + timedelta(hours=hours + 6)).isoformat(),
    }
    return {**own, **fields}


def flow(dose: float = 28, rate: float = 2.5) -> Line:
    return {
        "dose_micrograms_per_day": dose,
        "rate_ml_per_h": rate,
        "checked_by": "n2",
        "second_check": {"rate_ml_per_h": rate, "dose_micrograms_per_day": dose},
    }


def started(hung: Line | None = None, **fields: Any) -> Line:  # noqa: ANN401
    hung = bag() if hung is None else hung
    own = {"course": 2, **flow(hung["dose_micrograms_per_day"], hung["rate_ml_per_h"]), "bag": hung}
    return line("infusion_started", **{**own, **fields})
