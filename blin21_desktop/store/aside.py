"""How rows beside the record are written: under the file's lock, in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from blin21_desktop.domain.text import say
from blin21_desktop.store import engine
from blin21_desktop.store.engine import Connection
from blin21_desktop.store.lock import WriterLock
from blin21_desktop.store.openfile import OpenFile
from blin21_desktop.store.words import NotSaved


class Aside:
    """The part of an open ward file beside the record. `writable` says whether it may be written now."""

    def __init__(self, file: OpenFile, lock: WriterLock, writable: Callable[[], bool]) -> None:
        self._file, self._lock, self._writable = file, lock, writable

    def _write(self, act: Callable[[Connection], object]) -> None:
        """Do `act` in one transaction. Raises `NotSaved`."""
        if not self._writable():
            raise NotSaved(say("NOT saved: this ward file is open for reading only."))
        try:
            with self._lock.held():
                connection = self._file.connection()
                connection.execute("BEGIN IMMEDIATE")
                try:
                    act(connection)
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
        except engine.FAULTS as fault:
            self._file.close()
            raise NotSaved(say("NOT saved. The computer reported: {fault}", fault=str(fault))) from fault


def utc(moment: datetime) -> str:
    """A moment as these rows keep it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
