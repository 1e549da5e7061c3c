"""The wire: one entry is one line of JSON; stored lines are decoded fast, lines from outside are checked in words.

`read_lines` and `write_line` are each other's inverse; `load` is the fast way for lines this program wrote.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any

import msgspec

from blin21_desktop.domain.entries import KINDS, Entry, Kind
from blin21_desktop.store.reading import read_line
from blin21_desktop.store.shapes import fields_of
from blin21_desktop.store.words import BadLine

__all__ = ["BadLine", "load", "read_lines", "uuid7", "write_line"]

_RANDOM_BYTES = 10
_MINUTE = timedelta(minutes=1)


def read_lines(
    text: str | Iterable[str],
    *,
    keep_recorded_at: bool,
    recorded_at: datetime,
    new_id: Callable[[datetime], str],
) -> list[tuple[int, Entry]]:
    """Entries with their line numbers (from 1); blank lines are passed over. Raises `BadLine` on the first fault.

    `recorded_at` goes on every line without one, and on every line unless `keep_recorded_at`; `new_id` gives
    the id of a line without one.
    """
    lines = text.split("\n") if isinstance(text, str) else text
    found = []
    for number, raw in enumerate(lines, start=1):
        line = raw.strip(" \t\r\n\ufeff" if number == 1 else " \t\r\n")
        if line:
            entry = read_line(number, line, recorded_at=recorded_at, keep_recorded_at=keep_recorded_at, new_id=new_id)
            found.append((number, entry))
    return found


def write_line(entry: Entry) -> str:
    """The one canonical line of an entry, without a line end. What is absent is left out.

    Raises ValueError for a time that is naive, or finer than its line can say (whole seconds, offsets of whole
    minutes), and for a number that is not finite.
    """
    record = {"kind": entry.kind.value, **_plain(entry)}
    return json.dumps(record, ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:  # noqa: ANN401
    if dataclasses.is_dataclass(value):
        record = {}
        for field in fields_of(type(value)).values():
            part = getattr(value, field.attribute)
            if part is not None:
                record[field.name] = float(part) if field.type is float else _plain(part)
        return record
    if isinstance(value, datetime):
        return _written_time(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _written_time(moment: datetime) -> str:
    offset = moment.utcoffset()
    if offset is None or offset % _MINUTE or moment.microsecond:
        raise ValueError(f"a time of the record has a whole-minute offset and whole seconds, not {moment.isoformat()}")
    return moment.isoformat()


def load(kind: str, body: str | bytes) -> Entry:
    """An entry from a line that `write_line` made. Raises ValueError when it is not one.

    Trusts values (they were checked on the way in); about 3 microseconds an entry.
    """
    decoder, cls, renamed = _decoder(kind)
    try:
        found: Entry = decoder.decode(body)
    except msgspec.MsgspecError as fault:
        raise ValueError(str(fault)) from fault
    if renamed:
        return cls(**{attribute: getattr(found, attribute) for attribute in renamed})
    return found


@cache
def _decoder(kind: str) -> tuple[msgspec.json.Decoder[Any], type[Entry], tuple[str, ...]]:
    """The decoder of a kind; names that are Python words go through a twin class that knows the public names."""
    cls = KINDS[Kind(kind)]
    fields = dataclasses.fields(cls)
    public: Mapping[str, str] = {f.attribute: f.name for f in fields_of(cls).values() if f.attribute != f.name}
    if not public:
        return msgspec.json.Decoder(cls), cls, ()
    types = {f.attribute: f.type for f in fields_of(cls).values()}
    twin = msgspec.defstruct(
        cls.__name__,
        [
            (f.name, types[f.name]) if f.default is dataclasses.MISSING else (f.name, types[f.name] | None, f.default)
            for f in fields
        ],
        rename=public,
        kw_only=True,
    )
    return msgspec.json.Decoder(twin), cls, tuple(f.name for f in fields)


def uuid7(at: datetime, randomness: Callable[[int], bytes]) -> str:
    """A UUID of version 7 (RFC 9562): milliseconds of `at` in UTC, then 74 bits of `randomness(10)`."""
    milliseconds = int(at.timestamp() * 1000)
    noise = int.from_bytes(randomness(_RANDOM_BYTES), "big")
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (noise >> 62 & 0xFFF) << 64
    value |= 0b10 << 62 | noise & (1 << 62) - 1
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
