"""Care around a restart: which of several entries is named, and what there is nothing to say about."""

from __future__ import annotations

from typing import Any

from blin21_desktop.domain.entries import Entry, PremedicationGiven
from blin21_desktop.rules.restart_plan_care import premedication
from tests.making import drug, hour, measured, paused, premedicated, resumed, started
from tests.rules.looking import US, finding, look, says

FULL = (measured(), started(dose_micrograms_per_day=28.0))
LEVELS = "calcineurin.watch"


def told(rule: str, *entries: Entry, at: float = 20, **how: Any) -> tuple[str, list[str]]:  # noqa: ANN401
    """What a rule says, and what it saw."""
    found = finding(rule, *entries, at=hour(at), **how)
    return says(found.says), [says(text) for text in found.saw]


def test_of_two_premedications_the_newer_is_named() -> None:
    given = (premedicated(hour(11), drug="first"), premedicated(hour(12), drug="second"))
    _, saw = told("pause.premedicate", *FULL, paused(hour(10)), *given)
    assert saw[-1] == "second given 2026-11-23 22:00:00+09:00."


def test_a_restart_after_another_stop_is_no_restart_after_a_reaction() -> None:
    line = told("dose.escalate", *FULL, paused(hour(10)), resumed(hour(11), dose_micrograms_per_day=28.0))
    assert line == ("No restart after an adverse reaction in this course, or paused.", [])


def test_of_two_calcineurin_inhibitors_the_one_given_last_is_named() -> None:
    given = [drug(hour(at), name, "immunosuppressant") for at, name in ((1, "ciclosporin"), (2, "tacrolimus"))]
    assert told(LEVELS, *FULL, *given, label=US)[1] == ["tacrolimus, as charted."]


def test_without_a_course_no_level_is_watched() -> None:
    given = drug(hour(1), "tacrolimus", "immunosuppressant")
    assert told(LEVELS, measured(), given, label=US) == ("No course is under way.", [])


def test_another_drug_tells_nothing_of_the_prophylaxis() -> None:
    says_, _ = told(LEVELS, *FULL, drug(hour(1), "acetaminophen", "antipyretic"), label=US)
    assert says_ == "Whether a calcineurin inhibitor is taken cannot be told."


def test_the_planner_counts_the_premedication_that_the_rule_counts() -> None:
    halted = (*FULL, paused(hour(10)))

    def charted(*given: PremedicationGiven) -> str | None:
        s = look(*halted, *given, at=hour(20))
        assert s.under_way is not None
        assert s.under_way.pause is not None
        found = premedication(s, s.under_way.pause).charted
        return None if found is None else found.drug

    before, other = premedicated(hour(10, seconds=-1)), premedicated(hour(12), drug="b", before="other")
    first, second = premedicated(hour(10), drug="first"), premedicated(hour(11), drug="second")
    assert [charted(before, other), charted(first), charted(first, second, other)] == [None, "first", "second"]
