"""A choice as a row of buttons: Tab comes to one of them, arrows move, Space chooses. None is chosen beforehand.

An answer that is a digit is also chosen by typing that digit.
"""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from blin21_desktop.forms.fields import Option
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


RIM = 4
"""What the thicker frame of the chosen answer takes at both sides and at any scale, px."""


class Segment(QPushButton):
    """One answer."""

    stepped = Signal(int)
    typed = Signal(str)
    entered = Signal()

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("look", "segment")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbour without choosing it; a digit is said; Enter does nothing."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.text().isdecimal():
            self.typed.emit(unicodedata.normalize("NFKC", event.text()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for the words in bold, as they stand once this answer is chosen."""
        wish, bold = super().sizeHint(), self.font()
        bold.setBold(True)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return wish + QSize(max(0, more) + RIM, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """From now on Tab comes here."""
        super().focusInEvent(event)
        self.entered.emit()


class Segments(QWidget):
    """The buttons of one choice. `edited` carries the code chosen; choosing the chosen one again takes it back."""

    edited = Signal(str)

    def __init__(self, name: str, options: tuple[Option, ...], words: Words) -> None:
        super().__init__()
        self._buttons: dict[str, Segment] = {}
        flow = Flow(self, gap=0, below=4)
        for option in options:
            text = words.render(option.label)
            made = Segment(text, f"{name}: {text}")
            self._buttons[option.code] = made
            flow.addWidget(made)
            made.clicked.connect(lambda *_, code=option.code: self._click(code))
            made.stepped.connect(lambda by, code=option.code: self._step(code, by))
            made.typed.connect(self._type)
            made.entered.connect(lambda code=option.code: self._stop_at(code))
        self._stop_at(next(iter(self._buttons), ""))

    def code(self) -> str:
        """The chosen code, or empty."""
        return next((code for code, one in self._buttons.items() if one.isChecked()), "")

    def choose(self, code: str) -> None:
        """Show a code as chosen; an unknown one chooses none."""
        for other, one in self._buttons.items():
            one.setChecked(other == code)
        if code in self._buttons:
            self._stop_at(code)

    def first(self) -> QWidget:
        """Where Tab comes."""
        return next(b for b in self._buttons.values() if b.focusPolicy() is Qt.FocusPolicy.StrongFocus)

    def buttons(self) -> dict[str, Segment]:
        """Code -> its button."""
        return self._buttons

    def _click(self, code: str) -> None:
        for other, one in self._buttons.items():
            if other != code:
                one.setChecked(False)
        self.edited.emit(self.code())

    def _type(self, digit: str) -> None:
        """Choose the answer of this digit; typed again it stays chosen."""
        one = self._buttons.get(digit)
        if one is not None and not one.isChecked():
            one.setFocus(Qt.FocusReason.OtherFocusReason)
            one.click()

    def _step(self, code: str, by: int) -> None:
        codes = list(self._buttons)
        self._buttons[codes[(codes.index(code) + by) % len(codes)]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_at(self, code: str) -> None:
        for other, one in self._buttons.items():
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == code else Qt.FocusPolicy.ClickFocus)
