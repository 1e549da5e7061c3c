"""A second, independent reckoning of an infusion, in whole numbers only.

Written from the clinical meanings (flow half-open from start or resume to pause or end; a bag change does not
interrupt; micrograms = dose per day times days of flow; a bag ends after its hours of flow), not from the fold. It
knows no entry classes and no clock library: notes carry seconds, hundredths of a microgram and tenths of a mL/h, and
time passes second by second (`literal`) or from note to note.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

PLACES = ("start", "bag", "pause", "resume", "end")
"""At one second notes count in this order, then by their id."""

DAY_SECONDS = 86_400


@dataclass(frozen=True)
class Note:
    """What somebody wrote: `second` when it happened, `written` when it was written down."""

    id: str
    what: str
    second: int
    written: int
    course: int = 1
    dose: int = 900
    rate: int = 25
    bag_hours: int | None = None
    bag_volume: int = 0
    completed: bool = True
    target: str = ""


@dataclass
class SimBag:
    """A bag on the stand: seconds it flowed, tenths of mL times 3600 that left it, the second it ran dry."""

    hours: int
    volume: int
    hung: int
    flowed: int = 0
    gone: int = 0
    empty_at: int | None = None


@dataclass
class SimCourse:
    """Counters of one course. `given` is in hundredths of a microgram times seconds per day."""

    number: int
    started: int
    goal: int
    state: str = "running"
    flowed: int = 0
    stood: int = 0
    given: int = 0
    dose: int = 0
    rate: int = 0
    ended: int | None = None
    goal_at: int | None = None
    bags: list[SimBag] = field(default_factory=list)
    pauses: list[list[int | None]] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)

    def pass_by(self, now: int, seconds: int) -> None:
        """Let `seconds` go by from `now` on in the state the course is in."""
        if self.state == "running":
            bag = self.bags[-1]
            if self.goal_at is None and self.flowed + seconds >= self.goal:
                self.goal_at = now + (self.goal - self.flowed)
            if bag.empty_at is None and bag.flowed + seconds >= bag.hours * 3600:
                bag.empty_at = now + (bag.hours * 3600 - bag.flowed)
            self.flowed += seconds
            self.given += self.dose * seconds
            bag.flowed += seconds
            bag.gone += self.rate * seconds
        elif self.state == "paused":
            self.stood += seconds


def standing(notes: list[Note]) -> list[Note]:
    """Notes not taken back, as they count. What was taken back last is decided first."""
    struck: set[str] = set()
    for note in sorted((n for n in notes if n.what == "take_back"), key=lambda n: (n.written, n.id), reverse=True):
        if note.id not in struck:
            struck.add(note.target)
    kept = [n for n in notes if n.id not in struck and n.what != "take_back"]
    return sorted(kept, key=lambda n: (n.second, PLACES.index(n.what), n.id))


def simulate(notes: list[Note], at: int, goal: int, *, literal: bool) -> list[SimCourse]:
    """Every course up to `at`; `goal` is a length of flow (seconds) whose moment is asked for."""
    queue = [n for n in standing(notes) if n.second <= at]
    done: list[SimCourse] = []
    early: list[str] = []
    for place, note in enumerate(queue):
        current = done[-1] if done else None
        if note.what == "start" and (current is None or current.ended is not None):
            done.append(_begin(note, goal, early))
            early = []
        elif current is None:
            early.append(note.id)
        elif not _take(current, note):
            current.odd.append(note.id)
        until = queue[place + 1].second if place + 1 < len(queue) else at
        if done:
            _wait(done[-1], note.second, until, literal=literal)
    return done


def _begin(note: Note, goal: int, early: list[str]) -> SimCourse:
    course = SimCourse(number=note.course, started=note.second, goal=goal, dose=note.dose, rate=note.rate)
    course.odd = list(early)
    course.bags.append(SimBag(note.bag_hours or 0, note.bag_volume, note.second))
    return course


def _wait(course: SimCourse, start: int, until: int, *, literal: bool) -> None:
    course.pass_by(start, 0)
    if not literal:
        course.pass_by(start, until - start)
        return
    for second in range(start, until):
        course.pass_by(second, 1)


def _take(course: SimCourse, note: Note) -> bool:
    if course.state == "running" and note.what == "bag":
        _hang(course, note)
    elif course.state == "running" and note.what == "pause":
        course.state = "paused"
        course.pauses.append([note.second, None])
    elif course.state == "paused" and note.what == "resume":
        course.state = "running"
        course.pauses[-1][1] = note.second
        _hang(course, note)
    elif course.state in ("running", "paused") and note.what == "end":
        if course.state == "paused":
            course.pauses[-1][1] = note.second
        course.state = "completed" if note.completed else "discontinued"
        course.ended = note.second
    else:
        return False
    return True


def _hang(course: SimCourse, note: Note) -> None:
    course.dose, course.rate = note.dose, note.rate
    if note.bag_hours is not None:
        course.bags.append(SimBag(note.bag_hours, note.bag_volume, note.second))


def without(notes: list[Note], target: str) -> list[Note]:
    """The notes as if `target` had never been written (nor anything about it)."""
    return [replace(n) for n in notes if target not in (n.id, n.target)]
