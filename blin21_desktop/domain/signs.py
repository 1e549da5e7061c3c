"""Signs that not every font of this program draws right.

BIZ UDPGothic Regular draws U+2264 as "at least" and U+2265 as "at most", the wrong way round; its bold face and the
other fonts do not. The signs of JIS X 0208, U+2266 and U+2267, are right in all of them, so these are shown.
"""

from __future__ import annotations

_DRAWN = {0x2264: "\u2266", 0x2265: "\u2267"}


def drawable(text: str) -> str:
    """The text as it may be drawn: "at most" and "at least" in the signs that every font has right."""
    return text.translate(_DRAWN)
