"""Limits of a reference range out of its text. What is no plain range stays text, and no limit is guessed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_LONGEST = 60
_NUMBER = r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?"
_BETWEEN = re.compile(rf"({_NUMBER})\s*[-~〜–—−‐]\s*({_NUMBER})")
_LOWER = re.compile(rf"(?:>=?|≧|≥)\s*({_NUMBER})|({_NUMBER})\s*(?:以上|超|[-~〜])")
_UPPER = re.compile(rf"(?:<=?|≦|≤|[~〜])\s*({_NUMBER})|({_NUMBER})\s*(?:以下|未満)")


class Limits(NamedTuple):
    """The lower and upper limit as received digits; None where there is none or it cannot be read."""

    lower: str | None = None
    upper: str | None = None


@lru_cache(maxsize=1_024)
def limits(text: str) -> Limits:
    """Read `6.70-8.3`, `0.5～2`, `<=5`, `100以上`; anything else (men and women in one text) has no limits."""
    if not text or len(text) > _LONGEST:
        return Limits()
    folded = unicodedata.normalize("NFKC", text).strip()
    if found := _BETWEEN.fullmatch(folded):
        return Limits(found[1], found[2])
    if found := _LOWER.fullmatch(folded):
        return Limits(lower=found[1] or found[2])
    if found := _UPPER.fullmatch(folded):
        return Limits(upper=found[1] or found[2])
    return Limits()
