"""The container of a review copy: signed by the ward as a whole, encrypted, and nothing about a patient in the clear.

    magic and version · length of header · header (JSON) · length of body · body · signature of all before it

The header says how the key of the body is locked: by a passphrase (Argon2id), or to a physician's key (X25519). It is
authenticated with the body, so a copy signed anew under another ward's key does not open.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from hashlib import sha512

from nacl.exceptions import BadSignatureError, CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import VerifyKey
from nacl.utils import random

from blin21_desktop.domain.review import ReviewBroken, ReviewRefused
from blin21_desktop.domain.text import Text, say
from blin21_desktop.store.review.ciphers import (
    KEY_BYTES,
    MODERATE,
    SALT_BYTES,
    Cost,
    WardKey,
    key_code,
    locked,
    stretched,
    unlocked,
)
from blin21_desktop.store.review.fields import Fields, hex_of, number_of, part_of, read_fields, text_of, write_fields

NAME = b"BLIN21R"
MAGIC = NAME + b"1"
MOST_BYTES = 512 * 1024 * 1024
"""More of a record than this no copy holds, packed or not."""

_HEADER_MOST = 4096
_LENGTHS = (struct.Struct(">I"), struct.Struct(">Q"))
_SIGNATURE = 64
_SIGNED_AS = b"blin21 review copy\n"


@dataclass(frozen=True, slots=True)
class ByPassphrase:
    """The copy opens by a passphrase."""

    passphrase: str = field(repr=False)
    cost: Cost = MODERATE

    def wrap(self, key: bytes) -> Fields:
        """The copy's key, locked."""
        salt = random(SALT_BYTES)
        wrapped = locked(stretched(self.passphrase, salt, self.cost), key)
        cost = {"passes": self.cost.passes, "memory": self.cost.memory}
        return {"by": "passphrase", "salt": salt.hex(), **cost, "key": wrapped.hex()}

    def unwrap(self, lock: Fields) -> bytes:
        """The copy's key. Raises `ReviewRefused`, and ValueError for what is no lock."""
        if text_of(lock, "by") != "passphrase":
            raise ReviewRefused(
                say(
                    "This copy is locked to the key {code}: choose that key file (at the terminal: --key).",
                    code=text_of(lock, "to"),
                )
            )
        cost = Cost(number_of(lock, "passes"), number_of(lock, "memory"))
        if not cost.bearable:
            raise ReviewRefused(say("This copy asks for more memory or time than a review copy does. Do not open it."))
        key = unlocked(stretched(self.passphrase, hex_of(lock, "salt", SALT_BYTES), cost), hex_of(lock, "key"))
        if key is None:
            raise ReviewRefused(say("The passphrase does not open this copy. Type it again, or ask the ward for it."))
        return key


@dataclass(frozen=True, slots=True)
class ToKey:
    """The copy opens by the physician's key alone. `secret` is there only where it is opened."""

    public: bytes
    secret: bytes | None = field(default=None, repr=False)

    def wrap(self, key: bytes) -> Fields:
        """The copy's key, locked."""
        wrapped = SealedBox(PublicKey(self.public)).encrypt(key)
        return {"by": "key", "to": key_code(self.public), "key": wrapped.hex()}

    def unwrap(self, lock: Fields) -> bytes:
        """The copy's key. Raises `ReviewRefused`, and ValueError for what is no lock."""
        if text_of(lock, "by") != "key":
            raise ReviewRefused(say("This copy is locked by a passphrase, not to a key: open it without a key file."))
        wrapped = hex_of(lock, "key")
        try:
            return SealedBox(PrivateKey(self.secret or b"")).decrypt(wrapped)
        except CryptoError:
            code, mine = text_of(lock, "to"), key_code(self.public)
            raise ReviewRefused(
                say("This copy is for the key {code}; this key file is {mine}.", code=code, mine=mine)
            ) from None


Lock = ByPassphrase | ToKey


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened container: what was in it, its key, and the public key of the ward that signed it."""

    payload: bytes = field(repr=False)
    key: bytes = field(repr=False)
    ward: bytes


def sealed(payload: bytes, lock: Lock, ward: WardKey) -> bytes:
    """The container around a payload. Raises `ReviewRefused` where it holds too much."""
    if len(payload) > MOST_BYTES:
        raise ReviewRefused(say("These records are too large for one review copy. Choose fewer patients."))
    key = random(KEY_BYTES)
    header = write_fields({"ward": ward.public.hex(), "lock": lock.wrap(key)})
    body = locked(key, zlib.compress(payload), MAGIC + header)
    whole = b"".join((MAGIC, _LENGTHS[0].pack(len(header)), header, _LENGTHS[1].pack(len(body)), body))
    return whole + ward.signing.sign(_digest(whole)).signature


def opened(data: bytes, lock: Lock) -> Opened:
    """What is in a container. Raises `ReviewRefused` for whatever is not as the ward made it."""
    header, body = _parts(data)
    try:
        fields = read_fields(header)
        ward = hex_of(fields, "ward", KEY_BYTES)
        VerifyKey(ward).verify(_digest(data[:-_SIGNATURE]), data[-_SIGNATURE:])
        key = lock.unwrap(part_of(fields, "lock"))
    except (ValueError, BadSignatureError):
        raise ReviewBroken(_CHANGED) from None
    packed = unlocked(key, body, MAGIC + header) if len(key) == KEY_BYTES else None
    if packed is None:
        raise ReviewBroken(_CHANGED)
    return Opened(unpacked(packed), key, ward)


_CHANGED: Text = say("This copy was changed on its way, and nothing in it is shown. Get it again from the ward.")


def unpacked(packed: bytes, most: int = MOST_BYTES) -> bytes:
    """Decompress, so much at most. Raises `ReviewRefused`."""
    unpacker = zlib.decompressobj()
    try:
        found = unpacker.decompress(packed, most)
    except zlib.error:
        raise ReviewBroken(_CHANGED) from None
    if not unpacker.eof:
        raise ReviewBroken(_CHANGED)
    return found


def _parts(data: bytes) -> tuple[bytes, bytes]:
    """Header and body, where the lengths are those of the file."""
    if not data.startswith(NAME):
        raise ReviewRefused(say("This is not a review copy. Its name ends in .blin21review."))
    if not data.startswith(MAGIC):
        raise ReviewRefused(say("This copy was made by another version of the program. Open it with that version."))
    places: list[tuple[int, int]] = []
    start = len(MAGIC)
    for length in _LENGTHS:
        counted = data[start : start + length.size]
        if len(counted) < length.size:
            raise ReviewBroken(_cut(len(data), start + length.size))
        size = int(length.unpack(counted)[0])
        if not places and size > _HEADER_MOST:
            raise ReviewBroken(_CHANGED)
        places.append((start + length.size, start + length.size + size))
        start += length.size + size
    wanted = start + _SIGNATURE
    if len(data) < wanted:
        raise ReviewBroken(_cut(len(data), wanted))
    if len(data) > wanted:
        raise ReviewBroken(_CHANGED)
    (a, b), (c, d) = places
    return data[a:b], data[c:d]


def _cut(found: int, wanted: int) -> Text:
    return say(
        "This copy is cut short: {found:number} of at least {wanted:number} bytes are there. Copy it again, whole.",
        found=found,
        wanted=wanted,
    )


def _digest(whole: bytes) -> bytes:
    return _SIGNED_AS + sha512(whole).digest()
