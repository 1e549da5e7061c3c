"""The ward board keeps nobody from sight: warnings whole, filters said, a search that never guesses, any size."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from blin21_desktop.domain.entries import Entry, PatientRegistered
from blin21_desktop.present.board_order import Filter
from blin21_desktop.present.mixups import Marks
from blin21_desktop.ui.board_table import SIDE, BoardTable
from tests.ui.conftest import Open, settle
from tests.ui.fakes import FakePorts, demo_entries
from tests.ui.test_tour import cut

SIZES = (100, 150, 200)
MIXED: dict[str, dict[str, Any]] = {
    "DEMO-1": {"kana": "カトウ アオイ"},
    "DEMO-3": {"kana": "かとう れん", "bed": "709"},
    "DEMO-8": {"family_name": "ＫＡＴＯ", "bed": None},
}
"""Beside the two of one name in the training ward: readings alike, a bed with two, a patient without a bed."""


def mixed() -> FakePorts:
    """A ward in which much could be mixed up."""

    def changed(entry: Entry) -> Entry:
        return replace(entry, **MIXED.get(entry.patient, {})) if isinstance(entry, PatientRegistered) else entry

    return FakePorts([changed(entry) for entry in demo_entries()])


def cut_warnings(table: BoardTable) -> list[str]:
    """Warnings of which a part has no room in its cell."""
    measure, found = table._delegate.cells.measure, []
    inner = table.columnWidth(1) - 2 * SIDE
    for place, row in enumerate(table._model.rows):
        for line in row.person.lines:
            broken = measure.lines(line, inner)
            wide = max(measure.metrics(line).horizontalAdvance(text) for text in broken) + measure.beside(line)
            whole = "".join(broken).replace(" ", "") == line.text.replace(" ", "")
            if wide > inner or not whole:
                found.append(line.text)
        if measure.height(row.person, inner) > table.rowHeight(place):
            found.append(row.patient)
    return found


@pytest.mark.parametrize("scale", SIZES)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_warning_is_cut(open_ward: Open, lang: str, scale: int) -> None:
    window, ports, _ = open_ward(lang, scale=scale, ports=mixed())
    marks = Marks.of(ports.board(), window.words)
    for row in window.board.table._model.rows:
        told = [line.text for line in row.person.lines if line.size == "mark"]
        assert told == list(marks.marks(ports.look(row.patient)))
    assert sum(line.size == "mark" for row in window.board.table._model.rows for line in row.person.lines) == 9
    assert cut_warnings(window.board.table) == []


def test_a_filter_says_in_words_whom_it_hides(open_ward: Open) -> None:
    window, _, _ = open_ward()
    board = window.board
    assert not board.hidden_bar.isVisible()
    cards = [card.card for card in board.strip.cards()]
    board.filters["interrupted"].click()
    assert board.hidden_bar.isVisible()
    assert board.hidden.accessibleName() == "2 of 9 shown; 7 hidden by the filter: Interrupted"
    assert [card.card for card in board.strip.cards()] == cards
    board.filters["unconfirmed"].click()
    assert board.hidden.accessibleName() == "0 of 9 shown; 9 hidden by the filter: Unconfirmed"
    board.filters["all"].click()
    assert not board.hidden_bar.isVisible()


def test_a_filter_skips_nobody_from_chart_to_chart(open_ward: Open) -> None:
    window, _, _ = open_ward()
    everybody = window.board.table.patients()
    window.board.filters["interrupted"].click()
    window.open_patient(everybody[0])
    seen = [everybody[0]]
    for _ in everybody[1:]:
        window.step_patient(1)
        seen.append(window.chart.patient)
    assert seen == everybody


def test_unknown_is_counted_in_the_header(open_ward: Open) -> None:
    window, ports, bridge = open_ward()
    assert window.board.count.accessibleName() == "9 patients: 4 running · 2 paused · 1 not started · 2 ended"
    ports.clock = ports.clock.replace(hour=23)
    bridge.poll()
    assert "unknown" in window.board.count.accessibleName()
    window.board.filters["unconfirmed"].click()
    assert "unknown" in window.board.count.accessibleName()


@pytest.mark.parametrize("only", ["all", "interrupted", "unconfirmed"])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_twice_the_size_overlaps_nothing_and_leaves_the_rows_room(open_ward: Open, lang: str, only: Filter) -> None:
    window, _, _ = open_ward(lang, scale=200, ports=mixed())
    window.board.filters[only].click()
    settle()
    assert (window.width(), window.height()) == (1366, 768)
    assert cut(window) == []
    page = window.board
    parts = [page.strip, page.hidden_bar, page.table, page.empty, *page.filters.values(), *page.sorts.values()]
    parts += [page.ward, page.moment, page.count, page.find_button, page.print_button, page.new_button]
    boxes = [QRect(one.mapTo(window, QPoint()), one.size()) for one in parts if one.isVisible()]
    assert all(window.rect().contains(box) for box in boxes)
    assert [pair for pair in combinations(boxes, 2) if pair[0].intersects(pair[1])] == []
    if page.table.isVisible():
        assert page.table.viewport().height() >= 140


def test_bed_and_name_stand_still_while_the_rest_scrolls_sideways(open_ward: Open) -> None:
    window, _, _ = open_ward(scale=200, ports=mixed())
    table = window.board.table
    settle()
    frozen = table.frozen
    assert frozen.isVisible()
    bar = table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    table.verticalScrollBar().setValue(90)
    assert frozen.verticalScrollBar().value() == 90
    assert frozen.columnViewportPosition(0) == 0
    assert [frozen.rowHeight(n) for n in range(9)] == [table.rowHeight(n) for n in range(9)]
    assert not any(frozen.isColumnHidden(column) for column in (0, 1))
    for column in (3, 2):
        table.setCurrentIndex(table.model().index(0, column))
        assert table.visualRect(table.model().index(0, column)).left() >= frozen.wide()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert frozen.selectionModel().selectedRows()[0].row() == 1


def test_a_row_below_the_sideways_bar_can_be_scrolled_to(open_ward: Open) -> None:
    window, _, _ = open_ward(scale=200, ports=mixed())
    table = window.board.table
    rows = sum(table.rowHeight(n) for n in range(9))
    bars = table.horizontalScrollBar().height()
    window.resize(1366, window.height() + rows - table.viewport().height() - bars // 2)
    settle()
    assert table.horizontalScrollBar().isVisible()
    hidden = sum(table.rowHeight(n) for n in range(9)) - table.viewport().height()
    assert hidden <= 0 or table.verticalScrollBar().isVisible()


def test_nothing_stands_still_when_everything_fits(open_ward: Open) -> None:
    window, _, _ = open_ward(ports=mixed())
    settle()
    assert not window.board.table.frozen.isVisible()
