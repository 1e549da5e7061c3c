"""Campaign: broken laboratory files, thousands of ways; none may crash the reader or lose a result in silence.

    python -m tests.campaigns.lab_mutants [count] [seed] [format...]

For each format `count` mutants of good files are read. Of each: no fault inside the reader, every row of a result that
an independent count finds is a result or told as unread, times are aware, at most 100 ms; a file only cut never passes
for whole with fewer results. Prints counts, the longest time, the growth of memory and the seed; exit status 1 at the
first fault, or when a reader broken on purpose passes.
A part of it runs with every test run (tests/feeds/test_mutants.py).
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any
from unittest.mock import patch

from blin21_desktop.feeds import charsets, hl7, hl7_ending, hl7_groups, hl7_results, ssmix2, ssmix2_files
from blin21_desktop.feeds.hl7 import Lines, Message, Segment
from blin21_desktop.feeds.hl7_ending import Ending
from blin21_desktop.feeds.hl7_groups import Gathered
from blin21_desktop.feeds.received import ReadFile
from blin21_desktop.feeds.ssmix2 import Stored
from tests.campaigns.lab_changes import cut_short, misplaced, mutated
from tests.feeds.hl7_writing import CBC, CHEMISTRY, HARUNA, SITE, Panel, Result, batch, iso2022, msh, oru, oul, text
from tests.feeds.ssmix2_tree import tree

MOST_SECONDS = 0.1
_SEGMENT = re.compile("[A-Z][A-Z0-9]{2}(?![A-Za-z0-9 ])")
_READ = {"MSH", "PID", "ORC", "OBR", "SPM", "OBX", "NTE", "FHS", "BHS", "BTS", "FTS"}


@dataclass
class Tally:
    """What the mutants of one format came to."""

    mutants: int = 0
    results: int = 0
    longest: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


Sample = tuple[tuple[str, ...], bytes]
"""Parts of a path, and bytes."""


def hl7_samples() -> list[Sample]:
    """Plain files in every encoding and ending."""
    panels = [Panel(notes=("溶血あり",)), Panel(results=(*CHEMISTRY, Result(notes=("再検済み",))), order="2")]
    files = [
        iso2022(text(oul(panels))),
        iso2022(text(oul(panels)), roman=True),
        text(oru(panels, head=msh("ORU^R01", charset="SJIS")), "\r\n").encode("cp932"),
        text(oru(panels, head=msh("ORU^R01", charset="EUC-JP")), "\n").encode("euc_jp"),
        text(oul(panels)).encode("utf-8-sig"),
        b"\x0b" + text(oul(panels)).encode() + b"\x1c\r",
        iso2022(text(batch(oul(panels), oru([Panel(results=CBC)], HARUNA)))),
    ]
    return [(("lab.hl7",), data) for data in files]


def ssmix2_samples() -> list[Sample]:
    """The files of the synthetic tree."""
    return [*tree().items()]


def read(parts: tuple[str, ...], data: bytes) -> ReadFile | None:
    """By the format: a plain file has a one-part path. None: refused by its path, with its reason."""
    if len(parts) == 1:
        return hl7_results.read(data, parts[0], SITE)
    stored = ssmix2.placed(parts)
    if not isinstance(stored, Stored):
        return None
    (chosen,) = ssmix2.chosen([stored])
    ssmix2_files.identity(chosen, data, SITE)
    return ssmix2_files.read(chosen, data, SITE)


def faults(file: ReadFile, data: bytes) -> Iterator[str]:
    """What is wrong with the answer for these bytes."""
    if any("could not be read: {fault}" in part.why.template for part in file.unread):
        yield "a fault inside the reader"
    if not file.unread:
        yield from _dropped(file, [row for row in _lines(data) if row.strip()])
    if not file.unread and not file.results and not file.deleted_orders:
        yield "nothing read, nothing told"
    if file.complete is bool(file.missing) or (file.missing and file.unproven):
        yield "whole and cut at once"
    for result in file.results:
        if result.collected_at is not None and result.collected_at.astimezone(UTC).tzinfo is not UTC:
            yield "a time without zone"
        if result.value_type == "NM" and not _ESCAPING.search(result.at.raw) and result.value not in result.at.raw:
            yield f"the value {result.value!r} does not stand in its segment"
        result.value.encode("utf-8")


_ESCAPING = re.compile(r"[\\¥]")


def cut_faults(file: ReadFile, whole: ReadFile, data: bytes) -> Iterator[str]:
    """What is wrong with the answer for a good file cut short."""
    if file.complete and file.results != whole.results and not (file.unproven and data.endswith((b"\r", b"\n"))):
        yield "a cut file passes for whole"


def _dropped(file: ReadFile, rows: list[str]) -> Iterator[str]:
    """Rows of a file without a word of complaint: all are segments, each result is read, what is not read is kept."""
    counted = sum(row.startswith("OBX") for row in rows)
    if len(file.results) != counted:
        yield f"{counted} rows of results, {len(file.results)} read, nothing told"
    kept = {raw for result in file.results for raw in result.kept}
    told = " ".join(str(warning.values.get("what")) for warning in file.warnings)
    for row in rows:
        if not _SEGMENT.match(row):
            yield f"the line {row[:40]!r} is dropped"
        elif row[:3] not in _READ and row not in kept and row[:400] not in told:
            yield f"the segment {row[:40]!r} is dropped"


def _lines(data: bytes) -> list[str]:
    return re.split("[\r\n\x0b\x1c]+", charsets.decode(data, charsets.declared_in_header(data)).text)


FORMATS: dict[str, Callable[[], list[Sample]]] = {"hl7": hl7_samples, "ssmix2": ssmix2_samples}


def run(name: str, count: int, seed: int) -> Tally:
    """Read `count` mutants of one format; stops at the first fault."""
    rng = random.Random(f"{name} {seed}")  # noqa: S311
    samples = FORMATS[name]()
    others = [data for _, data in samples]
    wholes = {data: read(parts, data) for parts, data in samples}
    tally = Tally()
    while tally.mutants < count and not tally.faults:
        parts, good = rng.choice(samples)
        only_cut = rng.random() < 1 / 8
        data = cut_short(rng, good, others) if only_cut else mutated(rng, good, others)
        place = parts if only_cut or rng.random() < 3 / 4 else misplaced(rng, parts)
        began = time.perf_counter()
        try:
            file = read(place, data)
        except Exception as fault:  # noqa: BLE001  (that none comes is the point)
            tally.faults.append(f"mutant {tally.mutants}: {fault!r}")
            break
        seconds = time.perf_counter() - began
        tally.mutants += 1
        tally.longest = max(tally.longest, seconds)
        _judge(tally, file, data, wholes[good] if only_cut else None)
    return tally


def _judge(tally: Tally, file: ReadFile | None, data: bytes, whole: ReadFile | None) -> None:
    if file is None:
        tally.outcomes["refused by its path"] += 1
        return
    found = [*faults(file, data)]
    if whole is not None:
        found += cut_faults(file, whole, data)
    tally.faults += [f"mutant {tally.mutants}: {text}: {data[:2_000]!r}" for text in found]
    tally.results += len(file.results)
    told = (
        "partly unread" if file.unread else "may be cut" if file.missing else "unproven" if file.unproven else "whole"
    )
    tally.outcomes["nothing read" if not file.results else told] += 1


_whole_walk = hl7_groups.gathered
_whole_end = hl7_ending.ending
_whole_unread = hl7.lines


def _one_less(message: Message) -> Gathered:
    whole = _whole_walk(message)
    return whole._replace(observations=whole.observations[:-1])


def _always_whole(text: str, parts: list[Message | Segment]) -> Ending:
    return _whole_end(text, parts)._replace(missing=(), proven=True)


def _silent(text: str, file: str) -> Lines:
    return _whole_unread(text, file)._replace(unread=[])


def _nothing_loose(message: Message) -> Gathered:
    return _whole_walk(message)._replace(loose=[])


def _crashing(message: Message) -> Gathered:
    return Gathered([_whole_walk(message).observations[len(message.segments)]], [], [])


BROKEN: dict[str, tuple[object, str, Callable[..., Any]]] = {
    "a result is dropped": (hl7_results, "gathered", _one_less),
    "a cut file is whole": (hl7_ending, "ending", _always_whole),
    "lines that are no segment are dropped": (hl7, "lines", _silent),
    "segments without a result are dropped": (hl7_results, "gathered", _nothing_loose),
    "the reader fails inside": (hl7_results, "gathered", _crashing),
}
"""Negative controls: a reader broken on purpose, which the campaign must notice."""


def broken(name: str) -> AbstractContextManager[object]:
    """The reader, broken as named."""
    module, function, instead = BROKEN[name]
    return patch.object(module, function, instead)


def noticed(name: str, seed: int, count: int = 1_000) -> bool:
    """Whether the campaign notices the broken reader in every format."""
    with broken(name):
        return all(run(form, count, seed).faults for form in FORMATS)


def main(arguments: list[str]) -> int:
    """Run the campaign and its controls; 0 when all is as it should be."""
    count = int(arguments[0]) if arguments else 10_000
    seed = int(arguments[1]) if len(arguments) > 1 else 20_261_123
    say = sys.stdout.write
    good = True
    for form in arguments[2:] or FORMATS:
        memory, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
        tally = run(form, count, seed)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
        say(
            f"{form}, seed {seed}: {tally.mutants} mutants, {tally.results} results, "
            f"longest {tally.longest * 1000:.1f} ms, "
            f"memory +{grown:.1f} MB, {time.perf_counter() - began:.1f} s; {dict(tally.outcomes)}\n"
        )
        for fault in tally.faults:
            say(f"FAULT {fault}\n")
        good = good and not tally.faults and tally.results > 0 and tally.longest <= MOST_SECONDS
    missed = [name for name in BROKEN if not noticed(name, seed)]
    for name in missed:
        say(f"NOT NOTICED {name}\n")
    say(f"negative controls: {len(BROKEN) - len(missed)} of {len(BROKEN)} noticed\n")
    return 0 if good and not missed else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
