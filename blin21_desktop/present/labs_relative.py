"""Several analytes on one axis, each in units of its own upper limit of normal: what rises with what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from blin21_desktop.present.checks_axis import place
from blin21_desktop.present.labs_points import Series, Sign
from blin21_desktop.present.labs_scale import YAxis, axis_from
from blin21_desktop.present.labs_units import plain_number
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

ANALYTES = (
    "alt", "ast", "bilirubin_total", "ggt", "alp", "ld", "creatinine", "crp", "ferritin", "ck", "amylase", "lipase",
)  # fmt: skip
"""Those whose high values matter, in this order."""

FIXED = (0.1, 100.0)


@dataclass(frozen=True, slots=True)
class RelativePoint:
    """A multiple of the upper limit at `at` days, with the result it is of."""

    at: float
    value: float
    text: str
    result: str
    sign: Sign
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeLine:
    """One analyte: its name, its newest multiple in words, and its points."""

    key: str
    name: str
    newest: str
    points: tuple[RelativePoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """The overlay. `without`: analytes left out since no upper limit is known for them; `note` explains the axis."""

    lines: tuple[RelativeLine, ...]
    axis: YAxis
    note: str
    without: str
    empty: str


def relative(look: Look, found: Sequence[Series], words: Words) -> Relative:
    """The overlay of all analytes that have upper limits."""
    rank = {name: number for number, name in enumerate(ANALYTES)}
    wanted = sorted((one for one in found if one.analyte in rank), key=lambda one: rank[one.analyte])
    lines = [line for one in wanted if (line := _line(look, one, words)).points]
    missing = [one.short for one in wanted if one.short not in {line.name for line in lines}]
    axis = axis_from(FIXED, [point.value for line in lines for point in line.points], log=True)
    note = words.t(
        "× ULN: each value divided by the upper limit reported with it; 1 is the limit; hollow with an arrow: only a "
        "bound is known"
    )
    return Relative(
        lines=tuple(lines),
        axis=axis,
        note=" · ".join((note, words.t("axis rescaled"))) if axis.rescaled else note,
        without=words.t("left out, no upper limit known: {names}", names=words.joined(missing)) if missing else "",
        empty=words.t("No result here has an upper limit of normal."),
    )


def multiple(times: Decimal) -> str:
    """A multiple with two decimals; one below that with its first digit, never as 0."""
    return plain_number(round(times, max(2, -times.adjusted()) if times else 2))


def _line(look: Look, one: Series, words: Words) -> RelativeLine:
    by_result = {point.result: point for point in one.points}
    points: list[RelativePoint] = []
    whole = False
    for each in one.grades:
        case = each.case
        entry, value, limit = case.result.entry, case.result.value, case.limits.upper
        point = by_result.get(entry.id)
        if point is None or value.number is None or not limit or not value.number:
            whole = False
            continue
        times = value.number / limit
        text = words.t("{times} × ULN", times=f"{value.operator}{multiple(times)}")
        joined = point.joined and whole
        points.append(RelativePoint(place(look, entry.happened_at), float(times), text, entry.id, point.sign, joined))
        whole = True
    return RelativeLine(key=one.key, name=one.short, newest=points[-1].text if points else "", points=tuple(points))
