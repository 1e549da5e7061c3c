"""What the store's tests do to files that other people would."""

from __future__ import annotations

import sqlite3  # a foreign tool: no connection of ours is open while it works
from contextlib import closing, suppress
from pathlib import Path

from blin21_desktop.store.log import verify
from blin21_desktop.store.words import english


def tamper(path: Path, sql: str, *, put_back: bool = True) -> None:
    """Change the file as somebody would who knows SQL, and put the guards back."""
    with closing(sqlite3.connect(path)) as connection:
        guards = connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            connection.execute(f"DROP TRIGGER {name}")
        connection.executescript(sql)
        for (guard,) in guards if put_back else []:
            with suppress(sqlite3.OperationalError):  # the table is gone
                connection.execute(guard)
        connection.commit()


def problems(path: Path) -> str:
    verdict = verify(path)
    assert verdict.ok == (not verdict.problems)
    return " ".join(english(problem) for problem in verdict.problems)
