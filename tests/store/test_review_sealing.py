"""The container of a review copy: it opens as it was made, or it is refused in words."""

from __future__ import annotations

import re
import struct
import zlib
from hashlib import sha512
from random import Random
from typing import Any

import pytest
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.pwhash import argon2id

from blin21_desktop.domain.review import ReviewBroken, ReviewRefused
from blin21_desktop.service.review_ports import Wanted
from blin21_desktop.store.review import ciphers, sealing
from blin21_desktop.store.review.ciphers import Cost, WardKey, key_code, long_enough, stretched, unlocked
from blin21_desktop.store.review.fields import read_fields, write_fields
from blin21_desktop.store.review.sealing import MAGIC, ByPassphrase, ToKey, opened, sealed, unpacked
from tests.store.copying import AS_OF, CHEAP, LOCK, SEED, WARD, contents

PAYLOAD = b"a record of many lines " * 40
MINE = PrivateKey(bytes(range(1, 33)))
KEY = ToKey(bytes(MINE.public_key), bytes(MINE))


def signed_anew(data: bytes, header: dict[str, Any], ward: WardKey = WARD) -> bytes:
    """The container with another header, signed as a forger with a key of their own would."""
    size = struct.unpack(">I", data[8:12])[0]
    body = data[12 + size : -64]
    text = write_fields(header)
    whole = MAGIC + struct.pack(">I", len(text)) + text + body
    return whole + ward.signing.sign(b"blin21 review copy\n" + sha512(whole).digest()).signature


def header_of(data: bytes) -> dict[str, Any]:
    return read_fields(data[12 : 12 + struct.unpack(">I", data[8:12])[0]])


@pytest.mark.parametrize("lock", [LOCK, KEY])
def test_what_was_sealed_opens_and_says_whose_key_signed_it(lock: sealing.Lock) -> None:
    found = opened(sealed(PAYLOAD, lock, WARD), lock)
    assert (found.payload, found.ward) == (PAYLOAD, WARD.public)
    assert found.key != opened(sealed(PAYLOAD, lock, WARD), lock).key, "each copy has a key of its own"


def test_the_same_passphrase_typed_in_full_width_opens_it() -> None:
    data = sealed(PAYLOAD, LOCK, WARD)
    assert opened(data, ByPassphrase("ｆｏｕｒ words　by chance".replace("　", " "), CHEAP)).payload == PAYLOAD


def test_blanks_around_a_passphrase_are_no_part_of_it_as_in_a_file_that_holds_it() -> None:
    assert opened(sealed(PAYLOAD, LOCK, WARD), ByPassphrase(f"\u3000{LOCK.passphrase} \n", CHEAP)).payload == PAYLOAD


def test_a_sign_that_is_none_is_a_wrong_passphrase_and_no_damage() -> None:
    with pytest.raises(ReviewRefused, match="does not open this copy"):
        opened(sealed(PAYLOAD, LOCK, WARD), ByPassphrase("four words by \udce3", CHEAP))


def test_no_secret_stands_in_what_a_log_would_show_of_the_objects() -> None:
    found = opened(sealed(PAYLOAD, KEY, WARD), KEY)
    wanted = Wanted(patients=(), physician="x", by="n1", valid_until=AS_OF, passphrase=LOCK.passphrase)
    shown = repr((LOCK, KEY, WARD, found, wanted, contents()))
    for secret in (LOCK.passphrase, bytes(MINE), WARD.seed, SEED, found.key, found.payload):
        assert (secret if isinstance(secret, str) else repr(secret)) not in shown


def test_a_flipped_bit_anywhere_is_refused() -> None:
    data, chance = sealed(PAYLOAD, LOCK, WARD), Random(21)  # noqa: S311
    for place in [*range(60), *(chance.randrange(len(data)) for _ in range(300)), len(data) - 1]:
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)
        with pytest.raises(ReviewRefused):
            opened(bytes(changed), LOCK)


def test_a_file_cut_anywhere_is_refused_and_told_to_be_cut() -> None:
    data = sealed(PAYLOAD, LOCK, WARD)
    for size in range(len(data)):
        with pytest.raises(ReviewRefused) as refused:
            opened(data[:size], LOCK)
        if size >= len(MAGIC):
            assert isinstance(refused.value, ReviewBroken)
            assert "cut short" in refused.value.why.template
    with pytest.raises(ReviewBroken):
        opened(data + b"x", LOCK)


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "not a review copy"), (b"PK\x03\x04", "not a review"), (b"BLIN21R2", "another version")]
)
def test_what_is_no_copy_or_a_later_one(data: bytes, said: str) -> None:
    with pytest.raises(ReviewRefused, match=said):
        opened(data, LOCK)


def test_a_header_that_claims_to_be_huge_is_refused_before_it_is_read() -> None:
    with pytest.raises(ReviewBroken, match="changed"):
        opened(MAGIC + struct.pack(">I", 4097) + b"x" * 5000, LOCK)
    with pytest.raises(ReviewBroken, match="cut short"):
        opened(MAGIC + struct.pack(">I", 4096) + b"x" * 10, LOCK)


def test_the_wrong_passphrase_and_the_wrong_way_in_are_told_apart() -> None:
    data = sealed(PAYLOAD, LOCK, WARD)
    with pytest.raises(ReviewRefused, match="passphrase does not open"):
        opened(data, ByPassphrase("four words by chanc", CHEAP))
    with pytest.raises(ReviewRefused, match="without a key file"):
        opened(data, KEY)
    to_key = sealed(PAYLOAD, KEY, WARD)
    with pytest.raises(ReviewRefused, match="choose that key file"):
        opened(to_key, LOCK)
    other = PrivateKey(bytes(range(2, 34)))
    for lock in (ToKey(bytes(other.public_key), bytes(other)), ToKey(KEY.public)):
        with pytest.raises(ReviewRefused, match="this key file is"):
            opened(to_key, lock)


def test_a_copy_signed_anew_by_another_ward_does_not_open() -> None:
    """Whoever has the file, and not its key, cannot pass it off as theirs."""
    data = sealed(PAYLOAD, LOCK, WARD)
    thief = WardKey.new()
    with pytest.raises(ReviewBroken, match="changed"):
        opened(signed_anew(data, {**header_of(data), "ward": thief.public.hex()}, thief), LOCK)
    with pytest.raises(ReviewBroken, match="changed"):
        opened(signed_anew(data, header_of(data), thief), LOCK)


@pytest.mark.parametrize("cost", [(11, 8192), (0, 8192), (1, (1 << 30) + 1), (1, 8191)])
def test_a_hostile_cost_is_refused_before_it_is_paid(cost: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    data = sealed(PAYLOAD, LOCK, WARD)
    header = header_of(data)
    lock = {**header["lock"], "passes": cost[0], "memory": cost[1]}
    monkeypatch.setattr(sealing, "stretched", lambda *a: pytest.fail("paid"))
    with pytest.raises(ReviewRefused, match="more memory or time"):
        opened(signed_anew(data, {**header, "lock": lock}), LOCK)


def test_the_dearest_and_the_cheapest_cost_that_are_borne() -> None:
    assert Cost(10, 1 << 30).bearable
    assert Cost(1, 8192).bearable
    assert Cost(3, 256 * 1024 * 1024) == ciphers.MODERATE


@pytest.mark.parametrize(
    "change",
    [
        {"lock": None},
        {"lock": {}},
        {"ward": "zz"},
        {"ward": 7},
        {"ward": "00" * 31},
        {"lock": {"by": "passphrase", "passes": True, "memory": 8192, "salt": "00" * 16, "key": ""}},
        {"lock": {"by": "passphrase", "passes": 1, "memory": 8192, "salt": "00", "key": ""}},
    ],
)
def test_a_header_of_other_fields_is_refused(change: dict[str, Any]) -> None:
    data = sealed(PAYLOAD, LOCK, WARD)
    with pytest.raises(ReviewBroken, match="changed"):
        opened(signed_anew(data, {**header_of(data), **change}), LOCK)


@pytest.mark.parametrize("text", [b"[]", b"{", b"[" * 100_000])
def test_json_that_is_no_object(text: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_fields(text)


def test_a_key_of_another_length_inside_a_sealed_box_is_refused() -> None:
    """A forger may seal anything to a public key."""
    data = sealed(PAYLOAD, KEY, WARD)
    lock = ToKey(KEY.public).wrap(b"short")
    with pytest.raises(ReviewBroken, match="changed"):
        opened(signed_anew(data, {**header_of(data), "lock": lock}), KEY)


def test_what_is_packed_is_unpacked_only_so_far() -> None:
    bomb = zlib.compress(b"\0" * 10_000)
    assert unpacked(bomb, 10_000) == b"\0" * 10_000
    for bad in (bomb[:-1], b"no zlib"):
        with pytest.raises(ReviewBroken):
            unpacked(bad)
    with pytest.raises(ReviewBroken):
        unpacked(bomb, 9_999)


def test_too_large_a_record_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "MOST_BYTES", len(PAYLOAD))
    sealed(PAYLOAD, LOCK, WARD)
    with pytest.raises(ReviewRefused, match="fewer patients"):
        sealed(PAYLOAD + b"x", LOCK, WARD)


def test_too_little_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_: object) -> bytes:
        raise CryptoError

    monkeypatch.setattr(argon2id, "kdf", none_left)
    with pytest.raises(ReviewRefused, match="too little memory"):
        stretched("x", bytes(16), CHEAP)


def test_a_passphrase_has_at_least_twelve_characters() -> None:
    assert long_enough("x" * 12) == "x" * 12
    for short in ("x" * 11, " " * 12, "\u3000" + "x" * 11):
        with pytest.raises(ReviewRefused, match="too short"):
            long_enough(short)


def test_a_key_is_compared_by_twenty_characters() -> None:
    assert re.fullmatch("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2} [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}", key_code(bytes(32)))
    first, second = key_code(bytes(32)).split()
    assert first != second
    assert key_code(bytes(32)) != key_code(bytes(31) + b"\1")
    assert unlocked(bytes(32), b"short") is None
