"""The order form against the label: caps, the edge of 45 kg, body surface with its formula, and a change of weight."""

from __future__ import annotations

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.forms import FORMS
from tests.forms.filling import RIGHT, setting, ward_with
from tests.forms.test_dose_by_rule import EN, fill
from tests.making import changed, hour, measured, registered, started

LIGHT = {"basis": "per_m2", "weight_kg": "44.9", "bsa_m2": "1.41"}


def weighing(*weights: float, height: float | None = 160.0) -> tuple[Entry, ...]:
    """A registration and weights, a day apart, the last of them three days ago."""
    days = range(-24 * len(weights) - 48, -48, 24)
    return (
        registered(hour(-200)),
        *(measured(hour(at), weight_kg=weight, height_cm=height) for at, weight in zip(days, weights, strict=True)),
    )


def asked(before: tuple[Entry, ...], **typed: str) -> list[str]:
    return fill("order", before, 1, typed)[1]


@pytest.mark.parametrize(
    ("weight", "typed", "says"),
    [
        (45.0, {"dose_micrograms_per_day": "9"}, []),
        (45.0, {"dose_micrograms_per_day": "28"}, []),
        (44.9, {**LIGHT, "dose_micrograms_per_day": "7.05"}, []),
        (44.9, {**LIGHT, "dose_micrograms_per_day": "21.2"}, []),
        (44.9, {**LIGHT, "dose_micrograms_per_day": "9"}, ["neither the low nor the full dose"]),
        (44.9, {**LIGHT, "dose_micrograms_per_day": "28.1"}, ["above the label's highest dose, 28 microgram/day"]),
        (44.9, {**LIGHT, "dose_micrograms_per_day": "28"}, ["neither the low nor the full dose"]),
        (45.0, {"dose_micrograms_per_day": "280"}, ["above the label's highest dose, 28 microgram/day"]),
    ],
)
def test_the_dose_beside_the_label_on_both_sides_of_45_kg(
    weight: float, typed: dict[str, str], says: list[str]
) -> None:
    found = asked(weighing(weight), **{"weight_kg": f"{weight:g}", "basis": "fixed", **typed})
    assert len(found) == len(says)
    assert all(part in text for part, text in zip(says, found, strict=True))


def test_per_square_metre_the_dose_never_passes_the_fixed_one() -> None:
    tall = weighing(44.0, height=300.0)
    typed = {"basis": "per_m2", "weight_kg": "44", "bsa_m2": "1.91"}
    assert asked(tall, **typed, dose_micrograms_per_day="28") == []
    assert asked(tall, **typed, dose_micrograms_per_day="9") == []
    assert "above the label's highest dose" in asked(tall, **typed, dose_micrograms_per_day="29.5")[0]


@pytest.mark.parametrize(
    ("weight", "basis", "says"),
    [
        ("45", "per_m2", ["from 45 kg on the label's dose is fixed"]),
        ("44.9", "fixed", ["below 45 kg the label's dose goes by body surface"]),
        ("45", "physician", []),
        ("44.9", "physician", []),
    ],
)
def test_the_way_it_was_worked_out(weight: str, basis: str, says: list[str]) -> None:
    dose = "9" if weight == "45" else "7.05"
    typed = {"basis": basis, "weight_kg": weight, "dose_micrograms_per_day": dose, "bsa_m2": "1.41"}
    found = asked(weighing(float(weight)), **typed)
    assert [says[0] in text for text in found] == [True] * len(says)


@pytest.mark.parametrize(("area", "wrong"), [("1.34", False), ("1.33", True), ("1.48", False), ("1.49", True)])
def test_the_body_surface_is_the_one_of_weight_and_height(area: str, wrong: bool) -> None:
    found = asked(weighing(44.9), **{**LIGHT, "bsa_m2": area, "dose_micrograms_per_day": "7.05"})
    assert found == ([f"{area} m² is not the body surface of 160 cm and 44.9 kg: 1.41 m² (Mosteller)"] if wrong else [])


def test_without_a_height_the_body_surface_is_not_judged() -> None:
    found = asked(weighing(44.9, height=None), **{**LIGHT, "bsa_m2": "3", "dose_micrograms_per_day": "7.05"})
    assert found == []


def test_a_weight_across_45_kg_during_the_course_is_for_the_physician() -> None:
    course = (*weighing(44.9), started(hour(-12)), measured(hour(0), weight_kg=45.0))
    for weight, dose, basis, area in (("44.9", "7.05", "per_m2", "1.41"), ("45", "9", "fixed", "")):
        (says, *_) = asked(
            course, weight_kg=weight, dose_micrograms_per_day=dose, basis=basis, bsa_m2=area, happened_at="11:00"
        )[-1:]
        assert says.startswith("45 kg lies between the weight in force, 44.9 kg of ")
        assert says.endswith("and 45 kg: the kind of dose changes there")
    same = (*weighing(44.9), started(hour(-12)), measured(hour(0), weight_kg=44.8), changed(hour(0.5)))
    assert asked(same, **{**LIGHT, "weight_kg": "44.8", "dose_micrograms_per_day": "7.05"}) == [
        "the weight in force is 44.9 kg"
    ]


def test_without_the_labels_split_only_another_weight_is_asked_about() -> None:
    unknown = (registered(hour(-200), label="none"), measured(hour(-72), weight_kg=44.9))
    typed = {"weight_kg": "45", "dose_micrograms_per_day": "9", "basis": "fixed"}
    assert "the weight in force is 44.9 kg" in asked(unknown, **typed)


def test_the_form_tells_formula_and_date_of_the_weight() -> None:
    at = hour(1)
    for weight, wanted in (
        (44.9, "low 7.1 microgram/day, full 21.2 microgram/day (Mosteller: square root of (160 cm × 44.9 kg / 3600)"),
        (45.0, "low 9 microgram/day, full 28 microgram/day (45 kg is 45 kg or more: 28 microgram/day)"),
    ):
        where = setting(ward_with(*weighing(weight), at=at), at)
        sections = FORMS["order"].sections(where, {"basis": "per_m2"})
        notes = {field.key: EN.render(field.note) for part in sections for field in part.fields if field.note}
        assert wanted in notes["dose_micrograms_per_day"]
        assert f"for {weight:g} kg of 20-Nov-2026" in notes["dose_micrograms_per_day"]
        assert notes["bsa_m2"] == f"Mosteller, 160 cm and {weight:g} kg: 1.41 m²"
    assert set(RIGHT["order"][2]) >= {"dose_micrograms_per_day", "weight_kg"}


def test_without_weight_or_height_no_body_surface_is_told() -> None:
    at = hour(1)
    for before in (weighing(44.9, height=None), (registered(hour(-200)),)):
        sections = FORMS["order"].sections(setting(ward_with(*before, at=at), at), {"basis": "per_m2"})
        assert next(f.note for part in sections for f in part.fields if f.key == "bsa_m2") is None
