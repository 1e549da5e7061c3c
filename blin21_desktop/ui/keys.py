"""The keyboard map of the window, and its buttons that do the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from blin21_desktop.forms.patient import REGISTER

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow

Act = Callable[[], object]


def table(window: MainWindow) -> tuple[tuple[str, Act], ...]:
    """Key -> what it does."""
    charting = window.charting
    return (
        ("F1", window.show_help),
        ("F2", window.show_board),
        ("F5", window.refresh),
        ("F6", lambda: _for_patient(window, charting.flow)),
        ("F8", lambda: _for_patient(window, charting.interruption)),
        ("F10", window.print_handover),
        ("Ctrl+M", lambda: _menu(window)),
        ("Ctrl+N", lambda: charting.start(REGISTER)),
        ("Ctrl+U", charting.sign_in),
        ("Ctrl+L", window.session.sign_out),
        ("Ctrl+D", charting.take_up_draft),
        *((f"Ctrl+{number}", lambda place=number - 1: _tab(window, place)) for number in range(1, 7)),
        ("Alt+Left", lambda: window.step_patient(-1)),
        ("Alt+Right", lambda: window.step_patient(1)),
        ("Ctrl++", lambda: window.scale(1)),
        ("Ctrl+=", lambda: window.scale(1)),
        ("Ctrl+-", lambda: window.scale(-1)),
    )


def add_keys(window: MainWindow) -> None:
    """Give the window its keys."""
    for key, act in table(window):
        action = QAction(window)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda *_, act=act: act())
        window.addAction(action)


def wire(window: MainWindow) -> None:
    """Connect the buttons that act."""
    charting, chart, strip = window.charting, window.chart, window.strip
    chart.flow_button.clicked.connect(lambda: charting.flow(chart.patient))
    chart.stop_button.clicked.connect(lambda: charting.interruption(chart.patient))
    chart.more_button.clicked.connect(lambda: _menu(window))
    chart.record.back.chosen.connect(window.refresh)
    chart.record.withdraw_wanted.connect(lambda entry: charting.withdraw(chart.patient, entry))
    chart.record.correct_wanted.connect(lambda entry: charting.correct(chart.patient, entry))
    window.board.new_wanted.connect(lambda: charting.start(REGISTER))
    charting.wrote.connect(lambda patient: None if window.on_chart else window.open_patient(patient))
    strip.who_wanted.connect(lambda: charting.sign_in())  # noqa: PLW0108  (the signal's own value stays out)
    strip.out_wanted.connect(window.session.sign_out)
    strip.staff_wanted.connect(charting.staff)
    strip.draft_wanted.connect(charting.take_up_draft)
    window.session.changed.connect(lambda: show_strip(window))


def show_strip(window: MainWindow) -> None:
    """Who is signed in, and how many drafts wait for them."""
    ports, person = window.ports, window.session.person
    drafts = 0 if person is None else len(ports.drafts.of(person.id))
    empty = not ports.people.staff()
    window.strip.show_state(window.words, training=ports.training, person=person, drafts=drafts, empty=empty)


def _for_patient(window: MainWindow, act: Callable[[str], None]) -> None:
    """The open chart's patient; on the board the chosen one, whose chart opens first."""
    patient = window.chart.patient if window.on_chart else window.board.table.chosen()
    if patient and window.chart.record.back.is_now:
        if not window.on_chart:
            window.open_patient(patient)
        act(patient)


def _menu(window: MainWindow) -> None:
    if window.on_chart and window.chart.record.back.is_now:
        window.charting.menu(window.chart.patient, window.chart.more_button)


def _tab(window: MainWindow, place: int) -> None:
    if window.on_chart and place < window.chart.tabs.count():
        window.chart.tabs.setCurrentIndex(place)
