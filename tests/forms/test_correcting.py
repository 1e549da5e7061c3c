"""Corrections: a withdrawal and the entry written again, in one batch; and which form is offered when."""

from __future__ import annotations

from typing import Any

from blin21_desktop.domain.entries import BagChanged, EntryWithdrawn, Kind, LineChecks, PatientRegistered
from blin21_desktop.domain.infusion import Status
from blin21_desktop.forms import FORMS, OF_KIND, correction_of, flow_form, interruption_form, more_forms
from blin21_desktop.forms.as_typed import as_typed
from blin21_desktop.forms.form import objections, read
from blin21_desktop.present import catalogue
from tests.forms.filling import BEFORE, LINE, RUNNING, SECOND, TOKYO, WHO, setting, ward_with
from tests.making import LATE as NOTE
from tests.making import changed, hour, ordered, paused, registered, resumed, started

EN = catalogue.words("en", TOKYO)


def corrected(target: Any, entries: tuple[Any, ...], changes: dict[str, str], at: float = 120) -> Any:  # noqa: ANN401
    form = correction_of(target)
    assert form is not None
    ward = ward_with(*entries, at=hour(at))
    where = setting(ward, hour(at), about=target)
    typed = {**as_typed(target, TOKYO), **WHO, **LINE, "old_bag": "unseen", "which_bag": "same", **changes}
    reading = read(form, where, typed, SECOND)
    assert reading.open == (), [EN.render(t) for t in reading.open]
    assert objections(form, reading, ward.judge) == ()
    assert EN.render(reading.sentence).startswith("Correction. ")  # type: ignore[arg-type]
    assert EN.render(form.title(where)).startswith("Correct: ")
    ward.write(reading.batch)
    assert isinstance(reading.batch[0], EntryWithdrawn)
    return reading.batch[1]


def test_a_registration_is_corrected_in_one_batch() -> None:
    entry = corrected(BEFORE[0], RUNNING, {"family_name": "Right", "because": "misspelt"})
    assert isinstance(entry, PatientRegistered)
    assert entry.family_name == "Right"
    assert entry.happened_at == BEFORE[0].happened_at
    assert entry.note == "misspelt"


def test_a_bag_change_in_the_middle_of_a_course_is_corrected_in_one_batch() -> None:
    target = changed(hour(96), note=NOTE)
    entry = corrected(target, (*RUNNING, target), {"bag.label": "B-7", "because": "wrong number", "note": ""})
    assert isinstance(entry, BagChanged)
    assert entry.bag.label == "B-7"
    assert (entry.happened_at, entry.rate_ml_per_h, entry.bag.hours) == (hour(96), 2.5, 96)


def test_what_is_charted_comes_back_as_it_would_be_typed() -> None:
    texts = as_typed(changed(hour(96), line_checks=None), TOKYO)
    assert texts["bag.use_before"] == "2026-12-07 10:00"
    assert texts["rate_ml_per_h"] == "2.5"
    assert as_typed(registered(), TOKYO)["birth_date"] == "2016-01-10"
    assert as_typed(resumed(hour(1)), TOKYO)["rate_ml_per_h"] == "2.5"
    line = LineChecks(not_flushed=True, pump_locked=False)
    assert as_typed(changed(hour(96), line_checks=line), TOKYO)["pump_locked"] == "no"
    assert as_typed(started(), TOKYO)["course"] == "1"
    assert as_typed(paused(hour(1)), TOKYO)["reason"] == "line_or_pump"
    assert as_typed(registered(allergies=("a", "b")), TOKYO)["allergies"] == "a, b"
    assert as_typed(ordered(), TOKYO)["from"] == "2026-11-23 10:00"


def test_which_form_when() -> None:
    assert flow_form(Status.NOT_STARTED).id == flow_form(Status.ENDED_COMPLETED).id == "start"
    assert flow_form(Status.RUNNING).id == "bag_change"
    assert flow_form(Status.PAUSED).id == "resume"
    assert interruption_form(Status.RUNNING) is FORMS["stop"]
    assert interruption_form(Status.PAUSED) is FORMS["resume"]
    assert interruption_form(Status.ENDED_DISCONTINUED) is None
    assert [f.id for f in more_forms(Status.RUNNING)][:2] == ["pump", "end"]
    assert more_forms(Status.NOT_STARTED)[0].id == "premedication"
    assert {form.id for form in OF_KIND.values()} == set(FORMS) - {"withdraw", "check", "labs", "handover", "take_over"}
    assert OF_KIND[Kind.INFUSION_PAUSED].id == "stop"
