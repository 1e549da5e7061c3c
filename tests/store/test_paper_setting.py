"""The paper chosen last is kept beside the ward file; whatever else stands there means A4."""

from __future__ import annotations

from pathlib import Path

import pytest

from blin21_desktop.store.paper_setting import PaperSetting


def test_the_choice_is_kept_for_this_ward(tmp_path: Path) -> None:
    setting = PaperSetting(tmp_path / "ward.blin21")
    assert setting.read() == "a4"
    setting.write("letter")
    assert PaperSetting(tmp_path / "ward.blin21").read() == "letter"
    assert PaperSetting(tmp_path / "other.blin21").read() == "a4"
    setting.write("a4")
    assert setting.read() == "a4"


@pytest.mark.parametrize("text", [b"", b'{"page": "legal"}', b"\xff"])
def test_anything_else_means_a4(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "w.paper.json").write_bytes(text)
    assert PaperSetting(tmp_path / "w").read() == "a4"


def test_a_place_that_cannot_be_written_to_keeps_nothing(tmp_path: Path) -> None:
    setting = PaperSetting(tmp_path / "none" / "w")
    setting.write("letter")
    assert setting.read() == "a4"
