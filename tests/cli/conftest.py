"""The whole program in this process, with a clock of its own, and a training ward made once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from blin21_desktop.bootstrap import knowledge
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import load
from tests.cli.copies import Copies, cheaply
from tests.cli.terminal import Terminal


@pytest.fixture(autouse=True)
def _plain_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLIN21_SITE_FOLDER", str(tmp_path / "no-site-folder"))
    monkeypatch.delenv("BLIN21_ZONE", raising=False)
    monkeypatch.delenv("BLIN21_LANG", raising=False)


@cache
def _parsed(shipped: tuple[tuple[str, str], ...], site: tuple[tuple[str, str], ...]) -> Knowledge:
    return load(dict(shipped), dict(site))


@pytest.fixture(autouse=True)
def _same_files_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each verb reads all knowledge files, as each start of the program does; the same text gives the same values."""

    def loaded(shipped: Mapping[str, str], site: Mapping[str, str]) -> Knowledge:
        return _parsed(tuple(shipped.items()), tuple(site.items()))

    monkeypatch.setattr(knowledge, "load", loaded)


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys.readouterr)


@pytest.fixture
def ward(terminal: Terminal, tmp_path: Path) -> Path:
    path = tmp_path / "ward.blin21"
    assert terminal("new", path).code == 0
    return path


@pytest.fixture(scope="session")
def _demo_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("training")
    made = Terminal(lambda: ("", ""))("demo", folder / "training.ward")
    assert made.code == 0
    return folder


@pytest.fixture
def demo_ward(_demo_once: Path, tmp_path: Path) -> Path:
    """A training ward of one's own, made at the fixed clock."""
    return Path(shutil.copytree(_demo_once, tmp_path / "training")) / "training.ward"


@pytest.fixture
def batch(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a text to a file a batch can be read from."""

    def written(text: str) -> Path:
        path = tmp_path / "batch.jsonl"
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def copies(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copies:
    """A ward whose review copies cost little."""
    cheaply(monkeypatch)
    return Copies(terminal, tmp_path, monkeypatch)
