"""Paper to go on with from the window: the plan of a patient and forms to write on, or empty forms, as a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blin21_desktop.domain.text import say
from blin21_desktop.ui import ask

if TYPE_CHECKING:
    from blin21_desktop.present.paper import PageSize
    from blin21_desktop.printing.handover import Printed
    from blin21_desktop.ui.main_window import MainWindow

FORMS = say("Plan and forms to write on")


def print_forms(window: MainWindow, patient: str = "") -> None:
    """Nothing is noted in the record: forms are no picture of the chart."""
    from blin21_desktop.printing.handover import Printed
    from blin21_desktop.ui.print_preview import PrintPreview  # QtPdf is heavy and rarely wanted

    ports, words = window.ports, window.words
    title = words.render(FORMS)
    chosen: dict[str, str] = {"page": ports.page_size(), "lang": words.lang}

    def again(**other: str) -> Printed:
        wanted = chosen | other
        page: PageSize = "letter" if wanted["page"] == "letter" else "a4"
        made = Printed(pdf=ports.forms_pdf(patient, wanted["lang"], page), sheets=1, record=())
        if page != chosen["page"]:
            ports.keep_page_size(page)
        chosen.update(wanted)
        return made

    try:
        made = again()
    except ValueError as fault:
        ask.tell(window, title, str(fault))
        return
    name = f"forms-{ports.now():%Y%m%d-%H%M}.pdf"
    preview = PrintPreview(made, name, words, lambda _: None, window, title=title)
    preview.offer(ports.page_size(), words.lang, again)
    preview.finished.connect(preview.deleteLater)
    ask.show(preview)
