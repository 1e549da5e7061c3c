"""Picture files for tests: a line of writing as PNG or JPEG, with the metadata that phones and scanners put in."""

from __future__ import annotations

import zlib
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen, QPolygonF

SECRET = b"SECRET-PLACE-35.6N"


def line(width: int = 900, height: int = 300, *, waves: int = 6) -> QImage:
    """A wavy line on paper; its upper left corner is red, to tell what is up."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#FDFDF8"))
    painter = QPainter(image)
    painter.setPen(QPen(QColor("#1A2450"), 5))
    step = width / (waves * 8)
    points = [QPointF(40 + i * step, height / 2 + (i * 37 % 61 - 30)) for i in range(int((width - 80) / step))]
    painter.drawPolyline(QPolygonF(points))
    painter.fillRect(0, 0, width // 10, height // 10, QColor("#E00000"))
    painter.end()
    return image


def encoded(image: QImage, form: str) -> bytes:
    """The bytes of an image as "jpeg" or "png"."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form.encode()))
    writer.setQuality(95)
    assert writer.write(image)
    return bytes(buffer.data().data())


def exif(orientation: int) -> bytes:
    """A TIFF block with an orientation and the name of a camera that gives a place away."""
    name = SECRET + b"\0"
    rows = [(0x0112, 3, 1, orientation.to_bytes(2, "big") + b"\0\0"), (0x0110, 2, len(name), (38).to_bytes(4, "big"))]
    body = b"".join(
        t.to_bytes(2, "big") + k.to_bytes(2, "big") + n.to_bytes(4, "big") + v for t, k, n, v in sorted(rows)
    )
    return b"MM\0*" + (8).to_bytes(4, "big") + (2).to_bytes(2, "big") + body + b"\0" * 4 + name


def segment(marker: int, content: bytes) -> bytes:
    """One segment of a JPEG."""
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content


def photo(orientation: int = 1, image: QImage | None = None) -> bytes:
    """A JPEG as a phone makes it: EXIF, XMP, IPTC, a comment, and a film behind its end."""
    plain = encoded(image or line(), "jpeg")
    extra = (
        segment(0xE1, b"Exif\0\0" + exif(orientation))
        + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + SECRET + b"</x>")
        + segment(0xED, b"Photoshop 3.0\0" + SECRET)
        + segment(0xFE, SECRET)
    )
    return plain[:2] + extra + plain[2:] + b"MotionPhoto" + SECRET


def chunk(name: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


def scan() -> bytes:
    """A PNG as a scanner makes it: text, EXIF, a time, and something behind its end."""
    plain = encoded(line(), "png")
    extra = (
        chunk(b"tEXt", b"Author\0" + SECRET)
        + chunk(b"iTXt", b"Place\0\0\0\0\0" + SECRET)
        + chunk(b"eXIf", exif(1))
        + chunk(b"tIME", b"\x07\xea\x0b\x17\x0e\x1e\x00")
    )
    return plain[:33] + extra + plain[33:] + SECRET


def segments(data: bytes) -> list[int]:
    """The markers of a JPEG up to its pixels."""
    found, at = [], 2
    while data[at + 1] != 0xDA:
        found.append(data[at + 1])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return found


def chunks(data: bytes) -> list[bytes]:
    """The chunks of a PNG by name."""
    found, at = [], 8
    while at < len(data):
        found.append(data[at + 4 : at + 8])
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return found


def saved(folder: Path, name: str, data: bytes) -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path
