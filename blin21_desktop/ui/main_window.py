"""The one window: training strip, notice, then the ward board or a patient's chart. It follows the record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from blin21_desktop.present.alert_rows import now_title
from blin21_desktop.present.board import CARDS, BoardView, BoardWish, board_rows, in_order, same_name_beds
from blin21_desktop.present.chart import banner, now_tab, record_columns, record_rows, status_line
from blin21_desktop.present.checks_tab import checks_tab
from blin21_desktop.present.infusion_tab import infusion_tab
from blin21_desktop.present.labs_tab import LabsTab
from blin21_desktop.present.rules_tab import rules_tab
from blin21_desktop.present.words import Words
from blin21_desktop.ui import ask
from blin21_desktop.ui.bridge import Bridge
from blin21_desktop.ui.charting import Charting
from blin21_desktop.ui.help import HelpPage
from blin21_desktop.ui.keys import add_keys, preview_of, refused_in_the_past, show_strip, wire
from blin21_desktop.ui.lab_imports import LabImports
from blin21_desktop.ui.pages.board_page import BoardPage
from blin21_desktop.ui.pages.chart_page import Actions, ChartPage, ChartView
from blin21_desktop.ui.placing import place_form
from blin21_desktop.ui.ports import WindowPorts
from blin21_desktop.ui.qt_words import speak_qt
from blin21_desktop.ui.restarts import Restarts
from blin21_desktop.ui.samples import shown_samples
from blin21_desktop.ui.session import Session
from blin21_desktop.ui.theme import SCALES, Theme
from blin21_desktop.ui.top_strip import TopStrip
from blin21_desktop.ui.values import Values
from blin21_desktop.ui.widgets import frame, label, set_text

LEAST_WIDTH, LEAST_HEIGHT = 1366, 768
"""The smallest screen the window is made for, px."""

NARROW_FROM = 150
"""From this scale on (percent) the board has no room for a column of laboratory values."""

FEW_CARDS = {175: 2, 200: 1}
"""Scale (percent) -> so few due cards, so that the rows keep their room; the rest is counted."""


class MainWindow(QMainWindow):
    """Asks the ports, shows finished views. F2 board, Enter opens, F5 refresh, F10 print, Alt+arrows next patient."""

    def __init__(self, ports: WindowPorts, bridge: Bridge, theme: Theme, lang: str) -> None:
        super().__init__()
        self.ports = ports
        self.theme = theme
        self.words: Words = ports.words(lang)
        self.wish = BoardWish()
        self.session = Session(self)
        self.strip = TopStrip(theme)
        self.notice = label("", "bold", wrap=True)
        self.notice_bar = frame("ink")
        self.board = BoardPage(theme)
        self.chart = ChartPage(theme)
        self.pages = QStackedWidget()
        self._lay_out()
        self.charting = Charting(ports, self.session, theme, self)
        self.restarts = Restarts(self)
        self.values = Values(self)
        self.labs = LabImports(self)
        self.charting.place = lambda dialog: place_form(self, dialog)
        self._connect(bridge)
        add_keys(self)
        self.refresh()
        self.board.table.setFocus()

    def _lay_out(self) -> None:
        centre = QWidget()
        outer = QVBoxLayout(centre)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        bar = QHBoxLayout(self.notice_bar)
        bar.setContentsMargins(14, 6, 14, 6)
        bar.addWidget(self.notice)
        for part in (self.strip, self.notice_bar):
            outer.addWidget(part)
        for page in (self.board, self.chart):
            self.pages.addWidget(page)
        outer.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
        self.resize(LEAST_WIDTH, LEAST_HEIGHT)

    def _connect(self, bridge: Bridge) -> None:
        bridge.ward_changed.connect(self.refresh)
        self.theme.changed.connect(self.refresh)
        self.board.opened.connect(self.open_patient)
        self.chart.board_wanted.connect(self.show_board)
        for page in (self.board, self.chart):
            page.print_wanted.connect(self.print_handover)
        switches = self.strip.switches
        switches.language.connect(self.switch_language)
        switches.darkness.connect(self.theme.toggle_dark)
        switches.help_wanted.connect(self.show_help)
        self.charting.wrote.connect(bridge.patient)
        bridge.ward_changed.connect(self.charting.tick)
        bridge.ward_changed.connect(self.restarts.tick)
        bridge.ward_changed.connect(self.labs.reading.tick)
        wire(self)

    def refresh(self) -> None:
        """Ask again and show: after a write, at a new minute, after sleep, on F5."""
        words = self.words
        self.charting.words = words
        show_strip(self)
        notice = self.ports.notice
        self.notice_bar.setVisible(notice is not None)
        set_text(self.notice, "" if notice is None else words.render(notice))
        self.setWindowTitle(f"{self.ports.ward_name} – BLIN21 Desktop")
        if self.on_chart and self.chart.patient:
            self._show_chart(self.chart.patient)
        else:
            self.board.show_view(self.board_view(), self.ports.ward_name, words)
            self.board.show_labs(sum(self.ports.labs.counts().values()), self.labs.reading.trouble, words)

    @property
    def on_chart(self) -> bool:
        """Whether a patient's chart is shown."""
        return self.pages.currentWidget() is self.chart

    def board_view(self) -> BoardView:
        """The board now, in the window's language and order."""
        cards, narrow = FEW_CARDS.get(self.theme.scale, CARDS), self.theme.scale >= NARROW_FROM
        wish = replace(self.wish, cards=cards, narrow=narrow)
        return board_rows(self.ports.board(), self.words, self.ports.now(), wish)

    def open_patient(self, patient: str) -> None:
        """Show a patient's chart."""
        self._show_chart(patient)
        self.pages.setCurrentWidget(self.chart)
        self.chart.tabs.setFocus()

    def _show_chart(self, patient: str) -> None:
        back, words = self.chart.record.back, self.words
        if patient != self.chart.patient:
            back.forget()
            self.chart.infusion.forget()
        present = self.ports.look(patient)
        look = present if back.is_now else self.ports.look(patient, back.at, back.known_at)
        others = same_name_beds(look, self.ports.board(), self.words)
        view = ChartView(
            patient=patient,
            banner=banner(look, self.words, same_name=others),
            status=status_line(look, self.words),
            now=now_tab(look, words, back=not back.is_now),
            infusion=lambda: infusion_tab(look, words, course=self.chart.infusion.course, back=not back.is_now),
            now_title=now_title(look, words),
            checks=lambda: checks_tab(look, words),
            samples=lambda: shown_samples(look, words, self.ports.sample),
            labs=lambda unit: LabsTab(look, words, unit),
            rules=lambda: rules_tab(look, words),
            columns=record_columns(self.words),
            record=record_rows(look, self.words, back.at),
            happened=tuple(e.happened_at for e in present.chart.written),
            written=tuple(e.recorded_at for e in present.chart.written),
            actions=Actions.of(look.status),
        )
        self.chart.show_view(view, self.words)

    def show_board(self) -> None:
        """Back to the ward board; the patient just seen stays chosen."""
        last = self.chart.patient
        self.chart.forget()
        self.pages.setCurrentWidget(self.board)
        self.refresh()
        if last:
            self.board.table.choose(last)
        self.board.table.setFocus()

    def step_patient(self, by: int) -> None:
        """The previous or next patient in the board's order; on the board it moves the choice.

        From chart to chart a filter of the board skips nobody: the chart does not say that it is in force.
        """
        order = in_order(self.ports.board(), self.wish.sort) if self.on_chart else self.board.table.patients()
        if not order:
            return
        here = self.chart.patient if self.on_chart else self.board.table.chosen()
        there = order[(order.index(here) + by) % len(order)] if here in order else order[0]
        if self.on_chart:
            self._show_chart(there)
        else:
            self.board.table.choose(there)

    def wants(self, **wish: Any) -> None:  # noqa: ANN401  (fields of `BoardWish`)
        """Another order, filter or hidden names."""
        self.wish = replace(self.wish, **wish)
        self.refresh()

    def switch_language(self) -> None:
        """Japanese or English, at once."""
        self.words = self.ports.words("en" if self.words.lang == "ja" else "ja")
        speak_qt(self.words.lang)
        self.refresh()

    def scale(self, by: int) -> None:
        """The next larger or smaller size."""
        place = min(max(SCALES.index(self.theme.scale) + by, 0), len(SCALES) - 1)
        self.theme.switch(scale=SCALES[place])

    def show_help(self) -> None:
        """The help page."""
        ask.show(HelpPage(self.words, self))

    def print_handover(self) -> None:
        """The sheet of the open patient, or on the board the ward list with all sheets, as a preview."""
        patients = (self.chart.patient,) if self.on_chart else ()
        if refused_in_the_past(self, self.words.t("Print handover"), writes=False):
            return
        name = f"handover-{patients[0] if patients else 'ward'}"
        lang = self.words.lang
        preview_of(self, self.words.t("Print handover"), name, lambda: self.ports.sheet_pdf(patients, lang), patients)
