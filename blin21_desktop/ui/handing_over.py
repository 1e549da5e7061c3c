"""Handing over from the window: what the tab shows, since when, and what the two forms begin with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from blin21_desktop.forms.form import Form
from blin21_desktop.forms.handover import HANDOVER, begun_with
from blin21_desktop.forms.since import SinceAsked, SinceWish, asked, options
from blin21_desktop.forms.take_over import TAKE_OVER
from blin21_desktop.present.handover_facts import facts, shift_starts
from blin21_desktop.present.handover_tab import handover_tab
from blin21_desktop.present.since_rows import SinceView, since_view
from blin21_desktop.rules.handover import Basis, began, last_on
from blin21_desktop.service.look import Look
from blin21_desktop.ui.pages.handover_tab import HandoverView

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow


class Handovers:
    """The handover of one window: its tab and its forms."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        window.charting.begins = self.begins

    def view(self, look: Look, *, writes: bool) -> HandoverView:
        """What the tab shows of a look."""
        words, moments = self._window.words, self._moments(look)

        def since(wish: SinceWish) -> tuple[SinceView, str, str]:
            found = asked(wish, moments, look.at, words.zone)
            known = found.then if look.known_at is None else min(found.then, look.known_at)
            before = self._window.ports.look(look.patient, found.then, known)
            problem = "" if found.problem is None else words.render(found.problem)
            return since_view(before, look, words), found.basis, problem

        return HandoverView(
            tab=lambda order: handover_tab(look, words, order), since=since, options=options(moments), writes=writes
        )

    def give(self, patient: str) -> None:
        """The form that hands over."""
        self._window.charting.start(HANDOVER, patient)

    def take(self, patient: str, entry: str) -> None:
        """The form that answers the handover shown."""
        about = self._window.ports.look(patient).chart.find(entry)
        if about is not None:
            self._window.charting.start(TAKE_OVER, patient, about)

    def begins(self, form: Form, patient: str) -> dict[str, str]:
        """Facts, tasks and lines of the label for the handover form; nothing for any other."""
        if form.id != HANDOVER.id:
            return {}
        window = self._window
        look = window.ports.look(patient)
        return begun_with(facts(look, window.words, self._since(look).then), window.words.zone)

    def person_changed(self) -> None:
        """Somebody else is there: they were last on at another moment."""
        if self._window.on_chart:
            self._window.refresh()

    def _since(self, look: Look) -> SinceAsked:
        return asked(self._window.chart.handover.wish, self._moments(look), look.at, self._window.words.zone)

    def _moments(self, look: Look) -> Mapping[Basis, datetime]:
        shift = began(look.at, shift_starts(look), self._window.words.zone)
        return last_on(look.chart, look.at, self._who(), shift)

    def _who(self) -> str:
        person = self._window.session.person
        return "" if person is None else person.id
