"""Handwriting samples in the order they are compared: the baseline, beside it the newest, then the older ones."""

from __future__ import annotations

from dataclasses import dataclass

from blin21_desktop.domain.entries import WritingSampled
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One sample in words: when it was written, what it is among the others, and the name of its picture."""

    moment: str
    label: str
    sha256: str
    baseline: bool
    sentence: str


def sample_rows(look: Look, words: Words) -> tuple[SampleRow, ...]:
    """Every sample in force. First the baseline (the newest that says so), then all others, newest first.

    Without a baseline that is said on the newest one: it is compared with nothing.
    """
    found = tuple(reversed(look.chart.all(WritingSampled, look.at)))
    baseline = next((sample for sample in found if sample.baseline), None)
    others = [sample for sample in found if sample is not baseline]
    rows = [] if baseline is None else [_row(baseline, words.t("baseline"), words, baseline=True)]
    for place, sample in enumerate(others):
        rows.append(_row(sample, _label(sample, place, words, alone=baseline is None), words, baseline=False))
    return tuple(rows)


def _label(sample: WritingSampled, place: int, words: Words, *, alone: bool) -> str:
    if sample.baseline:
        return words.t("earlier baseline")
    if place:
        return ""
    return words.t("newest, no baseline to compare with") if alone else words.t("newest")


def _row(sample: WritingSampled, label: str, words: Words, *, baseline: bool) -> SampleRow:
    moment = words.moment(sample.happened_at)
    return SampleRow(moment, label, sample.sha256, baseline, sample.sentence or "")
