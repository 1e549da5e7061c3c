"""The lines of a pause, to the second: from 4 hours on, beyond 7 and beyond 14 days."""

from __future__ import annotations

import pytest

from blin21_desktop.rules.restart_plan_stopwatch import stopwatch
from blin21_desktop.rules.restart_plan_suppose import resumed as as_if_resumed
from tests.making import hour, measured, paused, started
from tests.rules.looking import JP, REACTION, US, look

PAUSED = (measured(), started(rate_ml_per_h=1.8), paused(hour(10), reason=REACTION, event="e1"))


@pytest.mark.parametrize(
    ("label", "hours", "rule", "from_second"),
    [
        (US, 4, "pause.supervise", 0),
        (US, 4, "pause.premedicate", 0),
        (US, 168, "pause.cycle", 1),
        (JP, 168, "pause.cycle", 1),
        (JP, 336, "pause.stop", 1),
    ],
)
def test_a_line_is_passed_from_its_own_second_on(label: str, hours: float, rule: str, from_second: int) -> None:
    def passed(seconds: int) -> bool:
        s = look(*PAUSED, at=hour(10 + hours, seconds=seconds), label=label)
        assert s.under_way is not None
        assert s.under_way.pause is not None
        return next(line.passed for line in stopwatch(s, s.under_way.pause).lines if line.rule == rule)

    assert [passed(from_second - 1), passed(from_second)] == [False, True]


def test_as_if_it_flowed_again_the_same_bag_flows_on_at_its_rate() -> None:
    again = as_if_resumed(look(*PAUSED, at=hour(12)), 9.0).under_way
    assert again is not None
    assert (again.pause, len(again.bags), again.last_segment.rate_ml_per_h) == (None, 1, 1.8)
    assert (again.last_segment.start, again.last_segment.dose_micrograms_per_day) == (hour(12), 9.0)
