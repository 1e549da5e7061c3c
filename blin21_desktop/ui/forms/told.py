"""What a form worked out while it is filled: grades on their scales, each with its digit and its reason in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy

from blin21_desktop.forms.fields import Told
from blin21_desktop.present.words import Words
from blin21_desktop.ui.forms.field_row import LABEL_WIDTH, NARROW_LABEL
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import clear, label


class ToldBox(QFrame):
    """Lines above a question; hidden while there is nothing to tell."""

    def __init__(self, words: Words, theme: Theme, *, narrow: bool = False) -> None:
        super().__init__()
        self._head_width = NARROW_LABEL if narrow else LABEL_WIDTH
        self.setProperty("look", "strip")
        self._words = words
        self._theme = theme
        self._shown: object = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 5, 8, 5)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(2, 1)
        self.hide()

    def tell(self, told: Sequence[Told]) -> None:
        """Show these lines; the same ones move nothing."""
        words = self._words
        wanted = tuple((words.render(one.head), one.mark, words.render(one.says)) for one in told)
        if wanted == self._shown:
            return
        self._shown = wanted
        clear(self._grid)
        for place, (head, mark, says) in enumerate(wanted):
            name = label(head, "bold", wrap=True)
            name.setFixedWidth(self._theme.px(self._head_width) - 8)
            self._grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            if mark:
                digit = label(mark, "mark")
                digit.setAlignment(Qt.AlignmentFlag.AlignCenter)
                digit.setMinimumWidth(self._theme.px(28))
                digit.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
                self._grid.addWidget(digit, place, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(says, wrap=True), place, 2, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName("; ".join(" ".join(line) for line in wanted))
        self.setVisible(bool(wanted))
