"""Laboratory files found on disk: a tree by the numbers of our patients, folders, single files."""

from __future__ import annotations

import json
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from blin21_desktop.feeds.csv_mapping import CsvMapping
from blin21_desktop.feeds.hl7_results import Site
from blin21_desktop.feeds.source import Source
from blin21_desktop.store.lab_sources import sources
from tests.feeds.fhir_writing import bundle, observation
from tests.feeds.hl7_writing import HARUNA, SURUGA, oul, text
from tests.feeds.ssmix2_tree import path as stored_at
from tests.feeds.ssmix2_tree import tree, written

SITE = Site(zone=timezone(timedelta(hours=9)))
ROW = "id,day,test,result\n7,2026/11/23 06:10,WBC,2.4\n"
LAYOUT = CsvMapping(id="ours", columns={"patient_id": "id", "collected": "day", "analyte": "test", "value": "result"})


def found(*paths: Path, numbers: tuple[str, ...] = (SURUGA.id,), layouts: tuple[CsvMapping, ...] = ()) -> list[Source]:
    return list(sources(paths, numbers, SITE, layouts))


def test_of_a_tree_only_our_patients_folders_are_read(tmp_path: Path) -> None:
    written(tree(), tmp_path)
    ours = found(tmp_path)
    assert {one.read.format for one in ours} == {"ssmix2"}
    assert all(one.read.name.startswith(f"{SURUGA.id[:3]}/") for one in ours)
    both = found(tmp_path, numbers=(SURUGA.id, HARUNA.id, "x"))
    assert len(both) > len(ours)
    (changed,) = [one for one in ours if "000000000000002" in one.read.name]
    assert [result.value for result in changed.read.results] == ["3400"], "the superseded file is not taken"


def test_a_tree_without_our_patients_gives_nothing_and_is_not_searched(tmp_path: Path) -> None:
    written({parts: data for parts, data in tree().items() if parts[2] == HARUNA.id}, tmp_path)
    assert found(tmp_path) == []
    assert found(tmp_path, numbers=()) == []


def test_a_wrong_name_in_a_patients_folder_is_named(tmp_path: Path) -> None:
    written(tree(), tmp_path)
    folder = tmp_path.joinpath(*stored_at()[:5])
    (folder / "strange").write_bytes(b"x")
    assert any(one.read.unread and one.read.name.endswith("strange") for one in found(tmp_path))


def test_a_folder_within_a_tree_is_read_as_sets(tmp_path: Path) -> None:
    written(tree(), tmp_path)
    folder = tmp_path.joinpath(*stored_at()[:5])
    assert {one.read.name for one in found(folder)} == {one.read.name for one in found(tmp_path)}


def test_a_folder_of_files_is_read_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "r.hl7").write_bytes(text(oul()).encode())
    (tmp_path / "b.json").write_text(json.dumps(bundle(observation())))
    (tmp_path / "c.txt").write_text("hello")
    (tmp_path / "d_20261123_OML-11_1_x_01_1").write_text("hello")
    assert [(one.read.name, one.read.format) for one in found(tmp_path)] == [
        ("a/r.hl7", "hl7"),
        ("b.json", "fhir"),
        ("c.txt", "unknown"),
        ("d_20261123_OML-11_1_x_01_1", "unknown"),
    ]


def test_a_csv_is_read_by_a_saved_layout_or_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(ROW)
    other = CsvMapping(id="other", columns={**LAYOUT.columns, "value": "x"})
    (one,) = found(path, layouts=(other, LAYOUT))
    assert (one.layout, [r.value for r in one.read.results], one.data) == (LAYOUT, ["2.4"], ROW.encode())
    (asked,) = found(path)
    assert asked.read.format == "csv"
    assert "choose its columns" in asked.read.unread[0].why.template
    path.write_text(
        "hospital_id,birth_date,sex,collected_at,analyte,value,unit\n7,2016-05-12,female,2026-11-23,WBC,2,/uL\n"
    )
    assert len(found(path)[0].read.results) == 1, "the program's own layout needs no choice"


def test_what_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileNotFoundError):
        found(tmp_path / "gone")
    path = tmp_path / "r.hl7"
    path.write_bytes(b"MSH")
    monkeypatch.setattr("blin21_desktop.store.lab_sources.LARGEST", 2)
    assert "larger than" in found(path)[0].read.unread[0].why.template
    monkeypatch.undo()
    written(tree(), tmp_path / "t")

    def fault(_: Path) -> bytes:
        raise PermissionError(13, "no permission")

    monkeypatch.setattr(Path, "read_bytes", fault)
    for one in (*found(path), *found(tmp_path / "t")):
        assert one.read.unread[0].why.values == {"fault": "no permission"}
        assert not one.read.complete
