"""What the nurses do: rounds, bags, trips off the ward, and their answers to alerts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from blin21_desktop.domain.alerts import Alert
from blin21_desktop.domain.entries import Entry, PauseReason
from blin21_desktop.domain.moments import later, since
from blin21_desktop.rules.alarm_report import by_shift, shifts
from blin21_desktop.rules.alerts import alerts
from blin21_desktop.rules.interruptions import interruptions
from blin21_desktop.rules.situation import Situation
from tests import making
from tests.campaigns.alarm_oracle import DAY, HOUR, Facts
from tests.campaigns.alarm_verdict import SLEEPS, SNOOZE, Verdict, at_waking, judge, topic
from tests.campaigns.alarm_ward import TICK, ZONE, Child, LivingWard, moment, premedicate, read_pump
from tests.service.memory import knowledge

WHATS = ("vitals", "crs", "neuro")
NIGHT = range(6)


class Nurses:
    """The whole simulation. `forgetful`: nobody does anything before an alert says so."""

    def __init__(self, days: int, children: int, seed: int, *, forgetful: bool = False) -> None:
        self.place = LivingWard(days, children, seed)
        self.rng, self.forgetful = self.place.rng, forgetful
        self.verdict = Verdict()
        self.woke = False
        self.before: dict[str, tuple[Alert, ...]] = {}

    def run(self, nurses: int = 2) -> Verdict:
        """Live through all days, then count the interruptions of each shift."""
        place = self.place
        end = place.days * DAY
        for minute in range(0, end, TICK):
            slept = place.asleep
            place.minute, place.clock.at = minute, moment(minute)
            place.asleep = any(begin <= minute < over for begin, over in SLEEPS)
            self.woke = slept and not place.asleep
            for child in place.children:
                self._live(child)
            if not place.asleep:
                for child in place.children:
                    self._look(child)
        found = [
            each
            for child in place.children
            for each in interruptions(place.ward.chart(child.name), knowledge(), moment(0), moment(end))
        ]
        cut = shifts(
            moment(0), moment(end), knowledge().labels["jp-pi-2021"].parameters["program.shift_starts"].value, ZONE
        )
        budget = knowledge().labels["jp-pi-2021"].parameters["program.alarm_budget"].value
        self.verdict.counts = by_shift(at_waking(found), cut, nurses=nurses, budget=budget)
        return self.verdict

    # ---- the bedside

    def _live(self, child: Child) -> None:
        place, minute, truth = self.place, self.place.minute, child.truth
        if minute == child.start - 30:
            place.admit(child)
        if minute == child.start:
            place.start(child)
            child.pump_at = minute + 4 * HOUR
            self._plan(child)
        if truth.started is None or minute >= child.start + 28 * DAY - HOUR:
            return
        if child.paper and not place.asleep and minute % 30 == 15:
            place.write_up(child)
        if child.decide_at is not None and minute >= child.decide_at:
            self._decide(child)
        self._flow(child)
        if not child.full_ordered and minute >= child.start + 6 * DAY and not truth.paused:
            place.order_full(child)
        for begin, back in child.trips:
            if minute == begin and not truth.paused:
                self._trip(child, back)
        if child.round_at is not None and minute >= child.round_at:
            self._round(child)

    def _flow(self, child: Child) -> None:
        place, minute, truth = self.place, self.place.minute, child.truth
        if truth.paused:
            if child.resume_at is not None and minute >= child.resume_at:
                place.resume(child)
                self._plan(child)
        elif child.line_pauses and minute >= child.line_pauses[0] and not child.order_waits:
            child.line_pauses.pop(0)
            place.pause(child, PauseReason.LINE_OR_PUMP, self.rng.randint(2, 8) * TICK)
        elif child.bag_at is not None and minute >= child.bag_at:
            self._change(child)
        elif minute >= child.pump_at:
            child.pump_at = minute + (4 * HOUR if self.rng.random() > 0.05 else 9 * HOUR)
            if not self.forgetful:
                read_pump(place, child)

    def _change(self, child: Child) -> None:
        """A new bag; before the step not before its time."""
        step = child.truth.step_due()
        near = step is not None and 0 < step - self.place.minute <= 2 * HOUR
        if near and child.truth.bag_end() >= (step or 0) - TICK:
            child.bag_at = step
            return
        self.place.change(child)
        self._plan(child)

    def _trip(self, child: Child, back: int) -> None:
        """Off the ward: what would be due meanwhile is put off until the return."""
        gone = [what for what in WHATS if child.truth.check_due(what)[0] <= back]
        entries: list[Entry] = [
            self.place.entry(child, making.missed, what, "off_ward", until=moment(back)) for what in gone
        ]
        if entries:
            self.place.chart(child, entries, answered(self.place.minute, gone, back))
        self._plan(child)

    def _round(self, child: Child) -> None:
        """One visit to the bed: every check that is due or will be within three quarters of an hour."""
        minute = self.place.minute
        due = [what for what in WHATS if child.truth.check_due(what)[0] <= minute + 45]
        for what in due:
            self._check(child, what)
        child.round_at = None
        self._plan(child)

    def _check(self, child: Child, what: str) -> None:
        place, minute = self.place, self.place.minute
        chance = self.rng.random()
        night = moment(minute).hour in NIGHT
        if what != "vitals" and chance < (0.15 if night else 0.03):
            reason = "asleep" if night else "refused"
            place.chart(child, [place.entry(child, making.missed, what, reason)], answered(self.place.minute, [what]))
            return
        if what == "vitals":
            place.chart(child, [place.entry(child, making.vitals)], answered(self.place.minute, [what]))
            return
        scale, plan = ("crs", child.fevers) if what == "crs" else ("icans", child.confusions)
        grade: int | None = child.grade(plan, minute)
        if what == "crs":
            open_ = grade and chance > 0.97
            findings = {0: ("no", "none"), 1: ("yes", "none"), 2: ("yes", "fluids")}[grade or 0]
            entry = place.entry(child, making.crs, *(("masked", "none") if open_ else findings))
            grade = None if open_ else grade
        else:
            points = {0: {}, 1: {"orientation": 2}, 2: {"orientation": 0, "naming": 2}}[grade or 0]
            entry = place.entry(child, making.neuro, ice=making.ice(**points))

        def adds(facts: Facts) -> None:
            facts.answers[what].append((minute, None))
            facts.grades[scale].append((minute, grade))

        place.chart(child, [entry], adds)

    def _decide(self, child: Child) -> None:
        """The physician; a fever with low pressure after the step means holding the drug."""
        child.decide_at = None
        ill = child.grade(child.fevers, self.place.minute) >= 2 and child.truth.stepped is not None
        if ill and not child.truth.paused:
            self.place.pause(child, PauseReason.ADVERSE_REACTION, self.rng.randint(6, 30) * HOUR)
        self.place.decide(child, "hold" if child.truth.paused else "continue")

    def _plan(self, child: Child) -> None:
        """When the next round and the next bag will be: mostly in time, sometimes late, sometimes forgotten."""
        due = min(child.truth.check_due(what)[0] for what in WHATS)
        child.round_at = self._when(due, early=20, late=20)
        if not child.truth.paused:
            child.bag_at = self._when(child.truth.bag_due(), early=60, late=0)

    def _when(self, due: int, *, early: int, late: int) -> int | None:
        chance = self.rng.random()
        if self.forgetful or chance < 0.03:
            return None
        if chance < 0.10:
            return due + self.rng.randint(6, 20) * TICK
        return due + self.rng.randint(-early, late)

    # ---- the window

    def _look(self, child: Child) -> None:
        """What the window shows now: judged, then answered."""
        place = self.place
        at = place.clock.at
        s = Situation.of(place.ward.chart(child.name), at, knowledge())
        shown = () if s is None else alerts(s)
        judge(self.verdict, child, place.minute, shown, self.before.get(child.name, ()), woke=self.woke)
        self.before[child.name] = shown
        for alert in shown:
            if alert.sounds:
                answer_at = child.react.setdefault(alert.key, place.minute + self.rng.randint(1, 3) * TICK)
                if place.minute >= answer_at:
                    del child.react[alert.key]
                    self._answer(child, alert, at)
                    return

    def _answer(self, child: Child, alert: Alert, at: datetime) -> None:
        """What a nurse does about an alert: the thing itself, or a reason and a while."""
        place, minute = self.place, self.place.minute
        if child.paper:
            place.write_up(child)
            return
        busy = self.rng.random() < 0.25
        if alert.cause == "checks" and "flow@" in alert.key and not child.truth.paused:
            read_pump(place, child)
        elif alert.cause in ("checks", "missed"):
            if busy or (child.round_at is not None and child.round_at <= minute + 30 and alert.cause == "missed"):
                self._acknowledge(child, alert, "with another child")
                forgotten = self.rng.random() < 0.3
                child.round_at = None if forgotten else minute + self.rng.randint(4, 10) * TICK
            else:
                self._round(child)
                if alert.cause == "missed":
                    place.decide(child, "continue")
        elif alert.cause in ("bag", "step"):
            self._answer_bag(child, alert, at)
        elif topic(alert) in ("crs", "icans"):
            self._acknowledge(child, alert, "physician called")
            child.decide_at = child.decide_at or minute + self.rng.randint(2, 8) * TICK
        elif alert.cause == "premedication":
            premedicate(place, child)
        else:
            self._acknowledge(child, alert, "known")

    def _answer_bag(self, child: Child, alert: Alert, at: datetime) -> None:
        """Change it when it is near, else say until when it may wait; sometimes the bag comes too late."""
        minute, chance = self.place.minute, self.rng.random()
        ahead = int(since(at, alert.hazard_at or at).total_seconds() // 60)
        if (alert.level == "high" and chance < 0.6) or (
            ahead <= 60 and alert.level == "medium" and chance < 0.8 and child.truth.stepped is not None
        ):
            self._change(child)
        else:
            until = min(alert.hazard_at or at, later(at, SNOOZE["medium"])) if ahead > 0 else None
            self._acknowledge(child, alert, "the bag is on its way", until)
            late = self.rng.randint(1, 8) * TICK if chance > 0.85 else -self.rng.randint(0, 4) * TICK
            child.bag_at = minute + max(TICK, ahead + late)

    def _acknowledge(self, child: Child, alert: Alert, because: str, until: datetime | None = None) -> None:
        self.verdict.acknowledged += 1
        self.place.acknowledge(child, alert.key, because, until)


def answered(minute: int, whats: Sequence[str], back: int | None = None) -> Callable[[Facts], None]:
    """Checks were done or missed at a minute; of an off-ward child with the minute of the return."""

    def adds(facts: Facts) -> None:
        for what in whats:
            facts.answers[what].append((minute, back))

    return adds
