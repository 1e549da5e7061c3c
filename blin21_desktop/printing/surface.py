"""A page to draw on: points from the top left corner, black on white, nothing but what survives a fax."""

from __future__ import annotations

from typing import Literal

from reportlab.graphics.barcode import code128, qr
from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.printing.fonts import runs, width
from blin21_desktop.printing.wrap import Line, Piece, line_height

MM = 72 / 25.4
Stroke = Literal["solid", "dashed", "heavy", "none"]
HAIR, FRAME, HEAVY = 0.5, 0.75, 1.8
PALE = 0.9
"""Grey of the training mark under the content (1 is white)."""
QR_QUIET, CODE128_QUIET = 4, 10


class Surface:
    """One page of a canvas, `page_width` by `page_height` points; y grows downwards."""

    def __init__(self, canvas: Canvas, page_width: float, page_height: float) -> None:
        """Draw on the canvas's current page."""
        self._canvas = canvas
        self.page_width = page_width
        self.page_height = page_height

    def line(self, line: Line, x: float, y: float, *, white: bool = False) -> None:
        """A line of text whose top is at `y`."""
        size = max((piece.size for piece in line), default=0)
        baseline = self.page_height - y - (line_height(line) - size) / 2 - 0.86 * size
        self._canvas.setFillGray(1 if white else 0)
        for piece in line:
            for run in runs(piece.text, piece.bold):
                self._canvas.setFont(run.font, piece.size)
                self._canvas.drawString(x, baseline, run.text)
                x += width(run.text, piece.size, piece.bold)

    def lines(self, lines: tuple[Line, ...], x: float, y: float, *, white: bool = False) -> float:
        """Several lines below each other; gives the y below them."""
        for line in lines:
            self.line(line, x, y, white=white)
            y += line_height(line)
        return y

    def centred(self, piece: Piece, x: float, y: float, room: float, *, white: bool = False) -> None:
        """A short text in the middle of `room` points."""
        self.line((piece,), x + (room - width(piece.text, piece.size, piece.bold)) / 2, y, white=white)

    def frame(self, x: float, y: float, wide: float, high: float, stroke: Stroke = "solid") -> None:
        """A rectangle's outline; `heavy` for what must not be overlooked, `dashed` for what is not known."""
        if stroke == "none":
            return
        self._canvas.setStrokeGray(0)
        self._canvas.setLineWidth(HEAVY if stroke == "heavy" else 1.2 if stroke == "dashed" else FRAME)
        self._canvas.setDash([4, 3] if stroke == "dashed" else [])
        self._canvas.rect(x, self.page_height - y - high, wide, high, stroke=1, fill=0)
        self._canvas.setDash([])

    def box(self, x: float, y: float, side: float, *, ticked: bool = False) -> None:
        """A box to tick; ticked it holds a cross."""
        self.frame(x, y, side, side)
        if ticked:
            for to_y, from_y in ((y + side, y), (y, y + side)):
                self.rule(x, from_y, x + side, to_y, 1.0)

    def ink(self, x: float, y: float, wide: float, high: float) -> None:
        """A solid black rectangle."""
        self._canvas.setFillGray(0)
        self._canvas.rect(x, self.page_height - y - high, wide, high, stroke=0, fill=1)

    def rule(self, x: float, y: float, to_x: float, to_y: float, thick: float = HAIR, *, dashed: bool = False) -> None:
        """A straight line."""
        self._canvas.setStrokeGray(0)
        self._canvas.setLineWidth(thick)
        if dashed:
            self._canvas.setDash([1.5, 2])
        self._canvas.line(x, self.page_height - y, to_x, self.page_height - to_y)
        if dashed:
            self._canvas.setDash([])

    def hatch(self, x: float, y: float, wide: float, high: float, *, apart: float = 3.75, thick: float = 1.0) -> None:
        """Lines at 45 degrees in a frame, `apart` points from each other and `thick`: no drug flows, or a grade."""
        canvas, base = self._canvas, self.page_height - y - high
        canvas.saveState()
        canvas.setFillGray(1)
        canvas.rect(x, base, wide, high, stroke=0, fill=1)
        path = canvas.beginPath()
        path.rect(x, base, wide, high)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.setStrokeGray(0)
        canvas.setLineWidth(thick)
        offset = -high
        while offset < wide:
            canvas.line(x + offset, base, x + offset + high, base + high)
            offset += apart
        canvas.restoreState()
        self.frame(x, y, wide, high)

    def code128(self, text: str, x: float, y: float, high: float) -> float:
        """A Code 128 barcode with its quiet zone; gives its width. Only for texts that `encodable` accepts."""
        bars = code128.Code128(text, barHeight=high, barWidth=0.9, quiet=1, lquiet=9, rquiet=9)
        self._canvas.setFillGray(0)
        bars.drawOn(self._canvas, x, self.page_height - y - high)
        return float(bars.width)

    def qr(self, text: str, x: float, y: float, side: float) -> None:
        """A QR code of medium correction, with its quiet zone inside `side`."""
        code = qr.QrCodeWidget(text, barLevel="M").qr  # type: ignore[attr-defined]  # not in the stubs
        code.make()
        count = code.getModuleCount()
        cell = side / (count + 2 * QR_QUIET)
        self._canvas.setFillGray(0)
        for row in range(count):
            for column in range(count):
                if code.isDark(row, column):
                    left, top = x + (column + QR_QUIET) * cell, y + (row + QR_QUIET) * cell
                    self._canvas.rect(left, self.page_height - top - cell, cell, cell, stroke=0, fill=1)

    def watermark(self, text: str) -> None:
        """Pale words across the page, to be drawn before anything else."""
        if not text:
            return
        canvas = self._canvas
        size = 0.8 * self.page_width / width(text, 1.0, bold=True)
        canvas.saveState()
        canvas.translate(self.page_width / 2, self.page_height / 2)
        canvas.rotate(25)
        canvas.setFillGray(PALE)
        x = -width(text, size, bold=True) / 2
        for run in runs(text, bold=True):
            canvas.setFont(run.font, size)
            canvas.drawString(x, -size / 3, run.text)
            x += width(run.text, size, bold=True)
        canvas.restoreState()


def encodable(text: str) -> bool:
    """Whether Code 128 holds every character of the text; a barcode that drops one would name another patient."""
    return bool(text) and all(" " <= character <= "~" for character in text)
