"""The lanes under one axis as one thing to focus: arrows move from check to check, the line below says it all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from blin21_desktop.present.checks_axis import Axis
from blin21_desktop.present.checks_lanes import Lane, Readout
from blin21_desktop.present.checks_tab import MomentWords
from blin21_desktop.present.words import Words
from blin21_desktop.ui.checks_frame import AxisView, LaneView, View
from blin21_desktop.ui.checks_lanes import lane_view
from blin21_desktop.ui.focus_frame import FocusFrame
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import label, set_text

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ChecksGraph(FocusFrame):
    """Lanes on one axis. `moments` are what the arrows step through."""

    def __init__(
        self,
        axis: Axis,
        lanes: Sequence[Lane | QWidget],
        moments: Sequence[MomentWords],
        name: str,
        words: Words,
        theme: Theme,
    ) -> None:
        super().__init__(theme)
        self.view = View(axis, words, theme)
        self._moments = [one for one in moments if axis.start <= one.at <= axis.end]
        self._place = len(self._moments) - 1
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.setSpacing(0)
        self.lanes: list[LaneView] = [AxisView(Readout(name=words.t("Cycle day, clock")), name, self.view)]
        column.addWidget(self.lanes[0])
        for lane in lanes:
            made = lane if isinstance(lane, QWidget) else lane_view(lane, self.view)
            if isinstance(made, LaneView):
                self.lanes.append(made)
            column.addWidget(made)
        self.said = label("", "bold", wrap=True)
        column.addWidget(self.said)
        self.said.setVisible(bool(self._moments))
        self._tell()
        told = (lane.accessibleDescription() for lane in self.lanes[1:])
        self.setAccessibleDescription(" ".join(told))

    def choose(self, place: int) -> None:
        """Put the focus line on a moment; beyond the ends it stays on the last one."""
        if not self._moments:
            return
        self._place = max(0, min(place, len(self._moments) - 1))
        self.view.focus = self._moments[self._place].at
        self._tell()
        for lane in self.lanes:
            lane.update()

    def take_focus(self, at: float | None) -> None:
        """Take the focus over from the graph this one replaces, on the check it stood on (days), if it is there."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if at is not None and self._moments:
            self.choose(min(range(len(self._moments)), key=lambda place: abs(self._moments[place].at - at)))

    def _tell(self) -> None:
        if self._moments:
            set_text(self.said, self._moments[self._place].text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right to the next check, Home and End to the first and the newest."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            first = self.view.focus is None
            self.choose(self._place if first else self._place + _STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if key is Qt.Key.Key_Home else len(self._moments))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the nearest check."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        head = self.lanes[0]
        x = head.mapFrom(self, event.position()).x()
        if self._moments and x >= head.lane().left():
            near = min(range(len(self._moments)), key=lambda n: abs(head.x_of(self._moments[n].at) - x))
            self.choose(near)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The click was used."""
        event.accept()
