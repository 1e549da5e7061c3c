"""Reading a small file from outside: so many bytes at most, and never a database that this process may have open."""

from __future__ import annotations

from pathlib import Path

from blin21_desktop.domain.review import ReviewRefused
from blin21_desktop.domain.text import say


def read_outside(path: Path, most: int) -> bytes:
    """The bytes of a file. Raises `ReviewRefused`, and OSError in the system's words.

    An open ward file has its log beside it: to open and close that file here would drop the engine's locks.
    """
    if path.with_name(path.name + "-wal").exists():
        raise ReviewRefused(say("{file} is a ward file that is open, not what is wanted here.", file=str(path)))
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ReviewRefused(say("{file} is too large to be a file of this kind. Choose another one.", file=str(path)))
    return data
