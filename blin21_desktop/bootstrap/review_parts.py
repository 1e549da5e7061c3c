"""The parts of review copies, as the terminal and the window ask for them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from blin21_desktop.bootstrap.knowledge import of_texts, own_copies, shipped
from blin21_desktop.bootstrap.review import MakeCopies, ReadCopies, Texts, put_new
from blin21_desktop.bootstrap.review_returns import TakeReturns
from blin21_desktop.cli.parts import Desk
from blin21_desktop.domain.ports import Clock
from blin21_desktop.locate import user_folder
from blin21_desktop.service.review_ports import CopyMaker, CopyReader, ReturnDesk
from blin21_desktop.store.review.ciphers import long_enough
from blin21_desktop.store.review.key_file import PUBLIC_ENDING, new_key
from blin21_desktop.store.review.known import KnownWards


@dataclass(frozen=True, slots=True)
class Review:
    """`cli.parts.ReviewParts`."""

    clock: Clock
    new_id: Callable[[datetime], str]
    zone: Callable[[str], tzinfo]

    def maker(self, desk: Desk) -> CopyMaker:
        """Makes copies of an open ward file."""
        return MakeCopies(desk, _texts, self.new_id)

    def reader(self) -> CopyReader:
        """Opens copies on this machine."""
        return ReadCopies(self.clock, KnownWards(user_folder(os.environ)), of_texts, self.zone)

    def returns(self, desk: Desk) -> ReturnDesk:
        """Takes return files into an open ward file."""
        return TakeReturns(desk)

    def new_key(self, out: Path, passphrase: str) -> tuple[Path, str]:
        """Make a physician's key: the public part first, so that no key is there without it."""
        made, public = new_key(long_enough(passphrase)), out.with_name(out.name + PUBLIC_ENDING)
        put_new(made.public, public)
        put_new(made.secret, out)
        return public, made.code


def _texts(desk: Desk) -> Texts:
    """The knowledge files that the ward is judged by."""
    return shipped(), dict(own_copies(desk.path if desk.ward.training else None).texts())
