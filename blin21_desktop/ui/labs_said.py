"""From a laboratory result to what a person says about it: its details, and the forms that open from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blin21_desktop.forms.lab_said import BASELINE, CONDITION, said_form
from blin21_desktop.present.chart import identity_line
from blin21_desktop.present.labs_detail import LabDetail
from blin21_desktop.ui import ask
from blin21_desktop.ui.labs_detail import LabDetailDialog
from blin21_desktop.ui.placing import place_form

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow


def show_details(window: MainWindow, detail: LabDetail) -> None:
    """Everything about one result; looking back, nothing can be said about it."""
    patient, words = window.chart.patient, window.words
    look = window.ports.look(patient)
    writes = window.chart.record.back.is_now
    dialog = LabDetailDialog(detail, identity_line(look, words), words, window.theme, window, writes=writes)
    dialog.baseline_wanted.connect(lambda: start_form(window, patient, f"{BASELINE}{detail.analyte}\n{detail.result}"))
    dialog.answer_wanted.connect(
        lambda term, condition: start_form(window, patient, f"{CONDITION}{detail.result}\n{term}\n{condition}")
    )
    dialog.correct_wanted.connect(lambda: window.charting.correct(patient, detail.result))
    dialog.finished.connect(dialog.deleteLater)
    place_form(window, dialog)
    ask.show(dialog)


def start_form(window: MainWindow, patient: str, form_id: str) -> None:
    """The form as the chart stands now; said in words when what it is about is gone."""
    form = said_form(window.ports.look(patient), form_id)
    words = window.words
    if form is None:
        ask.tell(window, words.t("Laboratory result"), words.t("This result is no longer in force."))
        return
    window.charting.start(form, patient)
