"""Notes beside a copy, the return file, and what the ward keeps of both."""

from __future__ import annotations

import json
import sqlite3  # a foreign tool: no connection of ours is open while it works
import zlib
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from nacl.public import PublicKey, SealedBox
from nacl.signing import SigningKey

from blin21_desktop.domain.review import Answer, Noted, ReviewBroken, ReviewRefused
from blin21_desktop.store import engine
from blin21_desktop.store.log import NotSaved, WardLog, open_ward, verify
from blin21_desktop.store.review.answering import MAGIC, Returning, answer, copy_named, read_answer
from blin21_desktop.store.review.ciphers import WardKey
from blin21_desktop.store.review.notes import Notes, noted
from blin21_desktop.store.review.rows import ReviewRows
from blin21_desktop.store.writing import checked_line
from tests.store.copying import AS_OF, BOX, COPY, SEED, WARD, comment, decision, made_copy
from tests.store.examples import NOON, bed, new_ward

KEY = bytes(32)
EARLY = "01a21bb8-0000-7cdd-8a8e-e35923c21013"


def notes(folder: Path, key: bytes = KEY, copy: str = COPY) -> Notes:
    return Notes(folder / "c.blin21review", key, copy)


def test_notes_are_kept_in_order_and_once_and_encrypted(tmp_path: Path) -> None:
    first, second = comment(comment="a canary sings", id=EARLY), decision()
    assert notes(tmp_path).read() == ()
    notes(tmp_path).add(first, second)
    notes(tmp_path).add(replace(first, comment="changed"))
    assert notes(tmp_path).read() == [first, second]
    assert b"canary" not in notes(tmp_path).path.read_bytes()


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\n"])
def test_a_comment_with_any_sign_that_ends_a_line_somewhere_is_read_again(tmp_path: Path, sign: str) -> None:
    pasted = comment(comment=f"first{sign}second")
    notes(tmp_path).add(pasted)
    assert notes(tmp_path).read() == [pasted]
    notes(tmp_path).drop(pasted.id)
    assert notes(tmp_path).read() == []


def test_notes_of_another_copy_or_changed_ones_are_neither_read_nor_written_over(tmp_path: Path) -> None:
    notes(tmp_path).add(comment())
    path = notes(tmp_path).path
    before = path.read_bytes()
    for other in (notes(tmp_path, key=bytes(31) + b"\1"), notes(tmp_path, copy=COPY.replace("0", "1"))):
        with pytest.raises(ReviewRefused, match="notes of another copy"):
            other.read()
        with pytest.raises(ReviewRefused, match="notes of another copy"):
            other.add(comment())
    assert path.read_bytes() == before
    for place in range(len(before)):
        path.write_bytes(before[:place] + bytes([before[place] ^ 1]) + before[place + 1 :])
        with pytest.raises(ReviewRefused):
            notes(tmp_path).read()
        path.write_bytes(before[:place])
        with pytest.raises(ReviewRefused):
            notes(tmp_path).read()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="beside the copy"):
        notes(tmp_path / "nowhere").add(comment())


def test_only_comments_and_decisions_are_notes() -> None:
    assert noted(checked_line(decision())).kind == "decision_taken"
    for line in (checked_line(bed()), "{}", "x"):
        with pytest.raises(ValueError, match=r".*"):
            noted(line)


def returned(*entries: Noted, seed: bytes = SEED, copy: str = COPY, box: bytes = BOX) -> bytes:
    return answer(Returning(copy, AS_OF + timedelta(hours=3), entries), seed, box)


def test_the_return_file_comes_back_as_it_was_written() -> None:
    entries = (comment(), decision())
    data = returned(*entries)
    assert copy_named(data) == COPY
    assert read_answer(data, WARD, made_copy()) == Returning(COPY, AS_OF + timedelta(hours=3), entries)
    assert b"UPN-1" not in data
    assert len(data) < 1000, "it is small"


def test_a_flipped_bit_a_cut_and_another_wards_key_are_refused() -> None:
    data, chance = returned(comment()), Random(21)  # noqa: S311
    for place in range(len(MAGIC) + 36, len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)
        with pytest.raises(ReviewBroken):
            read_answer(bytes(changed), WARD, made_copy())
    for size in range(len(MAGIC), len(data)):
        with pytest.raises(ReviewBroken):
            read_answer(data[:size], WARD, made_copy())
    with pytest.raises(ReviewBroken):
        read_answer(data, WardKey.new(), made_copy())


def test_one_that_was_written_without_the_copy_is_refused() -> None:
    """Anybody may seal something to the ward; only who opened the copy has the key that signs."""
    with pytest.raises(ReviewBroken, match="changed"):
        read_answer(returned(comment(), seed=bytes(32)), WARD, made_copy())


@pytest.mark.parametrize(
    "entry",
    [comment(copy=COPY.replace("0", "1")), comment(copy_at=AS_OF + timedelta(seconds=1)), comment(patient="UPN-9")],
)
def test_entries_that_are_not_about_the_copy_are_refused(entry: Noted) -> None:
    with pytest.raises(ReviewBroken, match="not about its copy"):
        read_answer(returned(entry), WARD, made_copy())


@pytest.mark.parametrize(
    "change",
    [
        {"id": "no-uuid"},
        {"id": None},
        {"patient": " "},
        {"happened_at": "2026-11-23T14:00:00"},
        {"kind": "bed_changed", "bed": "7"},
        {"more": 1},
    ],
)
def test_lines_of_another_program_are_checked_field_by_field(change: dict[str, object]) -> None:
    lines = zlib.decompress(_body(returned(comment()))).split(b"\n")
    record = {**json.loads(lines[1]), **change}
    if change.get("kind"):
        record = {name: record[name] for name in ("kind", "id", "patient", "happened_at", "recorded_at", "by", "bed")}
    forged = b"\n".join((lines[0], json.dumps(record).encode()))
    with pytest.raises(ReviewBroken):
        read_answer(_signed(forged), WARD, made_copy())
    assert read_answer(_signed(b"\n".join(lines)), WARD, made_copy()).entries


def test_the_same_id_twice_is_refused() -> None:
    one = comment()
    with pytest.raises(ReviewBroken):
        read_answer(returned(one, replace(one, comment="other")), WARD, made_copy())


def _body(data: bytes) -> bytes:
    plain: bytes = SealedBox(WARD.box).decrypt(data[len(MAGIC) + 36 :])
    return plain[64:]


def _signed(lines: bytes) -> bytes:
    """A return file of any lines, signed as the copy's own key would."""
    head, body = MAGIC + COPY.encode(), zlib.compress(lines)
    sealed: bytes = SealedBox(PublicKey(BOX)).encrypt(SigningKey(SEED).sign(head + body).signature + body)
    return head + sealed


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "not a return file"), (b"BLIN21R1", "not a return"), (b"BLIN21A2", "another version")]
)
def test_what_is_no_return_file(data: bytes, said: str) -> None:
    with pytest.raises(ReviewRefused, match=said):
        copy_named(data)


@pytest.fixture
def log(tmp_path: Path) -> WardLog:
    return new_ward(tmp_path)


def test_the_wards_key_is_made_once_and_stays(log: WardLog) -> None:
    assert log.reviews.seed() is None
    log.reviews.keep_seed(WARD.seed, WARD.public.hex(), NOON, "n1")
    log.reviews.keep_seed(SEED, WardKey(SEED).public.hex(), NOON, "n2")
    assert log.reviews.seed() == WARD.seed


def test_copies_returns_and_answers_come_back_and_only_grow(log: WardLog) -> None:
    log.reviews.add_copy(made_copy())
    log.reviews.add_copy(made_copy(id="second"))
    assert log.reviews.copies() == [made_copy(), made_copy(id="second")]
    log.reviews.keep("a" * 64, COPY, b"data", NOON, "n1")
    log.reviews.keep("a" * 64, COPY, b"data", NOON, "n2")
    log.reviews.keep("b" * 64, COPY, b"more", NOON, "n1")
    assert log.reviews.kept() == [b"data", b"more"]
    first = Answer(entry="e1", answer="declined", because="seen already", at=NOON, by="n1")
    log.reviews.answer([first, replace(first, entry="e2")])
    log.reviews.answer([replace(first, answer="accepted", by="n2")])
    assert log.reviews.answers() == {"e1": first, "e2": replace(first, entry="e2")}
    log.reviews.keep_seed(WARD.seed, "00", NOON, "n1")
    log.close()
    assert verify(log.path).ok
    with closing(sqlite3.connect(log.path)) as connection:
        for table in ("review_key", "review_copy", "review_return", "review_answer"):
            for attack in (f"DELETE FROM {table}", f"UPDATE {table} SET position = 9"):
                with pytest.raises(sqlite3.DatabaseError):
                    connection.execute(attack)


def test_a_file_for_reading_only_keeps_nothing_and_an_older_one_holds_nothing(
    log: WardLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.close()
    reading = open_ward(log.path, readonly=True)
    with pytest.raises(NotSaved):
        reading.reviews.keep("a" * 64, COPY, b"data", NOON, "n1")

    class Older:
        def rows(self, *_: object) -> None:
            raise engine.Error("no such table")

    monkeypatch.setattr(reading.reviews, "_file", Older())
    rows: ReviewRows = reading.reviews
    assert (rows.seed(), rows.copies(), rows.kept(), rows.answers()) == (None, [], [], {})
