"""A unit's spelling is certain, proposed or unknown; conversions are exact and are those of the notes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.lab_units import (
    canonical,
    convert,
    folded_name,
    folded_unit,
    limit_number,
    limits_in,
    read_unit,
    times,
)
from tests.rules.looking import KNOWLEDGE

TABLE = KNOWLEDGE.labs
PLATELETS, HB, CRP, WBC = (TABLE.analytes[name] for name in ("platelets", "haemoglobin", "crp", "leukocytes"))

# Typed from the notes (lab feeds 1.4; grading 3.5), not from the files: analyte, from, value, canonical value.
FACTORS = [
    ("leukocytes", "/uL", "3400", "3.4"), ("leukocytes", "10*2/uL", "34", "3.4"),
    ("leukocytes", "10*3/uL", "3.4", "3.4"),
    ("leukocytes", "10*6/mL", "3.4", "3.4"), ("platelets", "10*4/uL", "12.3", "123"),
    ("platelets", "10*9/L", "123", "123"),
    ("ast", "U/L", "30", "30"), ("ast", "ukat/L", "0.5", "30"), ("ferritin", "ug/L", "120", "120"),
    ("il6", "ng/L", "7", "7"), ("haemoglobin", "g/L", "134", "13.4"), ("haemoglobin", "mmol/L", "10", "16.11"),
    ("bilirubin_total", "umol/L", "17.1", "1"), ("creatinine", "umol/L", "88.4", "1"), ("crp", "mg/L", "5.2", "0.52"),
    ("fibrinogen", "g/L", "2.5", "250"), ("igg", "g/L", "8.7", "870"), ("cd4", "10*9/L", "0.2", "200"),
    ("cd4", "/uL", "200", "200"), ("calcium", "mmol/L", "0.2495", "1"), ("magnesium", "mmol/L", "0.4114", "1"),
    ("phosphate", "mmol/L", "0.3229", "1"), ("glucose", "mmol/L", "0.0555", "1"), ("uric_acid", "umol/L", "59.48", "1"),
    ("triglycerides", "mmol/L", "0.01129", "1"), ("albumin", "g/L", "38", "3.8"), ("potassium", "meq/L", "4.1", "4.1"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "unit", "number", "wanted"), FACTORS)
def test_the_factors_are_those_of_the_notes_and_exact(name: str, unit: str, number: str, wanted: str) -> None:
    analyte = TABLE.analytes[name]
    found = canonical(analyte, Decimal(number), unit)
    assert found == Decimal(wanted)
    assert convert(analyte, found, analyte.unit, unit) == Decimal(number)


PAIRS = [(name, unit) for name, analyte in TABLE.analytes.items() for unit in analyte.units]


@given(
    pair=st.sampled_from(PAIRS),
    number=st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False, allow_infinity=False),
)
def test_every_conversion_of_the_table_goes_both_ways(pair: tuple[str, str], number: Decimal) -> None:
    analyte = TABLE.analytes[pair[0]]
    found = canonical(analyte, number, pair[1])
    assert found is not None
    back = convert(analyte, found, analyte.unit, pair[1])
    assert back is not None
    exact = Fraction(number) * Fraction(analyte.units[pair[1]])
    assert abs(Fraction(found) - exact) <= exact / 10**49
    assert abs(back - number) <= number.scaleb(-45)
    if isinstance(analyte.units[pair[1]], Decimal):
        assert Fraction(found) == exact


def test_the_digits_received_are_kept() -> None:
    assert str(canonical(WBC, Decimal("5.00"), "10*3/uL")) == "5.00"
    assert str(canonical(PLATELETS, Decimal("12.30"), "10*4/uL")) == "123.00"
    assert str(canonical(WBC, Decimal(3400), "/uL")) == "3.400"
    assert str(times(Decimal("2.50"), Fraction(1, 3)))[:6] == "0.8333"


def test_a_unit_that_the_analyte_has_not_is_not_converted() -> None:
    assert canonical(HB, Decimal(1), "mg/dL") is None
    assert convert(HB, Decimal(1), "g/dL", "mg/dL") is None


SAME = "K/uL K/mcL K/MM3 K/CMM TH/uL THOU/UL THS/uL 10E3/mcL x10(3)/mcL ×10³/μL *10^3/µl .10*3/uL １０＾３／μＬ"


@pytest.mark.parametrize(
    ("unit", "spellings"),
    [
        ("10*3/uL", SAME.split()), ("10*9/L", ["10*9/L", "giga.l-1", "×10⁹/L", "10^9/l"]),
        ("/uL", ["/μL", "/ul", "個/μL", "/mm3", "/MCL", "/㎕", "/ mm³"]),
        ("10*4/uL", ["×10^4/μl", "万/μL", "×万/μl", "10*4/mm*3", ".10*4/uL", "10000/mm3", "×10⁴/μL", "万／μＬ"]),
        ("10*2/uL", ["×10²/μL", "×百/μl", "100/μL"]), ("10*6/mL", ["10^6/mL", "×10⁶/ml"]),
    ],
)  # fmt: skip
def test_spellings_that_mean_the_same(unit: str, spellings: list[str]) -> None:
    for spelling in spellings:
        found = read_unit(TABLE, WBC, spelling)
        assert (found.unit, found.certainty) == (unit, "certain"), spelling


@pytest.mark.parametrize(
    ("name", "spelling", "unit"),
    [
        ("leukocytes", "", "10*9/L"), ("platelets", " ", "10*4/uL"), ("leukocytes", "10", "10*3/uL"),
        ("leukocytes", "X 10 3", "10*3/uL"), ("platelets", "×10^4", "10*4/uL"), ("leukocytes", "10²", "10*2/uL"),
        ("leukocytes", "x10 (3)", "10*3/uL"), ("leukocytes", "10(3)mcL", "10*3/uL"), ("platelets", "万", "10*4/uL"),
        ("pt_inr", "", "{INR}"),
    ],
)  # fmt: skip
def test_a_bare_power_or_nothing_is_only_proposed(name: str, spelling: str, unit: str) -> None:
    found = read_unit(TABLE, TABLE.analytes[name], spelling)
    assert (found.unit, found.certainty) == (unit, "proposed")


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("leukocytes", "G/L"), ("leukocytes", "%"), ("neutrophils", "%"), ("neutrophils_percent", "/uL"),
        ("haemoglobin", "10"), ("haemoglobin", "mg/dL"), ("crp", "10*3"), ("leukocytes", "/HPF"),
        ("leukocytes", "/3μL"),
        ("platelets", "10*5/uL"), ("sil2r", "pg/mL"), ("urea", "mmol/L"), ("ferritin", "ng/dL"), ("crp", "ug/mL"),
    ],
)  # fmt: skip
def test_what_the_table_does_not_say_is_unknown(name: str, spelling: str) -> None:
    found = read_unit(TABLE, TABLE.analytes[name], spelling)
    assert (found.unit, found.certainty) == (None, "unknown")


def test_every_spelling_of_the_table_is_its_own_fold() -> None:
    assert all(folded_unit(spelling) == spelling for spelling in (*TABLE.spellings, *TABLE.proposals))
    assert not TABLE.spellings.keys() & TABLE.proposals.keys()
    for analyte in TABLE.analytes.values():
        for unit in analyte.units:
            assert read_unit(TABLE, analyte, unit).unit == unit
        assert analyte.units[analyte.unit] == 1
        assert analyte.shown in analyte.units


def test_names_are_compared_without_what_makes_no_difference() -> None:
    assert folded_name("Ｔ－Ｂｉｌ") == folded_name("t-bil") == folded_name("T Bil") == "tbil"
    assert folded_name("末梢血液一般検査 - 血小板数") == folded_name("末梢血液一般検査-血小板数")
    assert folded_name("CD4-") != folded_name("CD4")


def test_the_reference_range_is_converted_with_the_value() -> None:
    found = limits_in(PLATELETS, "15.8", "34.8", "10*4/uL", "10*9/L")
    assert (found.lower, found.upper) == (Decimal(158), Decimal(348))
    one_sided = limits_in(CRP, None, "<=1.4", "mg/L", "mg/dL")
    assert (one_sided.lower, one_sided.upper) == (None, Decimal("0.14"))
    words = limits_in(HB, "男: 13.7", "男: 13.7-16.8", "g/dL", "g/dL")
    assert (words.lower, words.upper) == (None, None)
    elsewhere = limits_in(HB, "137", "168", "mg/dL", "g/dL")
    assert (elsewhere.lower, elsewhere.upper) == (None, None)


@pytest.mark.parametrize(
    ("text", "bound", "wanted"),
    [("40", "<=", "40"), ("≤40", "<=", "40"), ("<=40", ">=", None), (">=4", ">=", "4"), ("<40", "<=", None),
     ("1-4", "<=", None), ("", "<=", None), (None, "<=", None)],
)  # fmt: skip
def test_a_limit_is_a_number_or_the_bound_it_stands_for(text: str | None, bound: str, wanted: str | None) -> None:
    found = limit_number(text, bound)
    assert (None if found is None else str(found)) == wanted
