"""Paper: draws finished sheets with reportlab and decides nothing. Equal sheets give equal bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence

from blin21_desktop.present.continuation import Continuation
from blin21_desktop.present.course_summary import CourseSummary
from blin21_desktop.present.list_sheet import ListSheet
from blin21_desktop.present.paper import PageSize
from blin21_desktop.present.restart_sheet import TableSheet
from blin21_desktop.present.sheet import Sheet

__all__ = ["AnySheet", "draw"]

AnySheet = Sheet | ListSheet | TableSheet | CourseSummary | Continuation


def draw(sheets: Sequence[AnySheet], size: PageSize = "a4") -> bytes:
    """One PDF with every sheet on paper of one size; page numbers count within a sheet.

    Raises `fonts.Uncovered` for a character no embedded font has, `blocks.TooTall` for a part higher than a page.
    """
    from reportlab.pdfgen.canvas import Canvas  # late: reportlab takes a tenth of a second

    from blin21_desktop.printing.continuation_sheet import draw_forms
    from blin21_desktop.printing.course_sheet import draw_course
    from blin21_desktop.printing.list_sheet import draw_list
    from blin21_desktop.printing.page import PAGES
    from blin21_desktop.printing.patient_sheet import draw_patient
    from blin21_desktop.printing.table_sheet import draw_tables

    page = PAGES[size]
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    canvas.setTitle("BLIN21 Desktop")
    for sheet in sheets:
        if isinstance(sheet, Sheet):
            draw_patient(canvas, sheet, page)
        elif isinstance(sheet, CourseSummary):
            draw_course(canvas, sheet, page)
        elif isinstance(sheet, TableSheet):
            draw_tables(canvas, sheet, page.turned)
        elif isinstance(sheet, Continuation):
            draw_forms(canvas, sheet, page.turned)
        else:
            draw_list(canvas, sheet, page.turned)
    canvas.save()
    return out.getvalue()
