"""A laboratory value as received: a number, a bound, a range or a word, never a guess.

Source of the spellings: lab feeds note 1.3 (values that laboratories in Japan send), with the reading of `L`, `U`, the
arrows, exponents and ranges from the guide it cites (S3: convert_to_sn, exponential_notation). The text itself is kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Operator = Literal["", "<", "<=", ">", ">="]

MOST_DIGITS = 20
"""A number of more digits is no measurement; it stays text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabValue:
    """`text` as received. `number` None: no number can be read (a word such as "(2+)", or two results in one).

    `operator` makes the number a bound (censored): the true value lies below or above it. `upto`: the upper end of a
    range ("0.5-2"); then `number` is its lower end and no single value is known.
    """

    text: str
    number: Decimal | None
    operator: Operator = ""
    upto: Decimal | None = None

    @property
    def exact(self) -> Decimal | None:
        """The number when the value is one plain number, else None."""
        return self.number if not self.operator and self.upto is None else None


_WIDE = re.compile("[\u3000\uff01-\uffee]+")
_DIGITS = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_GROUPED = r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)"
_TIMES_TEN = r" ?[xX×*]10([\^*][0-9]{1,2}|[⁰¹²³⁴-⁹]{1,2})"
_NUMBER = re.compile(rf"({_GROUPED}|{_DIGITS})(?:{_TIMES_TEN}| ?([eE][+-][0-9]{{1,2}}))?")
_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "^*")
_BEFORE: dict[str, Operator] = {
    "<": "<", "L": "<", "<=": "<=", "=<": "<=", "≦": "<=", "≤": "<=", "↓": "<=",
    ">": ">", "U": ">", ">=": ">=", "=>": ">=", "≧": ">=", "≥": ">=", "↑": ">=",
}  # fmt: skip
_BEHIND: dict[str, Operator] = {
    "未満": "<", "ミマン": "<", "以下": "<=", "イカ": "<=", "↓": "<=", "以上": ">=", "↑": ">=", "超過": ">",
}  # fmt: skip
_SIGN = re.compile(rf"({'|'.join(sorted(_BEFORE, key=len, reverse=True))})? ?(.*?) ?({'|'.join(_BEHIND)})?")
_RANGE = re.compile("(.+?) ?[~〜-] ?(.+)")


def folded_width(text: str) -> str:
    """Full-width signs and half-width kana made the usual ones, spaces at the ends away.

    Nothing else is touched: NFKC as a whole would make a 1 of a circled 1 and 102 of ten to the power of 2.
    """
    return _WIDE.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text).strip()


@lru_cache(maxsize=4_096)
def read_value(text: str) -> LabValue:
    """Read a value as a laboratory sends it. Whatever could mean two things has no number.

    A comma separates thousands only where it cannot be a decimal comma: two of them, or one with a point behind it.
    No quantity of this program lies below 0, so a sign before a number makes it a word.
    """
    found = _SIGN.fullmatch(folded_width(text))
    if found is not None and not (found[1] and found[3]):
        number = _number(found[2])
        if number is not None:
            operator = _BEFORE.get(found[1] or "") or _BEHIND.get(found[3] or "", "")
            return LabValue(text=text, number=number, operator=operator)
        if not found[1] and not found[3]:
            return _range(text, found[2])
    return LabValue(text=text, number=None)


def _number(plain: str) -> Decimal | None:
    found = _NUMBER.fullmatch(plain)
    if found is None or sum(sign.isdigit() for sign in found[1]) > MOST_DIGITS:
        return None
    digits = Decimal(found[1].replace(",", ""))
    power = found[2].translate(_POWERS) if found[2] else found[3][1:] if found[3] else "0"
    return digits.scaleb(int(power))


def _range(text: str, plain: str) -> LabValue:
    found = _RANGE.fullmatch(plain)
    low, high = (_number(found[1]), _number(found[2])) if found is not None else (None, None)
    if low is None or high is None or not low < high:
        return LabValue(text=text, number=None)
    return LabValue(text=text, number=low, upto=high)
