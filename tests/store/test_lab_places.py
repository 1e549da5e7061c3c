"""Where laboratory files are looked for, and when a watched folder is worth reading."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from blin21_desktop.store.lab_settings import LabPlaces, LabSettings
from blin21_desktop.store.lab_watch import MOST_LOOKS, LabWatch
from blin21_desktop.store.words import NotSaved
from tests.feeds.hl7_writing import HARUNA, SURUGA
from tests.feeds.ssmix2_tree import path as stored_at
from tests.feeds.ssmix2_tree import tree, written

OURS = (SURUGA.id,)


def test_places_are_kept_beside_the_ward_file(tmp_path: Path) -> None:
    settings = LabSettings(tmp_path / "ward.blin21")
    assert settings.read() == LabPlaces()
    settings.write(LabPlaces(last="a", watched="b"))
    assert LabSettings(tmp_path / "ward.blin21").read() == LabPlaces(last="a", watched="b")
    assert LabSettings(tmp_path / "other.blin21").read() == LabPlaces()


@pytest.mark.parametrize("text", ["{", "[]", '{"last": 3, "more": "x"}', "\udcff"])
def test_a_broken_file_of_places_sets_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "w.labs.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert LabSettings(tmp_path / "w").read() == LabPlaces()


def test_places_that_cannot_be_kept_are_said(tmp_path: Path) -> None:
    with pytest.raises(NotSaved):
        LabSettings(tmp_path / "none" / "w").write(LabPlaces())


def test_a_folder_is_read_once_its_files_are_quiet(tmp_path: Path) -> None:
    watch = LabWatch()
    assert not watch.due(tmp_path, OURS), "nothing is there"
    (tmp_path / "deep").mkdir()
    file = tmp_path / "deep" / "a.hl7"
    file.write_bytes(b"MSH|")
    assert not watch.due(tmp_path, OURS), "it may still be being written"
    assert watch.due(tmp_path, OURS)
    assert not watch.due(tmp_path, OURS), "it was read"
    file.write_bytes(b"MSH|^")
    assert not watch.due(tmp_path, OURS)
    assert watch.due(tmp_path, OURS)
    file.unlink()
    assert not watch.due(tmp_path, OURS)
    assert watch.due(tmp_path, OURS), "a file that is gone is an event"


def test_a_folder_that_is_never_quiet_is_read_all_the_same(tmp_path: Path) -> None:
    watch = LabWatch()
    file = tmp_path / "a.hl7"
    file.write_bytes(b"M")
    seen = []
    for look in range(MOST_LOOKS):
        os.utime(file, ns=(look, look))
        seen.append(watch.due(tmp_path, OURS))
    assert seen == [*[False] * (MOST_LOOKS - 1), True]


def test_of_a_tree_only_our_patients_results_are_looked_at(tmp_path: Path) -> None:
    written(tree(), tmp_path)
    watch = LabWatch()
    numbers = (*OURS, "x")
    assert [watch.due(tmp_path, numbers) for _ in range(3)] == [False, True, False]
    other = tmp_path.joinpath(*stored_at(HARUNA.id))
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_bytes(b"x")
    assert [watch.due(tmp_path, numbers) for _ in range(2)] == [False, False]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        LabWatch().due(tmp_path / "none", OURS)
