"""The tab Labs in the window, by keyboard: four modes, focus line, panels that move, tables, details."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blin21_desktop.present.labs_tab import LabsTab
from blin21_desktop.service.look import Look
from blin21_desktop.ui import app as program
from blin21_desktop.ui.labs_panel import PanelView
from blin21_desktop.ui.labs_subsets import SubsetView
from blin21_desktop.ui.pages.labs_tab import LabsPage
from blin21_desktop.ui.theme import Theme
from tests.making import hour
from tests.present.labbed import bare, course, day, mrd, seen
from tests.present.looks import words
from tests.rules.benching import lab
from tests.ui.conftest import settle
from tests.ui.test_tour import cut, nameless

ALT = {"lower_limit": "5", "upper_limit": "40"}
MODES = ("table", "stacked", "relative", "subsets")


def full() -> Look:
    """Two weeks with every mark, subsets on two days, MRD."""
    return seen(
        *course(),
        lab(day(13.9), "haemoglobin", "9", lower_limit="11", upper_limit="14", status="preliminary"),
        lab(day(12), "lymphocytes", "0", unit="10*9/L"),
        lab(day(13.9), "lymphocytes", "0.2", unit="10*9/L"),
        lab(day(13.9), "leukocytes", "1.2", unit="10*9/L"),
        lab(day(13.9), "neutrophils_percent", "40", unit="%"),
        lab(day(13.9), "alt", "2", unit="ukat/L", id="other-unit", source={"sender": "B"}),
        lab(day(10), "ferritin", ">9999", unit="ng/mL", upper_limit="250", status="corrected"),
        *(lab(day(at), name, str(value), unit="/uL")
          for at in (-0.5, 13.9) for value, name in enumerate(("cd19", "cd56", "cd3", "cd4", "cd8"), start=5)),
        mrd(day(-3), "pcr", "2E-4", sensitivity="1E-5", quantitative_range="5E-5"),
        mrd(day(3), "flow", "0.2 %"),
    )  # fmt: skip


def shown(qtbot: QtBot, look: Look, lang: str = "en", *, dark: bool = False, scale: int = 100) -> LabsPage:
    program.application()
    theme = Theme(dark=dark, scale=scale)
    theme.apply()
    page = LabsPage(theme)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    with qtbot.waitExposed(page):
        page.show()
    told = words("ja" if lang == "ja" else "en")
    page.show_view(lambda unit: LabsTab(look, told, unit), told)
    settle()
    return page


def empty() -> Look:
    return seen()


def few() -> Look:
    return bare(lab(hour(1), "alt", "20"), at=day(2))


@pytest.mark.parametrize(("lang", "dark", "scale"), [("en", False, 100), ("ja", True, 150), ("en", False, 200)])
@pytest.mark.parametrize("make", [full, empty, few])
def test_nothing_is_cut_or_nameless(qtbot: QtBot, make: object, lang: str, dark: bool, scale: int) -> None:
    assert callable(make)
    page = shown(qtbot, make(), lang, dark=dark, scale=scale)
    for mode in MODES:
        page.choose_mode(mode)
        for span in ("week", "all", "course", "never"):
            page.choose_span(span)
        for as_table in (True, False):
            page.as_table.setChecked(as_table)
            settle()
            assert cut(page) == [], mode
            assert nameless(page) == [], mode
            assert not page.grab().isNull()


def test_an_empty_tab_says_why(qtbot: QtBot) -> None:
    page = shown(qtbot, empty())
    assert page.empty.accessibleName() == "No laboratory result is on file. Results come by import."
    assert not page.body.isVisible()
    page = shown(qtbot, few())
    page.choose_mode("relative")
    assert page.empty.accessibleName() == "No result here has an upper limit of normal."
    page.choose_mode("subsets")
    assert page.empty.accessibleName() == "No course has begun."
    page.choose_mode("stacked")
    assert page.empty.accessibleName() == ""


def test_panels_have_one_height_and_one_left_edge_and_a_sentence(qtbot: QtBot) -> None:
    page = shown(qtbot, full())
    page.choose_mode("stacked")
    settle()
    panels = [one for one in page.findChildren(PanelView) if one.isVisible()]
    assert len(panels) == 12
    assert {one.height() for one in panels} == {96}
    assert len({one.lane().left() for one in panels}) == 1
    assert all(one.accessibleDescription().endswith("values.") for one in panels)
    graph = page.body.graph
    assert graph is not None
    assert graph.accessibleName() == "Laboratory values over time"
    assert "Platelets" in graph.accessibleDescription()


def test_all_panels_are_shown_when_they_are_wanted(qtbot: QtBot) -> None:
    page = shown(qtbot, full())
    page.choose_mode("stacked")
    settle()
    assert page.every.isVisible()
    assert page.tab is not None
    assert page.every.accessibleName() == f"All {len(page.tab.panels)} panels"
    page.every.click()
    settle()
    assert sum(one.isVisible() for one in page.findChildren(PanelView)) == len(page.tab.panels)


def test_the_focus_line_goes_from_sample_to_sample(qtbot: QtBot) -> None:
    page = shown(qtbot, full())
    page.choose_mode("stacked")
    graph = page.body.graph
    assert graph is not None
    graph.setFocus()
    newest = graph.said.accessibleName()
    assert newest.startswith("Course 1, calendar day 15 · collected 07-Dec-2026")
    QTest.keyClick(graph, Qt.Key.Key_Left)
    assert (graph.said.accessibleName(), graph.view.focus is not None) == (newest, True)
    QTest.keyClick(graph, Qt.Key.Key_Left)
    assert graph.said.accessibleName() != newest
    QTest.keyClick(graph, Qt.Key.Key_Home)
    first = graph.said.accessibleName()
    assert first.startswith("Day 0 (pre)")
    QTest.keyClick(graph, Qt.Key.Key_Left)
    assert graph.said.accessibleName() == first
    QTest.keyClick(graph, Qt.Key.Key_End)
    QTest.keyClick(graph, Qt.Key.Key_Right)
    assert graph.said.accessibleName() == newest
    QTest.keyClick(graph, Qt.Key.Key_A)
    head = graph.head
    QTest.mouseClick(graph, Qt.MouseButton.LeftButton, pos=head.mapTo(graph, head.lane().topLeft().toPoint()))
    assert graph.said.accessibleName() == first


def test_a_refresh_keeps_the_sample_and_the_same_panels(qtbot: QtBot) -> None:
    page = shown(qtbot, full())
    page.choose_mode("stacked")
    graph = page.body.graph
    assert graph is not None
    graph.choose(3)
    at, made = graph.view.focus, list(graph.panels)
    told = words()
    page.show_view(lambda unit: LabsTab(full(), told, unit), told)
    assert page.body.graph is graph
    assert graph.panels == made
    assert graph.view.focus == at
    page.choose_span("week")
    assert graph.view.focus is None


def test_up_and_down_choose_a_panel_and_ctrl_moves_it(qtbot: QtBot) -> None:
    page = shown(qtbot, full())
    page.choose_mode("stacked")
    graph = page.body.graph
    assert graph is not None

    def order() -> list[str]:
        return [one.panel.key for one in graph.panels if one.isVisibleTo(page)]

    before = order()
    QTest.keyClick(graph, Qt.Key.Key_Down)
    QTest.keyClick(graph, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert graph.chosen == 2
    assert order() == [before[0], before[2], before[1], *before[3:]]
    QTest.keyClick(graph, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert order() == before
    for _ in range(20):
        QTest.keyClick(graph, Qt.Key.Key_Down)
    assert graph.chosen == 11
    assert page.verticalScrollBar().value() > 0
    lane = graph.panels[0]
    QTest.mouseClick(graph, Qt.MouseButton.LeftButton, pos=lane.mapTo(graph, lane.rect().center()))
    assert graph.chosen == 0


def test_seven_days_are_gone_through_day_by_day(qtbot: QtBot) -> None:
    page = shown(qtbot, full())
    page.choose_mode("stacked")
    graph = page.body.graph
    assert graph is not None
    QTest.keyClick(graph, Qt.Key.Key_PageUp)
    assert graph.view.axis.span == "course"
    page.choose_span("week")
    last = graph.view.axis.start
    QTest.keyClick(graph, Qt.Key.Key_PageUp)
    assert graph.view.axis.start == last - 1
    QTest.keyClick(graph, Qt.Key.Key_PageDown)
    QTest.keyClick(graph, Qt.Key.Key_PageDown)
    assert graph.view.axis.start == last
    for _ in range(60):
        QTest.keyClick(graph, Qt.Key.Key_PageUp)
    assert page.tab is not None
    assert graph.view.axis.start == page.tab.weeks[0].start


def test_the_other_unit_is_shown_everywhere(qtbot: QtBot) -> None:
    page = shown(qtbot, full())
    assert page.choose_unit("si") == "si"
    page.choose_mode("stacked")
    graph = page.body.graph
    assert graph is not None
    units = {one.panel.key: one.panel.readout.unit for one in graph.panels}
    assert units["platelets"] == "10⁹/L"
    assert page.choose_unit("never") == "si"
    assert page.choose_unit("ward") == "ward"
    assert {one.panel.key: one.panel.readout.unit for one in graph.panels}["platelets"] == "10⁴/μL"


def test_ctrl_t_shows_the_values_of_any_graph_and_comes_back(qtbot: QtBot) -> None:
    page = shown(qtbot, full())
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert not page.as_table.isChecked()
    heads = {}
    for mode in MODES[1:]:
        page.choose_mode(mode)
        QTest.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        settle()
        table = page.body.values
        assert table.isVisible()
        assert not page.findChildren(SubsetView)
        heads[mode] = [table.model().headerData(n, Qt.Orientation.Horizontal) for n in range(2)]
        assert table.model().rowCount() > 2
        QTest.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        assert not table.isVisible()
    assert heads == {
        "stacked": ["Sample", "ANC 10⁹/L"], "relative": ["Sample", "ALT"], "subsets": ["Sample", "Lymphocytes 10⁹/L"],
    }  # fmt: skip


def test_the_overlay_tells_its_lines_apart_and_lets_one_be_chosen(qtbot: QtBot) -> None:
    page = shown(qtbot, full())
    page.choose_mode("relative")
    settle()
    graph = page.body.relative
    assert graph is not None
    names = [line.name for line in graph.lane.relative.lines]
    assert names == ["ALT", "CRP", "Ferritin"]
    QTest.keyClick(graph, Qt.Key.Key_Down)
    assert graph.lane.chosen == 1
    opened: list[str] = []
    graph.opened.connect(opened.append)
    QTest.keyClick(graph, Qt.Key.Key_Home)
    QTest.keyClick(graph, Qt.Key.Key_Right)
    QTest.keyClick(graph, Qt.Key.Key_Return)
    assert opened == [graph.lane.relative.lines[1].points[0].result]
    assert not page.grab().isNull()
    page.rebuild()
    assert graph.lane.chosen == 1
    for _ in range(9):
        QTest.keyClick(graph, Qt.Key.Key_Down)
    assert graph.lane.chosen == 2


def test_subsets_are_six_small_graphs_with_their_sentences(qtbot: QtBot) -> None:
    page = shown(qtbot, full())
    page.choose_mode("subsets")
    settle()
    found = [one for one in page.findChildren(SubsetView) if one.isVisible()]
    assert [one.accessibleName() for one in found][:2] == ["Lymphocytes", "CD19 cells"]
    assert found[1].accessibleDescription() == "CD19 cells: course 1: day 0 5, day 15 5."
    assert len(found) == 6


def test_the_row_that_is_chosen_is_seen_and_enter_opens_it(qtbot: QtBot) -> None:
    page = shown(qtbot, full())
    table = page.body.table
    told: list[object] = []
    page.details_wanted.connect(told.append)
    table.setFocus()
    for _ in range(10):
        QTest.keyClick(table, Qt.Key.Key_Down)
    settle()
    row = table.visualRect(table.currentIndex())
    top = table.viewport().mapTo(page.viewport(), row.topLeft()).y()
    assert 0 <= top < page.viewport().height()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert len(told) == 1
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert len(told) == 2
