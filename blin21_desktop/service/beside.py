"""What stands beside a ward's record and is asked about with every look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.lab_files import Waiting
from blin21_desktop.domain.signature import Signature
from blin21_desktop.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """`damage`: what is wrong with the record, or None; `signatures` of the knowledge files, oldest first.

    `waiting`: the laboratory results that waited for a person at a moment.
    """

    damage: Callable[[], Text | None] = lambda: None
    signatures: Callable[[], Sequence[Signature]] = lambda: ()
    waiting: Callable[[datetime], Sequence[Waiting]] = lambda _at: ()


NOTHING_BESIDE = Beside()
"""A record alone, as in a test or in memory."""
