"""How long the drug has stood still, with the lines of the label in force, and only those it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from blin21_desktop.domain.entries import PauseReason
from blin21_desktop.domain.infusion import Pause
from blin21_desktop.domain.knowledge import Cites
from blin21_desktop.domain.moments import DAY, HOUR, later, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLine:
    """One length of a pause at which the label's answer changes, and when that is.

    `inclusive`: the moment itself already counts ("4 hours or more"); else only what is beyond it ("more than 7 days").
    `applies` is False where the label speaks of pauses for an adverse reaction and this one is for something else.
    """

    rule: str
    length: timedelta
    at: datetime
    inclusive: bool
    passed: bool
    applies: bool
    says: Text
    cites: tuple[Cites, ...]
    site_values: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopwatch:
    """The pause so far, and the label's lines, the nearest first."""

    start: datetime
    length: timedelta
    reason: PauseReason
    event: str | None
    lines: tuple[StopLine, ...]


SUPERVISE = "pause.supervise_after_hours"
PREMEDICATE = "pause.premedicate"
SAME_CYCLE = "pause.same_cycle_max_days"
STOP_AFTER = "pause.stop_after_days"


def stopwatch(s: Situation, pause: Pause) -> Stopwatch:
    """The pause at the moment looked at.

    Source: label, dose adjustment and premedication. 4 hours count as "4 hours or more"; exactly 7 days stay in the
    cycle, exactly 14 days are not yet "longer".
    """
    found = [
        _line(s, pause, "pause.supervise", SUPERVISE, say("Supervised restart from here on.")),
        _line(s, pause, "pause.premedicate", PREMEDICATE, say("Premedication before the restart from here on.")),
        _line(s, pause, "pause.cycle", SAME_CYCLE, say("Same cycle up to here, a new cycle beyond.")),
        _line(s, pause, "pause.stop", STOP_AFTER, say("Stop the treatment beyond here.")),
    ]
    lines = sorted((line for line in found if line is not None), key=lambda line: (line.length, line.rule))
    return Stopwatch(
        start=pause.start,
        length=since(pause.start, s.at),
        reason=pause.entry.reason,
        event=pause.entry.event,
        lines=tuple(lines),
    )


def _line(s: Situation, pause: Pause, rule: str, key: str, says: Text) -> StopLine | None:
    """The line of one key; None where the label has none."""
    parameter = s.label.get(key)
    length = None if parameter is None else _length(key, parameter.value)
    if length is None:
        return None
    read = Consulted()
    read.value(s.label, key)
    inclusive = key in (SUPERVISE, PREMEDICATE)
    lasted = since(pause.start, s.at)
    return StopLine(
        rule=rule,
        length=length,
        at=later(pause.start, length),
        inclusive=inclusive,
        passed=lasted >= length if inclusive else lasted > length,
        applies=inclusive or pause.entry.reason is PauseReason.ADVERSE_REACTION,
        says=says,
        cites=read.cites,
        site_values=read.site_values,
    )


def _length(key: str, value: Any) -> timedelta | None:  # noqa: ANN401  (a TOML value; its shape was checked)
    """The length a value speaks of; None for a premedication that no length of time decides."""
    if isinstance(value, dict):
        return value["at_least_hours"] * HOUR if "at_least_hours" in value else None
    length: timedelta = value * (HOUR if key == SUPERVISE else DAY)
    return length
