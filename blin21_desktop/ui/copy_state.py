"""What a window of a review copy needs beside the record, and what a ward's window needs to make and answer copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blin21_desktop.domain.people import Person
from blin21_desktop.domain.review import CopyHeader
from blin21_desktop.service.review_ports import CopyMaker, OpenCopy, ReturnDesk

if TYPE_CHECKING:
    from blin21_desktop.ui.ports import WindowPorts


@dataclass(slots=True)
class CopyState:
    """An open copy. `moments`: when something was written, oldest first; `moment`: the one that is looked at.

    `forms` are the ports by which its forms read and write: their clock is this computer's, not the copy's.
    """

    opened: OpenCopy
    moments: tuple[datetime, ...]
    forms: WindowPorts
    moment: datetime | None = None

    @property
    def header(self) -> CopyHeader:
        """What the copy says about itself."""
        return self.opened.header

    @property
    def at(self) -> datetime:
        """The moment that is shown: at most the end of the copy, never this computer's present."""
        return self.moment or self.header.as_of

    def now(self) -> datetime:
        """This computer's present."""
        return self.opened.ward.now()

    @property
    def physician(self) -> Person:
        """For whom the copy was made: whoever opened it writes under this name."""
        return physician_of(self.header)


def physician_of(header: CopyHeader) -> Person:
    """For whom a copy was made."""
    return Person(id=header.physician, name=header.physician, role="physician")


OpenAnother = Callable[[Path, str, Path | None, str | None, str], None]
"""Opens a copy in a window of its own by path, passphrase, key file, a key that a person compared, and language.

Raises `ReviewRefused`.
"""


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    """What the ward's window can do about review copies. `maker` and `returns` None: this file is for reading only."""

    open: OpenAnother
    maker: CopyMaker | None = None
    returns: ReturnDesk | None = None
