"""Locks beside the ward file, kept by the operating system: a killed holder never blocks anybody.

`<ward>.lock` is held while a batch is being written, `<ward>.window` as long as a window is open. The files
stay; what counts is the lock on them. They say who holds them, for people to read.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from blin21_desktop.domain.text import say
from blin21_desktop.store.words import NotSaved

WAIT_SECONDS = 5.0
_PAUSE_SECONDS = 0.02
_FAR = 1 << 30  # Windows locks bytes, not files: one far behind the text, which stays readable

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _grip(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _grip(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: computer, process number, and since when (ISO 8601, UTC)."""

    host: str
    pid: int
    since: str


class FileLock:
    """One advisory lock on one small file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def try_take(self) -> bool:
        """Take the lock, or say at once that somebody else has it. Raises OSError when the file cannot be made."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _grip(handle)
        except OSError:
            os.close(handle)
            return False
        if not self._is_ours(handle):
            os.close(handle)
            return False
        self._handle = handle
        self._sign(handle)
        return True

    def release(self) -> None:
        """Give the lock back. Does nothing without one."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def holder(self) -> Holder | None:
        """Who took the lock last; None when nobody can be named."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            return Holder(str(found["host"]), int(found["pid"]), str(found["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _is_ours(self, handle: int) -> bool:
        """Whether the locked file still is the one under that name (somebody may have deleted it)."""
        try:
            return os.path.samestat(os.fstat(handle), self.path.stat())
        except OSError:
            return False

    def _sign(self, handle: int) -> None:
        holder = Holder(socket.gethostname(), os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"))
        with contextlib.suppress(OSError):  # a full disk must not take the lock away
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps(asdict(holder)).encode())


class WindowLock(FileLock):
    """Held by the one window that has this ward open."""

    def __init__(self, ward: Path) -> None:
        super().__init__(ward.with_name(ward.name + ".window"))


class WriterLock(FileLock):
    """Held while a batch is written."""

    def __init__(self, ward: Path, *, pause: Callable[[float], None] = time.sleep) -> None:
        super().__init__(ward.with_name(ward.name + ".lock"))
        self._pause = pause

    @contextlib.contextmanager
    def held(self, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the lock for a while; waits for it, then raises `NotSaved` with the holder's name."""
        left = wait_seconds
        while not self.try_take():
            if left <= 0:
                raise self._busy()
            self._pause(_PAUSE_SECONDS)
            left -= _PAUSE_SECONDS
        try:
            yield
        finally:
            self.release()

    def _busy(self) -> NotSaved:
        holder = self.holder()
        if holder is None:
            return NotSaved(say("NOT saved: another program is writing to this ward file. Try again."))
        return NotSaved(
            say(
                "NOT saved: process {pid} on {host} is writing to this ward file since {since}. Try again.",
                pid=holder.pid,
                host=holder.host,
                since=holder.since,
            )
        )
