"""From when changes are asked about: one of the moments that the chart knows, or one as typed. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms import typed as grammar
from blin21_desktop.forms.fields import Option
from blin21_desktop.rules.handover import Basis

TYPED = "typed"

NAMES: dict[Basis, Text] = {
    "own_handover": say("my last handover"),
    "own_entry": say("my last entry"),
    "last_handover": say("the last handover"),
    "day": say("24 hours ago"),
}
"""Basis -> its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceWish:
    """What was asked: a basis, or `typed` text. Empty: the first basis there is."""

    basis: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceAsked:
    """The moment asked about, under which `basis`, and why the text cannot be read; then the first basis stands in."""

    then: datetime
    basis: str
    problem: Text | None = None


def options(moments: Mapping[Basis, datetime]) -> tuple[Option, ...]:
    """The moments there are to choose from."""
    return tuple(Option(basis, NAMES[basis]) for basis in NAMES if basis in moments)


def asked(wish: SinceWish, moments: Mapping[Basis, datetime], at: datetime, zone: tzinfo) -> SinceAsked:
    """The moment of a wish. `moments` is never empty; a typed moment lies before `at`."""
    first = next(iter(moments))
    if wish.typed.strip():
        try:
            then = grammar.dated(wish.typed, zone)
        except grammar.IllFormed as ill:
            return SinceAsked(then=moments[first], basis=first, problem=ill.why)
        if then >= at:
            why = say("{then:moment} is not before {at:moment}.", then=then, at=at)
            return SinceAsked(then=moments[first], basis=first, problem=why)
        return SinceAsked(then=then, basis=TYPED)
    basis = next((one for one in moments if one == wish.basis), first)
    return SinceAsked(then=moments[basis], basis=basis)
