"""Does a print job: looks at patients, draws their sheets, and makes the entries that record the printing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from blin21_desktop import __version__
from blin21_desktop.domain.entries import SheetPrinted
from blin21_desktop.domain.staying import made_to_stay
from blin21_desktop.present.bag_plan import plan_of, plan_sheet, plan_view
from blin21_desktop.present.board_order import bed_key
from blin21_desktop.present.course_summary import course_summary
from blin21_desktop.present.list_sheet import ward_list
from blin21_desktop.present.paper import UNSIGNED, PageSize, Paper
from blin21_desktop.present.restart_plan import planned, restart_view
from blin21_desktop.present.restart_sheet import restart_sheet
from blin21_desktop.present.sheet import patient_sheet
from blin21_desktop.present.words import Words
from blin21_desktop.printing import AnySheet, draw
from blin21_desktop.printing.job import Job
from blin21_desktop.service.look import Look
from blin21_desktop.service.ward import Ward

WARD: frozenset[Paper] = frozenset({"ward-handover", "ward-list"})
"""Papers of the whole ward, in the order of the beds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Finished PDF bytes, the number of sheets, and the entries to record once the paper or file exists."""

    pdf: bytes
    sheets: int
    record: tuple[SheetPrinted, ...]


class Handover:
    """Makes sheets. The same ward, moment, language, paper and shift give the same bytes everywhere."""

    def __init__(
        self,
        ward: Ward,
        words: Words,
        new_id: Callable[[datetime], str],
        *,
        by: str | None = None,
        shift: tuple[datetime, datetime] | None = None,
        page: PageSize = "a4",
    ) -> None:
        """Take the ward, the sheets' language, who prints (None: blank), the shift (None: 12 hours) and the paper."""
        self._ward = ward
        self._words = words
        self._new_id = new_id
        self._job = Job(paper="handover", lang=words.lang, page=page, by=by, shift=shift)

    def make(
        self,
        patients: Sequence[str] = (),
        *,
        at: datetime | None = None,
        known_at: datetime | None = None,
        list_only: bool = False,
    ) -> Printed:
        """Draw the sheets of `patients`; none named: the ward list and a sheet for each patient, or the list alone."""
        paper: Paper = "ward-list" if list_only else "handover" if patients else "ward-handover"
        return self.do(replace(self._job, paper=paper, patients=tuple(patients), at=at, known_at=known_at))

    def do(self, job: Job) -> Printed:
        """Draw what a job asks for; no pages where nothing can be planned. `job.lang` is that of the words given."""
        with made_to_stay():  # the sheets of a ward are many objects and little garbage
            return self._do(job)

    def _do(self, job: Job) -> Printed:
        at = job.at or self._ward.now()
        looks = [self._ward.look(p, at, job.known_at) for p in job.patients or self._registered(at)]
        if job.paper in WARD:
            looks.sort(key=bed_key)
        sheets = self._sheets(job, looks, at)
        if job.redrawn is not None:
            mark = self._words.t("REDRAWN, not the paper of {moment:time}", moment=job.redrawn)
            sheets = [replace(one, frame=replace(one.frame, title=f"{mark} · {one.frame.title}")) for one in sheets]
        pdf = draw(sheets, job.page) if sheets else b""
        return Printed(pdf=pdf, sheets=len(sheets), record=self._record(job, looks, at, pdf))

    def _sheets(self, job: Job, looks: Sequence[Look], at: datetime) -> list[AnySheet]:
        words, by, shift = self._words, job.by, job.shift
        if job.paper == "bag-plan":
            plans = [plan_view(plan_of(look, words.zone, job.start), words) for look in looks]
            return [plan_sheet(view, look, words) for view, look in zip(plans, looks, strict=True)]
        if job.paper == "course-summary":
            return [course_summary(look, words, printed_by=by) for look in looks]
        if job.paper == "restart-plan":
            return [sheet for look in looks for sheet in self._restart(job, look)]
        of_ward = [ward_list(looks, words, at=at, printed_by=by, shift=shift)] if job.paper in WARD else []
        own = () if job.paper == "ward-list" else looks
        return [*of_ward, *(patient_sheet(look, words, printed_by=by, shift=shift) for look in own)]

    def _restart(self, job: Job, look: Look) -> list[AnySheet]:
        """The restart planner of one patient; nothing can be planned without a registration."""
        knowledge, asked, words = self._ward.knowledge, job.question, self._words
        found = planned(look, knowledge, words.zone, resume_at=asked.resume_at, level=asked.level, hold=asked.hold)
        return [] if found is None else [restart_sheet(restart_view(found, words), look, words)]

    def _registered(self, at: datetime) -> list[str]:
        return [look.patient for look in self._ward.board(at)]

    def _record(self, job: Job, looks: Sequence[Look], at: datetime, pdf: bytes) -> tuple[SheetPrinted, ...]:
        now, digest = self._ward.now(), hashlib.sha256(pdf).hexdigest()
        begin, end = job.shift or (None, None)
        return tuple(
            SheetPrinted(
                id=self._new_id(now),
                patient=look.patient,
                happened_at=now,
                recorded_at=now,
                by=job.hand or job.by or UNSIGNED,
                sheet=job.sheet,
                based_on=look.head.count,
                knowledge=self._ward.knowledge.fingerprint,
                sha256=digest,
                code=look.head.code,
                at=at,
                known_at=job.known_at,
                shift_from=begin,
                shift_to=end,
                page=job.page,
                patients=tuple(one.patient for one in looks),
                program=__version__,
            )
            for look in looks
        )
