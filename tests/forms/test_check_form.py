"""The check at the bedside without a window: vital signs, oxygen and CRS; what is asked, told, refused and written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.entries import CheckMissed, CrsChecked, VitalsMeasured
from tests.forms.checking import CANNULA, EN, GOOD, ITEMS, OLDER, Filled, parameter, without
from tests.making import drug, hour, measured, missed, registered
from tests.service.memory import knowledge


def test_a_normal_check_is_one_batch_of_three() -> None:
    found = Filled("check", GOOD)
    assert [entry.kind.value for entry in found.reading.batch] == ["vitals_measured", "crs_checked", "neuro_checked"]
    assert found.against == []
    assert "temperature 36.8 ℃, blood pressure 98/56, SpO2 98 %" in found.sentence
    assert found.sentence.endswith("CRS grade 0, CAPD 0, ICANS 0.")


def test_nothing_is_preset_and_nothing_is_normal_before_it_is_said() -> None:
    empty = Filled("check", {})
    assert empty.reading.trial == ()
    assert empty.open == ["Vital signs", "CRS", "CAPD", "Signs", "Seen at"]
    assert Filled("check", {**GOOD, "signs": ""}).reading.batch == ()


def test_only_some_vital_signs_may_be_written_and_a_blank_stays_blank() -> None:
    some = {**GOOD, "vitals": "some", "pulse_per_min": "", "systolic_mmhg": "", "temperature_site": ""}
    entry = Filled("check", some).reading.batch[0]
    assert isinstance(entry, VitalsMeasured)
    assert (entry.pulse_per_min, entry.systolic_mmhg, entry.diastolic_mmhg) == (None, None, 56)
    assert "blood pressure –/56" in Filled("check", some).sentence
    assert Filled("check", {**GOOD, "pulse_per_min": ""}).open == ["Pulse"]
    nothing = Filled("vitals", {"vitals": "some", "oxygen.device": "none", "happened_at": "15:00"})
    assert nothing.against == ["nothing was measured"]


@pytest.mark.parametrize(
    ("key", "text", "says", "offer"),
    [
        ("temperature_c", "37,8", "A comma is not read as a decimal point", None),
        ("temperature_c", "378", "378 cannot be right: from 25 to 45.", "37.8"),
        ("temperature_c", "9", "9 cannot be right", None),
        ("spo2_percent", "980", "980 cannot be right", "98"),
        ("diastolic_mmhg", "98", "The lower pressure is not below the upper one: 98 / 98.", None),
    ],
)
def test_a_number_no_body_has_is_named(key: str, text: str, says: str, offer: str | None) -> None:
    found = Filled("check", {**GOOD, key: text})
    assert says in found.problems[key]
    assert found.reading.offers.get(key) == offer
    assert found.reading.batch == ()


def test_oxygen_is_device_flow_and_fraction_and_never_one_from_the_other() -> None:
    crs = {**ITEMS, "fever_masked": "no", "crs.accepted_grade": "2"}
    found = Filled("check", {**GOOD, **CANNULA, **crs})
    entry = found.reading.batch[0]
    assert isinstance(entry, VitalsMeasured)
    assert (entry.oxygen.flow_l_per_min, entry.oxygen.fio2_percent, entry.oxygen.fio2_source) == (2, 28, "estimated")
    assert "oxygen: nasal cannula 2 L/min FiO2 28 %" in found.sentence
    unknown = Filled("check", {**GOOD, **CANNULA, **crs, "oxygen.fio2_source": "unknown", "crs.accepted_grade": ""})
    assert "CTCAE v5.0 – not graded, missing: the inspired fraction" in unknown.told("crs.accepted_grade")[2]
    assert "oxygen: nasal cannula 2 L/min, CRS checked, no grade accepted" in unknown.sentence
    assert Filled("check", {**GOOD, **CANNULA, **crs, "oxygen.flow_l_per_min": ""}).open == ["Flow"]
    masked = {**CANNULA, **crs, "oxygen.device": "cpap", "oxygen.flow_l_per_min": "", "oxygen.fio2_percent": "40"}
    assert "oxygen: CPAP FiO2 40 %" in Filled("check", {**GOOD, **masked, "crs.accepted_grade": "3"}).sentence


def test_a_fraction_is_written_in_percent() -> None:
    found = Filled("check", {**GOOD, **CANNULA, **ITEMS, "oxygen.fio2_percent": "0.4"})
    assert found.problems == {"oxygen.fio2_percent": "FiO2 is written in percent: 40, not 0.4."}
    assert found.reading.offers == {"oxygen.fio2_percent": "40"}
    too_low = Filled("check", {**GOOD, **CANNULA, **ITEMS, "oxygen.fio2_percent": "20", "fever_masked": "no"})
    assert "20 is outside its scale" in too_low.against


def test_fever_is_shown_as_worked_out_from_the_temperature() -> None:
    edge = {**GOOD, **ITEMS, "crs.accepted_grade": "1", "temperature_c": "38"}
    assert Filled("check", edge).told("crs.accepted_grade")[0] == (
        "Fever  fever, from the temperature of 38 ℃ (from 38 ℃ on)"
    )
    entry = Filled("check", edge).reading.batch[1]
    assert isinstance(entry, CrsChecked)
    assert entry.fever == "yes"
    to_come = Filled("check", {**edge, "temperature_c": ""})
    assert to_come.told("crs.accepted_grade") == ["CRS – not graded while something above is open"]
    below = Filled("check", {**GOOD, "temperature_c": "37.9"}).told("crs.accepted_grade")
    assert below[0].startswith("Fever  no fever")
    assert "fever" not in Filled("check", edge).asked


def test_a_hidden_fever_is_asked_about_and_never_a_silent_no() -> None:
    given = (drug(hour(3)), drug(hour(4)), drug(hour(2), "dexamethasone", "corticosteroid"),
             drug(hour(1), "noradrenaline", "vasopressor"))  # fmt: skip
    low = {**GOOD, **ITEMS, "hypotension": "one_vasopressor", "crs.accepted_grade": ""}
    found = Filled("check", low, *given)
    assert found.open == ["No fever: hidden by a drug?", "CRS grade you accept"]
    assert found.told("crs.accepted_grade")[1] == "CRS – not graded while something above is open"
    note = found.note("fever_masked")
    assert note.startswith(
        "given before: paracetamol 23-Nov-2026 14:00 (1hr 0min ago), dexamethasone 23-Nov-2026 12:00"
    )
    assert "noradrenaline" not in note
    assert Filled("check", low).note("fever_masked") == "no drug that hides a fever is charted"
    masked = Filled("check", {**low, "fever_masked": "yes", "crs.accepted_grade": "3"}, *given)
    assert masked.told("crs.accepted_grade")[1].startswith("ASTCT 2019 3")
    unmasked = Filled("check", {**low, "fever_masked": "no", "crs.accepted_grade": "3"}, *given)
    assert unmasked.told("crs.accepted_grade")[1].startswith("ASTCT 2019 0")
    assert [e.fever for e in (masked.reading.batch[1], unmasked.reading.batch[1])] == ["masked", "no"]  # type: ignore[attr-defined]


def test_without_a_temperature_fever_and_oxygen_are_asked() -> None:
    alone = Filled("crs", {"crs": "normal", "happened_at": "15:00"})
    assert alone.asked[:2] == ["crs", "fever"]
    assert Filled("crs", {"crs": "items"}).asked[:4] == ["crs", "fever", "hypotension", "oxygen.device"]
    ill = Filled("crs", {"crs": "normal", "fever": "yes", "crs.accepted_grade": "0", "happened_at": "15:00"})
    assert ill.problems == {"crs": "Not all normal: fever. Answer item by item."}
    well = Filled("crs", {"crs": "normal", "fever": "no", "crs.accepted_grade": "0", "happened_at": "15:00"})
    assert well.sentence == "Mon 23-Nov-2026 15:00: CRS grade 0."
    some = Filled("check", {**GOOD, "vitals": "some", "temperature_c": ""})
    assert "Fever, no other cause" in some.open
    assert "fever" not in Filled("check", {**GOOD, "temperature_c": ""}).asked
    assert Filled("crs", {}).reading.trial == ()
    assert Filled("vitals", {}).reading.trial == ()


def test_where_the_number_of_a_fever_is_not_configured_it_is_asked() -> None:
    found = Filled("check", GOOD, knowledge=without(knowledge(), "fever.from_celsius"))
    assert "Fever, no other cause" in found.open
    assert Filled("check", {**GOOD, "fever": "no"}, knowledge=without(knowledge(), "fever.from_celsius")).reading.batch
    bare = Filled("check", {**GOOD, "fever": "no"}, knowledge=replace(knowledge(), scales={}))
    assert bare.told("crs.accepted_grade") == []


def test_a_low_pressure_is_said_asked_about_and_sourced() -> None:
    limit = Filled("check", {**GOOD, **ITEMS})
    assert limit.note("hypotension") == "low for 10 years: systolic below 90 mmHg (source K1)"
    low = Filled("check", {**GOOD, **ITEMS, "systolic_mmhg": "89", "crs.accepted_grade": "0"})
    assert EN.render(low.reading.echoes["systolic_mmhg"]) == "low for 10 years: below 90"
    assert low.against == ["systolic 89 mmHg is low for 10 years: below 90"]
    assert Filled("check", {**GOOD, **ITEMS, "systolic_mmhg": "90", "crs.accepted_grade": "0"}).against == []
    assert Filled("check", {**GOOD, "systolic_mmhg": "90"}).problems == {}
    treated = {**GOOD, **ITEMS, "systolic_mmhg": "89", "hypotension": "fluids", "fever_masked": "no"}
    assert Filled("check", {**treated, "crs.accepted_grade": "2"}).against == []
    unknown = Filled("check", {**GOOD, **ITEMS}, knowledge=without(knowledge(), "hypotension.child_systolic_below"))
    assert unknown.note("hypotension") == "no source read gives a limit for this age"
    assert "all normal" not in EN.render(low.reading.echoes["systolic_mmhg"])
    assert "systolic 89 mmHg" in Filled("check", {**GOOD, "systolic_mmhg": "89"}).problems["crs"]


def test_a_low_spo2_without_oxygen_is_never_all_normal() -> None:
    low = Filled("check", {**GOOD, "spo2_percent": "93"})
    assert low.problems["crs"] == "Not all normal: SpO2 93 %. Answer item by item."
    assert EN.render(low.reading.echoes["spo2_percent"]) == "low: below 94 (source V3)"
    answers = {**GOOD, **ITEMS, "spo2_percent": "82", "crs.accepted_grade": "0"}
    assert Filled("check", answers).open == ["No fever: hidden by a drug?"]
    assert Filled("check", {**answers, "spo2_percent": "94"}).open == []
    assert Filled("check", {**answers, "temperature_c": "38", "crs.accepted_grade": "1"}).open == []
    hidden = Filled("check", {**answers, "fever_masked": "yes", "crs.accepted_grade": ""})
    assert hidden.told("crs.accepted_grade")[1].startswith("ASTCT 2019 –")
    bare = without(knowledge(), "spo2.low_below_percent")
    assert Filled("check", answers, knowledge=bare).open == []
    asked = Filled("check", {**answers, "fever_masked": "no"})
    assert asked.against == ["SpO2 82 % is low: below 94, and no oxygen is charted"]
    assert Filled("check", {**GOOD, **ITEMS, "spo2_percent": "94", "crs.accepted_grade": "0"}).against == []
    assert Filled("check", {**GOOD, "spo2_percent": "94"}).problems == {}
    helped = {**GOOD, **ITEMS, **CANNULA, "spo2_percent": "82", "fever_masked": "no", "crs.accepted_grade": "2"}
    assert Filled("check", helped).against == []
    bare = without(knowledge(), "spo2.low_below_percent")
    assert Filled("check", {**GOOD, "spo2_percent": "82"}, knowledge=bare).problems == {}


def test_another_grade_than_the_findings_give_needs_a_reason() -> None:
    found = Filled("check", {**GOOD, "crs.accepted_grade": "1"})
    assert found.open == ["Why another CRS grade"]
    entry = Filled("check", {**GOOD, "crs.accepted_grade": "1", "crs.accepted_because": "chills"}).reading.batch[1]
    assert (entry.accepted_grade, entry.because) == (1, "chills")  # type: ignore[attr-defined]
    several = {**GOOD, **ITEMS, "temperature_c": "38.5", "hypotension": "several_vasopressors"}
    ungraded = Filled("check", {**several, "crs.accepted_grade": ""})
    assert ungraded.open == []
    assert "a person decides between grade 3 and 4" in ungraded.told("crs.accepted_grade")[2]
    assert Filled("check", {**several, "crs.accepted_grade": "4"}).open == ["Why another CRS grade"]


def test_lee_2014_is_a_third_scale_where_the_site_wants_it() -> None:
    known = knowledge()
    protocol = known.protocols["sct-all-blin21"]
    wanted = {**protocol.parameters, "grading.lee_2014": parameter("grading.lee_2014", value=True)}
    known = replace(known, protocols={"sct-all-blin21": replace(protocol, parameters=wanted)})
    look = replace(Filled("check", {}).where.look, protocol=known.protocols["sct-all-blin21"])  # type: ignore[type-var]
    pressor = {**GOOD, **ITEMS, "temperature_c": "38.5", "hypotension": "one_vasopressor", "crs.accepted_grade": "3"}
    asks = Filled("check", pressor, look=look)
    assert asks.open == ["Dose of the vasopressor", "Worst organ toxicity"]
    found = Filled("check", {**pressor, "vasopressor_dose": "low", "organ_toxicity": "none"}, look=look)
    assert found.told("crs.accepted_grade")[3].startswith("Lee 2014 2")
    assert found.open == []
    assert "vasopressor_dose" not in Filled("check", {**pressor, "hypotension": "fluids"}, look=look).asked
    assert len(Filled("check", pressor).told("crs.accepted_grade")) == 3


def test_from_grade_1_on_the_label_speaks() -> None:
    fever = {**GOOD, **ITEMS, "temperature_c": "38.5", "crs.accepted_grade": ""}
    japan = Filled("check", fever)
    assert [EN.render(text) for text in japan.reading.effects] == [
        "CRS grade 1. The label holds the infusion from grade 2 in children, 3 in adults (J1). Tell the physician."
    ]
    american = (registered(hour(-72), label="us-pi-2025"), *OLDER[1:])
    assert "from grade 3 (U1)" in EN.render(Filled("check", fever, before=american).reading.effects[0])
    assert Filled("check", GOOD).reading.effects == ()
    nobody = Filled("check", fever, look=None)
    assert nobody.reading.effects == ()


def test_a_block_that_was_left_out_is_a_missed_check_or_was_not_due() -> None:
    left = {"vitals": "not_done", "vitals.reason": "refused", "crs": "not_done", "crs.reason": "off_ward",
            "crs.until": "2026-11-23 17:00", "happened_at": "15:00"}  # fmt: skip
    found = Filled("check", {**GOOD, **left, "vitals.reason": "other"})
    assert found.open == ["the note: why it was not done"]
    found = Filled("check", {**GOOD, **left})
    assert [type(entry) for entry in found.reading.batch[:2]] == [CheckMissed, CheckMissed]
    assert found.sentence.startswith(
        "Mon 23-Nov-2026 15:00: vital signs not done: refused, CRS check not done: off the"
    )
    assert "back at Mon 23-Nov-2026 17:00" in found.sentence
    later = (missed(hour(4), "vitals"), missed(hour(4), "crs"), missed(hour(4), "neuro"))
    rest = {"vitals": "not_done", "crs": "not_done", "tool": "not_done", "happened_at": "15:00",
            "vitals.reason": "not_due", "crs.reason": "not_due", "tool.reason": "not_due"}  # fmt: skip
    nothing = Filled("check", rest, *later)
    assert nothing.open == ["at least one block"]
    assert "not_due" not in Filled("check", {"vitals": "not_done"}, before=(*OLDER,)).codes("vitals.reason")
    just_due = Filled("check", {"vitals": "not_done"}, missed(hour(3), "vitals"))
    assert "not_due" not in just_due.codes("vitals.reason")
    assert "not_due" in Filled("check", {"vitals": "not_done"}, *later).codes("vitals.reason")
    vitals_only = Filled("check", {**GOOD, **rest, "vitals": "all"}, *later)
    assert [entry.kind.value for entry in vitals_only.reading.batch] == ["vitals_measured"]


def test_without_a_registration_nothing_falls_over() -> None:
    found = Filled("check", {**GOOD, "fever": "no"}, before=(measured(hour(-9)),))
    assert found.form.sections(found.where, {**GOOD, "tool": "items"})
    assert Filled("check", GOOD, look=None).form.sections(replace(found.where, look=None), {**GOOD, **ITEMS})
