"""The card "Alerts" of the tab Now: what wants an act, each row to be chosen by keyboard and acknowledged."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from blin21_desktop.domain.alerts import goes_on
from blin21_desktop.present.alert_rows import AlertRow, AlertsView
from blin21_desktop.present.words import Words
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, label, panel

TAG = 96
"""Width of the level's word, px at 100 %."""

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}


class AlertRowView(QFrame):
    """One open alert. Enter, or its button: `wanted` carries its key. Arrows go to the next: `stepped`."""

    wanted = Signal(str)
    stepped = Signal(int)

    def __init__(self, row: AlertRow, words: Words, theme: Theme, *, may: bool) -> None:
        super().__init__()
        self.key = row.key
        self._may = may
        self.setProperty("look", "alert")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(row.aloud)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 5, 6, 5)
        line.setSpacing(12)
        line.addWidget(level_tag(row, theme), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(label(row.says, "bold", wrap=True))
        column.addWidget(label(f"{row.action} · {row.since}", wrap=True))
        line.addLayout(column, 1)
        self.button = button(words.t("Acknowledge"), "A")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row itself takes the focus
        self.button.setEnabled(may)
        self.button.clicked.connect(lambda: self.wanted.emit(self.key))
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acknowledges, arrows choose."""
        if event.key() in ENTER and self._may:
            self.wanted.emit(self.key)
        elif event.key() in STEPS:
            self.stepped.emit(STEPS[event.key()])
        else:
            super().keyPressEvent(event)


class AlertsCard(QWidget):
    """All alerts of one patient; shown only when there are any."""

    wanted = Signal(str)

    def __init__(self, view: AlertsView, words: Words, theme: Theme) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card, inner = panel(words.t("Alerts"), view.counts)
        outer.addWidget(card)
        self.rows = [AlertRowView(row, words, theme, may=view.may_acknowledge) for row in view.open]
        for place, one in enumerate(self.rows):
            one.wanted.connect(self.wanted)
            one.stepped.connect(lambda by, here=place: self._step(here + by))
            inner.addWidget(one)
        for row in view.silenced:
            inner.addWidget(_silent(row))

    def _step(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def chosen(self) -> str:
        """The key of the row that has the focus in its window, else empty."""
        focused = self.window().focusWidget()
        return next((one.key for one in self.rows if one is focused), "")

    def row_of(self, key: str) -> AlertRowView | None:
        """The row of an alert, or of the one it goes on in; without a key, or when it is gone, the first."""
        same = (one for one in self.rows if one.key == key or goes_on(key, one.key))
        return next(same, self.rows[0] if self.rows else None)


def level_tag(row: AlertRow, theme: Theme) -> QWidget:
    """The level in a word; the higher, the heavier its box."""
    made = label(row.word, f"level_{row.level}")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setFixedWidth(theme.px(TAG))
    return made


def _silent(row: AlertRow) -> QWidget:
    return label(f"{row.word} · {row.says} · {row.silenced}", "muted", wrap=True)
