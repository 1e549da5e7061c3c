"""Paper out of a review copy, as of the moment that is shown; nothing of it is recorded or kept up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from blin21_desktop.domain.entries import SheetPrinted
from blin21_desktop.present.paper import PageSize
from blin21_desktop.present.review_words import READ_ONLY
from blin21_desktop.present.words import Words
from blin21_desktop.service.prints import PaperCheck, Print
from blin21_desktop.service.review_ports import OpenCopy

if TYPE_CHECKING:
    from blin21_desktop.bootstrap.program import Program
    from blin21_desktop.printing.again import Again
    from blin21_desktop.printing.handover import Printed
    from blin21_desktop.printing.job import Job


class NoDowntime:
    """`ui.ports.DowntimePorts` of a copy: a copy is no paper for an outage."""

    folder = ""
    langs = ""

    def place(self, folder: str, langs: str, lang: str) -> None:
        """No folder is kept from a copy. Raises ValueError."""
        raise ValueError(f"{folder}: a review copy writes no downtime sheets ({langs}, {lang})")

    def write(self, lang: str) -> Iterator[str]:  # noqa: ARG002
        """Nothing is due."""
        return iter(())


class CopyPaper:
    """`ui.ports.PaperPorts` over an open copy."""

    def __init__(self, program: Program, opened: OpenCopy) -> None:
        self._program, self._opened = program, opened
        self._page: PageSize = "a4"

    def words(self, lang: str) -> Words:
        """The words of a language, times in the ward's zone."""
        raise NotImplementedError

    @property
    def _moment(self) -> tuple[datetime, datetime | None]:
        """The moment that is shown, and what was known then."""
        raise NotImplementedError

    def paper(self, job: Job) -> Printed:
        """The pages of a job as of the moment shown. Raises ValueError in words."""
        from blin21_desktop.printing.fonts import Unprintable
        from blin21_desktop.printing.handover import Handover

        self._may_print(job.lang)
        at, known_at = self._moment
        words = self.words(job.lang)
        try:
            return Handover(self._opened.ward, words, self._program.new_id).do(replace(job, at=at, known_at=known_at))
        except Unprintable as fault:
            raise ValueError(words.render(fault.why)) from None

    def forms_pdf(self, patient: str, lang: str, page: PageSize) -> bytes:  # noqa: ARG002
        """Forms to write on are of the ward. Raises ValueError in words."""
        raise ValueError(self.words(lang).render(READ_ONLY))

    def printed(self, made: Printed, lang: str) -> None:
        """Nothing is recorded: the record lies on the ward."""

    def prints(self, patient: str | None = None) -> Sequence[Print]:  # noqa: ARG002
        """The register lies on the ward."""
        return ()

    def again(self, entry: SheetPrinted, by: str | None, lang: str) -> Again:  # noqa: ARG002
        """Old papers are drawn again on the ward. Raises ValueError in words."""
        raise ValueError(self.words(lang).render(READ_ONLY))

    def paper_check(self, typed: str) -> PaperCheck:
        """A copy holds a part of the record and so cannot tell. Raises ValueError."""
        raise ValueError(f"{typed}: papers are compared on the ward")

    def page_size(self) -> PageSize:
        """The paper chosen last in this window."""
        return self._page

    def keep_page_size(self, page: PageSize) -> None:
        """Remember the paper while the window is open."""
        self._page = page

    def _may_print(self, lang: str) -> None:
        why = self._opened.no_printing()
        if why is not None:
            raise ValueError(self.words(lang).render(why))
