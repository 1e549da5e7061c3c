"""Paper from the window: what is asked for as a job, its preview, and the noting of what was printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from blin21_desktop.domain.text import say
from blin21_desktop.present.bag_plan import plan_of, plan_view
from blin21_desktop.present.chart import identity_line
from blin21_desktop.ui import ask
from blin21_desktop.ui.looking import refused_in_the_past
from blin21_desktop.ui.placing import place_below_strip, place_form

SUMMARY = say("Course summary")

if TYPE_CHECKING:
    from blin21_desktop.present.paper import Paper
    from blin21_desktop.printing.handover import Printed
    from blin21_desktop.printing.job import Job
    from blin21_desktop.ui.main_window import MainWindow


def print_handover(window: MainWindow) -> None:
    """The sheet of the open patient, or on the board the ward list with all sheets."""
    title = window.words.t("Print handover")
    patient = window.chart.patient if window.on_chart else ""
    if not refused_in_the_past(window, title, writes=False):
        preview_of(window, title, job_for(window, "handover" if patient else "ward-handover", patient))


def print_list(window: MainWindow) -> None:
    """The ward list alone."""
    preview_of(window, window.words.t("Print list"), job_for(window, "ward-list"))


def show_plan(window: MainWindow) -> None:
    """The bag plan of the open patient."""
    from blin21_desktop.ui.bag_plan import BagPlanPage

    patient, words = window.chart.patient, window.words
    if refused_in_the_past(window, words.t("Bag plan"), writes=False):
        return
    look = window.ports.look(patient)
    view = plan_view(plan_of(look, words.zone), words)
    page = BagPlanPage(view, identity_line(look, words), words, window.theme, window)
    page.print_wanted.connect(lambda: preview_of(window, view.title, job_for(window, "bag-plan", patient)))
    page.finished.connect(page.deleteLater)
    place_form(window, page)
    ask.show(page)


def print_summary(window: MainWindow, patient: str) -> None:
    """The course summary of a patient."""
    preview_of(window, window.words.render(SUMMARY), job_for(window, "course-summary", patient))


def job_for(window: MainWindow, paper: Paper, patient: str = "") -> Job:
    """A job in the window's language, on the paper chosen last, by whoever is signed in; no patient: the whole ward."""
    from blin21_desktop.printing.job import Job

    person = window.session.person
    return Job(
        paper=paper,
        patients=(patient,) if patient else (),
        lang=window.words.lang,
        page=window.ports.page_size(),
        by=None if person is None else person.id,
    )


def preview_of(window: MainWindow, title: str, job: Job) -> None:
    """A preview of a job's pages, drawn anew for another paper or language; why there are none is said in words."""
    from blin21_desktop.ui.print_preview import PrintPreview  # QtPdf is heavy and rarely wanted

    ports, words = window.ports, window.words
    if window.copy is not None and window.copy.no_printing():
        return
    try:
        made = ports.paper(job)
    except ValueError as fault:
        ask.tell(window, title, str(fault))
        return

    def again(**chosen: str) -> Printed:
        nonlocal job
        wanted: Job = replace(job, **chosen)  # type: ignore[arg-type]  # codes of the choices
        found = ports.paper(wanted)
        if wanted.page != job.page:
            ports.keep_page_size(wanted.page)
        job = wanted
        return found

    name = f"{job.paper}-{job.patients[0] if job.patients else 'ward'}-{ports.now():%Y%m%d-%H%M}.pdf"
    preview = PrintPreview(made, name, words, lambda done: ports.printed(done, words.lang), window, title=title)
    preview.offer(job.page, job.lang, again)
    preview.finished.connect(preview.deleteLater)
    if window.copy is not None:
        place_below_strip(window, preview)
    ask.show(preview)
