"""The keyboard map of the window, and its buttons that do the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from blin21_desktop.domain.text import say
from blin21_desktop.forms.checks import CHECK
from blin21_desktop.forms.patient import REGISTER
from blin21_desktop.present.bag_plan import plan_of, plan_view
from blin21_desktop.present.board_order import next_due
from blin21_desktop.present.chart import identity_line
from blin21_desktop.present.find import Answer, answer
from blin21_desktop.present.paper import Paper
from blin21_desktop.ui import ask
from blin21_desktop.ui.acknowledging import acknowledge, acknowledge_chosen
from blin21_desktop.ui.find import FindPatient
from blin21_desktop.ui.labs_said import show_details
from blin21_desktop.ui.placing import place_form

if TYPE_CHECKING:
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
        ("F10", window.print_handover),
        ("A", lambda: acknowledge_chosen(window)),
        ("Ctrl+B", lambda: _plan(window)),
        ("Ctrl+K", lambda: _for_chart(window, lambda _window, patient: window.values.open(patient))),
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
    chart.check_button.clicked.connect(lambda: charting.start(CHECK, chart.patient))
    chart.stop_button.clicked.connect(lambda: window.restarts.interruption(chart.patient))
    chart.more_button.clicked.connect(lambda: _menu(window))
    chart.plan_button.clicked.connect(lambda: show_plan(window))
    chart.now.acknowledging.connect(lambda key: acknowledge(window, key))
    chart.record.back.chosen.connect(window.refresh)
    chart.infusion.course_wanted.connect(window.refresh)
    chart.labs.details_wanted.connect(lambda detail: show_details(window, detail))
    chart.record.withdraw_wanted.connect(lambda entry: charting.withdraw(chart.patient, entry))
    chart.record.correct_wanted.connect(lambda entry: charting.correct(chart.patient, entry))
    board = window.board
    board.sorted_by.connect(lambda sort: window.wants(sort=sort))
    board.filtered_by.connect(lambda only: window.wants(only=only))
    board.hiding.connect(lambda on: window.wants(hide_names=on))
    board.find_wanted.connect(lambda: _find(window))
    board.list_wanted.connect(lambda: print_list(window))
    board.labs_button.clicked.connect(window.labs.open)
    board.more_button.clicked.connect(lambda: board_menu(window))
    window.board.new_wanted.connect(lambda: charting.start(REGISTER))
    charting.wrote.connect(lambda patient: None if window.on_chart else window.open_patient(patient))
    strip.who_wanted.connect(lambda: charting.sign_in())  # noqa: PLW0108  (the signal's own value stays out)
    strip.out_wanted.connect(window.session.sign_out)
    strip.staff_wanted.connect(charting.staff)
    strip.draft_wanted.connect(charting.take_up_draft)
    window.session.changed.connect(lambda: show_strip(window))
    charting.pages = ((PLANNER, window.restarts.open), (KNOWLEDGE, window.values.open))


def show_strip(window: MainWindow) -> None:
    """Who is signed in, and how many drafts wait for them."""
    ports, person = window.ports, window.session.person
    drafts = 0 if person is None else len(ports.drafts.of(person.id))
    empty = not ports.people.staff()
    window.strip.show_state(window.words, training=ports.training, person=person, drafts=drafts, empty=empty)


def refused_in_the_past(window: MainWindow, title: str, *, writes: bool) -> bool:
    """Whether the past is looked at, where this cannot be done; said in words, with the way back."""
    if window.chart.record.back.is_now:
        return False
    words = window.words
    if writes:
        why = words.t("Nothing can be written while looking back. Return to now first: tab Record, Back to now.")
    else:
        why = words.t(
            "This would show the present, but you are looking back. Return to now first: tab Record, Back to now."
        )
    ask.tell(window, title, why)
    return True


def _for_patient(window: MainWindow, act: Callable[[str], None]) -> None:
    """The open chart's patient; on the board the chosen one, whose chart opens first."""
    patient = window.chart.patient if window.on_chart else window.board.table.chosen()
    if patient and not refused_in_the_past(window, window.words.t("Looking back"), writes=True):
        if not window.on_chart:
            window.open_patient(patient)
        act(patient)


def _menu(window: MainWindow) -> None:
    if not window.on_chart:
        board_menu(window)
        return
    if not refused_in_the_past(window, window.words.t("More entries"), writes=True):
        window.charting.menu(window.chart.patient, window.chart.more_button)


def board_menu(window: MainWindow) -> QMenu:
    """What concerns the whole ward, as a menu below the board's button."""
    from blin21_desktop.ui.lost_hours import show_lost_hours

    words, at = window.words, window.board.more_button
    menu = QMenu(window)
    menu.setAccessibleName(words.t("More about the ward"))
    menu.addAction(words.t("Laboratory results: review…")).triggered.connect(lambda *_: window.labs.open())
    menu.addAction(words.t("Hours lost on the ward…")).triggered.connect(lambda *_: show_lost_hours(window))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at.mapToGlobal(at.rect().bottomLeft()))
    menu.setActiveAction(menu.actions()[0])
    return menu


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


def print_list(window: MainWindow) -> None:
    """The ward list alone, as a preview."""
    ports, words = window.ports, window.words
    preview_of(window, words.t("Print list"), "ward-list", lambda: ports.list_pdf(words.lang), (), "ward-list")


def show_plan(window: MainWindow) -> None:
    """The bag plan of the open patient."""
    from blin21_desktop.ui.bag_plan import BagPlanPage

    patient, words, ports = window.chart.patient, window.words, window.ports
    if refused_in_the_past(window, words.t("Bag plan"), writes=False):
        return
    look = ports.look(patient)
    view = plan_view(plan_of(look, words.zone), words)
    page = BagPlanPage(view, identity_line(look, words), words, window.theme, window)
    name = f"bag-plan-{patient}"
    page.print_wanted.connect(
        lambda: preview_of(
            window, view.title, name, lambda: ports.plan_pdf(patient, words.lang), (patient,), "bag-plan"
        )
    )
    page.finished.connect(page.deleteLater)
    place_form(window, page)
    ask.show(page)


def preview_of(
    window: MainWindow,
    title: str,
    name: str,
    make: Callable[[], bytes],
    patients: tuple[str, ...],
    paper: Paper = "handover",
) -> None:
    """A preview of pages, recorded as what they are; why there are none is said in words."""
    from blin21_desktop.ui.print_preview import PrintPreview  # QtPdf is heavy and rarely wanted

    ports, words = window.ports, window.words
    try:
        pdf = make()
    except ValueError as fault:
        ask.tell(window, title, str(fault))
        return
    full = f"{name}-{ports.now():%Y%m%d-%H%M}.pdf"

    def printed(done: bytes) -> None:
        ports.printed(patients, words.lang, done, paper)

    preview = PrintPreview(pdf, full, words, printed, window, title=title)
    preview.finished.connect(preview.deleteLater)
    ask.show(preview)
