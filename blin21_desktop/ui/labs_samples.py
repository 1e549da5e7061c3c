"""Lanes under one axis as one thing to focus: arrows go from sample to sample, the line on top says which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from blin21_desktop.present.checks_axis import Axis
from blin21_desktop.present.checks_lanes import Readout
from blin21_desktop.present.labs_tab import LabMoment, LabsTab
from blin21_desktop.present.words import Words
from blin21_desktop.ui.checks_frame import AxisView, View
from blin21_desktop.ui.focus_frame import FocusFrame
from blin21_desktop.ui.labs_mrd_lane import MrdView
from blin21_desktop.ui.labs_ribbon import RibbonView
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import label, set_text

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SampleGraph(FocusFrame):
    """Axis and ribbon with the focus line; the lanes below come from the graphs that are made of it.

    `opened`: the id of the result that Enter is about; `panned`: other days are wanted, earlier or later;
    `lane_chosen`: a lane that should be seen.
    """

    opened = Signal(str)
    panned = Signal(int)
    lane_chosen = Signal(QWidget)

    def __init__(self, tab: LabsTab, axis: Axis, words: Words, theme: Theme) -> None:
        super().__init__(theme)
        self.view = View(axis, words, theme)
        self.moments: Sequence[LabMoment] = ()
        self._place = -1
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(3, 3, 3, 3)
        self.column.setSpacing(0)
        self.head = AxisView(Readout(name=words.t("Cycle day, date")), "", self.view)
        self.ribbon = RibbonView(tab.ribbon, self.view)
        self.mrd = MrdView(tab.mrd_marks, self.view)
        self._marks = tab.mrd_marks
        self.said = label("", "bold", wrap=True)
        for part in (self.said, self.head, self.ribbon):
            self.column.addWidget(part)

    def show_samples(self, tab: LabsTab, axis: Axis, words: Words) -> None:
        """Other values; the focus line stays on its sample where that is still there."""
        self.view.words = words
        self.head.readout = Readout(name=words.t("Cycle day, date"))
        self.head.setAccessibleName(self.head.readout.name)
        self.ribbon.show_ribbon(tab.ribbon)
        self._marks = tab.mrd_marks
        self.moments = tab.moments
        self.show_axis(axis)

    def show_axis(self, axis: Axis) -> None:
        """Other days; nothing but the painting changes."""
        self.view.axis = axis
        self.mrd.show_marks(self._marks)
        inside = self._inside()
        if self._place not in inside:
            self._place = inside[-1] if inside else -1
            self.view.focus = None
        self._tell()

    def _inside(self) -> list[int]:
        """Places of the samples in the window."""
        axis = self.view.axis
        return [place for place, one in enumerate(self.moments) if axis.start <= one.at <= axis.end]

    def repaint_lanes(self) -> None:
        """All lanes."""
        for lane in (self.head, self.ribbon, self.mrd):
            lane.update()

    def focused(self) -> LabMoment | None:
        """The sample under the focus line, or the newest one in the window."""
        return self.moments[self._place] if 0 <= self._place < len(self.moments) else None

    def result(self) -> str:
        """The result that Enter is about, or empty."""
        return ""

    def up_or_down(self, by: int, *, move: bool) -> None:
        """Choose another lane, or move it."""

    def choose(self, place: int) -> None:
        """Put the focus line on a sample; beyond the ends of the window it stays on the last one."""
        inside = self._inside()
        if not inside:
            return
        self._place = max(inside[0], min(place, inside[-1]))
        self.view.focus = self.moments[self._place].at
        self._tell()

    def _tell(self) -> None:
        moment = self.focused()
        self.said.setVisible(moment is not None)
        set_text(self.said, "" if moment is None else moment.text)
        self.repaint_lanes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, right, Home, End: samples. Up, down: lanes, with Ctrl they move. Page keys: other days. Enter opens."""
        key = Qt.Key(event.key())
        if key in STEPS:
            first = self.view.focus is None
            self.choose(self._place if first else self._place + STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if key is Qt.Key.Key_Home else len(self.moments))
        elif key in UP_DOWN:
            self.up_or_down(UP_DOWN[key], move=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key in PAGES:
            self.panned.emit(PAGES[key])
        elif key in ENTER and self.result():
            self.opened.emit(self.result())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the nearest sample."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        x = self.head.mapFrom(self, event.position()).x()
        if self.moments and x >= self.head.lane().left():
            self.choose(min(range(len(self.moments)), key=lambda n: abs(self.head.x_of(self.moments[n].at) - x)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The click was used."""
        event.accept()
