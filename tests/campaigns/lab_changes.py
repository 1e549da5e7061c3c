"""Ways to break the bytes and the path of a laboratory file."""

from __future__ import annotations

import random
from collections.abc import Callable

_TOKENS = (
    b"|", b"^", b"~", b"\\", b"&", b"\r", b"\n", b"\r\n", b"\x0b", b"\x1c", b"\x00", b"\x1b$B", b"\x1b(B", b"\x1b(I",
    b"\x1b(J", b"\xff", b"\xef\xbb\xbf", b"\\X0D\\", b"\\F\\", b'""', b"-", b"1e9", b"MSH|^~\\&|", b"OBX|",
    b"BTS|1\r", b"FTS|1\r", b"PID|", b"SPM|1|", b"NaN", b"9" * 5_000, b"(" * 500, b"^" * 3_000, b"\\" * 2_000,
    "−＜≦①㎎ｱﾞ".encode(), b"\xf0\x40",
)  # fmt: skip


def mutated(rng: random.Random, data: bytes, others: list[bytes]) -> bytes:
    """One to four changes: bits, bytes, runs taken out, doubled, moved or brought in, rows swapped, the end cut off."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        data = rng.choice(_CHANGES)(rng, data, others)
    return data


def _bit(rng: random.Random, data: bytes, _others: list[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + bytes(byte ^ (1 << rng.randrange(8)) for byte in data[at : at + 1]) + data[at + 1 :]


def _byte(rng: random.Random, data: bytes, _others: list[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.randbytes(1) + data[at + 1 :]


def _token(rng: random.Random, data: bytes, _others: list[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(_TOKENS) * rng.choice((1, 1, 3)) + data[at + rng.choice((0, 1)) :]


def _taken_out(rng: random.Random, data: bytes, _others: list[bytes]) -> bytes:
    start, end = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
    return data[:start] + data[min(end, start + rng.choice((1, 8, 200))) :]


def _doubled(rng: random.Random, data: bytes, _others: list[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at : at + rng.choice((1, 40, 400))] * 2 + data[at:]


def _spliced(rng: random.Random, data: bytes, others: list[bytes]) -> bytes:
    other = rng.choice(others)
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def _rows(rng: random.Random, data: bytes, _others: list[bytes]) -> bytes:
    rows = data.split(b"\r")
    one, two = rng.randrange(len(rows)), rng.randrange(len(rows))
    match rng.randrange(3):
        case 0:
            rows[one], rows[two] = rows[two], rows[one]
        case 1:
            del rows[one]
        case _:
            rows.insert(one, rows[two])
    return b"\r".join(rows)


def cut_short(rng: random.Random, data: bytes, _others: list[bytes]) -> bytes:
    """Only the beginning."""
    return data[: rng.randrange(len(data) + 1)]


_CHANGES: tuple[Callable[[random.Random, bytes, list[bytes]], bytes], ...] = (
    _bit, _byte, _byte, _token, _token, _taken_out, _doubled, _spliced, _rows, _rows, cut_short,
)  # fmt: skip


def misplaced(rng: random.Random, parts: tuple[str, ...]) -> tuple[str, ...]:
    """The same path with one letter or one folder changed; a plain file has none to change."""
    if len(parts) == 1:
        return parts
    at = rng.randrange(len(parts))
    part = parts[at]
    letter = rng.randrange(len(part))
    broken = part[:letter] + rng.choice("012_-./^é\0") + part[letter + rng.choice((0, 1)) :]
    return (*parts[:at], *([broken] if rng.random() < 7 / 8 else []), *parts[at + 1 :])
