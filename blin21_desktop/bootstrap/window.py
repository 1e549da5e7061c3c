"""Joins the window to an open ward file: the window's ports over the ward."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

from platformdirs import user_log_path

from blin21_desktop.bootstrap.copy_window import show_copy
from blin21_desktop.bootstrap.paper import PrintingWard
from blin21_desktop.cli.parts import Desk
from blin21_desktop.domain.text import Text, say
from blin21_desktop.locate import spool_folder
from blin21_desktop.service.look import Look
from blin21_desktop.store.lock import Holder, WindowLock
from blin21_desktop.store.log import VERIFIED_AT_ONCE, Verdict, verify
from blin21_desktop.store.spool import Spool
from blin21_desktop.ui.app import board_picture, open_window
from blin21_desktop.ui.copy_state import CopyState, ReviewDesk

if TYPE_CHECKING:
    from blin21_desktop.bootstrap.program import Program

LANG = "en"
"""Of words that no reader asked for."""

VERIFIED_AFTER_SECONDS = 2.0
"""A large file is verified only after the window has been painted: both at once take each other's time."""


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

    @property
    def copy(self) -> CopyState | None:
        """This is a ward."""
        return None

    @property
    def review(self) -> ReviewDesk | None:
        """Making, opening and answering review copies; where the file is for reading only, opening alone."""
        parts, opens = self._program.review(), partial(show_copy, self._program)
        if self.notice is not None:
            return ReviewDesk(opens)
        return ReviewDesk(opens, parts.maker(self._desk), parts.returns(self._desk))

    def returns_waiting(self) -> int:
        """How many entries of return files wait; without a file nothing of the ciphers is loaded."""
        if not self._desk.log.reviews.kept():
            return 0
        return sum(len(one.waiting()) for one in self._program.review().returns(self._desk).waiting())

    def now(self) -> datetime:
        """The ward's clock."""
        return self._desk.ward.now()

    def changed(self) -> int:
        """A number that differs after anybody wrote to the record, or after damage was found."""
        verdict, self._verdict = self._verdict, None
        if verdict is not None and not verdict.ok:
            self._desk.log.accept(verdict)
            self._damaged = True
        return -1 if self._damaged else self._desk.log.head().count

    def board(self) -> Sequence[Look]:
        """Every patient on the list, now."""
        return self._desk.ward.board()


def run(program: Program, path: Path, lang: str) -> int:
    """Open the window on a ward file; returns the exit code.

    One window a file: when one is open it comes to the front instead; when it does not answer, this one opens
    for reading only and says so.
    """
    _log_faults()
    Spool(spool_folder(os.environ)).sweep()
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
