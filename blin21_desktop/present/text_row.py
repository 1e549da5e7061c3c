"""One row of a table that is not about a single entry: finished lines for each column."""

from __future__ import annotations

from dataclasses import dataclass

from blin21_desktop.present.cells import Cell, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """Lines of text for each column, the first of them bold. `entry` is empty: no single entry stands behind it."""

    texts: tuple[tuple[str, ...], ...]
    entry: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The same as cells of a table."""
        return tuple(
            Cell(tuple(Line(text, "second" if place else "body_bold") for place, text in enumerate(lines) if text))
            for lines in self.texts
        )
