"""A scale for laboratory values: terms, their limbs and rows, and the bounds of each grade. Read from `labs/`.

Source: grading notes 3.1 (the columns of the table), CTCAE v5.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from blin21_desktop.domain.parameter import Certainty, Cites
from blin21_desktop.domain.text import Names

Comparison = Literal["<", "<=", ">", ">="]
Reference = Literal["", "LLN", "ULN", "BASELINE"]
"""What a bound is measured by; "": the number itself, in the unit of the limb."""
Logic = Literal["none", "and", "or", "info", "only"]
Rule = Literal["any", "baseline_normal", "baseline_abnormal", "on_anticoagulation", "not_anticoagulated"]
"""When a limb applies."""
Auto = Literal["yes", "needs_symptom_flag", "needs_duration", "needs_temperature", "review", "no"]

AS_THE_LIMIT = "as the limit"
"""The unit of a limb of multiples: whatever value and limit are reported in."""
DEATH = 5
"""The grade that is death: never from a laboratory value, and never asked for."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The value must be `op` than `factor` times the reference plus `offset`; `text` as it stands in the file."""

    text: str
    op: Comparison
    factor: Decimal
    reference: Reference
    offset: Decimal = Decimal(0)

    def threshold(self, reference: Decimal) -> Decimal:
        """The number itself once the reference is known (any number where there is none)."""
        return self.factor * reference + self.offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One grade by its bounds and its condition. `holds` False: the condition must not be there.

    `fill` takes the place of `upper` in this program's proposal for a gap between two printed rows.
    """

    grade: int
    lower: Bound | None = None
    upper: Bound | None = None
    logic: Logic = "none"
    condition: str = ""
    holds: bool = True
    auto: Auto = "yes"
    fill: Bound | None = None

    @property
    def numeric(self) -> bool:
        """Whether a number takes part."""
        return self.lower is not None or self.upper is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limb:
    """Rows that belong together: in one unit, under one rule about the baseline. `certainty` None: the file's."""

    rule: Rule
    unit: str
    rows: tuple[Row, ...]
    certainty: Certainty | None = None

    @property
    def by_baseline(self) -> bool:
        """Whether it needs the baseline: to tell whether it applies, or as what a bound is measured by."""
        bounds = (bound for row in self.rows for bound in (row.lower, row.upper) if bound is not None)
        return self.rule.startswith("baseline_") or any(bound.reference == "BASELINE" for bound in bounds)

    def printed(self, row: Row) -> str:
        """The bounds of a row as a table prints them, the milder end last of a low value: "<1.0-0.5 10*9/L"."""
        bounds = [bound for bound in (row.lower, row.upper) if bound is not None]
        if [bound.text.split()[0] for bound in bounds] == [">=", "<"]:
            bounds.reverse()
        said = [bound.text.split(maxsplit=1) for bound in bounds]
        unit = f" {self.unit}" if any(not bound.reference for bound in bounds) else ""
        return "-".join(op * (not place) + words for place, (op, words) in enumerate(said)) + unit


@dataclass(frozen=True, slots=True, kw_only=True)
class LabTerm:
    """One term and analyte. `direction` "" and `analyte` "": it has no number at all (tumour lysis).

    `own`: it stands under a name of its own, not under the analyte. `diagnosis`: a condition that a person must confirm
    before there is any grade.
    """

    code: int
    name: str
    analyte: str
    direction: Literal["low", "high", ""]
    limbs: tuple[Limb, ...]
    notes: tuple[str, ...] = ()
    own: str = ""
    diagnosis: str = ""

    @property
    def numeric(self) -> bool:
        """Whether any grade follows from a number."""
        return any(row.numeric for limb in self.limbs for row in limb.rows)

    @property
    def rules(self) -> frozenset[Rule]:
        """The rules of its limbs beside "any": what a person can choose between."""
        return frozenset(limb.rule for limb in self.limbs) - {"any"}

    @property
    def conditions(self) -> frozenset[str]:
        """What a person can be asked: every condition that decides, but death and a charted temperature."""
        rows = (row for limb in self.limbs for row in limb.rows)
        found = {
            row.condition
            for row in rows
            if row.logic in ("and", "or", "only") and row.grade != DEATH and row.auto != "needs_temperature"
        }
        return frozenset(found | ({self.diagnosis} if self.diagnosis else set()))


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedCalcium:
    """Corrected = calcium + `per` x (`albumin_normal` - albumin), by unit of calcium."""

    formulas: Mapping[str, tuple[str, Decimal, Decimal]]
    """Unit of calcium -> unit of albumin, per, normal albumin."""
    cites: Cites


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartedFever:
    """One temperature above `single_above`, or `sustained_from` or more for more than `minutes` (°C)."""

    single_above: Decimal
    sustained_from: Decimal
    minutes: int
    within_hours: int
    cites: Cites


@dataclass(frozen=True, slots=True, kw_only=True)
class LabScale:
    """The scale: what stands beside a grade (`name_en`), its terms, and what it has no term for."""

    id: str
    name_en: str
    name_ja: str
    edition: str
    cites: Cites
    certainty: Certainty
    checked_on: date
    terms: tuple[LabTerm, ...]
    no_term: frozenset[str]
    conditions: Mapping[str, Names]
    calcium: CorrectedCalcium
    fever: ChartedFever
    by_analyte: Mapping[str, tuple[LabTerm, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the terms by analyte, once."""
        found: dict[str, tuple[LabTerm, ...]] = {}
        for term in self.terms:
            found[term.analyte] = (*found.get(term.analyte, ()), term)
        object.__setattr__(self, "by_analyte", found)

    def of(self, analyte: str) -> tuple[LabTerm, ...]:
        """The terms of an analyte; none when the scale does not know it."""
        return self.by_analyte.get(analyte, ())
