"""What is kept of laboratory files in the ward file: those with something to decide, decisions, CSV layouts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from blin21_desktop.domain.lab_files import Decided, Decision, LabFile, LabFiles
from blin21_desktop.domain.text import say
from blin21_desktop.feeds.csv_mapping import CsvMapping, from_json, to_json
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.source import Reviewed, kept


class KeptFiles:
    """The laboratory files of one ward. Whatever writes raises `NotSaved`.

    `now` is the ward's clock, `table` gives the version of the table of analytes.
    """

    def __init__(self, files: LabFiles, now: Callable[[], datetime], table: Callable[[], str]) -> None:
        self._files, self._now, self._table = files, now, table

    def layouts(self) -> tuple[CsvMapping, ...]:
        """The site's CSV layouts."""
        return tuple(from_json(text) for text in self._files.layouts())

    def keep_layout(self, layout: CsvMapping, by: str) -> None:
        """Save a CSV layout; what stood before under its id stays in the file."""
        self._files.keep_layout(layout.id, to_json(layout), by, self._now())

    def open(self) -> dict[str, set[str]]:
        """What nobody has decided: id of the source -> keys of its results."""
        found: dict[str, set[str]] = {}
        for one in self._files.waiting():
            found.setdefault(one.sha256, set()).add(one.key)
        return found

    def counts(self) -> Mapping[str, int]:
        """How many results wait for a person, by study number ("": of nobody certain). Cheap: no file is read."""
        found: dict[str, int] = {}
        for one in self._files.waiting():
            found[one.patient] = found.get(one.patient, 0) + 1
        return found

    def files(self, ids: Iterable[str]) -> list[LabFile]:
        """The kept files with these ids of their sources."""
        return [file for one in ids if (file := self._files.get(one)) is not None]

    def keep(self, reviewed: Sequence[Reviewed], by: str) -> None:
        """Keep every file with something to decide, so that it shows again."""
        waiting = [one for one in reviewed if any(item.waits for item in one.items)]
        found = [kept(one, by, self._now(), self._table()) for one in waiting if one.source.read.format != "unknown"]
        self._files.keep([file for file, _ in found], [one for _, waits in found for one in waits])

    def decide(self, source: str, keys: Iterable[str], decision: Decision, by: str, because: str = "") -> None:
        """Write what was decided about results of one file."""
        at = self._now()
        made = [Decided(sha256=source, key=key, decision=decision, by=by, at=at, because=because) for key in keys]
        self._files.decide(made)

    def remembered(self, source: str, items: Sequence[Item]) -> Iterator[Item]:
        """The results of a file with what a person decided about them before."""
        decided = {one.key: one for one in self._files.decided(source)}
        for item in items:
            before = decided.get(item.key)
            if before is None or before.decision == "settled" or not item.waits:
                yield item
            elif before.decision == "filed":
                reason = say("{who} decided on {at:time} to file it", who=before.by, at=before.at)
                yield replace(item, verdict="duplicate", reasons=(reason,))
            else:
                reason = say("{who} decided on {at:time} not to file it: {because}",
                             who=before.by, at=before.at, because=before.because)  # fmt: skip
                yield replace(item, verdict="rejected", reasons=(reason,))
