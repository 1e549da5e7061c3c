"""Bytes of a laboratory file as text: which character set it is, and what could not be read.

The byte order mark, the escapes of ISO-2022-JP and plain ASCII prove themselves. Otherwise the set the file names is
taken if its bytes fit, then UTF-8, then CP932 or EUC-JP as a guess that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds import iso2022
from blin21_desktop.feeds.iso2022 import UNREADABLE

ISO_2022_JP = "iso-2022-jp"
_JAPANESE = ("cp932", "euc_jp")
_HEADER_LONGEST = 4_096
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_HEADER_END = re.compile(rb"[\r\n]")
_FIRST_CHARSET_FIELD = 12
_KANA_SHARE = 4
"""EUC-JP is guessed where at least one in so many of the characters beyond ASCII is a kana."""

_UNREADABLE = re.compile(
    "[\x00-\x08\x0c\x0e-\x1b\x1d-\x1f\x7f-\x9f"  # control characters but tab, line ends and the MLLP frame
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they turn the order of digits on a screen
    "\ue000-\uf8ff\ufffd]"  # private characters (gaiji): what they show is not known here
)
_FOREIGN = re.compile("[\x80-\x9f\ue000-\uf8ff]")
"""What a codec makes of bytes that were never written by it."""
_CODECS = {
    "UTF8": "utf-8",
    "UNICODEUTF8": "utf-8",
    "SHIFTJIS": "cp932",
    "SJIS": "cp932",
    "MS932": "cp932",
    "CP932": "cp932",
    "WINDOWS31J": "cp932",
    "EUCJP": "euc_jp",
    "EUC": "euc_jp",
    "88591": "latin-1",
}
"""Names met in MSH-18, folded to letters and digits. The ISO IR names mean ISO-2022-JP, which shows by its escapes."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the character set it was read by, and what a person must know about that reading."""

    text: str
    encoding: str
    warnings: tuple[Text, ...] = ()


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode the bytes. `declared`: the file's own word for its character set, "" if it has none. Never fails."""
    if data.startswith(_BYTE_ORDER_MARK):
        return _told(data[3:].decode("utf-8", "replace"), "utf-8")
    if b"\x1b" in data and iso2022.ESCAPE.search(data):
        text, left_open = iso2022.decode(data)
        return _told(text, ISO_2022_JP, *_left_open(left_open))
    if data.isascii():
        return _told(data.decode("ascii"), "ascii")
    codec = _CODECS.get(_folded(declared))
    if codec is not None and _fits(data, codec):
        return _told(data.decode(codec), codec)
    read_as = "utf-8" if _fits(data, "utf-8") else _guessed(data, codec or "utf-8")
    return _told(data.decode(read_as, "replace"), read_as, *_doubts(declared, codec, read_as))


def declared_in_header(data: bytes) -> str:
    """What MSH-18 says of the first message, "" if nothing known.

    The header may itself hold kanji with a `|` inside, so that fields cannot be counted before decoding: the first
    known name of a character set in a late field is taken.
    """
    start = max(data.find(b"MSH"), 0)
    header = _HEADER_END.split(data[start : start + _HEADER_LONGEST], 1)[0]
    for field in header.split(header[3:4] or b"|")[_FIRST_CHARSET_FIELD:]:
        for name in field.decode("ascii", "replace").split("~"):
            if _folded(name) in _CODECS:
                return name
    return ""


def _folded(name: str) -> str:
    return "".join(filter(str.isalnum, name.upper()))


def _told(text: str, encoding: str, *warnings: Text) -> Decoded:
    text, count = _UNREADABLE.subn(UNREADABLE, text)
    if count:
        lost = say(
            "Characters that could not be read as {encoding}: {count:number}. Each stands as “{sign}”.",
            count=count, encoding=encoding, sign=UNREADABLE,
        )  # fmt: skip
        warnings = (*warnings, lost)
    return Decoded(text, encoding, warnings)


def _left_open(count: int) -> Iterator[Text]:
    if count:
        yield say(
            "Lines that end inside Japanese characters: {count:number}. The escape back is missing there.",
            count=count,
        )  # fmt: skip


def _doubts(declared: str, codec: str | None, read_as: str) -> Iterator[Text]:
    if codec is None and read_as != "utf-8":
        yield say("The character set is not certain: the file was read as {encoding}, a guess.", encoding=read_as)
    if codec not in (None, read_as):
        yield say(
            "The file says {declared}, which does not fit; it was read as {encoding}.",
            declared=declared, encoding=read_as,
        )  # fmt: skip


def _fits(data: bytes, codec: str) -> bool:
    try:
        return _FOREIGN.search(data.decode(codec)) is None
    except UnicodeDecodeError:
        return False


def _guessed(data: bytes, otherwise: str) -> str:
    """CP932 or EUC-JP: the one that fits; of two the likelier; of none `otherwise`."""
    fitting = [codec for codec in _JAPANESE if _fits(data, codec)]
    if fitting != list(_JAPANESE):
        return fitting[0] if fitting else otherwise
    wide = [sign for sign in data.decode("euc_jp") if not sign.isascii()]
    kana = sum("ぁ" <= sign <= "ー" for sign in wide)
    return "euc_jp" if kana * _KANA_SHARE >= len(wide) else "cp932"
