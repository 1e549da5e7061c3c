"""Does the time add up? The course's time against what was charted, and what the bags could really give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from blin21_desktop.domain.entries import BagChanged
from blin21_desktop.domain.infusion import Course, HungBag, Segment
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.situation import Situation

Answer = Literal["adds_up", "unexplained", "cannot_tell"]
"""Every hour is explained; some are not; or something is missing that would be needed to say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """`planned` + `over` = `infused` + `interrupted` + `left` + `unexplained`, to the second.

    `planned` holds the interruptions too where the label counts only infused time. `infused` is charted flow less what
    no bag can explain; `over` is charted time beyond the plan. `because` says why time is unexplained or over;
    `missing` what was needed and not there. `planned`, `left` and `over` are None where the length is not configured,
    `unexplained` where nothing is known to be unexplained but something that was charted could not be judged.
    """

    planned: timedelta | None
    infused: timedelta
    interrupted: timedelta
    left: timedelta | None
    unexplained: timedelta | None
    over: timedelta | None
    because: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()

    @property
    def answer(self) -> Answer:
        """What is known to be wrong comes first; with something missing nothing "adds up"."""
        if self.unexplained or self.over:
            return "unexplained"
        return "cannot_tell" if self.missing else "adds_up"


def reconcile(s: Situation, course: Course) -> Reconciliation:
    """The times of one course. A bag explains flow as far as its fill reaches; what cannot be judged is `missing`."""
    read, open_ = Consulted(), Consulted()
    length, rule = read.days(s.label, "cycle.infusion_days"), read.value(s.label, "cycle.end")
    gaps = [gap for bag in course.bags if (gap := _unexplained(s, course, bag, open_)) is not None]
    _doubtful(s, course, open_)
    unexplained = sum((by for by, _ in gaps), timedelta())
    because = [why for _, why in gaps]
    planned = left = over = None
    if length is not None and rule is not None:
        planned = length + (course.interrupted if rule == "infused-total" else timedelta())
        rest = planned - course.infused - course.interrupted
        left, over = max(rest, timedelta()), max(-rest, timedelta())
        if over:
            because.append(say("{over:clock_length} more than the course is long.", over=over))
    return Reconciliation(
        planned=planned,
        infused=course.infused - unexplained,
        interrupted=course.interrupted,
        left=left,
        unexplained=None if open_.missing and not unexplained else unexplained,
        over=over,
        because=tuple(because),
        missing=(*read.missing, *open_.missing),
    )


def _doubtful(s: Situation, course: Course, read: Consulted) -> None:
    """Note what the chart itself leaves open: entries that were not counted, a bag that cannot be new twice."""
    if course.contradictions:
        count = len(course.contradictions)
        read.lacks(say("entries that do not fit the chart and are not counted: {count:number}", count=count))
    labels = [hung.bag.label for one in s.courses for hung in one.bags]
    for hung in course.bags:
        if labels.count(hung.bag.label) > 1:
            read.lacks(
                say("what bag {label} can give: it is charted as newly hung more than once", label=hung.bag.label)
            )


def _unexplained(s: Situation, course: Course, bag: HungBag, read: Consulted) -> tuple[timedelta, Text] | None:
    """Flow charted from one bag that its volume cannot have given, or that what was left in it speaks against."""
    flow = [x for x in course.segments if x.bag_number == bag.number]
    gone = _gone_ml(flow, course.at)
    slack = Decimal(repr(read.value(s.label, "program.rate_rounding_ml_per_h") or 0)) * bag.bag.hours
    volume = Decimal(repr(bag.bag.volume_ml))
    found = _left_in(course, bag)
    beyond, less = gone - volume, Decimal(0) if found is None else found - max(volume - gone, Decimal(0))
    if max(beyond, less) <= slack:
        return None
    fill = _fill_ml(s, bag, read)
    if fill is None:
        return None
    overfill = max(fill - volume, Decimal(0)) + slack
    most = max(beyond, less) - overfill
    if most <= 0:
        return None
    rate = Decimal(repr(flow[-1].rate_ml_per_h))
    by = min(_whole_seconds(most / rate), course.flowed_from_bag(bag.number))
    values = {"number": bag.number, "label": bag.bag.label, "by": by}
    if beyond >= less:
        return by, say("Bag {number:number}, {label}: {by:clock_length} more charted than it can give.", **values)
    return by, say(
        "Bag {number:number}, {label}: so much was left in it that {by:clock_length} did not flow.", **values
    )


def _gone_ml(flow: Sequence[Segment], at: datetime) -> Decimal:
    hours = (
        (Decimal(repr(x.rate_ml_per_h)), Decimal(since(x.start, x.end or at) // timedelta(seconds=1)) / 3600)
        for x in flow
    )
    return sum((rate * flowed for rate, flowed in hours), Decimal(0))


def _left_in(course: Course, bag: HungBag) -> Decimal | None:
    """What was found in a bag when the next one took over (mL); None when nobody charted it."""
    after = next((b.entry for b in course.bags if b.number == bag.number + 1), None)
    left = after.old_bag_remaining_ml if isinstance(after, BagChanged) else None
    return None if left is None else Decimal(repr(left))


def _fill_ml(s: Situation, bag: HungBag, read: Consulted) -> Decimal | None:
    """What a bag of these hours is filled with by the label, more than is to be given; None after noting that."""
    fill = read.value(s.label, "bag.fill_ml")
    if isinstance(fill, dict):
        fill = fill.get(str(bag.bag.hours))
        if fill is None:
            read.lacks(
                say("{key:parameter} for {hours:hours} is not configured", key="bag.fill_ml", hours=bag.bag.hours)
            )
    return None if fill is None else Decimal(repr(fill))


def _whole_seconds(hours: Decimal) -> timedelta:
    return timedelta(seconds=int(hours * 3600))
