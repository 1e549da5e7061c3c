from pathlib import Path

import pytest

from tests.ground.measure import budgets, measured, over_budget, undocumented
from tests.ground.script import ROOT

PACKAGE = sorted((ROOT / "blin21_desktop").rglob("*.py"))
SOURCES = [*PACKAGE, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "packaging").glob("*.py"))]


def test_every_file_function_and_class_is_within_its_budget() -> None:
    assert len(SOURCES) > 10
    found = over_budget(SOURCES, ROOT, budgets())
    assert not found, "\n".join(found)


def test_every_module_and_public_name_of_the_package_has_a_docstring() -> None:
    found = [name for path in PACKAGE for name in undocumented(path, ROOT)]
    assert not found, "\n".join(found)


def test_every_exception_has_a_reason_and_is_still_needed() -> None:
    settings = budgets()
    sizes = {(part.name, part.budget): part.size for path in SOURCES for part in measured(path, ROOT)}
    for entry in settings["exceptions"]:
        assert len(entry["reason"]) > 20, entry
        assert sizes[entry["name"], entry["budget"]] > settings[entry["budget"]], f"no longer needed: {entry}"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("def long() -> None:\n" + "    x = 1\n" * 40, ["m.py::long: function_lines 41, budget 40"]),
        ("def whole() -> None:\n" + "    x = 1\n" * 39, []),
        (
            "class C:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(16)),
            ["m.py::C: class_methods 16, budget 15"],
        ),
        ("x = 1\n" * 301, ["m.py: file_lines 301, budget 300"]),
        ("x = 1\n" * 300, []),
    ],
)
def test_one_too_many_is_caught(tmp_path: Path, source: str, told: list[str]) -> None:
    path = tmp_path / "m.py"
    path.write_text(source, encoding="utf-8")
    assert over_budget([path], tmp_path, {**budgets(), "exceptions": []}) == told


def test_an_exception_raises_the_budget_of_its_name_only(tmp_path: Path) -> None:
    path = tmp_path / "m.py"
    path.write_text(
        "def f() -> None:\n" + "    x = 1\n" * 45 + "def g() -> None:\n" + "    x = 1\n" * 45, encoding="utf-8"
    )
    exception = {"name": "m.py::f", "budget": "function_lines", "limit": 50, "reason": ""}
    assert over_budget([path], tmp_path, {**budgets(), "exceptions": [exception]}) == [
        "m.py::g: function_lines 46, budget 40"
    ]


def test_a_missing_docstring_is_caught(tmp_path: Path) -> None:
    path = tmp_path / "m.py"
    path.write_text("class C:\n    def m(self): ...\n    def _n(self): ...\n", encoding="utf-8")
    assert undocumented(path, tmp_path) == ["m.py", "m.py::C", "m.py::C::m"]
