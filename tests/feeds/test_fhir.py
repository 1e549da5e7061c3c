"""FHIR files: what an Observation says is received word for word, or the file says why not."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from blin21_desktop.feeds.fhir import read_fhir
from blin21_desktop.feeds.received import Code, Received, Specimen
from tests.feeds.fhir_writing import (
    JLAC10,
    TOKYO,
    UCUM,
    Resource,
    bundle,
    coding,
    concept,
    observation,
    patient,
    read,
)


def only(root: object) -> Received:
    found = read(root)
    assert not found.unread
    (result,) = found.results
    return result


def why(root: object) -> str:
    (fault,) = read(root).unread
    return fault.why.template.format(**fault.why.values)


def test_a_plain_observation_is_received_as_written() -> None:
    got = only(observation())
    assert (got.value, got.unit, got.unit_also, got.value_type) == ("2.4", "10*3/uL", "10*3/uL", "Quantity")
    assert got.codes == (Code("loinc", "6690-2", "Leukocytes"), Code("", "", "WBC"))
    assert got.collected_at == datetime.fromisoformat("2026-11-23T06:10:00+09:00")
    assert (got.collected_from, got.time_known, got.status) == ("effectiveDateTime", True, "final")
    assert got.order == "wbc"
    assert got.kept == ()


def test_digits_stay_as_they_were_written() -> None:
    text = json.dumps(observation()).replace("2.4,", "2.400,")
    (got,) = read_fhir("f.json", b"\xef\xbb\xbf" + text.encode(), TOKYO).results
    assert got.value == "2.400"


def test_the_patient_may_stand_after_the_result() -> None:
    got = only(bundle(observation(), patient()))
    assert got.identity.ids == ("0012345", "77"), "the hospital number first, no insurance number"
    assert (got.identity.family_name, got.identity.given_name, got.identity.kana) == ("駿河", "葵", "スルガ アオイ")
    assert (got.identity.birth_date, got.identity.sex) == (date(2016, 5, 12), "female")


def test_a_patient_that_says_little_is_received_as_little() -> None:
    bare = patient(identifier=None, name=[{"use": "old", "family": "X"}], birthDate="2016", gender="girl")
    got = only(bundle(bare, observation()))
    assert got.identity.ids == ()
    assert got.identity.family_name is None
    assert (got.identity.birth_date, got.identity.sex) == (None, None)
    odd = patient(name=[{"extension": [{"url": "other"}], "family": "駿河"}])
    assert only(bundle(odd, observation())).identity.family_name == "駿河"
    assert only(bundle(patient(name=[{"text": "Suruga Aoi"}]), observation())).identity.family_name == "Suruga Aoi"


def test_without_the_patient_the_number_of_the_subject_stands() -> None:
    assert only(observation(subject={"identifier": {"value": "0012345"}})).identity.ids == ("0012345",)
    assert only(observation(subject=None)).identity.ids == ()


@pytest.mark.parametrize(
    "reference", ["urn:uuid:1", "Patient/p1", "https://h/fhir/Patient/p1", "Patient/p1/_history/3"]
)
def test_a_reference_is_followed_however_it_is_written(reference: str) -> None:
    got = only(bundle(observation(subject={"reference": reference}), patient()))
    assert got.identity.ids[0] == "0012345"


def test_a_contained_patient_is_only_its_parents() -> None:
    own = observation(subject={"reference": "#p1"}, contained=[patient()])
    assert only(own).identity.ids[0] == "0012345"
    assert read(bundle(own, observation(id="b", subject={"reference": "#p1"}))).results[1].identity.ids == ()


def test_a_report_lends_its_results_what_they_do_not_say() -> None:
    report: Resource = {
        "resourceType": "DiagnosticReport",
        "category": [concept(coding("LAB"))],
        "identifier": [{"value": "R-7"}],
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-11-23",
        "issued": "2026-11-23T08:00:00+09:00",
        "performer": [{"display": "Central laboratory"}],
        "result": [{"reference": "#wbc"}],
        "contained": [observation(category=None, subject=None, effectiveDateTime=None)],
    }
    got = only(bundle(report, patient()))
    assert (got.sender, got.order, got.identity.ids[0]) == ("Central laboratory", "R-7", "0012345")
    assert (got.collected_from, got.time_known) == ("DiagnosticReport.effectiveDateTime", False)
    assert got.reported_at == datetime.fromisoformat("2026-11-23T08:00:00+09:00")


def test_a_report_that_names_a_result_that_is_not_there_is_not_whole() -> None:
    report = {"resourceType": "DiagnosticReport", "id": "r", "result": [{"reference": "Observation/gone"}, "x"]}
    said = [fault.why.values["what"] for fault in read(report).unread]
    assert said == ["Observation/gone", "x"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"valueQuantity": {"value": 0.2, "comparator": "<"}}, "<0.2"),
        ({"valueQuantity": {"unit": "mg/dL"}}, ""),
        ({"valueString": " (2+) "}, "(2+)"),
        ({"valueInteger": 7}, "7"),
        ({"valueCodeableConcept": concept(coding("neg", display="negative"))}, "negative"),
        ({"valueCodeableConcept": concept(coding("neg"))}, "neg"),
        ({"valueCodeableConcept": concept(text="trace")}, "trace"),
        ({"valueCodeableConcept": concept()}, ""),
        ({"valueRange": {"low": {"value": 1}, "high": {"value": 2}}}, "1-2"),
        ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 40}}}, "1/40"),
    ],
)
def test_every_kind_of_value_is_kept_as_text(value: Resource, text: str) -> None:
    got = only(observation(valueQuantity=None) | value)
    assert got.value == text
    assert got.status == ("final" if text else "no_result")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"status": "unknown"}, "its status is not known: unknown"),
        ({"modifierExtension": [{"url": "x"}]}, "it carries a rule that changes its meaning and is not known here"),
        ({"valueString": "x"}, "it has more than one value"),
        ({"valueQuantity": None, "valueSampledData": {}}, "a value of the type SampledData is not read"),
        ({"valueQuantity": {"value": 1, "comparator": "ad"}}, "the comparator ad is not known"),
    ],
)
def test_what_is_not_understood_is_said_and_not_taken(changed: Resource, said: str) -> None:
    assert why(observation(**changed)) == said


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("registered", "no_result"),
        ("preliminary", "preliminary"),
        ("amended", "corrected"),
        ("corrected", "corrected"),
        ("cancelled", "no_result"),
        ("entered-in-error", "deleted"),
    ],
)
def test_the_status_is_read_word_by_word(word: str, status: str) -> None:
    assert only(observation(status=word)).status == status


def test_a_deleted_result_without_value_stays_deleted() -> None:
    assert only(observation(status="entered-in-error", valueQuantity=None)).status == "deleted"


def test_no_value_with_a_reason_is_no_result() -> None:
    got = only(observation(valueQuantity=None, dataAbsentReason=concept(coding("error"))))
    assert (got.value, got.status) == ("", "no_result")
    assert only(observation(valueQuantity=None)).status == "no_result"


def test_the_unit_in_words_stands_where_no_code_is_given() -> None:
    got = only(observation(valueQuantity={"value": 12.3, "unit": "万/μL"}))
    assert (got.unit, got.unit_also) == ("万/μL", "")
    other = only(observation(valueQuantity={"value": 12.3, "unit": "x", "system": "http://other", "code": "y"}))
    assert (other.unit, other.unit_also) == ("x", "")


def limits(one: Resource) -> tuple[str | None, str | None, str]:
    got = only(observation(referenceRange=[one]))
    return got.lower_limit, got.upper_limit, got.reference


def test_one_normal_range_in_the_results_unit_gives_limits() -> None:
    low, high = {"value": 3.3, "code": "10*3/uL", "system": UCUM}, {"value": 8.60}
    assert limits({"low": low, "high": high, "type": concept(coding("normal"))})[:2] == ("3.3", "8.6")
    assert limits({"high": high}) == (None, "8.6", "- 8.6".replace(" ", ""))


@pytest.mark.parametrize(
    "one",
    [
        {"low": {"value": 3300, "unit": "/uL"}, "text": "3300-8600 /uL"},
        {"low": {"value": 1}, "type": concept(coding("therapeutic"))},
        {"low": {"value": 1}, "appliesTo": [concept(text="female")]},
        {"low": {"value": 1}, "age": {"low": {"value": 18}}},
    ],
)
def test_a_range_of_another_unit_kind_or_group_is_words_only(one: Resource) -> None:
    low, high, words = limits(one)
    assert (low, high) == (None, None)
    assert words


def test_two_ranges_are_words_only() -> None:
    got = only(observation(referenceRange=[{"text": "male 3-8"}, {"text": "female 3-7"}, {}]))
    assert (got.lower_limit, got.upper_limit, got.reference) == (None, None, "male 3-8; female 3-7; ")


@pytest.mark.parametrize(
    ("changed", "from_", "known"),
    [
        ({"effectiveDateTime": "2026-11-23"}, "effectiveDateTime", False),
        ({"effectiveDateTime": None, "effectiveInstant": "2026-11-23T06:10:00Z"}, "effectiveInstant", True),
        (
            {"effectiveDateTime": None, "effectivePeriod": {"start": "2026-11-23T06:10:00Z"}},
            "effectivePeriod.start",
            True,
        ),
        ({"effectiveDateTime": "2026-11"}, "", False),
        ({"effectiveDateTime": "2026-11-23T06:10:00"}, "", False),
        ({"effectiveDateTime": "0026-11-23"}, "", False),
        ({"effectiveDateTime": 5}, "", False),
    ],
)
def test_the_time_names_where_it_was_read(changed: Resource, from_: str, known: bool) -> None:
    got = only(observation(**changed))
    assert (got.collected_from, got.time_known) == (from_, known)
    assert (got.collected_at is None) == (not from_)


def test_the_specimen_says_when_it_was_taken_if_the_result_does_not() -> None:
    specimen = {
        "resourceType": "Specimen",
        "id": "s1",
        "type": concept(coding("019", display="whole blood")),
        "collection": {"collectedDateTime": "2026-11-23T06:00:00+09:00"},
    }
    taken = observation(effectiveDateTime=None, specimen={"reference": "Specimen/s1", "display": "blood"})
    got = only(bundle(taken, specimen))
    assert got.specimen == Specimen(number="s1", code="019", name="whole blood")
    assert got.collected_from == "Specimen.collection"
    numbered = only(bundle(taken, specimen | {"identifier": [{"value": "26-1"}], "type": []}))
    assert numbered.specimen == Specimen(number="26-1", name="blood")


def test_components_are_results_of_their_own() -> None:
    parts = [
        {"code": concept(coding("770-8")), "valueQuantity": {"value": 40, "unit": "%"}},
        {"code": concept(coding("736-9")), "valueQuantity": {"value": 50, "unit": "%"}},
    ]
    panel = read(observation(valueQuantity=None, component=parts))
    assert [(got.sub_id, got.value, got.codes[0].code) for got in panel.results] == [
        ("1", "40", "770-8"),
        ("2", "50", "736-9"),
    ]
    assert panel.results[1].at.part == "$.component[1]"
    assert [got.value for got in read(observation(component=parts)).results] == ["2.4", "40", "50"]


def test_a_panel_that_only_names_its_members_has_no_result() -> None:
    panel = observation(id="panel", valueQuantity=None, hasMember=[{"reference": "Observation/wbc"}])
    assert len(read(bundle(panel, observation())).results) == 1


def test_an_observation_without_category_is_taken() -> None:
    assert only(observation(category=None)).value == "2.4"


def test_observations_of_something_else_are_counted_not_taken() -> None:
    vital = observation(id="v", category=[concept(coding("vital-signs"))])
    found = read(bundle(vital, observation(), {"resourceType": "Encounter"}))
    assert len(found.results) == 1
    assert [one.values for one in found.warnings] == [{"count": 1}, {"kinds": "Encounter"}]


def test_the_local_constant_is_no_code_and_jlac10_is_known() -> None:
    codes = concept(coding("99999999999999999", JLAC10), coding("2A010000001930101", JLAC10, "WBC"), text="WBC")
    assert only(observation(code=codes)).codes == (Code("jlac10", "2A010000001930101", "WBC"),)
    assert only(observation(code="x")).codes == ()


def test_flags_notes_sender_order_and_the_rest_are_kept() -> None:
    got = only(
        observation(
            interpretation=[concept(coding("L"), coding("A"))],
            note=[{"text": "haemolysed"}, {}],
            performer=[{}, {"reference": "Organization/lab"}],
            basedOn=[{}, {"identifier": {"value": "O-1"}}],
            method=concept(text="auto"),
        )
    )
    assert (got.flags, got.notes, got.sender, got.order) == (("L", "A"), ("haemolysed",), "Organization/lab", "O-1")
    assert got.kept == ('method: {"coding": [], "text": "auto"}',)
    assert only(observation(basedOn=[{"reference": "ServiceRequest/3"}])).order == "ServiceRequest/3"
