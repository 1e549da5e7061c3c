"""A ward file that stays readable while its connection comes and goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from blin21_desktop.store import engine
from blin21_desktop.store.engine import Connection


class OpenFile:
    """One connection to a ward file, opened anew after it was closed."""

    def __init__(self, path: Path, *, readonly: bool) -> None:
        self.path, self.readonly = path, readonly
        self._open: Connection | None = None

    def connection(self) -> Connection:
        """The connection, for writing unless the file is open for reading only. Raises what `engine.connect` does."""
        if self._open is None:
            self._open = engine.connect(self.path, readonly=self.readonly)
        return self._open

    def rows(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """All rows of a SELECT, also when the file cannot be opened for writing just now (a full disk)."""
        try:
            connection = self.connection()
        except engine.FAULTS:
            reader = engine.connect(self.path, readonly=True)
            try:
                return reader.execute(sql, values).fetchall()
            finally:
                reader.close()
        return connection.execute(sql, values).fetchall()

    def close(self) -> None:
        """Close the connection, if there is one."""
        if self._open is not None:
            self._open.close()
            self._open = None
