"""The blood of the training ward: values on the days of a course, by the curves of `resources/demo/ward.toml`.

Every number and every limit is invented; the sender says that it is synthetic. No result is of a real person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from blin21_desktop.domain.entries import Entry, LabResulted, MrdResulted

Table = Mapping[str, Any]
Common = Callable[[Table, datetime], dict[str, Any]]

SENDER = "synthetic laboratory"
WOBBLE = (1.0, 1.06, 0.94, 1.02, 0.97, 1.08, 0.92, 1.03)
"""Day by day a value lies so far from its curve, in turn."""


def demo_labs(table: Table, patient: Table, start: datetime, until: datetime, common: Common) -> Iterator[Entry]:
    """The results of one patient from the morning before `start` until `until`, then those of the marrow."""
    taken = _mornings(start, until, table["at"])
    last = len(taken) - 1
    for place, (day, at) in enumerate(taken):
        for number, row in enumerate(table["analyte"]):
            if _is_due(row, day, place, last):
                open_yet = place == last and row["id"] in patient.get("preliminary", ())
                yield LabResulted(
                    **common(patient, at), analyte=row["id"], value=_value(row, patient, day, number), unit=row["unit"],
                    lower_limit=row.get("low"), upper_limit=row.get("high"),
                    status="preliminary" if open_yet else "final", source=_source(row, patient, place, last),
                )  # fmt: skip
    for row in patient.get("mrd", ()):
        fields = {key: value for key, value in row.items() if key != "at"}
        yield MrdResulted(**common(patient, start + timedelta(hours=row["at"])), **fields)


def _mornings(start: datetime, until: datetime, clock: str) -> list[tuple[int, datetime]]:
    """Calendar day of the course (0: the last one before the start) and moment of each blood."""
    first = datetime.combine(start.date(), time.fromisoformat(clock), start.tzinfo)
    first = first - timedelta(days=1) if first >= start else first
    count = max(0, (until - first) // timedelta(days=1) + 1)
    days = [(first + timedelta(days=n)) for n in range(count)]
    return [(0 if at < start else (at.date() - start.date()).days + 1, at) for at in days]


def _is_due(row: Table, day: int, place: int, last: int) -> bool:
    """By its days, or every so many; what is taken regularly is also taken first and last."""
    if "days" in row:
        return day in row["days"] if place else 0 in row["days"]
    return place % row["every"] == 0 or place == last


def _value(row: Table, patient: Table, day: int, number: int) -> str:
    """The patient's own base times the curve of the day; below the least that can be measured: a bound."""
    own = patient.get("labs", {})
    curve = own.get("curve", {}).get(row["id"], row["curve"])
    base = own.get(row["id"], row["base"])
    factor = curve[min(day, len(curve) - 1)]
    value = base * factor * WOBBLE[(day + 3 * number) % len(WOBBLE)]
    least = row.get("least")
    if least is not None and value < least:
        return f"<{least}"
    return f"{Decimal(repr(value)):.{row['digits']}f}"


def _source(row: Table, patient: Table, place: int, last: int) -> dict[str, Any]:
    by_hand = place == last and row["id"] in patient.get("by_hand", ())
    return {"sender": SENDER} | ({"entered_by_hand": True} if by_hand else {})
