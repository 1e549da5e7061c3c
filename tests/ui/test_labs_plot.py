"""The plot of one analyte: the series of the tab, zoomed, moved and read by keyboard; and that pyqtgraph is sound."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from blin21_desktop.domain.entries import Entry
from blin21_desktop.present.labs_plot import LabPlot
from blin21_desktop.present.labs_tab import LabsTab
from blin21_desktop.ui import app as program
from blin21_desktop.ui.labs_detail import LabDetailDialog
from blin21_desktop.ui.labs_plot import PlotView
from blin21_desktop.ui.theme import Theme
from tests.making import hour
from tests.present.labbed import course, day, seen
from tests.present.looks import words
from tests.rules.benching import lab
from tests.ui.conftest import settle
from tests.ui.test_labs_tab import full
from tests.ui.test_tour import cut, nameless

CONTROL = Qt.KeyboardModifier.ControlModifier


def plot(key: str, *entries: Entry, place: int = -1) -> LabPlot:
    made = LabsTab(seen(*entries) if entries else full(), words())
    one = next(one for one in made.series if one.key == key)
    found = made.details(one.results[place].entry.id)
    assert found is not None
    assert found.plot is not None
    return found.plot


def shown(qtbot: QtBot, made: LabPlot, *, dark: bool = False, scale: int = 100) -> PlotView:
    program.application()
    theme = Theme(dark=dark, scale=scale)
    theme.apply()
    view = PlotView(made, theme)
    qtbot.addWidget(view)
    view.resize(900, 420)
    with qtbot.waitExposed(view):
        view.show()
    settle()
    return view


def test_it_is_the_series_of_the_tab_with_a_sentence_a_result(qtbot: QtBot) -> None:
    made = plot("neutrophils", *course())
    panel = next(one for one in LabsTab(seen(*course()), words()).panels if one.key == "neutrophils")
    assert made.panel == panel
    assert made.said[-1] == "0.44 10⁹/L, 07-Dec-2026 05:12, ANC grade 4"
    assert made.up == "ANC 10⁹/L, logarithmic"
    assert (made.day(-1.0), made.day(0.0), made.day(13.0)) == ("-1", "1", "14")
    view = shown(qtbot, made)
    assert view.accessibleName() == "Neutrophils"
    assert view.accessibleDescription().startswith("0.44 10⁹/L, 07-Dec-2026 05:12")
    assert view.accessibleDescription().endswith("15 values.")
    assert nameless(view) == []


def test_left_and_right_read_the_results_and_stay_within_them(qtbot: QtBot) -> None:
    view = shown(qtbot, plot("crp", *course()))
    told: list[str] = []
    view.moved.connect(told.append)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.focused == 14
    assert view.said.text().count("only a bound is known") == 1
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.focused == 0
    assert "1.60 mg/dL" in view.said.text()
    assert told[-1] == view.plot.panel.points[0].result


def span(view: PlotView) -> tuple[float, float]:
    low, high = view.canvas.viewRange()[0]
    return low, high


def test_keys_and_wheel_zoom_and_pan_and_home_shows_all_of_it(qtbot: QtBot) -> None:
    view = shown(qtbot, plot("alt", *course()))
    whole = span(view)
    assert whole[0] < view.plot.start < view.plot.end < whole[1]
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    near = span(view)
    assert near[1] - near[0] < (whole[1] - whole[0]) / 2
    assert near[0] <= view.plot.panel.points[-1].at <= near[1]
    QTest.keyClick(view, Qt.Key.Key_Left, CONTROL)
    assert span(view)[0] < near[0]
    QTest.keyClick(view, Qt.Key.Key_Right, CONTROL)
    assert span(view) == pytest.approx(near)
    view.choose(0)
    low, high = span(view)
    assert low <= view.plot.panel.points[0].at <= high
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert span(view)[1] - span(view)[0] > high - low
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert span(view) == pytest.approx(whole)
    port = view.canvas.viewport()
    middle = QPointF(port.rect().center())
    turned = QWheelEvent(
        middle, port.mapToGlobal(middle), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, turned)
    assert span(view)[1] - span(view)[0] < whole[1] - whole[0]


def test_a_click_takes_the_nearest_result(qtbot: QtBot) -> None:
    view = shown(qtbot, plot("alt", *course()))
    box = view.canvas.getViewBox()
    wanted = view.plot.panel.points[3]
    at = box.mapViewToScene(QPointF(wanted.at, view.y_of(wanted.value)))
    QTest.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=view.canvas.mapFromScene(at))
    settle()
    assert view.focused == 3


@pytest.mark.parametrize(("dark", "scale"), [(False, 100), (True, 150)])
@pytest.mark.parametrize("key", ["alt", "crp", "lymphocytes", "haemoglobin", "ferritin", "cd19"])
def test_every_kind_of_analyte_is_drawn(qtbot: QtBot, key: str, dark: bool, scale: int) -> None:
    view = shown(qtbot, plot(key), dark=dark, scale=scale)
    axis = view.canvas.getPlotItem().getAxis("left")
    low, high = view.canvas.viewRange()[1]
    told = [text for _, values in axis.tickValues(low, high, 300) for text in axis.tickStrings(values, 1, 1)]
    assert len(told) >= 2
    drawn = view.plot.panel.axis
    assert ("0" in told) is (drawn.zero or drawn.low == 0)
    assert not view.grab().isNull()
    assert cut(view) == []


def test_the_words_stand_beside_the_plot_where_there_is_little_height(qtbot: QtBot) -> None:
    program.application()
    theme = Theme(dark=False, scale=150)
    made = LabsTab(full(), words())
    found = made.details(next(row for row in made.rows if row.key == "alt").entry)
    assert found is not None
    outer = QWidget()
    qtbot.addWidget(outer)
    dialog = LabDetailDialog(found, "who", words(), theme, outer, writes=True)
    dialog.resize(1318, 640)
    with qtbot.waitExposed(dialog):
        dialog.show()
    settle()
    assert dialog.plot is not None
    assert dialog.plot.width() < dialog.width() * 0.7
    assert cut(dialog) == []
    dialog.resize(1318, 1000)
    settle()
    assert dialog.plot.width() > dialog.width() * 0.9


def test_what_cannot_be_drawn_has_no_plot(qtbot: QtBot) -> None:
    made = LabsTab(seen(lab(hour(2), "crp", "much")), words())
    found = made.details(made.rows[0].entry)
    assert found is not None
    assert found.plot is None
    outer = QWidget()
    qtbot.addWidget(outer)
    assert LabDetailDialog(found, "who", words(), Theme(dark=False, scale=100), outer, writes=True).plot is None


def test_painting_it_drops_no_reference_to_none(qtbot: QtBot) -> None:
    """The fault of PySide6 6.12: every call that returns None takes one away, and Python 3.11 dies of it."""
    view = shown(qtbot, plot("alt", lab(day(1), "alt", "20"), lab(day(2), "alt", "40")))
    before = sys.getrefcount(None)
    for _ in range(100):
        view.grab()
    assert abs(sys.getrefcount(None) - before) < 1000


def test_the_program_starts_without_it() -> None:
    code = "import sys, blin21_desktop.ui.main_window; sys.exit('pyqtgraph' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
