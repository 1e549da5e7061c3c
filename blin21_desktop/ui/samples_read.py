"""A picture file that somebody chose: read, turned upright, made small, and encoded anew without its metadata.

Only the pixels go on: place, time, camera, comments, colour profiles and thumbnails of the file stay behind.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter

from blin21_desktop.domain.picture import LARGEST_BYTES, Picture, media_type_of
from blin21_desktop.domain.text import Text, say

LONG_SIDE = 1600
"""Pixels of the longer side at most: a line of handwriting fills a screen with them."""

JPEG_QUALITY = 85

_FORMATS = {"image/jpeg": b"jpeg", "image/png": b"png"}
_START_OF_SCAN, _ALONE = 0xDA, frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers of a JPEG: the one its pixels follow, and those without a length."""


class Unusable(Exception):  # noqa: N818  (an answer in words, not a fault)
    """This file gives no picture; `why` says it and what to do."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.template)
        self.why = why


def picture_from(path: Path) -> Picture:
    """The picture of a JPEG or PNG file, upright, at most `LONG_SIDE` long, without metadata. Raises `Unusable`."""
    data = _bytes(path)
    kind = media_type_of(data)
    if kind is None:
        raise Unusable(say("{file} is neither JPEG nor PNG. Save the photo or scan as one of them.", file=path.name))
    image = QImage() if kind == "image/jpeg" and _cut_short(data) else _decoded(data, _FORMATS[kind])
    if image.isNull():
        raise Unusable(say("{file} is broken and cannot be read. Take or scan it again.", file=path.name))
    plain = _plain(image)
    return Picture(_encoded(plain), plain.width(), plain.height())


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as fault:
        raise Unusable(
            say("{file} cannot be read: {fault}", file=path.name, fault=fault.strerror or str(fault))
        ) from None
    if len(data) > LARGEST_BYTES:
        raise Unusable(
            say("{file} is larger than 5 MB. Take the photo with a lower resolution, or crop it.", file=path.name)
        )
    return data


def _decoded(data: bytes, form: bytes) -> QImage:
    """The pixels, turned as the camera was held; a null image when they cannot be had."""
    raw = QByteArray(data)
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(form))
    reader.setAutoTransform(True)
    return reader.read()


def _cut_short(data: bytes) -> bool:
    """Whether a JPEG ends before its end: Qt would show the missing part as grey. Inside pixels FF D9 cannot stand."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004  (every marker begins so)
        marker = data[at + 1]
        at += 2
        if marker not in _ALONE and marker != 0xFF:  # noqa: PLR2004
            at += int.from_bytes(data[at : at + 2], "big")
        elif marker == 0xFF:  # noqa: PLR2004  (filling)
            at -= 1
        if marker == _START_OF_SCAN:
            return data.find(b"\xff\xd9", at) < 0
    return True


def _plain(image: QImage) -> QImage:
    """The pixels alone, on white paper, in the usual colours, not too large."""
    size = image.size()
    if max(size.width(), size.height()) > LONG_SIDE:
        size = size.scaled(QSize(LONG_SIDE, LONG_SIDE), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    usual = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if image.colorSpace().isValid() and image.colorSpace() != usual:
        image = image.convertedToColorSpace(usual)
    plain = QImage(size, QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    image.setDevicePixelRatio(1)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    return plain


def _encoded(plain: QImage) -> bytes:
    """As PNG or JPEG, whichever is smaller: a scanned line as PNG, a photo as JPEG."""
    return min((_written(plain, form) for form in _FORMATS.values()), key=len)


def _written(plain: QImage, form: bytes) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form))
    if form == _FORMATS["image/jpeg"]:
        writer.setQuality(JPEG_QUALITY)
    writer.write(plain)
    return bytes(buffer.data().data())
