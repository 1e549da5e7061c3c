"""What is asked to be printed, and the same read back from the entry that recorded the printing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import get_args
from urllib.parse import quote, unquote

from blin21_desktop.domain.entries import SheetPrinted
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.what_if import LEVELS, Question
from blin21_desktop.present.amounts import Lang
from blin21_desktop.present.paper import UNSIGNED, PageSize, Paper, paper_name
from blin21_desktop.present.sheet_frame import Shift


class CannotRedraw(Exception):  # noqa: N818  (an answer in words, not a fault)
    """What the record kept of a printing does not suffice to draw it again; `why` says so in words."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A print job. Equal jobs over equal records, knowledge files and programs give equal bytes.

    No `patients`: everybody on the list. No `at`: now. `question` is asked of the restart planner, `start` of the bag
    plan. `by` stands on the paper; `hand` is who prints it again, if somebody else. `redrawn`: when the paper was
    printed that this one could not be drawn as again.
    """

    paper: Paper
    patients: tuple[str, ...] = ()
    lang: Lang = "en"
    page: PageSize = "a4"
    by: str | None = None
    at: datetime | None = None
    known_at: datetime | None = None
    shift: Shift | None = None
    question: Question = field(default_factory=Question)
    start: datetime | None = None
    redrawn: datetime | None = None
    hand: str | None = None

    @property
    def sheet(self) -> str:
        """The paper with its language as the record names it, then what else was asked: `bag-plan-en start=…`."""
        hold = self.question.hold
        asked = {
            "resume_at": _iso(self.question.resume_at),
            "hold": None if hold is None else str(round(hold.total_seconds())),
            "level": self.question.level,
            "start": _iso(self.start),
            "redrawn": _iso(self.redrawn),
            "signed": None if self.hand is None else quote(self.by or UNSIGNED),
        }
        return " ".join((f"{self.paper}-{self.lang}", *(f"{key}={text}" for key, text in asked.items() if text)))


def job_of(entry: SheetPrinted) -> Job:
    """The job behind a recorded printing. Raises `CannotRedraw`."""
    papers: dict[str, Paper] = {paper: paper for paper in get_args(Paper)}
    paper = papers.get(paper_name(entry.sheet))
    if paper is None or entry.at is None or entry.patients is None:
        raise CannotRedraw(
            say("This printing was recorded by an older version, which kept too little to draw the paper again.")
        )
    first, *rest = entry.sheet.split(" ")
    asked = dict(part.split("=", 1) for part in rest)
    by, hand = (unquote(asked["signed"]), entry.by) if "signed" in asked else (entry.by, None)
    shift = None if entry.shift_from is None or entry.shift_to is None else (entry.shift_from, entry.shift_to)
    return Job(
        paper=paper,
        patients=entry.patients,
        lang="ja" if first.endswith("-ja") else "en",
        page=entry.page or "a4",
        by=None if by == UNSIGNED else by,
        at=entry.at,
        known_at=entry.known_at,
        shift=shift,
        question=_question(asked),
        start=_moment(asked.get("start")),
        redrawn=_moment(asked.get("redrawn")),
        hand=hand,
    )


def _question(asked: Mapping[str, str]) -> Question:
    level = next((option.code for option in LEVELS if option.code and option.code == asked.get("level")), None)
    return Question(
        resume_at=_moment(asked.get("resume_at")),
        hold=timedelta(seconds=int(asked["hold"])) if "hold" in asked else None,
        level=level,  # type: ignore[arg-type]  # the codes of the options are the levels
    )


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
