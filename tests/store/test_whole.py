"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from blin21_desktop.store.whole import whole


def test_the_new_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "a.toml"
    whole(out, b"old")
    whole(out, b"new")
    assert out.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [out]


def test_when_the_disk_fails_the_old_file_stands_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.toml"
    whole(out, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        whole(out, b"new")
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        whole(tmp_path, b"x")
