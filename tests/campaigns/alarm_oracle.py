"""A second opinion on what must be a high alert, in whole minutes and from a list of facts; never from the program.

It walks through the minutes instead of working with windows, so that the two ways share neither tables nor method.
"""

from __future__ import annotations

from dataclasses import dataclass, field

DAY, HOUR = 1440, 60

# what, row, from, until (hours), every (hours); proposals of the protocol file, written down again.
AFTER = [
    ("vitals", "start", 0, 24, 2), ("vitals", "start", 0, 72, 4), ("vitals", "start", 0, 2016, 8),
    ("vitals", "step", 0, 24, 2), ("vitals", "step", 0, 48, 4), ("vitals", "restart", 0, 24, 2),
    ("crs", "start", 0, 72, 4), ("crs", "start", 0, 2016, 8), ("crs", "step", 0, 48, 4), ("crs", "restart", 0, 24, 4),
    ("neuro", "start", 0, 2016, 8), ("neuro", "step", 0, 48, 8), ("neuro", "restart", 0, 24, 8),
]  # fmt: skip
WHILE = [
    ("vitals", "crs", 1, 2), ("vitals", "crs", 2, 1), ("crs", "crs", 1, 4), ("crs", "crs", 2, 1),
    ("neuro", "icans", 1, 4), ("neuro", "icans", 2, 1), ("vitals", "icans", 2, 1),
]  # fmt: skip
GRACE, OFF_WARD_MOST = 30, 240
HIGH_GRADE = 2


@dataclass
class Hung:
    """A bag: hung, its hours of flow, and the minute it must not be used after."""

    at: int
    hours: int
    use_before: int


@dataclass
class Facts:
    """What is known about one child, in minutes. A grade of None: a check that could not be graded."""

    started: int | None = None
    stepped: int | None = None
    bags: list[Hung] = field(default_factory=list)
    pauses: list[list[int | None]] = field(default_factory=list)
    answers: dict[str, list[tuple[int, int | None]]] = field(
        default_factory=lambda: {"vitals": [], "crs": [], "neuro": []}
    )
    grades: dict[str, list[tuple[int, int | None]]] = field(default_factory=lambda: {"crs": [], "icans": []})
    decided: list[int] = field(default_factory=list)
    _due: dict[str, tuple[int, int]] = field(default_factory=dict)

    def changed(self) -> None:
        """Something was added: what was worked out before no longer counts."""
        self._due.clear()
        for series in (*self.answers.values(), *self.grades.values()):
            series.sort(key=lambda pair: pair[0])

    @property
    def paused(self) -> bool:
        """Whether it stands now."""
        return bool(self.pauses) and self.pauses[-1][1] is None

    def high(self, now: int) -> set[str]:
        """The causes of which there must be a high alert now."""
        if self.started is None:
            return self._graded()
        found = self._graded()
        if not self.paused:
            step, bag = self.step_due(), self.bag_due()
            if step is not None and now > step:
                found.add("step")
                bag = min(bag, self.bag_end()) if self.bag_end() < step else now
            if now > bag:
                found.add("bag")
        for what in self.answers:
            due, every = self.check_due(what)
            if now - due > GRACE and now - due > every:
                found.add("checks")
        return found

    def flowed_until(self, start: int, minutes: int) -> int:
        """The minute at which so many minutes have flowed since `start`, pauses left out."""
        end = start + minutes
        for begin, over in self.pauses:
            if begin is not None and over is not None and start <= begin < end:
                end += over - begin
        return end

    def step_due(self) -> int | None:
        """The minute of the step; None when it is done."""
        if self.stepped is not None or self.started is None:
            return None
        plain = self.started + 7 * DAY
        early = any(begin is not None and begin < plain for begin, _ in self.pauses)
        return max(plain, self.flowed_until(self.started, 7 * DAY)) if early else plain

    def bag_end(self) -> int:
        """The minute at which the bag's own time is over."""
        hung = self.bags[-1]
        return min(self.flowed_until(hung.at, hung.hours * HOUR), hung.use_before)

    def bag_due(self) -> int:
        """The minute at which the bag must be changed."""
        assert self.started is not None
        step = self.step_due()
        return min(self.bag_end(), self.started + 28 * DAY, *(() if step is None else (step,)))

    def check_due(self, what: str) -> tuple[int, int]:
        """The minute at which the next check is due, and its interval."""
        if what not in self._due:
            self._due[what] = self._walk(what)
        return self._due[what]

    def _walk(self, what: str) -> tuple[int, int]:
        assert self.started is not None
        last, back = self.answers[what][-1] if self.answers[what] else (self.started, None)
        for minute in range(last + 1, last + 9 * HOUR):
            fits = [every for every in self._rows(what, minute) if minute - last >= every]
            if fits:
                return (minute if back is None else min(back, last + OFF_WARD_MOST)), min(fits)
        raise AssertionError(what)

    def _rows(self, what: str, minute: int) -> list[int]:
        anchors = {
            "start": [self.started],
            "step": [self.stepped],
            "restart": [over for _, over in self.pauses],
        }
        rows = [
            every * HOUR
            for name, row, first, until, every in AFTER
            if name == what
            for anchor in anchors[row]
            if anchor is not None and anchor + first * HOUR <= minute < anchor + until * HOUR
        ]
        return rows + [
            every * HOUR
            for name, scale, lowest, every in WHILE
            if name == what and self._value(scale, minute) >= lowest
        ]

    def _value(self, scale: str, minute: int) -> int:
        known = [grade for at, grade in self.grades[scale] if at <= minute]
        return 0 if not known else 1 if known[-1] is None else known[-1]

    def _graded(self) -> set[str]:
        """A grade of 2 or more about which nobody decided since it rose last; a check without a grade as the last."""
        found = set()
        for scale, series in self.grades.items():
            before, risen, worst = 0, -1, 0
            for at, grade in series:
                value = 1 if grade is None else grade
                if value > before:
                    risen = at
                if value != before:
                    worst = before
                before = value
            if not series or before == 0:
                continue
            at, grade = series[-1]
            asked, urgent = (at, max(worst, 1)) if grade is None else (risen, before)
            if urgent >= HIGH_GRADE and not any(decision >= asked for decision in self.decided):
                found.add(scale)
        return found
