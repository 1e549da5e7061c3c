"""Doses of a restart: of which level, where it is read, and when it may go up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from blin21_desktop.domain.entries import Bag
from blin21_desktop.domain.knowledge import Cites
from blin21_desktop.domain.moments import differs
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.dose import expected_dose
from blin21_desktop.rules.label_dose import Level, dose_of_level, midway
from blin21_desktop.rules.restart import came_back, longest, low_doses, where_read
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import has_step, step_due

CHART = "chart"
"""The source of what a person charted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseAt:
    """A dose (microgram/day) of one alternative, where it is read and by which formula; None when it cannot be told."""

    micrograms_per_day: float | None
    level: Level | None = None
    formula: Text
    cites: tuple[Cites, ...] = ()
    missing: tuple[Text, ...] = ()
    site_values: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """When the dose goes up after a restart. `none`: it is the full one already.

    `rule` says whether that is the protocol's step or the label's permission after a restart.
    """

    kind: Literal["at", "never", "cannot_tell", "none"]
    at: datetime | None = None
    rule: Literal["dose.step", "dose.escalate"] | None = None
    settled: bool = True
    cites: tuple[Cites, ...] = ()
    missing: tuple[Text, ...] = ()


def labels_dose(s: Situation) -> DoseAt:
    """The label's dose at a restart now. Source: label, dosage and dose adjustment."""
    found = expected_dose(s)
    return DoseAt(
        micrograms_per_day=found.micrograms_per_day,
        level=found.level,
        formula=found.formula,
        cites=found.cites,
        missing=found.missing,
        site_values=found.site_values,
    )


def level_dose(s: Situation, level: Level) -> DoseAt:
    """The label's dose of one level for this patient. Source: label, dosage."""
    read = Consulted()
    dose, formula = dose_of_level(s, level, read)
    return DoseAt(
        micrograms_per_day=dose,
        level=level,
        formula=formula,
        cites=read.cites,
        missing=tuple(read.missing),
        site_values=read.site_values,
    )


def ordered_dose(s: Situation) -> DoseAt | None:
    """The dose that is ordered; None when no order is in force."""
    order = s.ordered
    if order is None:
        return None
    formula = say("ordered by {who} from {from_:time}", who=order.prescriber, from_=order.from_)
    dose = order.dose_micrograms_per_day
    return _charted(s, dose, formula, "dose ordered")


def bag_dose(s: Situation, bag: Bag) -> DoseAt:
    """The dose of the bag that hangs there, as its label reads."""
    return _charted(
        s, bag.dose_micrograms_per_day, say("as the bag {label} is labelled", label=bag.label), "pharmacy label"
    )


def _charted(s: Situation, dose: float, formula: Text, section: str) -> DoseAt:
    return DoseAt(micrograms_per_day=dose, level=level_of(s, dose), formula=formula, cites=(Cites(CHART, section),))


def level_of(s: Situation, dose: float) -> Level | None:
    """Which level a dose is nearest to; None when the label's doses cannot be told for this patient."""
    full_from = midway(s)
    if full_from is None:
        return None
    return "full" if dose >= full_from else "low"


def agrees(s: Situation, dose: float) -> bool | None:
    """Whether a dose is the label's at a restart now, within the program's tolerance; None when that cannot be told."""
    found = expected_dose(s)
    share = s.protocol.get("program.dose_tolerance")
    if found.micrograms_per_day is None or share is None:
        return None
    either = (found.micrograms_per_day, found.or_micrograms_per_day)
    return any(not differs(dose, wanted, by_more_than=repr(share.value)) for wanted in either if wanted is not None)


def rise(s: Situation, dose: DoseAt) -> Rise:
    """When the dose goes up after this restart; `s` is the situation in which it flows again.

    Source: label, dose adjustment (after an adverse reaction); else protocol, the step of course 1.
    """
    if dose.level == "full":
        return Rise(kind="none")
    read, unknown = Consulted(), Consulted()
    lows = low_doses(s, read, unknown)
    until = longest(lows).until if lows else None
    if lows and until is None:
        return Rise(kind="never", rule="dose.escalate", cites=read.cites)
    came_back(lows, unknown)
    if dose.level is None:
        unknown.lacks(say("whether this dose is the low or the full one"))
    if unknown.missing:
        where_read(s, read, unknown)
        return Rise(kind="cannot_tell", rule="dose.escalate", cites=read.cites, missing=tuple(unknown.missing))
    if until is not None:
        return Rise(kind="at", at=until, rule="dose.escalate", cites=read.cites)
    return _step(s)


def _step(s: Situation) -> Rise:
    """The protocol's step, where a low dose flows that no restart asks for."""
    read = Consulted()
    step = step_due(s)
    if has_step(s, read) and not step.done and step.at is not None and not step.missing:
        return Rise(kind="at", at=max(step.at, s.at), rule="dose.step", settled=step.settled, cites=step.cites)
    read.cite(s.protocol, "step.courses")
    asked = say("the physician's decision: no rule asks for the low dose here")
    return Rise(kind="cannot_tell", rule="dose.step", cites=read.cites, missing=(*step.missing, asked))
