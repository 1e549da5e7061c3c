"""Watches a folder of laboratory files: looks only at names, sizes and times, and says when it is worth reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from blin21_desktop.feeds import ssmix2
from blin21_desktop.store.lab_sources import is_tree

MOST_LOOKS = 5
"""A folder in which something is always being written is read all the same, after so many looks."""

Stamps = Mapping[str, tuple[int, int]]


class LabWatch:
    """One watched folder. A file that grew since the last look may still be being written: it is left alone then."""

    def __init__(self) -> None:
        self._read: Stamps = {}
        self._seen: Stamps = {}
        self._looks = 0

    def due(self, folder: Path, numbers: Sequence[str]) -> bool:
        """Whether to read the folder now. Raises OSError when it is not there."""
        now = _stamps(folder, numbers)
        quiet, self._seen = now == self._seen, now
        if now == self._read:
            self._looks = 0
            return False
        self._looks += 1
        if not quiet and self._looks < MOST_LOOKS:
            return False
        self._read, self._looks = now, 0
        return True


def _stamps(folder: Path, numbers: Sequence[str]) -> Stamps:
    folder.stat()
    return {str(path): (found.st_size, found.st_mtime_ns) for path in _files(folder, numbers) if (found := path.stat())}


def _files(folder: Path, numbers: Sequence[str]) -> Iterator[Path]:
    """In an SS-MIX2 tree only the results of our patients."""
    if not is_tree(folder, numbers):
        yield from (path for path in folder.rglob("*") if path.is_file())
        return
    for number in numbers:
        ours = ssmix2.patient_folder(number)
        if ours is not None:
            yield from folder.joinpath(*ours).glob(f"*/{ssmix2.RESULTS}/*")
