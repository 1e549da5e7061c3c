"""The row of handwriting samples below the lanes of the tab Checks: the same sentence, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from blin21_desktop.present.words import Words
from blin21_desktop.ui.checks_frame import RIGHT
from blin21_desktop.ui.checks_readout import LEFT
from blin21_desktop.ui.samples import SampleRowView, Shown
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import label


class WritingRow(QWidget):
    """Thumbnails on the same left column as the lanes; Enter on one shows it large beside the baseline."""

    def __init__(self, samples: Sequence[Shown], words: Words, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(2), theme.px(4), theme.px(RIGHT), theme.px(4))
        row.setSpacing(0)
        name = label(words.t("Writing"), "bold", wrap=True)
        name.setFixedWidth(theme.px(LEFT))
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(SampleRowView(samples, words, theme), 1)
        self.setAccessibleName(words.t("Writing samples: {count:number}", count=len(samples)))
