"""Every combination of findings there is, against the second opinion."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any, get_args, get_type_hints

import pytest

from blin21_desktop.domain.entries import CrsChecked, Ice, NeuroChecked, Oxygen
from blin21_desktop.rules.crs import ASTCT, CTCAE, LEE, crs_grades
from blin21_desktop.rules.graded import Graded
from blin21_desktop.rules.icans import icans
from tests.making import AT, PATIENT, oxygen
from tests.rules import oracle
from tests.rules.looking import KNOWLEDGE

COMMON: dict[str, Any] = {"id": "x", "patient": PATIENT, "happened_at": AT, "recorded_at": AT, "by": "n1"}
FLOWS = (None, 0.1, 6.0, 6.1, 60.0)
FRACTIONS = (None, 21.0, 39.9, 40.0, 100.0)


def choices(cls: type, field: str) -> tuple[Any, ...]:
    """Every word the entry itself allows, so that a new one cannot be forgotten here; None where it may be absent."""
    hint = get_type_hints(cls)[field]
    if hint is bool:
        return (False, True)
    parts = get_args(hint)
    if type(None) not in parts:
        return parts
    [inner] = [part for part in parts if part is not type(None)]
    return (*((False, True) if inner is bool else get_args(inner)), None)


AIRS = [
    oxygen(device, flow, fraction)
    for device, flow, fraction in itertools.product(choices(Oxygen, "device"), FLOWS, FRACTIONS)
    if device != "none" or flow == fraction
]


def agrees(graded: Graded, possible: set[int]) -> None:
    assert graded.grade == (min(possible) if len(possible) == 1 else None)
    assert graded.at_least == min(possible)
    assert bool(graded.missing) == (len(possible) > 1)


@pytest.mark.parametrize("hypotension", choices(CrsChecked, "hypotension"))
@pytest.mark.parametrize("fever", choices(CrsChecked, "fever"))
def test_every_crs_finding_agrees_with_the_second_opinion(fever: Any, hypotension: Any) -> None:  # noqa: ANN401
    tried = Counter[str]()
    for air, danger, dose, organs in itertools.product(
        AIRS,
        choices(CrsChecked, "life_threatening"),
        choices(CrsChecked, "vasopressor_dose"),
        choices(CrsChecked, "organ_toxicity"),
    ):
        check = CrsChecked(
            **COMMON,
            fever=fever,
            hypotension=hypotension,
            oxygen=air,
            life_threatening=danger,
            vasopressor_dose=dose,
            organ_toxicity=organs,
        )
        found = crs_grades(check, KNOWLEDGE.scales)
        for scale, possible in oracle.crs(check):
            agrees(found[scale], possible)
            tried[scale] += 1
    assert tried == dict.fromkeys((ASTCT, CTCAE, LEE), (1 + 9 * 25) * 2 * 3 * 6)


SCORES = [("ice", points) for points in (*range(11), None)] + [("capd", p) for p in (0, 1, 8, 9, 32, None)]


def scored(tool: str, points: int | None) -> dict[str, Any]:
    if points is None:
        return {"tool": tool}
    if tool == "capd":
        return {"tool": tool, "capd": tuple(min(4, max(0, points - 4 * place)) for place in range(8))}
    parts, left = {}, points
    for item, most in (("orientation", 4), ("naming", 3), ("command", 1), ("writing", 1), ("attention", 1)):
        parts[item] = min(most, left)
        left -= parts[item]
    return {"tool": tool, "ice": Ice(**parts)}


@pytest.mark.parametrize(("tool", "points"), SCORES)
def test_every_neurological_finding_agrees_with_the_second_opinion(tool: str, points: int | None) -> None:
    names = ("consciousness", "seizure", "focal_weakness", "raised_pressure", "global_aphasia")
    score = scored(tool, points)
    tried = 0
    for signs in itertools.product(*(choices(NeuroChecked, name) for name in names)):
        check = NeuroChecked(**COMMON, **score, **dict(zip(names, signs, strict=True)))
        agrees(icans(check, KNOWLEDGE.scales[ASTCT]), oracle.icans(check))
        tried += 1
    assert tried == 5 * 4 * 3 * 4 * 3
