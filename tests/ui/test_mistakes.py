"""Seeded mistakes at a bag change: each is stopped with words that say what to do, and nothing is written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from blin21_desktop.domain.people import Person
from blin21_desktop.ui.forms import scan_guard
from tests.ui.conftest import Open
from tests.ui.driving import Nurse
from tests.ui.fake_people import STAFF, one_with

GOOD = {
    "wristband": "9900055",
    "birth_date": "2010-01-10",
    "bag.patient": "DEMO-6",
    "bag.label": "B-4",
    "dose_micrograms_per_day": "28",
    "bag.hours": "96",
    "bag.volume_ml": "240",
    "bag.rate_ml_per_h": "2.5",
    "bag.use_before": "2026-11-28 12:00",
    "rate_ml_per_h": "2.5",
    "old_bag": "unseen",
    "not_flushed": "yes",
    "filter_in_place": "yes",
    "pump_locked": "yes",
    "clamps_open": "yes",
    "happened_at": "14:30",
}
"""A right bag change of DEMO-6 at 14:30."""


@pytest.fixture
def nurse(open_ward: Open) -> Nurse:
    """K.T before the open bag change of DEMO-6."""
    window, ports, bridge = open_ward()
    made = Nurse(window, ports, bridge)
    made.signs_in(STAFF[0])
    window.open_patient("DEMO-6")
    made.comes_back()
    made.presses(Qt.Key.Key_F6)
    return made


def words_on(nurse: Nurse) -> str:
    """Everything that can be read in the form."""
    labels = [one.accessibleName() or one.text() for one in nurse.form.findChildren(QLabel) if one.isVisible()]
    return "\n".join(labels)


def entries(nurse: Nurse) -> int:
    return nurse.ports.log.head().count


MISTAKES = {
    "another patient's bag": ({"bag.patient": "DEMO-1"}, "This bag is for DEMO-1, not for DEMO-6", "do not hang it"),
    "a low-step bag on a full-dose day": (
        {"dose_micrograms_per_day": "9"},
        "9 microgram/day is not the dose in force: 28 microgram/day",
        "the bag of the dose ordered for now",
    ),
    "10 mL/h for a 96 h bag": ({"rate_ml_per_h": "10"}, "112 microgram/day instead of 28", "pump and bag label agree"),
    "a comma": ({"rate_ml_per_h": "2,5"}, "A comma is not read as a decimal point", "Write 2.5 with a point"),
    "25 for 2.5": ({"rate_ml_per_h": "25"}, "That is 10 times the rate", "the rate of the label"),
    "1_0": ({"rate_ml_per_h": "1_0"}, "Only digits and one point", "such as 2.5"),
    "an expired bag": ({"bag.use_before": "2026-11-23 14:00"}, "was to be used before", "a bag that is still good"),
    "an hour ahead": ({"happened_at": "15:30"}, "lies in the future", "For yesterday write the date"),
    "another wristband": ({"wristband": "9900013"}, "The wristband says 9900013", "Stop: ask who this is"),
    "a flushed line": ({"not_flushed": "no"}, "The line was flushed", "call the physician now"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_stopped_with_words(nurse: Nurse, mistake: str) -> None:
    changed, says, remedy = MISTAKES[mistake]
    before = entries(nurse)
    nurse.fills({**GOOD, **changed})
    said = words_on(nurse)
    assert says in said
    assert remedy in said
    assert not nurse.form.footer.save.isEnabled()
    nurse.saves()
    assert entries(nurse) == before
    assert nurse.form.pages.currentIndex() == 0


def second(nurse: Nurse, person: Person, rate: str = "2.5", dose: str = "28", pin: str = "271828") -> str:
    nurse.fills(GOOD)
    nurse.saves()
    nurse.second_person(person, rate, dose, pin)
    return words_on(nurse)


def test_without_a_mistake_it_is_written(nurse: Nurse) -> None:
    before = entries(nurse)
    second(nurse, STAFF[1])
    nurse.signs_and_saves()
    assert entries(nurse) == before + 1
    assert nurse.ports.look("DEMO-6").bag.number == 4  # type: ignore[union-attr]


def test_the_same_person_cannot_be_the_second(nurse: Nurse) -> None:
    assert "K.T cannot check their own work. Ask another person." in second(nurse, STAFF[0])
    assert nurse.form.filling.second is None


@pytest.mark.parametrize(("rate", "dose"), [("5", "28"), ("2.5", "9"), ("2.4", "28")])
def test_a_second_reading_that_disagrees_sends_both_back(nurse: Nurse, rate: str, dose: str) -> None:
    said = second(nurse, STAFF[1], rate, dose)
    assert "The two readings do not agree. Both go to pump and bag and read again, each alone." in said
    assert nurse.form.body.rows["rate_ml_per_h"].text() == ""
    assert not nurse.form.footer.save.isEnabled()


@pytest.mark.parametrize(
    ("person", "pin", "says"),
    [
        (STAFF[1], "000000", "Id and PIN do not fit together"),
        (one_with("viewer"), "271828", "may only read"),
    ],
)
def test_who_may_not_check_is_told_so(nurse: Nurse, person: Person, pin: str, says: str) -> None:
    assert says in second(nurse, person, pin=pin)
    assert nurse.form.filling.second is None


def test_the_second_person_sees_nothing_of_the_first(nurse: Nurse) -> None:
    nurse.fills({**GOOD, "bag.label": "B-4711"})
    nurse.saves()
    assert nurse.window.charting.cover.isVisible()
    assert nurse.window.charting.cover.geometry() == nurse.window.rect()
    shown = [one for one in nurse.form.findChildren(QLineEdit) if one.isVisible()]
    assert [one.text() for one in shown] == ["", "", "", ""]
    said = words_on(nurse)
    assert "2.5" not in said
    assert "28" not in said.replace("2010", "")
    nurse.presses(Qt.Key.Key_Escape)
    assert not nurse.window.charting.cover.isVisible()
    assert nurse.form.pages.currentIndex() == 0


def test_what_was_changed_after_the_second_check_needs_a_new_one(nurse: Nurse) -> None:
    second(nurse, STAFF[1])
    nurse.fills_one(nurse.form.body.rows["bag.label"], "B-5")
    assert nurse.form.filling.second is None
    assert nurse.form.filling.wants_second


def test_a_wrong_pin_writes_nothing_and_says_so(nurse: Nurse) -> None:
    before = entries(nurse)
    second(nurse, STAFF[1])
    nurse.types_pin(nurse.form.footer.pin, "111111")
    nurse.saves()
    assert "Id and PIN do not fit together" in words_on(nurse)
    assert entries(nurse) == before


def test_an_improbable_value_is_kept_only_with_an_explanation(nurse: Nurse) -> None:
    nurse.fills({**GOOD, "bag.use_before": "2026-11-23 14:00"})
    form = nurse.form
    form.doubts.keep.click()
    nurse.types("pharmacy extended it by phone")
    assert form.filling.wants_second
    nurse.saves()
    nurse.second_person(STAFF[1], "2.5", "28")
    nurse.signs_and_saves()
    entry = nurse.ports.look("DEMO-6").course.bags[-1].entry  # type: ignore[union-attr]
    assert entry.override is not None
    assert entry.override.because == "pharmacy extended it by phone"
    assert "was to be used before" in entry.override.what
    assert entry.override.by == "K.T"


def test_an_explanation_does_not_count_for_another_doubt(nurse: Nurse) -> None:
    nurse.fills({**GOOD, "bag.use_before": "2026-11-23 14:00"})
    nurse.form.doubts.keep.click()
    nurse.types("pharmacy extended it by phone")
    nurse.fills_one(nurse.form.body.rows["rate_ml_per_h"], "10")
    assert nurse.form.filling.because == ""
    assert not nurse.form.filling.settled


def test_a_half_filled_form_is_there_again_for_its_author_only(nurse: Nurse) -> None:
    half = {
        key: text for key, text in GOOD.items() if key in ("wristband", "bag.label", "rate_ml_per_h", "happened_at")
    }
    nurse.fills(half)
    nurse.window.session.sign_out()
    assert nurse.window.charting.open_form is None
    nurse.signs_in(STAFF[1])
    nurse.window.charting.flow("DEMO-6")
    assert nurse.form.filling.typed == {}
    nurse.form.cancel_all()
    nurse.ports.pass_time(timedelta(hours=9))
    nurse.signs_in(STAFF[0])
    assert nurse.window.strip.draft.isVisible()
    nurse.window.charting.take_up_draft()
    assert nurse.form.filling.typed == {k: v for k, v in half.items() if k != "happened_at"}
    assert "Check every field; the time is asked again." in nurse.form.band.accessibleName()


def test_a_form_writes_only_to_the_patient_it_was_opened_for(nurse: Nurse) -> None:
    nurse.fills(GOOD)
    nurse.window.open_patient("DEMO-1")
    nurse.saves()
    nurse.second_person(STAFF[1], "2.5", "28")
    nurse.signs_and_saves()
    assert nurse.ports.log.recorded[-1].entry.patient == "DEMO-6"


def test_nothing_is_chosen_or_filled_when_a_form_opens(nurse: Nurse) -> None:
    assert {key: row.text() for key, row in nurse.form.body.rows.items()} == dict.fromkeys(nurse.form.body.rows, "")


def test_a_scan_into_a_wrong_field_is_taken_back(nurse: Nurse) -> None:
    row = nurse.form.body.rows["bag.volume_ml"]
    nurse.fills_one(row, "240")
    nurse.form.guard._steady = iter(count / 100 for count in range(1000)).__next__
    scan_guard.FAST_SECONDS = 0.05
    row.first().setFocus()
    for sign in "9900055":
        nurse.presses(getattr(Qt.Key, f"Key_{sign}"))
    nurse.presses(Qt.Key.Key_Return)
    assert row.text() == "240"
    assert "A scan came into a field that takes none" in nurse.form.band.accessibleName()


def test_a_scan_into_its_field_stays_and_enter_goes_on(nurse: Nurse) -> None:
    nurse.form.guard._steady = iter(count / 100 for count in range(1000)).__next__
    scan_guard.FAST_SECONDS = 0.05
    row = nurse.form.body.rows["wristband"]
    row.first().setFocus()
    for sign in "9900055":
        nurse.presses(getattr(Qt.Key, f"Key_{sign}"))
    nurse.presses(Qt.Key.Key_Return)
    assert row.text() == "9900055"
    assert nurse.form.body.rows["birth_date"].first().hasFocus()


def seen(nurse: Nurse, one: QWidget) -> bool:
    """Whether the top of something in the form can be read without scrolling."""
    view = nurse.form.body.viewport()
    top = one.mapTo(view, QPoint(0, 0)).y()
    return 0 <= top < view.height() - 20 and not one.visibleRegion().isEmpty()


@pytest.mark.parametrize("mistake", ["10 mL/h for a 96 h bag", "another patient's bag", "an expired bag"])
def test_whoever_wants_to_save_is_shown_what_does_not_agree(nurse: Nurse, mistake: str) -> None:
    nurse.fills({**GOOD, **MISTAKES[mistake][0]})
    nurse.saves()
    assert seen(nurse, nurse.form.doubts)


@pytest.mark.parametrize(("key", "text"), [("bag.rate_ml_per_h", "2,5"), ("wristband", "9900013")])
def test_whoever_wants_to_save_is_brought_to_what_cannot_be_read(nurse: Nurse, key: str, text: str) -> None:
    nurse.fills({**GOOD, key: text})
    nurse.saves()
    row = nurse.form.body.rows[key]
    assert row.first().hasFocus()
    assert seen(nurse, row.message)
