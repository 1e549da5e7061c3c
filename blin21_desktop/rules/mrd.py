"""Minimal residual disease: whether a result is valid, and whether it is positive. Source: trial letter, MRD.

"PCR: valid if sensitivity and quantitative range are both 10^-4 or less, positive from 10^-3 on; flow: positive from
0.1 % on with a cluster." The numbers stand in the protocol file; without them nothing is called negative.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from blin21_desktop.domain.entries import MrdResulted
from blin21_desktop.domain.knowledge import Cites, Label
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted

HUNDRED = Decimal(100)
_RAISED = re.compile("[⁻⁰¹²³⁴-⁹]+")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_SHARE = re.compile(
    r"(?P<op><=|<|>=|>)?\s*(?:(?P<number>\d+(?:\.\d+)?)\s*(?:(?:[x×*]\s*10\^?|e)(?P<power>[+-]?\d{1,2}))?"
    r"|10\^(?P<bare>-\d{1,2}))\s*(?P<percent>%)?"
)
NOTHING = frozenset({"negative", "not detected", "neg", "陰性", "検出せず", "検出されず"})
"""Words by which a laboratory says that nothing was found."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of cells (1 is all); `below`, `above`: only a bound is known. `percent`: it was written so."""

    number: Decimal
    below: bool = False
    above: bool = False
    percent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MrdAnswer:
    """What a result says. None: cannot be told, and `missing` says why."""

    valid: bool | None
    positive: bool | None
    missing: tuple[Text, ...] = ()
    cites: tuple[Cites, ...] = ()


def read_share(text: str) -> Share | None:
    """A share as laboratories write it: 5E-4, 5x10^-4, 10⁻⁴, 0.0005, 0.05 %; None: a word, or nothing."""
    raised = _RAISED.sub(lambda run: "^" + run[0].translate(_PLAIN), text)
    plain = unicodedata.normalize("NFKC", raised.translate(_PLAIN)).casefold().replace("≦", "<=").replace("≧", ">=")
    found = _SHARE.fullmatch(plain.replace("≤", "<=").replace("≥", ">=").strip())
    if found is None:
        return None
    digits = Decimal(found["number"] or 1).scaleb(int(found["power"] or found["bare"] or 0))
    operator, percent = found["op"] or "", found["percent"] is not None
    number = digits / HUNDRED if percent else digits
    return Share(number, below="<" in operator, above=">" in operator, percent=percent)


def mrd_answer(entry: MrdResulted, protocol: Label) -> MrdAnswer:
    """Validity and sign of one result by the protocol in force."""
    read = Consulted()
    limits = read.value(protocol, f"mrd.{entry.method}")
    if limits is None:
        valid, positive = None, None
    elif entry.method == "pcr":
        valid = _is_valid(entry, limits, read)
        positive = _reaches(entry.value, Decimal(str(limits["positive_from"])), read)
        if positive is not True and valid is not True:
            positive = None  # a result that is not known to be valid never says that nothing is there
    else:
        valid = True
        positive = _by_flow(entry, limits, read)
    return MrdAnswer(valid=valid, positive=positive, missing=tuple(read.missing), cites=read.cites)


def _is_valid(entry: MrdResulted, limits: dict[str, Any], read: Consulted) -> bool | None:
    """Both the sensitivity and the quantitative range must reach down far enough."""
    reach = (
        (entry.sensitivity, "valid_if_sensitivity_at_most", say("the sensitivity of the assay")),
        (entry.quantitative_range, "valid_if_quantitative_range_at_most", say("the quantitative range of the assay")),
    )
    found: list[bool] = []
    for text, key, name in reach:
        share = read_share(text or "")
        if share is None or share.above or share.below:
            read.lacks(name)
        else:
            found.append(share.number <= Decimal(str(limits[key])))
    if False in found:
        return False
    return True if len(found) == len(reach) else None


def _by_flow(entry: MrdResulted, limits: dict[str, Any], read: Consulted) -> bool | None:
    """Enough cells, and where the protocol wants it, a cluster of them. A share must be written in per cent."""
    share = read_share(entry.value)
    if share is not None and not share.percent:
        read.lacks(say("a value in per cent"))
        return None
    enough = _reaches(entry.value, Decimal(str(limits["positive_from_percent"])) / HUNDRED, read)
    if not limits["needs_cluster"] or enough is False:
        return enough
    if entry.cluster_seen is False:
        return False
    if entry.cluster_seen is None:
        read.lacks(say("whether a cluster was seen"))
        return None
    return enough


def _reaches(text: str, limit: Decimal, read: Consulted) -> bool | None:
    """Whether a value is at the limit or above; None when it cannot be read, or its bound does not tell."""
    share = read_share(text)
    if share is None:
        if unicodedata.normalize("NFKC", text).casefold().strip() in NOTHING:
            return False
        read.lacks(say("a value that can be read"))
        return None
    if share.below:
        if share.number <= limit:
            return False
        read.lacks(say("more than a bound: {value}", value=text))
        return None
    if share.above and share.number < limit:
        read.lacks(say("more than a bound: {value}", value=text))
        return None
    return share.number >= limit
