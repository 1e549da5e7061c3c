"""The page of figures: by keyboard alone, blinded until asked, each figure also as a table, nothing cut."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from blin21_desktop.ui.cell_values import CellValuesWindow
from blin21_desktop.ui.event_grid import EventGrid
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.multiples_view import MultiplesView
from blin21_desktop.ui.pages.figures_page import FiguresPage
from blin21_desktop.ui.swimmer_view import SwimmerView
from tests.ui.conftest import Open, settle
from tests.ui.fakes import FakePorts
from tests.ui.test_forms_tour import WAYS
from tests.ui.test_tour import cut, nameless

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window: MainWindow, figure: str = "swimmer", mode: str = "blinded") -> FiguresPage:
    QTest.keyClick(window, Qt.Key.Key_G, CTRL)
    page = window.figures.page
    for segments, code in zip(page.segments, (figure, mode), strict=True):
        if segments.code() != code:
            QTest.keyClick(segments.buttons()[code], Qt.Key.Key_Space)
    settle()
    return page


def test_lane_by_lane_and_into_a_chart(open_ward: Open) -> None:
    window, _, _ = open_ward()
    page = opened(window)
    lanes = page.body
    assert isinstance(lanes, SwimmerView)
    assert window.focusWidget() is page.segments[0].buttons()["swimmer"]
    lanes.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(lanes, key)
    assert page.readout.accessibleName().startswith("DEMO-2: Transplant")
    QTest.keyClick(lanes, Qt.Key.Key_End)
    assert page.readout.accessibleName().startswith("DEMO-9")
    QTest.keyClick(lanes, Qt.Key.Key_Home)
    QTest.keyClick(lanes, Qt.Key.Key_Return)
    assert (window.on_chart, window.chart.patient) == (True, "DEMO-1")
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert window.pages.currentWidget() is window.board


def test_a_click_chooses_a_lane(open_ward: Open) -> None:
    window, _, _ = open_ward()
    lanes = opened(window).body
    assert isinstance(lanes, SwimmerView)
    view = lanes.plot.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    assert lanes.place == 4


def test_names_are_shown_only_when_asked(open_ward: Open) -> None:
    window, _, _ = open_ward()
    page = opened(window)
    assert page.mode == "blinded"
    assert page.body is not None
    assert "SURUGA" not in page.body.accessibleDescription()
    opened(window, mode="names")
    assert "SURUGA" in page.body.accessibleDescription()
    chosen = page.segments[1].buttons()["names"]
    QTest.keyClick(chosen, Qt.Key.Key_Space)
    assert (page.mode, chosen.isChecked()) == ("names", True)


def test_what_is_behind_a_grade(open_ward: Open) -> None:
    window, _, _ = open_ward()
    page = opened(window, "events")
    grid = page.body
    assert isinstance(grid, EventGrid)
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, 0))
    assert page.readout.accessibleName() == "Lymphocyte count decreased, DEMO-1 C1: Lymphocyte count decreased grade 4"
    QTest.keyClick(grid, Qt.Key.Key_Return)
    dialog = next(iter(window.findChildren(CellValuesWindow)))
    assert dialog.windowTitle() == "Lymphocyte count decreased · DEMO-1 · course 1"
    assert len(dialog.table.rows()) == 14
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert page.readout.accessibleName().endswith("course not given")
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert not window.findChildren(CellValuesWindow)
    place = grid.visualRect(grid.model().index(1, 2)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert next(iter(window.findChildren(CellValuesWindow))).windowTitle().startswith("Neutrophil count decreased")


def test_the_star_of_what_led_to_a_stop(open_ward: Open) -> None:
    window, _, _ = open_ward()
    grid = opened(window, "events").body
    assert isinstance(grid, EventGrid)
    model = grid.model()
    spoken = [
        str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount()) for column in range(model.columnCount())
    ]  # fmt: skip
    event = "Immune system disorders - Other: acute GVHD"
    starred = f"{event}, DEMO-8 C1: {event} grade 3 · led to discontinuation"
    assert [text for text in spoken if "led to" in text] == [starred]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "DEMO-1 C1"
    assert model.headerData(0, Qt.Orientation.Vertical) == "Lymphocyte count decreased"


def test_another_analyte_on_the_same_axes(open_ward: Open) -> None:
    window, _, _ = open_ward()
    page = opened(window, "multiples")
    assert isinstance(page.body, MultiplesView)
    assert page.analytes.currentText() == "Neutrophils"
    page.analytes.setFocus()
    QTest.keyClick(page.analytes, Qt.Key.Key_Down)
    settle()
    assert page.analyte != "neutrophils"
    assert page.note.accessibleName().startswith(page.analytes.currentText())
    first = page.body.graphs[0]
    first.setFocus()
    assert page.readout.accessibleName().startswith("DEMO-1:")
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert window.chart.patient == "DEMO-1"
    again = opened(window, "multiples").body
    assert isinstance(again, MultiplesView)
    QTest.mouseDClick(again.graphs[1], Qt.MouseButton.LeftButton)
    assert window.chart.patient == "DEMO-2"


def test_every_figure_as_a_table(open_ward: Open) -> None:
    window, _, _ = open_ward()
    page = opened(window)
    QTest.keyClick(page, Qt.Key.Key_T, CTRL)
    for figure, count in (("swimmer", 9), ("events", 86), ("multiples", 9)):
        opened(window, figure)
        assert page.table.isVisible()
        assert not page.body.isVisible()  # type: ignore[union-attr]
        assert len(page.table.rows()) == count, figure
    QTest.keyClick(page, Qt.Key.Key_T, CTRL)
    assert page.body.isVisible()  # type: ignore[union-attr]


def test_the_page_follows_language_and_record(open_ward: Open) -> None:
    window, ports, bridge = open_ward()
    page = opened(window)
    before = page.body
    bridge.ward_changed.emit()
    assert page.body is before
    window.switch_language()
    assert page.body is not before
    assert page.segments[0].buttons()["swimmer"].accessibleName() != ""
    assert len(ports.board()) == 9


def test_an_empty_ward_says_so(open_ward: Open) -> None:
    window, _, _ = open_ward(ports=FakePorts([]))
    page = opened(window)
    assert page.note.accessibleName() == "Nobody is on the list."
    assert page.body is not None
    QTest.keyClick(page.body, Qt.Key.Key_Down)
    for figure in ("events", "multiples"):
        opened(window, figure)
        assert page.note.accessibleName()


def test_painting_a_figure_leaks_nothing(open_ward: Open) -> None:
    window, _, _ = open_ward()
    lanes = opened(window).body
    assert lanes is not None
    lanes.grab()
    before = sys.getrefcount(None)
    for _ in range(30):
        lanes.grab()
    assert sys.getrefcount(None) >= before - 5


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
@pytest.mark.parametrize("figure", ["swimmer", "events", "multiples"])
def test_nothing_is_cut_or_nameless(open_ward: Open, lang: str, dark: bool, scale: int, figure: str) -> None:
    window, _, _ = open_ward(lang, dark=dark, scale=scale)
    page = opened(window, figure, "names")
    assert cut(page) == []
    assert nameless(page) == []
