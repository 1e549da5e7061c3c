"""Premedication: asked for by the label, due, given or missed; and what may hide a fever."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from blin21_desktop.domain.entries import Entry, PauseReason
from blin21_desktop.rules.masking import masking
from blin21_desktop.rules.premedication import Premedication, premedications
from blin21_desktop.rules.tasks import tasks
from tests.making import (
    bag,
    changed,
    chart,
    drug,
    ended,
    hour,
    measured,
    ordered,
    paused,
    registered,
    resumed,
    started,
)
from tests.rules.acknowledging import premedicated
from tests.rules.looking import JP, US, finding, look, missing, says, site, without

COMING: tuple[Entry, ...] = (measured(), ordered(from_=hour(30)))
RUNNING: tuple[Entry, ...] = (measured(), ordered(hour(-1)), started())
STEPPED = changed(hour(168), bag=bag(hour(168), label="B-2", dose_micrograms_per_day=28.0))


def wanted(*entries: Entry, at: datetime, **how: Any) -> dict[str, Premedication]:  # noqa: ANN401
    return {each.before: each for each in premedications(look(*entries, at=at, **how))}


def state(*entries: Entry, at: datetime, before: str, **how: Any) -> str | None:  # noqa: ANN401
    found = wanted(*entries, at=at, **how).get(before)
    return None if found is None else found.state


def dose(**how: Any) -> str:  # noqa: ANN401
    return says(wanted(*COMING, **how)["start"].dose)


@pytest.mark.parametrize(
    ("at", "expected"),
    [(hour(28, seconds=-1), "upcoming"), (hour(28), "due"), (hour(30), "due"), (hour(40), "due")],
)
def test_before_a_start_that_is_ordered(at: datetime, expected: str) -> None:
    assert state(*COMING, at=at, before="start") == expected
    assert state(measured(), at=at, before="start") is None, "nobody ordered a start"


@pytest.mark.parametrize(("hours", "seconds", "expected"), [(6, 0, "given"), (6, -1, "upcoming"), (20, 0, "given")])
def test_given_counts_for_24_hours(hours: float, seconds: int, expected: str) -> None:
    given = premedicated(hour(hours, seconds=seconds))
    assert state(*COMING, given, at=hour(21), before="start") == expected


def test_given_or_missed_once_it_has_started() -> None:
    assert state(*RUNNING, premedicated(hour(-1)), at=hour(5), before="start") == "given"
    assert state(*RUNNING, at=hour(5), before="start") == "missed"
    assert state(*RUNNING, premedicated(hour(1)), at=hour(5), before="start") == "missed", "after is not before"
    assert state(*RUNNING, premedicated(hour(-1), "step"), at=hour(5), before="start") == "missed"


def test_before_the_step() -> None:
    assert state(*RUNNING, at=hour(100), before="step") == "upcoming"
    assert state(*RUNNING, at=hour(166), before="step") == "due"
    given = premedicated(hour(167), "step")
    assert state(*RUNNING, given, at=hour(167), before="step") == "given"
    assert state(*RUNNING, given, STEPPED, at=hour(300), before="step") == "given"
    assert state(*RUNNING, STEPPED, at=hour(300), before="step") == "missed"
    assert state(*RUNNING, ended(hour(50)), at=hour(60), before="step") is None
    full = started(dose_micrograms_per_day=28.0, bag=bag(dose_micrograms_per_day=28.0))
    assert state(measured(), full, at=hour(60), before="step") is None


def test_where_the_step_cannot_be_told_neither_can_its_premedication() -> None:
    stop = (paused(hour(10), reason=PauseReason.ADVERSE_REACTION), resumed(hour(20)))
    found = wanted(*RUNNING, *stop, at=hour(30))["step"]
    assert (found.state, found.at) == ("cannot_tell", None)
    assert found.missing
    assert finding("premedication.step", *RUNNING, *stop, at=hour(30)).answer == "cannot_tell"


def test_the_label_s_words_about_the_dose() -> None:
    assert "no dose" in says(wanted(*COMING, at=hour(1))["start"].dose)
    both = says(wanted(*COMING, at=hour(1), label=US)["start"].dose)
    assert "20 mg" in both
    assert "5 mg/m²" in both
    adult = wanted(*COMING, at=hour(1), label=US, knowledge=site(US, "age.adult_years", "10"))["start"]
    assert says(adult.dose) == "dexamethasone 20 mg"
    child = wanted(*COMING, at=hour(1), label=US, knowledge=site(US, "age.adult_years", "18"))["start"]
    assert says(child.dose) == "dexamethasone 5 mg/m², at most 20 mg"


def test_course_2_under_the_label_of_the_united_states() -> None:
    second = (*RUNNING, ended(hour(600)), ordered(hour(601), course=2, from_=hour(960)))
    found = wanted(*second, at=hour(959), label=US)["start"]
    assert found.state == "cannot_tell", "adults need it, children do not, and the age between them is not given"
    assert [says(text) for text in found.missing] == ["age.adult_years is not configured"]
    child = site(US, "age.adult_years", "18")
    assert "start" not in wanted(*second, at=hour(959), label=US, knowledge=child)
    assert finding("premedication.start", *second, at=hour(959), label=US, knowledge=child).answer == "clear"
    assert state(*second, at=hour(959), before="start", label=US, knowledge=site(US, "age.adult_years", "9")) == "due"


def test_without_the_age_the_doses_of_adults_and_of_children_are_both_said() -> None:
    assert [name for name in ("adults: ", "children: ", "20", "5 mg") if name not in dose(at=hour(1), label=US)] == []


def test_a_label_that_asks_before_each_course_and_not_before_the_step() -> None:
    adult, child = '{mg = 20, before = ["course"]}', '{mg_per_m2 = 5, max_mg = 20, before = ["course_1"]}'
    each = f"{{adult = {adult}, child = {child}, restart_at_least_hours = 4}}"
    own = site(US, "premedication.dexamethasone", each)
    assert set(wanted(*RUNNING, at=hour(160), label=US, knowledge=own)) == {"start"}
    assert set(wanted(*RUNNING, at=hour(160), label=US)) == {"start", "step"}


def test_of_two_given_the_newer_is_named() -> None:
    given = [premedicated(hour(at), drug=name) for at, name in ((20, "first"), (21, "second"))]
    assert "second" in says(finding("premedication.start", *COMING, *given, at=hour(25)).says)


def test_not_configured_is_said() -> None:
    unknown = without("premedication.dexamethasone")
    found = wanted(*COMING, at=hour(1), knowledge=unknown)["start"]
    assert (found.state, says(found.dose)) == ("cannot_tell", "The dose cannot be told.")
    answer = finding("premedication.start", *COMING, at=hour(1), knowledge=unknown)
    assert (answer.answer, missing(answer)) == ("cannot_tell", ["premedication.dexamethasone is not configured"])
    no_window = without("program.premedication_within_hours")
    assert state(*COMING, at=hour(1), before="start", knowledge=no_window) == "cannot_tell"
    no_soon = without("program.due_within_hours")
    states = [state(*COMING, at=hour(30, seconds=s), before="start", knowledge=no_soon) for s in (0, 1)]
    assert states == ["upcoming", "due"]


@pytest.mark.parametrize(
    ("at", "answer"),
    [(hour(6, seconds=-1), "clear"), (hour(6), "fires"), (hour(31), "fires")],
)
def test_the_rule_before_a_start(at: datetime, answer: str) -> None:
    found = finding("premedication.start", *COMING, at=at)
    assert (found.answer, found.action) == (answer, "premedicate")
    assert (found.cites[0].source, found.cites[0].section) == ("J3", "precautions concerning dosage, 7.1")
    given = finding("premedication.start", *COMING, premedicated(hour(20)), at=hour(25))
    assert given.answer == "clear"
    assert "Given" in says(given.says)
    assert finding("premedication.start", at=at).answer == "clear"


@pytest.mark.parametrize(("at", "answer"), [(hour(24), "fires"), (hour(24, seconds=1), "clear")])
def test_a_start_without_premedication_is_said_for_a_day(at: datetime, answer: str) -> None:
    found = finding("premedication.start", *RUNNING, at=at)
    assert (found.answer, found.action) == (answer, "watch")
    assert "no premedication" in says(found.says)
    stepped = finding("premedication.step", *RUNNING, STEPPED, at=hour(170))
    assert (stepped.answer, stepped.action) == ("fires", "watch")


def test_a_second_rise_is_not_the_step() -> None:
    again = [changed(hour(at), dose_micrograms_per_day=dose) for at, dose in ((200, 9.0), (300, 28.0))]
    found = wanted(*RUNNING, STEPPED, *again, at=hour(310))["step"]
    assert (found.at, found.done_at) == (hour(168), hour(168))


def test_it_is_a_task_until_it_is_given() -> None:
    def due(*entries: Entry, at: datetime) -> list[tuple[datetime, str]]:
        return [(t.due_at, t.state) for t in tasks(look(*entries, at=at)) if t.what == "premedication"]

    assert due(*COMING, at=hour(1)) == [(hour(30), "upcoming")]
    assert due(*COMING, at=hour(29)) == [(hour(30), "due")]
    assert due(*COMING, at=hour(30, seconds=1)) == [(hour(30), "overdue")]
    assert due(*COMING, premedicated(hour(29)), at=hour(29.5)) == []
    assert due(*RUNNING, at=hour(167)) == [(hour(168), "due")]
    assert due(*RUNNING, at=hour(5)) == [(hour(168), "upcoming")]
    assert due(*RUNNING, at=hour(5)) == due(*RUNNING, premedicated(hour(-1)), at=hour(5))


def test_another_label_is_never_taken() -> None:
    assert "start" in wanted(*COMING, at=hour(1), label=JP)
    assert state(*COMING, at=hour(1), before="start", label="unknown") == "cannot_tell"


def test_what_may_hide_a_fever_newest_first() -> None:
    entries = (
        registered(birth_date=date(2016, 1, 1)),
        drug(hour(1)),
        drug(hour(3), "tocilizumab", "anti_cytokine"),
        drug(hour(4), "hydrocortisone", "corticosteroid"),
        drug(hour(5), "noradrenaline", "vasopressor"),
        drug(hour(9)),
        premedicated(hour(2)),
    )
    found = masking(chart(*entries), hour(8))
    assert [(m.drug, m.kind, m.given_at) for m in found] == [
        ("hydrocortisone", "corticosteroid", hour(4)),
        ("tocilizumab", "anti_cytokine", hour(3)),
        ("dexamethasone", "premedication", hour(2)),
        ("paracetamol", "antipyretic", hour(1)),
    ]
    assert [says(m.dose) for m in found] == ["250 mg", "250 mg", "5.0 mg", "250 mg"]
    assert {m.by for m in found} == {"n1"}
    assert masking(chart(registered()), hour(8)) == ()
