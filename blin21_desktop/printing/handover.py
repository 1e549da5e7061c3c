"""A print job: looks at patients, draws their sheets, and makes the entries that record the printing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.entries import SheetPrinted
from blin21_desktop.forms.what_if import Question
from blin21_desktop.present.bag_plan import plan_of, plan_sheet, plan_view
from blin21_desktop.present.board_order import bed_key
from blin21_desktop.present.list_sheet import ListSheet, ward_list
from blin21_desktop.present.paper import Paper
from blin21_desktop.present.restart_plan import planned, restart_view
from blin21_desktop.present.restart_sheet import restart_sheet
from blin21_desktop.present.sheet import Sheet, patient_sheet
from blin21_desktop.present.words import Words
from blin21_desktop.printing import draw
from blin21_desktop.service.look import Look
from blin21_desktop.service.ward import Ward

UNSIGNED = "unsigned"
"""Who prints when nobody was named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Finished PDF bytes, the number of sheets, and the entries to record once the paper or file exists."""

    pdf: bytes
    sheets: int
    record: tuple[SheetPrinted, ...]


class Handover:
    """Makes handover sheets. The same ward, moment, language and shift give the same bytes everywhere."""

    def __init__(
        self,
        ward: Ward,
        words: Words,
        new_id: Callable[[datetime], str],
        *,
        by: str | None = None,
        shift: tuple[datetime, datetime] | None = None,
    ) -> None:
        """Take the ward, the sheets' language, who prints (None: left blank) and the shift (None: 12 hours)."""
        self._ward = ward
        self._words = words
        self._new_id = new_id
        self._by = by
        self._shift = shift

    def make(
        self,
        patients: Sequence[str] = (),
        *,
        at: datetime | None = None,
        known_at: datetime | None = None,
        list_only: bool = False,
    ) -> Printed:
        """Draw the sheets of `patients`; none named: the ward list and a sheet for each patient, or the list alone."""
        at = at or self._ward.now()
        looks = [self._ward.look(p, at, known_at) for p in patients or self._registered(at)]
        sheets: list[Sheet | ListSheet] = []
        if list_only or not patients:
            looks.sort(key=bed_key)
            sheets.append(ward_list(looks, self._words, at=at, printed_by=self._by, shift=self._shift))
        if not list_only:
            sheets += [patient_sheet(look, self._words, printed_by=self._by, shift=self._shift) for look in looks]
        pdf = draw(sheets)
        return Printed(
            pdf=pdf, sheets=len(sheets), record=self._record(looks, pdf, "ward-list" if list_only else "handover")
        )

    def plan(self, look: Look) -> bytes:
        """The bag plan of one patient as PDF."""
        view = plan_view(plan_of(look, self._words.zone), self._words)
        return draw([plan_sheet(view, look, self._words)])

    def restart(self, look: Look, wanted: Question) -> bytes:
        """The restart planner of one patient as PDF; nothing can be planned without a registration: no pages."""
        found = planned(
            look,
            self._ward.knowledge,
            self._words.zone,
            resume_at=wanted.resume_at,
            level=wanted.level,
            hold=wanted.hold,
        )
        return b"" if found is None else draw([restart_sheet(restart_view(found, self._words), look, self._words)])

    def record(self, patients: Sequence[str], pdf: bytes, paper: Paper = "handover") -> tuple[SheetPrinted, ...]:
        """The entries that record a printing of `pdf` made just now, one for each patient on the paper."""
        return self._record([self._ward.look(p) for p in patients or self._registered(self._ward.now())], pdf, paper)

    def _registered(self, at: datetime) -> list[str]:
        return [look.patient for look in self._ward.board(at)]

    def _record(self, looks: Sequence[Look], pdf: bytes, paper: Paper) -> tuple[SheetPrinted, ...]:
        now, digest = self._ward.now(), hashlib.sha256(pdf).hexdigest()
        return tuple(
            SheetPrinted(
                id=self._new_id(now),
                patient=look.patient,
                happened_at=now,
                recorded_at=now,
                by=self._by or UNSIGNED,
                sheet=f"{paper}-{self._words.lang}",
                based_on=look.head.count,
                knowledge=self._ward.knowledge.fingerprint,
                sha256=digest,
            )
            for look in looks
        )
