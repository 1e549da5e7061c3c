"""The file of a laboratory scale: its tables in, `LabScale` out. Every fault is told with the term it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any, get_args

from blin21_desktop.domain.lab_scale import (
    AS_THE_LIMIT,
    Auto,
    Bound,
    ChartedFever,
    Comparison,
    CorrectedCalcium,
    LabScale,
    LabTerm,
    Limb,
    Reference,
    Row,
    Rule,
)
from blin21_desktop.domain.parameter import Certainty, Cites
from blin21_desktop.domain.text import Names

LAB_SCALE = "labs/ctcae-5.0-labs.toml"
LAB_TOP = frozenset(
    {"source", "section", "checked_on", "certainty", "no_term", "conditions", "corrected_calcium", "charted_fever"}
    | {"terms"}
)
"""What the file holds beside id, names and edition."""
CITED_TABLES = ("corrected_calcium", "charted_fever")
"""Tables that say their own source."""
_CITED = ("source", "section", "edition", "checked_on", "certainty")
_TERM = frozenset({"code", "name", "limbs"})
_TERM_MAY = frozenset({"analyte", "direction", "notes", "own", "diagnosis"})
_LIMB = frozenset({"baseline", "rows"})
_LOGICS = ("and", "or", "info", "only")
_ROW = frozenset({"grade", "lower", "upper", "holds", "auto", "fill", *_LOGICS})
_CALCIUM = frozenset({*_CITED, "formulas"})
_FORMULA = frozenset({"calcium", "albumin", "per", "albumin_normal"})
_FEVER = frozenset({*_CITED, "single_above_celsius", "sustained_from_celsius", "within_hours_of_count"}) | {
    "sustained_more_than_minutes"
}
_BOUND = re.compile(
    r"(?P<op><=|>=|<|>) ?(?:(?P<number>\d+(?:\.\d+)?)(?P<how>% below|% above| above)?)?(?: ?(?P<ref>LLN|ULN|BASELINE))?"
)
_FLIPPED: dict[str, Comparison] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_HUNDRED = Decimal(100)

Fault = Callable[[str], None]


def read_bound(text: object) -> Bound | None:
    """A bound as written in the file; None when it is none.

    A fall or rise in per cent becomes a multiple of the reference: 25 % or more below it is at most 0.75 of it.
    """
    found = _BOUND.fullmatch(text) if isinstance(text, str) else None
    if found is None or (found["number"] is None and found["ref"] is None) or (found["how"] and not found["ref"]):
        return None
    op: Comparison = found["op"]  # type: ignore[assignment]
    reference: Reference = found["ref"] or ""  # type: ignore[assignment]
    number, how = Decimal(found["number"] or 1), (found["how"] or "").strip()
    if how == "% below":
        return Bound(found[0], _FLIPPED[op], 1 - number / _HUNDRED, reference)
    if how == "% above":
        return Bound(found[0], op, 1 + number / _HUNDRED, reference)
    if how == "above":
        return Bound(found[0], op, Decimal(1), reference, number)
    return Bound(found[0], op, number, reference) if reference else Bound(found[0], op, Decimal(0), "", number)


def read_lab_scale(tables: Mapping[str, Any], fault: Fault) -> LabScale | None:
    """The scale, or None when a fault makes it unusable; every fault is told."""
    faults: list[str] = []
    conditions = _conditions(tables.get("conditions"), faults.append)
    terms = _terms(tables.get("terms"), conditions, faults.append)
    calcium = _calcium(tables.get("corrected_calcium"), faults.append)
    fever = _fever(tables.get("charted_fever"), faults.append)
    no_term = tables.get("no_term")
    if not isinstance(no_term, list) or not all(map(_is_text, no_term)):
        faults.append("no_term must be a list of analytes")
    for words in faults:
        fault(words)
    if faults or calcium is None or fever is None:
        return None
    return LabScale(
        id=tables["id"],
        name_en=tables["name_en"],
        name_ja=tables["name_ja"],
        edition=tables["edition"],
        cites=_cites(tables),
        certainty=tables["certainty"],
        checked_on=tables["checked_on"],
        terms=terms,
        no_term=frozenset(tables["no_term"]),
        conditions=conditions,
        calcium=calcium,
        fever=fever,
    )


def _conditions(value: object, fault: Fault) -> dict[str, Names]:
    if not isinstance(value, dict):
        fault("conditions must be a table")
        return {}
    sound = {key: Names(*said) for key, said in value.items() if _is_pair(said)}
    for key in sorted(value.keys() - sound.keys()):
        fault(f"conditions {key}: needs its words in English and in Japanese")
    return sound


def _terms(value: object, conditions: Mapping[str, Names], fault: Fault) -> tuple[LabTerm, ...]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        fault("terms must be a list of tables")
        return ()
    found: dict[tuple[int, str], LabTerm] = {}
    for table in value:
        told = partial(_told, fault, f"term {table.get('name')}")
        term = _term(table, conditions, told)
        if term is not None and (term.code, term.analyte) in found:
            told("it is there already")
        if term is not None:
            found[term.code, term.analyte] = term
    return tuple(found.values())


def _told(fault: Fault, where: str, words: str) -> None:
    fault(f"{where}: {words}")


def _term(table: Mapping[str, Any], conditions: Mapping[str, Names], fault: Fault) -> LabTerm | None:
    if not _TERM <= table.keys() <= _TERM | _TERM_MAY:
        fault(f"needs {', '.join(sorted(_TERM))}, may have {', '.join(sorted(_TERM_MAY))}, and nothing else")
        return None
    notes = table.get("notes", [])
    if not _is_whole(table["code"]) or not _is_text(table["name"]) or not _is_list(notes, _is_text):
        fault("code must be a whole number, name text, notes a list of texts")
        return None
    if table.get("direction", "low") not in ("low", "high") or ("direction" in table) != ("analyte" in table):
        fault("direction must be low or high, and stand with an analyte")
        return None
    if not _is_text(table.get("own", "x")) or table.get("diagnosis", "") not in {"", *conditions}:
        fault("own must be a name, and diagnosis one of the conditions")
        return None
    limbs = table["limbs"] if _is_list(table["limbs"], lambda each: isinstance(each, dict)) else []
    read = [_limb(limb, conditions, fault) for limb in limbs]
    sound = tuple(limb for limb in read if limb is not None)
    if not read:
        fault("limbs must be a list of tables")
    elif len({(limb.rule, limb.unit) for limb in sound}) != len(sound):
        fault("two limbs have the same baseline and unit")
    return LabTerm(
        code=table["code"],
        name=table["name"],
        analyte=table.get("analyte", ""),
        direction=table.get("direction", ""),
        limbs=sound,
        notes=tuple(notes),
        own=table.get("own", ""),
        diagnosis=table.get("diagnosis", ""),
    )


def _limb(table: Mapping[str, Any], conditions: Mapping[str, Names], fault: Fault) -> Limb | None:
    if not _LIMB <= table.keys() <= _LIMB | {"unit", "certainty"}:
        fault("a limb needs baseline and rows, may have unit and certainty, and nothing else")
        return None
    if table["baseline"] not in get_args(Rule):
        fault(f"baseline must be one of {', '.join(get_args(Rule))}")
        return None
    if table.get("certainty", "proposal") not in get_args(Certainty):
        fault(f"certainty must be one of {', '.join(get_args(Certainty))}")
        return None
    if not _is_list(table["rows"], lambda each: isinstance(each, dict)) or not table["rows"]:
        fault("rows must be a list of tables")
        return None
    unit = table.get("unit", "")
    rows = [_row(row, conditions, fault) for row in table["rows"]]
    sound = tuple(row for row in rows if row is not None)
    absolute = [b for row in sound for b in (row.lower, row.upper) if b is not None and not b.reference]
    if any(row.numeric for row in sound) and (not _is_text(unit) or (absolute and unit == AS_THE_LIMIT)):
        fault(f'a limb with numbers needs their unit; "{AS_THE_LIMIT}" only for multiples')
        return None
    return Limb(rule=table["baseline"], unit=unit, rows=sound, certainty=table.get("certainty"))


def _row(table: Mapping[str, Any], conditions: Mapping[str, Names], fault: Fault) -> Row | None:
    grade: Any = table.get("grade")
    if not table.keys() <= _ROW or not _is_whole(grade) or grade not in range(1, 6):
        fault(f"row {dict(table)}: needs a grade from 1 to 5, and may have {', '.join(sorted(_ROW - {'grade'}))}")
        return None
    bounds = {name: read_bound(table[name]) for name in ("lower", "upper", "fill") if name in table}
    if None in bounds.values():
        fault(f'grade {grade}: a bound is written as ">= 1.5", "< LLN", "> 3 ULN" or "< 25% below BASELINE"')
        return None
    said: list[Any] = [logic for logic in _LOGICS if logic in table]
    if len(said) > 1 or any(table[logic] not in conditions for logic in said):
        fault(f"grade {grade}: at most one of {', '.join(_LOGICS)}, naming one of the conditions")
        return None
    only = said == ["only"]
    if only == bool(bounds) or table.get("auto", "yes") not in set(get_args(Auto)) - {"no"}:
        fault(f"grade {grade}: needs bounds, or only a condition; auto must be one of {', '.join(get_args(Auto)[:-1])}")
        return None
    if not isinstance(table.get("holds", True), bool) or ("holds" in table and not said):
        fault(f"grade {grade}: holds must be true or false, of a condition")
        return None
    return Row(
        grade=grade,
        **bounds,
        logic=said[0] if said else "none",
        condition=table[said[0]] if said else "",
        holds=table.get("holds", True),
        auto="no" if only else table.get("auto", "yes"),
    )


def _calcium(table: object, fault: Fault) -> CorrectedCalcium | None:
    if isinstance(table, dict) and table.keys() == _CALCIUM and _is_list(table["formulas"], _is_formula):
        formulas = {
            each["calcium"]: (each["albumin"], Decimal(each["per"]), Decimal(each["albumin_normal"]))
            for each in table["formulas"]
        }
        return CorrectedCalcium(formulas=formulas, cites=_cites(table))
    fault(f"corrected_calcium: needs {', '.join(sorted(_CALCIUM))}; a formula {', '.join(sorted(_FORMULA))}")
    return None


def _fever(table: object, fault: Fault) -> ChartedFever | None:
    wholes, numbers = ("sustained_more_than_minutes", "within_hours_of_count"), ("single_above", "sustained_from")
    if (
        isinstance(table, dict)
        and table.keys() == _FEVER
        and all(_is_whole(table[name]) for name in wholes)
        and all(_is_number(table[f"{name}_celsius"]) for name in numbers)
    ):
        single, sustained = (Decimal(table[f"{name}_celsius"]) for name in numbers)
        minutes, within = (table[name] for name in wholes)
        return ChartedFever(
            single_above=single, sustained_from=sustained, minutes=minutes, within_hours=within, cites=_cites(table)
        )
    fault(f"charted_fever: needs {', '.join(sorted(_FEVER))}, temperatures as numbers in quotes")
    return None


def _cites(table: Mapping[str, Any]) -> Cites:
    return Cites(table["source"], table["section"], table["edition"])


def _is_formula(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == _FORMULA
        and all(_is_text(value[name]) for name in ("calcium", "albumin"))
        and all(_is_number(value[name]) for name in ("per", "albumin_normal"))
    )


def _is_number(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d+(\.\d+)?", value) is not None


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and [*map(_is_text, value)] == [True, True]


def _is_list(value: object, item: Callable[[object], bool]) -> bool:
    return isinstance(value, list) and all(map(item, value))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
