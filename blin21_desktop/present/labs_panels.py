"""The panels of the tab Labs: points on a fixed range, the normal band with its source, lines where grades begin."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from blin21_desktop.domain.lab_units import convert
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.cells import Chip
from blin21_desktop.present.lab_beside import AGE_UNSAID, baseline_age
from blin21_desktop.present.lab_when import short_when
from blin21_desktop.present.lab_words import BASELINES, LACKS
from blin21_desktop.present.labs_points import LabPoint, Series
from blin21_desktop.present.labs_scale import YAxis, axis_from, y_axis
from blin21_desktop.present.labs_units import Unit, plain_number, unit_of
from blin21_desktop.present.words import Words
from blin21_desktop.rules.lab_edges import Edge, edges_of
from blin21_desktop.rules.lab_in_force import LabGrade
from blin21_desktop.rules.lab_limits import NormalLimits, limits_of
from blin21_desktop.rules.lab_rows import Lack
from blin21_desktop.service.look import Look

ORDER = (
    "neutrophils", "lymphocytes", "leukocytes", "platelets", "haemoglobin", "alt", "ast", "bilirubin_total",
    "creatinine", "crp", "ld", "ferritin", "il6", "igg", "ggt", "alp", "albumin", "sodium", "potassium",
)  # fmt: skip
"""The most critical first; what stands here comes before the rest of the table of analytes."""

MOST = 12
"""So many panels are shown at first."""

FALLING, RISING, STEADY = say("falling"), say("rising"), say("unchanged")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabReadout:
    """What stands at the left of a panel: name (`short`, where there is little room), newest value, the one before."""

    name: str
    short: str
    unit: str
    value: str
    previous: str
    when: str
    chip: Chip | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The normal range as numbers of the axis (None: open), and where it comes from. `age_unsaid`: for no known age."""

    low: float | None
    high: float | None
    source: str
    age_unsaid: bool = False


@dataclass(frozen=True, slots=True)
class GradeEdge:
    """A dashed line at which a grade begins."""

    value: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabPanel:
    """One finished panel. `note`: what band and lines are measured by, or why there are none; `summary` is spoken."""

    key: str
    short: str
    readout: LabReadout
    summary: str
    axis: YAxis
    points: tuple[LabPoint, ...]
    band: Band | None
    edges: tuple[GradeEdge, ...]
    note: str


def panels(look: Look, found: tuple[Series, ...], unit: Unit, words: Words) -> tuple[LabPanel, ...]:
    """A panel for each series with a number, in their fixed order."""
    rank = {name: place for place, name in enumerate(ORDER)}
    drawn = [one for one in found if one.points and not one.analyte.endswith("_percent")]
    return tuple(
        panel_of(look, one, unit, words) for one in sorted(drawn, key=lambda s: rank.get(s.analyte, len(rank)))
    )


def panel_of(look: Look, one: Series, unit: Unit, words: Words) -> LabPanel:
    """One series as a panel."""
    values = [point.value for point in one.points]
    known = one.known
    axis = axis_from(None, values, log=False) if known is None else y_axis(known, unit_of(known, unit), values)
    band = band_of(one, unit, words)
    edges, measured = _edges(one, unit, words)
    limits = {band.low, band.high} if band is not None else set()
    lines = tuple(edge for edge in edges if 0 <= axis.share(edge.value) <= 1 and edge.value not in limits)
    parts = (
        words.t("no normal range known") if band is None else words.t("band: {source}", source=band.source),
        measured,
        words.t("axis rescaled") if axis.rescaled else "",
    )
    return LabPanel(
        key=one.key,
        short=one.short,
        readout=_readout(look, one, words),
        summary=summary(one, words),
        axis=axis,
        points=one.points,
        band=band,
        edges=lines,
        note=" · ".join(part for part in parts if part),
    )


def _readout(look: Look, one: Series, words: Words) -> LabReadout:
    newest = one.points[-1]
    before = one.shown[-2].text if len(one.shown) > 1 else ""
    when = short_when(one.results[-1].entry, look.at, words)
    if one.results[-1].entry.status == "preliminary":
        when = words.t("{when}, preliminary", when=when)
    return LabReadout(
        name=one.name,
        short=one.short,
        unit=one.unit,
        value=one.shown[-1].text,
        previous=words.t("before: {value}", value=before) if before else "",
        when=when,
        chip=newest.chip if newest.result == one.results[-1].entry.id else None,
    )


def trend(one: Series) -> Text | None:
    """How the newest number lies to the one before it; None where one of the two is only a bound or missing."""
    pair = _last_two(one)
    if pair is None:
        return None
    before, after = pair
    return STEADY if after == before else RISING if after > before else FALLING


def _last_two(one: Series) -> tuple[Decimal, Decimal] | None:
    numbers = [
        None if value.number is None or result.value.operator else value.number
        for value, result in zip(one.shown[-2:], one.results[-2:], strict=True)
    ]
    return None if len(numbers) < 2 or None in numbers else (numbers[0], numbers[1])  # type: ignore[return-value]  # noqa: PLR2004


def change(one: Series) -> str:
    """The difference to the value before, with its direction; empty where it cannot be told.

    It has no more decimals than the two values as they are shown.
    """
    pair = _last_two(one)
    if pair is None:
        return ""
    by = round(pair[1] - pair[0], max(_decimals(value.text) for value in one.shown[-2:]))
    if not by:
        return "="
    return f"▲ +{plain_number(by)}" if by > 0 else f"▼ −{plain_number(-by)}"


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def summary(one: Series, words: Words) -> str:
    """What a screen reader says of a series: value, direction, grade, how many."""
    newest, how = one.newest, trend(one)
    parts = [f"{one.name} {one.shown[-1].text} {one.unit}".strip()]
    if how is not None:
        parts.append(words.render(how))
    if newest.grade is not None:
        parts.append(words.t("grade {grade:number}", grade=newest.grade))
    parts.append(words.t("{count:number} values", count=len(one.results)))
    return words.joined(parts) + "."


def band_of(one: Series, unit: Unit, words: Words) -> Band | None:
    """The normal range of the newest result that has one: reported, or the site's own for the age; never another."""
    bench = one.newest.bench
    for result in reversed(one.results):
        limits = limits_of(result, one.known, bench.patient, bench.site)
        low, high = (_in_unit(one, end, result.unit, unit) for end in (limits.lower, limits.upper))
        if low is not None or high is not None:
            unsaid = limits.reported and limits.site is None and not bench.adult
            return Band(low, high, _source(limits, words, age_unsaid=unsaid), unsaid)
    return None


def _in_unit(one: Series, number: Decimal | None, reported: str | None, unit: Unit) -> float | None:
    if number is None or reported is None or one.known is None:
        return None
    found = convert(one.known, number, reported, unit_of(one.known, unit))
    return None if found is None else float(found)


def _source(limits: NormalLimits, words: Words, *, age_unsaid: bool) -> str:
    if age_unsaid:
        return words.render(AGE_UNSAID)
    if limits.reported or limits.site is None:
        return words.t("limits of the laboratory")
    site = limits.site
    ages = f"{site.from_age.number}{site.from_age.unit}–{site.to_age.number}{site.to_age.unit}"
    return words.t("limits of this site, age {ages}, {source}", ages=ages, source=site.source)


def _edges(one: Series, unit: Unit, words: Words) -> tuple[list[GradeEdge], str]:
    """Lines where grades begin, and what they are measured by."""
    newest = one.newest
    found = edges_of(newest.bench, newest.case)
    reported = newest.case.result.unit
    lines = [
        GradeEdge(value, f"G{edge.grade}")
        for edge in found.known
        if (value := _in_unit(one, edge.number, reported, unit)) is not None
    ]
    if lines:
        return lines, _measured_by(newest, found.known, words)
    missing = [words.render(text) for text in _lacking(newest, found.lacks)]
    return [], words.t("no grade lines, missing: {missing}", missing=words.joined(missing)) if missing else ""


def _measured_by(newest: LabGrade, known: tuple[Edge, ...], words: Words) -> str:
    of = {edge.of for edge in known}
    limits, baseline = newest.case.limits, newest.case.baseline_number
    told = []
    if "ULN" in of and limits.upper is not None:
        told.append(words.t("lines × ULN {limit}", limit=plain_number(limits.upper)))
    if "LLN" in of and limits.lower is not None and not of & {""}:
        told.append(words.t("lines × LLN {limit}", limit=plain_number(limits.lower)))
    if "BASELINE" in of and baseline is not None:
        told.append(words.t("lines × baseline {value}", value=plain_number(baseline)))
    if newest.by_baseline and newest.case.baseline.result is not None:
        told.append(words.t("baseline {age}", age=baseline_age(newest.case, words)))
    return " · ".join(told)


def _lacking(newest: LabGrade, lacks: frozenset[Lack]) -> list[Text]:
    known: dict[Lack, Text] = {
        **LACKS,
        "limb": say("a person's word which limb applies"),
        "BASELINE": BASELINES.get(newest.case.baseline.why, BASELINES["no_result"]),
    }
    return [known[lack] for lack in sorted(lacks)]
