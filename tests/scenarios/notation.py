"""Reads and plays a scenario: one line per thing that happened, was refused, or must be seen.

    3d02:00      pause reason=line_or_pump        what happened, 3 days and 2 hours after zero
    3d02:00      as=wrong pause reason=other      the same, with a name, to be withdrawn by `withdraw what=wrong`
    3d02:00      late=5h pause note="on paper"    written down five hours later
    4d00:00      refused impossible bag.patient : change bag=96h of=UPN-2
    4d00:00      = status=running infused=94.00   what `state` must answer then (`|` continues the line above)
    4d00:00      = crs.hold=fires pause.stop=?    a rule's answer: fires, clear, ? (cannot tell), or its action
    4d00:00      = crs.hold~"grade 3"             words that stand in what the rule says, saw or misses
    4d00:00      = grade:alt=2 worst:alt=3 grade:sodium=? grade:alt~"limb"   laboratory grades; what is missing or asked

`zero TIME` sets the zero. Times in answers are written `@28d00:00`; `-` is null. `#` begins a comment. Every line is a
batch of its own, written by the clock of its moment through the same guards as any other. `== NAME` begins one of
several scenarios of a file; what stands above the first is the beginning of each. `site LABEL KEY VALUE` is a value of
the site's own (TOML), `without LABEL KEY` takes one away. What happens at the bedside: see `words.py`, and for
handing over `handing.py`.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from blin21_desktop.domain.entries import Bag, Entry, PauseReason
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.present.state import state_json
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look
from blin21_desktop.service.refusal import Refused
from blin21_desktop.service.ward import Ward
from tests import making
from tests.scenarios.handing import since_differs
from tests.scenarios.reading import changed, forms, lab_differs, length, parts, texts
from tests.scenarios.words import LABELS, VERBS, birth
from tests.service.memory import HandClock, MemoryLog, knowledge

ZONE = ZoneInfo("Asia/Tokyo")
PLAIN = Words("en", ZONE, lambda text: text)

ANSWERS: dict[str, tuple[str, ...]] = {
    "status": ("infusion", "status"),
    "course": ("course",),
    "started": ("infusion", "started_at"),
    "infused": ("infusion", "infused_hours"),
    "stopped": ("infusion", "interrupted_hours"),
    "infusion_day": ("infusion", "infusion_day"),
    "cycle_day": ("infusion", "cycle_day"),
    "end": ("infusion", "planned_end", "at"),
    "end_rule": ("infusion", "planned_end", "rule"),
    "dose": ("infusion", "dose_micrograms_per_day"),
    "ordered": ("infusion", "ordered_micrograms_per_day"),
    "given": ("infusion", "given_micrograms"),
    "paused_since": ("infusion", "paused_since"),
    "paused_for": ("infusion", "pause_hours"),
    "step": ("infusion", "step_due_at"),
    "bag": ("infusion", "bag"),
    "number": ("infusion", "bag", "number"),
    "change": ("infusion", "bag", "change_due_at"),
    "because": ("infusion", "bag", "change_due_because"),
    "left": ("infusion", "bag", "expected_remaining_ml"),
    "flush": ("infusion", "bag", "flush_ml_equals_hours"),
    "severity": ("handover", "severity"),
    "handover": ("handover", "receipt"),
    "shift": ("handover", "validity"),
}
"""Short name in a scenario -> where it stands in the `state` answer. A name with a dot is a rule: `answer:action`."""


@dataclass
class Line:
    """One line of a scenario: where it stands, when, and its words."""

    number: int
    at: timedelta
    words: list[str]


@dataclass
class Scenario:
    """A scenario being played. `checked` counts answers compared, `moments` and `looks` what was looked at."""

    path: Path
    name: str = ""
    known: Knowledge = field(default_factory=knowledge)
    zero: datetime = making.AT
    label: str = "jp-pi-2021"
    dose: float = 9.0
    rate: float = 2.5
    log: MemoryLog = field(default_factory=MemoryLog)
    clock: HandClock = field(default_factory=HandClock)
    named: dict[str, str] = field(default_factory=dict)
    checked: int = 0
    moments: set[timedelta] = field(default_factory=set)
    looks: list[Look] = field(default_factory=list)

    def play(self) -> list[str]:
        """Go through every line; what was not as written, with its line number."""
        self.ward = self._ward()
        return [f"{self.path.name}:{line.number}: {text}" for line in self._lines() for text in self._play(line)]

    def _ward(self) -> Ward:
        return Ward(self.log, self.clock, self.known, zone=ZONE, training=True)

    def _lines(self) -> Iterator[Line]:
        at = timedelta()
        for number, text in parts(self.path)[self.name]:
            words = shlex.split(text, comments=True)
            if not words:
                continue
            if words[0] == "zero":
                self.zero = datetime.fromisoformat(words[1])
            elif words[0] in ("site", "without"):
                self.known = changed(self.known, *words)
                self.ward = self._ward()
            elif words[0] == "|":
                yield Line(number, at, ["=", *words[1:]])
            else:
                at = length(words[0])
                yield Line(number, at, words[1:])

    def _play(self, line: Line) -> Iterator[str]:
        if line.words[0] == "=":
            self.moments.add(line.at)
            yield from self._look(line)
        elif line.words[0] == "since":
            self.checked += len(line.words) - 2
            then = self.zero + length(line.words[1])
            yield from since_differs(self.ward, (then, self.zero + line.at), line.words[2:], PLAIN)
        elif line.words[0] == "refused":
            yield from self._refused(line)
        else:
            try:
                self._write(line, line.words)
            except Refused as refused:
                yield f"refused: {[(o.field, o.says) for o in refused.objections]}"

    def _refused(self, line: Line) -> Iterator[str]:
        _, kind, wanted, colon, *words = line.words
        assert colon == ":"
        count = len(self.log.entries)
        try:
            self._write(line, words)
        except Refused as refused:
            found = {(o.field, "impossible" if o.impossible else "improbable") for o in refused.objections}
            if found != {(wanted, kind)}:
                yield f"refused for {found}"
        else:
            yield "written, though it should be refused"
        if "override" not in words and len(self.log.entries) != count:
            yield "something was written"

    def _write(self, line: Line, words: list[str]) -> None:
        plain = [w for w in words if "=" not in w]
        given = dict(w.split("=", 1) for w in words if "=" in w)
        given = {key: self.named[text[1:]] if text.startswith("@") else text for key, text in given.items()}
        at = self.zero + line.at
        written = at + timedelta(hours=float(given.pop("late", "0h").removesuffix("h")))
        name = given.pop("as", None)
        fields: dict[str, Any] = {"recorded_at": written}
        if "override" in plain:
            fields["override"] = making.OVERRIDE
        if "note" in given:
            fields["note"] = given.pop("note")
        self.clock.at = written
        for entry in self._entries(plain[0], at, given, fields):
            self.ward.write((entry,))
            if name is not None:
                self.named[name] = entry.id

    def _entries(self, verb: str, at: datetime, given: dict[str, str], fields: dict[str, Any]) -> Iterator[Entry]:
        if verb == "patient":
            yield from self._patient(at, given, fields)
        elif verb in VERBS:
            yield from VERBS[verb](at, given, fields)
        else:
            yield self._entry(verb, at, given, fields)

    def _patient(self, at: datetime, given: dict[str, str], fields: dict[str, Any]) -> Iterator[Entry]:
        """Registered, weighed and ordered the day before, unless `later` is said; then the first bag runs."""
        self.label = LABELS[given["label"]]
        self.dose = float(given["dose"])
        course = int(given.get("course", "1"))
        yield making.registered(at, label=self.label, birth_date=birth(at, given), **fields)
        if "kg" in given:
            height = float(given["cm"]) if "cm" in given else None
            yield making.measured(at, float(given["kg"]), height_cm=height, **fields)
        yield making.ordered(at, self.dose, course=course, **fields)
        if given.get("start") != "later":
            yield self._flow("start", at, {"bag": "96h", "course": str(course)}, fields)

    def _entry(self, verb: str, at: datetime, given: dict[str, str], fields: dict[str, Any]) -> Entry:
        if verb == "register":
            self.label = given["label"]
            return making.registered(at, **given, **fields)
        if verb == "weigh":
            return making.measured(at, float(given["kg"]), height_cm=float(given["cm"]), **fields)
        if verb == "order":
            start = self.zero + length(given["from"])
            course = int(given.get("course", "1"))
            return making.ordered(at, float(given["dose"]), from_=start, course=course, **fields)
        if verb == "pause":
            reason = PauseReason(given.get("reason", "adverse_reaction"))
            return making.paused(at, reason=reason, event=given.get("for"), **fields)
        if verb == "premedicate":
            return making.premedicated(at, **fields)
        if verb == "end":
            return making.ended(at, outcome=given["outcome"], **fields)
        if verb == "withdraw":
            return making.withdrawn(at, self.named[given["what"]], **fields)
        return self._flow(verb, at, given, fields)

    def _flow(self, verb: str, at: datetime, given: dict[str, str], fields: dict[str, Any]) -> Entry:
        self.dose = float(given.get("dose", self.dose))
        if "bag" in given:
            fields["bag"] = self._bag(at, given)
            self.rate = fields["bag"].rate_ml_per_h
        self.rate = fields["rate_ml_per_h"] = float(given.get("rate", self.rate))
        fields["dose_micrograms_per_day"] = self.dose
        if verb == "start":
            return making.started(at, course=int(given.get("course", "1")), **fields)
        return {"change": making.changed, "resume": making.resumed}[verb](at, **fields)

    def _bag(self, at: datetime, given: dict[str, str]) -> Bag:
        hours = int(given["bag"].removesuffix("h"))
        table = knowledge().labels[self.label].parameters["bag.rate_ml_per_h"].value
        rate = float(given.get("rate", table[str(hours)]))
        good = length(given["good"]) if "good" in given else timedelta(days=10)
        return making.bag(
            at,
            hours=hours,
            rate_ml_per_h=rate,
            volume_ml=float(given.get("ml", rate * hours)),
            dose_micrograms_per_day=self.dose,
            patient=given.get("of", making.PATIENT),
            use_before=at + good,
        )

    def _look(self, line: Line) -> Iterator[str]:
        look = self.ward.look(making.PATIENT, self.zero + line.at)
        self.looks.append(look)
        state = state_json(look, PLAIN)
        rules = {f["rule"]: f for f in state["findings"]}
        for word in line.words[1:]:
            self.checked += 1
            key, sign, wanted = re.split("([=~])", word, maxsplit=1)
            if ":" in key:
                yield from lab_differs(state["grades"]["labs"], key, sign, wanted)
            elif sign == "~" and not any(wanted in text for text in texts(rules[key])):
                yield f"{key} says {texts(rules[key])}, not {wanted}"
            elif sign == "=" and "." in key:
                found = rules.get(key, {})
                if wanted not in forms(found):
                    yield f"{key} is {found.get('answer')}:{found.get('action')}, not {wanted}"
            elif sign == "=" and not self._same(self._answer(state, key), wanted):
                yield f"{key} is {self._plain(self._answer(state, key))}, not {wanted}"

    def _answer(self, state: dict[str, Any], key: str) -> object:
        found: Any = state
        for step in ANSWERS[key]:
            found = None if found is None else found[step]
        return found

    def _same(self, found: object, wanted: str) -> bool:
        if wanted == "-":
            return found is None
        if wanted.startswith("@"):
            return isinstance(found, str) and datetime.fromisoformat(found) == self.zero + length(wanted[1:])
        return found == float(wanted) if isinstance(found, int | float) else found == wanted

    def _plain(self, found: object) -> object:
        try:
            return f"@{(datetime.fromisoformat(str(found)) - self.zero)}"
        except ValueError:
            return found
