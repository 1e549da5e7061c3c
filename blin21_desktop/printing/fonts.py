"""The embedded fonts: which font draws which character, and how wide a text becomes.

BIZ UDPGothic first, DejaVu Sans for what it lacks. A character that neither has is refused by name: paper never shows
a box where a word should be.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from blin21_desktop.domain.signs import drawable
from blin21_desktop.domain.text import Text, say
from blin21_desktop.locate import resource

FAMILIES = ("BIZUDPGothic", "DejaVuSans")
FILES = {
    ("BIZUDPGothic", False): "BIZUDPGothic-Regular.ttf",
    ("BIZUDPGothic", True): "BIZUDPGothic-Bold.ttf",
    ("DejaVuSans", False): "DejaVuSans.ttf",
    ("DejaVuSans", True): "DejaVuSans-Bold.ttf",
}


class Unprintable(ValueError):  # noqa: N818  (a named outcome, not a fault)
    """A sheet that cannot be drawn whole; `why` says it in words, `str()` in English."""

    def __init__(self, why: Text) -> None:
        """Keep the words."""
        super().__init__(why.template.format(**why.values))
        self.why = why


class Uncovered(Unprintable):
    """A character that no embedded font can draw: nothing is printed with a box in its place."""

    def __init__(self, character: str, text: str) -> None:
        """Name the character, its code point and the text it stands in."""
        why = say(
            "The fonts of this program cannot draw {character} (U+{code}, {name}) in: {text}",
            character=repr(character),
            code=f"{ord(character):04X}",
            name=unicodedata.name(character, "no name"),
            text=text,
        )
        super().__init__(why)
        self.character = character
        self.text = text


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of one text that one font draws."""

    font: str
    text: str


@cache
def _font(family: str, bold: bool) -> TTFont:  # noqa: FBT001  (the two weights)
    font = TTFont(family + ("-Bold" if bold else ""), str(resource("fonts", FILES[family, bold])))
    pdfmetrics.registerFont(font)
    return font


@lru_cache(maxsize=4096)
def _font_of(character: str, bold: bool) -> TTFont | None:  # noqa: FBT001
    fonts = (_font(family, bold) for family in FAMILIES)
    return next((font for font in fonts if ord(character) in font.face.charToGlyph), None)


@lru_cache(maxsize=4096)
def runs(text: str, bold: bool = False) -> tuple[Run, ...]:  # noqa: FBT001, FBT002
    """The text cut into runs of one font each. Raises `Uncovered` for a character that no font has."""
    found: list[tuple[str, list[str]]] = []
    for character in _drawable(text):
        font = _font_of(character, bold)
        if font is None:
            raise Uncovered(character, text)
        if found and found[-1][0] == font.fontName:
            found[-1][1].append(character)
        else:
            found.append((font.fontName, [character]))
    return tuple(Run(font, "".join(characters)) for font, characters in found)


def _drawable(text: str) -> str:
    """Line ends as spaces; loose accents and voicing marks joined to their letter where a joined one exists."""
    plain = "".join(" " if c.isspace() and ord(c) < ord(" ") else c for c in drawable(text))
    return unicodedata.normalize("NFC", plain) if any(map(unicodedata.combining, plain)) else plain


@lru_cache(maxsize=8192)
def width(text: str, size: float, bold: bool = False) -> float:  # noqa: FBT001, FBT002
    """Width of a text in points at a font size in points."""
    return float(sum(pdfmetrics.stringWidth(run.text, run.font, size) for run in runs(text, bold)))
