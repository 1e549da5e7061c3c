"""The field of a form that takes a picture: a button, what was chosen as a small picture, or why it was not taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from blin21_desktop.domain.picture import Picture
from blin21_desktop.forms.writing import picture_text
from blin21_desktop.present.words import Words
from blin21_desktop.ui import ask
from blin21_desktop.ui.samples_read import Unusable, picture_from
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import Label, button, label, set_text

WIDE, HIGH = 360, 110
"""Room of the small picture, px at 100 %."""


class PictureField(QWidget):
    """Holds a chosen picture. `edited` carries the text that stands for it in the form; empty: none."""

    edited = Signal(str)

    def __init__(self, name: str, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.picture: Picture | None = None
        self.choose = button(words.t("Choose a picture"))
        self.choose.setAccessibleName(f"{name}: {words.t('Choose a picture')}")
        self.shown = Label()
        self.said = label("", "wrong", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        for one in (self.shown, self.said):
            column.addWidget(one)
            one.hide()
        self.choose.clicked.connect(self._ask)

    def text(self) -> str:
        """What stands for the picture in the form."""
        return "" if self.picture is None else picture_text(self.picture)

    def setText(self, text: str) -> None:
        """The form was emptied, or a draft came back: the picture itself is only here."""
        if text != self.text():
            self.take(None)

    def first(self) -> QWidget:
        """Where Tab comes."""
        return self.choose

    def _ask(self) -> None:
        words = self._words
        ask.open_picture(self, words.t("Choose a picture"), words.t("Pictures"), self.read)

    def read(self, path: Path) -> None:
        """Take the picture of a file, or say why it is not taken; then none is chosen."""
        try:
            self.take(picture_from(path))
        except Unusable as unusable:
            self.take(None)
            self._say(self._words.render(unusable.why))
        self.edited.emit(self.text())

    def take(self, picture: Picture | None) -> None:
        """Show this picture; None: nothing."""
        self.picture = picture
        self._say("")
        self.shown.setVisible(picture is not None)
        if picture is not None:
            self.shown.setPixmap(small(picture.data, self._theme.px(WIDE), self._theme.px(HIGH)))
            self.shown.setAccessibleName(self._words.t("the chosen picture"))

    def _say(self, text: str) -> None:
        set_text(self.said, text)
        self.said.setVisible(bool(text))


def small(data: bytes, wide: int, high: int) -> QPixmap:
    """A picture that fits into a box, never enlarged; null when the bytes are no picture."""
    found = QPixmap()
    found.loadFromData(data)
    if found.isNull() or (found.width() <= wide and found.height() <= high):
        return found
    return found.scaled(wide, high, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
