"""Breaking text into lines that fit: between words and Japanese characters, never inside an amount."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from blin21_desktop.printing.fonts import width

NO_START = frozenset("/、。，．・：；？！）」』】〕〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%℃")
"""Characters that no line begins with (kinsoku)."""
NO_END = frozenset("/（「『【〔〈《([{")
"""Characters that no line ends with."""
_AMOUNT = re.compile(r"(?<=\d) (?=microgram|μg|mL|kg|hr|mg|cm|m²|°|%)")
_DATED = re.compile(
    r"(?<=\d{4}) (?=\d\d:\d\d)|(?<=-[A-Z][a-z]{2}) (?=\d\d:\d\d)|(?<=/\d\d) (?=\d\d:\d\d)|(?<=/\d) (?=\d\d:\d\d)"
)
_LENGTH = re.compile(r"(?<=\dhr) (?=\d)|(?<=\dd) (?=\d)")
_SMALLER = (re.compile(r"\S+ *|^ +"), re.compile("[^-]+-?|-"), re.compile(".", re.DOTALL))
"""How an amount or word wider than the room is taken apart: at spaces, at hyphens, between characters."""
_HELD = "\u00a0"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one weight and size (points)."""

    text: str
    size: float = 9.0
    bold: bool = False


Line = tuple[Piece, ...]


def wrap(pieces: Sequence[Piece], room: float) -> tuple[Line, ...]:
    """The pieces in lines no wider than `room` points.

    What is wider than the room is broken at its spaces, then at hyphens, and only then between characters.
    """
    lines: list[list[Piece]] = [[]]
    used = 0.0
    for atom in _atoms(pieces):
        wide = width(atom.text.rstrip(" "), atom.size, atom.bold)
        if used + wide > room and lines[-1]:
            lines.append([])
            used = 0.0
        for part in _fitting(atom, room):
            if used and used + width(part.text.rstrip(" "), part.size, part.bold) > room:
                lines.append([])
                used = 0.0
            if not used and not part.text.strip():
                continue
            lines[-1].append(part)
            used += width(part.text, part.size, part.bold)
    return tuple(_joined(line) for line in lines if line)


def _fitting(atom: Piece, room: float) -> list[Piece]:
    if width(atom.text.rstrip(" "), atom.size, atom.bold) <= room:
        return [atom]
    for pattern in _SMALLER:
        parts = pattern.findall(atom.text)
        if len(parts) > 1:
            return [piece for part in parts for piece in _fitting(Piece(part, atom.size, atom.bold), room)]
    return [atom]


def _atoms(pieces: Sequence[Piece]) -> Iterable[Piece]:
    for piece in pieces:
        held = piece.text
        for pattern in (_AMOUNT, _DATED, _LENGTH):
            held = pattern.sub(_HELD, held)
        start = 0
        for place in range(1, len(held) + 1):
            if place == len(held) or _may_break(held[place - 1], held[place]):
                yield Piece(held[start:place].replace(_HELD, " "), piece.size, piece.bold)
                start = place


def _may_break(before: str, after: str) -> bool:
    if after in NO_START or before in NO_END or after == " " or (_katakana(before) and _katakana(after)):
        return False
    return before == " " or _wide(before) or _wide(after)


def _wide(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\uffef" or character >= "\U00020000"


def _katakana(character: str) -> bool:
    return "\u30a1" <= character <= "\u30ff"


def _joined(line: list[Piece]) -> Line:
    found: list[Piece] = []
    for piece in line:
        last = found[-1] if found else None
        if last is not None and (last.size, last.bold) == (piece.size, piece.bold):
            found[-1] = Piece(last.text + piece.text, piece.size, piece.bold)
        else:
            found.append(piece)
    return (*found[:-1], Piece(found[-1].text.rstrip(" "), found[-1].size, found[-1].bold))


def line_width(line: Line) -> float:
    """Width of a line in points."""
    return sum(width(piece.text, piece.size, piece.bold) for piece in line)


def line_height(line: Line) -> float:
    """Distance from this line to the next, in points: 1.25 times its largest size."""
    return 1.25 * max((piece.size for piece in line), default=9.0)


def height(lines: Iterable[Line]) -> float:
    """Height of several lines, in points."""
    return sum(line_height(line) for line in lines)
