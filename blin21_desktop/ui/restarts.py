"""Opens the restart planner over the window: asks the rules, prints, and leads on to the forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from blin21_desktop.domain.infusion import Status
from blin21_desktop.forms import flow_form
from blin21_desktop.forms.decision import DECISION
from blin21_desktop.forms.stop import STOP
from blin21_desktop.forms.what_if import RESUME_AT, Question, question, shifted
from blin21_desktop.present.chart import identity_line
from blin21_desktop.present.restart_plan import planned, restart_view
from blin21_desktop.ui import ask
from blin21_desktop.ui.keys import PLANNER
from blin21_desktop.ui.papers import job_for, preview_of
from blin21_desktop.ui.placing import place_form
from blin21_desktop.ui.restart_planner import RestartPlanner

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow


class Restarts:
    """The planner of one window; at most one is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._patient = ""
        self.page: RestartPlanner | None = None

    def interruption(self, patient: str) -> None:
        """F8: while paused the planner, else the stop form."""
        if self._window.ports.look(patient).status is Status.PAUSED:
            self.open(patient)
        else:
            self._window.charting.interruption(patient)

    def open(self, patient: str) -> None:
        """The planner of a patient; without a registration no label judges, and that is said."""
        window, words = self._window, self._window.words
        look = window.ports.look(patient)
        if look.label is None:
            text = words.t("No registration is in force: no label judges this patient.")
            ask.tell(window, words.render(PLANNER), text)
            return
        form = flow_form(look.status) if look.status is not Status.RUNNING else STOP
        go_on = (words.render(form.name), "F8" if form is STOP else "F6")
        page = RestartPlanner(identity_line(look, words), go_on, words, window.theme, window)
        self._patient, self.page = patient, page
        page.asked.connect(self.work_out)
        page.question.shifting.connect(self._shift)
        page.print_wanted.connect(self._print)
        page.decide_wanted.connect(lambda: self._lead_on(lambda: window.charting.start(DECISION, patient)))
        page.go_on_wanted.connect(lambda: self._lead_on(lambda: window.charting.start(form, patient)))
        page.finished.connect(self._closed)
        self.work_out()
        place_form(window, page)
        ask.show(page)

    def tick(self) -> None:
        """A minute went by, or somebody wrote: the open planner thinks again."""
        if self.page is not None:
            self.work_out()

    def asked(self) -> Question:
        """What stands in the fields of the open planner."""
        window = self._window
        typed = {} if self.page is None else self.page.question.typed()
        return question(typed, window.ports.now(), window.words.zone)

    def work_out(self) -> None:
        """Ask the rules and show; what cannot be read is said, and the last answer stays."""
        window, page, wanted = self._window, self.page, self.asked()
        if page is None:
            return
        page.question.tell(wanted.problems)
        if wanted.problems:
            return
        look, words = window.ports.look(self._patient), window.words
        found = planned(
            look,
            window.ports.knowledge,
            words.zone,
            resume_at=wanted.resume_at,
            level=wanted.level,
            hold=wanted.hold,
        )
        if found is not None:
            page.show_view(restart_view(found, words))

    def _shift(self, minutes: int) -> None:
        """Move the restart in the field by so many minutes."""
        window, page = self._window, self.page
        if page is not None:
            typed = page.question.fields[RESUME_AT].text()
            page.question.move_to(shifted(typed, minutes, window.ports.now(), window.words.zone))

    def _print(self) -> None:
        window, patient, wanted = self._window, self._patient, self.asked()
        if wanted.problems:
            self.work_out()
            if self.page is not None:
                self.page.show_question()
            return
        job = replace(job_for(window, "restart-plan", patient), question=wanted)
        preview_of(window, window.words.render(PLANNER), job)

    def _lead_on(self, then: Callable[[], None]) -> None:
        """Close the planner and open a form."""
        if self.page is not None:
            self.page.accept()
        then()

    def _closed(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            page.deleteLater()
