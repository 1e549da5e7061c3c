"""The liver against its own upper limits. Source: label, warnings of 2014: an older summary, marked so where shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.lab_units import limit_number
from blin21_desktop.domain.lab_value import read_value
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.lab_reported import in_force
from blin21_desktop.rules.situation import Situation

KEYS = {
    "ast": "liver.hold_ast_alt_x_uln",
    "alt": "liver.hold_ast_alt_x_uln",
    "bilirubin_total": "liver.hold_bilirubin_x_uln",
}
"""Analyte -> the key of its multiple."""


@dataclass(frozen=True, slots=True)
class Multiple:
    """How many times its upper limit a result is: from `low` to `high` (None: no bound known).

    `above_low`: above `low` and never just that, as ">" says.
    """

    low: Decimal | None
    high: Decimal | None
    above_low: bool = False

    def is_above(self, limit: Decimal) -> bool | None:
        """Whether it is above `limit`; None when only a bound is known that does not tell."""
        if self.low is not None and (self.low > limit or (self.above_low and self.low == limit)):
            return True
        return None if self.high is None or self.high > limit else False


def liver_hold(s: Situation) -> Finding:
    """AST or ALT above 5 times, or bilirubin above 3 times its own upper limit: interrupt.

    Source: label of the US, warnings (2014). The upper limit is the one reported with the result; without it the
    multiple cannot be told. A result that was deleted by the laboratory does not count. No source says how old a result
    may be: one older than this program's own limit never tells that the liver is well.
    """
    rule = "liver.hold"
    read = Consulted()
    read.cite(s.label, KEYS["ast"])
    if s.under_way is None:
        return read.clear(rule, "hold", say("No course is under way."))
    saw: list[Text] = []
    above = [analyte for analyte in KEYS if _is_above(s, analyte, read, saw)]
    if above:
        says = say("Interrupt the infusion: {what:code} above the label's multiple.", what=f"lab_{above[0]}")
        return read.fires(rule, "hold", says, *saw)
    if read.missing:
        return read.cannot_tell(rule, "hold", say("Whether the liver asks for a hold cannot be told."), *saw)
    return read.clear(rule, "hold", say("AST, ALT and bilirubin are not above the label's multiples."), *saw)


def _is_above(s: Situation, analyte: str, read: Consulted, saw: list[Text]) -> bool:
    """Whether the newest result is above its multiple; what keeps that from being told is noted."""
    limit = read.value(s.label, KEYS[analyte])
    newest = newest_result(s, analyte)
    if newest is None:
        read.lacks(say("{what:code}", what=f"lab_{analyte}"))
        return False
    times = times_upper(newest)
    saw.append(_seen(s, newest, times))
    if times is None:
        read.lacks(say("the upper limit of {what:code}, or a readable value", what=f"lab_{analyte}"))
    if times is None or limit is None:
        return False
    above = times.is_above(Decimal(repr(limit)))
    if above:
        return True
    if above is None:
        read.lacks(say("the value of {what:code}: only a bound is known", what=f"lab_{analyte}"))
    oldest = read.days(s.protocol, "program.lab_max_age_days")
    if oldest is not None and since(newest.happened_at, s.at) > oldest:
        read.lacks(say("a result of {what:code} of the last {days:number} days",
                       what=f"lab_{analyte}", days=oldest.days))  # fmt: skip
    return False


def _seen(s: Situation, lab: LabResulted, times: Multiple | None) -> Text:
    """The result as reported, its multiple, and its age."""
    age = since(lab.happened_at, s.at)
    known = None if times is None else times.high if times.low is None else times.low
    if known is None:
        return say("{what:code} {value} {unit}, {age:length} ago.",
                   what=f"lab_{lab.analyte}", value=lab.value, unit=lab.unit, age=age)  # fmt: skip
    return say(
        "{what:code} {value} {unit}, {times:number} times its upper limit, {age:length} ago.",
        what=f"lab_{lab.analyte}",
        value=lab.value,
        unit=lab.unit,
        times=float(round(known, 2)),
        age=age,
    )


def newest_result(s: Situation, analyte: str) -> LabResulted | None:
    """The newest result of an analyte by collection time, as the versions of it stand."""
    mine = (lab for lab in s.chart.newest(LabResulted, s.at) if lab.analyte == analyte)
    for _, reports in groupby(mine, key=lambda lab: lab.happened_at):
        found = in_force(reports, s.labs)
        if found:
            return found[-1].entry
    return None


def times_upper(lab: LabResulted) -> Multiple | None:
    """The multiple of the reported upper limit ("<" and ">" give one end, a range both); None: unreadable."""
    value, limit = read_value(lab.value), limit_number(lab.upper_limit, "<=")
    if value.number is None or not limit:
        return None
    times = value.number / limit
    if value.operator in ("<", "<="):
        return Multiple(None, times)
    if value.operator:
        return Multiple(times, None, above_low=value.operator == ">")
    return Multiple(times, times if value.upto is None else value.upto / limit)
