"""The `alerts` and `premedication` parts of the `state` answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from blin21_desktop.domain.alerts import LEVELS, Alert
from blin21_desktop.present.words import Words
from blin21_desktop.rules.premedication import Premedication
from blin21_desktop.service.look import Look

Json = dict[str, Any]


def alert_json(alert: Alert, look: Look, words: Words) -> Json:
    """One alert; `alert` is the key that `alert_acknowledged` takes, `silenced` who acknowledged it until when."""
    silent = alert.silenced
    return {
        "alert": alert.key,
        "level": alert.level,
        "says": words.render(alert.says),
        "action": words.render(alert.action),
        "since": _time(alert.since, look),
        "hazard_at": _time(alert.hazard_at, look),
        "silenced": None
        if silent is None
        else {
            "by": silent.by,
            "at": _time(silent.at, look),
            "until": _time(silent.until, look),
            "because": silent.because,
        },
    }


def alert_counts(alerts: Sequence[Alert]) -> dict[str, int]:
    """How many alerts of each level nobody acknowledged, and how many somebody did."""
    counts: dict[str, int] = {level: sum(a.level == level and a.silenced is None for a in alerts) for level in LEVELS}
    return {**counts, "silenced": sum(a.silenced is not None for a in alerts)}


def premedication_json(wanted: Premedication, look: Look, words: Words) -> Json:
    """One premedication that the label asks for in this course, and how it stands."""
    return {
        "before": wanted.before,
        "state": wanted.state,
        "at": _time(wanted.at, look),
        "dose": words.render(wanted.dose),
        "given": [
            {"drug": p.drug, "dose_mg": p.dose_mg, "at": _time(p.happened_at, look), "by": p.by} for p in wanted.given
        ],
        "missing": [words.render(text) for text in wanted.missing],
    }


def _time(moment: datetime | None, look: Look) -> str | None:
    return None if moment is None else moment.astimezone(look.at.tzinfo).isoformat()
