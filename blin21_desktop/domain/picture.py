"""A picture that goes into the ward file beside its entry: a handwriting sample, small and without metadata."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Literal

MediaType = Literal["image/jpeg", "image/png"]

LARGEST_BYTES = 5 * 1024 * 1024
"""Bytes of a picture at most, as chosen and as kept (issue "Checks at the bedside", 2)."""

SIGNATURES: dict[MediaType, bytes] = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}
"""What the bytes of each kind begin with."""


def media_type_of(data: bytes) -> MediaType | None:
    """The kind of picture these bytes begin like; None: neither JPEG nor PNG."""
    return next((kind for kind, signature in SIGNATURES.items() if data.startswith(signature)), None)


@dataclass(frozen=True)
class Picture:
    """Bytes of a JPEG or PNG with its size in pixels. Raises ValueError for bytes that are neither, or too many."""

    data: bytes
    width: int
    height: int

    def __post_init__(self) -> None:
        if media_type_of(self.data) is None or len(self.data) > LARGEST_BYTES:
            raise ValueError("a picture is a JPEG or PNG of at most 5 MB")

    @property
    def media_type(self) -> MediaType:
        """What the bytes are."""
        return "image/png" if self.data.startswith(SIGNATURES["image/png"]) else "image/jpeg"

    @cached_property
    def sha256(self) -> str:
        """The name it is kept under: 64 hexadecimal digits, small letters."""
        return digest(self.data)


def digest(data: bytes) -> str:
    """SHA-256 of bytes as `writing_sampled` writes it."""
    return sha256(data).hexdigest()
