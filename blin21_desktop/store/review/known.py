"""Which wards' copies were opened on this machine: their keys, and the newest copy of each. Nothing about patients."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from blin21_desktop.domain.review import CopyHeader, ReviewBroken, ReviewRefused, Trust
from blin21_desktop.domain.text import say
from blin21_desktop.store.lock import WriterLock
from blin21_desktop.store.outside import read_outside
from blin21_desktop.store.review.ciphers import key_code
from blin21_desktop.store.review.fields import Fields, part_of, read_fields, text_of, write_fields
from blin21_desktop.store.whole import whole
from blin21_desktop.store.words import NotSaved

FILE = "review-wards.json"
_MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class KnownWards:
    """The wards that this machine knows, in a folder of the person who reads here."""

    folder: Path

    def judged(self, header: CopyHeader, public: bytes, trust: str | None) -> CopyHeader:
        """The header with what this machine knows about its ward, which is remembered where that can be written.

        Raises `ReviewBroken` for another key than the ward's, unless `trust` is that key's code.
        """
        fields = self._read()
        known = _ward(fields, header.ward)
        state = _trust(known, public, trust)
        newest = None if known is None else datetime.fromisoformat(text_of(known, "newest"))
        if newest is not None and newest > header.as_of:
            header = replace(header, newer=newest)
        self._remember(header, public)
        return replace(header, trust=state)

    def _remember(self, header: CopyHeader, public: bytes) -> None:
        path = self.folder / FILE
        with contextlib.suppress(OSError, NotSaved):  # one that cannot remember asks each time
            self.folder.mkdir(parents=True, exist_ok=True)
            with WriterLock(path).held():
                newest = header.newer or header.as_of
                fields = {**self._read(), header.ward: {"key": public.hex(), "newest": newest.isoformat()}}
                whole(path, write_fields(fields))

    def _read(self) -> Fields:
        try:
            return read_fields(read_outside(self.folder / FILE, _MOST_BYTES))
        except (OSError, ValueError, ReviewRefused):
            return {}


def _ward(fields: Fields, ward: str) -> Fields | None:
    """What is kept about a ward; a line that is none is as if nothing were known: the key is compared anew."""
    try:
        found = part_of(fields, ward)
        bytes.fromhex(text_of(found, "key"))
        moment = datetime.fromisoformat(text_of(found, "newest"))
    except ValueError:
        return None
    return None if moment.tzinfo is None else found


def _trust(known: Fields | None, public: bytes, trust: str | None) -> Trust:
    code = key_code(public)
    compared = trust is not None and _letters(trust) == _letters(code)
    if trust is not None and not compared:
        raise ReviewBroken(say("This copy is signed by the key {code}, not by the one you compared.", code=code))
    if known is not None and known["key"] == public.hex():
        return "known"
    if compared:
        return "confirmed"
    if known is not None:
        raise ReviewBroken(
            say(
                "ANOTHER KEY: this copy says it is of a ward known here, but is signed by the key {code}, not {known}."
                " Telephone the ward. Only when it reads out the same code, open the copy again and give this code"
                " as the code of the ward's key (at the terminal: --trust).",
                code=code,
                known=key_code(bytes.fromhex(known["key"])),
            )
        )
    return "new"


def _letters(code: str) -> str:
    return "".join(c for c in code.upper() if c.isalnum())
