"""The fields of OBX that say what was measured: analyte, value, unit, reference and flags."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from blin21_desktop.feeds.hl7 import Marks, Segment, nth, plain
from blin21_desktop.feeds.received import Code
from blin21_desktop.feeds.references import Limits, limits

CODED = frozenset({"CE", "CWE", "CNE", "CF"})
DOCUMENTS = frozenset({"ED", "RP", "AD", "XAD"})
_SYSTEMS = {"JC10": "jlac10", "JLAC10": "jlac10", "JC11": "jlac11", "JLAC11": "jlac11", "LN": "loinc", "LOINC": "loinc"}
_TEXTS = (2, 5, 9, 1, 4)
"""Where a coded value has its words, the likeliest first; then its codes."""
_STRUCTURED = 4
_RANGE = 3


@lru_cache(maxsize=2_048)
def codes(field: str, marks: Marks) -> tuple[Code, ...]:
    """Both triplets of OBX-3, empty ones left out. The system is ours where known, else the sender's own word."""
    found = []
    for first in (1, 4):
        code, name, system = (nth(field, first + step, marks) for step in range(3))
        if code or name:
            found.append(Code(_SYSTEMS.get(system.upper(), system), code, name))
    return tuple(found)


def value(obx: Segment) -> str:
    """OBX-5 as text. Only coded and structured values have components; elsewhere a `^` belongs to the value."""
    kind, field, marks = obx.text(2).upper(), obx.field(5), obx.marks
    if kind in CODED:
        return marks.repetition.join(filter(None, (_words(part, marks) for part in obx.repetitions(5))))
    if kind == "SN":
        return _structured(field, marks)
    return plain(field, marks)


def _words(part: str, marks: Marks) -> str:
    return next((text for number in _TEXTS if (text := nth(part, number, marks))), "")


def _structured(field: str, marks: Marks) -> str:
    """`<^0.2` is <0.2, `^1^:^128` is 1:128. One with more parts is no structured number and stays as it came."""
    parts = [plain(part, marks) for part in field.split(marks.component)]
    if len(parts) > _STRUCTURED or marks.repetition in field:
        return plain(field, marks)
    if parts[0] == "=":
        parts[0] = ""
    return "".join(parts)


class Units(NamedTuple):
    """A unit, and the same unit said otherwise ("" if it is not said twice)."""

    unit: str
    also: str = ""


@lru_cache(maxsize=2_048)
def units(field: str, marks: Marks) -> Units:
    """OBX-6: identifier, and name where it differs. In a code table of the sender the identifier may be a mere code."""
    identifier, name, system = (nth(field, number, marks) for number in (1, 2, 3))
    local = system.upper().startswith(("99", "L")) and not system.upper().startswith("LN")
    if not identifier or not name or identifier == name:
        return Units(identifier or name)
    if local:
        return Units(name, "" if identifier.isalnum() else identifier)
    return Units(identifier, name)


@lru_cache(maxsize=2_048)
def reference(field: str, marks: Marks) -> tuple[str, Limits]:
    """OBX-7 as text, and its limits. `5^^10` and `^^10` give lower and upper limit by place (seen in real files)."""
    parts = field.split(marks.component)
    text = plain(field, marks)
    if len(parts) == _RANGE:
        lower, between, upper = (plain(part, marks) for part in parts)
        ranged = f"{lower}~{upper}" if between in ("", "-") and lower + upper else text
        return text, limits(ranged)
    return text, limits(text)


def flags(obx: Segment) -> tuple[str, ...]:
    """OBX-8, which may repeat."""
    if not obx.field(8):
        return ()
    return tuple(flag for part in obx.repetitions(8) if (flag := nth(part, 1, obx.marks)))
