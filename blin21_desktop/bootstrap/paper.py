"""The window makes paper: an open ward file behind `ui.ports.PaperPorts`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from blin21_desktop.domain.entries import SheetPrinted
from blin21_desktop.present.paper import PageSize
from blin21_desktop.service.look import Look
from blin21_desktop.service.prints import PaperCheck, Print, paper_check, prints

if TYPE_CHECKING:
    from blin21_desktop.printing.again import Again
    from blin21_desktop.printing.handover import Printed
    from blin21_desktop.printing.job import Job

from blin21_desktop.bootstrap.writing import WritingWard


class PrintingWard(WritingWard):
    """The part of the window's ward that makes paper."""

    def look(self, patient: str, at: datetime | None = None, known_at: datetime | None = None) -> Look:
        """One patient with the whole chart at a moment (default: now), from what was known by `known_at`."""
        return self._desk.ward.look(patient, at, known_at)

    def paper(self, job: Job) -> Printed:
        """The pages of a job. Raises ValueError in words."""
        from blin21_desktop.printing.fonts import Unprintable
        from blin21_desktop.printing.handover import Handover  # late: the board is there before any paper is wanted

        words = self.words(job.lang)
        try:
            return Handover(self._desk.ward, words, self._program.new_id).do(job)
        except Unprintable as fault:
            raise ValueError(words.render(fault.why)) from None

    def forms_pdf(self, patient: str, lang: str, page: PageSize) -> bytes:
        """The plan of a patient and forms to write on as PDF; "": empty forms. Raises ValueError in words."""
        from blin21_desktop.printing.fonts import Unprintable
        from blin21_desktop.printing.forms_job import forms_pdf

        words, ward = self.words(lang), self._desk.ward
        look = self.look(patient) if patient else None
        try:
            return forms_pdf(look, self.knowledge.labs, words, training=ward.training, page=page)
        except Unprintable as fault:
            raise ValueError(words.render(fault.why)) from None

    def printed(self, made: Printed, lang: str) -> None:
        """Record a printing. Raises ValueError in words when it could not be recorded."""
        self.write(made.record, lang)

    def prints(self, patient: str | None = None) -> Sequence[Print]:
        """The register of prints, newest first; with `patient` the papers with a sheet of theirs."""
        return prints(self._desk.log, self._desk.ward.now(), patient)

    def again(self, entry: SheetPrinted, by: str | None, lang: str) -> Again:
        """A recorded printing drawn again, to be printed by somebody. Raises ValueError in words of `lang`."""
        from blin21_desktop.printing.again import draw_again
        from blin21_desktop.printing.fonts import Unprintable
        from blin21_desktop.printing.job import CannotRedraw

        try:
            return draw_again(entry, self._desk.ward, self.words, self._program.new_id, by)
        except (CannotRedraw, Unprintable) as fault:
            raise ValueError(self.words(lang).render(fault.why)) from None

    def paper_check(self, typed: str) -> PaperCheck:
        """What a head code typed from paper says about this record."""
        return paper_check(self._desk.log, typed)

    def page_size(self) -> PageSize:
        """The paper chosen last on this computer for this ward."""
        return self._paper.read()

    def keep_page_size(self, page: PageSize) -> None:
        """Remember the paper; where that fails the next window starts with A4."""
        self._paper.write(page)
