"""The situation behind a look, for words about what only the rules can tell."""

from __future__ import annotations

from blin21_desktop.rules.situation import Situation
from blin21_desktop.service.look import Look


def situation_of(look: Look) -> Situation | None:
    """The situation of a look, for rules that look back; None without a registration."""
    if look.label is None or look.protocol is None:
        return None
    return Situation(
        chart=look.chart,
        at=look.at,
        courses=look.courses,
        course=look.course,
        label=look.label,
        protocol=look.protocol,
        scales=look.scales,
    )
