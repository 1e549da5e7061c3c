"""Ward files of known sizes, grown from a seed number: the same seed gives the same entries.

| size | patients / courses | entries |
|---|---|---|
| S | 3 / 3 | 4.5 k |
| S2 | 3 / 6 | 9 k, the first three patients of M |
| M | 40 / 80 | 125 k |
| L | 400 / 800 | 1.25 M |
| Deep | 1 / 1 | 20 k in one course |
| One | 1 / 1 | one ordinary course, for the quick check |

All patients are invented. Files are kept between runs in the folder given, under a name that changes with
this package's sources and the file's schema.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from random import Random

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import load
from blin21_desktop.domain.ports import Clock
from blin21_desktop.locate import resource
from blin21_desktop.service.ward import Ward
from blin21_desktop.store.log import WardLog, create
from tests.bench.bedside_story import background, bedside, corrected
from tests.bench.infusion_story import Setting, infusion, orders

SEED = 21
ZONE_NAME = "Asia/Tokyo"
ZONE = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
PROTOCOL, LABEL = "sct-all-blin21", "jp-pi-2021"
BATCH = 20_000
COHORT = 40


@dataclass(frozen=True, slots=True)
class Size:
    """How many patients with how many courses each, and how densely one course is charted."""

    name: str
    patients: int
    courses: int
    vitals_a_day: int = 24
    panels_a_day: float = 1.0


SIZES = {
    size.name: size
    for size in (
        Size("S", 3, 1),
        Size("S2", 3, 2),
        Size("M", 40, 2),
        Size("L", 400, 2),
        Size("Deep", 1, 1, vitals_a_day=645, panels_a_day=3.5),
        Size("One", 1, 1),
    )
}


def patient_name(index: int) -> str:
    """Study number of the patient at this place, from 0."""
    return f"BENCH-{index + 1:04}"


def entries(size: Size, seed: int = SEED) -> Iterator[list[Entry]]:
    """The entries of a ward, in order of writing, one list for every 40 patients treated in the same months."""
    for cohort in range(0, size.patients, COHORT):
        members = range(cohort, min(cohort + COHORT, size.patients))
        until = NOW - timedelta(days=364 * (size.patients - members[-1] - 1) // COHORT)
        found = [e for index in members for e in _patient(size, index, until, seed) if e.recorded_at <= until]
        yield sorted(found, key=lambda e: (e.recorded_at, e.id))


def _patient(size: Size, index: int, until: datetime, seed: int) -> Iterator[Entry]:
    day = 27 - index % 9  # of the last course, when the ward is looked at
    newest = until - timedelta(days=day, hours=index % 24)
    for number in range(1, size.courses + 1):
        dice = Random(f"{seed} {index} {number}")  # noqa: S311  (not for secrets)
        start = newest - timedelta(days=42 * (size.courses - number))
        setting = Setting(patient_name(index), number, start, dice)
        if number == 1:
            yield from background(setting, f"{index // 4 + 501}-{index % 4 + 1}", PROTOCOL, LABEL)
        yield from orders(setting)
        yield from infusion(setting)
        yield from corrected(setting, bedside(setting, size.vitals_a_day, size.panels_a_day))


def fill(log: WardLog, size: Size, seed: int = SEED) -> None:
    """Write a ward's entries without the guards of the service, many at once."""
    after = log.head().count
    for cohort in entries(size, seed):
        for first in range(0, len(cohort), BATCH):
            after = log.append(cohort[first : first + BATCH], after=after).count


def ward_file(name: str, folder: Path) -> Path:
    """The ward file of a size; made on first use, then kept."""
    path = folder / f"{name}-{_edition()}.blin21"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        for ending in ("", "-wal", "-shm"):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)
        log = create(draft, training=True, clock_offset_seconds=0, zone=ZONE_NAME, origin="bench", created_at=NOW)
        fill(log, SIZES[name])
        log.close()
        draft.rename(path)
    return path


def copy_of(path: Path, folder: Path, name: str) -> Path:
    """A fresh copy to write into; the kept file stays as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(path, folder / f"{name}.blin21"))


@cache
def knowledge() -> Knowledge:
    """The shipped knowledge, without a site's own copies."""
    root = resource("knowledge")
    files = {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.toml"))}
    return load(files, {})


def ward_over(log: WardLog, clock: Clock = lambda: NOW) -> Ward:
    """The program's own view of an open ward file, with nothing read yet."""
    return Ward(log, clock, knowledge(), zone=ZONE, training=True)


@cache
def dense_course(size: str = "Deep") -> Sequence[Entry]:
    """The entries of a size with one patient, in order of writing."""
    return tuple(entry for cohort in entries(SIZES[size]) for entry in cohort)


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how much to measure: folder for the ward files, rounds, the ordinary size and the large one."""

    folder: Path
    rounds: int
    size: str = "M"
    large: str = "M"


def _edition() -> str:
    package = Path(__file__).parent
    sources = [package / name for name in ("workload.py", "infusion_story.py", "bedside_story.py")]
    migrations = sorted((package.parents[1] / "blin21_desktop/store/migrations").glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in (*sources, *migrations))).hexdigest()[:8]
