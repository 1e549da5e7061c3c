"""A physician's decision in one line of the record, and under which version of the label something was charted."""

from __future__ import annotations

from blin21_desktop.domain.entries import DecisionTaken
from blin21_desktop.domain.knowledge_version import shown
from blin21_desktop.present.words import Words
from blin21_desktop.service.guards.decisions import DECISIONS


def decision_details(entry: DecisionTaken, words: Words) -> str:
    """What was decided by whom, how many findings were shown, why, under which version of the label."""
    parts = [
        words.t("{physician}: {decision}", physician=entry.physician, decision=DECISIONS[entry.decision]),
        words.t("findings shown: {count:number}", count=len(entry.findings)),
        "" if entry.because is None else words.t("because: {because}", because=entry.because),
        under(entry.label_version, words),
    ]
    return " · ".join(part for part in parts if part)


def under(label_version: str | None, words: Words) -> str:
    """The version of the label that was in force; empty for an entry that names none."""
    return "" if label_version is None else words.t("label version {version}", version=shown(label_version))
