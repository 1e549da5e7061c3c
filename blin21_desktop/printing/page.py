"""The sheet of paper that is drawn on: A4 or Letter, upright or on its side."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, letter

from blin21_desktop.present.paper import PageSize
from blin21_desktop.printing.blocks import MARGIN


@dataclass(frozen=True, slots=True)
class Page:
    """A page's width and height in points."""

    width: float
    height: float

    @property
    def wide(self) -> float:
        """The room between the margins."""
        return self.width - 2 * MARGIN

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, as a canvas asks for them."""
        return self.width, self.height

    @property
    def turned(self) -> Page:
        """The same paper on its side."""
        return Page(self.height, self.width)


PAGES: dict[PageSize, Page] = {"a4": Page(*A4), "letter": Page(*letter)}
"""Upright pages by the name of the paper."""
