"""Paper: draws finished sheets with reportlab and decides nothing. Equal sheets give equal bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence

from blin21_desktop.present.list_sheet import ListSheet
from blin21_desktop.present.restart_sheet import TableSheet
from blin21_desktop.present.sheet import Sheet

__all__ = ["draw"]


def draw(sheets: Sequence[Sheet | ListSheet | TableSheet]) -> bytes:
    """One PDF with every sheet; page numbers count within a sheet.

    Raises `fonts.Uncovered` for a character no embedded font has, `blocks.TooTall` for a part higher than a page.
    """
    from reportlab.pdfgen.canvas import Canvas  # late: reportlab takes a tenth of a second

    from blin21_desktop.printing.list_sheet import draw_list
    from blin21_desktop.printing.patient_sheet import draw_patient
    from blin21_desktop.printing.table_sheet import draw_tables

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    canvas.setTitle("BLIN21 Desktop")
    for sheet in sheets:
        if isinstance(sheet, Sheet):
            draw_patient(canvas, sheet)
        elif isinstance(sheet, TableSheet):
            draw_tables(canvas, sheet)
        else:
            draw_list(canvas, sheet)
    canvas.save()
    return out.getvalue()
