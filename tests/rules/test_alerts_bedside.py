"""Alerts about the checks: overdue, missed in a row, and what they found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.alerts import Alert, covers, key_of
from blin21_desktop.domain.entries import PauseReason
from tests.making import (
    crs,
    ended,
    graded,
    hour,
    ice,
    missed,
    neuro,
    oxygen,
    paused,
    resumed,
    vitals,
    withdrawn,
)
from tests.rules.acknowledging import acknowledged, decided
from tests.rules.alerting import checked, seen
from tests.rules.looking import KNOWLEDGE, pump, says, without


@pytest.mark.parametrize(
    ("seconds", "level"), [(1800, None), (1801, "medium"), (7200, "medium"), (7201, "high"), (90000, "high")]
)
def test_checks_are_medium_when_overdue_and_high_after_a_further_interval(seconds: int, level: str | None) -> None:
    """Vital signs every 2 h in the first day: due 2 h after the start."""
    found = seen(at=hour(2, seconds=seconds)).get("checks")
    assert (None if found is None else found.level) == level
    if found is not None:
        assert found.since == hour(2)


def test_all_overdue_checks_of_a_child_are_one_alert() -> None:
    found = seen(pump(hour(8)), at=hour(9))["checks"]
    assert found.key == key_of("checks", [("vitals", hour(2)), ("crs", hour(4)), ("neuro", hour(8))])
    assert "CRS check" in str(found.says.values["which"])
    only = seen(*checked(hour(9), "vitals", "crs"), at=hour(9, seconds=1))["checks"]
    assert covers(found.key, only.key)
    assert not covers(only.key, found.key)
    assert "checks" not in seen(*checked(hour(9)), at=hour(9, seconds=1))


def test_a_computer_that_slept_shows_it_all_at_once() -> None:
    """Nothing was looked at between hour 2 and hour 20: the first look after has it."""
    found = seen(*checked(hour(2)), at=hour(20))
    assert {cause: alert.level for cause, alert in found.items()} == {"checks": "high"}
    assert {part.partition("@")[0] for part in found["checks"].key.partition("/")[2].split(",")} == {
        "vitals",
        "crs",
        "neuro",
        "flow",
    }


def test_nobody_confirmed_the_flow() -> None:
    done = (vitals(hour(9)), crs(hour(9)), neuro(hour(9)))
    assert "checks" not in seen(pump(hour(2)), *done, at=hour(10))
    found = seen(pump(hour(2)), *done, at=hour(10, seconds=1))["checks"]
    assert (found.level, found.since, found.key) == ("medium", hour(10), key_of("checks", [("flow", hour(10))]))
    assert "confirmed" in says(found.says)
    assert "pump" in says(found.action)
    unknown = without("program.confirmed_max_hours")
    assert "checks" not in seen(pump(hour(2)), *done, at=hour(10, seconds=1), knowledge=unknown)
    assert "checks" not in seen(ended(hour(3)), at=hour(30))
    beside = seen(pump(hour(2)), *done[1:], at=hour(10, seconds=1))["checks"]
    assert covers(beside.key, found.key)
    assert [says(name) for name in beside.says.values["which"]] == ["vital signs", "a look at the pump"]


def test_missed_in_a_row() -> None:
    once = (*checked(hour(4)), missed(hour(8), "crs"))
    assert "missed" not in seen(*once, at=hour(8, seconds=1))
    twice = (*once, missed(hour(12), "crs", "refused"))
    found = seen(*twice, at=hour(12, seconds=1))["missed"]
    assert (found.level, found.since, found.says.values["count"]) == ("medium", hour(12), 2)
    assert "missed" not in seen(*twice, crs(hour(13)), at=hour(14))
    assert "missed" not in seen(*twice, decided(hour(12)), at=hour(14))
    third = seen(*twice, missed(hour(16), "crs"), at=hour(16, seconds=1))["missed"]
    assert not covers(found.key, third.key)
    assert "missed" not in seen(*twice, at=hour(14), knowledge=without("checks.missed_in_a_row"))
    assert "missed" not in seen(*twice, ended(hour(13)), at=hour(14))


@pytest.mark.parametrize(("pressure", "level"), [("none", "medium"), ("fluids", "high")])
def test_crs_found_at_a_check(pressure: str, level: str) -> None:
    cause = "crs.hold" if pressure == "fluids" else "crs"  # where the label says hold, that is said instead
    found = seen(crs(hour(4), "yes", pressure), at=hour(4))[cause]
    assert (found.level, found.since) == (level, hour(4))
    assert "physician" in says(found.action)
    assert "crs" not in seen(crs(hour(4), "yes", pressure), decided(hour(5)), at=hour(5))
    fell = seen(crs(hour(4), "yes", pressure), crs(hour(6)), at=hour(6))["crs"]
    assert (fell.level, fell.since) == ("high" if pressure == "fluids" else "low", hour(4))


def test_a_rise_is_another_alert_and_a_fall_is_not() -> None:
    mild, severe = crs(hour(4), "yes"), crs(hour(6), "yes", "fluids")
    first = seen(mild, at=hour(5))["crs"]
    second = seen(mild, decided(hour(5)), severe, at=hour(6))["crs.hold"]
    assert (second.level, covers(first.key, second.key)) == ("high", False)
    fallen = seen(mild, severe, crs(hour(8), "yes"), at=hour(8))["crs"]
    assert (fallen.level, fallen.key) == ("high", key_of("crs", [("", hour(6))]))
    event = seen(graded(hour(4), 3, "crs"), at=hour(5))["crs.hold"]
    assert event.level == "high"


def test_what_cannot_be_graded_says_what_is_missing() -> None:
    found = seen(crs(hour(4), "masked"), at=hour(4))["crs"]
    assert found.level == "medium"
    assert "cannot be graded" in says(found.says)
    assert found.says.values["missing"]
    assert "crs" not in seen(crs(hour(4), "masked", accepted_grade=0, because="never febrile"), at=hour(4))
    assert "crs" not in seen(crs(hour(4), "masked"), decided(hour(4)), at=hour(4))
    after = seen(crs(hour(3), "yes", "fluids"), decided(hour(3)), crs(hour(4), "masked"), at=hour(4))["crs"]
    assert after.level == "high", "the grade before was 2"
    nasal = crs(hour(4), "yes", oxygen=oxygen("nasal_cannula"))
    assert seen(nasal, at=hour(4))["crs.hold"].level == "high", "2 or 3 by what is known"


def test_checks_without_a_grade_stay_as_urgent_as_the_grade_before_them() -> None:
    before = (crs(hour(2), "yes"), crs(hour(3), "yes", "fluids"), crs(hour(4), "masked"))
    assert seen(*before, at=hour(4))["crs"].level == "high"
    assert seen(*before, crs(hour(5), "masked"), at=hour(5))["crs"].level == "high"
    well = (crs(hour(3), "yes", "fluids"), crs(hour(4)), crs(hour(5), "masked"))
    assert seen(*well, at=hour(5))["crs"].level == "medium"


@pytest.mark.parametrize(
    ("points", "level"), [({"orientation": 2}, "medium"), ({"orientation": 0, "naming": 0}, "high")]
)
def test_icans_found_at_a_check(points: dict[str, int], level: str) -> None:
    assert seen(neuro(hour(4), ice=ice(**points)), at=hour(4))["icans"].level == level
    unseen = neuro(hour(4), ice=None, unable={"ice": "sedated"})
    assert "ICANS cannot be graded" in says(seen(unseen, at=hour(4))["icans"].says)
    bare = replace(KNOWLEDGE, scales={})
    assert "cannot be graded" in says(seen(unseen, at=hour(4), knowledge=bare)["icans"].says)


def test_without_a_limit_every_grade_is_high() -> None:
    unknown = without("alerts.high_from_grade")
    assert seen(crs(hour(4), "yes"), at=hour(4), knowledge=unknown)["crs"].level == "high"


def test_a_withdrawn_check_takes_its_alert_along() -> None:
    wrong = crs(hour(4), "yes", "fluids")
    assert "crs" not in seen(wrong, withdrawn(hour(5), wrong.id), at=hour(5))


def fell(*after: object, at: float = 8, to: int = 0) -> object:
    """CRS of grade 2 at hour 4, then of grade 0 or 1 at hour 6."""
    lower = crs(hour(6)) if to == 0 else crs(hour(6), "yes")
    return seen(crs(hour(4), "yes", "fluids"), lower, *after, at=hour(at)).get("crs")  # type: ignore[arg-type]


@pytest.mark.parametrize("to", [0, 1])
def test_a_grade_that_fell_is_told_until_somebody_answers(to: int) -> None:
    alert = fell(to=to)
    assert isinstance(alert, Alert)
    assert (alert.level, alert.key, alert.since) == ("high", key_of("crs", [("", hour(4))]), hour(4))
    assert "It was grade 2, " in says(alert.says)
    assert fell(decided(hour(7)), to=to) is None
    early = fell(decided(hour(3)), to=to)
    assert isinstance(early, Alert)


def test_a_pause_answers_what_fell_and_only_one_since_then() -> None:
    reaction = {"reason": PauseReason.ADVERSE_REACTION, "event": "c1"}
    assert fell(paused(hour(4), **reaction)) is None
    before = (paused(hour(2)), resumed(hour(3)))
    assert isinstance(fell(*before), Alert)


@pytest.mark.parametrize("reason", list(PauseReason))
def test_a_pause_for_the_line_or_the_bag_answers_nothing(reason: PauseReason) -> None:
    """Nobody looked at the grade: it is told also after the drug flows again."""
    alert = fell(paused(hour(5), reason=reason), resumed(hour(6.5)))
    assert (alert is None) is (reason in (PauseReason.ADVERSE_REACTION, PauseReason.ORDER))


@pytest.mark.parametrize("cause", ["crs", "crs.hold", "crs.stop"])
def test_recovered_and_acknowledged_is_answered_while_a_grade_is_only_silenced(cause: str) -> None:
    key = key_of(cause, [("", hour(4))])
    assert fell(acknowledged(hour(5), key)) is None
    assert fell(acknowledged(hour(7), key)) is None
    assert isinstance(fell(acknowledged(hour(7), key_of(cause, [("", hour(3))]))), Alert)
    assert isinstance(fell(acknowledged(hour(5), key), to=1), Alert)


def test_a_fever_that_went_by_itself_stands_there_and_does_not_sound() -> None:
    alert = seen(crs(hour(4), "yes"), crs(hour(6)), at=hour(8))["crs"]
    assert (alert.level, alert.sounds) == ("low", False)


def test_what_fell_and_what_rose_again_are_one_alert() -> None:
    again = seen(crs(hour(4), "yes", "fluids"), crs(hour(6)), crs(hour(7), "yes"), at=hour(8))["crs"]
    assert again.key == key_of("crs", [("", hour(4)), ("", hour(7))])
    assert again.level == "high"
    assert again.since == hour(4)
    higher = seen(crs(hour(4), "yes"), crs(hour(6)), graded(hour(7), 3, "crs"), at=hour(8))
    assert "crs" not in higher
    assert higher["crs.hold"].level == "high"


def test_the_newer_of_two_falls_and_nothing_of_an_earlier_course_or_after_the_end() -> None:
    twice = seen(*(crs(hour(at), "yes") for at in (4, 8)), *(crs(hour(at)) for at in (6, 10)), at=hour(11))["crs"]
    assert twice.since == hour(8)
    assert "crs" not in seen(crs(hour(-1), "yes", "fluids"), crs(hour(2)), at=hour(3))
    assert "crs" not in seen(crs(hour(4), "yes", "fluids"), crs(hour(6)), ended(hour(7)), at=hour(8))


def test_icans_that_fell_is_told_too() -> None:
    low = neuro(hour(4), ice=ice(orientation=0, naming=0))
    alert = seen(low, neuro(hour(6)), at=hour(8))["icans"]
    assert (alert.level, alert.since) == ("high", hour(4))
    assert "icans" not in seen(low, neuro(hour(6)), decided(hour(7)), at=hour(8))


@pytest.mark.parametrize(
    ("measured_", "told"),
    [
        ({"temperature_c": 37.9}, None),
        ({"temperature_c": 38.0}, "fever of 38.0 ℃"),
        ({"spo2_percent": 94}, None),
        ({"spo2_percent": 93}, "SpO2 93 %"),
        ({"systolic_mmhg": 90}, None),
        ({"systolic_mmhg": 89}, "systolic 89 mmHg"),
    ],
)
def test_vital_signs_that_speak_for_crs_ask_for_its_check(measured_: dict[str, float], told: str | None) -> None:
    alert = seen(vitals(hour(5), **measured_), at=hour(5)).get("signs")
    assert (alert is None) is (told is None)
    if alert is not None and told is not None:
        assert (alert.level, alert.since, alert.key) == ("medium", hour(5), key_of("signs", [("", hour(5))]))
        assert "no CRS check since" in says(alert.says)
        assert [says(one) for one in alert.says.values["signs"]] == [told]


def test_a_crs_check_at_the_same_moment_or_later_solves_it_and_a_missed_one_does_not() -> None:
    hot = vitals(hour(5), temperature_c=38.4)
    for after in (crs(hour(5), "yes"), crs(hour(6)), graded(hour(5), 1, "crs")):
        assert "signs" not in seen(hot, after, at=hour(6))
    for beside in (crs(hour(4)), missed(hour(6), "crs"), graded(hour(6), 1, "infection"), neuro(hour(6))):
        assert "signs" in seen(hot, beside, at=hour(6))


def test_the_alert_keeps_its_key_while_it_goes_on_and_tells_the_newest() -> None:
    two = seen(vitals(hour(5), temperature_c=38.4), vitals(hour(6), temperature_c=39), vitals(hour(7)), at=hour(7))[
        "signs"
    ]
    assert (two.key, two.since) == (key_of("signs", [("", hour(5))]), hour(5))
    assert "39" in says(two.says)


def test_signs_count_in_the_course_and_with_a_limit_only() -> None:
    hot = {"temperature_c": 39.0}
    assert "signs" not in seen(vitals(hour(-1), **hot), at=hour(1))
    assert "signs" in seen(vitals(hour(0), **hot), at=hour(1))
    assert "signs" not in seen(vitals(hour(5), **hot), ended(hour(6)), at=hour(7))
    assert "signs" not in seen(vitals(hour(5), **hot), at=hour(6), knowledge=without("fever.from_celsius"))
    assert "signs" not in seen(vitals(hour(5), **hot), at=hour(6), knowledge=replace(KNOWLEDGE, scales={}))
    spo2 = seen(vitals(hour(5), spo2_percent=80), at=hour(6), knowledge=without("spo2.low_below_percent"))
    assert "signs" not in spo2
