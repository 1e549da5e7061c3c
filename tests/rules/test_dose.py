"""The label's dose by weight, step and restart."""

from __future__ import annotations

from typing import Any

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.rules.dose import bsa_m2, expected_dose
from tests.making import bag, changed, ended, hour, measured, ordered, paused, resumed, started
from tests.rules.looking import JP, REACTION, US, finding, graded, look, missing, says, site, without

FULL = {"dose_micrograms_per_day": 28.0}


@pytest.mark.parametrize("label", [JP, US])
@pytest.mark.parametrize(
    ("weight", "height", "low", "full"),
    [
        (45.0, 160.0, 9.0, 28.0),
        (44.9, 160.0, 7.06, 21.19),
        (44.99, 160.0, 7.07, 21.21),
        (30.0, 135.0, 5.3, 15.91),
        (44.9, 300.0, 9.0, 28.0),  # the cap
        (90.0, None, 9.0, 28.0),
    ],
)
def test_dose_by_weight(label: str, weight: float, height: float | None, low: float, full: float) -> None:
    body = measured(weight_kg=weight, height_cm=height)
    first = expected_dose(look(body, started(), at=hour(1), label=label))
    assert (first.micrograms_per_day, first.level) == (low, "low")
    then = expected_dose(look(body, started(), at=hour(168), label=label))
    assert (then.micrograms_per_day, then.level) == (full, "full")
    assert "Mosteller" in says(then.formula) or weight >= 45


def test_mosteller_by_hand() -> None:
    assert float(bsa_m2(36.0, 100.0)) == 1.0
    assert float(bsa_m2(30.0, 135.0)) == pytest.approx(1.06066, abs=1e-5)


def test_the_step_is_to_the_second() -> None:
    body = measured()
    assert expected_dose(look(body, started(), at=hour(168, seconds=-1))).level == "low"
    assert expected_dose(look(body, started(), at=hour(168))).level == "full"


def test_course_2_is_full_from_the_start() -> None:
    body = measured()
    entries = (body, started(), ended(hour(672)))
    assert expected_dose(look(*entries, at=hour(700))).level == "full"
    assert expected_dose(look(*entries, started(hour(1008), course=2), at=hour(1009))).level == "full"
    assert expected_dose(look(body)).level == "low"


def test_no_height_no_dose_per_m2() -> None:
    found = finding("dose.expected", measured(weight_kg=30.0, height_cm=None), started(), at=hour(1))
    assert found.answer == "cannot_tell"
    assert missing(found) == ["a height at or before the start of the course"]


def test_the_height_may_be_older_than_the_weight() -> None:
    older = measured(hour(-48), weight_kg=29.0, height_cm=135.0)
    assert expected_dose(look(older, measured(weight_kg=30.0, height_cm=None))).micrograms_per_day == 5.3


def test_the_weight_at_the_start_stays_in_force() -> None:
    entries = (measured(weight_kg=44.0), started(), measured(hour(24), weight_kg=46.0))
    s = look(*entries, at=hour(30))
    assert s.weight is not None
    assert s.weight.weight_kg == 44.0
    assert expected_dose(s).micrograms_per_day != 9.0
    late = finding("dose.expected", started(), measured(hour(1)), at=hour(2))
    assert missing(late) == ["a weight at or before the start of the course"]


@pytest.mark.parametrize(
    ("dose", "answer"),
    [(9.45, "clear"), (9.46, "fires"), (8.55, "clear"), (8.54, "fires"), (9.0, "clear")],
)
def test_5_percent_around_the_expected_dose(dose: float, answer: str) -> None:
    found = finding("dose.expected", measured(), ordered(dose=dose), at=hour(1))
    assert (found.answer, found.action) == (answer, "watch")
    running = started(dose_micrograms_per_day=dose)
    assert finding("dose.expected", measured(), ordered(), running, at=hour(1)).answer == answer


def test_nothing_ordered_and_nothing_charted_is_clear() -> None:
    assert finding("dose.expected").answer == "clear"
    assert finding("dose.expected", measured(), started(), ended(hour(5)), at=hour(6)).answer == "clear"


def test_a_low_order_on_a_full_dose_day_fires() -> None:
    entries = (measured(), ordered(), started(), changed(hour(168), bag=bag(hour(168), **FULL)))
    found = finding("dose.expected", *entries, at=hour(169))
    assert found.answer == "fires"
    assert "Ordered" in says(found.saw[0])
    full = ordered(hour(-1), 28.0, from_=hour(168))
    assert finding("dose.expected", *entries, full, at=hour(169)).answer == "clear"
    assert finding("dose.expected", *entries, full, at=hour(167)).answer == "clear"


def test_the_order_begun_last_is_in_force() -> None:
    entries = (
        ordered(hour(-2), 28.0, from_=hour(168)),
        ordered(hour(-1), 9.0, from_=hour(0)),
        ordered(dose=7.0, course=2),
    )
    now = look(*entries, at=hour(1)).ordered
    then = look(*entries, at=hour(168)).ordered
    assert now is not None
    assert then is not None
    assert (now.dose_micrograms_per_day, then.dose_micrograms_per_day) == (9.0, 28.0)
    after = look(*entries, started(), ended(hour(5)), at=hour(6)).ordered
    assert after is not None
    assert after.course == 2
    assert look().ordered is None


def restart(category: str | None, *, low: bool = True, weight: float = 50.0) -> list[Entry]:
    """Full dose on day 8, a reaction on day 10, a restart two days later."""
    dose = 9.0 if low else 28.0
    event: dict[str, Any] = {"event": "e1"} if category is not None else {}
    return [
        measured(weight_kg=weight),
        started(),
        changed(hour(168), bag=bag(hour(168), **FULL)),
        *([graded(hour(215), category)] if category is not None else []),
        paused(hour(216), reason=REACTION, **event),
        resumed(hour(264), bag=bag(hour(264), dose_micrograms_per_day=dose)),
    ]


@pytest.mark.parametrize(
    ("label", "category", "days"),
    [
        (JP, "crs", 7),
        (US, "crs", 7),
        (JP, "neurologic", None),
        (JP, "seizure", None),
        (US, "neurologic", 7),
        (US, "hepatic", 7),
    ],
)
def test_the_low_dose_after_a_restart(label: str, category: str, days: int | None) -> None:
    entries = restart(category)
    for at in (hour(264), hour(264 + 168, seconds=-1)):
        assert expected_dose(look(*entries, at=at, label=label)).level == "low"
        found = finding("dose.expected", *entries, at=at, label=label)
        assert found.answer == "clear"
        assert ("until" if days else "not to raise it") in says(found.saw[-1])
    assert expected_dose(look(*entries, at=hour(264 + 168), label=label)).level == ("full" if days else "low")
    high = restart(category, low=False)
    assert finding("dose.expected", *high, at=hour(265), label=label).answer == "fires"


@pytest.mark.parametrize("low", [True, False])
def test_once_the_days_are_over_low_and_full_are_both_the_labels(low: bool) -> None:
    flows = 9.0 if low else 28.0
    entries = [*restart("crs"), changed(hour(300), bag=bag(hour(300), dose_micrograms_per_day=flows))]
    found = finding("dose.expected", *entries, at=hour(264 + 168))
    assert found.answer == "clear"
    assert says(found.says) == "After the restart 9.0 or 28.0 is the label's dose."
    expected = expected_dose(look(*entries, at=hour(264 + 168)))
    assert (expected.micrograms_per_day, expected.or_micrograms_per_day) == (28.0, 9.0)
    assert expected_dose(look(*entries, at=hour(263 + 168))).or_micrograms_per_day is None
    other = finding("dose.expected", *entries, ordered(hour(301), 28.0 if low else 9.0), at=hour(264 + 168))
    assert other.answer == "fires"  # what flows is not what is ordered
    neither = [*entries, changed(hour(310), bag=bag(hour(310), dose_micrograms_per_day=18.0))]
    assert finding("dose.expected", *neither, at=hour(264 + 168)).answer == "fires"


def test_after_a_new_event_the_dose_is_for_the_physician_to_say() -> None:
    entries = [*restart("crs"), graded(hour(300), "crs", event="e2", grade=1)]
    found = finding("dose.expected", *entries, at=hour(264 + 168, seconds=-1))
    assert found.answer == "clear"
    assert "came back" in says(found.saw[-1])
    found = finding("dose.expected", *entries, at=hour(264 + 168))
    assert found.answer == "cannot_tell"
    assert missing(found) == ["the physician's decision: grade 1 after the restart, 2026-12-05 22:00:00+09:00"]
    for other in (graded(hour(300), "crs", grade=0), graded(hour(264), "crs"), graded(hour(300), "gvhd", event="e2")):
        assert finding("dose.expected", *restart("crs"), other, at=hour(264 + 168)).answer == "clear"


def test_no_source_says_whether_not_to_raise_holds_in_a_later_course() -> None:
    second = [ended(hour(672)), started(hour(1008), course=2, bag=bag(hour(1008)))]
    found = finding("dose.expected", *restart("neurologic"), *second, at=hour(1009))
    assert found.answer == "cannot_tell"
    assert missing(found) == ["whether the low dose also holds in this course"]
    assert expected_dose(look(*restart("neurologic"), second[0], at=hour(700))).level is None
    for label, category in ((US, "neurologic"), (JP, "crs")):
        assert expected_dose(look(*restart(category), *second, at=hour(1009), label=label)).level == "full"
    never_resumed = [*restart("neurologic")[:-1], *second]
    assert expected_dose(look(*never_resumed, at=hour(1009))).level == "full"


def test_after_the_last_course_of_the_protocol_no_dose_is_expected() -> None:
    entries = (measured(), started(), ended(hour(672)), started(hour(1008), course=2), ended(hour(1680)))
    over = expected_dose(look(*entries, at=hour(1700)))
    assert (over.micrograms_per_day, over.level) == (None, None)
    assert [says(text) for text in over.missing] == ["a further course in the protocol"]
    found = finding("dose.expected", *entries, ordered(hour(1690), course=3), at=hour(1700))
    assert found.answer == "cannot_tell"
    assert expected_dose(look(*entries, at=hour(1700), knowledge=without("course.count"))).level == "full"
    assert expected_dose(look(*entries[:-1], at=hour(1100))).level == "full"


@pytest.mark.parametrize(("dose", "answer"), [(9.0, "clear"), (9.46, "fires")])
def test_a_coming_order_is_compared_before_the_start(dose: float, answer: str) -> None:
    coming = (ordered(hour(-2), dose, from_=hour(4)), ordered(hour(-2), 28.0, from_=hour(172)))
    found = finding("dose.expected", measured(hour(-3)), *coming, at=hour(1))
    assert found.answer == answer
    assert says(found.saw[0]) == f"Ordered from 2026-11-23 14:00:00+09:00, not yet in force: {dose}."
    if answer == "fires":
        assert says(found.says) == "At the start of course 1 the label's dose is 9.0."
    gap = (measured(), started(), ended(hour(672)), ordered(hour(700), 9.0, course=2, from_=hour(1008)))
    assert finding("dose.expected", *gap, at=hour(701)).answer == "fires"
    other = ordered(hour(-2), dose, course=2, from_=hour(4))
    assert says(finding("dose.expected", measured(), other, at=hour(1)).says) == "No dose is ordered or charted."


def test_while_paused_the_dose_is_the_one_of_a_restart_now() -> None:
    entries = restart("crs")[:-1]
    assert expected_dose(look(*entries, at=hour(217))).level == "low"
    found = finding("dose.expected", *entries, ordered(dose=28.0), at=hour(217))
    assert found.answer == "fires"
    assert says(found.says) == "At a restart now the label's dose is 9.0."
    running = finding("dose.expected", *restart("crs", low=False), at=hour(265))
    assert says(running.says) == "The label's dose now is 9.0."


@pytest.mark.parametrize(
    ("label", "category", "lacking"),
    [
        (JP, None, ["the adverse event of the pause at 2026-12-02 10:00:00+09:00"]),
        (US, "gvhd", ["a restart dose in the label for an event of the kind gvhd"]),
        (JP, "infection", ["other.restart_dose is not configured", "other.escalate_after_days is not configured"]),
    ],
)
def test_a_restart_the_source_does_not_cover(label: str, category: str | None, lacking: list[str]) -> None:
    found = finding("dose.expected", *restart(category), at=hour(265), label=label)
    assert found.answer == "cannot_tell"
    assert missing(found) == lacking


def test_an_event_without_a_grade() -> None:
    entries = [e for e in restart("crs") if e.kind.value != "event_graded"]
    assert missing(finding("dose.expected", *entries, at=hour(265))) == ["a grade of the adverse event e1"]


def test_neurological_restart_below_45_kg_is_not_configured() -> None:
    found = finding("dose.expected", *restart("neurologic", weight=30.0), at=hour(265))
    assert [text[:26] for text in missing(found)] == ["neuro.restart_dose_below_4", "neuro.escalate_after_days_"]
    own = site(JP, "neuro.restart_dose_below_45_kg", '"full"')
    assert expected_dose(look(*restart("neurologic", weight=30.0), at=hour(265), knowledge=own)).level == "full"


def test_neurological_restart_without_a_weight_or_a_split() -> None:
    entries = restart("neurologic")[1:]
    found = finding("dose.expected", *entries, at=hour(265))
    assert missing(found) == ["a weight at or before the start of the course"]
    found = finding("dose.expected", *restart("neurologic"), at=hour(265), knowledge=without("dose.weight_split_kg"))
    assert missing(found) == ["dose.weight_split_kg is not configured"]


@pytest.mark.parametrize("key", ["crs.restart_dose", "crs.escalate_after_days"])
def test_a_restart_with_half_of_its_row(key: str) -> None:
    found = finding("dose.expected", *restart("crs"), at=hour(265), knowledge=without(key))
    assert missing(found) == [f"{key} is not configured"]


def test_a_new_cycle_leaves_the_dose_open() -> None:
    entries = [
        *restart("crs")[:-1],
        resumed(hour(216 + 168, seconds=1), bag=bag(hour(390), dose_micrograms_per_day=9.0)),
    ]
    found = finding("dose.expected", *entries, at=hour(400))
    assert missing(found) == ["whether the new cycle begins with the low dose"]


def test_the_longest_of_several_low_doses_holds() -> None:
    second = [
        graded(hour(300), "neurologic", event="e2"),
        paused(hour(301), reason=REACTION, event="e2"),
        resumed(hour(310), bag=bag(hour(310))),
    ]
    entries = [*restart("crs"), *second]
    assert expected_dose(look(*entries, at=hour(600))).level == "low"
    assert expected_dose(look(*entries, at=hour(600), label=US)).level == "full"
    assert expected_dose(look(*entries, at=hour(310 + 168, seconds=-1), label=US)).level == "low"


@pytest.mark.parametrize(
    "key", ["step.courses", "step.after_days", "dose.weight_split_kg", "dose.low", "program.dose_tolerance"]
)
def test_missing_knowledge_cannot_tell(key: str) -> None:
    found = finding("dose.expected", measured(), started(), at=hour(1), knowledge=without(key))
    assert found.answer == "cannot_tell"
    assert missing(found) == [f"{key} is not configured"]
