"""What a person compares with the laboratory where nothing in a file proves its end: the count and the last time."""

from __future__ import annotations

from collections.abc import Sequence

from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.received import Received


def to_compare(results: Sequence[Received]) -> Text:
    """For `ReadFile.unproven`."""
    times = [result.collected_at for result in results if result.collected_at is not None]
    if not times:
        return say("Nothing in the file proves its end. Results: {count:number}.", count=len(results))
    return say(
        "Nothing in the file proves its end. Results: {count:number}, the last collected {last:moment}.",
        count=len(results), last=max(times),
    )  # fmt: skip
