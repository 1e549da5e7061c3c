"""Knowledge: every clinical number with its source. A number without a source is absent, never guessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from blin21_desktop.domain.terms import Instead, Term

Certainty = Literal["label", "maker_page", "compendium", "older_summary", "protocol", "program", "proposal", "site"]


@dataclass(frozen=True, slots=True)
class Cites:
    """Where a number or rule was read."""

    source: str
    section: str
    edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One configured value: TOML scalar, list or table. `set_by` and `why` only in a site's own copy."""

    key: str
    value: Any
    cites: Cites
    certainty: Certainty
    checked_on: date
    set_by: str | None = None

    @property
    def is_site(self) -> bool:
        """Whether the ward set or replaced this value itself."""
        return self.set_by is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One country's drug label in one edition."""

    id: str
    name_en: str
    name_ja: str
    edition: str
    parameters: dict[str, Parameter] = field(default_factory=dict)

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
    """

    labels: dict[str, Label]
    protocols: dict[str, Protocol]
    scales: dict[str, Scale] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    instead: tuple[Instead, ...] = ()
    fingerprint: str
