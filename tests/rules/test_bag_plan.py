"""The bag plan of a course: boundaries, pharmacy, replanning after a pause, what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.knowledge import Label, Parameter
from blin21_desktop.domain.knowledge_file_keys import DAYS, NIGHT, OPEN
from blin21_desktop.domain.pharmacy import Pharmacy, parse_hours
from blin21_desktop.rules.bag_plan import BagPlan, bag_plan, pharmacy_of
from blin21_desktop.rules.situation import Situation
from tests.making import bag, chart, hour, measured, ordered, paused, registered, resumed, started
from tests.rules.looking import says
from tests.service.memory import knowledge

TOKYO = ZoneInfo("Asia/Tokyo")
FRIDAY = hour(-72)  # Fri 20-Nov-2026 10:00
WEEK = {day: (time(8, 30), time(17, 30)) for day in range(6)}
NO_SUNDAYS = Pharmacy(open=WEEK, lead=timedelta(hours=4))


def planned(
    *entries: Entry,
    at: datetime = FRIDAY,
    label: str = "jp-pi-2021",
    pharmacy: Pharmacy | None = None,
    shelf: timedelta | None = None,
    start: datetime | None = None,
    hang: datetime | None = None,
) -> BagPlan:
    s = situation(*entries, at=at, label=label)
    return bag_plan(s, pharmacy=pharmacy, shelf=shelf, zone=TOKYO, start=start, hang=hang)


def situation(*entries: Entry, at: datetime, label: str) -> Situation:
    base = (registered(hour(-200), label=label), measured(hour(-200)))
    s = Situation.of(chart(*base, *entries), at, knowledge())
    assert s is not None
    return s


def lengths(plan: BagPlan) -> list[int]:
    return [one.hours for one in plan.bags]


def test_28_days_from_a_friday_with_sundays_closed() -> None:
    orders = (ordered(hour(-100), 9.0, from_=FRIDAY), ordered(hour(-100), 28.0, from_=FRIDAY + timedelta(days=7)))
    plan = planned(*orders, pharmacy=NO_SUNDAYS, shelf=timedelta(hours=144), start=FRIDAY)
    assert plan.bags[0].hung_at == FRIDAY
    assert plan.bags[-1].ends_at == FRIDAY + timedelta(days=28) == plan.end
    assert all(a.ends_at == b.hung_at for a, b in zip(plan.bags, plan.bags[1:], strict=False))
    step = FRIDAY + timedelta(days=7)
    assert [one for one in plan.bags if one.hung_at < step < one.ends_at] == []
    assert sorted(lengths(plan)[:2]) == [72, 96]
    assert [one.ends for one in plan.bags if one.ends_at == step] == ["dose-step"]
    assert {one.dose_micrograms_per_day for one in plan.bags[:2]} == {9.0}
    assert {one.dose_micrograms_per_day for one in plan.bags[2:]} == {28.0}
    assert len(plan.bags) == 8
    assert not any(one.cannot_make for one in plan.bags)
    for one in plan.bags:
        assert one.ready_by is not None
        made = one.ready_by.astimezone(TOKYO)
        assert made.weekday() != 6
        assert time(8, 30) <= made.time() <= time(17, 30)
        assert made <= one.hung_at - timedelta(hours=4)
        assert one.ends_at - made <= timedelta(hours=144)


def test_replanned_after_a_pause_of_two_days() -> None:
    course = (ordered(hour(-100), 9.0, from_=hour(-100)), started(hour(0)))
    before = planned(*course, at=hour(50))
    assert before.bags[0].hung_at == hour(96)
    assert before.end == hour(672)
    stopped = planned(*course, paused(hour(50)), at=hour(60))
    assert "if it resumed now" in [text.template for text in stopped.assumes]
    after = planned(*course, paused(hour(50)), resumed(hour(98)), at=hour(99))
    assert after.bags[0].hung_at == hour(144)
    assert after.end == hour(672)
    us = (ordered(hour(-100), 9.0, from_=hour(-100)), started(hour(0), bag=bag(hours=48)))
    later_end = planned(*us, paused(hour(20)), resumed(hour(68)), at=hour(70), label="us-pi-2025")
    assert later_end.end == hour(720)
    assert later_end.bags[0].hung_at == hour(96)
    assert later_end.bags[-1].ends_at == hour(720)


def test_replanned_with_sundays_closed_the_order_that_now_comes_before_the_step_is_said() -> None:
    start, step = FRIDAY, FRIDAY + timedelta(days=7)
    orders = (ordered(hour(-100), 9.0, from_=start), ordered(hour(-100), 28.0, from_=step))
    seventy_two = bag(start, hours=72, volume_ml=237.6, rate_ml_per_h=3.3)
    stopped, again = start + timedelta(days=2), start + timedelta(days=4)
    course = (started(start, bag=seventy_two, rate_ml_per_h=3.3), paused(stopped), resumed(again, rate_ml_per_h=3.3))
    untouched = planned(*orders, course[0], at=stopped, pharmacy=NO_SUNDAYS, shelf=timedelta(hours=144))
    assert not any("Before the step" in text.template for text in untouched.doubts)
    plan = planned(*orders, *course, at=again, pharmacy=NO_SUNDAYS, shelf=timedelta(hours=144))
    moved = step + timedelta(days=2)
    assert [one.ends_at for one in plan.bags if one.ends == "dose-step"] == [moved]
    assert not any(one.cannot_make or one.hung_at < moved < one.ends_at for one in plan.bags)
    said = {text.template: dict(text.values) for text in plan.doubts}
    early = "Before the step {at:moment}, {dose:dose_full} is ordered from {start:moment}: ask the physician."
    assert said[early] == {"at": moved, "dose": 28.0, "start": step}
    assert "Paused before the step: the source does not settle when it is due." in said


def test_a_bag_between_the_ordered_and_the_moved_step_is_asked_about() -> None:
    orders = (ordered(hour(-100), 9.0, from_=hour(0)), ordered(hour(-100), 28.0, from_=hour(168)))
    course = (started(hour(0), bag=bag(hours=72)), paused(hour(20)), resumed(hour(140)))
    plan = planned(*orders, *course, at=hour(141))
    (moved,) = [one.ends_at for one in plan.bags if one.ends == "dose-step"]
    assert moved == hour(288)
    asked = {one.hung_at: (one.dose_micrograms_per_day, one.label_dose) for one in plan.bags if one.hung_at < moved}
    assert (28.0, 9.0) in asked.values()
    assert all((label == 9.0) is (hung >= hour(168)) for hung, (_, label) in asked.items())
    assert {one.label_dose for one in plan.bags if one.hung_at >= moved} == {None}


@pytest.mark.parametrize(("before", "asked"), [(2, None), (2.01, 9.0)])
def test_shortly_before_the_step_the_full_dose_may_be_ordered(before: float, asked: float | None) -> None:
    orders = (ordered(hour(-100), 9.0, from_=hour(0)), ordered(hour(-100), 28.0, from_=hour(168 - before)))
    plan = planned(*orders, started(hour(0)), at=hour(168 - before), hang=hour(168 - before))
    assert plan.bags[0].hung_at == hour(168 - before)
    assert plan.bags[0].label_dose == asked


def test_a_step_that_nobody_ordered_is_said() -> None:
    low = (ordered(hour(-100), 9.0, from_=hour(-100)), started(hour(0)))
    said = [text.template for text in planned(*low, at=hour(10)).doubts]
    doubted = [(one.hung_at < hour(168), one.label_dose) for one in planned(*low, at=hour(10)).bags]
    assert set(doubted) == {(True, None), (False, 28.0)}
    assert "From the step {at:moment} on the order is still {dose:dose_full}: ask the physician." in said
    full = ordered(hour(1), 28.0, from_=hour(168))
    assert not any("the step" in text.template for text in planned(*low, full, at=hour(10)).doubts)


def test_after_the_step_only_the_end_is_a_boundary() -> None:
    full = (ordered(hour(-100), 28.0, from_=hour(-100)), started(hour(0), bag=bag(dose_micrograms_per_day=28.0)))
    plan = planned(*full, at=hour(10))
    assert {one.ends for one in plan.bags} == {"end-of-bag", "course-end"}


def test_an_overdue_bag_is_changed_now() -> None:
    plan = planned(started(hour(0)), at=hour(100))
    assert plan.bags[0].hung_at == hour(100)
    assert plan.bags[0].number == 2


def test_rates_are_those_of_the_patients_own_label() -> None:
    japan = planned(start=FRIDAY)
    assert {(one.hours, one.rate_ml_per_h) for one in japan.bags} <= {(24, 10.0), (48, 5.0), (72, 3.3), (96, 2.5)}
    us = planned(start=FRIDAY, label="us-pi-2025")
    assert us.bags[0].hours == 168
    assert us.bags[0].rate_ml_per_h == 0.6
    assert us.bags[0].volume_ml == 100.8


def test_bags_with_preservative_need_a_known_weight() -> None:
    light = planned(measured(hour(-190), weight_kg=5.0), start=FRIDAY, label="us-pi-2025")
    assert set(lengths(light)) <= {24, 48}
    unknown = Situation.of(chart(registered(hour(-200), label="us-pi-2025")), FRIDAY, knowledge())
    assert unknown is not None
    plan = bag_plan(unknown, pharmacy=None, shelf=None, zone=TOKYO, start=FRIDAY)
    assert set(lengths(plan)) <= {24, 48}
    assert any("preservative" in text.template for text in plan.missing)


def test_what_is_not_configured_is_said_and_not_doubted() -> None:
    plan = planned(start=FRIDAY)
    said = [text.template for text in plan.missing]
    assert "pharmacy hours are not configured: preparation times are not checked" in said
    assert "shelf life is not configured: use-before is not checked" in said
    assert all(one.ready_by is None and not one.cannot_make for one in plan.bags)


def test_no_start_no_plan() -> None:
    plan = planned()
    assert plan.bags == ()
    assert any("a time of start" in text.template for text in plan.missing)


def test_the_coming_order_is_the_start() -> None:
    assert planned(ordered(hour(-100), from_=hour(5))).bags[0].hung_at == hour(5)
    assert planned(ordered(hour(-100), from_=hour(-90))).bags[0].hung_at == FRIDAY


def test_without_a_label_nothing_is_planned() -> None:
    s = situation(started(hour(0)), at=hour(1), label="jp-pi-2021")
    empty = replace(s, label=Label(id="x", name_en="x", name_ja="x", edition=""))
    plan = bag_plan(empty, pharmacy=None, shelf=None, zone=TOKYO)
    assert plan.bags == ()
    assert plan.missing


def test_without_night_hours_no_change_is_called_nightly() -> None:
    s = situation(at=FRIDAY, label="jp-pi-2021")
    parameters = {key: value for key, value in s.protocol.parameters.items() if key != "program.night"}
    plan = bag_plan(
        replace(s, protocol=replace(s.protocol, parameters=parameters)),
        pharmacy=None, shelf=None, zone=TOKYO, start=hour(-84),
    )  # fmt: skip
    assert plan.at_night == 0


def test_changes_at_night_are_counted() -> None:
    assert planned(start=hour(-84)).at_night == len(planned(start=hour(-84)).bags)  # 22:00
    assert planned(start=hour(-85)).at_night == 0  # 21:00


def test_night_hours_that_do_not_cross_midnight() -> None:
    s = situation(at=FRIDAY, label="jp-pi-2021")
    night = s.protocol.parameters["program.night"]
    own = {**s.protocol.parameters, "program.night": replace(night, value={"from": 1, "to": 5})}
    changed = replace(s, protocol=replace(s.protocol, parameters=own))
    plan = bag_plan(changed, pharmacy=None, shelf=None, zone=TOKYO, start=hour(-82))  # 00:00
    assert plan.at_night == 0
    plan = bag_plan(changed, pharmacy=None, shelf=None, zone=TOKYO, start=hour(-80))  # 02:00
    assert plan.at_night == len(plan.bags)


def test_a_shelf_life_too_short_is_flagged() -> None:
    plan = planned(start=FRIDAY, pharmacy=NO_SUNDAYS, shelf=timedelta(hours=3))
    assert all(one.cannot_make for one in plan.bags)


def test_when_a_bag_must_be_ready() -> None:
    closed = Pharmacy(open=WEEK, closed=frozenset({date(2026, 11, 21)}), lead=timedelta(hours=2))

    def ready(day: int, hours: int) -> datetime | None:
        return closed.ready_by(datetime(2026, 11, day, hours, tzinfo=TOKYO), TOKYO)

    assert ready(20, 12) == datetime(2026, 11, 20, 10, tzinfo=TOKYO)
    assert ready(20, 23) == datetime(2026, 11, 20, 17, 30, tzinfo=TOKYO)
    assert ready(20, 10) == datetime(2026, 11, 19, 17, 30, tzinfo=TOKYO)
    assert ready(23, 9) == datetime(2026, 11, 20, 17, 30, tzinfo=TOKYO)  # Sunday closed, Saturday a holiday
    assert Pharmacy(open={}).ready_by(hour(0), TOKYO) is None


def test_the_sites_own_hours_are_read() -> None:
    s = situation(at=FRIDAY, label="jp-pi-2021")
    assert pharmacy_of(s.protocol) == (None, None)
    week = {**dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat"), "08:30-17:30"), "sun": "closed"}
    values = {"open": week, "lead_hours": 4, "closed_days": [date(2026, 11, 21)], "shelf_hours": 96}
    like = s.protocol.parameters["program.night"]
    own = {f"pharmacy.{key}": replace(like, key=f"pharmacy.{key}", value=value) for key, value in values.items()}
    pharmacy, shelf = pharmacy_of(replace(s.protocol, parameters={**s.protocol.parameters, **own}))
    assert shelf == timedelta(hours=96)
    assert pharmacy == Pharmacy(open=WEEK, closed=frozenset({date(2026, 11, 21)}), lead=timedelta(hours=4))
    only: dict[str, Parameter] = {"pharmacy.open": own["pharmacy.open"]}
    assert pharmacy_of(replace(s.protocol, parameters=only)) == (Pharmacy(open=WEEK), None)


@pytest.mark.parametrize("text", ["8-17", "17:30-08:30", "08:30", "", "08:30-08:30"])
def test_ill_written_hours_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_hours(text)
    assert not OPEN.fits({**dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat"), "closed"), "sun": text})


def test_shapes_of_the_sites_keys() -> None:
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "closed")
    assert OPEN.fits(week)
    assert not OPEN.fits({**week, "sun": 3})
    assert not OPEN.fits({"mon": "closed"})
    assert not OPEN.fits("closed")
    assert NIGHT.fits({"from": 22, "to": 6})
    assert not NIGHT.fits({"from": 24, "to": 6})
    assert DAYS.fits([date(2026, 1, 1)])
    assert not DAYS.fits(["2026-01-01"])


ALWAYS = Pharmacy(open=dict.fromkeys(range(7), (time(0), time(23, 59))), lead=timedelta(hours=4))


def test_bags_that_cannot_keep_for_all_their_hours_say_so_and_what_would_do_without() -> None:
    plan = planned(start=FRIDAY, pharmacy=ALWAYS, shelf=timedelta(hours=96))
    week = [one for one in plan.bags if one.hung_at < FRIDAY + timedelta(days=7)]
    assert [one.hours for one in week] == [96, 96]
    assert all(one.short for one in week)
    assert all(not one.cannot_make for one in plan.bags)
    told = [says(text) for text in plan.assumes]
    assert any(
        "keeps for 4 days, 0:00:00 and is made before it is hung: one of 96 cannot flow" in text for text in told
    )
    long_shelf = planned(start=FRIDAY, pharmacy=ALWAYS, shelf=timedelta(hours=100))
    assert not any(one.short for one in long_shelf.bags)
    assert not any("keeps for" in says(text) for text in long_shelf.assumes)


def test_where_every_bag_has_to_be_cut_no_other_way_is_offered() -> None:
    plan = planned(start=FRIDAY, pharmacy=ALWAYS, shelf=timedelta(hours=27))
    assert all(one.short or one.ends != "end-of-bag" for one in plan.bags)
    told = [says(text) for text in plan.assumes]
    assert any("cannot flow for all its hours" in text for text in told)
    assert not any("Without changing one early" in text for text in told)
