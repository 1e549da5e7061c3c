"""Ways of writing one name made one: width, capitals, katakana and hiragana; and when two family readings are one.

Folding too much costs a needless warning, folding too little a missed one; so readings are folded further than text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

REMEMBERED = 4_096
"""So many names are kept folded: a board compares everybody with everybody."""

_KATAKANA = re.compile("[\u30a1-\u30f6\u30fd\u30fe]")
_TO_HIRAGANA = 0x60
_SOUND_MARKS = str.maketrans({"\u309b": "\u3099", "\u309c": "\u309a"})
"""Free-standing sound marks to those that join the sign before them."""

_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
"""Small kana to large: old systems write readings in large kana only."""

_DASHES = re.compile("[\u2010-\u2015\u2212-]")
_BETWEEN = re.compile(r"[\s・,、=]+")
_KANA = re.compile("[\u3041-\u3096\u309d\u309eー\\s]+")


@lru_cache(REMEMBERED)
def folded(text: str) -> str:
    """Full and half width, capitals, katakana and hiragana made one; no blanks at the ends."""
    plain = unicodedata.normalize("NFKC", text.translate(_SOUND_MARKS)).casefold()
    return _KATAKANA.sub(lambda sign: chr(ord(sign[0]) - _TO_HIRAGANA), plain).strip()


@lru_cache(REMEMBERED)
def reading(kana: str) -> tuple[str, ...]:
    """The parts of a reading, family part first, folded further: small kana large, dashes as the long-vowel mark."""
    plain = _DASHES.sub("ー", folded(kana)).translate(_LARGE)
    return tuple(part for part in _BETWEEN.split(plain) if part)


def is_kana(text: str) -> bool:
    """Whether a name is written in kana alone, so that it is its own reading."""
    return _KANA.fullmatch(folded(text)) is not None


def same_family(one: str, other: str) -> bool:
    """Whether two readings have the same family part.

    A reading without a gap has no known end of its family part: it is the same when it begins as the other does.
    """
    a, b = reading(one), reading(other)
    if not a or not b:
        return False
    begins = (len(a) == 1 and a[0].startswith(b[0])) or (len(b) == 1 and b[0].startswith(a[0]))
    return begins or a[0] == b[0]
