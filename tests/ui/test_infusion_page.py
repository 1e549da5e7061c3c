"""The tab Infusion on the screen: courses to choose, planned bags, captions that keep apart, the sum and its answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel

from blin21_desktop.ui.bag_lane import BagLane
from blin21_desktop.ui.captions import CaptionLane, placed
from blin21_desktop.ui.pages.infusion_tab import InfusionPage
from tests.making import ended, hour, measured, ordered, registered, resumed, started
from tests.ui.conftest import Open, settle
from tests.ui.fakes import FakePorts

BEGIN = (registered(hour(-2)), measured(hour(-2)), ordered(hour(-1)))


def ward(*entries: object, at: float) -> FakePorts:
    ports = FakePorts([*BEGIN, *entries])  # type: ignore[list-item]
    ports.clock = hour(at)
    return ports


def page_of(open_ward: Open, *entries: object, at: float, scale: int = 100) -> InfusionPage:
    window, _, _ = open_ward(ports=ward(*entries, at=at), scale=scale)
    window.open_patient("UPN-1")
    window.chart.tabs.setCurrentIndex(1)
    settle()
    return window.chart.infusion


def said(page: InfusionPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def blocks(page: InfusionPage) -> list[str]:
    """Words in solid blocks of ink."""
    inks = [one for one in page.findChildren(QFrame) if one.property("look") == "ink" and one.isVisible()]
    return [one.text() for ink in inks for one in ink.findChildren(QLabel)]


def test_the_sum_is_read_with_its_signs(open_ward: Open) -> None:
    page = page_of(open_ward, started(hour(0)), at=50)
    told = said(page)
    names = ("Ordered", "Infused", "Interrupted", "Left", "Unexplained")
    assert [one for one in told if one in ("=", "+", *names)] == [
        "Ordered", "=", "Infused", "+", "Interrupted", "+", "Left", "+", "Unexplained",
    ]  # fmt: skip
    assert "✓ adds up" in told
    assert blocks(page) == []


def test_unexplained_time_stands_in_a_block_with_a_mark_and_words(open_ward: Open) -> None:
    page = page_of(open_ward, started(hour(0)), at=120)
    assert "✕ 10hr 4min unexplained" in blocks(page)
    assert "Unexplained" in blocks(page)


def test_what_cannot_be_told_is_asked_and_says_what_is_missing(open_ward: Open) -> None:
    page = page_of(open_ward, started(hour(0)), resumed(hour(5)), at=50)
    told = said(page)
    assert "?  cannot tell" in told
    assert not any("adds up" in one for one in told)
    assert any("missing: entries that do not fit the chart" in one for one in told)


def test_an_earlier_course_is_chosen_and_the_newest_again(open_ward: Open) -> None:
    second = started(hour(700), course=2)
    page = page_of(open_ward, started(hour(0)), ended(hour(90)), second, at=720)
    assert page.courses is not None
    assert [one.text() for one in page.courses.buttons().values()] == ["Course 1", "Course 2"]
    assert page.courses.code() == "1"
    page.courses.buttons()["0"].click()
    QApplication.processEvents()
    assert "Infusion, course 1" in said(page)
    assert page.courses.code() == "0"
    page.courses.buttons()["0"].click()
    QApplication.processEvents()
    assert page.courses.code() == "1"
    assert "Infusion, course 2" in said(page)


def test_with_one_course_there_is_nothing_to_choose(open_ward: Open) -> None:
    page = page_of(open_ward, started(hour(0)), at=5)
    assert page.courses is None


def test_another_patient_begins_with_the_newest_course(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-1")

    def chosen() -> int | None:
        return window.chart.infusion.course

    window.chart.infusion.course = 0
    window.step_patient(1)
    assert chosen() is None
    window.chart.infusion.course = 0
    window.show_board()
    assert chosen() is None


def test_planned_bags_are_told_and_lead_to_no_entry(open_ward: Open) -> None:
    page = page_of(open_ward, started(hour(0)), at=50)
    (lane,) = (one for one in page.findChildren(BagLane) if one.isVisible())
    assert "bag 2 planned: " in lane.accessibleDescription()
    page.table.selectRow(0)
    assert "planned" in page.table.rows()[0].cells[1].text
    wanted: list[str] = []
    page.record_wanted.connect(wanted.append)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted == []
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert len(wanted) == 1


@pytest.mark.parametrize(("scale", "columns"), [(100, 11), (150, 5), (200, 5)])
def test_the_table_folds_where_there_is_no_room(open_ward: Open, scale: int, columns: int) -> None:
    page = page_of(open_ward, started(hour(0)), at=50, scale=scale)
    assert page.table.model().columnCount() == columns
    assert page.table.isVisible()
    assert not (page.wide if columns == 5 else page.narrow).isVisible()
    assert page.table.horizontalHeader().length() <= page.table.viewport().width()


@given(st.lists(st.tuples(st.integers(0, 1300), st.integers(20, 500)), max_size=8))
def test_captions_never_lie_on_each_other_or_on_a_thread(wanted: list[tuple[int, int]]) -> None:
    texts = [(float(begin), wide) for begin, wide in sorted(wanted)]
    found = placed(texts, 0, 1300, 8)
    assert len(found) == len(texts)
    for place, ((x, row), (begin, wide)) in enumerate(zip(found, texts, strict=True)):
        assert x >= 0
        assert x + wide <= 1300
        for other, other_row in found[place + 1 :]:
            assert row > other_row or x + wide + 8 <= other
        assert x <= begin


def test_many_stops_make_the_lane_higher(open_ward: Open) -> None:
    page = page_of(open_ward, started(hour(0)), at=50)
    (lane,) = (one for one in page.findChildren(CaptionLane) if one.isVisible())
    assert lane.heightForWidth(400) > lane.heightForWidth(1300)
    assert lane.height() >= lane.heightForWidth(lane.width())
