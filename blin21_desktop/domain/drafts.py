"""What somebody had typed into a form and not written yet: kept for its author, never part of the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A half-filled form as typed. `patient` is empty for a form that registers a new one.

    `about` is the id of the entry that the form corrects or withdraws, else empty. `ids` are the ids the entries of
    this form will get: made when it was opened, so that writing twice can never make two entries.
    """

    author: str
    form: str
    patient: str
    about: str = ""
    at: datetime
    typed: Mapping[str, str] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
