"""Limits that a label gives apart for adults and children, by the age at the start of the course. Source: label."""

from __future__ import annotations

from typing import Any

from blin21_desktop.domain.text import say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.situation import Situation


def is_adult(s: Situation, read: Consulted) -> bool | None:
    """Whether the label counts the patient as an adult; None, with what is missing noted, when it does not say."""
    limit = read.value(s.label, "age.adult_years")
    if s.age_years is None:
        read.lacks(say("the birth date"))
    return None if limit is None or s.age_years is None else s.age_years >= limit


def grade_limit(s: Situation, key: str, read: Consulted) -> tuple[int, int] | None:
    """The grade from which a rule applies, as lowest and highest it may be; both alike where it is settled.

    They differ only where the label splits by age and the age group cannot be told. None: not configured.
    """
    value = read.value(s.label, key)
    if value is None:
        return None
    if not isinstance(value, dict):
        return int(value), int(value)
    return _split(s, value, read)


def _split(s: Situation, value: dict[str, Any], read: Consulted) -> tuple[int, int]:
    unknown = Consulted()
    adult = is_adult(s, unknown)
    both = (int(value["child"]), int(value["adult"]))
    if adult is None:
        read.lacks_of(unknown)
        return min(both), max(both)
    read.take(unknown)
    limit = int(value["adult" if adult else "child"])
    return limit, limit
