"""A random walk over the window: whatever is pressed, nothing is written to another patient than the form was for."""

from __future__ import annotations

import os
import random

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from blin21_desktop.forms import FORMS
from blin21_desktop.ui.acknowledging import acknowledge_chosen
from blin21_desktop.ui.forms.form_dialog import FormDialog
from blin21_desktop.ui.main_window import MainWindow
from tests.forms.filling import RIGHT
from tests.ui.conftest import Open
from tests.ui.fake_people import PIN, STAFF
from tests.ui.fakes import FakePorts

STEPS = int(os.environ.get("BLIN21_WALK", "150"))
"""BLIN21_WALK=5000 walks on for minutes; run it before a release."""
TEXTS = ("", "2.5", "28", "9", "96", "DEMO-1", "DEMO-6", "14:30", "2026-11-28 12:00", "9900055", "2010-01-10", "x")


GOOD = {key: text for _, _, texts in RIGHT.values() for key, text in texts.items()} | {
    "happened_at": "14:30",
    "alert.because": "pharmacy is late",
}
"""Texts that fit their field."""

MOSTLY = 0.9


class Walk:
    """One walker: opens, types, switches patients, saves, leaves."""

    def __init__(self, window: MainWindow, ports: FakePorts, seed: int) -> None:
        self.window, self.ports, self.random = window, ports, random.Random(seed)  # noqa: S311  (a walk, no secret)
        self.saved = 0

    def step(self) -> None:
        """One act of somebody in a hurry."""
        form = self.window.charting.open_form
        acts = (
            [self.switch, self.opens, self.turns, self.acknowledges]
            if form is None
            else [self.types] * 20 + [self.saves, self.leaves, self.switch]
        )
        done = form is not None and form.filling.complete
        (self.saves if done else self.random.choice(acts))()

    def switch(self) -> None:
        self.window.open_patient(self.random.choice(self.window.board.table.patients()))

    def opens(self) -> None:
        patient = self.window.chart.patient or "DEMO-1"
        form = self.random.choice([f for f in FORMS.values() if f.id not in ("withdraw", "register")])
        self.window.charting.start(form, patient)
        opened = self.window.charting.open_form
        assert opened is not None
        assert self.ports.look(patient).registered.hospital_id in opened.identity.text()  # type: ignore[union-attr]

    def turns(self) -> None:
        self.window.chart.tabs.setCurrentIndex(self.random.randrange(self.window.chart.tabs.count()))

    def acknowledges(self) -> None:
        if not self.window.chart.patient:
            return
        for _ in range(2):  # the first press may only choose
            acknowledge_chosen(self.window)
        for box in self.window.findChildren(QMessageBox):
            box.close()

    def types(self) -> None:
        form = self._form()
        rows = list(form.body.rows.values())
        row = self.random.choice([one for one in rows if not one.text()] or rows)
        codes = [option.code for option in row.field.options]
        fitting = GOOD.get(row.field.key, "x") if self.random.random() < MOSTLY else self.random.choice(TEXTS)
        form._edited(row.field.key, self.random.choice(codes) if codes else fitting)

    def saves(self) -> None:
        form = self._form()
        before, patient = self.ports.log.head().count, form.filling.opening.patient
        form.footer.pin.setText(PIN)
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        new = self.ports.log.recorded[before:]
        self.saved += len(new)
        assert {recorded.entry.patient for recorded in new} <= {patient}
        assert patient in form.windowTitle() or form.identity.text()

    def leaves(self) -> None:
        self._form().cancel_all()

    def _form(self) -> FormDialog:
        form = self.window.charting.open_form
        assert form is not None
        return form


@pytest.mark.slow
def test_nothing_is_ever_written_to_another_patient(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    window.session.sign_in(STAFF[0])
    walk = Walk(window, ports, seed=4)
    window.open_patient("DEMO-4")
    walk.acknowledges()
    assert window.charting.open_form is not None
    for number in range(STEPS):
        walk.step()
        if number % 20 == 0:
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert walk.saved > STEPS / 100
