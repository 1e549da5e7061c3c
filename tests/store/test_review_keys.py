"""The physician's key file, and the wards that a machine knows."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from blin21_desktop.domain.review import ReviewBroken, ReviewRefused
from blin21_desktop.domain.text import say
from blin21_desktop.store.lock import WriterLock
from blin21_desktop.store.review import key_file
from blin21_desktop.store.review.ciphers import WardKey, key_code
from blin21_desktop.store.review.key_file import new_key, public_part, with_secret
from blin21_desktop.store.review.known import FILE, KnownWards
from blin21_desktop.store.review.sealing import opened, sealed
from blin21_desktop.store.words import NotSaved
from tests.store.copying import AS_OF, CHEAP, WARD, header

PASSPHRASE = "a passphrase of the physician"  # noqa: S105


@pytest.fixture
def key(tmp_path: Path) -> Path:
    made = new_key(PASSPHRASE, CHEAP)
    (tmp_path / "me.key").write_bytes(made.secret)
    (tmp_path / "me.key.pub").write_bytes(made.public)
    assert made.code == key_code(public_part(tmp_path / "me.key").public)
    return tmp_path / "me.key"


def test_the_ward_locks_to_either_file_and_only_the_key_file_opens(key: Path) -> None:
    for locking in (key, key.with_name("me.key.pub")):
        data = sealed(b"record", public_part(locking), WARD)
        assert opened(data, with_secret(key, PASSPHRASE)).payload == b"record"
    with pytest.raises(ReviewRefused, match="public part"):
        with_secret(key.with_name("me.key.pub"), PASSPHRASE)
    with pytest.raises(ReviewRefused, match="passphrase does not open the key"):
        with_secret(key, PASSPHRASE + "!")


def test_the_secret_stands_in_no_file_in_the_clear(key: Path) -> None:
    secret = with_secret(key, PASSPHRASE).secret
    assert secret is not None
    for path in key.parent.iterdir():
        assert secret.hex() not in path.read_text()


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"format": None},
        {"public": "00"},
        {"salt": "00"},
        {"passes": "1"},
        {"passes": 99},
        {"secret": 7},
    ],
)
def test_a_file_of_other_fields_is_no_key(key: Path, change: dict[str, object]) -> None:
    key.write_text(json.dumps({**json.loads(key.read_text()), **change}))
    with pytest.raises(ReviewRefused, match="is not a key"):
        with_secret(key, PASSPHRASE)


def test_a_secret_exchanged_for_another_does_not_open(key: Path) -> None:
    other = json.loads(new_key(PASSPHRASE, CHEAP).secret)
    key.write_text(json.dumps({**json.loads(key.read_text()), "public": other["public"]}))
    with pytest.raises(ReviewRefused, match="does not open"):
        with_secret(key, PASSPHRASE)


def test_only_so_much_of_a_file_is_read(key: Path) -> None:
    key.write_text(key.read_text() + " " * key_file._MOST_BYTES)
    with pytest.raises(ReviewRefused, match="too large"):
        with_secret(key, PASSPHRASE)


def test_a_wards_key_is_new_once_and_known_from_then_on(tmp_path: Path) -> None:
    known = KnownWards(tmp_path / "deep" / "folder")
    assert known.judged(header(), WARD.public, None).trust == "new"
    assert known.judged(header(), WARD.public, None).trust == "known"
    assert known.judged(header(ward="another"), WARD.public, None).trust == "new"


def test_another_key_of_a_known_ward_is_refused_until_a_person_compared_it(tmp_path: Path) -> None:
    known, other = KnownWards(tmp_path), WardKey.new().public
    known.judged(header(), WARD.public, None)
    for _ in range(2):
        with pytest.raises(ReviewBroken, match="ANOTHER KEY"):
            known.judged(header(), other, None)
    with pytest.raises(ReviewBroken, match="not by the one you compared"):
        known.judged(header(), other, key_code(WARD.public))
    assert known.judged(header(), other, key_code(other).lower().replace("-", "")).trust == "confirmed"
    assert known.judged(header(), other, None).trust == "known"
    with pytest.raises(ReviewBroken, match="ANOTHER KEY"):
        known.judged(header(), WARD.public, None)


def test_an_older_copy_than_one_opened_here_is_marked(tmp_path: Path) -> None:
    known, older = KnownWards(tmp_path), header(as_of=AS_OF - timedelta(seconds=1))
    assert known.judged(header(), WARD.public, None).newer is None
    assert known.judged(older, WARD.public, None).newer == AS_OF
    assert known.judged(older, WARD.public, None).newer == AS_OF
    assert known.judged(header(), WARD.public, None).newer is None, "the same again is not older"
    assert known.judged(older, WARD.public, None).newer == AS_OF, "and an older one does not become the newest"


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        '{"AAAA-BBBB-CC": 7}',
        '{"AAAA-BBBB-CC": {"key": "zz", "newest": "2026-11-23T12:00:00+00:00"}}',
        '{"AAAA-BBBB-CC": {"key": "00", "newest": "2026-11-23T12:00:00"}}',
        '{"AAAA-BBBB-CC": {"key": "00", "newest": "soon"}}',
    ],
)
def test_what_cannot_be_read_counts_as_unknown_so_the_key_is_compared_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    assert KnownWards(tmp_path).judged(header(), WARD.public, None).trust == "new"
    assert KnownWards(tmp_path).judged(header(), WARD.public, None).trust == "known"


def test_a_machine_that_cannot_remember_asks_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    known = KnownWards(tmp_path / "file")
    assert known.judged(header(), WARD.public, None).trust == "new"
    assert known.judged(header(), WARD.public, None).trust == "new"


def test_a_machine_that_is_busy_remembering_still_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> bool:
        raise NotSaved(say("another program is writing"))

    monkeypatch.setattr(WriterLock, "held", busy)
    assert KnownWards(tmp_path).judged(header(), WARD.public, None).trust == "new"


def test_what_is_remembered_names_no_patient(tmp_path: Path) -> None:
    KnownWards(tmp_path).judged(header(), WARD.public, None)
    assert "UPN" not in (tmp_path / FILE).read_text()
