"""Killed while writing notes and return files: what was acknowledged is there, and nothing is half."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from blin21_desktop.store.review.answering import Returning, answer, read_answer
from blin21_desktop.store.review.notes import Notes
from blin21_desktop.store.whole import whole
from tests.store.copying import AS_OF, BOX, COPY, SEED, WARD, comment, made_copy

if sys.platform == "win32":
    pytest.skip("kills of POSIX", allow_module_level=True)

from tests.campaigns.kill9 import in_child


def test_a_kill_leaves_the_old_notes_or_the_new_and_the_return_file_whole(tmp_path: Path) -> None:
    notes, out = Notes(tmp_path / "c.blin21review", bytes(32), COPY), tmp_path / "r.blin21return"
    saved = 0

    def write(say: Callable[[str], None]) -> None:
        while True:
            notes.add(comment())
            kept = tuple(notes.read())
            whole(out, answer(Returning(COPY, AS_OF, kept), SEED, BOX))
            say(".")

    for turn in range(8):
        saved += len(in_child(write, kill_after=0.005 * turn))
        kept = notes.read()
        assert saved <= len(kept) <= saved + 1
        returned = read_answer(out.read_bytes(), WARD, made_copy()).entries
        assert returned in (tuple(kept), tuple(kept[:-1]))
        saved = len(kept)
    assert saved >= 8
