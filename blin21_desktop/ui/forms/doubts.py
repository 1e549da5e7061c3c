"""What does not agree, said before anything is written: what disagrees, what would follow, what to do now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from blin21_desktop.domain.text import Text
from blin21_desktop.present.words import Words
from blin21_desktop.service.refusal import Objection
from blin21_desktop.ui.forms.lines import Paragraph
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, clear, frame, label


class DoubtsPanel(QFrame):
    """Ink head, what disagrees, what to do; the way out that keeps the value comes last and wants an explanation.

    `explained` carries the explanation as it is typed.
    """

    explained = Signal(str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "doubts")
        self._words = words
        self._shown: object = None
        head = frame("ink")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 12, 6)
        self.head = label("", "head")
        row.addWidget(self.head)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(12, 6, 12, 4)
        self._rows.setSpacing(4)
        self.keep = button(words.t("Keep it and explain…"))
        self.because = Paragraph()
        self.because.setAccessibleName(words.t("Why it is right all the same"))
        self.because.setPlaceholderText(words.t("Why it is right all the same"))
        self.because.setFixedHeight(theme.px(56))
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 8)
        foot.addWidget(self.because, 1)
        foot.addStretch(0)
        foot.addWidget(self.keep)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addLayout(self._rows)
        outer.addLayout(foot)
        self.keep.clicked.connect(self._ask)
        self.because.textChanged.connect(lambda: self.explained.emit(self.because.toPlainText()))
        self.hide()

    def show_doubts(self, found: Sequence[Objection], effects: Sequence[Text], *, explaining: bool) -> None:
        """Show what stands against the entry now. `explaining`: it may be kept, and that is being explained."""
        words = self._words
        self.setVisible(bool(found or effects))
        may_keep = bool(found) and not any(o.impossible for o in found)
        self.keep.setVisible(may_keep and not explaining)
        self.because.setVisible(may_keep and explaining)
        said = tuple((words.render(o.says), words.render(o.remedy)) for o in found)
        wanted = (said, tuple(words.render(text) for text in effects), may_keep)
        if wanted == self._shown:
            return
        self._shown = wanted
        hard = bool(found) and not may_keep
        soft = words.t("Stop and look: this does not agree") if found else words.t("What follows from it")
        self.head.setText(words.t("This cannot be written") if hard else soft)
        clear(self._rows)
        for says, remedy in said:
            self._rows.addWidget(_line(says, words.t("Do now: {what}", what=remedy)))
        for text in wanted[1]:
            self._rows.addWidget(label(text, "bold", wrap=True))

    def forget(self) -> None:
        """Another set of doubts: an explanation of the old ones does not count for it."""
        self.because.setPlainText("")

    def _ask(self) -> None:
        self.keep.hide()
        self.because.show()
        self.because.setFocus()
        self.explained.emit(self.because.toPlainText())


def _line(says: str, remedy: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(says[:1].upper() + says[1:], "bold", wrap=True))
    column.addWidget(label(remedy, "", wrap=True))
    return made
