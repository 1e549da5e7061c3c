"""The one window: training strip, notice, then the ward board or a patient's chart. It follows the record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
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
from blin21_desktop.ui.copy_mode import CopyMode
from blin21_desktop.ui.downtime import DowntimeSheets
from blin21_desktop.ui.figures import Figures
from blin21_desktop.ui.from_paper import FromPaper
from blin21_desktop.ui.handing_over import Handovers
from blin21_desktop.ui.help import HelpPage
from blin21_desktop.ui.keys import add_keys, show_strip, wire
from blin21_desktop.ui.lab_imports import LabImports
from blin21_desktop.ui.pages.board_page import BoardPage
from blin21_desktop.ui.pages.chart_page import Actions, ChartPage, ChartView
from blin21_desktop.ui.placing import place_form
from blin21_desktop.ui.ports import WindowPorts
from blin21_desktop.ui.qt_words import speak_qt
from blin21_desktop.ui.restarts import Restarts
from blin21_desktop.ui.review_returned import ReturnedComments
from blin21_desktop.ui.samples import shown_samples
from blin21_desktop.ui.session import Session
from blin21_desktop.ui.theme import LARGE_FROM, SCALES, Theme
from blin21_desktop.ui.top_strip import TopStrip
from blin21_desktop.ui.values import Values
from blin21_desktop.ui.widgets import frame, label, set_text

LEAST_WIDTH, LEAST_HEIGHT = 1366, 768
"""The smallest screen the window is made for, px."""

NARROW_FROM = 150
"""From this scale on (percent) the board has no room for a column for the end of the bag alone."""

FEW_CARDS = {150: 2, 175: 2, 200: 1}
"""Scale (percent) -> so few due cards, so that the rows keep their room; the rest is counted."""


FEW_IN_COPY = 2
"""So many due cards with large letters below the strip of a review copy."""


class MainWindow(QMainWindow):
    """Asks the ports, shows finished views. F2 board, Enter opens, F5 refresh, F10 print, Alt+arrows next patient."""

    closed = Signal()

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
        self.downtime = DowntimeSheets(self)
        self.from_paper = FromPaper(self)
        self._lay_out()
        self.charting = Charting(ports, self.session, theme, self)
        self.restarts = Restarts(self)
        self.values = Values(self)
        self.handovers = Handovers(self)
        self.labs = LabImports(self)
        self.figures = Figures(self)
        self.returned = ReturnedComments(self)
        self.copy = None if ports.copy is None else CopyMode(self, ports.copy)
        self.charting.place = lambda dialog: place_form(self, dialog)
        self._connect(bridge)
        add_keys(self)
        self.refresh()
        self.board.table.setFocus()

    def _lay_out(self) -> None:
        centre = self.centre = QWidget()
        outer = self.outer = QVBoxLayout(centre)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        bar = QHBoxLayout(self.notice_bar)
        bar.setContentsMargins(14, 6, 14, 6)
        bar.addWidget(self.notice)
        for part in (self.strip, self.notice_bar, self.from_paper.bar, self.downtime.bar):
            outer.addWidget(part)
        for page in (self.board, self.chart):
            self.pages.addWidget(page)
        self.pages.setProperty("look", "window")
        outer.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
        self.resize(LEAST_WIDTH, LEAST_HEIGHT)

    def _connect(self, bridge: Bridge) -> None:
        bridge.ward_changed.connect(self.refresh)
        self.theme.changed.connect(self.refresh)
        self.board.opened.connect(self.open_patient)
        self.chart.board_wanted.connect(self.show_board)
        switches = self.strip.switches
        switches.language.connect(self.switch_language)
        switches.darkness.connect(self.theme.toggle_dark)
        switches.help_wanted.connect(self.show_help)
        self.charting.wrote.connect(bridge.patient)
        bridge.ward_changed.connect(self.charting.tick)
        bridge.ward_changed.connect(self.restarts.tick)
        bridge.ward_changed.connect(self.labs.reading.tick)
        bridge.ward_changed.connect(self.downtime.tick)
        wire(self)

    def refresh(self) -> None:
        """Ask again and show: after a write, at a new minute, after sleep, on F5."""
        words = self.words
        self.charting.words = words
        show_strip(self)
        self.from_paper.show()
        self.downtime.show()
        notice = self.ports.notice
        self.notice_bar.setVisible(notice is not None and self.copy is None)
        set_text(self.notice, "" if notice is None else words.render(notice))
        self.setWindowTitle(f"{self.ports.ward_name} – BLIN21 Desktop")
        if self.copy is not None:
            self.copy.show()
        if self.on_chart and self.chart.patient:
            self._show_chart(self.chart.patient)
        elif self.figures.open:
            self.figures.show()
        else:
            self.board.show_view(self.board_view(), self.ports.ward_name, words)
            self.board.figures_button.setVisible(self.theme.scale < NARROW_FROM)
            self.board.show_returned(self.ports.returns_waiting(), words)
            self.board.show_labs(sum(self.ports.labs.counts().values()), self.labs.reading.trouble, words)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that it is gone."""
        super().closeEvent(event)
        self.closed.emit()

    @property
    def on_chart(self) -> bool:
        """Whether a patient's chart is shown."""
        return self.pages.currentWidget() is self.chart

    def board_view(self) -> BoardView:
        """The board now, in the window's language and order."""
        scale = self.theme.scale
        cards, narrow = FEW_CARDS.get(scale, CARDS), scale >= NARROW_FROM
        if self.copy is not None and narrow:
            cards = min(cards, FEW_IN_COPY)
        waiting, least = self.ports.labs.counts(), scale >= LARGE_FROM
        wish = replace(self.wish, cards=cards, to_review=waiting, narrow=narrow, least=least)
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
            self.chart.handover.forget()
        present = self.ports.look(patient)
        look = present if back.is_now else self.ports.look(patient, back.at, back.known_at)
        past = self.copy is not None or not back.is_now
        waiting = self.ports.labs.counts().get(patient, 0) if back.is_now else 0
        others = same_name_beds(look, self.ports.board(), self.words)
        view = ChartView(
            patient=patient,
            banner=banner(look, self.words, same_name=others),
            status=status_line(look, self.words),
            now=now_tab(look, words, back=past, to_review=waiting),
            infusion=lambda: infusion_tab(look, words, course=self.chart.infusion.course, back=past),
            now_title=now_title(look, words),
            checks=lambda: checks_tab(look, words),
            samples=lambda: shown_samples(look, words, self.ports.sample),
            labs=lambda unit: LabsTab(look, words, unit, waiting),
            rules=lambda: rules_tab(look, words),
            handover=lambda: self.handovers.view(look, writes=back.is_now),
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
