"""Every form: right texts make exactly these entries; what is missing or wrong is named, and nothing leaves then."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blin21_desktop.domain.entries import (
    InfusionResumed,
)
from blin21_desktop.forms import FORMS
from blin21_desktop.forms.fields import Second
from blin21_desktop.forms.form import kept, objections, read
from blin21_desktop.forms.order_dose import label_doses
from blin21_desktop.forms.reader import STAND_IN_TEXT
from blin21_desktop.present import catalogue
from blin21_desktop.store.codec import write_line
from tests.forms.filling import BAG, BEFORE, RIGHT, RUNNING, SECOND, TOKYO, WHO, filled, setting, ward_with
from tests.making import changed, hour, measured, registered

EN, JA = catalogue.words("en", TOKYO), catalogue.words("ja", TOKYO)
UNASKED = {"kana", "allergies", "bed", "donor_source", "hla_match", "conditioning", "gvhd_prophylaxis", "engrafted_on",
           "height_cm", "volume_given_ml", "remaining_ml", "note", "temperature_site", "until", "told",
           "pump", "leukocytes", "alt", "more", "to", "since", "action.0.who", "if_then", "recommendation"}  # fmt: skip


def problem(form_id: str, changes: dict[str, str], key: str) -> str:
    _, _, reading, _ = filled(form_id, changes)
    assert reading.batch == ()
    return EN.render(reading.problems[key])


def against(form_id: str, changes: dict[str, str]) -> list[str]:
    form, _, reading, ward = filled(form_id, changes, second=None)
    return [EN.render(o.says) for o in objections(form, reading, ward.judge)]


@pytest.mark.parametrize("form_id", RIGHT)
def test_right_texts_are_written_without_a_question(form_id: str) -> None:
    form, where, reading, ward = filled(form_id)
    assert reading.open == ()
    assert reading.problems == {}
    assert len(reading.batch) == (3 if form_id == "labs" else form.entry_count), "one entry a result, up to its most"
    assert objections(form, reading, ward.judge) == ()
    ward.write(reading.batch)
    assert reading.sentence is not None
    for words in (EN, JA):
        assert words.render(reading.sentence)
        assert words.render(form.title(where))
        for section in form.sections(where, RIGHT[form_id][2]):
            assert words.render(section.title)
            for field in section.fields:
                parts = (field.label, field.unit, field.note, *(o.label for o in field.options))
                assert all(words.render(part) for part in parts if part is not None)
        assert all(words.render(echo) for echo in reading.echoes.values())


@pytest.mark.parametrize(
    ("form_id", "key"),
    [(form_id, key) for form_id, (_, _, texts) in RIGHT.items() for key in texts if key not in UNASKED],
)
def test_what_is_missing_is_named_and_nothing_leaves(form_id: str, key: str) -> None:
    form, where, reading, ward = filled(form_id, without=key)
    label = next(f.label for s in form.sections(where, RIGHT[form_id][2]) for f in s.fields if f.key == key)
    assert label in reading.open
    assert reading.batch == ()
    assert reading.sentence is None
    assert isinstance(objections(form, reading, ward.judge), tuple)


def wire(form_id: str, changes: dict[str, str] | None = None) -> dict[str, Any]:
    _, _, reading, _ = filled(form_id, changes)
    record: dict[str, Any] = json.loads(write_line(reading.batch[-1]))
    return {k: v for k, v in record.items() if k not in ("id", "patient", "recorded_at", "by", "kind")}


def test_what_a_bag_change_writes() -> None:
    bag = {
        "label": "B-2", "patient": "UPN-1", "dose_micrograms_per_day": 9.0, "hours": 96, "volume_ml": 240.0,
        "rate_ml_per_h": 2.5, "use_before": "2026-12-01T12:00:00+09:00",
    }  # fmt: skip
    assert wire("bag_change") == {
        "happened_at": "2026-11-27T04:00:00+09:00",
        "dose_micrograms_per_day": 9.0,
        "rate_ml_per_h": 2.5,
        "bag": bag,
        "checked_by": "M.S",
        "second_check": {"rate_ml_per_h": 2.5, "dose_micrograms_per_day": 9.0},
        "line_checks": {"not_flushed": True, "filter_in_place": True, "pump_locked": True, "clamps_open": True},
        "old_bag_remaining_ml": 15.0,
    }
    assert "old_bag_remaining_ml" not in wire("bag_change", {"old_bag": "unseen"})


def test_what_the_other_forms_write() -> None:
    assert wire("stop")["event"] == "crs-1"
    assert "event" not in wire("stop", {"reason": "line_or_pump"})
    assert wire("body", {"height_cm": ""}) == {"happened_at": "2026-11-23T11:00:00+09:00", "weight_kg": 50.5}
    assert wire("order", {"basis": "per_m2", "bsa_m2": "1.49"})["bsa_m2"] == 1.49
    assert wire("end", {"outcome": "discontinued", "because": "relapse"})["because"] == "relapse"
    assert wire("register")["allergies"] == ["eggs", "milk"]
    assert wire("transplant")["gvhd_prophylaxis"] == ["FK", "MTX"]
    assert wire("pump", {"running": "no", "rate_ml_per_h": "0"})["running"] is False


def test_a_resume_with_a_new_bag() -> None:
    form, _, reading, ward = filled("resume", {"which_bag": "new", **BAG, "happened_at": "22:00"})
    entry = reading.batch[0]
    assert isinstance(entry, InfusionResumed)
    assert entry.bag is not None
    assert objections(form, reading, ward.judge) == ()
    assert "with bag B-2" in EN.render(reading.sentence)  # type: ignore[arg-type]


def test_the_wrong_person_lies_in_the_bed() -> None:
    assert "The wristband says H2" in problem("bag_change", {"wristband": "H2"}, "wristband")
    assert "Not the birth date" in problem("start", {"birth_date": "2016-01-11"}, "birth_date")
    _, _, reading, _ = filled("bag_change", {"wristband": "ｈ１"})
    assert "the wristband of" in EN.render(reading.echoes["wristband"])


def test_the_bag_is_known_by_study_number_or_hospital_id() -> None:
    assert wire("bag_change", {"bag.patient": "h1"})["bag"]["patient"] == "UPN-1"
    form, _, reading, ward = filled("bag_change", {"bag.patient": "UPN-2"})
    found = objections(form, reading, ward.judge)
    assert [o.impossible for o in found] == [True]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"rate_ml_per_h": "10"}, "The pump reads 10 mL/hr, the bag label 2.5 mL/hr"),
        ({"rate_ml_per_h": "25"}, "That is 10 times the rate"),
        ({"bag.use_before": "2026-11-27 03:00"}, "the bag was to be used before"),
        ({"dose_micrograms_per_day": "28"}, "28 microgram/day is not the dose in force"),
        ({"not_flushed": "no"}, "the line was flushed"),
        ({"clamps_open": "no"}, "a clamp is closed"),
        ({"bag.volume_ml": "24"}, "24 mL is not 2.5 mL/hr for 96 hr"),
    ],
)
def test_what_does_not_agree_is_asked_about(changes: dict[str, str], says: str) -> None:
    assert any(says.lower() in one.lower() for one in against("bag_change", changes))


def test_the_effect_of_a_wrong_rate_is_said() -> None:
    _, _, reading, _ = filled("bag_change", {"rate_ml_per_h": "10"})
    assert [EN.render(text) for text in reading.effects][:2] == [
        "10 mL/hr empties 240 mL in 24hr 0min; the bag is for 96 hr.",
        "If it runs like this: 36 microgram/day instead of 9 microgram/day.",
    ]
    _, _, reading, _ = filled("bag_change", {"rate_ml_per_h": "10"}, without="dose_micrograms_per_day")
    assert len(reading.effects) == 1


def test_a_second_check_that_is_missing_or_disagrees() -> None:
    form, _, reading, ward = filled("bag_change", second=None)
    assert reading.waits_for_second
    assert reading.batch == ()
    assert objections(form, reading, ward.judge) == ()
    form, _, reading, ward = filled("bag_change", second=replace(SECOND, rate_ml_per_h=5.0))
    assert [o.field for o in objections(form, reading, ward.judge)] == ["second_check.rate_ml_per_h"]
    form, _, reading, ward = filled("bag_change", second=replace(SECOND, by="K.T"))
    assert [o.field for o in objections(form, reading, ward.judge)] == ["checked_by"]


def test_an_hour_ahead_is_refused_and_a_late_entry_needs_its_note() -> None:
    assert "lies in the future" in problem("bag_change", {"happened_at": "05:00"}, "happened_at")
    _, _, reading, _ = filled("bag_change", {"happened_at": "03:30"})
    assert [EN.render(text) for text in reading.open] == ["the note: why it is written late"]
    _, _, reading, _ = filled("bag_change", {"happened_at": "03:45"})
    assert reading.open == ()
    _, _, reading, _ = filled("bag_change", {"happened_at": "03:30", "note": "alarm next door"})
    assert reading.batch[0].note == "alarm next door"


def test_other_doubts_and_refusals() -> None:
    assert any("far from the last weight" in one for one in against("body", {"weight_kg": "55.1"}))
    assert against("body", {"weight_kg": "55"}) == []
    assert any("neither the low nor the full" in one for one in against("order", {"dose_micrograms_per_day": "2.8"}))
    assert any("the weight in force is 50 kg" in one for one in against("order", {"weight_kg": "51"}))
    assert any("the planned end is" in one for one in against("end", {"happened_at": "14:00"})) is False
    assert any("charted is 2.5 mL/hr" in one for one in against("pump", {"rate_ml_per_h": "5"}))
    assert "never in milligrams" in problem("premedication", {"drug": "Blinatumomab"}, "drug")
    assert "future" in problem("transplant", {"transplanted_on": "2026-12-01"}, "transplanted_on")
    assert "before the transplant" in problem("transplant", {"engrafted_on": "2026-08-01"}, "engrafted_on")
    assert "future" in problem("enrolment", {"enrolled_on": "2026-12-01"}, "enrolled_on")
    assert "Only digits" in problem("body", {"weight_kg": "5o"}, "weight_kg")


def test_an_end_before_the_plan_is_asked_about() -> None:
    form = FORMS["end"]
    at = hour(100)
    ward = ward_with(*RUNNING, changed(hour(96)), at=at)
    reading = read(form, setting(ward, at), {"outcome": "course_completed", "happened_at": "14:00"})
    assert [o.field for o in objections(form, reading, ward.judge)] == ["outcome"]


def test_what_a_flush_at_a_stop_gives() -> None:
    _, _, reading, _ = filled("stop", {"flushed": "yes"})
    assert EN.render(reading.effects[0]) == "A flush of 5 mL gives 2 hr of drug at once. Tell the physician."
    form, at = FORMS["stop"], hour(0)
    reading = read(form, setting(ward_with(*BEFORE, at=at), at), {"flushed": "yes"})
    assert EN.render(reading.effects[0]) == "A flush gives drug at once. Tell the physician."


def test_without_weight_or_registration_the_order_form_says_that_it_cannot_tell() -> None:
    form, at = FORMS["order"], hour(1)
    for ward in (ward_with(registered(hour(-9)), at=at), ward_with(measured(hour(-9)), at=at)):
        where = setting(ward, at)
        notes = [EN.render(f.note) for s in form.sections(where, {}) for f in s.fields if f.note is not None]
        assert any("cannot be told" in note for note in notes)
        assert read(form, where, {"dose_micrograms_per_day": "500"}).doubts == ()
        assert read(FORMS["bag_change"], where, {**WHO, **BAG}).batch == ()
        assert FORMS["start"].sections(where, {})
    nobody = replace(where, look=None)
    assert (label_doses(nobody).low, label_doses(nobody).full) == (None, None)


def test_the_last_course_number_comes_from_the_protocol() -> None:
    at = hour(1)
    where = setting(ward_with(measured(hour(-9)), at=at), at)
    course = FORMS["start"].sections(where, {})[1].fields[0]
    assert [option.code for option in course.options] == ["1", "2"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(RIGHT)), st.data())
def test_stand_ins_never_leave_and_a_right_form_is_never_doubted_on_the_way(form_id: str, data: st.DataObject) -> None:
    form, where, _, ward = filled(form_id)
    texts = RIGHT[form_id][2]
    some = data.draw(st.sets(st.sampled_from(sorted(texts))))
    second: Second | None = data.draw(st.sampled_from([None, SECOND])) if form.second_check else None
    reading = read(form, where, {key: texts[key] for key in some}, second)
    found = objections(form, reading, ward.judge)
    assert [EN.render(o.says) for o in found] == []
    for entry in reading.batch:
        assert STAND_IN_TEXT not in write_line(entry)


def test_an_explanation_goes_on_the_entry_it_is_about() -> None:
    form, _, reading, ward = filled("bag_change", {"bag.use_before": "2026-11-27 03:00"})
    found = objections(form, reading, ward.judge)
    said = {0: "; ".join(EN.render(o.says) for o in found)}
    batch = kept(reading.batch, found, said, "extended by phone", "K.T")
    assert batch[0].override is not None
    assert batch[0].override.because == "extended by phone"
    ward.write(batch)
    assert kept(reading.batch, (), {}, "x", "K.T") == reading.batch


def test_the_form_that_takes_back_names_the_entry_before_anything_is_typed() -> None:
    form, where, _, _ = filled("withdraw", without="because")
    (why,) = form.sections(where, {})[0].fields
    assert why.note is not None
    assert EN.render(why.note).startswith(f"the entry: {EN.code(where.about.kind.value)} of ")  # type: ignore[union-attr]
    assert form.sections(replace(where, about=None), {})[0].fields[0].note is None
