"""One value of a knowledge file, and where it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Certainty = Literal["label", "maker_page", "compendium", "older_summary", "protocol", "program", "proposal", "site"]


@dataclass(frozen=True, slots=True)
class Cites:
    """Where a number or rule was read."""

    source: str
    section: str
    edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One configured value: TOML scalar, list or table.

    Only of a site's own copy: `set_by`, `second_person` (who compared it with its source) and `why`.
    """

    key: str
    value: Any
    cites: Cites
    certainty: Certainty
    checked_on: date
    set_by: str | None = None
    second_person: str | None = None
    why: str | None = None

    @property
    def is_site(self) -> bool:
        """Whether the ward set or replaced this value itself."""
        return self.set_by is not None
