"""A first value is held against its own limits and the site's: slips of the unit are asked about, aplasia is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from blin21_desktop.domain.lab_limits import Age, LabLimit
from blin21_desktop.domain.lab_value import read_value
from blin21_desktop.feeds.plausibility import plausibility
from blin21_desktop.feeds.reading import Reading
from tests.rules.lab_charts import TABLE, lab, one, told

WBC, HB, PLT = ("3.3", "8.6"), ("13.7", "16.8"), ("158", "348")


def reading(
    name: str, value: str, unit: str, limits: tuple[str | None, str | None], site: LabLimit | None = None
) -> Reading:
    return Reading(analyte=TABLE.analytes[name], value=read_value(value), unit=unit, lower_limit=limits[0],
                   upper_limit=limits[1], site=site)  # fmt: skip


def of_site(name: str, lower: str | None, upper: str | None, unit: str) -> LabLimit:
    return LabLimit(
        analyte=name, unit=unit, from_age=Age(0, "d"), to_age=Age(99, "y"), source="the laboratory's list",
        lower=None if lower is None else Decimal(lower), upper=None if upper is None else Decimal(upper),
        checked_on=date(2026, 11, 1), set_by="M.S",
    )  # fmt: skip


def asked(new: Reading) -> list[tuple[str, str | None]]:
    return [(told(each.says), each.proposed) for each in plausibility(new, None, TABLE).doubts]


@pytest.mark.parametrize(
    ("name", "value", "unit", "limits", "proposed"),
    [
        # haemoglobin: held between two limits, so that an anaemic one is caught too
        ("haemoglobin", "134", "g/dL", HB, "g/L"), ("haemoglobin", "89", "g/dL", HB, "g/L"),
        ("haemoglobin", "52", "g/dL", HB, "g/L"), ("albumin", "31", "g/dL", ("4.1", "5.1"), "g/L"),
        ("haemoglobin", "13.4", "g/L", ("137", "168"), "g/dL"),
        ("haemoglobin", "134", "g/L", HB, None), ("igg", "8.7", "mg/dL", ("861", "1747"), "g/L"),
        ("igg", "4.0", "mg/dL", ("861", "1747"), "g/L"), ("fibrinogen", "1.2", "mg/dL", ("200", "400"), "g/L"),
        # counts: what would be within the limits, or a little below, in another unit
        ("platelets", "12.3", "10*9/L", PLT, "10*4/uL"), ("platelets", "10.6", "10*9/L", PLT, "10*4/uL"),
        ("platelets", "34.8", "10*9/L", PLT, "10*4/uL"), ("platelets", "200", "10*4/uL", ("15.8", "34.8"), "10*3/uL"),
        ("leukocytes", "5000", "10*9/L", WBC, "/uL"), ("leukocytes", "50", "10*9/L", WBC, "10*2/uL"),
        ("leukocytes", "50", "/uL", ("3300", "8600"), "10*2/uL"),
        ("leukocytes", "5", "/uL", ("3300", "8600"), "10*3/uL"),
        ("leukocytes", "3.3", "/uL", ("3300", "8600"), "10*3/uL"),
        ("leukocytes", "5.0", "10*9/L", ("3300", "8600"), None), ("leukocytes", "5000", "/uL", WBC, None),
        ("leukocytes", "8.6", "10*9/L", ("3300", "8600"), None),
        ("crp", "1.2", "mg/dL", (None, "0.14"), "mg/L"), ("crp", "1.4", "mg/dL", ("0.00", "0.14"), "mg/L"),
    ],
)  # fmt: skip
def test_a_slip_of_the_unit_is_asked_about(
    name: str, value: str, unit: str, limits: tuple[str | None, str | None], proposed: str | None
) -> None:
    ((says, unit_proposed),) = asked(reading(name, value, unit, limits))
    assert says.startswith(f"{value} {unit} does not go with its own limits, {limits[0] or '-'} to {limits[1]}")
    assert unit_proposed == proposed
    last = one(lab(name, value, unit), analyte=name)
    assert plausibility(reading(name, value, unit, limits), last, TABLE).doubts == (), "it is compared with the last"


@pytest.mark.parametrize(
    ("name", "value", "unit", "limits"),
    [
        ("leukocytes", "0.01", "10*9/L", WBC), ("leukocytes", "0.005", "10*9/L", WBC),
        ("leukocytes", "0.4", "10*9/L", WBC), ("leukocytes", "0.5", "10*3/uL", WBC),
        ("leukocytes", "10", "/uL", ("3300", "8600")), ("leukocytes", "200", "/uL", ("3300", "8600")),
        ("leukocytes", "8.7", "/uL", ("3300", "8600")), ("leukocytes", "250", "10*9/L", WBC),
        ("leukocytes", "8.7", "10*9/L", ("3300", "8600")), ("leukocytes", "5.0", "10*9/L", WBC),
        ("leukocytes", "5.0", "10*9/L", (None, "8600")), ("leukocytes", "<5.0", "10*9/L", ("3300", "8600")),
        ("leukocytes", "5.0", "10*9/L", ("8600", "3300")), ("leukocytes", "0", "10*9/L", WBC),
        ("neutrophils", "0.02", "10*9/L", ("1.5", "7.5")), ("neutrophils", "20", "/uL", ("1500", "7500")),
        ("platelets", "3", "10*9/L", PLT), ("platelets", "10.5", "10*9/L", PLT), ("platelets", "34.9", "10*9/L", PLT),
        ("platelets", "2.0", "10*4/uL", ("15.8", "34.8")), ("platelets", "120", "10*9/L", PLT),
        ("haemoglobin", "5.0", "g/dL", HB), ("haemoglobin", "8.9", "g/dL", HB),
        ("haemoglobin", "47", "g/dL", HB), ("haemoglobin", "4.0", "g/dL", HB),
        ("haemoglobin", "30", "g/L", ("137", "168")),
        ("haemoglobin", "60", "g/L", ("137", "168")), ("haemoglobin", "134", "g/dL", ("137", "168")),
        ("ferritin", "20000", "ng/mL", ("5", "150")), ("crp", "30", "mg/dL", (None, "0.14")),
        ("crp", "1.41", "mg/dL", (None, "0.14")), ("crp", "0.14", "mg/dL", (None, "0.14")),
        ("igg", "50", "mg/dL", ("861", "1747")), ("igg", "18", "mg/dL", ("861", "1747")),
        ("albumin", "1.2", "g/dL", ("4.1", "5.1")),
        ("fibrinogen", "50", "mg/dL", ("200", "400")),
        ("sil2r", "5000", "U/mL", ("121", "613")), ("alt", "4000", "U/L", (None, "40")),
        ("haemoglobin", "134", "g/dL", (None, None)),
    ],
)  # fmt: skip
def test_what_may_be_true_is_not_asked_about(
    name: str, value: str, unit: str, limits: tuple[str | None, str | None]
) -> None:
    assert asked(reading(name, value, unit, limits)) == []


def test_counts_per_microlitre_are_whole_so_limits_with_decimals_are_not_in_them() -> None:
    assert asked(reading("leukocytes", "0.005", "10*9/L", ("4.0", "10.0"))) == []
    assert len(asked(reading("leukocytes", "0.005", "10*9/L", ("4", "10")))) == 1


HB_SITE = of_site("haemoglobin", "11.5", "14.5", "g/dL")


def test_limits_ten_times_those_of_the_site_say_that_value_and_limits_are_of_another_unit() -> None:
    ((says, proposed),) = asked(reading("haemoglobin", "134", "g/dL", ("137", "168"), HB_SITE))
    assert says == "its limits 137 to 168 g/dL do not go with the limits of this site, 11.5 to 14.5 g/dL"
    assert proposed == "g/L"
    new = reading("platelets", "12.3", "10*9/L", ("15.8", "34.8"), of_site("platelets", "150000", "350000", "/uL"))
    ((says, proposed),) = asked(new)
    assert (says.endswith("150000 to 350000 /uL"), proposed) == (True, "10*4/uL")
    low = of_site("haemoglobin", "11.5", None, "g/dL")
    ((says, _),) = asked(reading("haemoglobin", "134", "g/dL", ("137", None), low))
    assert says == "its limits 137 to - g/dL do not go with the limits of this site, 11.5 to - g/dL"
    assert asked(reading("haemoglobin", "13.4", "g/dL", HB, HB_SITE)) == []


def test_without_limits_of_its_own_the_sites_are_taken() -> None:
    new = reading("haemoglobin", "89", "g/dL", (None, None), HB_SITE)
    assert asked(new) == [
        ("89 g/dL does not go with the limits of this site, 11.5 to 14.5 g/dL: it may be of another unit", "g/L")
    ]
    assert asked(replace(new, value=read_value("8.9"))) == []
    assert plausibility(replace(new, value=read_value("8.9")), None, TABLE).not_asked == ()


def test_where_the_site_vouches_for_the_limits_they_are_not_doubted() -> None:
    new = reading("leukocytes", "0.005", "10*9/L", ("4", "10"))
    assert asked(replace(new, site=of_site("leukocytes", "4", "10", "10*9/L"))) == []
    odd = of_site("leukocytes", "4", "10", "g/L")
    assert len(asked(replace(new, site=odd))) == 1, "a unit that the analyte does not have says nothing"
