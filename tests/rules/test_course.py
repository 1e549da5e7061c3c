"""Planned end, pauses and windows, on both sides of every limit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from blin21_desktop.domain.entries import PauseReason
from blin21_desktop.rules.course import planned_end
from tests.making import AT, ended, hour, paused, resumed, started
from tests.rules.looking import JP, REACTION, US, enrolled, finding, look, missing, says, site, transplanted, without

DAY10 = hour(9 * 24)


@pytest.mark.parametrize(("label", "moved"), [(JP, 0), (US, 72)])
def test_a_pause_of_3_days_on_day_10(label: str, moved: int) -> None:
    entries = (started(), paused(DAY10, reason=REACTION), resumed(hour(9 * 24 + 72)))
    assert planned_end(look(*entries, at=hour(1), label=label)).at == hour(672)
    after = planned_end(look(*entries, at=hour(300), label=label))
    assert after.at == hour(672 + moved)
    assert after.rule == {JP: "cycle-includes-pause", US: "infused-total"}[label]
    assert after.cites


def test_while_paused_the_us_end_is_as_if_it_resumed_now() -> None:
    entries = (started(), paused(DAY10))
    assert planned_end(look(*entries, at=hour(9 * 24 + 5), label=US)).at == hour(677)
    assert planned_end(look(*entries, at=hour(9 * 24 + 5), label=JP)).at == hour(672)


def test_planned_end_before_the_start_and_without_knowledge() -> None:
    assert planned_end(look()).at is None
    assert planned_end(look()).missing == ()
    for key in ("cycle.end", "cycle.infusion_days"):
        unknown = planned_end(look(started(), knowledge=without(key)))
        assert unknown.at is None
        assert [says(m) for m in unknown.missing] == [f"{key} is not configured"]


@pytest.mark.parametrize(
    ("length", "answer", "action"),
    [
        (timedelta(days=7, seconds=-1), "fires", "note"),
        (timedelta(days=7), "fires", "note"),
        (timedelta(days=7, seconds=1), "fires", "new_cycle"),
    ],
)
@pytest.mark.parametrize("label", [JP, US])
def test_same_cycle_or_new(length: timedelta, answer: str, action: str, label: str) -> None:
    found = finding("pause.cycle", started(), paused(DAY10, reason=REACTION), at=DAY10 + length, label=label)
    assert (found.answer, found.action) == (answer, action)
    assert found.saw[0].values["length"] == length
    assert "since" in says(found.saw[0])
    assert found.cites


def test_a_pause_over_7_days_still_means_a_new_cycle_after_the_restart() -> None:
    restart = DAY10 + timedelta(days=7, seconds=1)
    long = (started(), paused(DAY10, reason=REACTION), resumed(restart))
    assert finding("pause.cycle", *long, at=hour(500)).action == "new_cycle"
    later = (*long, paused(hour(510), reason=REACTION))
    assert finding("pause.cycle", *later, at=hour(511)).action == "new_cycle"
    assert finding("pause.cycle", *long, ended(hour(501)), at=hour(502)).answer == "clear"


def test_a_short_pause_is_clear_after_the_restart() -> None:
    entries = (started(), paused(DAY10, reason=REACTION), resumed(DAY10 + timedelta(days=7)))
    assert finding("pause.cycle", *entries, at=hour(500)).answer == "clear"
    assert finding("pause.stop", *entries, at=hour(500)).answer == "clear"
    assert " to 2026-12-09" in says(finding("pause.cycle", *entries, at=hour(500)).saw[0])


@pytest.mark.parametrize(
    ("length", "answer"),
    [
        (timedelta(days=14, seconds=-1), "clear"),
        (timedelta(days=14), "clear"),
        (timedelta(days=14, seconds=1), "fires"),
    ],
)
def test_stop_after_14_days_in_japan(length: timedelta, answer: str) -> None:
    found = finding("pause.stop", started(), paused(DAY10, reason=REACTION), at=DAY10 + length)
    assert (found.answer, found.action) == (answer, "stop")


def test_the_us_label_has_no_14_days_and_never_borrows_them() -> None:
    found = finding("pause.stop", started(), paused(DAY10, reason=REACTION), at=DAY10 + timedelta(days=30), label=US)
    assert found.answer == "cannot_tell"
    assert missing(found) == ["pause.stop_after_days is not configured"]


def test_a_value_of_the_site_is_used_and_named() -> None:
    own = site(US, "pause.stop_after_days", "10")
    entries = (started(), paused(DAY10, reason=REACTION))
    found = finding("pause.stop", *entries, at=DAY10 + timedelta(days=11), label=US, knowledge=own)
    assert found.answer == "fires"
    assert [says(v) for v in found.site_values] == [
        "pause.stop_after_days: this site's own value, set by d9 on 2026-10-01, second person p2"
    ]
    assert found.cites[0].source == "our paper insert"
    assert finding("pause.cycle", *entries, at=hour(300), label=US, knowledge=own).site_values == ()


@pytest.mark.parametrize("rule", ["pause.cycle", "pause.stop"])
@pytest.mark.parametrize("reason", [r for r in PauseReason if r is not REACTION])
def test_the_label_is_silent_on_other_pauses(rule: str, reason: PauseReason) -> None:
    found = finding(rule, started(), paused(DAY10, reason=reason), at=DAY10 + timedelta(days=20))
    assert found.answer == "clear"
    assert "silent" in says(found.says)
    assert says(found.saw[0]).startswith("Paused for 20 days")
    assert "silent" not in says(finding(rule, started(), at=DAY10).says)


@pytest.mark.parametrize("rule", ["pause.cycle", "pause.stop"])
def test_another_pause_behind_one_for_a_reaction_is_not_judged_by_it(rule: str) -> None:
    reaction = (started(), paused(hour(24), reason=REACTION), resumed(hour(48)))
    found = finding(rule, *reaction, paused(hour(60)), at=hour(400))
    assert found.answer == "clear"
    assert "silent" in says(found.says)
    assert "Paused for 1 day" in says(found.saw[0])
    assert "silent" not in says(finding(rule, *reaction, paused(hour(60), reason=REACTION), at=hour(100)).says)
    long = (started(), paused(hour(24), reason=REACTION), resumed(hour(400)), paused(hour(410)))
    found = finding(rule, *long, at=hour(411))
    assert found.answer == "fires"
    assert "silent" in says(found.saw[-1])


def test_of_two_pauses_of_one_length_the_newer_is_shown() -> None:
    two = (paused(hour(24), reason=REACTION), resumed(hour(48)), paused(hour(60), reason=REACTION), resumed(hour(84)))
    for rule in ("pause.cycle", "pause.stop"):
        assert "from 2026-11-25 22:00" in says(finding(rule, started(), *two, at=hour(100)).saw[0])


def test_a_second_course_is_no_start_of_the_first() -> None:
    found = finding("course.window", enrolled(date(2026, 11, 20)), started(course=2), at=hour(1))
    assert says(found.says) == "Course 1 may start within 7 days of enrolment."


def test_a_discontinued_course_has_no_planned_end() -> None:
    stopped = (started(), ended(hour(100), outcome="discontinued"))
    for label in (JP, US):
        assert planned_end(look(*stopped, at=hour(200), label=label)).at is None
        done = (started(), ended(hour(672)))
        assert planned_end(look(*done, at=hour(700), label=label)).at == hour(672)


def test_a_start_before_the_enrolment_is_seen() -> None:
    late = enrolled(date(2026, 11, 24), hour(24))
    found = finding("course.window", started(), late, at=hour(25))
    assert (found.answer, found.action) == ("fires", "watch")
    assert says(found.says) == "Course 1 started before enrolment."
    same_day = enrolled(date(2026, 11, 23), hour(2))
    assert finding("course.window", started(), same_day, at=hour(25)).answer == "clear"


def test_pause_rules_without_their_number() -> None:
    entries = (started(), paused(DAY10, reason=REACTION))
    found = finding("pause.cycle", *entries, at=hour(300), knowledge=without("pause.same_cycle_max_days"))
    assert found.answer == "cannot_tell"
    assert missing(found) == ["pause.same_cycle_max_days is not configured"]


@pytest.mark.parametrize(("day", "answer"), [(16, "clear"), (23, "clear"), (15, "fires")])
def test_course_1_starts_within_7_days_of_enrolment(day: int, answer: str) -> None:
    on = enrolled(date(2026, 11, day))  # AT is 23 November
    assert finding("course.window", on, started()).answer == answer
    before = finding("course.window", on)
    assert before.answer == answer
    assert ("has not started" in says(before.says)) is (answer == "fires")
    assert "not" not in says(finding("course.window", on, started()).says)


def test_the_first_start_counts_and_not_the_moment() -> None:
    entries = (enrolled(date(2026, 11, 20)), started(), ended(hour(672)), started(hour(1008), course=2))
    assert finding("course.window", *entries, at=hour(1100)).answer == "clear"


def test_course_window_without_enrolment() -> None:
    assert finding("course.window").answer == "clear"
    assert missing(finding("course.window", started())) == ["the day of enrolment"]
    unknown = finding("course.window", enrolled(date(2026, 11, 20)), knowledge=without("course.start_within_days"))
    assert missing(unknown) == ["course.start_within_days is not configured"]


@pytest.mark.parametrize(
    ("days", "answer"), [(29, "fires"), (30, "clear"), (99, "clear"), (100, "clear"), (101, "fires")]
)
def test_enrolment_30_to_100_days_after_transplant(days: int, answer: str) -> None:
    on = AT.date()
    entries = (transplanted(on - timedelta(days=days)), enrolled(on))
    found = finding("enrol.window", *entries)
    assert found.answer == answer
    assert ("does not say" in says(found.says)) is (days == 100)


def test_the_newest_transplant_before_the_enrolment_counts() -> None:
    on = AT.date()
    entries = [transplanted(on + timedelta(days=shift)) for shift in (-400, -40, 3)]
    found = finding("enrol.window", *entries, enrolled(on))
    assert found.answer == "clear"
    assert found.saw[1].values["day"] == on - timedelta(days=40)
    found = finding("enrol.window", entries[2], enrolled(on))
    assert missing(found) == ["a transplant before the enrolment"]
    assert finding("enrol.window", transplanted(on), enrolled(on)).answer == "fires"


def test_enrolment_window_without_what_it_needs() -> None:
    assert finding("enrol.window").answer == "clear"
    found = finding("enrol.window", enrolled(AT.date()), knowledge=without("enrol.window_days"))
    assert missing(found) == ["enrol.window_days is not configured", "a transplant before the enrolment"]
