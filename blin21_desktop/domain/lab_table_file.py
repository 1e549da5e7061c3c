"""The files of analytes and units: their tables in, a `LabTable` out. Every fault is told.

`labs/units.toml` holds factors and spellings, `labs/analytes.toml` the analytes and this program's own numbers. A site
sets single parameters in its own `analytes.toml`: display units, hard ranges, its own codes (`lab_table_keys`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from blin21_desktop.domain.lab_table import Analyte, Factor, LabTable, OwnCode
from blin21_desktop.domain.lab_units import folded_name, folded_unit
from blin21_desktop.domain.parameter import Cites, Parameter

UNITS_TOP = frozenset({"source", "section", "checked_on", "certainty", "certain", "proposed", "conversions"})
ANALYTES_TOP = frozenset({"source", "section", "checked_on", "certainty", "specimens", "analytes", "parameters"})
"""What the files hold beside id, names and edition."""

CITED = frozenset({"source", "also", "section", "checked_on", "certainty"})
_CONVERSION = frozenset({"to", "factors"})
_RANGE = frozenset({"hard_low", "hard_high"})
_ANALYTE = frozenset({"name_en", "name_ja", "short", "conversion", "names"})
_LISTS = frozenset({"specimens", "jlac10", "loinc", "molar", "sent_in"})
_MAY = _LISTS | {"shown", "log_axis", "methods"}
_ID = re.compile(r"[a-z][a-z0-9_]*")
_FACTOR = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?:/([0-9]+(?:\.[0-9]+)?))?")
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")

Fault = Callable[[str], None]
Cited = Callable[[str, Mapping[str, Any]], Cites | None]
"""Reads source, section, day and certainty of a row, telling every fault of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """The units of a kind of analyte, and the hard range that follows from its definition, if any."""

    to: str
    factors: Mapping[str, Factor]
    cites: Cites
    hard_low: Decimal | None = None
    hard_high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """What `units.toml` says."""

    conversions: Mapping[str, Conversion]
    spellings: Mapping[str, str]
    proposals: Mapping[str, str]


def read_units(tables: Mapping[str, Any], fault: Fault, cited: Cited) -> Units:
    """Factors and spellings; a spelling that means two units is a fault."""
    conversions = dict(_conversions(tables, fault, cited))
    known = {unit for each in conversions.values() for unit in each.factors}
    certain = {folded_unit(unit): unit for unit in sorted(known)}
    _spell(_table(tables, "certain", fault), "certain", known, certain, fault)
    proposed = dict(certain)
    _spell(_table(tables, "proposed", fault), "proposed", known, proposed, fault)
    return Units(
        conversions=conversions,
        spellings=certain,
        proposals={spelling: unit for spelling, unit in proposed.items() if spelling not in certain},
    )


def _conversions(tables: Mapping[str, Any], fault: Fault, cited: Cited) -> Iterator[tuple[str, Conversion]]:
    for name, row in _table(tables, "conversions", fault).items():
        where = f"conversions {name}"
        if not isinstance(row, dict) or not _CONVERSION <= row.keys() <= _CONVERSION | _RANGE | CITED:
            fault(f"{where}: needs to and factors, may have hard_low and hard_high, and cites its source; nothing else")
            continue
        cites = cited(where, row)
        found = {unit: _factor(text) for unit, text in _table(row, "factors", fault).items()}
        bad = [unit for unit, factor in found.items() if factor is None]
        ends = [row.get(name) for name in sorted(_RANGE)]
        if bad:
            fault(f'{where}: the factor of {", ".join(bad)} must be text such as "0.001" or "1/17.1"')
        elif found.get(row["to"]) != 1:
            fault(f'{where}: {row["to"]} must be one of the units, with the factor "1"')
        elif not all(end is None or _is_decimal(end) for end in ends):
            fault(f"{where}: hard_low and hard_high must be decimal text")
        elif cites is not None:
            high, low = (None if end is None else Decimal(end) for end in ends)
            factors = {unit: factor for unit, factor in found.items() if factor is not None}
            yield name, Conversion(to=row["to"], factors=factors, cites=cites, hard_low=low, hard_high=high)


def _factor(text: object) -> Factor | None:
    found = _FACTOR.fullmatch(text) if isinstance(text, str) else None
    if found is None or not all(Decimal(part) for part in found.groups() if part):
        return None
    return Decimal(found[1]) if found[2] is None else Fraction(found[1]) / Fraction(found[2])


def _spell(table: Mapping[str, Any], name: str, known: set[str], into: dict[str, str], fault: Fault) -> None:
    for unit, spellings in table.items():
        if unit not in known:
            fault(f"{name} {unit}: no conversion has this unit")
        elif not isinstance(spellings, list) or not all(_is_text(each) for each in spellings):
            fault(f"{name} {unit}: must be a list of spellings")
        else:
            for each in spellings:
                taken = into.setdefault(folded_unit(each), unit)
                if taken != unit:
                    fault(f"{name} {unit}: {each} means {taken} already")


def read_analytes(tables: Mapping[str, Any], units: Units, fault: Fault, cited: Cited) -> LabTable:
    """The analytes with their units; a code that two of them claim is a fault."""
    specimens: dict[str, tuple[str, ...]] = {}
    for kind, words in _table(tables, "specimens", fault).items():
        if not isinstance(words, list) or not all(_is_text(each) for each in words):
            fault(f"specimens {kind}: must be a list of words")
            continue
        for word in (kind, *words):
            specimens[folded_name(word)] = (*specimens.get(folded_name(word), ()), kind)
    found: dict[str, Analyte] = {}
    codes: dict[tuple[str, str], str] = {}
    for name, row in _table(tables, "analytes", fault).items():
        analyte = _analyte(name, row, units, fault, cited)
        if analyte is None:
            continue
        found[name] = analyte
        for unknown in [each for each in analyte.specimens if (each,) != specimens.get(each)]:
            fault(f"{name}: {unknown} is not among the specimens")
        for code in [*(("jlac10", each) for each in analyte.jlac10), *(("loinc", each) for each in analyte.loinc)]:
            if codes.setdefault(code, name) != name:
                fault(f"{name}: {code[1]} is the code of {codes[code]} already")
    return LabTable(analytes=found, spellings=units.spellings, proposals=units.proposals, specimens=specimens)


def _analyte(name: str, row: object, units: Units, fault: Fault, cited: Cited) -> Analyte | None:
    if not isinstance(row, dict) or not _ANALYTE <= row.keys() <= _ANALYTE | _MAY | CITED or not _ID.fullmatch(name):
        fault(f"{name}: needs {', '.join(sorted(_ANALYTE))}, may have {', '.join(sorted(_MAY))}, and cites its source")
        return None
    cites = cited(name, row)
    conversion = units.conversions.get(row["conversion"]) if isinstance(row["conversion"], str) else None
    wrong = _wrong(row, conversion)
    if wrong is not None or conversion is None or cites is None:
        if wrong is not None:
            fault(f"{name}: {wrong}")
        return None
    return Analyte(
        id=name,
        name_en=row["name_en"],
        name_ja=row["name_ja"],
        short=row["short"],
        unit=conversion.to,
        units=conversion.factors,
        shown=row.get("shown", conversion.to),
        jlac10=tuple(row.get("jlac10", ())),
        specimens=tuple(row.get("specimens", ())),
        loinc=tuple(row.get("loinc", ())),
        molar=frozenset(row.get("molar", ())),
        sent_in=tuple(row.get("sent_in", ())),
        names=tuple(dict.fromkeys(folded_name(each) for each in row["names"])),
        hard_low=conversion.hard_low,
        hard_high=conversion.hard_high,
        log_axis=row.get("log_axis", False),
        methods=dict(row.get("methods", {})),
        cites=(cites, conversion.cites),
    )


def _wrong(row: Mapping[str, Any], conversion: Conversion | None) -> str | None:
    """What is wrong with the fields of an analyte, or None."""
    if not all(_is_text(row[field]) for field in ("name_en", "name_ja", "short")):
        return "name_en, name_ja and short must be text"
    if conversion is None:
        return f"there is no conversion {row['conversion']}"
    for field in sorted({"names", *_LISTS} & row.keys()):
        if not isinstance(row[field], list) or not row[field] or not all(_is_text(each) for each in row[field]):
            return f"{field} must be a list of words"
    for field, units in (("shown", [row.get("shown", conversion.to)]), ("sent_in", row.get("sent_in", ()))):
        if not set(units) <= set(conversion.factors):
            return f"{field} must be one of its units: {', '.join(conversion.factors)}"
    if not isinstance(row.get("log_axis", False), bool):
        return "log_axis must be true or false"
    methods = row.get("methods", {})
    if not isinstance(methods, dict) or not all(map(_is_text, methods.values())):
        return "methods must be a table of names by digits or code"
    if not set(row.get("molar", ())) <= set(row.get("loinc", ())):
        return "molar must be some of its loinc codes"
    return None


def with_parameters(table: LabTable, parameters: Mapping[str, Parameter], version: str) -> LabTable:
    """The table with what its parameters say: display units, hard ranges, the site's own codes."""
    analytes = dict(table.analytes)
    for key, parameter in parameters.items():
        name, _, what = key.partition(".")
        if what == "shown":
            analytes[name] = replace(analytes[name], shown=parameter.value)
        elif what == "hard_range":
            low, high = Decimal(parameter.value["low"]), Decimal(parameter.value["high"])
            analytes[name] = replace(analytes[name], hard_low=low, hard_high=high)
    codes = parameters.get("labs.own_codes")
    own = [OwnCode(**_folded_units(row)) for row in codes.value] if codes is not None else []
    return replace(
        table,
        analytes=analytes,
        own={(each.system, each.code): each for each in own},
        parameters=dict(parameters),
        version=version,
    )


def _folded_units(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "units": {folded_unit(spelling): unit for spelling, unit in row.get("units", {}).items()}}


def _table(tables: Mapping[str, Any], name: str, fault: Fault) -> Mapping[str, Any]:
    found = tables.get(name, {})
    if isinstance(found, dict):
        return found
    fault(f"{name} must be a table")
    return {}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_decimal(value: object) -> bool:
    return isinstance(value, str) and _DECIMAL.fullmatch(value) is not None
