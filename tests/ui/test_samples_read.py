"""A chosen picture comes in upright, small and without a trace of its metadata; what is no picture is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QColorSpace, QImage
from pytestqt.qtbot import QtBot

from blin21_desktop.domain.picture import LARGEST_BYTES
from blin21_desktop.ui.samples_read import LONG_SIDE, Unusable, picture_from
from tests.ui import pictures
from tests.ui.pictures import SECRET, encoded, line, photo, saved, scan

PLAIN_JPEG = {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDD}
"""JFIF head, tables and frame: what a JPEG cannot be without."""
PLAIN_PNG = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"pHYs"}


@pytest.fixture(autouse=True)
def _started(qtbot: QtBot) -> None:
    """Qt's plugins for pictures are there."""


def red(image: QImage, corner: str) -> bool:
    x = 3 if "left" in corner else image.width() - 4
    y = 3 if "upper" in corner else image.height() - 4
    return image.pixelColor(x, y).red() > 180 and image.pixelColor(x, y).green() < 80


def shown(data: bytes) -> QImage:
    found = QImage.fromData(data)
    assert not found.isNull()
    return found


def why(path: Path) -> str:
    with pytest.raises(Unusable) as unusable:
        picture_from(path)
    return unusable.value.why.template


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [
        (1, (900, 300), "upper left"), (2, (900, 300), "upper right"), (3, (900, 300), "lower right"),
        (4, (900, 300), "lower left"), (5, (300, 900), "upper left"), (6, (300, 900), "upper right"),
        (7, (300, 900), "lower right"), (8, (300, 900), "lower left"),
    ],
)  # fmt: skip
def test_a_photo_is_turned_upright(tmp_path: Path, orientation: int, size: tuple[int, int], corner: str) -> None:
    found = picture_from(saved(tmp_path, "photo.jpg", photo(orientation)))
    assert (found.width, found.height) == size
    image = shown(found.data)
    assert (image.width(), image.height()) == size
    corners = ("upper left", "upper right", "lower left", "lower right")
    assert [each for each in corners if red(image, each)] == [corner]


@pytest.mark.parametrize("made", [photo, scan])
def test_no_byte_of_the_metadata_survives(tmp_path: Path, made: object) -> None:
    original = photo(6) if made is photo else scan()
    assert original.count(SECRET) >= 4
    found = picture_from(saved(tmp_path, "chosen", original)).data
    for trace in (SECRET, b"Exif", b"SECRET", b"Photoshop", b"xap", b"MotionPhoto", b"tEXt", b"eXIf", b"tIME"):
        assert trace not in found
    assert shown(found).textKeys() == []


def test_both_encodings_hold_pixels_and_nothing_else(tmp_path: Path) -> None:
    noisy = line(400, 300)
    for y in range(300):
        for x in range(400):
            noisy.setPixelColor(x, y, QColor((x * 7919 + y * 104729) % 256, (x * y * 31) % 256, (x ^ y) % 256))
    as_jpeg = picture_from(saved(tmp_path, "noise.jpg", photo(1, noisy)))
    flat = QImage(600, 200, QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    as_png = picture_from(saved(tmp_path, "flat.png", encoded(flat, "png")))
    assert (as_jpeg.media_type, as_png.media_type) == ("image/jpeg", "image/png")
    assert set(pictures.segments(as_jpeg.data)) <= PLAIN_JPEG
    assert as_jpeg.data.endswith(b"\xff\xd9")
    assert set(pictures.chunks(as_png.data)) <= PLAIN_PNG


def test_a_large_picture_becomes_small_in_the_same_proportion(tmp_path: Path) -> None:
    found = picture_from(saved(tmp_path, "large.jpg", encoded(line(3200, 800), "jpeg")))
    assert (found.width, found.height) == (LONG_SIDE, 400)
    tall = picture_from(saved(tmp_path, "tall.png", encoded(line(8, 3200), "png")))
    assert (tall.width, tall.height) == (4, LONG_SIDE)
    thin = picture_from(saved(tmp_path, "thin.png", encoded(line(1, 3300), "png")))
    assert (thin.width, thin.height) == (1, LONG_SIDE)


def test_a_small_picture_keeps_its_size(tmp_path: Path) -> None:
    found = picture_from(saved(tmp_path, "small.png", encoded(line(50, 20), "png")))
    assert (found.width, found.height) == (50, 20)


def test_what_is_see_through_stands_on_white_paper(tmp_path: Path) -> None:
    clear = QImage(30, 30, QImage.Format.Format_ARGB32)
    clear.fill(Qt.GlobalColor.transparent)
    found = picture_from(saved(tmp_path, "clear.png", encoded(clear, "png")))
    assert shown(found.data).pixelColor(10, 10) == QColor(Qt.GlobalColor.white)


def test_colours_of_another_space_become_the_usual_ones_and_its_profile_goes(tmp_path: Path) -> None:
    wide = line(200, 100)
    wide.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.AdobeRgb))
    data = encoded(wide, "png")
    assert b"iCCP" in data
    found = picture_from(saved(tmp_path, "wide.png", data)).data
    assert b"iCCP" not in found
    assert b"ICC_PROFILE" not in found


@pytest.mark.parametrize("name", ["text.png", "film.gif", "empty.jpg", "page.pdf"])
def test_what_is_no_jpeg_or_png_is_said_whatever_its_name(tmp_path: Path, name: str) -> None:
    data = {"text.png": b"hello", "film.gif": b"GIF89a....", "empty.jpg": b"", "page.pdf": b"%PDF-1.7"}[name]
    assert "neither JPEG nor PNG" in why(saved(tmp_path, name, data))


def test_more_than_5_mb_is_said(tmp_path: Path) -> None:
    start = b"\x89PNG\r\n\x1a\n"
    assert "larger than 5 MB" in why(saved(tmp_path, "large.png", start + b"0" * (LARGEST_BYTES - len(start) + 1)))
    assert "is broken" in why(saved(tmp_path, "just.png", start + b"0" * (LARGEST_BYTES - len(start))))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_file_that_ends_too_soon_is_broken(tmp_path: Path, share: float) -> None:
    for name, data in (("a.jpg", encoded(line(), "jpeg")), ("b.png", encoded(line(), "png"))):
        assert "is broken" in why(saved(tmp_path, name, data[: int(len(data) * share)]))


def test_a_photo_cut_short_whose_metadata_hold_an_end_is_broken_too(tmp_path: Path) -> None:
    plain = encoded(line(), "jpeg")
    thumbnail = pictures.segment(0xE1, b"Exif\0\0" + b"\xff\xd8\xff\xdb..\xff\xd9")
    cut = (plain[:2] + thumbnail + plain[2:])[:-600]
    assert "is broken" in why(saved(tmp_path, "cut.jpg", cut))


def test_filling_and_marks_without_a_length_are_passed_over(tmp_path: Path) -> None:
    plain = encoded(line(), "jpeg")
    found = picture_from(saved(tmp_path, "odd.jpg", plain[:2] + b"\xff\xff" + plain[3:]))
    assert found.width == 900
    assert "is broken" in why(saved(tmp_path, "lone.jpg", b"\xff\xd8\xff\xd0\xff\x01\xff\xe0"))


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert "cannot be read: " in why(tmp_path / "gone.png")
    assert "cannot be read: " in why(tmp_path)
