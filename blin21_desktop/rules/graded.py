"""A grade from findings: limbs that each lie between two grades, and what is missing when they do not meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from blin21_desktop.domain.knowledge import Cites, Scale
from blin21_desktop.domain.text import Text

HIGHEST_FROM_FINDINGS = 4
"""Grade 5 is death and never follows from findings."""


@dataclass(frozen=True, slots=True)
class Limb:
    """One part of a scale: between `low` and `high` by what is known.

    `says` is what was seen, `missing` why it is no single grade.
    """

    low: int
    high: int
    says: Text
    missing: Text | None = None

    @classmethod
    def at(cls, grade: int, says: Text) -> Limb:
        """A limb that is known."""
        return cls(grade, grade, says)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A grade on one scale, or None with what is missing and the bounds it lies within. `because`: what made it."""

    scale: str
    grade: int | None
    at_least: int = 0
    at_most: int = HIGHEST_FROM_FINDINGS
    because: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    cites: tuple[Cites, ...] = ()


def worst(scale: Scale, limbs: Iterable[Limb], *keys: str, notes: tuple[Text, ...] = ()) -> Graded:
    """The worst limb's grade; None when limbs that are not settled could change it.

    A limb that cannot reach the worst settled one does not matter. `keys`: what was read from the scale, to be cited.
    """
    limbs = tuple(limbs)
    low, high = max(limb.low for limb in limbs), max(limb.high for limb in limbs)
    cites = tuple(dict.fromkeys(p.cites for p in map(scale.get, keys) if p is not None))
    because = tuple(limb.says for limb in limbs if limb.high == limb.low == low)
    if low != high:
        open_ones = tuple(limb.missing for limb in limbs if limb.high > low and limb.missing is not None)
        return Graded(
            scale=scale.name_en,
            grade=None,
            at_least=low,
            at_most=high,
            because=because,
            missing=open_ones,
            notes=notes,
            cites=cites,
        )
    return Graded(scale=scale.name_en, grade=low, at_least=low, at_most=low, because=because, notes=notes, cites=cites)
