"""The 28-day strip on the screen: days, dose lane, pauses, bag ticks, step and now; its small form for the board."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from blin21_desktop.present.strip import Strip, StripSegment
from blin21_desktop.present.words import Words
from blin21_desktop.ui.captions import placed
from blin21_desktop.ui.lines import base, leading
from blin21_desktop.ui.theme import Role, Theme

MINI_HEIGHT = 9
MINI_WIDTH = 132
LANE = 40
LEAST_PAUSE = 7
"""A pause shorter than this many px is still drawn this wide."""


def paint_mini(painter: QPainter, strip: Strip, at: QRect, theme: Theme) -> None:
    """The course in one small bar: given, paused, now."""
    width = min(at.width(), theme.px(MINI_WIDTH))
    height = theme.px(MINI_HEIGHT)
    box = QRectF(at.left(), at.top(), width, height)
    day = width / strip.cells
    for segment in strip.segments:
        if not segment.planned:
            painter.fillRect(_span(box, segment.start, segment.end, day), theme.colour(_fill(segment)))
    for pause in strip.pauses:
        span = _span(box, pause.start, pause.end, day)
        painter.fillRect(span, theme.colour(Role.PANEL))
        hatch(painter, span, theme, 3)
    painter.setPen(QPen(theme.colour(Role.EDGE), 1))
    for cell in range(strip.cells + 1):
        x = box.left() + cell * day
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
    painter.drawRect(box)
    if strip.now is not None:
        x = box.left() + min(strip.now, strip.cells) * day
        painter.fillRect(QRectF(x - theme.px(1), box.top() - 2, theme.px(2), height + 4), theme.colour(Role.TEXT))


class StripView(QWidget):
    """The strip. Its accessible text says the same in words.

    Not `alone`: lanes of bags and captions follow below, so it has no marks and captions of its own.
    """

    def __init__(self, strip: Strip, words: Words, theme: Theme, *, alone: bool = True) -> None:
        super().__init__()
        self._strip = strip
        self._words = words
        self._theme = theme
        self._alone = alone
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(alone)
        self.setSizePolicy(policy)
        self.setAccessibleName(words.t("Course on {days:number} days", days=strip.cells))
        self.setAccessibleDescription(self.summary())

    def summary(self) -> str:
        """The strip in one sentence, for a screen reader."""
        words, strip = self._words, self._strip
        parts = [
            words.t("{dose:dose} from day {start:number}", dose=s.dose_micrograms_per_day, start=int(s.start) + 1)
            for s in strip.segments
            if not s.planned
        ]
        parts += [
            words.t("paused {length:length} on day {day:number}", length=p.length, day=int(p.start) + 1)
            for p in strip.pauses
        ]
        return words.joined(parts)

    def sizeHint(self) -> QSize:
        """Days, lane and captions."""
        return QSize(self._theme.px(560), self.heightForWidth(self._theme.px(560)))

    def minimumSizeHint(self) -> QSize:
        """As the hint, narrower."""
        return QSize(self._theme.px(420), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """The narrower, the more lines of captions."""
        line = leading(self._theme.font(12))
        if not self._alone:
            return line + self._theme.px(LANE + 10)
        rows = 1 + max((row for _, row in self._placed(width)), default=0)
        return round(line * (rows + 1.3)) + self._theme.px(LANE + 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Day numbers, lane, marks, captions."""
        theme, strip = self._theme, self._strip
        painter = QPainter(self)
        line = leading(theme.font(12))
        lane = self._lane(self.width())
        day = lane.width() / strip.cells
        self._days(painter, lane, day, line)
        for segment in strip.segments:
            self._segment(painter, _span(lane, segment.start, segment.end, day), segment)
        for pause in strip.pauses:
            span = _span(lane, pause.start, pause.end, day)
            span.setWidth(max(span.width(), theme.px(LEAST_PAUSE)))
            painter.fillRect(span, theme.colour(Role.PANEL))
            hatch(painter, span, theme, 5)
            painter.setPen(QPen(theme.colour(Role.TEXT), 1))
            painter.drawRect(span)
        if self._alone:
            self._marks(painter, lane, day)
            self._captions(painter, lane, line)
        if strip.now is not None:
            x = lane.left() + strip.now * day
            below = lane.bottom() + theme.px(8) if self._alone else float(self.height())
            painter.fillRect(QRectF(x - 1.5, lane.top() - theme.px(4), 3, below - lane.top()), theme.colour(Role.TEXT))
        painter.end()

    def _lane(self, width: int) -> QRectF:
        theme = self._theme
        top = leading(theme.font(12)) + theme.px(8)
        return QRectF(theme.px(2), top, width - theme.px(5), theme.px(LANE))

    def _days(self, painter: QPainter, lane: QRectF, day: float, line: int) -> None:
        theme = self._theme
        metrics = QFontMetrics(theme.font(12, bold=True))
        step = 1 if metrics.horizontalAdvance("28") + theme.px(3) <= day else 7
        for number in range(1, self._strip.cells + 1):
            today = number == self._strip.today
            if not today and (number - 1) % step and number != self._strip.cells:
                continue
            text = str(number)
            wide = metrics.horizontalAdvance(text)
            x = lane.left() + (number - 0.5) * day - wide / 2
            painter.setFont(theme.font(12, bold=today))
            if today:
                painter.fillRect(QRectF(x - theme.px(4), 0, wide + theme.px(8), line + 2), theme.colour(Role.INK))
            painter.setPen(theme.colour(Role.ON_INK if today else Role.MUTED))
            painter.drawText(QPointF(x, base(theme.font(12)) + 1), text)

    def _segment(self, painter: QPainter, span: QRectF, segment: StripSegment) -> None:
        theme = self._theme
        if segment.planned:
            painter.fillRect(span, theme.colour(Role.PANEL))
            painter.setPen(QPen(theme.colour(Role.EDGE), 1, Qt.PenStyle.DashLine))
            painter.drawRect(span)
        else:
            painter.fillRect(span, theme.colour(_fill(segment)))
            painter.setPen(QPen(theme.colour(Role.LOW_EDGE), 1))
            painter.drawRect(span)
        if segment.dose_micrograms_per_day is None:
            text = self._words.t("planned, dose not decided")
        else:
            text = self._words.dose(segment.dose_micrograms_per_day)
            text = self._words.t("planned {dose}", dose=text) if segment.planned else text
        metrics = QFontMetrics(theme.font(13, bold=True))
        if metrics.horizontalAdvance(text) + theme.px(12) > span.width():
            return
        role = Role.MUTED if segment.planned else (Role.TEXT if segment.level == "low" else Role.PANEL)
        painter.setFont(theme.font(13, bold=not segment.planned))
        painter.setPen(theme.colour(role))
        painter.drawText(span.adjusted(theme.px(7), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), text)

    def _marks(self, painter: QPainter, lane: QRectF, day: float) -> None:
        theme, strip = self._theme, self._strip
        for bag in strip.bags:
            x = lane.left() + bag.at * day
            style = Qt.PenStyle.DotLine if bag.planned else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.colour(Role.TEXT), theme.px(1), style))
            painter.drawLine(QPointF(x, lane.bottom() + 1), QPointF(x, lane.bottom() + theme.px(7)))
        if strip.step is not None:
            x, y, half = lane.left() + strip.step * day, lane.bottom() + theme.px(8), theme.px(6)
            shape = QPolygonF([QPointF(x, y), QPointF(x - half, y + 1.6 * half), QPointF(x + half, y + 1.6 * half)])
            painter.setBrush(theme.colour(Role.TEXT) if strip.step_done else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour(Role.TEXT), theme.px(1)))
            painter.drawPolygon(shape)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _told(self) -> list[tuple[float, str]]:
        """Place (days) and words of each caption, from left to right."""
        strip, words = self._strip, self._words
        found: list[tuple[float, str]] = []
        if strip.step is not None:
            found.append((strip.step, words.t("dose step") if strip.step_done else words.t("dose step due")))
        found += [(p.start, words.t("stop {length:length}", length=p.length)) for p in strip.pauses]
        if strip.now is not None:
            past = strip.as_of is not None
            found.append((strip.now, words.t("as of {at:time}", at=strip.as_of) if past else words.t("now")))
        return sorted(found)

    def _placed(self, width: int) -> list[tuple[float, int]]:
        """Left edge (px) and line of each caption at a width."""
        lane, metrics = self._lane(width), QFontMetrics(self._theme.font(12))
        day = lane.width() / self._strip.cells
        wanted = [
            (lane.left() + at * day - metrics.horizontalAdvance(text) / 2, metrics.horizontalAdvance(text))
            for at, text in self._told()
        ]
        return placed(wanted, lane.left(), lane.right(), self._theme.px(6))

    def _captions(self, painter: QPainter, lane: QRectF, line: int) -> None:
        theme, font = self._theme, self._theme.font(12)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.MUTED))
        top = lane.bottom() + theme.px(19) + QFontMetrics(font).ascent()
        for (_, text), (x, row) in zip(self._told(), self._placed(self.width()), strict=True):
            painter.drawText(QPointF(x, top + row * line), text)


def _span(box: QRectF, start: float, end: float, day: float) -> QRectF:
    return QRectF(box.left() + start * day, box.top(), max(1.0, (end - start) * day), box.height())


def _fill(segment: StripSegment) -> Role:
    return Role.INFUSING_LOW if segment.level == "low" else Role.INFUSING_FULL


def hatch(painter: QPainter, span: QRectF, theme: Theme, spacing: float) -> None:
    """Fill with the pattern of "no drug flows"; `spacing` in px at 100 %."""
    painter.save()
    painter.setClipRect(span)
    painter.setPen(QPen(QColor(theme.colour(Role.HATCH)), 1.3 * theme.scale / 100))
    gap = spacing * theme.scale / 100 * 1.4
    x = span.left() - span.height()
    while x < span.right():
        painter.drawLine(QPointF(x, span.bottom()), QPointF(x + span.height(), span.top()))
        x += gap
    painter.restore()
