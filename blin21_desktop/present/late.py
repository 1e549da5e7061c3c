"""How late an entry was written, in words: wherever both of its times are shown."""

from __future__ import annotations

from blin21_desktop.domain.entries import Entry, LabResulted
from blin21_desktop.domain.moments import since
from blin21_desktop.present.words import Words
from blin21_desktop.service.guards.improbable import LATE_AFTER


def late_by(entry: Entry, words: Words) -> str:
    """How long after it happened it was written, beyond what needs a note; a laboratory's result is never late."""
    late = since(entry.happened_at, entry.recorded_at)
    if isinstance(entry, LabResulted) or late <= LATE_AFTER:
        return ""
    return words.t("late by {length:length}", length=late)
