"""Joins the window to an open ward file: the window's ports over the ward."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

from platformdirs import user_log_path

from blin21_desktop.bootstrap.knowledge import WindowKnowledge
from blin21_desktop.bootstrap.labs import WindowLabs
from blin21_desktop.bootstrap.people import WindowDrafts, WindowPeople
from blin21_desktop.cli.parts import Desk
from blin21_desktop.domain.entries import Entry, WritingSampled
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.ports import Stale
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.what_if import Question
from blin21_desktop.present.paper import Paper
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look
from blin21_desktop.service.refusal import Objection, Refused
from blin21_desktop.store.lab_settings import LabSettings
from blin21_desktop.store.lock import Holder, WindowLock
from blin21_desktop.store.log import VERIFIED_AT_ONCE, Verdict, verify
from blin21_desktop.store.words import Refused as NotWritten
from blin21_desktop.ui.app import board_picture, open_window

if TYPE_CHECKING:
    from blin21_desktop.bootstrap.program import Program
    from blin21_desktop.printing.handover import Handover

LANG = "en"
"""Of words that no reader asked for."""

VERIFIED_AFTER_SECONDS = 2.0
"""A large file is verified only after the window has been painted: both at once take each other's time."""


class WritingWard:
    """The part of the window's ward that writes (see `ui.ports.WritingPorts`)."""

    def __init__(self, program: Program, desk: Desk, held: Text | None) -> None:
        self._program, self._desk, self._held = program, desk, held
        self.people = WindowPeople(desk)
        self.values = WindowKnowledge(desk)
        self.labs = WindowLabs(program.lab_import(desk), LabSettings(desk.path), self.words, lambda: held)
        self._picture: Picture | None = None
        self.drafts = WindowDrafts(desk.log.beside, lambda text: self.words(LANG).render(text))

    @property
    def knowledge(self) -> Knowledge:
        """The labels and protocols a patient can be registered under."""
        return self._desk.ward.knowledge

    def judge(self, batch: Sequence[Entry]) -> Sequence[Objection]:
        """What the guards say to a batch that somebody is about to write. Nothing is written."""
        return self._desk.ward.judge(batch)

    def hold(self, picture: Picture | None) -> None:
        """Keep a picture for the next batch that names it; None: keep none."""
        self._picture = picture

    def write(self, batch: Sequence[Entry], lang: str = "en") -> None:
        """Write a batch with the picture held for it, whole or not at all.

        Raises ValueError, in words, when nothing was written.
        """
        named = {entry.sha256 for entry in batch if isinstance(entry, WritingSampled)}
        pictures = [one for one in (self._picture,) if one is not None and one.sha256 in named]
        words = self.words(lang)
        if self._held is not None:
            raise ValueError(words.render(self._held))
        try:
            self._desk.ward.write(batch, pictures)
        except NotWritten as fault:
            raise ValueError(words.render(fault.why)) from None
        except Refused as refused:
            raise ValueError(words.joined(o.says for o in refused.objections)) from None
        except Stale:
            raise ValueError(words.t("others kept writing to this file; nothing was written, try again")) from None
        self._picture = None

    def sample(self, sha256: str) -> bytes | None:
        """The picture of a handwriting sample; None when it is missing or damaged."""
        return self._desk.log.samples.get(sha256)

    def new_id(self) -> str:
        """A new entry id."""
        return self._program.new_id(self._desk.ward.now())

    def words(self, lang: str) -> Words:
        """The words of a language."""
        return self._program.words(lang, self._desk)


class PrintingWard(WritingWard):
    """The part of the window's ward that makes paper."""

    def look(self, patient: str, at: datetime | None = None, known_at: datetime | None = None) -> Look:
        """One patient with the whole chart at a moment (default: now), from what was known by `known_at`."""
        return self._desk.ward.look(patient, at, known_at)

    def sheet_pdf(self, patients: Sequence[str], lang: str) -> bytes:
        """The handover sheets as PDF; no patients: the ward list and a sheet each. Raises ValueError in words."""
        return self._pdf(lang, lambda job: job.make(patients).pdf)

    def list_pdf(self, lang: str) -> bytes:
        """The ward list alone as PDF. Raises ValueError in words."""
        return self._pdf(lang, lambda job: job.make(list_only=True).pdf)

    def plan_pdf(self, patient: str, lang: str) -> bytes:
        """The bag plan of a patient as PDF. Raises ValueError in words."""
        return self._pdf(lang, lambda job: job.plan(self.look(patient)))

    def restart_pdf(self, patient: str, lang: str, wanted: Question) -> bytes:
        """The restart planner of a patient as PDF. Raises ValueError in words."""
        return self._pdf(lang, lambda job: job.restart(self.look(patient), wanted))

    def _pdf(self, lang: str, make: Callable[[Handover], bytes]) -> bytes:
        from blin21_desktop.printing.fonts import Unprintable

        try:
            return make(self._job(lang))
        except Unprintable as fault:
            raise ValueError(self.words(lang).render(fault.why)) from None

    def printed(self, patients: Sequence[str], lang: str, pdf: bytes, paper: Paper = "handover") -> None:
        """Record a printing. Raises ValueError in words when it could not be recorded."""
        self.write(self._job(lang).record(patients, pdf, paper), lang)

    def _job(self, lang: str) -> Handover:
        from blin21_desktop.printing.handover import Handover  # late: the board is there before any paper is wanted

        return Handover(self._desk.ward, self.words(lang), self._program.new_id)


class WindowWard(PrintingWard):
    """The ward as the window sees it (see `ui.ports.WindowPorts`)."""

    def __init__(self, program: Program, desk: Desk, held: Text | None = None, *, glance: bool = False) -> None:
        """Take the program's parts and an open ward file; `held` says which other window has it.

        `glance`: opened just to be drawn, so that reading only needs no notice.

        A file too large to be verified before it opens is verified in the background, once the board is there.
        """
        super().__init__(program, desk, held)
        self._glance = glance
        self._verdict: Verdict | None = None
        self._damaged = False
        if desk.log.head().count > VERIFIED_AT_ONCE:
            check = Timer(VERIFIED_AFTER_SECONDS, self._verify)
            check.daemon = True
            check.start()

    def _verify(self) -> None:
        self._verdict = verify(self._desk.path)

    @property
    def ward_name(self) -> str:
        """The ward file's name."""
        return self._desk.path.stem

    @property
    def training(self) -> bool:
        """Whether the patients are invented."""
        return self._desk.ward.training

    @property
    def notice(self) -> Text | None:
        """Why the file is open for reading only, or None."""
        log = self._desk.log
        return self._held or (log.why if log.damaged or not self._glance else None)

    def now(self) -> datetime:
        """The ward's clock."""
        return self._desk.ward.now()

    def changed(self) -> int:
        """A number that differs after anybody wrote to the record, or after damage was found."""
        verdict, self._verdict = self._verdict, None
        if verdict is not None and not verdict.ok:
            self._desk.log.accept(verdict)
            self._damaged = True
        return -1 if self._damaged else self._desk.log.data_version()

    def board(self) -> Sequence[Look]:
        """Every patient on the list, now."""
        return self._desk.ward.board()


def run(program: Program, path: Path, lang: str) -> int:
    """Open the window on a ward file; returns the exit code.

    One window a file: when one is open it comes to the front instead; when it does not answer, this one opens
    for reading only and says so.
    """
    _log_faults()
    lock, name = WindowLock(path), _instance_name(path)
    if lock.try_take():
        try:
            return _show(program, program.open(path), lang, name=name)
        finally:
            lock.release()
    from blin21_desktop.ui.instance import ask_to_rise  # the network library only where a window is open already

    if ask_to_rise(name):
        return 0
    held = _held_elsewhere(lock.holder())
    return _show(program, program.open(path, read_only=True), lang, held=held)


def _log_faults() -> None:
    """Faults go to a small file of this user; they hold code places, never a patient's data."""
    folder = user_log_path("blin21-desktop", appauthor=False)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "faults.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logging.getLogger("blin21_desktop").addHandler(handler)


def _show(program: Program, desk: Desk, lang: str, *, name: str | None = None, held: Text | None = None) -> int:
    try:
        return open_window(WindowWard(program, desk, held), lang, name)
    finally:
        desk.close()


def _held_elsewhere(holder: Holder | None) -> Text:
    if holder is None:
        return say("Another window has this ward file open. This one is for reading only.")
    return say(
        "A window on {host} has this ward file open since {since}. This one is for reading only.",
        host=holder.host,
        since=holder.since,
    )


def _instance_name(path: Path) -> str:
    return f"blin21-{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"


def picture(program: Program, desk: Desk, lang: str) -> bytes:
    """The board as PNG bytes."""
    return board_picture(WindowWard(program, desk, glance=True), lang)
