"""The tab Checks in the window: lanes or table, windows of time, focus from check to check, nothing cut or nameless."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from blin21_desktop.present.cells import Chip
from blin21_desktop.present.checks_tab import checks_tab
from blin21_desktop.service.look import Look
from blin21_desktop.ui import app as program
from blin21_desktop.ui.checks_frame import LaneView
from blin21_desktop.ui.forms.segments import Segment
from blin21_desktop.ui.grade_chip import GradeChip, chip_size
from blin21_desktop.ui.pages.checks_tab import ChecksPage
from blin21_desktop.ui.samples import Shown
from blin21_desktop.ui.theme import GRADES, Role, Theme, contrast
from blin21_desktop.ui.writing_row import WritingRow
from tests.making import hour
from tests.present.checked import only_ordered, quiet, small_child, stormy, unchecked
from tests.present.looks import look, words
from tests.ui.conftest import Open, settle
from tests.ui.test_tour import cut, nameless

CHECKS = 2


def shown(qtbot: QtBot, seen: Look, lang: str = "en", *, dark: bool = False, scale: int = 100) -> ChecksPage:
    program.application()
    theme = Theme(dark=dark, scale=scale)
    theme.apply()
    page = ChecksPage(theme)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    with qtbot.waitExposed(page):
        page.show()
    told = words("ja" if lang == "ja" else "en")
    page.show_view(checks_tab(seen, told), told)
    settle()
    return page


@pytest.mark.parametrize(("lang", "dark", "scale"), [("en", False, 100), ("ja", True, 150), ("en", False, 200)])
@pytest.mark.parametrize("make", [stormy, quiet, small_child, unchecked, only_ordered])
def test_nothing_is_cut_or_nameless(qtbot: QtBot, make: object, lang: str, dark: bool, scale: int) -> None:
    assert callable(make)
    page = shown(qtbot, make(), lang, dark=dark, scale=scale)
    for span in ("day", "three", "course", "never"):
        page.choose_span(span)
        settle()
        assert cut(page) == []
        assert nameless(page) == []
        assert not page.grab().isNull()


def test_every_lane_has_a_name_and_a_sentence(qtbot: QtBot) -> None:
    page = shown(qtbot, stormy())
    lanes = page.findChildren(LaneView)
    assert len(lanes) > 14
    assert all(lane.accessibleName() and lane.accessibleDescription() for lane in lanes)
    graph = page.graphs[0]
    assert graph.accessibleName() == "Checks over time"
    assert "Temperature: 37.8 ℃ at 02:00" in graph.accessibleDescription()


def test_ctrl_t_shows_the_table_and_comes_back(qtbot: QtBot) -> None:
    page = shown(qtbot, stormy())
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.table.isVisible()
    assert page.graphs == []
    assert page.table.model().rowCount() == len(checks_tab(stormy(), words()).table)
    QTest.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert not page.table.isVisible()
    assert len(page.graphs) == 2


def test_arrows_go_from_check_to_check_and_the_line_below_says_it_all(qtbot: QtBot) -> None:
    page = shown(qtbot, stormy())
    graph = page.graphs[0]
    graph.setFocus()
    newest = graph.said.accessibleName()
    assert newest.startswith("02:00 · Temperature 37.8 ℃")
    QTest.keyClick(graph, Qt.Key.Key_Left)
    assert graph.said.accessibleName() == newest
    QTest.keyClick(graph, Qt.Key.Key_Left)
    assert graph.said.accessibleName() == "00:00 · neurological check not done: refused · T.N"
    QTest.keyClick(graph, Qt.Key.Key_Home)
    first = graph.said.accessibleName()
    QTest.keyClick(graph, Qt.Key.Key_Left)
    assert graph.said.accessibleName() == first
    QTest.keyClick(graph, Qt.Key.Key_End)
    QTest.keyClick(graph, Qt.Key.Key_Right)
    assert graph.said.accessibleName() == newest
    QTest.keyClick(graph, Qt.Key.Key_Up)
    axis = graph.lanes[0]
    QTest.mouseClick(graph, Qt.MouseButton.LeftButton, pos=QPoint(int(axis.lane().left()) + 10, 40))
    assert graph.said.accessibleName() == first
    QTest.mouseClick(graph, Qt.MouseButton.LeftButton, pos=QPoint(10, 40))
    assert graph.said.accessibleName() == first


def test_the_focus_stays_when_the_minute_turns(qtbot: QtBot) -> None:
    page = shown(qtbot, stormy())
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    graph = page.graphs[0]
    graph.setFocus()
    QTest.keyClick(graph, Qt.Key.Key_Home)
    told = graph.said.accessibleName()
    later = checks_tab(look(*stormy().chart.written, at=hour(185, seconds=60)), words())
    page.show_view(later, words())
    settle()
    assert page.graphs[0] is not graph
    assert page.graphs[0].hasFocus()
    assert page.graphs[0].said.accessibleName() == told
    segment = page.findChildren(Segment)[1]
    segment.setFocus()
    QTest.keyClick(segment, Qt.Key.Key_Space)
    settle()
    assert segment.hasFocus()
    assert page.graphs[0].view.axis.span == "three"


def test_without_a_check_the_arrows_have_nowhere_to_go(qtbot: QtBot) -> None:
    graph = shown(qtbot, unchecked()).graphs[0]
    QTest.keyClick(graph, Qt.Key.Key_Right)
    assert graph.view.focus is None
    assert not graph.said.isVisible()


def test_a_chosen_window_stays_when_the_chart_changes(qtbot: QtBot) -> None:
    page = shown(qtbot, stormy())
    page.choose_span("course")
    page.show_view(checks_tab(quiet(), words()), words())
    assert [graph.view.axis.span for graph in page.graphs] == ["course"]
    page.show_view(checks_tab(only_ordered(), words()), words())
    assert [graph.view.axis.span for graph in page.graphs] == ["day"]


def test_the_third_tab_is_checks_and_is_made_only_when_looked_at(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.open_patient("DEMO-1")
    assert window.chart.checks.graphs == []
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.chart.tabs.currentIndex() == CHECKS
    assert window.chart.tabs.tabText(CHECKS) == "Checks"
    made = window.chart.checks.graphs[0]
    window.refresh()
    assert window.chart.checks.graphs[0] is made
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert window.chart.stack.currentWidget() is window.chart.record


def picture() -> bytes:
    image = QImage(300, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(kept.data())


def test_writing_samples_stand_side_by_side_and_a_missing_one_is_said(qtbot: QtBot) -> None:
    program.application()
    samples = (Shown("23-Nov 08:00", "baseline", picture()), Shown("14:00", "", None), Shown("16:00", "", b"torn"))
    row = WritingRow(samples, words(), Theme())
    qtbot.addWidget(row)
    pictures = [
        one for one in row.findChildren(QLabel) if isinstance(one.pixmap(), QPixmap) and not one.pixmap().isNull()
    ]
    assert [one.accessibleName() for one in pictures] == ["Handwriting sample: 23-Nov 08:00 · baseline"]
    assert [one.text() for one in row.findChildren(QLabel)].count("picture not to be had") == 2


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("grade", [1, 2, 3, 4, 5])
def test_the_digit_of_a_grade_reads_on_its_colour(grade: int, dark: bool) -> None:
    fill, _, digit = Theme(dark=dark).grade(grade)
    assert contrast(fill, digit) >= 4.5
    assert len(GRADES) == 4


@pytest.mark.parametrize(("grade", "hatched"), [(0, False), (1, False), (2, True), (3, True), (4, False)])
def test_the_hatch_of_a_grade_fills_the_left_third_and_not_the_digit(qtbot: QtBot, grade: int, hatched: bool) -> None:
    program.application()
    theme = Theme()
    chip = Chip("", grade, "")
    made = GradeChip(chip, theme)
    qtbot.addWidget(made)
    made.resize(chip_size(Chip("0", 0, ""), theme.font(16, bold=True)))
    image = made.grab().toImage()
    ground = theme.grade(grade)[0] if grade else theme.colour(Role.PANEL)

    def other(left: int, right: int) -> int:
        inside = [(x, y) for x in range(left, right) for y in range(3, image.height() - 3)]
        return sum(image.pixelColor(x, y) != ground for x, y in inside)

    third = image.width() // 3
    assert (other(3, third) > 0) is hatched
    assert other(third + 2, image.width() - 3) == 0


def test_without_a_grade_the_edge_is_dashed(qtbot: QtBot) -> None:
    program.application()
    theme = Theme()

    def edge(chip: Chip) -> int:
        made = GradeChip(chip, theme)
        qtbot.addWidget(made)
        made.resize(40, 24)
        image = made.grab().toImage()
        return len({image.pixelColor(x, 0).name() for x in range(6, 34)})

    assert edge(Chip("–", None, "")) > 1
    assert edge(Chip("8", None, "", plain=True)) == edge(Chip("0", 0, "")) == 1
