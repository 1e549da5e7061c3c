"""Paper to go on with: a patient's whole bag plan and the forms to write on; without a patient empty forms."""

from __future__ import annotations

from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.present.bag_plan import plan_of, plan_sheet, plan_view
from blin21_desktop.present.continuation import continuation, empty_forms
from blin21_desktop.present.paper import PageSize
from blin21_desktop.present.words import Words
from blin21_desktop.printing import draw
from blin21_desktop.service.look import Look


def forms_pdf(look: Look | None, table: LabTable, words: Words, *, training: bool, page: PageSize = "a4") -> bytes:
    """The pages as PDF. Raises `fonts.Unprintable`."""
    if look is None:
        return draw([empty_forms(table, words, training=training)], page)
    view = plan_view(plan_of(look, words.zone), words)
    return draw([plan_sheet(view, look, words), continuation(look, table, words)], page)
