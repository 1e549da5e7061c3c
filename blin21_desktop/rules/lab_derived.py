"""Counts that follow from a share and a count of one draw. Source: lab feeds note 1.4, derived values.

ANC = leukocytes x (bands + segments, or neutrophils) / 100; ALC = leukocytes x lymphocytes / 100; a subset's count =
lymphocytes x its share / 100. Only within one draw, only from plain numbers, and never where a count was reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.domain.lab_source import LabSource
from blin21_desktop.domain.lab_table import Analyte, LabTable
from blin21_desktop.domain.lab_units import canonical, times
from blin21_desktop.domain.lab_value import LabValue
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.lab_draws import Draws
from blin21_desktop.rules.lab_reported import LabResult

SUBSETS = ("cd3", "cd4", "cd8", "cd19", "cd56")
"""Analytes whose count follows from lymphocytes and `<analyte>_percent`."""

_WHOLE = 100
"""What a share is a part of (%)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDerived:
    """A count that the results of a draw could give and do not: which, when, from what, and why not."""

    analyte: str
    at: datetime
    why: Text
    parents: tuple[LabResulted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """The derived results, and what was refused."""

    results: tuple[LabResult, ...]
    refused: tuple[NotDerived, ...]


@dataclass(frozen=True, slots=True)
class _Share:
    """A share (%), or why it cannot be used, and the results it was read from."""

    percent: Decimal | Text
    parents: tuple[LabResult, ...]


def derive(found: Sequence[LabResult], table: LabTable) -> Derived:
    """All counts that follow from reported results, those of leukocytes first: subsets follow from them."""
    minutes = table.number("labs.draw_minutes")
    draws = Draws(found, None if minutes is None else timedelta(minutes=float(minutes)))
    first = list(_from_leukocytes(draws, table))
    for each in first:
        if isinstance(each, LabResult):
            draws.add(each)
    every = [*first, *_from_lymphocytes(draws, table)]
    return Derived(
        results=tuple(each for each in every if isinstance(each, LabResult)),
        refused=tuple(each for each in every if isinstance(each, NotDerived)),
    )


def _from_leukocytes(draws: Draws, table: LabTable) -> Iterator[LabResult | NotDerived]:
    for count in draws.all("leukocytes"):
        yield from _count("neutrophils", count, _neutrophils(draws, count, table), draws, table)
        lymphocytes = draws.mate(count, "lymphocytes_percent")
        yield from _count("lymphocytes", count, _share(lymphocytes, table), draws, table)


def _from_lymphocytes(draws: Draws, table: LabTable) -> Iterator[LabResult | NotDerived]:
    for analyte in SUBSETS:
        for share in draws.all(f"{analyte}_percent"):
            count = draws.mate(share, "lymphocytes")
            if count is not None:
                yield from _count(analyte, count, _share(share, table), draws, table)


def _number(result: LabResult, table: LabTable) -> Decimal | Text:
    """The plain number of a result in its canonical unit, or that it is none."""
    if result.value.exact is not None and result.canonical is not None:
        return result.canonical
    known = table.analytes.get(result.entry.analyte)
    return say("{what} is no plain number", what=result.entry.analyte if known is None else known.title)


def _share(result: LabResult | None, table: LabTable) -> _Share | None:
    return None if result is None else _Share(_number(result, table), (result,))


def _neutrophils(draws: Draws, count: LabResult, table: LabTable) -> _Share | None:
    """Neutrophils, or bands with segments; None when there is neither. Where both stand they must agree."""
    whole = _share(draws.mate(count, "neutrophils_percent"), table)
    bands, segments = (_share(draws.mate(count, name), table) for name in ("bands_percent", "segs_percent"))
    if bands is None or segments is None:
        alone = bands or segments
        if whole is not None or alone is None:
            return whole
        return _Share(say("of bands and segments only one was reported"), alone.parents)
    summed = _sum(bands, segments)
    return summed if whole is None else _agreed(whole, summed, table)


def _sum(one: _Share, other: _Share) -> _Share:
    parents = (*one.parents, *other.parents)
    if isinstance(one.percent, Text):
        return _Share(one.percent, parents)
    return _Share(other.percent if isinstance(other.percent, Text) else one.percent + other.percent, parents)


def _agreed(whole: _Share, summed: _Share, table: LabTable) -> _Share:
    """Neutrophils as reported, unless bands with segments say another number."""
    if isinstance(whole.percent, Text) or isinstance(summed.percent, Text):
        return whole
    points = table.number("labs.differential_points")
    if points is not None and abs(whole.percent - summed.percent) <= points:
        return whole
    why = say(
        "neutrophils {whole} % and bands with segments {parts} % do not agree",
        whole=f"{whole.percent:f}",
        parts=f"{summed.percent:f}",
    )
    return _Share(why, (*whole.parents, *summed.parents))


def _count(
    analyte: str, count: LabResult, share: _Share | None, draws: Draws, table: LabTable
) -> Iterator[LabResult | NotDerived]:
    """The count that a share gives; nothing where there is no share, or where a count was reported."""
    told, known = draws.mate(count, analyte), table.analytes.get(analyte)
    if share is None or known is None or (told is not None and told.canonical is not None):
        return
    parents = (*(count.derived_from or (count.entry,)), *(parent.entry for parent in share.parents))
    number = _product(_number(count, table), share.percent)
    if isinstance(number, Text):
        yield NotDerived(analyte=analyte, at=count.entry.happened_at, why=number, parents=parents)
    else:
        unit = table.analytes[count.entry.analyte].unit
        in_unit = canonical(known, number, unit)
        if in_unit is not None:
            yield _made(known, in_unit, count, parents)


def _product(total: Decimal | Text, percent: Decimal | Text) -> Decimal | Text:
    """So many percent of a count, or why that cannot be told."""
    if isinstance(total, Text):
        return total
    if isinstance(percent, Text):
        return percent
    if percent > _WHOLE:
        return say("a share of {percent} % cannot be", percent=f"{percent:f}")
    return times(total, Fraction(percent) / _WHOLE)


def _made(analyte: Analyte, number: Decimal, count: LabResult, parents: tuple[LabResulted, ...]) -> LabResult:
    """A derived result: at the time of the count and of its specimen, written when the last parent was."""
    text = f"{number:f}"
    here = LabSource.of(count.entry.source)
    entry = LabResulted(
        id=f"{analyte.id}:{':'.join(parent.id for parent in parents)}",
        patient=count.entry.patient,
        happened_at=count.entry.happened_at,
        recorded_at=max(parent.recorded_at for parent in parents),
        by="",
        analyte=analyte.id,
        value=text,
        unit=analyte.unit,
        specimen=count.entry.specimen,
        status="preliminary" if any(parent.status == "preliminary" for parent in parents) else "final",
        source=LabSource(specimen_id=here.specimen_id, sender=here.sender, time_known=here.time_known).as_written(),
    )
    value = LabValue(text=text, number=number)
    return LabResult(
        entry=entry, versions=(entry,), value=value, unit=analyte.unit, canonical=number, derived_from=parents
    )
