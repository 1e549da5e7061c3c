"""What a shell asks of review copies: making one, reading one, taking in what comes back. Refusals are in words.

Every port raises `domain.review.ReviewRefused`, with what is wrong and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from blin21_desktop.domain.entries import Entry, Override
from blin21_desktop.domain.review import CopyHeader, MadeCopy, Noted, Returned
from blin21_desktop.domain.text import Text
from blin21_desktop.service.ward import Ward


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What copy is wanted: whose record, for whom, until when; locked by a passphrase or to the physician's key."""

    patients: tuple[str, ...]
    physician: str
    by: str
    valid_until: datetime
    passphrase: str | None = field(default=None, repr=False)
    key_file: Path | None = None


class CopyMaker(Protocol):
    """Makes review copies of the open ward file."""

    def make(self, wanted: Wanted, out: Path) -> CopyHeader:
        """Make a copy; `out` is there whole or not at all, and never replaces a file."""

    def named_others(self, patients: Sequence[str]) -> Sequence[Entry]:
        """Entries of these patients whose text names another patient of the ward: it would go along in the copy."""

    def made(self) -> Sequence[MadeCopy]:
        """The copies of this ward that were made, oldest first."""


class OpenCopy(Protocol):
    """An open review copy. Its ward is read-only and judged by the knowledge files of the copy."""

    @property
    def header(self) -> CopyHeader:
        """What the copy says about itself, and what this machine knows about it."""

    @property
    def ward(self) -> Ward:
        """The ward as of the copy."""

    def picture(self, sha256: str) -> bytes | None:
        """A picture of handwriting that an entry names."""

    def no_printing(self) -> Text | None:
        """Why nothing may be printed from this copy now, or None."""

    def comments(self) -> Sequence[Noted]:
        """What was written in this copy, oldest first; it is kept encrypted in a small file beside the copy."""

    def write(self, *entries: Noted) -> None:
        """Keep comments and decisions, marked with this copy, all or none. One that is there already stays as it is.

        Raises `service.refusal.Refused` as the ward would.
        """

    def take_back(self, entry_id: str) -> None:
        """Take a comment or decision out of what will be sent; one that is not there is no fault."""

    def save_return(self, path: Path) -> int:
        """Write the return file for the ward, with everything written in this copy. Returns how many entries."""

    def close(self) -> None:
        """Forget everything: nothing of the record was written to this machine."""


class CopyReader(Protocol):
    """Opens review copies on this machine, without a ward."""

    def open(self, path: Path, *, passphrase: str, key_file: Path | None = None, trust: str | None = None) -> OpenCopy:
        """Open a copy by its passphrase, or by the physician's key file and the passphrase of that.

        `trust`: the code of another key of a ward that is known here, after a person compared it with the ward.
        """


class ReturnDesk(Protocol):
    """Takes in return files on the ward. Nothing is in the record until a person accepts it."""

    def look(self, path: Path) -> Returned:
        """Check a return file and show it; nothing is kept."""

    def read(self, path: Path, by: str) -> Returned:
        """Check a return file and keep it as it came; the same file again changes nothing."""

    def waiting(self) -> Sequence[Returned]:
        """The kept files in which something is not answered yet, oldest first."""

    def accept(self, returned: Returned, ids: Sequence[str], by: str, override: Override | None = None) -> int:
        """Write these entries into the record, all or none; those in it already are left as they are.

        Returns how many were written. Raises `service.refusal.Refused`, as for a decision taken without what happened
        since its copy: then `override` says who looked at both.
        """

    def decline(self, returned: Returned, entry_id: str, because: str, by: str) -> None:
        """Answer that an entry does not become part of the record, with the reason."""
