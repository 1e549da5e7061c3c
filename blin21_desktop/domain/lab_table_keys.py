"""The keys of parameters that the file of analytes, and a site's own copy of it, may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from blin21_desktop.domain.knowledge_file_keys import NUMBER, Shape
from blin21_desktop.domain.lab_table import Analyte

_OWN_NEEDED = frozenset({"system", "code", "analyte"})
_OWN_TEXTS = _OWN_NEEDED | {"name", "specimen", "method"}
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def lab_keys(analytes: Mapping[str, Analyte]) -> dict[str, Shape]:
    """The program's own numbers, a site's own codes, and for each analyte its display unit and hard range."""
    keys = {
        "labs.draw_minutes": NUMBER,
        "labs.differential_points": NUMBER,
        "labs.jump_tolerance": NUMBER,
        "labs.own_codes": Shape(
            "a list of codes: system, code and analyte, and where needed name, specimen, method and a table of units",
            lambda value: _is_codes(value, analytes),
        ),
    }
    for name, analyte in analytes.items():
        keys[f"{name}.shown"] = _one_of(tuple(analyte.units))
        keys[f"{name}.hard_range"] = Shape('a table of low and high as text: { low = "2", high = "25" }', _is_range)
    return keys


def _one_of(units: tuple[str, ...]) -> Shape:
    return Shape(f"one of {', '.join(units)}", lambda value: value in units)


def _is_range(value: object) -> bool:
    if not isinstance(value, dict) or value.keys() != {"low", "high"}:
        return False
    ends = [value["low"], value["high"]]
    sound = all(isinstance(end, str) and _DECIMAL.fullmatch(end) for end in ends)
    return sound and Decimal(ends[0]) < Decimal(ends[1])


def _is_codes(value: object, analytes: Mapping[str, Analyte]) -> bool:
    if not isinstance(value, list) or not all(isinstance(row, dict) and _is_code(row, analytes) for row in value):
        return False
    return len({(row["system"], row["code"]) for row in value}) == len(value)


def _is_code(row: Mapping[str, Any], analytes: Mapping[str, Analyte]) -> bool:
    if not _OWN_NEEDED <= row.keys() <= _OWN_TEXTS | {"units"}:
        return False
    if not all(isinstance(row.get(field, ""), str) for field in _OWN_TEXTS) or not row["code"]:
        return False
    analyte, units = analytes.get(row["analyte"]), row.get("units", {})
    return analyte is not None and isinstance(units, dict) and all(unit in analyte.units for unit in units.values())
