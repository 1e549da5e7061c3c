"""The locked package lists, and what must never stand in a tracked file."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.ground.script import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt")
TEXT = {".py", ".toml", ".md", ".txt", ".spec", ".po", ".pot", ".jsonl", ".json", ".yml", ".cfg", ".ambr", ""}
# Folders of the machine something was made on (a home of one letter is an invented one), and where packages come from.
MACHINE = re.compile(
    r"(?:^|[\s\"'=(:])(?:/home/\w{2,}|/root/|/Users/\w|/work/|/tmp/\w|[A-Z]:\\Users\\)"
    r"|pypi\.org|(?<!emit-)index-url|find-links|pythonhosted"
)


def requirements(name: str) -> dict[str, list[str]]:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    found = re.findall(r"^([A-Za-z0-9._-]+)==(.*?)(?=^[A-Za-z0-9]|\Z)", text, flags=re.MULTILINE | re.DOTALL)
    return {package.lower(): re.findall(r"--hash=sha256:([0-9a-f]{64})", rest) for package, rest in found}


def tracked_files() -> list[Path]:
    git = shutil.which("git")
    if git is not None and (ROOT / ".git").exists():
        listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
        return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    made = {"out", "build", "dist", "mutants", "__pycache__"}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not any(part in made or (part[0] == "." and part != ".ci") for part in path.relative_to(ROOT).parts[:-1])
    ]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|--(?:extra-)?index-url|-i |--find-links|-f |--trusted-host", text) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name: str) -> None:
    assert requirements(name)
    assert [package for package, hashes in requirements(name).items() if not hashes] == []


def test_the_lists_do_not_overlap() -> None:
    assert not requirements(LOCKS[0]).keys() & requirements(LOCKS[1]).keys()


def test_every_dependency_is_locked() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]

    def names(lines: list[str]) -> set[str]:
        return {re.split(r"[\[<>=;, ]", line)[0].lower() for line in lines}

    run = requirements(LOCKS[0]).keys()
    assert names(project["dependencies"]) <= run
    assert names(project["optional-dependencies"]["dev"]) <= run | requirements(LOCKS[1]).keys()


def test_windows_only_packages_are_locked() -> None:
    assert {"colorama", "pefile", "pywin32-ctypes"} <= requirements(LOCKS[0]).keys() | requirements(LOCKS[1]).keys()


def test_no_tracked_file_names_a_machine() -> None:
    told = []
    for path in tracked_files():
        if path.suffix in TEXT and path != Path(__file__).resolve():
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if MACHINE.search(line):
                    told.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert told == []


@pytest.mark.parametrize("line", ["see /home/me/x", 'open("/tmp/x")', "C:\\Users\\me is here", "--index-url x"])
def test_a_machine_path_is_caught(line: str) -> None:
    assert MACHINE.search(line)
