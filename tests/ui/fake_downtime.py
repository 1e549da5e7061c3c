"""The folder of downtime sheets as the tests of the window have it."""

from __future__ import annotations

from collections.abc import Iterator


class FakeDowntime:
    """A folder of downtime sheets that is only noted. `refuses`: what the folder says; `faults`: a sheet's each."""

    def __init__(self) -> None:
        self.folder, self.langs = "", "both"
        self.written = 0
        self.refuses = ""
        self.faults: list[str] = ["", ""]

    def place(self, folder: str, langs: str, lang: str) -> None:
        if self.refuses:
            raise ValueError(self.refuses)
        self.folder, self.langs = folder, langs

    def write(self, lang: str) -> Iterator[str]:
        if self.refuses:
            raise ValueError(self.refuses)
        self.written += 1
        yield from self.faults
