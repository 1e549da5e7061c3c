"""The shape of each kind of entry, read once from its dataclass: public names, types, what may be absent."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from blin21_desktop.domain.entries import Entry

COMMON_FIRST = ("id", "patient", "happened_at", "recorded_at", "by")
COMMON_LAST = ("note", "override")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the ward file, its name in the dataclass, its type, and whether it may be absent."""

    name: str
    attribute: str
    type: Any
    optional: bool


def without_none(hint: Any) -> Any:  # noqa: ANN401  (a type is any object)
    """The type inside `X | None`; any other type as it is."""
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (a for a in get_args(hint) if a is not NoneType)
        return inner
    return hint


_KNOWN: dict[Any, dict[str, Field]] = {}


def fields_of(cls: Any) -> dict[str, Field]:  # noqa: ANN401
    """Public name -> field of an entry or a part of one (a dataclass), in the order in which they are written."""
    if cls not in _KNOWN:
        _KNOWN[cls] = _shape(cls)
    return _KNOWN[cls]


def _shape(cls: type[Any]) -> dict[str, Field]:
    hints = get_type_hints(cls)
    found = {f.name: f for f in dataclasses.fields(cls)}
    order = list(found)
    if issubclass(cls, Entry):
        own = [n for n in order if n not in COMMON_FIRST + COMMON_LAST]
        order = [*COMMON_FIRST, *own, *COMMON_LAST]
    shape = {}
    for attribute in order:
        field = found[attribute]
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        name = attribute.rstrip("_")
        shape[name] = Field(name, attribute, without_none(hints[attribute]), not required)
    return shape
