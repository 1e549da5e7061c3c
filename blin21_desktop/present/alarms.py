"""The alarm report as JSON and as words: how often the alerts interrupted somebody, by shift."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.words import Words
from blin21_desktop.rules.alarm_report import ShiftCount

Json = dict[str, Any]

NAMES: dict[str, Text] = {
    "high": say("HIGH"),
    "medium": say("MEDIUM"),
    "low": say("LOW"),
    "bag": say("bag"),
    "step": say("dose step"),
    "paused": say("pause"),
    "premedication": say("premedication"),
    "checks": say("overdue checks, pump"),
    "missed": say("missed checks"),
    "signs": say("signs of CRS"),
    "crs": say("CRS"),
    "icans": say("ICANS"),
}
"""Levels and causes of alerts in words, shared by all that show alerts."""


def alarms_json(counts: Sequence[ShiftCount], zone_of: datetime) -> Json:
    """The report; times in the offset of `zone_of`."""
    first = counts[0]
    return {
        "from": _time(first.start, zone_of),
        "to": _time(counts[-1].end, zone_of),
        "nurses": first.nurses,
        "budget": first.budget,
        "interruptions": sum(len(each.interruptions) for each in counts),
        "shifts_over_budget": sum(bool(each.over_budget) for each in counts),
        "shifts": [_shift(each, zone_of) for each in counts],
    }


def _shift(count: ShiftCount, zone_of: datetime) -> Json:
    return {
        "from": _time(count.start, zone_of),
        "to": _time(count.end, zone_of),
        "interruptions": len(count.interruptions),
        "per_nurse": round(count.per_nurse, 2),
        "over_budget": count.over_budget,
        "levels": count.levels,
        "causes": count.causes,
        "acknowledged": count.acknowledged,
        "came_back": count.again,
    }


def alarms_text(counts: Sequence[ShiftCount], words: Words) -> str:
    """The report for a terminal: one line a shift, then the sum."""
    first = counts[0]
    budget = words.t("not configured") if first.budget is None else words.format(first.budget)
    head = words.t(
        "Interruptions by alerts; nurses in a shift: {nurses:number}; budget of each: {budget}",
        nurses=first.nurses,
        budget=budget,
    )
    lines = [head, *(_line(each, words) for each in counts)]
    over = sum(bool(each.over_budget) for each in counts)
    total = sum(len(each.interruptions) for each in counts)
    lines.append(
        words.t(
            "{total:number} interruptions in {shifts:number} shifts, {over:number} shifts over the budget",
            total=total,
            shifts=len(counts),
            over=over,
        )
    )
    return "\n".join(lines) + "\n"


def _line(count: ShiftCount, words: Words) -> str:
    span = f"{words.dated_time(count.start)} – {words.time(count.end)}"
    number, each = len(count.interruptions), round(count.per_nurse, 2)
    said = words.t("{count:number} interruptions, {each:number} a nurse", count=number, each=each)
    parts = [f"{span}: {said}"]
    if count.interruptions:
        parts += [_listed(count.levels, words), _listed(count.causes, words)]
        parts.append(
            words.t(
                "{acknowledged:number} acknowledged, {again:number} came back",
                acknowledged=count.acknowledged,
                again=count.again,
            )
        )
    if count.over_budget:
        parts.append(words.t("OVER THE BUDGET"))
    return " · ".join(parts)


def _listed(numbers: Mapping[str, int], words: Words) -> str:
    """Names with their numbers; a cause that is a rule stands by its id."""
    named = ((words.render(NAMES[name]) if name in NAMES else name, number) for name, number in numbers.items())
    return words.joined(f"{name} {number}" for name, number in named)


def _time(moment: datetime, zone_of: datetime) -> str:
    return moment.astimezone(zone_of.tzinfo).isoformat()
