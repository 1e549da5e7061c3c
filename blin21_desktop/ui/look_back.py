"""Two sliders to look back: as of a moment, and as it was known at a moment. At the right end both mean now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, label


class Slider(QWidget):
    """One slider over moments; its last place is now."""

    moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._moments: tuple[datetime, ...] = ()
        self.name = label("", "muted")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setFixedWidth(theme.px(240))
        self.slider.setMinimumHeight(theme.px(32))
        self.shown = label("", "bold")
        flow = Flow(self, gap=8)
        for one in (self.name, self.slider, self.shown):
            flow.addWidget(one)
        self.slider.valueChanged.connect(self.moved)

    @property
    def moment(self) -> datetime | None:
        """The chosen moment; None means now."""
        place = self.slider.value()
        return self._moments[place] if place < len(self._moments) else None

    def show_moments(self, moments: Sequence[datetime]) -> None:
        """Offer these moments and now; a chosen moment stays chosen."""
        chosen = self.moment
        self._moments = tuple(sorted(set(moments)))
        self.slider.blockSignals(True)
        self.slider.setRange(0, len(self._moments))
        self.slider.setValue(self._moments.index(chosen) if chosen in self._moments else len(self._moments))
        self.slider.blockSignals(False)

    def retranslate(self, name: str, words: Words) -> None:
        """Say what the slider is and where it stands."""
        self.name.setText(name)
        moment = self.moment
        told = words.t("now") if moment is None else words.moment(moment)
        self.shown.setText(told)
        self.slider.setAccessibleName(f"{name}: {told}")

    def to_now(self) -> None:
        """Back to the right end, without saying so."""
        self.slider.blockSignals(True)
        self.slider.setValue(len(self._moments))
        self.slider.blockSignals(False)


class LookBack(QWidget):
    """As-of and known-at. `chosen` fires after every move; `at` and `known_at` are None for now."""

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words: Words | None = None
        self.as_of, self.known = Slider(theme), Slider(theme)
        self.now = button("")
        flow = Flow(self, gap=22, below=2)
        for one in (self.as_of, self.known, self.now):
            flow.addWidget(one)
        self.as_of.moved.connect(self._moved)
        self.known.moved.connect(self._moved)
        self.now.clicked.connect(self._back)

    @property
    def at(self) -> datetime | None:
        """The moment looked at."""
        return self.as_of.moment

    @property
    def known_at(self) -> datetime | None:
        """What had been written by then."""
        return self.known.moment

    @property
    def is_now(self) -> bool:
        """Whether the present is shown."""
        return self.at is None and self.known_at is None

    def show_moments(self, happened: Sequence[datetime], written: Sequence[datetime], words: Words) -> None:
        """Offer the moments of a chart."""
        self._words = words
        self.as_of.show_moments(happened)
        self.known.show_moments(written)
        self._tell()

    def forget(self) -> None:
        """Another patient: the present again."""
        self.as_of.to_now()
        self.known.to_now()
        self._tell()

    def _tell(self) -> None:
        if self._words is not None:
            self.as_of.retranslate(self._words.t("As of"), self._words)
            self.known.retranslate(self._words.t("As it was known at"), self._words)
            self.now.setText(self._words.t("Back to now"))
            self.now.setAccessibleName(self._words.t("Back to now"))
        self.now.setEnabled(not self.is_now)

    def _moved(self) -> None:
        self._tell()
        self.chosen.emit()

    def _back(self) -> None:
        self.forget()
        self.chosen.emit()
