"""What is known of one value when it is graded, and which limbs of a term apply to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from blin21_desktop.domain.lab_scale import LabTerm, Reference, Rule
from blin21_desktop.domain.lab_value import LabValue
from blin21_desktop.rules.lab_span import ANY, ZERO, Span

Standing = Literal["low", "normal", "high"]
"""Where the baseline sample stood against its own limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One value in `unit`, with its limits and its baseline in the same unit. None: not known, never assumed.

    `rule`: the limb a person chose. `answers`: what a person, or the charted temperatures, say to the conditions.
    """

    value: LabValue
    unit: str | None
    lower: Decimal | None = None
    upper: Decimal | None = None
    baseline: Decimal | None = None
    standing: Standing | None = None
    rule: Rule | None = None
    answers: Mapping[str, bool] = field(default_factory=dict)

    def reference(self, name: Reference, number: Decimal, rule: Rule, term: LabTerm) -> Span:
        """What a bound is measured by, as far as it is known: a limit that is missing lies beyond the other one."""
        if name == "BASELINE":
            return self._baseline(number, rule, term)
        if name == "LLN":
            return (
                Span.at(self.lower) if self.lower is not None else Span(ZERO, self.upper, open_low=True, open_high=True)
            )
        if name == "ULN":
            return Span.at(self.upper) if self.upper is not None else Span(self.lower or ZERO, None, open_low=True)
        return Span.at(ZERO)

    def _baseline(self, number: Decimal, rule: Rule, term: LabTerm) -> Span:
        """A baseline that is not known, of a limb for abnormal ones, lies beyond the limit.

        Of fibrinogen the abnormal limb may be due to the value itself (T6): only a value that is not low tells that the
        baseline would have to be.
        """
        if self.baseline is not None:
            return Span.at(self.baseline)
        if rule != "baseline_abnormal":
            return ANY
        if term.direction == "high":
            return Span(self.upper or self.lower or ZERO, None, open_low=True)
        if self.lower is None or number < self.lower:
            return ANY
        return Span(ZERO, self.lower, open_low=True, open_high=True)


def rules_for(term: LabTerm, sample: Sample, number: Decimal) -> frozenset[Rule]:
    """The rules that may govern a term's limbs beside "any"; more than one: it cannot be told which.

    A rule that a person chose stands. Anticoagulation is never guessed.
    """
    rules = term.rules
    if sample.rule in rules:
        return frozenset({sample.rule})
    if "baseline_abnormal" not in rules:
        return rules
    if term.direction == "high":
        return _by_high_baseline(sample)
    return _by_low_value(sample, number)


def _by_high_baseline(sample: Sample) -> frozenset[Rule]:
    """ALT, AST, ALP, GGT, bilirubin. CTCAE does not say whether a low baseline is abnormal (T3)."""
    if sample.standing == "high":
        return frozenset({"baseline_abnormal"})
    return frozenset({"baseline_normal"}) if sample.standing == "normal" else _BOTH


def _by_low_value(sample: Sample, number: Decimal) -> frozenset[Rule]:
    """Fibrinogen. "If abnormal" is read of the value by one public grader and of the baseline by another (T6)."""
    value_low = None if sample.lower is None else number < sample.lower
    baseline_low = None if sample.standing is None else sample.standing == "low"
    found: set[Rule] = set()
    for low in (value_low, baseline_low):
        found |= _BOTH if low is None else {"baseline_abnormal" if low else "baseline_normal"}
    return frozenset(found)


_BOTH: frozenset[Rule] = frozenset({"baseline_normal", "baseline_abnormal"})
