"""Campaign D4: a kill or a power cut at any point of writing a PDF. Run: tests/campaigns/pdf_cuts.py --kills 2000

*Points*: a child writes a new PDF over an old one and is killed at one line of Python after the other, so that no point
between two system calls is left out. Afterwards the file is the old or the new one byte for byte. For a power cut that
is not enough: what was not forced onto the disk may be gone, so a new file counts as whole only if it was synced, at
its full size, before it took its name. *Kills*: a child writes large files without end and is killed at random times,
also in the middle of a system call. The negative controls write in place, and without syncing: each must leave halves.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.service.downtime import Written
from blin21_desktop.store.downtime_folder import DowntimeFolder
from blin21_desktop.store.spool import Spool
from blin21_desktop.store.whole import whole
from tests.campaigns.kill9 import in_child

NAME = "bed-703-7F3A91C2-en.pdf"
AT = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
_LONGEST_LIFE_SECONDS = 0.05
_LARGE = 4_000_000


@dataclass(frozen=True, slots=True)
class Count:
    """What a campaign saw. It holds only when both outcomes were met and nothing was half."""

    cuts: int = 0
    old: int = 0
    new: int = 0
    halves: int = 0

    @property
    def holds(self) -> bool:
        return self.old > 0 and self.new > 0 and not self.halves


def pdf(text: str, pages: int) -> bytes:
    """A real PDF."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in range(pages):
        canvas.drawString(72, 72, f"{text} {page}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


OLD, NEW = pdf("old", 3), pdf("new", 40)


def _unsynced(out: Path) -> None:
    os.fsync = lambda fd: None
    whole(out, NEW)


WAYS: dict[str, Callable[[Path], object]] = {
    "whole": lambda out: whole(out, NEW),
    "saved from the preview": lambda out: Spool(out.parent / "spool").save(out, NEW),
    "downtime folder": lambda out: DowntimeFolder(out.parent, "ward").put(NAME, NEW, Written("new", AT)),
}
CONTROLS: dict[str, Callable[[Path], object]] = {
    "in place": lambda out: out.write_bytes(NEW),
    "without syncing": _unsynced,
}


def cut_at_points(folder: Path, write: Callable[[Path], object], every: int = 1) -> Count:
    """Cut at each `every`-th line of Python until the writing is through."""
    found, point, through = Count(), 1, False
    while not through:
        out = _fresh(folder)
        before = out.stat().st_ino
        said = in_child(lambda say, out=out, point=point: _write_until(write, out, point, say))  # type: ignore[misc]
        through = said.endswith("through\n")
        synced = {tuple(map(int, line.split())) for line in said.splitlines() if line != "through"}
        found = _judged(found, out, lambda out, synced=synced: _durable(out, synced), before)  # type: ignore[misc]
        point += every
    return found


def _fresh(folder: Path) -> Path:
    """A folder in which the old PDF lies and is listed."""
    place = Path(tempfile.mkdtemp(dir=folder))
    DowntimeFolder(place, "ward").put(NAME, OLD, Written("old", AT))
    return place / NAME


def _write_until(write: Callable[[Path], object], out: Path, point: int, say: Callable[[str], None]) -> None:
    """Write, and be killed at the `point`-th line; tells what was synced: number and size of the file."""
    seen, sync = 0, os.fsync

    def told(handle: int) -> None:
        sync(handle)
        found = os.fstat(handle)
        say(f"{found.st_ino} {found.st_size}\n")

    def trace(_frame: FrameType, event: str, _value: Any) -> Any:  # noqa: ANN401  (Python's own signature)
        nonlocal seen
        seen += event == "line"
        if seen == point:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    os.fsync = told  # type: ignore[assignment]
    sys.settrace(trace)
    write(out)
    sys.settrace(None)
    say("through\n")


def _durable(out: Path, synced: set[tuple[int, ...]]) -> bool:
    """Whether the disk holds all of a file that took its name in this run."""
    found = out.stat()
    return (found.st_ino, found.st_size) in synced


def _judged(so_far: Count, out: Path, durable: Callable[[Path], bool], before: int) -> Count:
    content = out.read_bytes()
    old = content == OLD and out.stat().st_ino == before
    new = content == NEW and durable(out)
    listed = DowntimeFolder(out.parent, "ward").written().get(NAME)
    half = not (old or new) or listed is None or (listed.head == "new" and content != NEW)
    return Count(so_far.cuts + 1, so_far.old + old, so_far.new + new, so_far.halves + half)


def kill_at_random(folder: Path, kills: int, seed: int, *, in_place: bool = False) -> Count:
    """Kill `kills` writers of large files; what stands there must be one of the two."""
    chance = random.Random(seed)  # noqa: S311
    out, both = folder / "large.pdf", (OLD + b"\n" * _LARGE, NEW + b" " * _LARGE)
    out.write_bytes(both[0])
    found = Count()

    def work(say: Callable[[str], None]) -> None:
        say("ready\n")
        while True:
            for content in both:
                if in_place:
                    out.write_bytes(content)
                else:
                    whole(out, content)

    for _ in range(kills):
        in_child(work, kill_after=chance.uniform(0, _LONGEST_LIFE_SECONDS))
        content = out.read_bytes()
        half = content not in both
        found = Count(found.cuts + 1, found.old + (content == both[0]), found.new + (content == both[1]),
                      found.halves + half)  # fmt: skip
        for part in folder.glob("*.part"):
            part.unlink()
    return found


def main() -> int:
    """Run the campaign and its controls; 0 when the campaign holds and each control does not."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--kills", type=int, default=500)
    ask.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    given = ask.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        ways = {way: cut_at_points(folder, write) for way, write in WAYS.items()}
        ways["kills at random"] = kill_at_random(folder, given.kills, given.seed)
        controls = {way: cut_at_points(folder, write) for way, write in CONTROLS.items()}
        controls["kills, in place"] = kill_at_random(folder, max(40, given.kills // 10), given.seed, in_place=True)
    print(f"seed {given.seed}, {time.monotonic() - began:.0f} s")  # noqa: T201
    for way, count in ways.items():
        print(f"{way}: {count}")  # noqa: T201
    for way, count in controls.items():
        print(f"control, {way}: {count} (must leave halves)")  # noqa: T201
    return 0 if all(one.holds for one in ways.values()) and all(one.halves for one in controls.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
