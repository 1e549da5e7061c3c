"""The hazard log is whole: nothing deleted, every status backed, every named test there."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOG = ROOT / "resources" / "safety" / "hazards.toml"
FIRST_ANALYSIS = "A" * 7 + "B" + "A" * 5 + "B" * 17 + "C" * 8
"""Severities of hazards 1 to 38 as analysed first, hazard 8 among them as B; none may be lowered."""

FIELDS = {"id", "severity", "cause", "hazard", "harm", "control", "status", "tests"}
STATUSES = {"controlled", "partly", "later part"}


def faults(text: str) -> list[str]:
    """Everything wrong with a hazard log."""
    hazards = tomllib.loads(text)["hazard"]
    ids = [h.get("id", "") for h in hazards]
    found = [f"{name}: stands twice" for name, count in Counter(ids).items() if count > 1]
    wanted = [f"H{number:02d}" for number in range(1, max(len(hazards), len(FIRST_ANALYSIS)) + 1)]
    found += [f"{name}: missing" for name in wanted if name not in ids]
    found += [f"{name}: not a number of the log" for name in ids if name not in wanted]
    for hazard in hazards:
        found += [f"{hazard.get('id')}: {wrong}" for wrong in _wrong(hazard)]
    return found


def _wrong(hazard: dict[str, object]) -> list[str]:
    found = [f"{name} is missing" for name in sorted(FIELDS - hazard.keys())]
    found += [f"{name} is not a field" for name in sorted(hazard.keys() - FIELDS - {"open"})]
    found += [f"{name} is empty" for name in sorted(FIELDS - {"tests"}) if not str(hazard.get(name, "")).strip()]
    if found:
        return found
    number, status, tests = int(str(hazard["id"])[1:]), hazard["status"], hazard["tests"]
    known = FIRST_ANALYSIS[number - 1 : number] or "ABC"
    if hazard["severity"] not in list(known):
        found.append(f"severity must be {known}")
    if status not in STATUSES:
        found.append(f"{status} is not a status")
    if status == "controlled" and not tests:
        found.append("controlled, but no test shows it")
    if (status == "controlled") == bool(hazard.get("open")):
        found.append("open says what is missing unless the hazard is controlled")
    assert isinstance(tests, list)
    return found + [f"there is no test {name}" for name in tests if not _exists(name)]


def _exists(name: str) -> bool:
    path, _, function = name.partition("::")
    return bool(re.fullmatch(r"tests/\w+/test_\w+\.py", path)) and function in _tests_in(ROOT / path)


@cache
def _tests_in(path: Path) -> frozenset[str]:
    """Names of the tests that pytest collects from a file: its own functions, and `Class::method`."""
    if not path.is_file():
        return frozenset()
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{part.name}" for part in node.body if isinstance(part, ast.FunctionDef)}
    return frozenset(name for name in found if name.rpartition("::")[2].startswith("test_"))


def test_the_hazard_log_is_whole() -> None:
    assert faults(LOG.read_text("utf-8")) == []


def _without(text: str, number: int) -> str:
    parts = text.split("[[hazard]]")
    return "[[hazard]]".join(part for part in parts if f'id = "H{number:02d}"' not in part)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "H07"', 'id = "H06"', "H06: stands twice"),
        ('id = "H07"', 'id = "H99"', "H07: missing"),
        ("::test_", "::test_no_", "there is no test"),
        ('"tests/cli/', '"tests/none/', "there is no test"),
        ('severity = "A"', 'severity = "C"', "severity must be A"),
        ('status = "later part"', 'status = "closed"', "not a status"),
        ('status = "later part"', 'status = "controlled"', "no test shows it"),
        ("harm = ", "injury = ", "harm is missing"),
        ("open = ", "control_note = ", "not a field"),
    ],
)
def test_a_broken_copy_is_noticed(old: str, new: str, said: str) -> None:
    text = LOG.read_text("utf-8")
    assert old in text
    assert any(said in fault for fault in faults(text.replace(old, new, 1)))


@pytest.mark.parametrize("number", [1, 20, 38])
def test_a_deleted_hazard_is_noticed(number: int) -> None:
    assert f"H{number:02d}: missing" in faults(_without(LOG.read_text("utf-8"), number))
