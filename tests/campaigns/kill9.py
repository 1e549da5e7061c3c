"""Campaign D1: kill -9 while batches are being written. Run: python tests/campaigns/kill9.py --kills 10000

A child appends batches to a ward file and says through a pipe what was acknowledged; the parent kills it after a
random time; a fresh process judges the file: verified, every acknowledged entry there, every batch whole.
The negative control acknowledges before it writes and must lose entries, else the campaign itself is broken.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from blin21_desktop.domain.entries import BedChanged, Entry, PatientRegistered
from blin21_desktop.store.codec import uuid7, write_line
from blin21_desktop.store.log import create, open_ward, verify

_NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
_LONGEST_BATCH = 4
_LONGEST_LIFE_SECONDS = 0.025
_LONGEST_CHART_SECONDS = 0.2
_LONGEST_WAIT_SECONDS = 3.0
_KILLS_A_FILE = 50


@dataclass(frozen=True, slots=True)
class Count:
    """What a campaign saw. It holds only when something was acknowledged, something killed and nothing went wrong."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    halves: int = 0
    corrupt: int = 0

    def plus(self, other: Count) -> Count:
        return Count(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))

    @property
    def holds(self) -> bool:
        return self.kills > 0 and self.acknowledged > 0 and not (self.lost or self.halves or self.corrupt)


def batch(number: int, size: int) -> list[Entry]:
    """A batch that says in each note how long it is."""
    at = _NOON + timedelta(seconds=number)
    first = BedChanged(
        id="", patient="UPN-1", happened_at=at, recorded_at=at, by="n1", bed="7", note=f"{number} {size}"
    )
    return [replace(first, id=uuid7(at, os.urandom)) for _ in range(size)]


def write_until_killed(path: Path, say: Callable[[str], None], *, honest: bool, seed: int) -> None:
    """Append batches for ever, small log so that checkpoints are hit too; `honest` acknowledges after, not before."""
    chance = random.Random(seed)  # noqa: S311
    log = open_ward(path)
    log._file.connection().execute("PRAGMA wal_autocheckpoint=8")
    say("ready\n")
    while True:
        after = log.head().count
        entries = batch(after, chance.randint(1, _LONGEST_BATCH))
        words = "".join(f"{entry.id}\n" for entry in entries)
        if not honest:
            say(words)
        log.append(entries, after=after)
        if honest:
            say(words)


def chart_until_killed(path: Path, say: Callable[[str], None], *, seed: int) -> None:
    """As `write_until_killed`, through the `chart` command: acknowledged is what it answered 0 to."""
    from blin21_desktop.bootstrap import main as program

    chance = random.Random(seed)  # noqa: S311
    lines = path.with_suffix(".jsonl")
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    say("ready\n")
    while True:
        now = datetime.now(UTC).replace(microsecond=0)
        entries = [
            replace(e, happened_at=now) for e in batch(chance.getrandbits(30), chance.randint(1, _LONGEST_BATCH))
        ]
        lines.write_text("".join(f"{write_line(e)}\n" for e in entries), encoding="utf-8")
        if program(["chart", str(path), str(lines)]) == 0:
            say("".join(f"{entry.id}\n" for entry in entries))


def register(path: Path) -> None:
    """The patient whose entries the campaign writes."""
    log = open_ward(path)
    log.append(
        [
            PatientRegistered(
                id=uuid7(_NOON, os.urandom), patient="UPN-1", happened_at=_NOON, recorded_at=_NOON, by="n1",
                family_name="Campaign", given_name="Kill", hospital_id="0", sex="unknown",
                birth_date=_NOON.date(), allergies=(), protocol="sct-all-blin21", label="jp-pi-2021", note="0 1",
            )
        ],
        after=0,
    )  # fmt: skip
    log.close()


def _tell(pipe: int, words: str) -> None:
    os.write(pipe, words.encode())


def in_child(work: Callable[[Callable[[str], None]], None], kill_after: float | None = None) -> str:
    """What `work` said through a pipe; the child is killed `kill_after` seconds after its first word."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work(lambda words: _tell(writing, words))
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    parts = [os.read(reading, 1 << 16)]
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    while parts[-1]:
        parts.append(os.read(reading, 1 << 16))
    os.close(reading)
    os.waitpid(child, 0)
    return b"".join(parts).decode()


def judge(path: Path, say: Callable[[str], None]) -> None:
    """In a fresh process: the verdict, the number of half batches, and every id in the file."""
    verdict = verify(path)
    log = open_ward(path)
    seen: dict[str, int] = {}
    ids = []
    for recorded in log.read():
        ids.append(recorded.entry.id)
        note = recorded.entry.note or ""
        seen[note] = seen.get(note, 0) + 1
    halves = sum(1 for note, found in seen.items() if found != int(note.split()[1]))
    say(f"{int(verdict.ok and log.mode == 'normal')} {halves}\n" + "".join(f"{i}\n" for i in ids))


def _longer(life: float) -> float:
    """A longer life for the next child when one got nothing done: the computer may be busy."""
    return min(2 * life, _LONGEST_WAIT_SECONDS)


def kill_writers(folder: Path, kills: int, seed: int, *, honest: bool = True, chart: bool = False) -> Count:
    """Kill `kills` writers in turn, a new file every 50; `chart`: they write through the command."""
    chance = random.Random(seed)  # noqa: S311
    total = Count()
    longest = usual = _LONGEST_CHART_SECONDS if chart else _LONGEST_LIFE_SECONDS
    path = folder / "none"
    if chart:
        import blin21_desktop.bootstrap  # noqa: F401  (once, before the children are made)
    promised: set[str] = set()
    for number in range(kills):
        if number % _KILLS_A_FILE == 0:
            path, promised = folder / f"{seed}-{number}-{honest}.blin21", set()
            create(path, training=True, clock_offset_seconds=0, zone="Asia/Tokyo").close()
            register(path)
        life = chance.uniform(0, longest)
        lot = chance.randrange(1 << 30)
        said = in_child(
            lambda say, path=path, lot=lot: (  # type: ignore[misc]
                chart_until_killed(path, say, seed=lot)
                if chart
                else write_until_killed(path, say, honest=honest, seed=lot)
            ),
            kill_after=life,
        )
        acknowledged = said.split("\n")[1:-1]
        promised.update(acknowledged)
        longest = usual if acknowledged else _longer(longest)
        head, *found = in_child(lambda say, path=path: judge(path, say)).split("\n")[:-1]  # type: ignore[misc]
        sound, halves = head.split()
        lost = promised.difference(found)
        promised -= lost
        total = total.plus(Count(1, len(acknowledged), len(lost), int(halves), int(sound != "1")))
    return total


def kill_makers(folder: Path, kills: int, seed: int) -> Count:
    """Kill processes that make a new ward file: afterwards it is whole or not there."""
    chance = random.Random(seed)  # noqa: S311
    total = Count()
    longest = _LONGEST_LIFE_SECONDS
    for number in range(kills):
        path = folder / f"new-{seed}-{number}.blin21"

        def work(say: Callable[[str], None], path: Path = path) -> None:
            say("ready\n")
            create(path, training=True, clock_offset_seconds=0, zone="Asia/Tokyo")
            say("made\n")

        made = "made" in in_child(work, kill_after=chance.uniform(0, longest))
        longest = _LONGEST_LIFE_SECONDS if made else _longer(longest)
        bad = path.exists() and not verify(path).ok
        total = total.plus(Count(1, int(made), int(made and not path.exists()), 0, int(bad)))
    return total


def main() -> int:
    """Run the campaign and its control; 0 when the campaign holds and the control does not."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--kills", type=int, default=500)
    ask.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    given = ask.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        writers = kill_writers(folder, given.kills, given.seed)
        charts = kill_writers(folder, given.kills, given.seed + 1, chart=True)
        makers = kill_makers(folder, max(20, given.kills // 10), given.seed)
        control = kill_writers(folder, max(40, given.kills // 10), given.seed, honest=False)
    print(f"seed {given.seed}, {time.monotonic() - began:.0f} s")  # noqa: T201
    print(f"writers {writers}\ncharts  {charts}\nmakers  {makers}\ncontrol {control} (must lose)")  # noqa: T201
    return 0 if writers.holds and charts.holds and makers.holds and control.lost else 1


if __name__ == "__main__":
    raise SystemExit(main())
