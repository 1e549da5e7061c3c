"""A shift as a handover names it: TIME/TIME, any two minutes. Other text is a name whose hours nobody can tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """From `start` to `end`, aware moments. The paper of a shift holds until `end`, that minute included."""

    start: datetime
    end: datetime

    @property
    def text(self) -> str:
        """As it stands in `handover_given`, and behind `--shift`."""
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def read_shift(text: str) -> Shift | None:
    """The shift of a text `TIME/TIME`; None for any other text, also one whose end is not after its start."""
    begin, _, end = text.partition("/")
    try:
        found = Shift(datetime.fromisoformat(begin.strip()), datetime.fromisoformat(end.strip()))
    except ValueError:
        return None
    if found.start.tzinfo is None or found.end.tzinfo is None or found.start >= found.end:
        return None
    return found
