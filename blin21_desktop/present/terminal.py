"""The ward board as plain text for a terminal: the same words as the window's board, in columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime

from blin21_desktop.present.board import board_rows
from blin21_desktop.present.cells import Line
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

GAP = "  "


def board_text(looks: Sequence[Look], words: Words, at: datetime) -> str:
    """The board: moment and counts, what is due, one block a patient. Columns line up in Japanese too."""
    view = board_rows(looks, words, at)
    head = [GAP.join((view.moment, view.count, view.alerts))]
    if looks and looks[0].training:
        head.insert(0, words.t("TRAINING – synthetic. Invented patients. Not for care."))
    if looks and looks[0].damage is not None:
        head.insert(0, words.render(looks[0].damage))
    due = [GAP.join((card.head, card.relative, card.where, card.what)) for card in view.due] or [view.nothing_due]
    if view.more:
        due.append(view.more)
    if not view.rows:
        return "\n".join((*head, view.empty)) + "\n"
    table = [[_text(line) for line in cell.lines] for row in view.rows for cell in row.cells]
    width = len(view.columns)
    blocks = [table[i : i + width] for i in range(0, len(table), width)]
    sizes = [
        max(cells(text) for text in (title, *(t for block in blocks for t in block[column])))
        for column, title in enumerate(view.columns)
    ]
    lines = [_row(view.columns, sizes)]
    for block in blocks:
        depth = max(len(cell) for cell in block)
        lines.extend(_row([cell[n] if n < len(cell) else "" for cell in block], sizes) for n in range(depth))
    return "\n".join((*head, "", *due, "", *lines)) + "\n"


def cells(text: str) -> int:
    """Width in terminal cells; full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _text(line: Line) -> str:
    """A line as plain text; a warning begins with an exclamation mark."""
    return f"! {line.text}" if line.size == "mark" else line.plain


def _row(texts: Sequence[str], sizes: Sequence[int]) -> str:
    padded = (text + " " * (size - cells(text)) for text, size in zip(texts, sizes, strict=True))
    return GAP.join(padded).rstrip()
