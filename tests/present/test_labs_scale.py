"""The y axis: a fixed range for every analyte, said when it is left; zero on a logarithmic axis has its own line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.present.labs_scale import RANGES, axis_from, y_axis
from blin21_desktop.present.labs_units import UNITS, unit_of
from tests.present.looks import KNOWLEDGE

ANALYTES = KNOWLEDGE.labs.analytes
ALT = ANALYTES["alt"]


def test_the_range_is_the_same_whatever_the_values_inside_it() -> None:
    for values in ([], [5.0], [1000.0], [20.0, 30.0]):
        axis = y_axis(ALT, "U/L", values)
        assert (axis.low, axis.high, axis.log, axis.rescaled, axis.zero) == (5, 1000, True, False, False)
        assert [text for _, text in axis.ticks] == ["10", "100", "1,000"]


@pytest.mark.parametrize(("value", "low", "high"), [(1001.0, 5, 2000), (4.9, 2, 1000), (0.9, 0.5, 1000)])
def test_it_widens_and_says_so_when_a_value_leaves_it(value: float, low: float, high: float) -> None:
    axis = y_axis(ALT, "U/L", [30.0, value])
    assert (axis.low, axis.high, axis.rescaled) == (low, high, True)


def test_a_linear_axis_widens_by_round_steps() -> None:
    axis = y_axis(ANALYTES["crp"], "mg/dL", [0.0, 23.0])
    assert (axis.low, axis.high, axis.log, axis.rescaled) == (0, 30, False, True)
    assert [text for _, text in axis.ticks] == ["0", "10", "20", "30"]
    assert axis.share(15) == 0.5


def test_an_analyte_that_has_no_range_yet_is_scaled_by_its_values() -> None:
    axis = y_axis(replace(ALT, id="new"), "U/L", [20.0, 30.0])
    assert axis.rescaled
    assert axis.low <= 20


def test_zero_has_a_line_of_its_own_on_a_logarithmic_axis() -> None:
    axis = y_axis(ANALYTES["lymphocytes"], "10*9/L", [0.0, 1.0])
    assert axis.zero
    assert axis.share(0) == -1
    assert not axis.rescaled
    assert not y_axis(ANALYTES["crp"], "mg/dL", [0.0]).zero


def test_the_range_follows_the_unit() -> None:
    axis = y_axis(ANALYTES["platelets"], "10*4/uL", [12.0])
    assert (axis.low, axis.high) == (0.5, 50)


def test_without_a_range_the_values_give_one() -> None:
    assert axis_from(None, [3.0, 3.0], log=False).rescaled
    assert axis_from(None, [], log=True).low > 0
    narrow = axis_from(None, [3.0, 4.0], log=True)
    assert narrow.low <= 3
    assert narrow.high >= 4
    assert len(narrow.ticks) >= 2


def test_every_analyte_has_a_range() -> None:
    assert [name for name in ANALYTES if name not in RANGES and not name.endswith("_percent")] == []


@pytest.mark.parametrize("name", sorted(ANALYTES))
def test_every_analyte_has_a_readable_axis_in_both_units(name: str) -> None:
    for unit in UNITS:
        known = ANALYTES[name]
        axis = y_axis(known, unit_of(known, unit), [])
        assert 2 <= len(axis.ticks) <= 5, axis
        assert axis.low < axis.high
        assert not axis.log or axis.low > 0
        assert all(axis.low <= value <= axis.high for value, _ in axis.ticks)


@given(st.lists(st.floats(0.001, 1e5), min_size=1, max_size=8), st.booleans())
def test_every_value_lies_on_its_axis(values: list[float], log: bool) -> None:
    axis = axis_from((1.0, 10.0), values, log=log)
    assert all(-1e-6 <= axis.share(value) <= 1 + 1e-6 for value in values)
    assert axis.rescaled == (not all(1 <= value <= 10 for value in values))
