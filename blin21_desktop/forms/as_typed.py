"""An entry written back as text for the fields of its form: what the correction of an entry starts from."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime, tzinfo
from enum import Enum

from blin21_desktop.domain.entries import Entry


def as_typed(entry: Entry, zone: tzinfo) -> dict[str, str]:
    """Key of a field -> its text as somebody would type it; what is absent is left out."""
    found = dict(_flat(entry, zone))
    found.update(_line(found))
    return found


def _flat(part: object, zone: tzinfo, before: str = "") -> list[tuple[str, str]]:
    texts: list[tuple[str, str]] = []
    for field in fields(part):  # type: ignore[arg-type]
        value = getattr(part, field.name)
        key = before + field.name.rstrip("_")
        if is_dataclass(value):
            texts += _flat(value, zone, f"{key}.")
        elif value is not None:
            texts.append((key, _text(value, zone)))
    return texts


def _text(value: object, zone: tzinfo) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return str(value)


def _line(found: dict[str, str]) -> dict[str, str]:
    """The line checks stand in the form without their prefix."""
    prefix = "line_checks."
    return {key.removeprefix(prefix): text for key, text in found.items() if key.startswith(prefix)}
