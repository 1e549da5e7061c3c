"""The strip of what is due next, above the board: overdue as an ink block, the rest with an accent bar."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from blin21_desktop.present.board import BoardView, DueCard
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.lines import base, leading
from blin21_desktop.ui.theme import Role, Theme
from blin21_desktop.ui.widgets import clear, label


class CardButton(QAbstractButton):
    """One due task; pressing it opens the patient."""

    def __init__(self, card: DueCard, theme: Theme) -> None:
        super().__init__()
        self.card = card
        self._theme = theme
        self.setAccessibleName(f"{card.head}, {card.relative}, {card.where}, {card.what}")

    def sizeHint(self) -> QSize:
        """Both lines without wrapping."""
        theme, card = self._theme, self.card
        first = self._wide(card.head, 20) + theme.px(8) + self._plain(card.relative)
        second = self._wide(card.where, 14) + self._plain(f" · {card.what}")
        high = leading(theme.font(20)) + leading(theme.font(14))
        return QSize(max(first, second) + theme.px(29), high + theme.px(12))

    def _wide(self, text: str, size: int) -> int:
        return QFontMetrics(self._theme.font(size, bold=True)).horizontalAdvance(text)

    def _plain(self, text: str) -> int:
        return QFontMetrics(self._theme.font(14)).horizontalAdvance(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two lines: when, then where and what."""
        theme, card, box = self._theme, self.card, self.rect()
        painter = QPainter(self)
        text = Role.ON_INK if card.overdue else Role.TEXT
        painter.fillRect(box, theme.colour(Role.INK if card.overdue else Role.PANEL))
        if not card.overdue:
            painter.setPen(QPen(theme.colour(Role.LINE), 1))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.fillRect(QRect(0, 0, theme.px(4), box.height()), theme.colour(Role.ACCENT))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour(Role.ON_INK if card.overdue else Role.ACCENT), theme.px(2)))
            painter.drawRect(box.adjusted(3, 3, -4, -4))
        left, top = theme.px(15), theme.px(6)
        top = self._line(painter, (left, top), (card.head, 20), card.relative, text)
        self._line(painter, (left, top), (card.where, 14), f"· {card.what}", text)
        painter.end()

    def _line(self, painter: QPainter, at: tuple[int, int], bold: tuple[str, int], plain: str, role: Role) -> int:
        theme = self._theme
        left, top = at
        font = theme.font(bold[1], bold=True)
        down = top + base(font)
        painter.setPen(theme.colour(role))
        painter.setFont(font)
        painter.drawText(left, down, bold[0])
        left += QFontMetrics(font).horizontalAdvance(bold[0]) + theme.px(8 if bold[1] > 14 else 4)  # noqa: PLR2004
        painter.setFont(theme.font(14))
        painter.drawText(left, down, plain)
        return top + leading(font)


class DueStrip(QWidget):
    """Cards in a row that wraps; `opened` carries the study number."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._flow = Flow(self, gap=8, margins=QMargins(14, 8, 14, 8), below=8)
        self._shown: object = None

    def show_view(self, view: BoardView) -> None:
        """Show other cards; the same cards are left alone, so focus stays."""
        wanted = (view.due, view.more, view.nothing_due, self._theme.dark, self._theme.scale)
        if wanted == self._shown:
            return
        focused = next((b.card.patient for b in self.cards() if b.hasFocus()), None)
        self._shown = wanted
        clear(self._flow)
        for card in view.due:
            made = CardButton(card, self._theme)
            made.clicked.connect(lambda *_, patient=card.patient: self.opened.emit(patient))
            self._flow.addWidget(made)
            made.show()
            if card.patient == focused:
                made.setFocus()
        text = view.more if view.due else view.nothing_due
        if text:
            self._flow.addWidget(label(text, "bold" if view.due else "muted"))
        self.updateGeometry()

    def cards(self) -> list[CardButton]:
        """The cards shown."""
        return [b for b in self.findChildren(CardButton) if not b.isHidden()]
