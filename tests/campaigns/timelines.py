"""Campaign: random timelines, the fold against an independent integer-second simulator.

    python -m tests.campaigns.timelines [count] [seed]

Prints how many timelines and moments were compared and the seed; exit status 1 at the first difference, or when a
deliberately broken fold goes unnoticed. A part of it runs with every test run (tests/domain/test_timelines.py).
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from blin21_desktop.domain import infusion
from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Bag, Entry
from blin21_desktop.domain.infusion import Course, courses
from tests import making
from tests.domain.simulator import DAY_SECONDS, Note, SimCourse, simulate

ZERO = datetime(2026, 3, 27, 1, 0, tzinfo=UTC)
OFFSETS = tuple(timezone(timedelta(hours=h)) for h in (0, 9, 2, -5))
STATES = {
    "running": "running",
    "paused": "paused",
    "ended_completed": "completed",
    "ended_discontinued": "discontinued",
}


@dataclass(frozen=True)
class Timeline:
    """Notes in order of writing, and the moment and length of flow asked about."""

    notes: list[Note]
    at: int
    known: int
    goal: int
    literal: bool


def random_timeline(rng: random.Random) -> Timeline:
    """Short ones (hours, played second by second) and whole courses (weeks, from note to note) by turns."""
    literal = rng.random() < 0.5
    span = rng.randint(600, 6 * 3600) if literal else rng.randint(DAY_SECONDS, 45 * DAY_SECONDS)
    seconds = sorted(
        rng.choice((rng.randrange(span), 60 * rng.randrange(span // 60))) for _ in range(rng.randint(1, 24))
    )
    notes: list[Note] = []
    state = "off"
    for number, second in enumerate(seconds):
        what, state = _next(rng, state)
        late = rng.choice((0, 0, 0, rng.randrange(span)))
        note = _note(rng, f"n{number:03}", what, second, second + late, literal=literal)
        notes.append(note)
    for number in range(rng.choice((0, 0, 1, 2, 5))):
        target = rng.choice(notes)
        written = max(target.written, rng.randrange(span)) + 1
        notes.append(Note(f"t{number:03}", "take_back", written, written, target=target.id))
    rng.shuffle(notes)
    at = rng.choice((rng.choice(seconds), rng.randrange(span), span + rng.randrange(DAY_SECONDS)))
    at = min(at, span + 3600) if literal else at
    return Timeline(notes, at, rng.choice((4 * span, rng.randrange(span))), rng.randint(0, span), literal)


def _next(rng: random.Random, state: str) -> tuple[str, str]:
    """The next note: usually one that fits, now and then one that contradicts."""
    if rng.random() < 0.12:
        return rng.choice(("start", "bag", "pause", "resume", "end")), state
    fitting = {
        "off": [("start", "on")],
        "on": [("bag", "on")] * 4 + [("pause", "halt")] * 3 + [("end", "off")],
        "halt": [("resume", "on")] * 4 + [("end", "off")],
    }
    return rng.choice(fitting[state])


def _note(rng: random.Random, name: str, what: str, second: int, written: int, *, literal: bool) -> Note:
    note = Note(name, what, second, written, course=rng.choice((1, 2)), completed=rng.random() < 0.7)
    note = replace(note, dose=rng.choice((900, 2800, 530, 1573)), rate=rng.choice((6, 18, 25, 33, 50, 100)))
    if what in ("start", "bag") or (what == "resume" and rng.random() < 0.4):
        hours = rng.choice((1, 1, 2, 3, 24) if literal else (24, 48, 72, 96, 168))
        note = replace(note, bag_hours=hours, bag_volume=rng.choice((note.rate * hours, 2400)))
    return note


def entry_of(note: Note) -> Entry:
    """The note as an entry of the chart, each with an offset of its own."""
    offset = OFFSETS[(note.second + len(note.id) + ord(note.id[-1])) % len(OFFSETS)]
    at = moment(note.second).astimezone(offset)
    fields: dict[str, Any] = {"id": note.id, "recorded_at": moment(note.written).astimezone(offset)}
    if note.what == "take_back":
        return making.withdrawn(at, note.target, **fields)
    if note.what == "pause":
        return making.paused(at, **fields)
    if note.what == "end":
        return making.ended(at, outcome="course_completed" if note.completed else "discontinued", **fields)
    fields |= {"dose_micrograms_per_day": note.dose / 100, "rate_ml_per_h": note.rate / 10}
    fields["bag"] = None if note.bag_hours is None else _bag(note, at)
    if note.what == "start":
        return making.started(at, course=note.course, **fields)
    return making.changed(at, **fields) if note.what == "bag" else making.resumed(at, **fields)


def _bag(note: Note, at: datetime) -> Bag:
    return making.bag(
        at,
        hours=note.bag_hours,
        volume_ml=note.bag_volume / 10,
        rate_ml_per_h=note.rate / 10,
        dose_micrograms_per_day=note.dose / 100,
    )


def moment(second: int) -> datetime:
    """The moment so many seconds after the zero of the campaign."""
    return ZERO + timedelta(seconds=second)


def differences(line: Timeline) -> list[str]:
    """Where the fold and the simulator disagree about a timeline; empty when they agree."""
    known = [n for n in line.notes if n.written <= line.known]
    chart = Chart.of(making.PATIENT, [entry_of(n) for n in line.notes]).known_at(moment(line.known))
    found = courses(chart.infusion, moment(line.at))
    wanted = simulate(known, line.at, line.goal, literal=line.literal)
    if len(found) != len(wanted):
        return [f"{len(found)} courses, the simulator has {len(wanted)}"]
    return [text for course, sim in zip(found, wanted, strict=True) for text in _compare(course, sim, line)]


def _compare(course: Course, sim: SimCourse, line: Timeline) -> Iterator[str]:
    until = line.at if sim.ended is None else sim.ended
    halted = [tuple(p) for p in sim.pauses]
    given = sim.given / 100 / DAY_SECONDS
    goal_at = until + line.goal - sim.flowed if sim.goal_at is None else sim.goal_at
    pairs: list[tuple[str, object, object]] = [
        ("number", course.number, sim.number),
        ("state", STATES[course.status], sim.state),
        ("started", _second(course.started_at), sim.started),
        ("ended", _second(course.ended_at), sim.ended),
        ("infused", course.infused, timedelta(seconds=sim.flowed)),
        ("interrupted", course.interrupted, timedelta(seconds=sim.stood)),
        ("pauses", [(_second(p.start), _second(p.end)) for p in course.pauses], halted),
        ("contradictions", [e.id for e in course.contradictions], sim.odd),
        ("bags hung", [_second(b.hung_at) for b in course.bags], [b.hung for b in sim.bags]),
        ("goal", _second(course.flowed_for(timedelta(seconds=line.goal))), goal_at),
        ("dose", round(course.last_segment.dose_micrograms_per_day * 100), sim.dose),
        ("rate", round(course.last_segment.rate_ml_per_h * 10), sim.rate),
        ("given", _near(course.given_micrograms, given), given),
    ]
    for hung, bag in zip(course.bags, sim.bags, strict=False):
        ends = until + bag.hours * 3600 - bag.flowed if bag.empty_at is None else bag.empty_at
        left = max(0, bag.volume * 3600 - bag.gone) / 36_000
        pairs += [
            (f"bag {hung.number} flowed", course.flowed_from_bag(hung.number), timedelta(seconds=bag.flowed)),
            (f"bag {hung.number} ends", _second(course.bag_ends_at(hung)), ends),
            (f"bag {hung.number} left", _near(course.remaining_ml(hung), left), left),
        ]
    yield from (f"{what}: fold {fold}, simulator {other}" for what, fold, other in pairs if fold != other)


def _second(at: datetime | None) -> int | None:
    return None if at is None else round((at - ZERO).total_seconds())


def _near(value: float, wanted: float) -> float:
    """`wanted` when `value` is the same but for the last digits of a binary fraction."""
    return wanted if math.isclose(value, wanted, rel_tol=1e-9, abs_tol=1e-9) else value


def run(count: int, seed: int) -> tuple[int, int, list[str]]:
    """Compare `count` timelines: (notes, contradictions met, differences of the first bad timeline)."""
    rng = random.Random(seed)  # noqa: S311
    notes = odd = 0
    for number in range(count):
        line = random_timeline(rng)
        bad = differences(line)
        if bad:
            return notes, odd, [f"timeline {number} of seed {seed}: {text}" for text in bad]
        notes += len(line.notes)
        odd += sum(len(c.odd) for c in simulate(line.notes, line.at, line.goal, literal=False))
    return notes, odd, []


_whole_segment = infusion._segment


def _late_stop(entry: infusion.Flowing, end: datetime | None, bag_number: int) -> infusion.Segment:
    return _whole_segment(entry, None if end is None else end + timedelta(seconds=1), bag_number)


def _no_stop(entry: infusion.Flowing, _end: datetime | None, bag_number: int) -> infusion.Segment:
    return _whole_segment(entry, None, bag_number)


def _anything_goes(status: infusion.Status | None, entry: Entry) -> bool:
    return (status is None) == (entry.kind == "infusion_started")


BROKEN: dict[str, tuple[str, Callable[..., Any]]] = {
    "a pause counts one second late": ("_segment", _late_stop),
    "flow never stops": ("_segment", _no_stop),
    "every entry is believed": ("_fits", _anything_goes),
}
"""Negative controls: a fold broken on purpose, which the campaign must notice."""


@contextmanager
def broken(name: str) -> Iterator[None]:
    """The fold, broken as named."""
    function, instead = BROKEN[name]
    whole = getattr(infusion, function)
    setattr(infusion, function, instead)
    try:
        yield
    finally:
        setattr(infusion, function, whole)


def noticed(name: str, seed: int, count: int = 300) -> bool:
    """Whether the campaign notices the broken fold: by a difference or because it cannot go on."""
    with broken(name):
        try:
            return bool(run(count, seed)[2])
        except (IndexError, AssertionError, AttributeError, TypeError):
            return True


def main(arguments: list[str]) -> int:
    """Run the campaign and its controls; 0 when all is as it should be."""
    count = int(arguments[0]) if arguments else 10_000
    seed = int(arguments[1]) if len(arguments) > 1 else 20_261_123
    began = time.perf_counter()
    notes, odd, bad = run(count, seed)
    say = sys.stdout.write
    say(f"seed {seed}: {count} timelines, {notes} notes, {odd} contradictions, {time.perf_counter() - began:.1f} s\n")
    for text in bad:
        say(f"DIFFERENT {text}\n")
    missed = [name for name in BROKEN if not noticed(name, seed)]
    for name in missed:
        say(f"NOT NOTICED {name}\n")
    say(f"negative controls: {len(BROKEN) - len(missed)} of {len(BROKEN)} noticed\n")
    return 1 if bad or missed or not notes else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
