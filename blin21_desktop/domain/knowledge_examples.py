"""Worked examples of a label file: a situation in a few lines, the answer its source gives. They run as tests.

    [[examples]]
    rule = "crs.hold"
    name_en = "Child, CRS grade 2"
    name_ja = "..."
    given = ["0d00:00 patient age=12 kg=50 cm=160 dose=28 hours=96 rate=2.5", "1d00:00 crs grade=2"]
    at = "1d00:00"
    expect = "fires:hold"
    source = "J1"
    section = "dose adjustment, Table 4"

Times are days, hours and minutes (and seconds) from the start of the course. `expect` is the answer of the rule, with
its action where it fires.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from blin21_desktop.domain.knowledge import Cites, Example, Happened
from blin21_desktop.domain.text import Names

_WHEN = re.compile(r"(\d+)d(\d\d):(\d\d)(?::(\d\d))?")
_EXPECT = re.compile(r"clear|cannot_tell|fires:[a-z_]+")
_TEXTS = ("rule", "name_en", "name_ja", "at", "expect", "source", "section")

WORDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "patient": (frozenset({"age", "kg", "cm", "dose", "hours", "rate"}), frozenset({"course"})),
    "crs": (frozenset({"grade"}), frozenset()),
    "event": (frozenset({"key", "kind", "grade"}), frozenset()),
    "pause": (frozenset({"reason"}), frozenset({"for"})),
    "bag": (frozenset({"dose", "hours", "rate"}), frozenset()),
    "lab": (frozenset({"analyte", "value", "upper"}), frozenset()),
}
"""What may happen in an example -> what must be said of it, and what may.

`patient` is registered and weighed the day before, and a first bag of that dose flows from 0d00:00 on."""


def read_examples(rows: object, tags: frozenset[str], fault: Callable[[str], None]) -> tuple[Example, ...]:
    """The examples of a file, their sources among `tags`; each fault is named and its example left out."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        fault("examples must be a list of tables")
        return ()
    read = (_example(number, row, tags, fault) for number, row in enumerate(rows, start=1))
    return tuple(one for one in read if one is not None)


def _example(number: int, row: dict[str, Any], tags: frozenset[str], fault: Callable[[str], None]) -> Example | None:
    wrong = [f"{name} is missing or not text" for name in _TEXTS if not isinstance(row.get(name), str)]
    wrong += [f"{name} is not a field of an example" for name in sorted(row.keys() - {*_TEXTS, "given"})]
    lines = row.get("given")
    if not isinstance(lines, list) or not lines or not all(isinstance(line, str) for line in lines):
        wrong.append("given must be a list of lines")
        lines = []
    given = [_happened(line) for line in lines]
    wrong += [f"given: {line}: {what}" for line, what in zip(lines, given, strict=True) if isinstance(what, str)]
    at = _length(str(row.get("at", "")))
    if at is None:
        wrong.append("at must be a time such as 1d02:30")
    if not _EXPECT.fullmatch(str(row.get("expect", ""))):
        wrong.append("expect must be clear, cannot_tell or fires: and its action")
    if isinstance(row.get("source"), str) and row["source"] not in tags:
        wrong.append(f"source {row['source']} is not in sources.toml")
    for text in wrong:
        fault(f"example {number}: {text}")
    if wrong or at is None:
        return None
    return Example(
        rule=row["rule"],
        names=Names(row["name_en"], row["name_ja"]),
        given=tuple(one for one in given if isinstance(one, Happened)),
        at=at,
        expect=row["expect"],
        cites=Cites(row["source"], row["section"]),
    )


def _happened(line: str) -> Happened | str:
    """A line read, or what is wrong with it."""
    when, what, *rest = (*line.split(), "", "")
    at, given = _length(when), dict(part.split("=", 1) for part in rest if "=" in part)
    if at is None:
        return "it must begin with a time such as 1d02:30"
    if what not in WORDS:
        return f"{what} is none of {', '.join(WORDS)}"
    must, may = WORDS[what]
    if not must <= given.keys() <= must | may:
        return f"{what} needs {', '.join(sorted(must))}" + (f" and may have {', '.join(sorted(may))}" if may else "")
    return Happened(at, what, given)


def _length(text: str) -> timedelta | None:
    found = _WHEN.fullmatch(text)
    if found is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
