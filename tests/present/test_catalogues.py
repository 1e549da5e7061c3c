"""The catalogues are complete in both languages, and a broken one is noticed."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from blin21_desktop.present.amounts import LANGS

ROOT = Path(__file__).parents[2]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "packaging" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
WANTED: set[str] = TOOL.messages(ROOT / "blin21_desktop")


def folder(lang: str) -> Path:
    return ROOT / "resources" / "i18n" / lang / "LC_MESSAGES"


@pytest.mark.parametrize("lang", LANGS)
def test_every_message_is_translated_with_the_same_fields(lang: str) -> None:
    assert TOOL.faults(WANTED, TOOL.read(folder(lang) / "blin21.po")) == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_compiled_catalogue_is_up_to_date(lang: str) -> None:
    translations = TOOL.read(folder(lang) / "blin21.po")
    assert TOOL.read_compiled(folder(lang) / "blin21.mo") == {m: translations[m] for m in WANTED}


@pytest.mark.parametrize("lang", LANGS)
def test_writing_the_catalogue_again_gives_the_same_bytes(lang: str) -> None:
    translations = TOOL.read(folder(lang) / "blin21.po")
    po, mo = TOOL.written(lang, WANTED, translations)
    assert po == (folder(lang) / "blin21.po").read_bytes()
    assert mo == (folder(lang) / "blin21.mo").read_bytes()


def test_the_english_message_is_its_own_translation() -> None:
    english = TOOL.read(folder("en") / "blin21.po")
    assert {m: t for m, t in english.items() if m != t} == {}


def test_every_message_is_a_literal_that_the_collection_can_see() -> None:
    assert TOOL.unreadable_calls(ROOT / "blin21_desktop") == []


def test_a_broken_copy_fails() -> None:
    good = {"dose {x:dose}": "用量 {x:dose}", "hello": "こんにちは"}
    assert TOOL.faults(good, good) == []
    for broken in ("", "用量", "用量 {x:rate}", "用量 {y:dose}", "用量 {x:dose} {x:dose}", "用量 {x:dose"):
        assert TOOL.faults(good, {**good, "dose {x:dose}": broken}), broken
    assert TOOL.faults([*good, "new"], good) == ["not translated: new"]


def test_a_message_that_is_no_literal_is_found(tmp_path: Path) -> None:
    (tmp_path / "part.py").write_text('words.t(name)\nwords.t("fine {x}", x=1)\nsay("told")\nsay()\n', encoding="utf-8")
    assert TOOL.unreadable_calls(tmp_path) == ["part.py:1"]
    assert TOOL.messages(tmp_path) == {"fine {x}", "told"}
