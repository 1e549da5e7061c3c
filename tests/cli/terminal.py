"""A terminal for tests: calls the program with a fixed clock and keeps what it printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from blin21_desktop.bootstrap import main

NOW = datetime.fromisoformat("2026-11-23T14:30:00+09:00")


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401  (whatever JSON holds)
        return json.loads(self.out)

    def refused(self, *said: str) -> bool:
        """Exit 2, nothing on standard output, every text on standard error (in any case), and no traceback."""
        assert self.code == 2, (self.code, self.out, self.err)
        assert self.out == ""
        assert "Traceback" not in self.err
        for part in said:
            assert part.lower() in self.err.lower(), (part, self.err)
        return True


class Terminal:
    def __init__(self, read: Callable[[], tuple[str, str]]) -> None:
        self._read = read

    def __call__(self, *argv: object, now: datetime = NOW) -> Answer:
        self._read()
        try:
            code = main([str(a) for a in argv], clock=lambda: now)
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        out, err = self._read()
        return Answer(code, out, err)

    def entries(self, ward: Path, *patient: str) -> list[dict[str, Any]]:
        answer = self("entries", ward, *patient)
        assert answer.code == 0, answer.err
        return [json.loads(line) for line in answer.out.splitlines()]
