"""The import contracts hold, and each is seen to break in a broken copy of the package."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.ground.script import ROOT

PACKAGE = ROOT / "blin21_desktop"
CORE = ("domain", "rules", "service", "present", "feeds")


def contracts() -> list[dict[str, list[str] | str]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        found = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    assert isinstance(found, list)
    return found


def lint(folder: Path, contract: str | None = None) -> subprocess.CompletedProcess[str]:
    tool = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert tool is not None
    command = [tool, "--no-cache", "--config", str(folder / "pyproject.toml")]
    if contract is not None:
        command += ["--contract", contract]
    environ = {**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1", "COLUMNS": "200"}
    return subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, encoding="utf-8", check=False
    )


def copied(folder: Path) -> Path:
    """A copy of the package to break."""
    shutil.copytree(PACKAGE, folder / "blin21_desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder / "blin21_desktop"


def test_every_contract_is_kept() -> None:
    answer = lint(ROOT)
    assert answer.returncode == 0, answer.stdout + answer.stderr


BREAKS = [
    ("layers", "domain", "import blin21_desktop.rules"),
    ("layers", "rules", "import blin21_desktop.service"),
    ("layers", "service", "import blin21_desktop.present"),
    ("layers", "present", "import blin21_desktop.printing"),
    ("layers", "printing", "import blin21_desktop.store"),
    ("layers", "store", "import blin21_desktop.printing"),
    ("layers", "cli", "import blin21_desktop.ui"),
    ("layers", "ui", "import blin21_desktop.cli"),
    ("layers", "ui", "import blin21_desktop.bootstrap"),
    *(
        ("pure-core", package, f"import {library}")
        for package in ("domain", "rules", "service", "present")
        for library in ("PySide6", "pyqtgraph", "sqlite_utils", "sqlite3", "sqlcipher3", "reportlab", "msgspec")
    ),
    *(
        ("qt-in-ui", package, f"import {library}")
        for package in ("cli", "printing", "store")
        for library in ("PySide6.QtCore", "pyqtgraph")
    ),
    *(
        ("sqlite-in-store", package, f"import {library}")
        for package in ("ui", "printing")
        for library in ("sqlite_utils", "sqlite3", "sqlcipher3")
    ),
]


@pytest.mark.parametrize("contract", ["layers", "pure-core", "qt-in-ui", "sqlite-in-store"])
def test_each_forbidden_import_breaks_a_copy(tmp_path: Path, contract: str) -> None:
    """All broken modules go into one copy; the answer must name every one."""
    package = copied(tmp_path)
    expected = []
    for number, (broken, folder, line) in enumerate(BREAKS):
        if broken == contract:
            (package / folder / f"broken_{number}.py").write_text(line + "\n", encoding="utf-8")
            expected.append(f"blin21_desktop.{folder}.broken_{number}")
    answer = lint(tmp_path, contract)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    said = answer.stdout.replace("\n", " ")
    assert [name for name in expected if name not in said] == []


def test_an_import_by_way_of_a_lower_module_breaks_a_copy(tmp_path: Path) -> None:
    package = copied(tmp_path)
    (package / "locate.py").write_text('"""Broken."""\nimport sqlite3\n', encoding="utf-8")
    (package / "domain" / "broken.py").write_text("import blin21_desktop.locate\n", encoding="utf-8")
    answer = lint(tmp_path, "pure-core")
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "blin21_desktop.domain" in answer.stdout


def test_a_new_package_outside_the_layers_breaks_a_copy(tmp_path: Path) -> None:
    package = copied(tmp_path)
    (package / "helpers.py").write_text('"""New."""\n', encoding="utf-8")
    answer = lint(tmp_path, "layers")
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "helpers" in answer.stdout


def test_every_package_that_exists_is_named_where_it_belongs() -> None:
    by_id = {str(contract["id"]): contract for contract in contracts()}
    here = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    core = {f"blin21_desktop.{name}" for name in here & set(CORE)}
    assert core <= set(by_id["pure-core"]["source_modules"])
    no_qt = {f"blin21_desktop.{name}" for name in here - {"ui"}}
    assert no_qt <= set(by_id["qt-in-ui"]["source_modules"])
