"""Handwriting samples on the screen: small pictures in a row, Enter shows one large beside the baseline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from blin21_desktop.present.samples import SampleRow, sample_rows
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look
from blin21_desktop.ui import ask
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.samples_field import small
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import at_right, button, label

WIDE, HIGH = 200, 56
"""Room of a small picture, px at 100 %."""

LARGE_WIDE, LARGE_HIGH = 860, 260
"""Room of a picture shown large, px at 100 %: two fit below each other."""

TEXT_HIGH = 76
"""Room of the words around each of them, px at 100 %."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One sample: its moment and what it is, in words, and its bytes; None: not to be had."""

    moment: str
    label: str
    picture: bytes | None
    baseline: bool = False
    sentence: str = ""

    @property
    def caption(self) -> str:
        """Moment and label in one line."""
        return " · ".join(part for part in (self.moment, self.label) if part)


def shown_samples(look: Look, words: Words, picture_of: Callable[[str], bytes | None]) -> tuple[Shown, ...]:
    """The samples of a patient: the baseline, beside it the newest, then the older ones."""
    return tuple(_shown(row, picture_of) for row in sample_rows(look, words))


def _shown(row: SampleRow, picture_of: Callable[[str], bytes | None]) -> Shown:
    return Shown(row.moment, row.label, picture_of(row.sha256), row.baseline, row.sentence)


class SampleButton(QPushButton):
    """A small picture with its caption below; Enter, Space or a click shows it large."""

    def __init__(self, sample: Shown, baseline: Shown | None, words: Words, theme: Theme) -> None:
        super().__init__()
        self._sample, self._baseline, self._words, self._theme = sample, baseline, words, theme
        self.setAutoDefault(False)
        self.setAccessibleName(words.t("Handwriting sample: {caption}", caption=sample.caption))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.px(8) for _ in range(4)))
        self._column.setSpacing(theme.px(4))
        caption = label(sample.caption, "label", wrap=True)
        caption.setFixedWidth(theme.px(WIDE))
        for one in (_picture(sample, words, theme.px(WIDE), theme.px(HIGH)), caption):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._column.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        self.clicked.connect(self.enlarge)

    def sizeHint(self) -> QSize:
        """The picture, and its caption on as many lines as it needs."""
        wide = self._column.sizeHint().width()
        return QSize(wide, self._column.totalHeightForWidth(wide))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter as Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enlarge()
            return
        super().keyPressEvent(event)

    def enlarge(self) -> None:
        """Show it large, the baseline above it."""
        dialog = SampleView(self._sample, self._baseline, self._words, self._theme, self)
        dialog.finished.connect(dialog.deleteLater)
        ask.show(dialog)


class SampleRowView(QWidget):
    """All samples in a row that wraps; says so where there is none."""

    def __init__(self, samples: Sequence[Shown], words: Words, theme: Theme) -> None:
        super().__init__()
        flow = Flow(self, gap=12, below=8)
        baseline = next((sample for sample in samples if sample.baseline), None)
        for sample in samples:
            flow.addWidget(SampleButton(sample, baseline, words, theme))
        if not samples:
            flow.addWidget(label(words.t("no handwriting sample"), "muted"))


class SampleView(QDialog):
    """One sample large, and above it the baseline it is compared with. Never larger than the window it stands over."""

    def __init__(self, sample: Shown, baseline: Shown | None, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.t("Handwriting sample"))
        both = (sample,) if baseline is None or baseline is sample else (baseline, sample)
        room = parent.window().size()
        wide = min(theme.px(LARGE_WIDE), room.width() - theme.px(60))
        high = min(theme.px(LARGE_HIGH), room.height() // 2 - theme.px(TEXT_HIGH))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 12, 14, 12)
        outer.setSpacing(theme.px(4))
        for one in both:
            outer.addWidget(label(one.caption, "bold"))
            if one.sentence:
                outer.addWidget(label(words.t("asked for: {sentence}", sentence=one.sentence), "muted", wrap=True))
            outer.addWidget(_picture(one, words, wide, high), 0, Qt.AlignmentFlag.AlignLeft)
        outer.addStretch(1)
        self.close_button = button(words.t("Close"), "Esc")
        self.close_button.clicked.connect(self.reject)
        outer.addLayout(at_right(self.close_button))
        self.close_button.setFocus()


def _picture(one: Shown, words: Words, wide: int, high: int) -> QWidget:
    found = small(one.picture or b"", wide, high)
    if found.isNull():
        return label(words.t("picture not to be had"), "ask")
    made = QLabel()
    made.setPixmap(found)
    made.setFixedSize(found.size())
    made.setAccessibleName(words.t("Handwriting sample: {caption}", caption=one.caption))
    return made
