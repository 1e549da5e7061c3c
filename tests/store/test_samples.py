"""Handwriting samples in the ward file: picture and entry together or neither; seen when missing or changed."""

from __future__ import annotations

import json
import sqlite3  # a foreign tool: no connection of ours is open while it works
from contextlib import closing
from pathlib import Path

import pytest

from blin21_desktop.domain.entries import Entry, WritingSampled
from blin21_desktop.domain.picture import LARGEST_BYTES, Picture, digest, media_type_of
from blin21_desktop.store import writing
from blin21_desktop.store.log import NotSaved, WardLog, backup, open_ward, verify
from blin21_desktop.store.words import english
from tests.making import sampled
from tests.store.damage import problems, tamper
from tests.store.examples import NOON, bed, new_ward

PNG = Picture(b"\x89PNG\r\n\x1a\n" + b"first", 4, 3)
JPEG = Picture(b"\xff\xd8\xff" + b"second", 5, 2)


def entry_of(picture: Picture, name: str = "s-1", **changes: object) -> WritingSampled:
    says = {"sha256": picture.sha256, "media_type": picture.media_type, "id": name, **changes}
    return sampled(NOON, **says)


def pictures_in(path: Path) -> list[tuple[str, str, bytes]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT sha256, media_type, bytes FROM sample ORDER BY media_type").fetchall()


def entries_in(log: WardLog) -> list[Entry]:
    return [recorded.entry for recorded in log.read()]


@pytest.fixture
def log(tmp_path: Path) -> WardLog:
    return new_ward(tmp_path)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7", b"\xff\xd8\xff" + b"x" * LARGEST_BYTES])
def test_a_picture_is_a_jpeg_or_png_of_at_most_5_mb(data: bytes) -> None:
    with pytest.raises(ValueError, match="5 MB"):
        Picture(data, 1, 1)


def test_what_bytes_are_is_told_by_their_beginning() -> None:
    assert (PNG.media_type, JPEG.media_type, media_type_of(b"II*\0")) == ("image/png", "image/jpeg", None)
    assert PNG.sha256 == digest(PNG.data)
    assert len(PNG.sha256) == 64


def test_a_sample_is_written_with_its_entry_and_read_back(log: WardLog) -> None:
    log.append([entry_of(PNG), entry_of(JPEG, "s-2")], after=0, pictures=[PNG, JPEG])
    assert log.samples.there(PNG.sha256)
    assert log.samples.get(PNG.sha256) == PNG.data
    assert log.samples.get(JPEG.sha256) == JPEG.data
    assert verify(log.path).ok


def test_the_same_picture_twice_is_kept_once(log: WardLog) -> None:
    log.append([entry_of(PNG)], after=0, pictures=[PNG])
    log.append([entry_of(PNG, "s-2")], after=1, pictures=[PNG])
    log.append([entry_of(PNG, "s-3")], after=2)
    log.close()
    assert len(pictures_in(log.path)) == 1
    assert verify(log.path).ok


def test_an_entry_without_its_picture_is_refused_in_words(log: WardLog) -> None:
    with pytest.raises(NotSaved) as refused:
        log.append([bed(), entry_of(PNG)], after=0)
    assert "is not in this ward file. Attach it in the window" in str(refused.value)
    assert entries_in(log) == []
    assert not log.samples.there(PNG.sha256)
    assert log.samples.get(PNG.sha256) is None


def test_of_two_samples_with_one_picture_nothing_is_kept(log: WardLog) -> None:
    with pytest.raises(NotSaved):
        log.append([entry_of(PNG), entry_of(JPEG, "s-2")], after=0, pictures=[PNG])
    log.close()
    assert pictures_in(log.path) == []


def test_an_entry_that_says_another_kind_of_picture_is_refused(log: WardLog) -> None:
    with pytest.raises(NotSaved, match="is image/png, the entry says image/jpeg"):
        log.append([entry_of(PNG, media_type="image/jpeg")], after=0, pictures=[PNG])
    assert not log.samples.there(PNG.sha256)


def test_a_picture_that_no_entry_names_is_not_taken(log: WardLog) -> None:
    with pytest.raises(ValueError, match="with the entry that names it"):
        log.append([entry_of(PNG)], after=0, pictures=[PNG, JPEG])
    assert not log.samples.there(PNG.sha256)


def test_when_the_entry_cannot_be_written_the_picture_is_not_either(
    log: WardLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> list[tuple[object, ...]]:
        raise OSError("disk full")

    monkeypatch.setattr(writing, "_rows", full)
    with pytest.raises(NotSaved, match="disk is full"):
        log.append([entry_of(PNG)], after=0, pictures=[PNG])
    monkeypatch.undo()
    assert not log.samples.there(PNG.sha256)
    log.append([entry_of(PNG)], after=0, pictures=[PNG])
    assert log.samples.there(PNG.sha256)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM sample", "The picture of entry 2 is missing"),
        ("UPDATE sample SET bytes = x'89504E470D0A1A0A00'", "The picture of entry 2 was changed"),
        (f"UPDATE sample SET sha256 = '{'0' * 64}'", "The picture of entry 2 is missing"),
    ],
)
def test_a_missing_or_changed_picture_is_seen_and_not_shown(log: WardLog, sql: str, words: str) -> None:
    log.append([bed(), entry_of(PNG)], after=0, pictures=[PNG])
    log.close()
    tamper(log.path, sql)
    assert words in problems(log.path)
    assert verify(log.path).good_until == 2
    again = open_ward(log.path)
    assert again.mode == "read_only"
    assert again.why is not None
    assert words in english(again.why)
    assert again.samples.get(PNG.sha256) is None
    assert len(entries_in(again)) == 2


def test_a_copy_carries_the_pictures(log: WardLog, tmp_path: Path) -> None:
    log.append([entry_of(PNG), entry_of(PNG, "s-2")], after=0, pictures=[PNG])
    assert backup(log.path, tmp_path / "copy.blin21").ok
    assert pictures_in(tmp_path / "copy.blin21") == [(PNG.sha256, "image/png", PNG.data)]


def test_a_line_names_the_picture_and_does_not_hold_it(log: WardLog) -> None:
    log.append([entry_of(PNG)], after=0, pictures=[PNG])
    (line,) = log.lines()
    assert json.loads(line)["sha256"] == PNG.sha256
    assert "bytes" not in line
    assert len(line) < 500


def test_an_older_file_read_only_has_no_samples(tmp_path: Path) -> None:
    old = tmp_path / "ward.db"
    old.write_bytes((Path(__file__).parent / "fixtures" / "schema-1.db").read_bytes())
    log = open_ward(old, readonly=True)
    assert not log.samples.there(PNG.sha256)
    assert log.samples.get(PNG.sha256) is None
    assert verify(old).ok
