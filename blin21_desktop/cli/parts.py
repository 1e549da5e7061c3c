"""What the terminal is handed by `bootstrap`, and the one error it prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.text import Text
from blin21_desktop.feeds.importing import LabImport
from blin21_desktop.present.words import Words
from blin21_desktop.service.people import Staff
from blin21_desktop.service.review_ports import CopyMaker, CopyReader, ReturnDesk
from blin21_desktop.service.ward import Ward
from blin21_desktop.store.log import WardLog


@dataclass(frozen=True, slots=True)
class Desk:
    """An open ward file: its log, the ward over it, and words in the reader's language."""

    path: Path
    log: WardLog
    ward: Ward

    def close(self) -> None:
        """Close the file."""
        self.log.close()


class Parts(Protocol):
    """Everything the verbs need from the rest of the program."""

    def new_id(self, at: datetime) -> str:
        """A new entry id (UUIDv7) for an entry made at `at`."""

    def words(self, lang: str, desk: Desk | None = None) -> Words:
        """Words in `en` or `ja`, times in the ward's zone."""

    def open(self, path: Path, *, read_only: bool = False) -> Desk:
        """Open an existing ward file. Raises `BadInput` in words."""

    def create(self, path: Path, *, training: bool, at: datetime | None = None) -> Desk:
        """Make a new ward file; `at` sets a training ward's clock."""

    def staff(self, desk: Desk) -> Staff:
        """The staff of an open ward file."""

    def lab_import(self, desk: Desk) -> LabImport:
        """The import of laboratory files into an open ward file."""

    def review(self) -> ReviewParts:
        """The parts of review copies."""

    def training_staff(self, desk: Desk, table: Mapping[str, Any]) -> None:
        """Put the invented staff of a training ward on its list, all with the PIN of the table."""

    def knowledge(self) -> Knowledge:
        """The knowledge files, the site's own values in them. Raises `BadInput` listing all faults."""

    def window(self, path: Path | None, lang: str) -> int:
        """Open the window; returns the exit code."""

    def picture(self, desk: Desk, out: Path, lang: str) -> None:
        """Save a picture of the board as PNG."""


class ReviewParts(Protocol):
    """What the verbs of review copies need (see `service.review_ports`)."""

    def maker(self, desk: Desk) -> CopyMaker:
        """Makes copies of an open ward file."""

    def reader(self) -> CopyReader:
        """Opens copies on this machine."""

    def returns(self, desk: Desk) -> ReturnDesk:
        """Takes return files into an open ward file."""

    def new_key(self, out: Path, passphrase: str) -> tuple[Path, str]:
        """Make a physician's key: file and public part. Returns the file of the public part, and its code."""


class BadInput(Exception):  # noqa: N818  (an answer in words, not a fault)
    """What was asked cannot be done; `why` says what, where and what would be right. Exit code 2."""

    def __init__(self, why: Text | str) -> None:
        """Keep the words; a `Text` is rendered in the reader's language when it is shown."""
        super().__init__(why)
        self.why = why
