"""Lines from outside -> entries, slowly and kindly: every fault is named with line, field and remedy."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from enum import EnumMeta
from typing import Any, Literal, get_args, get_origin

from blin21_desktop.domain.entries import KINDS, Entry, Kind
from blin21_desktop.domain.text import Text, say
from blin21_desktop.store.shapes import fields_of
from blin21_desktop.store.words import BadLine

_TIME = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?",
    re.ASCII,
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_FARTHEST_OFFSET = timedelta(hours=14)
_BIGGEST_WHOLE = 2**53
_LONGEST_SHOWN = 40
_NOT_BLANK = ("id", "patient", "by")


class _Twice(Exception):  # noqa: N818
    """A field stands twice in one object."""


class _Fault(Exception):  # noqa: N818
    """A fault in one field, before the line number is known."""

    def __init__(self, path: str | None, wrong: Text, remedy: Text) -> None:
        self.path, self.wrong, self.remedy = path, wrong, remedy


def read_line(
    number: int, text: str, *, recorded_at: datetime, keep_recorded_at: bool, new_id: Callable[[datetime], str]
) -> Entry:
    """One entry from one line. Raises `BadLine` on the first fault found."""
    try:
        record = _object(text)
        if not keep_recorded_at or record.get("recorded_at") is None:
            record["recorded_at"] = recorded_at
        if record.get("id") is None:
            record["id"] = new_id(recorded_at)
        return _entry(record)
    except _Fault as fault:
        raise BadLine(number, fault.path, fault.wrong, fault.remedy) from None


def _object(text: str) -> dict[str, Any]:
    remedy = say("Write one JSON object on each line.")
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=float)
    except _Twice as twice:
        field = str(twice)
        raise _Fault(field, say("The field stands twice."), say("Write it once.")) from None
    except RecursionError:
        raise _Fault(None, say("This line is nested too deeply."), remedy) from None
    except json.JSONDecodeError as fault:
        wrong = say("This is not JSON (character {column}).", column=fault.pos + 1)
        raise _Fault(None, wrong, remedy) from None
    except ValueError:  # a number of thousands of digits
        raise _Fault(None, say("This line holds a number that is too long."), remedy) from None
    if not isinstance(found, dict):
        raise _Fault(None, say("This is JSON, but not an object."), remedy)
    return found


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name)
        found[name] = value
    return found


def _entry(record: dict[str, Any]) -> Entry:
    kind = record.pop("kind", None)
    if kind is None:
        raise _Fault("kind", say("The kind of entry is missing."), _nearest("", list(KINDS)))
    if not isinstance(kind, str) or kind not in set(KINDS):
        wrong = say("{found} is not a kind of entry.", found=_shown(kind))
        raise _Fault("kind", wrong, _nearest(str(kind), list(KINDS)))
    entry: Entry = _filled(KINDS[Kind(kind)], record, "")
    return entry


def _nearest(word: str, known: Iterable[str]) -> Text:
    names = [str(k) for k in known]
    near = get_close_matches(word, names, n=3)
    if near:
        return say("Did you mean {names}?", names=", ".join(near))
    return say("Known are: {names}.", names=", ".join(names))


def _filled(cls: Any, record: dict[str, Any], prefix: str) -> Any:  # noqa: ANN401
    shape = fields_of(cls)
    for name in record:
        if name not in shape:
            wrong = say("There is no field of this name here.")
            raise _Fault(prefix + name, wrong, _nearest(name, shape))
    values: dict[str, Any] = {}
    for name, field in shape.items():
        value = record.get(name)
        if value is not None:
            values[field.attribute] = value if isinstance(value, datetime) else _value(field.type, value, prefix + name)
        elif not field.optional:
            raise _Fault(prefix + name, say("This field is missing."), _expected(field.type))
    return cls(**values)


def _value(hint: Any, value: Any, path: str) -> Any:  # noqa: ANN401
    plain = _PLAIN.get(hint)
    if plain is not None:
        return plain(value, path)
    if get_origin(hint) is Literal:
        return _one_of(value, get_args(hint), hint, path)
    if isinstance(hint, EnumMeta):
        return hint(_one_of(value, [str(m) for m in hint], hint, path))  # type: ignore[var-annotated]
    if get_origin(hint) is tuple:
        return _list(hint, value, path)
    if not isinstance(value, dict):
        raise _Fault(path, say("This is {found}.", found=_shown(value)), _expected(hint))
    if is_dataclass(hint):
        return _filled(hint, value, f"{path}.")
    inner = get_args(hint)[1]
    return {_text(k, path): _value(inner, v, f"{path}.{k}") for k, v in value.items()}


def _one_of(value: Any, allowed: Iterable[str], hint: Any, path: str) -> Any:  # noqa: ANN401
    if not isinstance(value, str) or value not in allowed:
        raise _Fault(path, say("{found} is not one of the words for this field.", found=_shown(value)), _expected(hint))
    return value


def _list(hint: Any, value: Any, path: str) -> tuple[Any, ...]:  # noqa: ANN401
    if not isinstance(value, list):
        raise _Fault(path, say("This is {found}.", found=_shown(value)), _expected(hint))
    inner = get_args(hint)[0]
    return tuple(_value(inner, item, f"{path}[{place}]") for place, item in enumerate(value))


def _text(value: Any, path: str) -> str:  # noqa: ANN401
    if not isinstance(value, str):
        raise _Fault(path, say("This is {found}.", found=_shown(value)), _expected(str))
    if "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
        raise _Fault(path, say("The text holds a character that cannot be kept."), say("Write ordinary text."))
    if path in _NOT_BLANK and not value.strip():
        raise _Fault(path, say("The text is empty."), say("Write who or what it is."))
    if path == "id" and not _UUID.fullmatch(value):
        remedy = say("Write a UUID in small letters (version 7), or leave the field out.")
        raise _Fault(path, say("{found} is not an id of an entry.", found=_shown(value)), remedy)
    return value


def _whole(value: Any, path: str) -> int:  # noqa: ANN401
    if type(value) is not int or abs(value) > _BIGGEST_WHOLE:
        raise _Fault(path, say("This is {found}.", found=_shown(value)), _expected(int))
    return value


def _number(value: Any, path: str) -> float:  # noqa: ANN401
    if type(value) not in (int, float) or not math.isfinite(value) or abs(value) > _BIGGEST_WHOLE:
        raise _Fault(path, say("This is {found}.", found=_shown(value)), _expected(float))
    return float(value)


def _truth(value: Any, path: str) -> bool:  # noqa: ANN401
    if not isinstance(value, bool):
        raise _Fault(path, say("This is {found}.", found=_shown(value)), _expected(bool))
    return value


def _day(value: Any, path: str) -> date:  # noqa: ANN401
    wrong = say("{found} is not a date.", found=_shown(value))
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise _Fault(path, wrong, _expected(date))
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _Fault(path, wrong, _expected(date)) from None


def _time(value: Any, path: str) -> datetime:  # noqa: ANN401
    parts = _TIME.fullmatch(value) if isinstance(value, str) else None
    if parts is None:
        raise _Fault(path, say("{found} is not a time.", found=_shown(value)), _expected(datetime))
    minute, second, fraction, offset = parts.groups()
    if offset is None:
        remedy = say("Add the offset from UTC, such as {example}.", example=f"{value}+09:00")
        raise _Fault(path, say("The time {found} has no offset.", found=value), remedy)
    if fraction is not None and fraction.strip("0"):
        raise _Fault(path, say("The time {found} has parts of a second.", found=value), say("Write whole seconds."))
    try:
        moment = datetime.fromisoformat(f"{minute}:{second or '00'}{offset.replace('Z', '+00:00')}")
        absolute = moment.utctimetuple()
        gap = moment.utcoffset() or timedelta()
    except (ValueError, OverflowError):
        raise _Fault(path, say("There is no such time as {found}.", found=value), _expected(datetime)) from None
    if abs(gap) > _FARTHEST_OFFSET or absolute.tm_year < 1:
        raise _Fault(path, say("No place has the offset of {found}.", found=value), _expected(datetime))
    return moment


def _anything(value: Any, path: str) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {_text(k, path): _anything(v, f"{path}.{k}") for k, v in value.items()}
    if isinstance(value, list):
        return [_anything(item, f"{path}[{place}]") for place, item in enumerate(value)]
    if isinstance(value, str):
        return _text(value, path)
    if isinstance(value, bool) or value is None:
        return value
    return _number(value, path) if isinstance(value, float) else _whole(value, path)


_PLAIN: dict[Any, Callable[[Any, str], Any]] = {
    str: _text, int: _whole, float: _number, bool: _truth, date: _day, datetime: _time, Any: _anything,
}  # fmt: skip


def _expected(hint: Any) -> Text:  # noqa: ANN401, PLR0911
    if get_origin(hint) is Literal or isinstance(hint, EnumMeta):
        words = get_args(hint) or [str(m) for m in hint]
        return say("Write one of: {names}.", names=", ".join(words))
    if get_origin(hint) is tuple:
        return say("Write a list, such as {example}.", example='["..."]')
    if hint is str:
        return say("Write a text in double quotes.")
    if hint is int:
        return say("Write a whole number, such as {example}.", example="1")
    if hint is float:
        return say("Write a finite number without quotes, such as {example}.", example="28 or 1.8")
    if hint is bool:
        return say("Write true or false, without quotes.")
    if hint is datetime:
        return say("Write a time with its offset, such as {example}.", example="2026-03-02T10:00:00+09:00")
    if hint is date:
        return say("Write a date, such as {example}.", example="2026-03-02")
    if is_dataclass(hint):
        return say("Write an object with the fields {names}.", names=", ".join(fields_of(hint)))
    return say("Write an object, such as {example}.", example='{"name": "value"}')


def _shown(value: Any) -> str:  # noqa: ANN401
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
