"""What counts as one result, what of it stands, and what its number is."""

from __future__ import annotations

from datetime import UTC
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.rules.lab_results import series, why_unread
from tests.making import AT, hour, withdrawn
from tests.rules.lab_charts import TABLE, found, lab, one, told


def test_a_result_has_its_number_in_the_canonical_unit() -> None:
    result = one(lab("platelets", "12.3", "万/μL"), analyte="platelets")
    assert (result.unit, result.canonical, result.value.exact) == ("10*4/uL", Decimal("123.0"), Decimal("12.3"))
    assert result.series == ("platelets", "")
    bound = one(lab("crp", "<0.2", "mg/L"), analyte="crp")
    assert (bound.canonical, bound.value.operator, bound.value.exact) == (Decimal("0.02"), "<", None)


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "why"),
    [
        ("lead", "1", "ug/L", "lead is not in the table of analytes"),
        ("crp", "(2+)", "mg/dL", "(2+) of C-reactive protein is no number"),
        ("leukocytes", "3.4", "", "Leukocytes came without a unit"),
        ("leukocytes", "3.4", "10", "the unit 10 is not known for Leukocytes"),
        ("leukocytes", "3.4", "%", "the unit % is not known for Leukocytes"),
    ],
)
def test_without_a_number_or_a_unit_it_is_accepted_and_cannot_be_told(
    analyte: str, value: str, unit: str, why: str
) -> None:
    result = one(lab(analyte, value, unit), analyte=analyte)
    assert result.canonical is None
    reason = why_unread(result, TABLE)
    assert reason is not None
    assert told(reason) == why


def test_a_result_with_its_number_has_nothing_to_explain() -> None:
    assert why_unread(one(lab("crp", "1", "mg/dL"), analyte="crp"), TABLE) is None


def test_the_newest_written_version_stands_and_all_are_kept() -> None:
    first = lab("crp", "1.0", "mg/dL", id="a", status="preliminary")
    second = lab("crp", "2.0", "mg/dL", id="b", recorded_at=hour(2), status="corrected")
    for order in ((first, second), (second, first)):
        result = one(*order, analyte="crp")
        assert (result.entry, result.versions) == (second, (first, second))


@pytest.mark.parametrize(
    ("difference", "count"),
    [
        ({}, 1), ({"order": "7"}, 2), ({"sub_id": "2"}, 2), ({"specimen_id": "S2"}, 2), ({"sender": "B"}, 2),
        ({"method": "IFCC"}, 2), ({"code": "3B070000002327501"}, 2),
    ],
)  # fmt: skip
def test_what_tells_one_result_from_another(difference: dict[str, Any], count: int) -> None:
    common: dict[str, Any] = {"specimen_id": "S1", "sub_id": "1", "sender": "A"}
    first = lab("alp", "100", "U/L", id="a", **common)
    assert len(found(first, lab("alp", "100", "U/L", id="b", **{**common, **difference}))) == count


def test_another_time_is_another_result_whatever_the_zone() -> None:
    assert len(found(lab("crp", "1", "mg/dL"), lab("crp", "2", "mg/dL", hour(1)))) == 2
    here = AT.astimezone(UTC)
    assert len(found(lab("crp", "1", "mg/dL", id="a"), lab("crp", "1", "mg/dL", here, id="b"))) == 1


def test_deleted_withdrawn_and_future_results_are_out() -> None:
    first = lab("crp", "1.0", "mg/dL", id="a")
    gone = lab("crp", "1.0", "mg/dL", id="b", recorded_at=hour(2), status="deleted")
    assert found(first, gone) == ()
    assert [r.entry for r in found(first, gone, withdrawn(hour(3), "b"))] == [first]
    assert found(first, withdrawn(hour(3), "a")) == ()
    assert found(lab("crp", "1", "mg/dL", hour(3)), at=hour(2)) == ()
    again = lab("crp", "3.0", "mg/dL", id="c", recorded_at=hour(4), status="corrected")
    assert one(first, gone, again, analyte="crp").versions == (first, gone, again)


def test_two_methods_are_two_series() -> None:
    old = lab("alp", "300", "U/L", hour(1), code="3B070000002327101")
    new = lab("alp", "105", "U/L", hour(2), code="3B070000002327501")
    named = lab("alp", "110", "U/L", hour(3), method="IFCC")
    unsaid = lab("alp", "108", "U/L", hour(4), code="99-1")
    by = series(found(old, new, named, unsaid))
    assert {key: [r.entry for r in each] for key, each in by.items()} == {
        ("alp", "JSCC?"): [old], ("alp", "IFCC"): [new, named], ("alp", ""): [unsaid],
    }  # fmt: skip
    assert [r.method for r in found(lab("ld", "1", "U/L", code="14805-6"))] == ["P→L"]
    assert [r.method for r in found(lab("ast", "1", "U/L", code="3B035000002327201"))] == [""]


def test_results_come_by_time_of_collection() -> None:
    late, early = lab("crp", "1", "mg/dL", hour(5)), lab("ast", "20", "U/L", hour(1), recorded_at=hour(9))
    assert [r.entry for r in found(late, early)] == [early, late]


def test_an_empty_table_reads_nothing_and_breaks_nothing() -> None:
    entries = (lab("leukocytes", "3.4", "10*9/L"), lab("neutrophils_percent", "50", "%"), lab("cd4_percent", "50", "%"))
    assert [r.canonical for r in found(*entries, table=LabTable())] == [None] * 3


@given(data=st.data(), order=st.randoms(use_true_random=False))
def test_the_order_of_writing_down_never_matters(data: st.DataObject, order: Any) -> None:  # noqa: ANN401
    names = ["leukocytes", "neutrophils_percent", "bands_percent", "segs_percent", "lymphocytes_percent", "cd4_percent"]
    entries = [
        lab(
            data.draw(st.sampled_from(names)),
            data.draw(st.sampled_from(["3.4", "50", "<1", "x"])),
            data.draw(st.sampled_from(["10*9/L", "%", "K/uL", ""])),
            hour(seconds=data.draw(st.integers(0, 900))),
            id=f"e{place}",
            recorded_at=hour(data.draw(st.integers(1, 3))),
            status=data.draw(st.sampled_from(["final", "deleted", "preliminary"])),
            specimen_id=data.draw(st.sampled_from(["", "S1"])),
        )
        for place in range(data.draw(st.integers(0, 8)))
    ]
    other = list(entries)
    order.shuffle(other)
    assert found(*other) == found(*entries)
