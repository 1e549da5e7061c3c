"""Units and numbers of laboratory values: the ward's own or SI, digits as reported, nothing guessed."""

from __future__ import annotations

import pytest

from blin21_desktop.present.labs_units import Shown, Unit, shown, unit_of, unit_words
from tests.making import hour
from tests.present.looks import KNOWLEDGE
from tests.rules.lab_charts import lab, one

ANALYTES = KNOWLEDGE.labs.analytes


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "wanted", "text", "shown_unit", "converted"),
    [
        ("platelets", "12.3", "10*4/uL", "ward", "12.3", "10⁴/μL", False),
        ("platelets", "12.3", "10*4/uL", "si", "123", "10⁹/L", True),
        ("platelets", "123", "10*9/L", "ward", "12.3", "10⁴/μL", True),
        ("neutrophils", "0.50", "10*9/L", "ward", "0.50", "10⁹/L", False),
        ("neutrophils", "1,234.5", "10*9/L", "ward", "1234.5", "10⁹/L", False),
        ("creatinine", "0.4", "mg/dL", "si", "35.4", "μmol/L", True),
        ("creatinine", "<0.4", "mg/dL", "si", "<35.4", "μmol/L", True),
        ("crp", "<0.02", "mg/dL", "ward", "<0.02", "mg/dL", False),
        ("crp", "0.5-2", "mg/dL", "si", "5–20", "mg/L", True),
        ("haemoglobin", "9.8", "g/dL", "si", "98", "g/L", True),
        ("alt", "62", "U/L", "si", "1.03", "μkat/L", True),
        ("urea", "12", "mg/dL", "si", "12", "mg/dL", False),
        ("crp", "0", "mg/dL", "si", "0", "mg/L", True),
    ],
)
def test_a_value_as_it_is_shown(
    analyte: str, value: str, unit: str, wanted: Unit, text: str, shown_unit: str, converted: bool
) -> None:
    found = shown(one(lab(analyte, value, unit), analyte=analyte), ANALYTES[analyte], wanted)
    assert (found.text, found.unit, found.converted) == (text, shown_unit, converted)
    assert (found.number is None) == ("-" in value)


@pytest.mark.parametrize(
    ("value", "unit"),
    [("(2+)", "10*9/L"), ("1.2", "furlong"), ("1.2", "")],
)
def test_what_cannot_be_read_stands_as_received(value: str, unit: str) -> None:
    result = one(lab("neutrophils", value, unit), analyte="neutrophils")
    assert shown(result, ANALYTES["neutrophils"], "si") == Shown(text=value, unit=unit_words(unit))
    unknown = one(lab("unicorn", "1", "U/L"), analyte="unicorn")
    assert shown(unknown, None, "ward") == Shown(text="1", unit="U/L")


def test_a_range_in_its_own_unit_has_no_single_number() -> None:
    found = shown(one(lab("crp", "0.5-2", "mg/dL", hour(1)), analyte="crp"), ANALYTES["crp"], "ward")
    assert (found.text, found.number) == ("0.5-2", None)


def test_every_analyte_has_a_unit_both_ways() -> None:
    for analyte in ANALYTES.values():
        assert unit_of(analyte, "ward") in analyte.units
        assert unit_of(analyte, "si") in analyte.units


def test_units_as_they_are_read() -> None:
    assert [unit_words(one) for one in ("10*9/L", "/uL", "ug/L", "umol/L", "ukat/L", "{INR}", "U/L", "%")] == [
        "10⁹/L", "/μL", "μg/L", "μmol/L", "μkat/L", "", "U/L", "%",
    ]  # fmt: skip
