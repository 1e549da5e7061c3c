"""The laboratory review over the window: what is shown, which result is chosen, what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from blin21_desktop.domain.entries import PatientRegistered
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.source import Reviewed
from blin21_desktop.forms.lab_decision import analytes_of, sent_code, whose
from blin21_desktop.present.lab_review import counts_line, details, key_of, rows
from blin21_desktop.ui import ask
from blin21_desktop.ui.lab_deciding import LabDeciding
from blin21_desktop.ui.lab_reading import LabReading
from blin21_desktop.ui.lab_review import LabReview
from blin21_desktop.ui.lab_setting import LabSetting
from blin21_desktop.ui.placing import place_form

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow


class LabImports:
    """The review of one window; at most one is open. `reviewed` is what it shows."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.page: LabReview | None = None
        self.reviewed: list[Reviewed] = []
        self.reading = LabReading(self)
        self.deciding = LabDeciding(self)
        self.setting = LabSetting(self)

    def open(self) -> None:
        """Show what waits; more can be read from there."""
        if self.page is not None:
            return
        window = self.window
        page = self.page = LabReview(window.words, window.theme, window)
        reading, deciding = self.reading, self.deciding
        for signal, does in (
            (page.files_wanted, reading.choose_files),
            (page.folder_wanted, reading.choose_folder),
            (page.again_wanted, reading.read_last),
            (page.watch_wanted, self.setting.watch),
            (page.refuse_wanted, deciding.refuse),
            (page.file_wanted, deciding.file),
            (page.always_wanted, deciding.always),
            (page.layout_wanted, self.setting.layout),
            (page.all_wanted, deciding.all),
        ):
            signal.connect(does)
        page.chosen.connect(lambda _: self._show_one())
        page.finished.connect(self._closed)
        self.reviewed = window.ports.labs.waiting()
        place_form(window, page)
        self.show(self.settle())
        ask.show(page)
        page.table.setFocus()

    def settle(self) -> str:
        """Keep what was read and waits, and close what needs nobody any more, in the name of whoever is signed in.

        Gives why that could not be done, or "".
        """
        ports, person, lang = self.window.ports, self.window.session.person, self.window.words.lang
        if person is not None and person.writes and ports.notice is None and self.reviewed:
            try:
                ports.labs.keep(self.reviewed, person.id, lang)
                ports.labs.settle(ports.labs.waiting(), person.id, lang)
            except ValueError as fault:
                return str(fault)
        return ""

    def add(self, found: Sequence[Reviewed]) -> None:
        """Files that were read; one that is shown already is shown as it was read now."""
        known = {one.source.id: one for one in (*self.reviewed, *found)}
        self.reviewed = list(known.values())

    def judge_again(self, state: str = "") -> None:
        """Something was written: everything that is shown is judged against the charts as they are now."""
        self.reviewed = self.window.ports.labs.again(self.reviewed)
        kept = self.settle()
        self.window.refresh()
        self.show(state or kept)

    def show(self, state: str = "") -> None:
        """Show everything; `state`: what the program is doing, or what went wrong."""
        page, words = self.page, self.window.words
        if page is None:
            return
        shown = rows(self.reviewed, words, self.registered())
        empty = words.t("Nothing waits for a decision. Read files with Ctrl+O, a folder with Ctrl+Shift+O.")
        page.show_rows(shown, counts_line(self.reviewed, words), state or self.reading.trouble, empty)

    def _show_one(self) -> None:
        page, found = self.page, self.one()
        if page is None:
            return
        able = {"all"} if any(item.files for one in self.reviewed for item in one.items) else set[str]()
        if found is None:
            page.show_details(None, frozenset(able))
            return
        one, item = found
        able |= self.able(one, item)
        page.show_details(details(one, item, self.window.words, self.registered()), frozenset(able))

    def able(self, one: Reviewed, item: Item) -> set[str]:
        """What can be done about a result."""
        able = {"layout"} if one.source.read.format == "csv" else set[str]()
        if item.waits:
            able.add("refuse")
            if whose(item) and analytes_of(item, self.window.ports.knowledge.labs):
                able.add("file")
                if sent_code(item) is not None:
                    able.add("always")
        return able

    def one(self) -> tuple[Reviewed, Item] | None:
        """The chosen result."""
        chosen = "" if self.page is None else self.page.table.chosen()
        return next(((one, item) for one in self.reviewed for item in one.items if key_of(one, item) == chosen), None)

    def passed(self) -> list[Reviewed]:
        """What passed every gate and was on the screen."""
        seen = set[str]() if self.page is None else self.page.seen
        found = [
            replace(one, items=tuple(item for item in one.items if item.files and key_of(one, item) in seen))
            for one in self.reviewed
        ]
        return [one for one in found if one.items]

    def registered(self) -> dict[str, PatientRegistered]:
        """The registrations of everybody on the ward."""
        return {look.patient: look.registered for look in self.window.ports.board() if look.registered is not None}

    def _closed(self) -> None:
        page, self.page = self.page, None
        self.reading.stop()
        self.reviewed = []
        if page is not None:
            page.deleteLater()
        self.window.refresh()
