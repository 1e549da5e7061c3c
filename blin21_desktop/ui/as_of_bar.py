"""The slider of a review copy: all pages as of a moment, as it was known then. By keyboard from everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QFrame, QSlider

from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, label

PAGES = 40
"""So many steps of Page Up and Page Down go through the whole record."""

WIDE, NARROW, LARGE_FROM = 330, 130, 150
"""Width of the slider at 100 %, px; narrower from that scale (percent) on, so that everything stays in one row."""


class AsOfBar(QFrame):
    """Goes through the moments at which something was written; its right end is the end of the copy.

    `moved` fires once the slider rests: drawing everything while it is dragged would make it stick.
    """

    moved = Signal()

    def __init__(self, moments: Sequence[datetime], theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self._moments = tuple(moments)
        self._words: Words | None = None
        self.name = label("", "muted")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(self._moments))
        self.slider.setValue(len(self._moments))
        self.slider.setPageStep(max(1, len(self._moments) // PAGES))
        self.slider.setFixedWidth(theme.px(WIDE if theme.scale < LARGE_FROM else NARROW))
        self.slider.setMinimumHeight(theme.px(32))
        self.slider.setTracking(False)
        self.shown = label("", "bold")
        self.earlier, self.later, self.end = button(""), button(""), button("")
        flow = Flow(self, gap=10, below=2, margins=QMargins(14, 2, 14, 2))
        for one in (self.name, self.earlier, self.slider, self.later, self.shown, self.end):
            flow.addWidget(one)
        self.slider.sliderMoved.connect(self._tell)
        self.slider.valueChanged.connect(self._tell)
        self.slider.valueChanged.connect(lambda _: self.moved.emit())
        self.earlier.clicked.connect(lambda: self.step(-1))
        self.later.clicked.connect(lambda: self.step(1))
        self.end.clicked.connect(self.to_end)

    @property
    def moment(self) -> datetime | None:
        """The chosen moment; None: the end of the copy."""
        place = self.slider.value()
        return self._moments[place] if place < len(self._moments) else None

    def step(self, pages: int) -> None:
        """Some pages earlier or later."""
        self.slider.setValue(self.slider.value() + pages * self.slider.pageStep())

    def to_end(self) -> None:
        """The end of the copy."""
        self.slider.setValue(len(self._moments))

    def retranslate(self, words: Words) -> None:
        """Say what it is and where it stands."""
        self._words = words
        self.name.setText(words.t("As of"))
        for one, text, key in (
            (self.earlier, words.t("Earlier"), "Alt+PgUp"),
            (self.later, words.t("Later"), "Alt+PgDn"),
            (self.end, words.t("End"), "Alt+End"),
        ):
            one.setText(f"{text}  {key}")
            one.setAccessibleName(text)
        self._tell(self.slider.value())

    def _tell(self, place: int) -> None:
        if self._words is None:
            return
        words = self._words
        inside = place < len(self._moments)
        told = words.moment(self._moments[place]) if inside else words.t("end of the copy")
        self.shown.setText(told)
        self.slider.setAccessibleName(f"{self.name.text()}: {told}")
        self.end.setEnabled(inside)
        self.later.setEnabled(inside)
        self.earlier.setEnabled(place > 0)
