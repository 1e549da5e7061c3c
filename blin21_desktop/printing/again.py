"""Draws a recorded printing again: the same bytes, or a paper marked as redrawn and what differs in words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from blin21_desktop import __version__
from blin21_desktop.domain.entries import SheetPrinted
from blin21_desktop.domain.ports import Head
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.paper import UNSIGNED
from blin21_desktop.present.words import Words
from blin21_desktop.printing.handover import Handover, Printed
from blin21_desktop.printing.job import job_of
from blin21_desktop.service.ward import Ward


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """The paper with the entries that record this printing. `differs` is empty when it is the same, byte for byte."""

    printed: Printed
    differs: tuple[Text, ...] = ()

    @property
    def same(self) -> bool:
        """Whether it is the same, byte for byte."""
        return not self.differs


def draw_again(
    entry: SheetPrinted,
    ward: Ward,
    words: Callable[[str], Words],
    new_id: Callable[[datetime], str],
    by: str | None = None,
) -> Again:
    """Draw the paper from the record as it stood then; `by` prints it now. Raises `CannotRedraw` in words."""
    kept = job_of(entry)
    job = replace(kept, hand=None if by == kept.by else by or UNSIGNED)
    past = ward.until(Head(entry.based_on, entry.code or ""))
    handover = Handover(past, words(job.lang), new_id)
    same = handover.do(job)
    if hashlib.sha256(same.pdf).hexdigest() == entry.sha256:
        return Again(printed=same)
    marked = handover.do(replace(job, redrawn=job.redrawn or entry.happened_at))
    return Again(printed=marked, differs=_differs(entry, ward))


def _differs(entry: SheetPrinted, ward: Ward) -> tuple[Text, ...]:
    found = []
    if entry.knowledge != ward.knowledge.fingerprint:
        found.append(say("The knowledge files or the site's own values are not those of then."))
    if entry.program != __version__:
        found.append(
            say("The program's version is not that of then: {then}, now {now}.", then=entry.program, now=__version__)
        )
    if not found:
        found.append(say("The knowledge files and the program's version are those of then; the record is not."))
    return tuple(found)
