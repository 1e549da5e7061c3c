"""Every boundary of CTCAE v5.0 on both sides, in every unit: grades worked out from the table, not by the program.

`data/lab_boundaries.tsv` holds the grades of each number just below, at and just above every bound.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from blin21_desktop.domain.lab_scale import Rule
from blin21_desktop.rules.lab_rows import NO_TEMPERATURE
from tests.rules.grading import graded, scale, term

ROWS = list(
    csv.DictReader(
        (Path(__file__).parent / "data" / "lab_boundaries.tsv").read_text("utf-8").splitlines(), delimiter="\t"
    )
)
GROUPS = sorted({(row["term"], row["analyte"], row["unit"], row["rule"]) for row in ROWS})


def answers(row: dict[str, str]) -> dict[str, bool]:
    """What is said to the condition the term parts by, and that a diagnosis was made."""
    found = term(row["term"], row["analyte"])
    parting = {
        each.condition: row["condition"] == "yes" for limb in found.limbs for each in limb.rows if each.logic == "and"
    }
    return parting | ({found.diagnosis: True} if found.diagnosis else {})


@pytest.mark.parametrize("group", GROUPS, ids=[" ".join(group) for group in GROUPS])
def test_both_sides_of_every_bound(group: tuple[str, str, str, Rule]) -> None:
    name, analyte, unit, rule = group
    rows = [r for r in ROWS if (r["term"], r["analyte"], r["unit"], r["rule"]) == group]
    assert rows
    for row in rows:
        known: dict[str, Any] = {field: row[field] for field in ("lower", "upper", "baseline") if row[field]}
        known |= {"rule": None if rule == "any" else rule, "answers": answers(row)}
        found = graded(name, row["value"], unit, analyte=analyte, **known)
        told = "gap" if found.gap else str(found.grade)
        assert told == row["grade"], (row, found)


def test_every_term_with_a_number_stands_in_the_table_in_each_of_its_units() -> None:
    wanted = {(t.name, limb.unit) for t in scale().terms if t.numeric for limb in t.limbs}
    found = {(row["term"], row["unit"]) for row in ROWS}
    assert {(name, unit) for name, unit in wanted if unit not in ("", "as the limit")} <= found
    assert {name for name, _ in wanted} == {name for name, _ in found}
    assert len(ROWS) > 700


def test_the_scale_is_as_long_as_its_source() -> None:
    """45 terms, calcium twice each way; 303 rows, 9 of them for what has no term (one of these no analyte)."""
    terms = scale().terms
    assert len({t.code for t in terms}) == 45
    assert sum(len(limb.rows) for t in terms for limb in t.limbs) == 303 - 9
    assert len(scale().no_term) == 8
    assert sum(row.auto == NO_TEMPERATURE for t in terms for limb in t.limbs for row in limb.rows) == 2
