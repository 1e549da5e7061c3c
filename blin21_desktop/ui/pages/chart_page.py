"""The patient chart: fixed banner and status line, below them the tabs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QMargins, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms import flow_form, interruption_form
from blin21_desktop.forms.stop import STOP
from blin21_desktop.present.chart import Banner, NowTab, StatusCell
from blin21_desktop.present.checks_tab import ChecksTab
from blin21_desktop.present.infusion_tab import InfusionTab
from blin21_desktop.present.labs_tab import LabsTab
from blin21_desktop.present.labs_units import Unit
from blin21_desktop.present.record import RecordRow
from blin21_desktop.present.rules_tab import RulesTab
from blin21_desktop.present.words import Words
from blin21_desktop.ui.action_bar import ActionBar
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.pages.checks_tab import ChecksPage
from blin21_desktop.ui.pages.handover_tab import HandoverPage, HandoverView
from blin21_desktop.ui.pages.infusion_tab import InfusionPage
from blin21_desktop.ui.pages.labs_tab import LabsPage
from blin21_desktop.ui.pages.now_tab import NowPage
from blin21_desktop.ui.pages.record_tab import RecordPage
from blin21_desktop.ui.pages.rules_tab import RulesPage
from blin21_desktop.ui.samples import Shown
from blin21_desktop.ui.status_line import StatusLine
from blin21_desktop.ui.theme import LARGE_FROM, Theme
from blin21_desktop.ui.widgets import button, clear, frame, label, pair, set_text

INFUSION, CHECKS, LABS, RULES, HANDOVER, RECORD = 1, 2, 3, 4, 5, 6
"""Places of the tabs after Now."""

BAND_MS = 1000
"""How long "patient changed" is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """What the keys F6 and F8 do now, in words."""

    flow: Text
    interruption: Text
    may_interrupt: bool

    @classmethod
    def of(cls, status: Status) -> Actions:
        """As the chart stands."""
        form = interruption_form(status)
        stop = say("Pause planner") if status is Status.PAUSED else STOP.name
        return cls(flow=flow_form(status).name, interruption=stop, may_interrupt=form is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """A finished chart; all tabs but Now and Record are made when they are looked at: they tell much."""

    patient: str
    banner: Banner
    status: tuple[StatusCell, ...]
    now: NowTab
    now_title: str
    infusion: Callable[[], InfusionTab]
    checks: Callable[[], ChecksTab]
    samples: Callable[[], tuple[Shown, ...]]
    labs: Callable[[Unit], LabsTab]
    rules: Callable[[], RulesTab]
    handover: Callable[[], HandoverView]
    columns: tuple[str, ...]
    record: tuple[RecordRow, ...]
    actions: Actions
    happened: tuple[datetime, ...] = ()
    written: tuple[datetime, ...] = ()


class ChartPage(QWidget):
    """Shows a finished chart. The banner and the status line never scroll."""

    board_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: object = None
        self._late: dict[int, Callable[[], None]] = {}
        self.patient = ""
        self.banner = frame("bar")
        self._banner_flow = Flow(self.banner, gap=22, margins=QMargins(14, 8, 14, 8))
        self.status = StatusLine(theme)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        buttons = tuple(button("") for _ in range(7))
        self.flow_button, self.check_button, self.stop_button, self.more_button = buttons[:4]
        self.plan_button, self.print_button, self.back = buttons[4:]
        self.action_bar = ActionBar(buttons, theme)
        self.now = NowPage(theme)
        self.infusion = InfusionPage(theme)
        self.checks = ChecksPage(theme)
        self.labs = LabsPage(theme)
        self.rules = RulesPage(theme)
        self.handover = HandoverPage(theme)
        self.record = RecordPage(theme)
        self.stack = QStackedWidget()
        self.band = label("", "changed")
        self._band_time = QTimer(self, singleShot=True, interval=BAND_MS)
        self._band_time.timeout.connect(self.band.hide)
        self.past = frame("ink")
        self.past_text = label("", "bold", wrap=True)
        self._lay_out()
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.tabs.currentChanged.connect(lambda _: self._show_late())
        self.tabs.currentChanged.connect(lambda tab: self.status.make_small(wanted=tab > 0))
        self.tabs.currentChanged.connect(self.tabs.updateGeometry)  # the chosen tab is bold, so wider
        self.infusion.record_wanted.connect(self.show_entry)
        self.handover.entry_wanted.connect(self.show_entry)
        self.handover.print_wanted.connect(self.print_wanted)
        self.back.clicked.connect(self.board_wanted)
        self.print_button.clicked.connect(self.print_wanted)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        past = QHBoxLayout(self.past)
        past.setContentsMargins(14, 5, 14, 5)
        past.addWidget(self.past_text)
        self.past.hide()
        outer.addWidget(self.banner)
        outer.addWidget(self.status)
        outer.addWidget(self.past)
        row = QHBoxLayout()
        row.setContentsMargins(14, 5, 14, 0)
        row.setSpacing(8)
        row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.action_bar, 1)
        outer.addLayout(row)
        for page in (self.now, self.infusion, self.checks, self.labs, self.rules, self.handover, self.record):
            self.stack.addWidget(page)
            self.tabs.addTab("")
        self.band.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.band.setParent(self)  # over the tab: nothing moves or shrinks while it is shown
        self.band.hide()
        outer.addWidget(self.stack, 1)

    def show_view(self, view: ChartView, words: Words) -> None:
        """Show a chart in its language."""
        changed = self.patient not in ("", view.patient)
        self.patient = view.patient
        self._retranslate(words, view)
        wanted = (view.banner, view.status, words.lang, self._theme.dark, self._theme.scale)
        if wanted != self._shown:
            self._shown = wanted
            self._show_banner(view.banner)
            self.status.show_cells(view.status)
        self.now.show_view(view.now, words)
        self._late = {
            INFUSION: lambda: self.infusion.show_view(view.infusion(), words),
            CHECKS: lambda: self.checks.show_view(view.checks(), words, view.samples()),
            LABS: lambda: self.labs.show_view(view.labs, words),
            RULES: lambda: self.rules.show_view(view.rules(), words),
            HANDOVER: lambda: self.handover.show_view(view.handover(), words),
        }
        self._show_late()
        self.record.show_moments(view.happened, view.written, words)
        self.record.show_view(view.columns, view.record, words)
        self._show_past(words)
        if changed:
            self.band.setText(words.t("Patient changed: {name}", name=view.banner.name))
            self.band.setGeometry(0, self.stack.y(), self.width(), self.band.sizeHint().height())
            self.band.raise_()
            self.band.show()
            self._band_time.start()

    def _show_late(self) -> None:
        """The tab that is looked at, where it is made only then."""
        make = self._late.pop(self.tabs.currentIndex(), None)
        if make is not None:
            make()

    def _show_past(self, words: Words) -> None:
        back = self.record.back
        self.past.setVisible(not back.is_now)
        at, known = (words.t("now") if m is None else words.moment(m) for m in (back.at, back.known_at))
        text = words.t(
            "LOOKING BACK: as of {at}, as it was known at {known}. Nothing can be written. Tab Record: back to now.",
            at=at,
            known=known,
        )
        if self._theme.scale >= LARGE_FROM:
            text = words.t("LOOKING BACK: as of {at}, as it was known at {known}.", at=at, known=known)
        set_text(self.past_text, text)

    def show_entry(self, entry: str) -> None:
        """The Record tab with this entry chosen."""
        self.tabs.setCurrentIndex(RECORD)
        self.record.table.choose(entry)
        self.record.table.setFocus()

    def forget(self) -> None:
        """The board was shown in between: the next patient is not "changed"."""
        self.patient = ""
        self.record.back.forget()
        self.infusion.forget()
        self.handover.forget()
        self.band.hide()

    def _retranslate(self, words: Words, view: ChartView) -> None:
        actions = view.actions
        self.tabs.setAccessibleName(words.t("Parts of the chart"))
        self.tabs.setTabText(0, view.now_title)
        self.tabs.setTabText(INFUSION, words.t("Infusion"))
        self.tabs.setTabText(CHECKS, words.t("Checks"))
        self.tabs.setTabText(LABS, words.t("Labs"))
        self.tabs.setTabText(RULES, words.t("Rules"))
        self.tabs.setTabText(HANDOVER, words.t("Handover"))
        self.tabs.setTabText(RECORD, words.t("Record"))
        buttons = (
            (self.back, words.t("Ward board"), "F2"),
            (self.print_button, words.t("Print handover"), "F10"),
            (self.flow_button, words.render(actions.flow), "F6"),
            (self.check_button, words.t("Check"), "F7"),
            (self.stop_button, words.render(actions.interruption), "F8"),
            (self.more_button, words.t("More entries"), "Ctrl+M"),
            (self.plan_button, words.t("Bag plan"), "Ctrl+B"),
        )
        for one, name, key in buttons:
            one.setText(f"{name}  {key}")
            one.setAccessibleName(name)
        self.action_bar.retranslate(words)
        now = self.record.back.is_now
        self.flow_button.setEnabled(now)
        self.check_button.setEnabled(now)
        self.more_button.setEnabled(now)
        self.stop_button.setEnabled(now and actions.may_interrupt)

    def _show_banner(self, banner: Banner) -> None:
        clear(self._banner_flow)
        name = QWidget()
        row = QHBoxLayout(name)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(label(banner.name, "time"))
        if banner.kana:
            row.addWidget(label(banner.kana, "muted"))
        self._banner_flow.addWidget(name)
        if banner.same_name:
            self._banner_flow.addWidget(label(banner.same_name, "mark"))
        for field in banner.fields:
            self._banner_flow.addWidget(pair(field.label, field.value, strong=field.strong))
        self.banner.setAccessibleName(", ".join((banner.name, *(f"{f.label} {f.value}" for f in banner.fields))))
        self.banner.updateGeometry()
