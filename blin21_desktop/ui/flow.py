"""A layout that wraps: items stand in a row as long as there is room, then go on below. Nothing is cut."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Left to right, wrapping. `gap` between items, `below` between rows, `margins`, all in px.

    Items of one row get the row's height. `even`: when one row is not enough, rows get the same number of items.
    `right`: rows end at the right edge; `far`: only the items at these places do, the others stand at the left.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        gap: int = 8,
        below: int = 4,
        even: bool = False,
        right: bool = False,
        far: range | None = None,
        margins: QMargins | None = None,
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._below = below
        self._even = even
        self._far = far
        self._right = right
        self._heights: dict[int, int] = {}
        self.setSpacing(gap)
        self.setContentsMargins(margins or QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way in."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        """The item at a place, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        """Remove and give the item at a place, or None."""
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height needed at this width; Qt asks again and again until something changes."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Something in it changed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        margins = self.contentsMargins()
        width = sum(s.width() for s in shown) + self.spacing() * max(0, len(shown) - 1)
        height = max((s.height() for s in shown), default=0)
        return QSize(
            width + margins.left() + margins.right(),
            height + margins.top() + margins.bottom(),
        )

    def minimumSize(self) -> QSize:
        """Room for the widest item."""
        margins = self.contentsMargins()
        wide = max((item.minimumSize().width() for item in self._items), default=0)
        high = max((item.minimumSize().height() for item in self._items), default=0)
        return QSize(wide + margins.left() + margins.right(), high + margins.top() + margins.bottom())

    def _evened(self, rows: list[list[QLayoutItem]], width: int) -> list[list[QLayoutItem]]:
        """The same number of rows, each as full as the others, when that fits."""
        if len(rows) == 1:
            return rows
        items = [item for row in rows for item in row]
        each = -(-len(items) // len(rows))
        even = [items[start : start + each] for start in range(0, len(items), each)]
        gaps = self.spacing() * (each - 1)
        fits = all(sum(item.sizeHint().width() for item in row) + gaps <= width for row in even)
        return even if fits else rows

    def _at_right(self, item: QLayoutItem) -> bool:
        """Whether an item stands at the right end of its row."""
        return self._right or (self._far is not None and self._items.index(item) in self._far)

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        rows: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in (item for item in self._items if not item.isEmpty()):
            width = item.sizeHint().width()
            if rows[-1] and used + width > inner.width():
                rows.append([])
                used = 0
            rows[-1].append(item)
            used += width + self.spacing()
        top = inner.top()
        for row in self._evened(rows, inner.width()) if self._even else rows:
            height = max((_height(item, inner.width()) for item in row), default=0)
            left = inner.left()
            slack = _slack(row, inner.width(), self.spacing())
            for item in sorted(row, key=self._at_right):
                if slack and self._at_right(item):
                    left, slack = left + slack, 0
                width = min(item.sizeHint().width(), inner.width())
                if move:
                    item.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
                left += width + self.spacing()
            top += height + self._below
        return top - self._below + margins.bottom() - rect.top()


def _slack(row: list[QLayoutItem], width: int, gap: int) -> int:
    """Room a row leaves."""
    return max(0, width - sum(item.sizeHint().width() for item in row) - gap * (len(row) - 1))


def _height(item: QLayoutItem, room: int) -> int:
    """What an item needs in a row of `room` px; one that wraps itself needs more where it is not given its wish."""
    wish = item.sizeHint()
    if wish.width() > room and item.hasHeightForWidth():
        return max(wish.height(), item.heightForWidth(room))
    return wish.height()
