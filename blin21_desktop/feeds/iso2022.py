"""ISO-2022-JP as Japanese hospitals really write it, which no standard codec reads (lab feeds note 1.2).

An escape changes the set of the bytes after it: `ESC $ @`, `ESC $ B` kanji, `ESC $ ( D` supplementary kanji, `ESC ( B`
ASCII, `ESC ( J` Roman (ASCII with the yen sign), `ESC ( I` half-width kana. A byte of a kanji may equal `|`, `^`, `&`,
`~` or a backslash: decode first, split afterwards.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

UNREADABLE = "\ufffd"
ESCAPE = re.compile(rb"\x1b(\$\(D|\$[@B]|\([BJI])")
"""An escape that this module knows; any other is left in the text, where it counts as unreadable."""

_LINE_END = re.compile(rb"[\r\n]")
_FIRST, _LAST = 0x21, 0x7E
_NEC_ROWS = frozenset((0x2D, *range(0x79, 0x7D)))
"""Rows beyond the standard that CP932 names: NEC's signs (row 13) and IBM's kanji chosen by NEC (rows 89 to 92)."""
_TO_EUC = bytes(byte | 0x80 if _FIRST <= byte <= _LAST else byte if byte < 0x80 else 0xFF for byte in range(256))  # noqa: PLR2004
_TO_KANA = bytes(byte | 0x80 if _FIRST <= byte <= 0x5F else byte if byte <= 0x20 else 0xFF for byte in range(256))  # noqa: PLR2004


def decode(data: bytes) -> tuple[str, int]:
    """The text, and how many runs of kanji or kana were still open at the end of their line (the escape back lacks).

    What cannot be read becomes U+FFFD. The end of a line ends a run, so that one lost escape costs one segment.
    """
    found: list[str] = []
    left_open = 0
    for read, piece in _runs(data):
        line_end = None if read in (_ascii, _roman) else _LINE_END.search(piece)
        if line_end is None:
            found.append(read(piece))
        else:
            left_open += 1
            found += (read(piece[: line_end.start()]), _ascii(piece[line_end.start() :]))
    return "".join(found), left_open


def _runs(data: bytes) -> Iterator[tuple[Callable[[bytes], str], bytes]]:
    """Each run with the reader of its set; before the first escape all is ASCII."""
    read: Callable[[bytes], str] = _ascii
    start = 0
    for escape in ESCAPE.finditer(data):
        yield read, data[start : escape.start()]
        read, start = _SETS[escape[1]], escape.end()
    yield read, data[start:]


def _ascii(run: bytes) -> str:
    return run.decode("ascii", "replace")


def _roman(run: bytes) -> str:
    """The yen sign stays one: whether it is text or the escape character of a message is for the splitter to tell."""
    return _ascii(run).replace("\\", "¥")


def _kana(run: bytes) -> str:
    """Half-width kana as full-width ones, voiced marks joined to their kana."""
    wide = unicodedata.normalize("NFKC", run.translate(_TO_KANA).decode("shift_jis", "replace"))
    return wide.replace("\u3099", "゛").replace("\u309a", "゜")


def _kanji(run: bytes) -> str:
    try:
        return run.translate(_TO_EUC).decode("euc_jp")
    except UnicodeDecodeError:
        return _by_pairs(run, b"")


def _supplementary(run: bytes) -> str:
    return _by_pairs(run, b"\x8f")


def _by_pairs(run: bytes, prefix: bytes) -> str:
    found = []
    at = 0
    while at < len(run):
        if run[at] < _FIRST:
            found.append(chr(run[at]))
            at += 1
        else:
            found.append(_pair(run[at], run[at + 1], prefix) if at + 1 < len(run) else UNREADABLE)
            at += 2
    return "".join(found)


def _pair(row: int, cell: int, prefix: bytes) -> str:
    try:
        if not prefix and row in _NEC_ROWS and _FIRST <= cell <= _LAST:
            return _shifted(row, cell).decode("cp932")
        return (prefix + bytes((row, cell)).translate(_TO_EUC)).decode("euc_jp")
    except UnicodeDecodeError:
        return UNREADABLE


def _shifted(row: int, cell: int) -> bytes:
    """The same character in CP932, where two rows share a lead byte."""
    lead = (row - 0x21) // 2 + 0x81
    trail = cell + (0x1F if row % 2 else 0x7E)
    return bytes((lead + 0x40 if lead > 0x9F else lead, trail + 1 if row % 2 and trail >= 0x7F else trail))  # noqa: PLR2004


_SETS: dict[bytes, Callable[[bytes], str]] = {
    b"(B": _ascii,
    b"(J": _roman,
    b"(I": _kana,
    b"$@": _kanji,
    b"$B": _kanji,
    b"$(D": _supplementary,
}
