"""Find a patient: one field, the list below it. Enter opens the chosen patient and never guesses one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QVBoxLayout, QWidget

from blin21_desktop.present.find import Answer
from blin21_desktop.present.words import Words
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import label, set_text

Search = Callable[[str], Answer]


class FindPatient(QDialog):
    """`opened` carries the study number."""

    opened = Signal(str)

    def __init__(self, search: Search, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._search, self._words = search, words
        self._answer = search("")
        self.setWindowTitle(words.t("Find a patient"))
        self.typed = QLineEdit()
        self.typed.setAccessibleName(words.t("Name, kana, ID, study number or bed"))
        self.typed.setPlaceholderText(words.t("Name, kana, ID, study number or bed"))
        self.typed.setProperty("look", "small")
        self.list = QListWidget()
        self.list.setAccessibleName(words.t("Patients found"))
        self.said = label("", "bold", wrap=True)
        outer = QVBoxLayout(self)
        outer.addWidget(self.typed)
        outer.addWidget(self.list, 1)
        outer.addWidget(self.said)
        self.resize(theme.px(640), theme.px(420))
        self.typed.textChanged.connect(self._show)
        self.list.itemActivated.connect(lambda _: self.finish())
        self._show("")
        self.typed.setFocus()

    def _show(self, typed: str) -> None:
        self._answer = self._search(typed)
        self.list.clear()
        self.list.addItems([one.text for one in self._answer.found])
        self.list.setCurrentRow(self._answer.chosen)
        set_text(self.said, self._answer.said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list while the cursor stays in the field; Enter opens."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
            return
        super().keyPressEvent(event)

    def finish(self) -> None:
        """Open the chosen patient; nobody chosen: say so. A row that merely has the focus is not chosen."""
        chosen = self.list.selectedItems()
        if not chosen:
            set_text(self.said, self._words.t("Nobody is opened. {said}", said=self._answer.said))
            return
        patient = self._answer.found[self.list.row(chosen[0])].patient
        self.accept()
        self.opened.emit(patient)
