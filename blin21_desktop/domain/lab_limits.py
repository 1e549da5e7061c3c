"""A site's own limits of normal by age and sex, for results that come without them. Site file `labs.toml`.

No limits of adults stand in the program: for a child the laboratory's own table is needed (grading notes 3.4, T16).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

SITE_LABS = "labs.toml"
_NEEDED = frozenset({"analyte", "unit", "from_age", "to_age", "source", "checked_on", "set_by"})
_FIELDS = _NEEDED | {"sex", "lower", "upper"}
_AGE = re.compile(r"(\d{1,3})([dmy])")
_MONTHS = 12

Fault = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Age:
    """An age in whole days, months or years."""

    number: int
    unit: str

    def reached(self, birth: date) -> date:
        """The day on which it is reached; of a month without that day, the first of the next."""
        if self.unit == "d":
            return birth + timedelta(days=self.number)
        months = birth.month - 1 + self.number * (_MONTHS if self.unit == "y" else 1)
        year, month = birth.year + months // _MONTHS, months % _MONTHS + 1
        try:
            return birth.replace(year=year, month=month)
        except ValueError:
            return date(year, month + 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabLimit:
    """The limits of one analyte in one unit, from `from_age` on, up to the day before `to_age`. `sex` "": both."""

    analyte: str
    unit: str
    from_age: Age
    to_age: Age
    sex: str = ""
    lower: Decimal | None = None
    upper: Decimal | None = None
    source: str
    checked_on: date
    set_by: str

    def fits(self, analyte: str, birth: date, sex: str, on: date) -> bool:
        """Whether it is meant for this patient on this day."""
        of_age = self.from_age.reached(birth) <= on < self.to_age.reached(birth)
        return self.analyte == analyte and self.sex in ("", sex) and of_age

    def meets(self, other: LabLimit) -> bool:
        """Whether somebody could fall under both."""
        if self.analyte != other.analyte or (self.sex and other.sex and self.sex != other.sex):
            return False
        born = date(2000, 1, 1)
        starts, ends = (max, min)
        return starts(self.from_age.reached(born), other.from_age.reached(born)) < ends(
            self.to_age.reached(born), other.to_age.reached(born)
        )


def read_limits(tables: Mapping[str, Any], fault: Fault) -> tuple[LabLimit, ...]:
    """The limits of a site's file. Every fault is told, among them two lines that could fit one patient."""
    for unknown in sorted(tables.keys() - {"limits"}):
        fault(f"{unknown}: unknown key")
    rows = tables.get("limits", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        fault("limits must be a list of tables")
        return ()
    found: list[LabLimit] = []
    for place, row in enumerate(rows, start=1):
        limit = _limit(row, partial(_told, fault, f"limits {place}"))
        if limit is None:
            continue
        if any(limit.meets(other) for other in found):
            fault(f"limits {place}: {limit.analyte}: another line fits the same patients")
        found.append(limit)
    return tuple(found)


def _told(fault: Fault, where: str, words: str) -> None:
    fault(f"{where}: {words}")


def _limit(row: Mapping[str, Any], fault: Fault) -> LabLimit | None:
    if not _NEEDED <= row.keys() <= _FIELDS:
        fault(f"needs {', '.join(sorted(_NEEDED))}; may have sex, lower, upper; and nothing else")
        return None
    texts = {name: row[name] for name in ("analyte", "unit", "source", "set_by")}
    if not all(isinstance(text, str) and text.strip() for text in texts.values()):
        fault("analyte, unit, source and set_by must be text")
        return None
    ages = [_age(row[name]) for name in ("from_age", "to_age")]
    first, last = ages
    if first is None or last is None or first.reached(date(2000, 1, 1)) >= last.reached(date(2000, 1, 1)):
        fault('from_age and to_age must be ages as "28d", "6m" or "12y", the second later')
        return None
    if type(row["checked_on"]) is not date:
        fault("checked_on must be a date")
        return None
    if row.get("sex", "female") not in ("female", "male"):
        fault("sex must be female or male, or absent for both")
        return None
    numbers = {name: _number(row[name]) for name in ("lower", "upper") if name in row}
    values = [number for number in numbers.values() if number is not None]
    if not numbers or len(values) != len(numbers) or values != sorted(set(values)):
        fault('lower and upper must be numbers in quotes, as "1.5", at least one of them, lower below upper')
        return None
    return LabLimit(
        **texts,
        lower=numbers.get("lower"),
        upper=numbers.get("upper"),
        from_age=first,
        to_age=last,
        sex=row.get("sex", ""),
        checked_on=row["checked_on"],
    )


def _age(value: object) -> Age | None:
    found = _AGE.fullmatch(value) if isinstance(value, str) else None
    return None if found is None else Age(int(found[1]), found[2])


def _number(value: object) -> Decimal | None:
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and number >= 0 else None
