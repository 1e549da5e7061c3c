"""What the label gives at the moment a bag flows, beside a bag and an order that agree with each other."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.forms import FORMS
from blin21_desktop.forms.fields import Reading
from blin21_desktop.forms.form import objections, read
from blin21_desktop.present import catalogue
from tests.forms.filling import BAG, BEFORE, LINE, PAUSED, RIGHT, RUNNING, TOKYO, WHO, setting, ward_with
from tests.making import changed, hour, measured, ordered, registered

EN, JA = catalogue.words("en", TOKYO), catalogue.words("ja", TOKYO)
NO_WEIGHT = (registered(hour(-72)), ordered(hour(-24), 9.0, from_=hour(-1)))
FULL_FROM_THE_START = (registered(hour(-72)), measured(hour(-72)), ordered(hour(-24), 28.0, from_=hour(-1)))
FULL_ORDERED_TOO_EARLY = (*RUNNING, ordered(hour(1), 28.0, from_=hour(48)))
LOW_STILL_ORDERED = (*RUNNING, changed(hour(96)))


def fill(
    form_id: str, before: tuple[Entry, ...], hours: float, changes: Mapping[str, str]
) -> tuple[Reading, list[str]]:
    at = hour(hours)
    ward = ward_with(*before, at=at)
    when = f"{at.astimezone(TOKYO):%Y-%m-%d %H:%M}"
    reading = read(FORMS[form_id], setting(ward, at), {**RIGHT[form_id][2], **changes, "happened_at": when})
    return reading, [EN.render(o.says) for o in objections(FORMS[form_id], reading, ward.judge)]


@pytest.mark.parametrize(
    ("form_id", "before", "hours", "dose", "label"),
    [
        ("start", FULL_FROM_THE_START, 0, "28", "9"),
        ("bag_change", FULL_ORDERED_TOO_EARLY, 72, "28", "9"),
        ("bag_change", FULL_ORDERED_TOO_EARLY, 165.9, "28", "9"),
        ("bag_change", LOW_STILL_ORDERED, 168, "9", "28"),
    ],
)
def test_a_dose_that_is_ordered_and_not_the_labels_is_asked_about(
    form_id: str, before: tuple[Entry, ...], hours: float, dose: str, label: str
) -> None:
    _, said = fill(form_id, before, hours, {"dose_micrograms_per_day": dose, "bag.use_before": "2026-12-20 12:00"})
    assert said == [f"the bag is for {dose} microgram/day; the label's dose at this time is {label} microgram/day"]


@pytest.mark.parametrize("hours", [166, 168])
def test_shortly_before_the_step_the_full_dose_is_its_bag(hours: float) -> None:
    typed = {"dose_micrograms_per_day": "28", "bag.use_before": "2026-12-20 12:00"}
    assert fill("bag_change", FULL_ORDERED_TOO_EARLY, hours, typed)[1] == []


def test_nothing_is_asked_before_dose_and_time_are_there_or_about_another_course() -> None:
    assert fill("start", FULL_FROM_THE_START, 0, {"dose_micrograms_per_day": ""})[1] == []
    said = fill("start", FULL_FROM_THE_START, 0, {"dose_micrograms_per_day": "28", "course": ""})[1]
    assert not any("label's dose" in one for one in said)
    second = (*FULL_FROM_THE_START, ordered(hour(-24), 28.0, from_=hour(-1), course=2))
    said = fill("start", second, 0, {"dose_micrograms_per_day": "28", "course": "2"})[1]
    assert not any("label's dose" in one for one in said)


def test_a_resume_is_held_against_the_labels_dose_too() -> None:
    same = {**WHO, "which_bag": "same", "ordered_by": "Dr H", "rate_ml_per_h": "2.5", **LINE}
    full = (*PAUSED, ordered(hour(11), 28.0, from_=hour(11)))
    _, said = fill("resume", full, 12, {**same, "dose_micrograms_per_day": "28"})
    assert "the bag is for 28 microgram/day; the label's dose at this time is 9 microgram/day" in said


def test_where_the_labels_dose_cannot_be_told_that_is_said() -> None:
    reading, said = fill("start", NO_WEIGHT, 0, {})
    assert said == []
    (effect,) = reading.effects
    assert EN.render(effect).startswith("Whether this is the label's dose cannot be told. Missing: ")
    assert JA.render(effect)


@pytest.mark.parametrize(
    ("hours", "changes", "says"),
    [
        (96, {"bag.use_before": "2026-11-29 12:00", "bag.hours": "72", "bag.volume_ml": "237.6",
              "bag.rate_ml_per_h": "3.3", "rate_ml_per_h": "3.3"},
         "This bag cannot flow for its 72 hr: it must not be used after Sun 29-Nov-2026 12:00."),
        (90, {}, "This bag cannot flow for its 96 hr: the dose step, a new bag, is due Mon 30-Nov-2026 10:00."),
        (90, {"bag.use_before": "2026-11-28 12:00"},
         "This bag cannot flow for its 96 hr: it must not be used after Sat 28-Nov-2026 12:00."),
    ],
)  # fmt: skip
def test_a_bag_that_must_be_changed_before_it_is_through_is_told(
    hours: int, changes: dict[str, str], says: str
) -> None:
    reading, said = fill("bag_change", RUNNING, hours, changes)
    assert [EN.render(one) for one in reading.effects] == [says]
    assert said == []


def test_a_bag_that_ends_at_the_step_is_not_talked_about() -> None:
    bag = {**BAG, "bag.hours": "72", "bag.volume_ml": "237.6", "bag.rate_ml_per_h": "3.3", "rate_ml_per_h": "3.3"}
    assert fill("bag_change", RUNNING, 96, bag)[0].effects == ()
    assert fill("start", BEFORE, 0, bag)[0].effects == ()
