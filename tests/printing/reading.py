"""Reads a PDF back: text by page, and the page as black and white dots."""

from __future__ import annotations

import io
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader


def pages(pdf: bytes) -> list[str]:
    """Text of every page without any white space, so that a line break hides nothing."""
    return [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Text without white space, forms unified."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def dots(pdf: bytes, folder: Path, page: int = 1, dpi: int = 100) -> tuple[int, int, bytes]:
    """Width, height and one byte a dot (0 black, 1 white) of a page in two colours, as a fax would send it."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    source = folder / "page.pdf"
    source.write_bytes(pdf)
    command = ["pdftoppm", "-r", str(dpi), "-gray", "-f", str(page), "-l", str(page), str(source), str(folder / "out")]
    subprocess.run(command, check=True, capture_output=True)
    (found,) = folder.glob("out*.pgm")
    _, size, _, grey = found.read_bytes().split(b"\n", 3)
    wide, high = map(int, size.split())
    return wide, high, bytes(int(dot >= 128) for dot in grey)
