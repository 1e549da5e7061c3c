"""A nurse at the keyboard: finds fields by Tab, types, chooses with arrows and Space, saves with Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from blin21_desktop.domain.people import Person
from blin21_desktop.ui.bridge import Bridge
from blin21_desktop.ui.forms.field_row import FieldRow
from blin21_desktop.ui.forms.form_dialog import FormDialog
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.main_window import MainWindow
from tests.ui.fake_people import PIN
from tests.ui.fakes import FakePorts

MOST_STEPS = 120
"""So many presses of Tab reach every field of every form."""


class Nurse:
    """Drives one window by keyboard alone."""

    def __init__(self, window: MainWindow, ports: FakePorts, bridge: Bridge) -> None:
        self.window, self.ports, self.bridge = window, ports, bridge

    def signs_in(self, person: Person) -> None:
        """As after id and PIN were right."""
        self.window.session.sign_in(person)

    def it_is(self, moment: str) -> None:
        """The clock goes on."""
        self.ports.clock = datetime.fromisoformat(moment)
        self.bridge.poll()

    def comes_back(self) -> None:
        """The window is the one that gets the keys, as it is on a screen once a form is gone."""
        QApplication.processEvents()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, to whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        QApplication.processEvents()

    @property
    def form(self) -> FormDialog:
        """The form that is open."""
        form = self.window.charting.open_form
        assert form is not None
        return form

    def fills(self, typed: Mapping[str, str]) -> None:
        """Every field of the table, in the order of the form."""
        left = dict(typed)
        while left:
            key = next((key for key in self.form.body.rows if key in left), None)
            assert key is not None, f"not asked: {sorted(left)}"
            self.fills_one(self.form.body.rows[key], left.pop(key))

    def fills_one(self, row: FieldRow, text: str) -> None:
        """One field."""
        self.tabs_to(row.first())
        if isinstance(row.control, Segments):
            codes = list(row.control.buttons())
            here = next(c for c, b in row.control.buttons().items() if b.hasFocus())
            for _ in range((codes.index(text) - codes.index(here)) % len(codes)):
                self.presses(Qt.Key.Key_Right)
            self.presses(Qt.Key.Key_Space)
            return
        self.types(text)

    def types(self, text: str) -> None:
        """Text into the field that has the focus, in place of what stands there."""
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text:
            QTest.keyClicks(field, text)
        else:
            QTest.keyClick(field, Qt.Key.Key_Delete)
        QApplication.processEvents()

    def tabs_to(self, wanted: QWidget) -> None:
        """Tab until the focus is there."""
        for _ in range(MOST_STEPS):
            if wanted.hasFocus():
                return
            self.presses(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {wanted.accessibleName()}")

    def second_person(self, person: Person, rate: str, dose: str, pin: str = PIN) -> None:
        """The second check, on its own page."""
        page = self.form.second
        for key, text in (("rate_ml_per_h", rate), ("dose_micrograms_per_day", dose), ("by", person.id)):
            self.fills_one(page.rows[key], text)
        self.types_pin(page.pin, pin)
        self.saves()

    def types_pin(self, line: QLineEdit, pin: str = PIN) -> None:
        """A PIN."""
        self.tabs_to(line)
        QTest.keyClicks(line, pin)

    def saves(self) -> None:
        """Ctrl+Enter."""
        self.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def signs_and_saves(self) -> None:
        """PIN, Ctrl+Enter; the form must be gone then."""
        form = self.form
        self.types_pin(form.footer.pin)
        self.saves()
        assert self.window.charting.open_form is None, (form.footer.said.text(), form.footer.sentence.text())
