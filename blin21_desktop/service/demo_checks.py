"""The rounds of the training ward: checks by the schedule, with what each patient's table says differs from normal.

Every number is invented. The nurses of this ward do what is due, a few minutes early or late; an episode of the table
changes what they find, says why a check was not done, or leaves it undone from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import (
    CheckMissed,
    CrsChecked,
    DrugGiven,
    Entry,
    EventGraded,
    GvhdStaged,
    Ice,
    NeuroChecked,
    Oxygen,
    VitalsMeasured,
)
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.moments import HOUR, later, since
from blin21_desktop.rules.icans import FULL
from blin21_desktop.rules.schedule import CHECKS, What, Window, due_in, windows
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.tool import tool_of_age

Table = Mapping[str, Any]
Common = Callable[[Table, datetime], dict[str, Any]]

EARLY_OR_LATE = (-6, 4, 11, 0, 8, -3, 14, 5)
"""Minutes from its due time at which a round begins, in turn."""

TOGETHER = timedelta(minutes=100)
"""What is due so soon after is done in the same round."""

SWINGS: dict[str, tuple[float, ...]] = {
    "temperature_c": (0.0, 0.2, -0.1, 0.3, 0.1, -0.2),
    "systolic_mmhg": (0, 4, -3, 6, 2),
    "diastolic_mmhg": (0, 3, -2, 2),
    "pulse_per_min": (0, 6, -4, 9, 3, -2, 5),
    "respiration_per_min": (0, 2, -1, 1),
    "spo2_percent": (0, -1, 0, 1),
}
"""How far each reading swings about the patient's own, in turn."""

AIR = Oxygen(device="none")


class Rounds:
    """One patient's checks from the start of the course until `until`; `flow` is what else was charted."""

    def __init__(
        self, patient: Table, start: datetime, until: datetime, *, flow: Sequence[Entry], knowledge: Knowledge
    ) -> None:
        """Take the patient's table and the chart so far. Hours of the table are counted from `start`."""
        self._patient, self._start, self._until = patient, start, until
        self._flow, self._knowledge = flow, knowledge
        self._number = 0
        seen = self._situation(())
        self._tool = (None if seen is None else tool_of_age(seen)) or "ice"

    def entries(self, common: Common) -> Iterator[Entry]:
        """The baseline; what was graded, staged and given; then every round. `common` makes who and when."""
        at = self._at(self._patient["baseline_at"])
        yield self._check("vitals", at, common)
        yield self._check("neuro", at, common)
        yield from self._charted(common)
        yield from self._rounds(common)

    def _rounds(self, common: Common) -> Iterator[Entry]:
        last: dict[What, datetime] = dict.fromkeys(CHECKS, self._start)
        graded: list[Entry] = []
        wanted = self._windows(graded)
        while (at := self._next(wanted, last)) is not None:
            self._number += 1
            for what in CHECKS:
                due = due_in(wanted[what], last[what])
                if due is None or since(at, due[0]) > TOGETHER:
                    continue
                if "left" in self._differs(what, at):
                    wanted[what] = ()
                    continue
                entry = self._check(what, at, common)
                yield entry
                if self._differs(what, at) != self._differs(what, last[what]):
                    graded.append(entry)
                    wanted |= {kind: now for kind, now in self._windows(graded).items() if wanted[kind]}
                last[what] = at

    def _next(self, wanted: Mapping[What, Sequence[Window]], last: Mapping[What, datetime]) -> datetime | None:
        """When the next round begins; None when it lies ahead."""
        due = [found[0] for what in CHECKS if (found := due_in(wanted[what], last[what])) is not None]
        if not due:
            return None
        at = later(min(due), timedelta(minutes=EARLY_OR_LATE[self._number % len(EARLY_OR_LATE)]))
        return at if at <= self._until else None

    def _situation(self, graded: Sequence[Entry]) -> Situation | None:
        chart = Chart.of(self._patient["study"], (*self._flow, *graded))
        return Situation.of(chart, max(self._until, self._start), self._knowledge)

    def _windows(self, graded: Sequence[Entry]) -> dict[What, tuple[Window, ...]]:
        seen = self._situation(graded)
        return {what: () if seen is None else windows(seen, what) for what in CHECKS}

    def _at(self, hours: float) -> datetime:
        return later(self._start, hours * HOUR)

    def _differs(self, what: What, at: datetime) -> Table:
        """What the table says of this kind of check at this time, beside from and to; nothing when all is normal."""
        found: dict[str, Any] = {}
        for row in self._patient.get("episode", ()):
            if row["what"] == what and row["from"] <= since(self._start, at) / HOUR < row["to"]:
                found |= {key: value for key, value in row.items() if key not in ("what", "from", "to")}
        return found

    def _check(self, what: What, at: datetime, common: Common) -> Entry:
        differs, fields = dict(self._differs(what, at)), common(self._patient, at)
        if "missed" in differs:
            back = differs.get("back_in_hours")
            until = None if back is None else later(fields["happened_at"], back * HOUR)
            return CheckMissed(**fields, what=what, reason=differs["missed"], until=until)
        if what == "vitals":
            return self._vitals(fields, differs)
        if what == "crs":
            found = {"fever": "no", "hypotension": "none", "oxygen": AIR, "life_threatening": False}
            return CrsChecked(**{**fields, **found, **differs})
        return self._neuro(fields, differs)

    def _vitals(self, fields: dict[str, Any], differs: dict[str, Any]) -> Entry:
        own = {**self._patient["vitals"], **differs}
        readings = {name: round(own[name] + swing[self._number % len(swing)], 1) for name, swing in SWINGS.items()}
        return VitalsMeasured(**fields, **readings, temperature_site="axillary", oxygen=AIR)

    def _neuro(self, fields: dict[str, Any], differs: dict[str, Any]) -> Entry:
        score: dict[str, Any] = {"tool": self._tool}
        items = differs.pop("items", None)
        if self._tool == "ice":
            score["ice"] = Ice(**{**FULL, **(items or {})})
        else:
            score["capd"] = tuple(items or (0,) * 8)
        signs = {
            "consciousness": "awake",
            "seizure": "none",
            "focal_weakness": False,
            "raised_pressure": "none",
            "global_aphasia": False,
        }
        return NeuroChecked(**{**fields, **score, **signs, **differs})

    def _charted(self, common: Common) -> Iterator[Entry]:
        """Adverse events, stages of GVHD and drugs, at their hours."""
        for event in self._patient.get("event", ()):
            shown = {key: value for key, value in event.items() if key != "grades"}
            for hours, grade in event["grades"]:
                yield EventGraded(**common(self._patient, self._at(hours)), **shown, grade=grade, scale="CTCAE v5.0")
        for row in self._patient.get("staged", ()):
            stages = {key: value for key, value in row.items() if key != "at"}
            yield GvhdStaged(**common(self._patient, self._at(row["at"])), **stages)
        for row in self._patient.get("drug", ()):
            yield DrugGiven(
                **common(self._patient, self._at(row["at"])), drug=row["name"], dose=row["dose"], class_=row["class"]
            )
