"""A ward that lives: children with fevers, nurses who come late, a computer that sleeps, by a clock set by hand.

Everything charted goes through the ward's own guards. What the nurses know is the truth; what stands in the record is
kept apart, as another `Facts`, since paper is written up only when the computer is awake again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Literal
from zoneinfo import ZoneInfo

from blin21_desktop.domain.entries import (
    AlertAcknowledged,
    Bag,
    DecisionTaken,
    Entry,
    PauseReason,
    PremedicationGiven,
    PumpRead,
)
from blin21_desktop.service.refusal import Refused
from blin21_desktop.service.ward import Ward, fixed
from tests import making
from tests.campaigns.alarm_oracle import DAY, HOUR, Facts, Hung
from tests.service.memory import HandClock, MemoryLog, knowledge

ZONE = ZoneInfo("Europe/Berlin")
ZERO = datetime(2026, 10, 12, 4, 0, tzinfo=UTC)
"""The clocks go back on 25 October, in the second week."""
TICK = 5
LOW, FULL = 9.0, 28.0
RATES = {24: 10.0, 48: 5.0, 72: 3.3, 96: 2.5}
PAPER = "on paper while the computer slept"


def moment(minute: int) -> datetime:
    """The moment so many minutes after the zero, in the ward's zone with the offset it has then."""
    return fixed(ZERO + timedelta(minutes=minute), ZONE)


@dataclass
class Child:
    """One child: what will happen, what did happen (`truth`), what stands in the record, and the nurses' plans."""

    name: str
    start: int
    fevers: list[tuple[int, int, int]]
    confusions: list[tuple[int, int, int]]
    line_pauses: list[int]
    trips: list[tuple[int, int]]
    truth: Facts = field(default_factory=Facts)
    record: Facts = field(default_factory=Facts)
    round_at: int | None = None
    bag_at: int | None = None
    pump_at: int = 0
    resume_at: int | None = None
    decide_at: int | None = None
    react: dict[str, int] = field(default_factory=dict)
    paper: list[tuple[int, list[Entry], Callable[[Facts], None]]] = field(default_factory=list)
    full_ordered: bool = False

    @property
    def order_waits(self) -> bool:
        """Whether the full dose is ordered for a moment that a pause would move."""
        return self.full_ordered and self.truth.stepped is None

    def grade(self, plan: list[tuple[int, int, int]], minute: int) -> int:
        """What a check finds now."""
        return max((grade for begin, end, grade in plan if begin <= minute < end), default=0)


def child_of(number: int, rng: Random, days: int) -> Child:
    """A child who starts in the first days; fever after the start and the step, rarely worse, rarely confused."""
    start = 30 + number * 9 * HOUR
    step = start + 7 * DAY
    fevers, confusions = [], []
    for anchor, chance in ((start, 0.6), (step, 0.5)):
        if rng.random() < chance:
            begin = anchor + rng.randint(2, 30) * HOUR
            end = begin + rng.randint(10, 40) * HOUR
            fevers.append((begin, end, 1))
            if rng.random() < 0.4:
                worse = begin + rng.randint(2, 8) * HOUR
                fevers.append((worse, worse + rng.randint(4, 12) * HOUR, 2))
    if rng.random() < 0.3:
        begin = start + rng.randint(1, 9) * DAY
        confusions.append((begin, begin + rng.randint(8, 30) * HOUR, rng.choice((1, 1, 2))))
    pauses = [start + rng.randint(6 * HOUR, days * DAY) for _ in range(max(1, days // 7))]
    trips = []
    for day in range(days):
        if rng.random() < 0.25:
            begin = start + day * DAY + rng.randint(3, 9) * HOUR
            trips.append((begin, begin + rng.randint(2, 7) * 30))
    return Child(f"UPN-{number + 1}", start, fevers, confusions, sorted(pauses), trips)


class LivingWard:
    """The children, the record, and every act at the bedside, charted at once or on paper."""

    def __init__(self, days: int, children: int, seed: int) -> None:
        self.rng = Random(seed)  # noqa: S311
        self.days = days
        self.clock = HandClock(moment(0))
        self.log = MemoryLog()
        self.ward = Ward(self.log, self.clock, knowledge(), zone=ZONE, training=True)
        self.children = [child_of(number, self.rng, days) for number in range(children)]
        self.minute, self.asleep, self.acts = 0, False, 0

    def chart(self, child: Child, entries: list[Entry], adds: Callable[[Facts], None]) -> None:
        """An act at the bedside: true at once, in the record at once or when the computer is awake again."""
        adds(child.truth)
        child.truth.changed()
        self.acts += 1
        if self.asleep:
            child.paper.append((self.minute, entries, adds))
            return
        self._write(child, entries, adds)

    def write_up(self, child: Child) -> None:
        """Paper goes into the record, each line with the time it happened and a note."""
        for _, entries, adds in child.paper:
            now = moment(self.minute)
            self._write(child, [replace(entry, recorded_at=now, note=PAPER) for entry in entries], adds)
        child.paper.clear()

    def _write(self, child: Child, entries: list[Entry], adds: Callable[[Facts], None]) -> None:
        try:
            self.ward.write(entries)
        except Refused as refused:
            raise AssertionError((child.name, self.minute, [(o.field, o.says) for o in refused.objections])) from None
        adds(child.record)
        child.record.changed()

    def entry(self, child: Child, build: Callable[..., Any], *arguments: Any, **changes: Any) -> Any:  # noqa: ANN401
        """An entry of this child now."""
        return build(moment(self.minute), *arguments, patient=child.name, **changes)

    # ---- acts

    def admit(self, child: Child) -> None:
        """Registered, weighed, ordered and premedicated half an hour before the start."""
        born = {"birth_date": date(2010, 1, 10)}
        start = moment(child.start)
        entries = [
            self.entry(child, making.registered, **born),
            self.entry(child, making.measured),
            self.entry(child, making.ordered, LOW, from_=start),
            PremedicationGiven(**common(self, child), drug="dexamethasone", dose_mg=5.0, before="start"),
        ]
        self.chart(child, entries, lambda facts: None)

    def bag(self, child: Child, dose: float) -> tuple[Bag, Hung]:
        """The longest bag that ends by the step or the end of the course."""
        facts = child.truth
        goal = facts.step_due() if facts.started is not None and facts.step_due() is not None and dose == LOW else None
        start = self.minute if facts.started is None else facts.started
        left = (start + (7 if facts.started is None else 28) * DAY if goal is None else goal) - self.minute
        hours = next((h for h in (96, 72, 48, 24) if h * HOUR <= left + HOUR), 24)
        use_before = self.minute + (hours + 30) * HOUR
        made = making.bag(
            moment(self.minute), hours=hours, rate_ml_per_h=RATES[hours], patient=child.name,
            dose_micrograms_per_day=dose, label=f"B{self.acts}", use_before=moment(use_before),
        )  # fmt: skip
        return made, Hung(self.minute, hours, use_before)

    def start(self, child: Child) -> None:
        """The course begins."""
        made, hung = self.bag(child, LOW)
        minute = self.minute

        def adds(facts: Facts) -> None:
            facts.started = minute
            facts.bags.append(hung)

        self.chart(child, [self.entry(child, making.started, bag=made)], adds)

    def change(self, child: Child) -> None:
        """A new bag: of the full dose when the step has come."""
        step = child.truth.step_due()
        stepping = step is not None and self.minute >= step
        full = stepping or child.truth.stepped is not None
        made, hung = self.bag(child, FULL if full else LOW)
        minute = self.minute

        def adds(facts: Facts) -> None:
            facts.bags.append(hung)
            if stepping:
                facts.stepped = minute

        self.chart(child, [self.entry(child, making.changed, bag=made)], adds)

    def order_full(self, child: Child) -> None:
        """The physician orders the full dose from the step on."""
        at = child.truth.step_due()
        assert at is not None
        child.full_ordered = True
        self.chart(child, [self.entry(child, making.ordered, FULL, from_=moment(at))], lambda facts: None)

    def pause(self, child: Child, reason: PauseReason, minutes: int) -> None:
        """The drug stands for so long."""
        minute = self.minute
        child.resume_at = minute + minutes
        entry = self.entry(child, making.paused, reason=reason)
        self.chart(child, [entry], lambda facts: facts.pauses.append([minute, None]))

    def resume(self, child: Child) -> None:
        """It flows again from the bag that hangs there."""
        minute, child.resume_at = self.minute, None
        dose = LOW if child.truth.stepped is None else FULL
        rate = RATES[child.truth.bags[-1].hours]

        def adds(facts: Facts) -> None:
            facts.pauses[-1][1] = minute

        entry = self.entry(child, making.resumed, dose_micrograms_per_day=dose, rate_ml_per_h=rate)
        self.chart(child, [entry], adds)

    def decide(self, child: Child, decision: Literal["hold", "continue"]) -> None:
        """The physician decides about what was found."""
        minute = self.minute
        entry = DecisionTaken(
            **common(self, child, "d1"),
            decision=decision,
            physician="d1",
            findings=("crs.hold",),
            because="seen",
        )
        self.chart(child, [entry], lambda facts: facts.decided.append(minute))

    def acknowledge(self, child: Child, key: str, because: str, until: datetime | None = None) -> None:
        """Somebody saw an alert."""
        entry = AlertAcknowledged(**common(self, child, "n2"), alert=key, because=because, until=until)
        self.chart(child, [entry], lambda facts: None)


def common(place: LivingWard, child: Child, by: str = "n1") -> dict[str, Any]:
    """The common fields of an entry now."""
    at = moment(place.minute)
    number = f"own-{place.acts}-{child.name}-{len(place.log.entries)}-{len(child.paper)}"
    return {"id": number, "patient": child.name, "happened_at": at, "recorded_at": at, "by": by}


def read_pump(place: LivingWard, child: Child) -> None:
    """What the pump shows."""
    rate = RATES[child.truth.bags[-1].hours]
    place.chart(child, [PumpRead(**common(place, child), rate_ml_per_h=rate, running=True)], lambda facts: None)


def premedicate(place: LivingWard, child: Child) -> None:
    """Before the step."""
    given = PremedicationGiven(**common(place, child), drug="dexamethasone", dose_mg=5.0, before="step")
    place.chart(child, [given], lambda facts: None)
