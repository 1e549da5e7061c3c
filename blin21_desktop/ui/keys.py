"""The keyboard map of the window, and its buttons that do the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from blin21_desktop.domain.text import say
from blin21_desktop.forms.checks import CHECK
from blin21_desktop.forms.patient import REGISTER
from blin21_desktop.present.board_order import next_due
from blin21_desktop.present.find import Answer, answer
from blin21_desktop.ui import ask
from blin21_desktop.ui.acknowledging import acknowledge, acknowledge_chosen
from blin21_desktop.ui.find import FindPatient
from blin21_desktop.ui.forms_paper import FORMS, print_forms
from blin21_desktop.ui.from_paper import KEY
from blin21_desktop.ui.labs_said import show_details
from blin21_desktop.ui.looking import refused_in_the_past
from blin21_desktop.ui.papers import SUMMARY, print_handover, print_list, print_summary, show_plan

if TYPE_CHECKING:
    from blin21_desktop.ui.copy_mode import CopyMode
    from blin21_desktop.ui.main_window import MainWindow

Act = Callable[[], object]

PLANNER, KNOWLEDGE = say("Pause planner"), say("Knowledge")


def table(window: MainWindow) -> tuple[tuple[str, Act], ...]:
    """Key -> what it does."""
    charting = window.charting
    return (
        ("F1", window.show_help),
        ("F2", window.show_board),
        ("F3", lambda: _find(window)),
        ("F4", lambda: _next_due(window)),
        ("F5", window.refresh),
        ("F6", lambda: _for_patient(window, charting.flow)),
        ("F7", lambda: _for_patient(window, lambda patient: charting.start(CHECK, patient))),
        ("F8", lambda: _for_patient(window, window.restarts.interruption)),
        ("F9", window.labs.open),
        ("F10", lambda: print_handover(window)),
        ("A", lambda: acknowledge_chosen(window)),
        ("Ctrl+B", lambda: _plan(window)),
        (KEY, window.from_paper.toggle),
        ("Ctrl+J", window.returned.open),
        ("Ctrl+G", window.figures.go),
        ("Ctrl+K", lambda: _for_chart(window, lambda _window, patient: window.values.open(patient))),
        ("Ctrl+M", lambda: _menu(window)),
        ("Ctrl+N", lambda: charting.start(REGISTER)),
        ("Ctrl+U", charting.sign_in),
        ("Ctrl+L", window.session.sign_out),
        ("Ctrl+D", charting.take_up_draft),
        *((f"Ctrl+{number}", lambda place=number - 1: _tab(window, place)) for number in range(1, 8)),
        ("Alt+Left", lambda: window.step_patient(-1)),
        ("Alt+Right", lambda: window.step_patient(1)),
        ("Ctrl++", lambda: window.scale(1)),
        ("Ctrl+=", lambda: window.scale(1)),
        ("Ctrl+-", lambda: window.scale(-1)),
    )


WRITING = frozenset({"F6", "F7", "F8", "F9", "A", "Ctrl+E", "Ctrl+J", "Ctrl+N", "Ctrl+U", "Ctrl+L", "Ctrl+D"})
"""Keys that lead to writing into the record: in a review copy they say why they do nothing."""


def of_copy(window: MainWindow, copy: CopyMode) -> tuple[tuple[str, Act], ...]:
    """The keys of a window that shows a review copy."""
    kept = tuple((key, copy.refuses if key in WRITING else act) for key, act in table(window))
    return (
        *kept,
        ("Ctrl+R", copy.notes.start),
        ("Ctrl+Shift+R", copy.notes.open),
        ("Alt+PgUp", lambda: copy.as_of.step(-1)),
        ("Alt+PgDown", lambda: copy.as_of.step(1)),
        ("Alt+End", copy.as_of.to_end),
    )


def add_keys(window: MainWindow) -> None:
    """Give the window its keys."""
    for key, act in table(window) if window.copy is None else of_copy(window, window.copy):
        action = QAction(window)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda *_, act=act: act())
        window.addAction(action)


def wire(window: MainWindow) -> None:
    """Connect the buttons that act."""
    _wire_chart(window)
    _wire_board(window)
    charting, strip = window.charting, window.strip
    charting.wrote.connect(lambda patient: None if window.on_chart else window.open_patient(patient))
    strip.who_wanted.connect(lambda: charting.sign_in())  # noqa: PLW0108  (the signal's own value stays out)
    strip.out_wanted.connect(window.session.sign_out)
    strip.staff_wanted.connect(charting.staff)
    strip.draft_wanted.connect(charting.take_up_draft)
    window.session.changed.connect(lambda: show_strip(window))
    window.session.changed.connect(window.handovers.person_changed)
    charting.pages = (
        (PLANNER, window.restarts.open),
        (KNOWLEDGE, window.values.open),
        (SUMMARY, partial(print_summary, window)),
        (FORMS, partial(print_forms, window)),
    )


def _wire_chart(window: MainWindow) -> None:
    charting, chart = window.charting, window.chart
    chart.flow_button.clicked.connect(lambda: charting.flow(chart.patient))
    chart.check_button.clicked.connect(lambda: charting.start(CHECK, chart.patient))
    chart.stop_button.clicked.connect(lambda: window.restarts.interruption(chart.patient))
    chart.more_button.clicked.connect(lambda: _menu(window))
    chart.plan_button.clicked.connect(lambda: show_plan(window))
    chart.now.acknowledging.connect(lambda key: acknowledge(window, key))
    chart.record.back.chosen.connect(window.refresh)
    chart.infusion.course_wanted.connect(window.refresh)
    chart.labs.details_wanted.connect(lambda detail: show_details(window, detail))
    chart.record.withdraw_wanted.connect(lambda entry: charting.withdraw(chart.patient, entry))
    chart.record.prints.clicked.connect(lambda: _prints(window))
    chart.record.correct_wanted.connect(lambda entry: charting.correct(chart.patient, entry))
    chart.handover.give_wanted.connect(lambda: window.handovers.give(chart.patient))
    chart.handover.take_wanted.connect(lambda entry: window.handovers.take(chart.patient, entry))
    chart.print_wanted.connect(lambda: print_handover(window))


def _wire_board(window: MainWindow) -> None:
    board = window.board
    board.sorted_by.connect(lambda sort: window.wants(sort=sort))
    board.filtered_by.connect(lambda only: window.wants(only=only))
    board.hiding.connect(lambda on: window.wants(hide_names=on))
    board.find_wanted.connect(lambda: _find(window))
    board.list_wanted.connect(lambda: print_list(window))
    board.print_wanted.connect(lambda: print_handover(window))
    board.labs_button.clicked.connect(window.labs.open)
    board.returned_button.clicked.connect(window.returned.open)
    board.figures_button.clicked.connect(window.figures.go)
    board.more_button.clicked.connect(lambda: board_menu(window))
    board.new_wanted.connect(lambda: window.charting.start(REGISTER))


def show_strip(window: MainWindow) -> None:
    """Who is signed in, and how many drafts wait for them."""
    ports, person = window.ports, window.session.person
    drafts = 0 if person is None else len(ports.drafts.of(person.id))
    empty = not ports.people.staff()
    window.strip.show_state(window.words, training=ports.training, person=person, drafts=drafts, empty=empty)


def _for_patient(window: MainWindow, act: Callable[[str], None]) -> None:
    """The open chart's patient; on the board the chosen one, whose chart opens first."""
    patient = window.chart.patient if window.on_chart else window.board.table.chosen()
    if patient and not refused_in_the_past(window, window.words.t("Looking back"), writes=True):
        if not window.on_chart:
            window.open_patient(patient)
        act(patient)


def _menu(window: MainWindow) -> None:
    if window.on_chart and window.copy is not None:
        window.copy.refuses()
        return
    if not window.on_chart:
        board_menu(window)
        return
    if not refused_in_the_past(window, window.words.t("More entries"), writes=True):
        window.charting.menu(window.chart.patient, window.chart.more_button)


def board_menu(window: MainWindow) -> QMenu:
    """What concerns the whole ward, as a menu below the board's button."""
    from blin21_desktop.ui.lost_hours import show_lost_hours
    from blin21_desktop.ui.print_register import show_register
    from blin21_desktop.ui.review_making import make_copy
    from blin21_desktop.ui.review_opening import open_copy

    words, at = window.words, window.board.more_button
    menu = QMenu(window)
    menu.setAccessibleName(words.t("More about the ward"))
    if window.copy is None:
        menu.addAction(words.t("Laboratory results: review…")).triggered.connect(lambda *_: window.labs.open())
    menu.addAction(words.t("Hours lost on the ward…")).triggered.connect(lambda *_: show_lost_hours(window))
    menu.addAction(f"{words.t('Figures of all patients')}\tCtrl+G").triggered.connect(lambda *_: window.figures.go())
    if window.copy is None:
        menu.addAction(words.t("Writing up from paper")).triggered.connect(lambda *_: window.from_paper.toggle())
        menu.addAction(words.t("Empty forms to write on…")).triggered.connect(lambda *_: print_forms(window))
        menu.addAction(words.t("Downtime sheets…")).triggered.connect(lambda *_: window.downtime.set_up())
        menu.addAction(words.t("Register of prints…")).triggered.connect(lambda *_: show_register(window))
        menu.addAction(words.t("Make a review copy…")).triggered.connect(lambda *_: make_copy(window))
        menu.addAction(words.t("Returned comments…")).triggered.connect(lambda *_: window.returned.open())
        menu.addAction(words.t("Open a review copy…")).triggered.connect(lambda *_: open_copy(window))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at.mapToGlobal(at.rect().bottomLeft()))
    menu.setActiveAction(menu.actions()[0])
    return menu


def _prints(window: MainWindow) -> None:
    """The papers with a sheet of the open patient."""
    from blin21_desktop.ui.print_register import show_register

    show_register(window, window.chart.patient)


def _plan(window: MainWindow) -> None:
    if window.on_chart:
        show_plan(window)


def _for_chart(window: MainWindow, act: Callable[[MainWindow, str], None]) -> None:
    """What only reads: of the open chart's patient, also while looking back."""
    if window.on_chart:
        act(window, window.chart.patient)


def _tab(window: MainWindow, place: int) -> None:
    if window.on_chart and place < window.chart.tabs.count():
        window.chart.tabs.setCurrentIndex(place)


def _find(window: MainWindow) -> None:
    def search(typed: str) -> Answer:
        return answer(window.ports.board(), typed, window.words, hide_names=window.wish.hide_names)

    dialog = FindPatient(search, window.words, window.theme, window)
    dialog.opened.connect(window.open_patient)
    dialog.finished.connect(dialog.deleteLater)
    ask.show(dialog)


def _next_due(window: MainWindow) -> None:
    patient = next_due(window.ports.board(), window.ports.now(), window.chart.patient if window.on_chart else "")
    if patient:
        window.open_patient(patient)
