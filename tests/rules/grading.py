"""Grade one value with the program's own scale: shared by the tests of the laboratory grades."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from blin21_desktop.domain.lab_scale import LabScale, LabTerm
from blin21_desktop.domain.lab_value import LabValue
from blin21_desktop.rules.lab_grade import LabGraded, grade
from blin21_desktop.rules.lab_sample import Sample
from tests.rules.looking import KNOWLEDGE


def scale() -> LabScale:
    """The shipped scale."""
    assert KNOWLEDGE.lab_scale is not None
    return KNOWLEDGE.lab_scale


def term(name: str, analyte: str = "") -> LabTerm:
    """A term by its name; of calcium also by its analyte."""
    [found] = [t for t in scale().terms if t.name == name and analyte in ("", t.analyte)]
    return found


def value(text: str) -> LabValue:
    """A number, or one with its sign, as read."""
    number = text.lstrip("<>=")
    operator: Any = text.removesuffix(number)
    return LabValue(text=text, number=Decimal(number), operator=operator)


def sample(text: str, unit: str | None = "U/L", **known: Any) -> Sample:  # noqa: ANN401
    """A value in a unit; numbers as text."""
    numbers: dict[str, Any] = {
        name: Decimal(each) if isinstance(each, str) and name in ("lower", "upper", "baseline") else each
        for name, each in known.items()
    }
    return Sample(value=value(text), unit=unit, **numbers)


def graded(name: str, text: str, unit: str | None = "U/L", **known: Any) -> LabGraded:  # noqa: ANN401
    """The answer of the program for one value on one term."""
    return grade(term(name, known.pop("analyte", "")), sample(text, unit, **known))


def asked(found: LabGraded) -> dict[str, tuple[list[int | None], list[int | None]]]:
    """Condition -> the grades that yes and no would leave."""
    key = lambda grade: -1 if grade is None else grade  # noqa: E731
    return {q.condition: (sorted(q.if_yes, key=key), sorted(q.if_no, key=key)) for q in found.questions}


def lacks_of(found: LabGraded) -> set[str]:
    """What keeps the grade from being told."""
    return set(found.lacks)
