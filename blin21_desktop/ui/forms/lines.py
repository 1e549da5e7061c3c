"""The one-line field of a form: folds full-width signs, keeps an input method and a scanner's Enter out."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from blin21_desktop.forms.fields import Ask

PLAIN = frozenset({Ask.CODE, Ask.SCAN, Ask.NUMBER, Ask.WHOLE, Ask.MOMENT, Ask.DATED, Ask.DATE})
"""Fields of plain signs: no input method, full-width signs folded and shown as such."""

_HINTS = {
    Ask.NUMBER: Qt.InputMethodHint.ImhPreferNumbers,
    Ask.WHOLE: Qt.InputMethodHint.ImhDigitsOnly,
    Ask.MOMENT: Qt.InputMethodHint.ImhPreferNumbers,
    Ask.DATED: Qt.InputMethodHint.ImhPreferNumbers,
    Ask.DATE: Qt.InputMethodHint.ImhPreferNumbers,
}
LONGEST = 400
"""Signs a field takes."""


class Line(QLineEdit):
    """A one-line field. Enter never leaves it: in a scan field it ends the scan, elsewhere it does nothing."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.ask = ask
        self.setMaxLength(LONGEST)
        if ask in PLAIN:
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
            hints = Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoPredictiveText
            self.setInputMethodHints(hints | _HINTS.get(ask, Qt.InputMethodHint.ImhNone))
            self.textEdited.connect(self._fold)
        if ask in (Ask.NUMBER, Ask.WHOLE):
            self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def _fold(self, text: str) -> None:
        plain = unicodedata.normalize("NFKC", text)
        if plain != text:
            place = self.cursorPosition() + len(plain) - len(text)
            self.setText(plain)
            self.setCursorPosition(place)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """In a field of plain signs half-finished kana never stand; finished ones come in folded."""
        if self.ask in PLAIN:
            committed = unicodedata.normalize("NFKC", event.commitString())
            event.accept()
            if committed and committed.isascii():
                self.insert(committed)
                self.textEdited.emit(self.text())
            return
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter alone never saves and never presses a button; a scan is over and the next field comes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _with_control(event):
            event.accept()
            if self.ask is Ask.SCAN and self.text().strip():
                self.focusNextChild()
            return
        super().keyPressEvent(event)


class Paragraph(QPlainTextEdit):
    """A field of two lines for free text; Tab leaves it, Ctrl+Enter saves."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter belongs to the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and _with_control(event):
            event.ignore()
            return
        super().keyPressEvent(event)


def _with_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
