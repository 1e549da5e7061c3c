"""Pages that are a bar, sections one below the other, and a footer, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.present.paper import Frame
from blin21_desktop.printing.blocks import MARGIN, Section, draw_page, flow
from blin21_desktop.printing.frame import bar_height, draw_bar, draw_footer, footer_height
from blin21_desktop.printing.page import Page
from blin21_desktop.printing.surface import Surface


def draw_sections(canvas: Canvas, frame: Frame, sections: Sequence[Section], paper: Page) -> None:
    """Add the pages to the canvas."""
    wide = paper.wide
    top = MARGIN + bar_height(frame, wide)
    room = paper.height - MARGIN - footer_height(frame, wide) - top
    pages = flow(list(sections), room, room)
    for number, placed in enumerate(pages, start=1):
        canvas.setPageSize(paper.size)
        surface = Surface(canvas, *paper.size)
        surface.watermark(frame.watermark)
        y = draw_bar(surface, frame, wide, page=number, pages=len(pages))
        draw_page(placed, surface, y, wide, frame.continued)
        draw_footer(surface, frame, wide, page=number, pages=len(pages))
        canvas.showPage()
