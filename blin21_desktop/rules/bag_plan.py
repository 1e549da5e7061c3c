"""Which bags when, from the next change to the end of the course. It plans and explains; people order.

Rates come from the patient's own label only. The step and the end of the course are bag boundaries: no bag crosses one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.knowledge import Label
from blin21_desktop.domain.moments import HOUR, later, since
from blin21_desktop.domain.pharmacy import WEEKDAYS, Pharmacy, parse_hours
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.bag import bag_state
from blin21_desktop.rules.bag_plan_step import Ends, PlannedBag, about_the_step, doubted, ordered_for
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.course import planned_end
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import has_step, step_ahead
from blin21_desktop.rules.tiling import Tile, tile


@dataclass(frozen=True, slots=True, kw_only=True)
class BagPlan:
    """The plan. `assumes`: what it takes for granted; `missing`: what it could not look at, or why there is no bag.

    `doubts`: where the orders do not go with the step, so that a bag made by this plan would be of the wrong dose.
    """

    bags: tuple[PlannedBag, ...] = ()
    end: datetime | None = None
    assumes: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()
    doubts: tuple[Text, ...] = ()

    @property
    def at_night(self) -> int:
        """Changes at night."""
        return sum(bag.at_night for bag in self.bags)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What every bag of the plan is judged by."""

    situation: Situation
    rates: dict[int, float]
    night: tuple[int, int] | None
    pharmacy: Pharmacy | None
    shelf: timedelta | None
    zone: tzinfo

    def moments(self, begin: datetime, until: datetime) -> list[datetime]:
        """A stretch on a grid of whole hours from its begin; its end is kept to the second."""
        total = -(-since(begin, until) // HOUR)
        return [min(later(begin, hour * HOUR), until) for hour in range(total + 1)]

    def at_night(self, moment: datetime) -> bool:
        """Whether a change then is at night."""
        if self.night is None:
            return False
        first, last = self.night
        hour = moment.astimezone(self.zone).hour
        return hour >= first or hour < last if first > last else first <= hour < last

    def ready_by(self, hung: datetime) -> datetime | None:
        """The latest moment at which the pharmacy can have made a bag for `hung`."""
        return None if self.pharmacy is None else self.pharmacy.ready_by(hung, self.zone)

    def can_make(self, hung: datetime, ends: datetime) -> bool:
        """Whether it can be made at all, and is still good at its end. What is not configured is not doubted."""
        if self.pharmacy is None:
            return True
        ready = self.ready_by(hung)
        return ready is not None and (self.shelf is None or since(ready, ends) <= self.shelf)


def bag_plan(
    s: Situation,
    *,
    pharmacy: Pharmacy | None,
    shelf: timedelta | None,
    zone: tzinfo,
    start: datetime | None = None,
    hang: datetime | None = None,
    rise: datetime | None = None,
) -> BagPlan:
    """From the change of the hanging bag on; before a start from `start` (else the time of the coming order).

    A new bag is hung at `hang`, whatever hangs there now; `rise` is a moment at which the dose may go up after a
    restart, planned like the step: no bag crosses it.
    """
    read = Consulted()
    rates = label_rates(s, read)
    begin, step, end, assumes = _frame(s, start, read)
    begin, step = hang or begin, rise or step
    for gone, why in (
        (pharmacy, say("pharmacy hours are not configured: preparation times are not checked")),
        (shelf, say("shelf life is not configured: use-before is not checked")),
    ):
        if gone is None:
            read.lacks(why)
    if begin is None or end is None or not rates or begin >= end:
        return BagPlan(end=end, assumes=tuple(assumes), missing=tuple(read.missing))
    facts = _Facts(situation=s, rates=rates, night=_night(s, read), pharmacy=pharmacy, shelf=shelf, zone=zone)
    parts = [(begin, end)] if step is None or not begin < step < end else [(begin, step), (step, end)]
    first = 1 if s.under_way is None else len(s.under_way.bags) + 1
    bags: list[PlannedBag] = []
    notes: list[Text] = []
    for since_, until in parts:
        made = _stretch(facts, since_, until, first + len(bags), ends="dose-step" if until == step else "course-end")
        bags += made if step is None or rise is not None else [doubted(s, bag, step) for bag in made]
        notes += _why_short(facts, made, since_, until)
    taken, missing = (*assumes, *read.site_values, *notes), tuple(read.missing)
    doubts = () if step is None else about_the_step(s, step)
    return BagPlan(bags=tuple(bags), end=end, assumes=taken, missing=missing, doubts=doubts)


def _night(s: Situation, read: Consulted) -> tuple[int, int] | None:
    """From and to which hour it is night; None where that is not configured."""
    night = read.value(s.protocol, "program.night")
    return None if night is None else (int(night["from"]), int(night["to"]))


def _why_short(f: _Facts, bags: list[PlannedBag], begin: datetime, until: datetime) -> list[Text]:
    """Why bags are changed before their hours are over, and which bags would do without."""
    short = [bag for bag in bags if bag.short]
    if not short or f.shelf is None:
        return []
    says = say(
        "A bag keeps for {shelf:length} and is made before it is hung: one of {hours:hours} cannot flow for all its "
        "hours and is changed before.",
        shelf=f.shelf,
        hours=short[0].hours,
    )
    others = _tiles(f, begin, until, early=False)
    moments = f.moments(begin, until)
    if not all(f.can_make(moments[one.start], moments[one.end]) for one in others):
        return [says]
    lengths = tuple(say("{hours:hours}", hours=one.hours) for one in others)
    either = say("Without changing one early, up to {until:moment}: {lengths}.", until=until, lengths=lengths)
    return [says, either]


def pharmacy_of(known: Label) -> tuple[Pharmacy | None, timedelta | None]:
    """The pharmacy's hours and the shelf life of a bag, as the site set them; None where it did not."""
    week, lead = known.get("pharmacy.open"), known.get("pharmacy.lead_hours")
    days, shelf = known.get("pharmacy.closed_days"), known.get("pharmacy.shelf_hours")
    kept = None if shelf is None else shelf.value * HOUR
    if week is None:
        return None, kept
    hours = {place: parse_hours(week.value[day]) for place, day in enumerate(WEEKDAYS)}
    pharmacy = Pharmacy(
        open={place: span for place, span in hours.items() if span is not None},
        closed=frozenset(() if days is None else days.value),
        lead=timedelta() if lead is None else lead.value * HOUR,
    )
    return pharmacy, kept


def label_rates(s: Situation, read: Consulted) -> dict[int, float]:
    """Hours of a bag -> rate (mL/h). Bags with preservative are left out below their weight and where it is unknown."""
    table = read.value(s.label, "bag.rate_ml_per_h")
    rates = {} if table is None else {int(hours): float(rate) for hours, rate in table.items()}
    kept = s.label.get("bag.preservative_hours")
    least = s.label.get("bag.preservative_min_kg")
    if kept is None or least is None:
        return rates
    if s.weight is None:
        read.lacks(say("the weight: bags with preservative are left out"))
    if s.weight is None or s.weight.weight_kg < least.value:
        return {hours: rate for hours, rate in rates.items() if hours not in kept.value}
    return rates


def _frame(
    s: Situation, start: datetime | None, read: Consulted
) -> tuple[datetime | None, datetime | None, datetime | None, list[Text]]:
    """Begin, step and end of what is planned, and what that assumes."""
    if s.under_way is not None:
        state = bag_state(s)
        assumes = [say("if it resumed now")] if s.under_way.status is Status.PAUSED else []
        end = planned_end(s)
        for text in end.missing:
            read.lacks(text)
        begin = None if state is None else max(state.change_due_at, s.at)
        return begin, step_ahead(s), end.at, [say("if the drug flows from now on without a stop"), *assumes]
    coming = s.coming_order or s.ordered
    begin = start or (None if coming is None else max(coming.from_, s.at))
    if begin is None:
        read.lacks(say("a time of start: order the dose first, or give one"))
    length = read.days(s.label, "cycle.infusion_days")
    days = read.days(s.protocol, "step.after_days") if has_step(s, read) else None
    end_at = None if begin is None or length is None else later(begin, length)
    step = None if begin is None or days is None else later(begin, days)
    assumes = [] if begin is None else [say("if the course starts {at:moment}", at=begin)]
    return begin, step, end_at, assumes


def _tiles(f: _Facts, begin: datetime, until: datetime, *, early: bool = True) -> tuple[Tile, ...]:
    """The bags of one stretch in hours of it."""
    moments = f.moments(begin, until)
    nights = [f.at_night(moment) for moment in moments]
    return tile(
        len(moments) - 1,
        tuple(f.rates),
        at_night=lambda hour: nights[hour],
        can_make=lambda a, b: f.can_make(moments[a], moments[b]),
        early=early,
    )


def _stretch(f: _Facts, begin: datetime, until: datetime, first: int, *, ends: Ends) -> list[PlannedBag]:
    """The bags of one stretch; its end is kept to the second."""
    moments = f.moments(begin, until)
    bags = []
    for place, one in enumerate(_tiles(f, begin, until)):
        hung, over = moments[one.start], moments[one.end]
        full = later(hung, one.hours * HOUR)
        bags.append(
            PlannedBag(
                number=first + place,
                hung_at=hung,
                ends_at=over,
                ends=ends if one.end == len(moments) - 1 else "end-of-bag",
                hours=one.hours,
                rate_ml_per_h=f.rates[one.hours],
                dose_micrograms_per_day=ordered_for(f.situation, hung),
                at_night=f.at_night(hung),
                ready_by=f.ready_by(hung),
                cannot_make=not f.can_make(hung, over),
                short=over < full and f.can_make(hung, over) and not f.can_make(hung, full),
            )
        )
    return bags
