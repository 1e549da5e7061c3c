"""Which downtime sheets are due, and when the folder may be looked at again."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import SheetPrinted
from blin21_desktop.service.downtime import EVERY, OLDEST, Written, due, head_of, is_time
from tests.making import PATIENT, changed, hour, registered

SECOND = timedelta(seconds=1)
NOW = hour(0)


def test_a_sheet_is_due_when_it_is_missing_or_of_another_point_of_the_chart() -> None:
    written = {"a": Written("1", NOW), "b": Written("1", NOW)}
    assert due({"a": "1", "b": "2", "c": "1"}, written, NOW) == ("b", "c")


def test_time_alone_makes_a_sheet_due_at_its_hour_and_not_before() -> None:
    for late, wanted in ((OLDEST - SECOND, ()), (OLDEST, ("a",)), (OLDEST + SECOND, ("a",))):
        assert due({"a": "1"}, {"a": Written("1", NOW)}, NOW + late) == wanted


def test_a_sheet_of_the_future_is_due() -> None:
    assert due({"a": "1"}, {"a": Written("1", NOW + SECOND)}, NOW) == ("a",)


def test_the_folder_is_looked_at_at_most_once_a_minute_and_a_clock_set_back_hinders_nobody() -> None:
    assert is_time(None, NOW)
    assert not is_time(NOW, NOW)
    assert not is_time(NOW, NOW + EVERY - SECOND)
    assert is_time(NOW, NOW + EVERY)
    assert is_time(NOW, NOW - SECOND)


def test_the_point_of_a_chart_moves_with_every_entry_but_not_with_a_printing() -> None:
    first = Chart.of(PATIENT, [registered(hour(-3))])
    second = first.with_written([changed(hour(-2), override=None)])
    printed = SheetPrinted(
        id="p", patient=PATIENT, happened_at=NOW, recorded_at=NOW, by="n1", sheet="handover-en", based_on=1,
        knowledge="k", sha256="0" * 64,
    )  # fmt: skip
    assert head_of(first, "r") != head_of(second, "r")
    assert head_of(second.with_written([printed]), "r") == head_of(second, "r")
    assert head_of(first, "r") != head_of(first, "other rules")
    assert head_of(Chart.of(PATIENT, []), "r") != head_of(first, "r")


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("12")),
    st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.sampled_from("12"), st.integers(-7200, 7200))),
)
def test_after_all_that_is_due_was_written_nothing_is_due(
    heads: dict[str, str], before: dict[str, tuple[str, int]]
) -> None:
    written = {name: Written(head, NOW + timedelta(seconds=late)) for name, (head, late) in before.items()}
    late = due(heads, written, NOW)
    after = {**written, **{name: Written(heads[name], NOW) for name in late}}
    assert due(heads, after, NOW) == ()
    assert set(late) <= set(heads)
