"""The return file: what was written in a copy, signed by that copy's own key and sealed to the ward.

    magic and version · id of the copy · sealed box with: signature · compressed lines

Nobody but the ward reads it, and nobody wrote it who did not have the opened copy.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime

from nacl.exceptions import BadSignatureError, CryptoError
from nacl.public import PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

from blin21_desktop.domain.entries import DecisionTaken, ReviewCommented
from blin21_desktop.domain.review import MadeCopy, Noted, ReviewBroken, ReviewRefused
from blin21_desktop.domain.text import Text, say
from blin21_desktop.store.reading import read_line
from blin21_desktop.store.review.ciphers import WardKey
from blin21_desktop.store.review.fields import read_fields, text_of, write_fields
from blin21_desktop.store.review.sealing import unpacked
from blin21_desktop.store.writing import checked_line

NAME = b"BLIN21A"
MAGIC = NAME + b"1"
MOST_BYTES = 16 * 1024 * 1024
_ID = 36
_SIGNATURE = 64
_CHANGED: Text = say(
    "This return file was changed, cut short or is of another ward; nothing of it is taken in. Ask for it again."
)


@dataclass(frozen=True, slots=True)
class Returning:
    """What a return file holds."""

    copy: str
    made_at: datetime
    entries: tuple[Noted, ...]


def answer(returning: Returning, seed: bytes, box: bytes) -> bytes:
    """The return file. `seed`: the copy's answering key; `box`: the ward's public key."""
    first = write_fields({"made_at": returning.made_at.isoformat()}).decode()
    lines = "\n".join((first, *(checked_line(entry) for entry in returning.entries)))
    head, body = MAGIC + returning.copy.encode(), zlib.compress(lines.encode())
    signature = SigningKey(seed).sign(head + body).signature
    return head + SealedBox(PublicKey(box)).encrypt(signature + body)


def _noted(line: str, made_at: datetime) -> Noted:
    """An entry out of a line from outside: every field is checked. Raises ValueError."""
    entry = read_line(1, line, recorded_at=made_at, keep_recorded_at=True, new_id=_no_id)
    if not isinstance(entry, DecisionTaken | ReviewCommented):
        raise ValueError(entry.kind)  # noqa: TRY004
    return entry


def _no_id(_at: datetime) -> str:
    raise ValueError("an entry without an id")


def copy_named(data: bytes) -> str:
    """The id of the copy that a return file answers. Raises `ReviewRefused`."""
    if not data.startswith(NAME):
        raise ReviewRefused(say("This is not a return file. Its name ends in .blin21return."))
    if not data.startswith(MAGIC):
        raise ReviewRefused(say("This return file was made by another version of the program. Update this one."))
    return data[len(MAGIC) : len(MAGIC) + _ID].decode(errors="replace")


def read_answer(data: bytes, key: WardKey, made: MadeCopy) -> Returning:
    """What a return file holds, checked against the copy that it answers. Raises `ReviewRefused`."""
    head, sealed = data[: len(MAGIC) + _ID], data[len(MAGIC) + _ID :]
    try:
        plain = SealedBox(key.box).decrypt(sealed)
        signature, body = plain[:_SIGNATURE], plain[_SIGNATURE:]
        VerifyKey(bytes.fromhex(made.answer_key)).verify(head + body, signature)
        first, *lines = unpacked(body, MOST_BYTES).decode().split("\n")
        made_at = datetime.fromisoformat(text_of(read_fields(first.encode()), "made_at"))
        entries = tuple(_noted(line, made_at) for line in lines)
    except (CryptoError, BadSignatureError, ValueError):
        raise ReviewBroken(_CHANGED) from None
    twice = len({one.id for one in entries}) != len(entries)
    if twice or not all(
        (one.copy, one.copy_at) == (made.id, made.as_of) and one.patient in made.patients for one in entries
    ):
        raise ReviewBroken(say("This return file holds entries that are not about its copy. Ask for it again."))
    return Returning(made.id, made_at, entries)
