"""The bag of a restart: the hanging one with what is left in it, or a new one to be ordered; and the bags after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Literal

from blin21_desktop.domain.moments import HOUR, later, since
from blin21_desktop.domain.pharmacy import Pharmacy
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.bag import Because, bag_state
from blin21_desktop.rules.bag_plan import BagPlan, bag_plan, label_rates
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.course import planned_end
from blin21_desktop.rules.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Where the ward lies, and its pharmacy's hours and shelf life as far as the site set them."""

    zone: tzinfo
    pharmacy: Pharmacy | None = None
    shelf: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBag:
    """One row of the label's table: hours, rate (mL/h), volume to give (mL), and until when it would flow."""

    hours: int
    rate_ml_per_h: float
    volume_ml: float
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RestartBag:
    """The bag that flows after a restart. `until`: when it is changed at the latest, and `because` of what.

    Of the hanging bag (`same`) `use_before`, `remaining_ml` and `remaining` (hours of flow left) are known. Of a new
    one the use-before time is printed by the pharmacy; `keeps_until` only where the site's shelf life is configured.
    `table`: every bag the label has for this patient, for the one who orders.
    """

    kind: Literal["same", "new"]
    hours: int | None
    rate_ml_per_h: float | None
    volume_ml: float | None
    until: datetime | None
    because: Because | None
    use_before: datetime | None = None
    remaining_ml: float | None = None
    remaining: timedelta | None = None
    ready_by: datetime | None = None
    keeps_until: datetime | None = None
    cannot_make: bool = False
    table: tuple[TableBag, ...] = ()
    missing: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BagEffect:
    """What an alternative means for the bags: how many to make, changes while it flows, those at night, the first."""

    to_make: int
    changes: int
    at_night: int
    cannot_make: int
    next_change: datetime | None
    assumes: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()
    plan: BagPlan = field(default=BagPlan(), repr=False)


def same_bag(s: Situation) -> RestartBag | None:
    """The hanging bag flowing on; `s` is the situation in which it flows again. None when no course is under way."""
    state, course = bag_state(s), s.under_way
    if state is None or course is None:
        return None
    bag = state.bag
    return RestartBag(
        kind="same",
        hours=bag.hours,
        rate_ml_per_h=course.last_segment.rate_ml_per_h,
        volume_ml=bag.volume_ml,
        until=state.change_due_at,
        because=state.change_due_because,
        use_before=bag.use_before,
        remaining_ml=state.expected_remaining_ml,
        remaining=max(timedelta(), since(s.at, course.bag_ends_at(course.bags[-1]))),
    )


def new_bag(s: Situation, effect: BagEffect, stock: Stock) -> RestartBag:
    """The bag to order: the first of the plan that begins with it, beside all the label has.

    Source: maker's pages, rate by hours; the use-before time is on the pharmacy's label.
    """
    table = label_table(s, planned_end(s).at)
    first = effect.plan.bags[0] if effect.plan.bags else None
    if first is None:
        return unknown_bag(table, *effect.missing)
    ready, shelf = first.ready_by, stock.shelf
    return RestartBag(
        kind="new",
        hours=first.hours,
        rate_ml_per_h=first.rate_ml_per_h,
        volume_ml=first.volume_ml,
        until=first.ends_at,
        because=first.ends,
        ready_by=ready,
        keeps_until=None if ready is None or shelf is None else later(ready, shelf),
        cannot_make=first.cannot_make,
        table=table,
        missing=(PRINTED,),
    )


PRINTED = say("the use-before time: it is printed on the new bag")


def unknown_bag(table: tuple[TableBag, ...], *why: Text) -> RestartBag:
    """A new bag of which nothing can be told but what the label has."""
    return RestartBag(
        kind="new",
        hours=None,
        rate_ml_per_h=None,
        volume_ml=None,
        until=None,
        because=None,
        table=table,
        missing=(*why, PRINTED),
    )


def label_table(s: Situation, end: datetime | None) -> tuple[TableBag, ...]:
    """Every bag of the patient's own label, the shortest first, hung at the moment looked at."""
    return tuple(
        TableBag(hours=hours, rate_ml_per_h=rate, volume_ml=round(rate * hours, 1), until=_until(s.at, hours, end))
        for hours, rate in sorted(label_rates(s, Consulted()).items())
    )


def _until(start: datetime, hours: int, end: datetime | None) -> datetime:
    """When a bag of these hours, hung at `start`, is changed: after its hours, never after the end of the course."""
    over = later(start, hours * HOUR)
    return over if end is None else min(over, max(end, start))


def effect_of(s: Situation, stock: Stock, *, fresh: bool, rise: datetime | None) -> BagEffect:
    """The bags from a restart on; `s` is the situation in which it flows again.

    `fresh`: a new bag is hung at the restart. `rise`: from when the dose may go up, planned as a change of bag.
    """
    plan = bag_plan(
        s,
        pharmacy=stock.pharmacy,
        shelf=stock.shelf,
        zone=stock.zone,
        hang=s.at if fresh else None,
        rise=rise,
    )
    changes = [bag for bag in plan.bags if bag.hung_at > s.at]
    return BagEffect(
        to_make=len(plan.bags),
        changes=len(changes),
        at_night=sum(bag.at_night for bag in changes),
        cannot_make=sum(bag.cannot_make for bag in plan.bags),
        next_change=changes[0].hung_at if changes else None,
        assumes=plan.assumes,
        missing=plan.missing,
        plan=plan,
    )
