"""Which tool a neurological check uses: ICE or CAPD, by the child's age. Source: grading notes 2.2.

The sources disagree at age 12 itself, so the boundary is a setting; another tool may be chosen with a reason (delay,
language).
"""

from __future__ import annotations

from typing import Literal

from blin21_desktop.rules.situation import Situation

Tool = Literal["ice", "capd"]


def tool_of_age(s: Situation) -> Tool | None:
    """ICE from `neuro.ice_from_years` completed years on, CAPD below; None when age or boundary is not known.

    The age is that at the start of the course (parameters page, section 2), so that a birthday during a course does not
    part the patient from the baseline.
    """
    limit, age = s.protocol.get("neuro.ice_from_years"), s.age_years
    if limit is None or age is None:
        return None
    return "ice" if age >= limit.value else "capd"
