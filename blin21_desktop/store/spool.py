"""What printing and saving leave on disk for a moment: in a folder of this user alone, gone whatever happens.

Each use has a folder of its own with a lock on it. A killed program frees the lock; the next start finds that and takes
away what lies there, and the unfinished file that was noted there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from blin21_desktop.store.lock import FileLock
from blin21_desktop.store.whole import PART, whole

LOCK, NOTED = "lock", "unfinished"
TEMPORARY = ("TMPDIR", "TEMP", "TMP")
"""Names under which the system's printing looks for a place for its own temporary files."""


class Spool:
    """The folder `root`; it need not exist. Where it cannot be made, printing and saving go on without it."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def printing(self) -> Iterator[None]:
        """While this lasts, temporary files of whatever prints lie in a folder that is taken away afterwards."""
        with self._held() as folder:
            before = {name: os.environ.get(name) for name in TEMPORARY}
            if folder is not None:
                os.environ.update(dict.fromkeys(TEMPORARY, str(folder)))
            try:
                yield
            finally:
                for name, was in before.items():
                    if was is None:
                        os.environ.pop(name, None)
                    else:
                        os.environ[name] = was

    def save(self, out: Path, content: bytes) -> None:
        """Write a file whole or not at all; after a kill the next start takes the unfinished one away.

        Raises OSError.
        """
        with self._held() as folder:
            if folder is None:
                whole(out, content, shared=True)
            else:
                noted = folder / NOTED
                whole(out, content, shared=True, began=lambda part: noted.write_text(str(part.absolute()), "utf-8"))

    def sweep(self) -> None:
        """Take away what killed programs left behind. What cannot be taken away stays for the next start."""
        with suppress(OSError):
            for folder in self._root.iterdir():
                _sweep(folder)

    @contextmanager
    def _held(self) -> Iterator[Path | None]:
        try:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(dir=self._root))
            lock = FileLock(folder / LOCK)
            lock.try_take()
        except OSError:
            yield None
            return
        try:
            yield folder
        finally:
            lock.release()
            shutil.rmtree(folder, ignore_errors=True)


def _sweep(folder: Path) -> None:
    lock = FileLock(folder / LOCK)
    with suppress(OSError):
        if not lock.try_take():
            return
        with suppress(OSError, UnicodeError):
            part = Path((folder / NOTED).read_text("utf-8"))
            if part.name.endswith(PART):
                part.unlink(missing_ok=True)
    lock.release()
    shutil.rmtree(folder, ignore_errors=True)
