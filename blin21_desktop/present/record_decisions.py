"""A physician's decision in one line of the record, and under which version of the label something was charted."""

from __future__ import annotations

from datetime import datetime

from blin21_desktop.domain.entries import DecisionTaken, ReviewCommented
from blin21_desktop.domain.knowledge_version import shown
from blin21_desktop.present.words import Words
from blin21_desktop.service.guards.decisions import DECISIONS


def decision_details(entry: DecisionTaken | ReviewCommented, words: Words) -> str:
    """What was decided by whom, how many findings were shown, why, under which label version; or a comment of whom."""
    if isinstance(entry, ReviewCommented):
        said = words.t("{physician}: {comment}", physician=entry.physician, comment=entry.comment)
        return f"{said} · {_in_copy(entry.copy_at, words)}"
    parts = [
        words.t("{physician}: {decision}", physician=entry.physician, decision=DECISIONS[entry.decision]),
        words.t("findings shown: {count:number}", count=len(entry.findings)),
        "" if entry.because is None else words.t("because: {because}", because=entry.because),
        under(entry.label_version, words),
        _in_copy(entry.copy_at, words),
    ]
    return " · ".join(part for part in parts if part)


def _in_copy(copy_at: datetime | None, words: Words) -> str:
    return "" if copy_at is None else words.t("made in the review copy of {at:moment}", at=copy_at)


def under(label_version: str | None, words: Words) -> str:
    """The version of the label that was in force; empty for an entry that names none."""
    return "" if label_version is None else words.t("label version {version}", version=shown(label_version))
