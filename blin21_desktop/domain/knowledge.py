"""Knowledge: every clinical number with its source. A number without a source is absent, never guessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from blin21_desktop.domain.lab_limits import LabLimit
from blin21_desktop.domain.lab_scale import LabScale
from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.domain.parameter import Certainty, Cites, Parameter
from blin21_desktop.domain.terms import Instead, Term
from blin21_desktop.domain.text import Names

__all__ = ["Certainty", "Cites", "Example", "Happened", "Knowledge", "Label", "Parameter", "Protocol", "Scale"]


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of an example: when after the start, what, and what is said of it."""

    at: timedelta
    what: str
    given: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A situation and the answer that a rule must give in it."""

    rule: str
    names: Names
    given: tuple[Happened, ...]
    at: timedelta
    expect: str
    cites: Cites


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One country's drug label in one edition, with worked examples of what it says."""

    id: str
    name_en: str
    name_ja: str
    edition: str
    parameters: dict[str, Parameter] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @property
    def country(self) -> Names:
        """What stands before the colon of the name: short enough for a button or a note."""
        return Names(self.name_en.split(":")[0], self.name_ja.split("：")[0])

    def get(self, key: str) -> Parameter | None:
        """The parameter, or None when no source for it could be read (`not configured`)."""
        return self.parameters.get(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol(Label):
    """One trial protocol in one version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Label):
    """One grading scale in one edition; `name_en` is what stands beside a grade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All labels, protocols and grading scales by id, and a fingerprint (hex) of everything read.

    `terms`: every term of an adverse event; `instead`: what is looked for and is no term, with the terms to use.
    `labs`: the analytes of the laboratory; `lab_scale`: the bounds of their grades, None where the file is missing;
    `lab_limits`: the site's own limits of normal.
    """

    labels: dict[str, Label]
    protocols: dict[str, Protocol]
    scales: dict[str, Scale] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    instead: tuple[Instead, ...] = ()
    labs: LabTable = field(default_factory=LabTable)
    lab_scale: LabScale | None = None
    lab_limits: tuple[LabLimit, ...] = ()
    fingerprint: str
