"""Times of FHIR: a whole moment, a day, or too little to say when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

YEARS = range(1900, 2200)
"""A result outside of these was not taken from a living patient."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Moment:
    """An aware moment; `time_known` is False when only the day was given (then it is that day's midnight)."""

    at: datetime
    time_known: bool


def moment(text: object, zone: tzinfo) -> Moment | None:
    """The moment a FHIR date or dateTime says. A year, a month or a time without an offset says too little: None."""
    if not isinstance(text, str):
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    if read.year not in YEARS:
        return None
    if _DAY.fullmatch(text):
        return Moment(datetime.fromisoformat(read.replace(tzinfo=zone).isoformat()), time_known=False)
    return None if read.tzinfo is None else Moment(read.replace(microsecond=0), time_known=True)
