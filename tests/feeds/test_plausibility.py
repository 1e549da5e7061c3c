"""A number that looks like one in another unit is asked about, with the unit that would fit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.lab_value import read_value
from blin21_desktop.feeds.plausibility import Plausibility, Series, plausibility
from blin21_desktop.feeds.reading import Doubt, Reading
from blin21_desktop.rules.lab_results import LabResult
from tests.making import hour
from tests.rules.lab_charts import TABLE, found, lab, one, told
from tests.rules.looking import site


def reading(name: str, value: str, unit: str, upper: str | None = None) -> Reading:
    return Reading(analyte=TABLE.analytes[name], value=read_value(value), unit=unit, upper_limit=upper)


def last(name: str, value: str, unit: str, upper: str | None = None) -> LabResult:
    return one(lab(name, value, unit, upper_limit=upper), analyte=name)


def doubts(new: Reading, before: LabResult | None) -> list[tuple[str, str | None]]:
    return [(told(each.says).split(" (")[0], each.proposed) for each in plausibility(new, before, TABLE).doubts]


@pytest.mark.parametrize(
    ("name", "value", "unit", "before", "proposed"),
    [
        ("platelets", "12.3", "10*9/L", ("130", "10*9/L"), "10*4/uL"),
        ("platelets", "12.3", "10*9/L", ("13.0", "万/μL"), "10*4/uL"),
        ("platelets", "123", "10*4/uL", ("13.0", "万/μL"), "10*9/L"),
        ("platelets", "123", "10*4/uL", ("130", "K/uL"), "10*3/uL"),
        ("haemoglobin", "134", "g/dL", ("13.1", "g/dL"), "g/L"),
        ("haemoglobin", "13.4", "g/L", ("13.1", "g/dL"), "g/dL"),
        ("crp", "52", "mg/dL", ("4.8", "mg/dL"), "mg/L"),
        ("crp", "5.2", "mg/L", ("4.8", "mg/dL"), "mg/dL"),
        ("leukocytes", "3.4", "/uL", ("3.1", "K/uL"), "10*3/uL"),
        ("leukocytes", "3400", "10*3/uL", ("3.1", "K/uL"), "/uL"),
        ("leukocytes", "34", "/uL", ("3.1", "K/uL"), "10*2/uL"),
        ("igg", "8.7", "mg/dL", ("850", "mg/dL"), "g/L"),
        ("sil2r", "5000", "U/mL", ("500", "U/mL"), None),
    ],
)  # fmt: skip
def test_a_slip_of_the_unit_is_asked_about_with_a_proposal(
    name: str, value: str, unit: str, before: tuple[str, str], proposed: str | None
) -> None:
    ((says, unit_proposed),) = doubts(reading(name, value, unit), last(name, *before))
    assert says.startswith(f"{value} {unit} is about ")
    assert unit_proposed == proposed


def test_the_reason_names_both_values() -> None:
    more = plausibility(reading("crp", "52", "mg/dL"), last("crp", "4.8", "mg/dL"), TABLE).doubts[0]
    assert told(more.says).startswith("52 mg/dL is about 10 times the last value, 4.8 mg/dL (2026-11-23 10:00")
    less = plausibility(reading("leukocytes", "3", "/uL"), last("leukocytes", "3.0", "K/uL"), TABLE).doubts[0]
    assert told(less.says).startswith("3 /uL is about 1/1000 of the last value, 3.0 10*3/uL (")


@pytest.mark.parametrize("power", [10, 100, 1000])
def test_a_jump_is_a_power_of_ten_within_the_tolerance(power: int) -> None:
    """Tolerance 0.5: from a power / 1.5 to a power x 1.5, both ends included."""
    before = last("ferritin", "300", "ng/mL")
    asked = [Decimal(200 * power), Decimal(300 * power), Decimal(450 * power)]
    passed = [Decimal(200 * power) - 1, Decimal(450 * power) + 1]
    down = [Decimal(450) / power, Decimal(200) / power]
    beyond = [Decimal("450.1") / power, Decimal("199.9") / power]
    for numbers, many in ((asked, 1), (passed, 0), (down, 1), (beyond, 0)):
        for number in numbers:
            assert len(doubts(reading("ferritin", f"{number:f}", "ng/mL"), before)) == many, number


@pytest.mark.parametrize(
    ("value", "before"), [("0", "5"), ("<0.2", "5"), ("0.5-2", "0.05"), ("x", "5"), ("6", "5"), ("5", "0")]
)
def test_no_jump_is_seen_without_two_plain_numbers_above_zero(value: str, before: str) -> None:
    assert doubts(reading("crp", value, "mg/dL"), last("crp", before, "mg/dL")) == []


def test_what_cannot_be_asked_is_said() -> None:
    new = reading("crp", "5", "mg/dL")
    assert not_asked(new, None) == ["no earlier value of C-reactive protein and no limits to compare with"]
    limited = replace(new, upper_limit="10")
    assert not_asked(limited, None) == [
        "no earlier value of C-reactive protein; its own limits may be of the same wrong unit"
    ]
    assert not_asked(limited, last("crp", "4.9", "mg/dL")) == []
    assert not_asked(replace(new, upper_limit="0.6"), None) == [], "it is asked about"
    assert not_asked(reading("ferritin", "50", "ng/mL", "150"), None) == [], "it has no other unit"
    assert not_asked(reading("cd4_percent", "30", "%"), None) == [], "a share has its range"
    bare = plausibility(new, last("crp", "0.5", "mg/dL"), replace(TABLE, parameters={}))
    assert [told(each) for each in bare.not_asked] == ["labs.jump_tolerance is not configured"]
    assert bare.doubts == ()
    assert plausibility(reading("cd4_percent", "30", "%"), last("cd4_percent", "29", "%"), TABLE) == NOTHING


NOTHING = Plausibility(doubts=())


def not_asked(new: Reading, before: LabResult | None) -> list[str]:
    return [told(each) for each in plausibility(new, before, TABLE).not_asked]


RANGED = site("analytes", "haemoglobin.hard_range", '{ low = "2", high = "25" }').labs
HB = RANGED.analytes["haemoglobin"]


@pytest.mark.parametrize(
    ("value", "unit", "asked", "proposed"),
    [
        ("2", "g/dL", False, None), ("25", "g/dL", False, None), ("1.9", "g/dL", True, None),
        ("25.1", "g/dL", True, "g/L"),
        ("134", "g/dL", True, "g/L"), ("13.4", "g/L", True, "g/dL"), ("<2", "g/dL", True, None),
        ("<2.1", "g/dL", False, None),
        ("<=2", "g/dL", False, None), ("<=1.9", "g/dL", True, None), (">25", "g/dL", True, "g/L"),
        (">=25", "g/dL", False, None),
        (">24", "g/dL", False, None), (">=25.1", "g/dL", True, "g/L"), ("20-26", "g/dL", True, "g/L"),
        ("20-25", "g/dL", False, None),
        ("x", "g/dL", False, None), ("20", "g/L", False, None), ("0", "g/dL", True, None),
    ],
)  # fmt: skip
def test_a_configured_range_asks_outside_and_proposes_a_unit_inside(
    value: str, unit: str, asked: bool, proposed: str | None
) -> None:
    found_ = plausibility(Reading(analyte=HB, value=read_value(value), unit=unit), None, RANGED)
    assert found_.not_asked == ()
    assert [each.proposed for each in found_.doubts] == ([proposed] if asked else [])


def test_the_reason_for_a_range_names_it() -> None:
    (doubt,) = plausibility(Reading(analyte=HB, value=read_value("134"), unit="g/dL"), None, RANGED).doubts
    assert told(doubt.says) == "134 g/dL is outside 2 to 25 g/dL"
    assert isinstance(doubt, Doubt)


def test_a_share_above_a_hundred_is_outside() -> None:
    ((says, proposed),) = doubts(reading("cd4_percent", "100.1", "%"), None)
    assert (says, proposed) == ("100.1 % is outside 0 to 100 %", None)


def test_limits_ten_times_those_of_the_last_result_say_that_the_unit_is_another() -> None:
    before = last("haemoglobin", "13.1", "g/dL", upper="16.8")
    assert doubts(reading("haemoglobin", "60", "g/dL", upper="168"), before) == [
        ("the upper limit 168 g/dL does not go with that of the last value, 16.8 g/dL", "g/L")
    ]
    assert doubts(reading("haemoglobin", "60", "g/L", upper="168"), before) == []
    assert len(doubts(reading("haemoglobin", "131", "g/dL", upper="168"), before)) == 2
    assert doubts(reading("haemoglobin", "60", "g/dL", upper="free text"), before) == []


def test_a_value_is_compared_with_the_one_before_it_else_the_first_after_never_with_its_own_time() -> None:
    early, late = lab("alp", "100", "U/L", hour(1)), lab("alp", "110", "U/L", hour(3))
    other = lab("alp", "300", "U/L", hour(2), method="JSCC?")
    nothing = (lab("alp", "<5", "U/L", hour(2)), lab("alp", "0", "U/L", hour(2)), lab("alp", "9", "", hour(2)))
    every = found(early, late, other, *nothing)

    def at(hours: float) -> str | None:
        result = Series(every, "alp", "").beside(hour(hours))
        return None if result is None else result.entry.value

    assert [at(each) for each in (0.5, 1, 2.9, 3, 9)] == ["100", "110", "100", "100", "110"]
    assert Series(every, "crp", "").beside(hour(9)) is None
    compared = Series(every, "alp", "JSCC?").beside(hour(9))
    assert compared is not None
    assert compared.entry == other
    assert Series(every, "alp", "JSCC?").beside(hour(2)) is None


def test_a_derived_value_is_not_compared_with() -> None:
    reported = found(lab("leukocytes", "3.4", "K/uL"), lab("neutrophils_percent", "50", "%"))
    assert Series(reported, "neutrophils", "").beside(hour(1)) is None
    assert Series(reported, "leukocytes", "").beside(hour(1)) is not None


@pytest.mark.parametrize("power", [10, 100, 1000])
def test_a_jump_is_told_exactly_up_to_its_bounds(power: int) -> None:
    tolerance = TABLE.number("labs.jump_tolerance")
    assert tolerance is not None
    before = last("haemoglobin", "1", "g/dL")

    def told_at(number: Decimal) -> bool:
        return any(
            "the last value" in says for says, _ in doubts(reading("haemoglobin", f"{number:.9f}", "g/dL"), before)
        )

    assert told_at(power * (1 + tolerance))
    assert not told_at(power * (1 + tolerance) * Decimal("1.00001"))
    assert told_at(1 / Decimal(power))
    assert not told_at(Decimal(3))
    low = Decimal(power) / (1 + tolerance)
    assert told_at(low * Decimal("1.00001"))
    assert not told_at(low * Decimal("0.99999"))


@given(
    name=st.sampled_from(sorted(TABLE.analytes)),
    number=st.decimals(min_value=0, max_value=10**6, places=3),
    data=st.data(),
)
def test_the_same_value_again_is_never_doubted(name: str, number: Decimal, data: st.DataObject) -> None:
    analyte = TABLE.analytes[name]
    unit = data.draw(st.sampled_from(sorted(analyte.units)))
    number = number if analyte.hard_high is None else min(number, analyte.hard_high)
    assert doubts(reading(name, f"{number:f}", unit), last(name, f"{number:f}", unit)) == []
