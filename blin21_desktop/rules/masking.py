"""What may hide a fever: the antipyretics, corticosteroids and anti-cytokine drugs given before a moment.

How long a fever stays hidden after a dose stands in no source that could be read (grading notes 1.2, R8: UNVERIFIED).
So this only lists what was given and when; whether a fever is masked is answered by the person at the bedside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import DrugGiven, PremedicationGiven
from blin21_desktop.domain.text import Text, say

Masker = Literal["antipyretic", "corticosteroid", "anti_cytokine", "premedication"]
MASKERS = frozenset({"antipyretic", "corticosteroid", "anti_cytokine"})
"""Classes of `drug_given` that can hide a fever (grading notes 1.2, R2: the sources differ on antipyretics)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masking:
    """One drug that may hide a fever. `dose` as charted. `premedication`: its class is not charted (dexamethasone)."""

    drug: str
    dose: Text
    kind: Masker
    given_at: datetime
    by: str


def masking(chart: Chart, at: datetime) -> tuple[Masking, ...]:
    """Everything of that kind given by `at`, newest first. Every premedication is listed: none is left out by name."""
    found = [_drug(d) for d in chart.all(DrugGiven, at) if d.class_ in MASKERS]
    found += [_premedication(p) for p in chart.all(PremedicationGiven, at)]
    return tuple(sorted(found, key=lambda m: m.given_at, reverse=True))


def _drug(entry: DrugGiven) -> Masking:
    return Masking(
        drug=entry.drug,
        dose=say("{dose}", dose=entry.dose),
        kind=entry.class_,  # type: ignore[arg-type]  # only the maskers come here
        given_at=entry.happened_at,
        by=entry.by,
    )


def _premedication(entry: PremedicationGiven) -> Masking:
    return Masking(
        drug=entry.drug,
        dose=say("{mg:number} mg", mg=entry.dose_mg),
        kind="premedication",
        given_at=entry.happened_at,
        by=entry.by,
    )
