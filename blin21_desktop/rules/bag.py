"""Bag rules: when the bag is to be changed and why, its expiry, its rate, and its volume."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from blin21_desktop.domain.entries import Bag
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.knowledge import Cites, Label
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.once import once
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.course import planned_end
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import step_ahead

Because = Literal["end-of-bag", "use-before", "dose-step", "course-end"]

CHANGES_MOST_FIRST: tuple[Because, ...] = ("course-end", "dose-step", "use-before", "end-of-bag")
"""At the same second the reason is named that changes most what is to be hung: nothing more, a bag of another dose,
a fresh bag instead of this one, or just the next like it. Bags are made to end at the step and at the end of the
course, so these ties are the ordinary case, and naming only `end-of-bag` would invite a bag of the old dose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BagState:
    """The bag on the pump as charted. `change_due_at` is the earliest of four moments; the volume is in mL.

    `flush_ml_equals_hours`: hours of drug that pushing the program's 5 mL through the line would give at once.
    """

    number: int
    label: str
    hung_at: datetime
    bag: Bag
    change_due_at: datetime
    change_due_because: Because
    expected_remaining_ml: float
    flush_ml_equals_hours: float | None
    running: bool


@once
def bag_state(s: Situation) -> BagState | None:
    """The bag of the course under way, or None when none is.

    Source: maker's manual of Japan: change at the set time even if fluid remains; running the bag dry is an overdose.
    A pause stretches the bag's hours of flow, never past `use_before`.
    """
    course = s.under_way
    if course is None:
        return None
    hung = course.bags[-1]
    moments: dict[Because, datetime | None] = {
        "course-end": planned_end(s).at,
        "dose-step": step_ahead(s),
        "use-before": hung.bag.use_before,
        "end-of-bag": course.bag_ends_at(hung),
    }
    due = [(at, CHANGES_MOST_FIRST.index(why), why) for why, at in moments.items() if at is not None]
    at, _, why = min(due)
    flush_ml = Consulted().value(s.protocol, "program.flush_ml")
    return BagState(
        number=hung.number,
        label=hung.bag.label,
        hung_at=hung.hung_at,
        bag=hung.bag,
        change_due_at=at.astimezone(hung.hung_at.tzinfo),
        change_due_because=why,
        expected_remaining_ml=course.remaining_ml(hung),
        flush_ml_equals_hours=None if flush_ml is None else flush_ml / course.last_segment.rate_ml_per_h,
        running=course.status is Status.RUNNING,
    )


def why_due(because: Because) -> Text:
    """The reason for the change in words."""
    words = {
        "end-of-bag": say("End of the bag's hours, even if fluid remains."),
        "use-before": say("The bag must not be used after this time."),
        "dose-step": say("The dose step: a new bag of the full dose."),
        "course-end": say("The end of the course."),
    }
    return words[because]


def bag_end(s: Situation) -> Finding:
    """The bag is changed at the set time, even if fluid remains.

    Source: maker's manual, points when infusing. Said from 2 h before (a parameter of this program) until it is done.
    """
    rule = "bag.end"
    read = Consulted()
    read.cite(s.label, "bag.rate_ml_per_h")
    state = bag_state(s)
    if state is None:
        return read.clear(rule, "watch", say("No bag is hung."))
    window = read.hours(s.protocol, "program.due_within_hours")
    saw = [
        say("Bag {nr:number}, {label}, hung {hung:time}.", nr=state.number, label=state.label, hung=state.hung_at),
        why_due(state.change_due_because),
    ]
    if not state.running:
        saw.append(say("Paused: the hours of the bag do not count on, its use-before time does."))
    due = state.change_due_at
    if s.at > due:
        says = say("The bag change is overdue by {by:length}.", by=since(due, s.at))
        return read.fires(rule, "watch", says, *saw)
    if window is None:
        return read.cannot_tell(rule, "watch", say("The bag change is due {due:time}.", due=due), *saw)
    if since(s.at, due) <= window:
        return read.fires(rule, "watch", say("The bag change is due {due:time}.", due=due), *saw)
    return read.clear(rule, "watch", say("The bag change is due {due:time}.", due=due), *saw)


def bag_expiry(s: Situation) -> Finding:
    """A bag is not used after the time on its label.

    Source: the pharmacy's label on the bag (`use_before`); no shelf life is computed, none was readable.
    """
    rule = "bag.expiry"
    read = Consulted()
    read.cites_also(Cites("pharmacy label", "use before"))
    course = s.under_way
    if course is None:
        return read.clear(rule, "watch", say("No bag is hung."))
    bag = course.bags[-1].bag
    saw = say("Bag {label}: use before {before:time}.", label=bag.label, before=bag.use_before)
    if s.at > bag.use_before:
        says = say("The bag is past its use-before time by {by:length}.", by=since(bag.use_before, s.at))
        return read.fires(rule, "watch", says, saw)
    return read.clear(rule, "watch", say("The bag is within its use-before time."), saw)


def bag_rate(s: Situation) -> Finding:
    """Each bag has one rate for its hours; the tables differ by country.

    Source: label or maker's manual of the patient's own country. Both the charted rate and the bag's own are compared.
    """
    rule = "bag.rate"
    read = Consulted()
    read.cite(s.label, "bag.rate_ml_per_h")
    course = s.under_way
    if course is None:
        return read.clear(rule, "watch", say("No bag is hung."))
    bag, rate = course.bags[-1].bag, course.last_segment.rate_ml_per_h
    saw = say("Bag of {hours:hours}, charted at {rate:rate}.", hours=bag.hours, rate=rate)
    if read.value(s.label, "bag.rate_ml_per_h") is None:
        return read.cannot_tell(rule, "watch", say("The rate for this bag cannot be told."), saw)
    question = rate_question(bag, rate, s.label) or rate_question(bag, bag.rate_ml_per_h, s.label)
    if question is not None:
        return read.fires(rule, "watch", question, saw)
    return read.clear(rule, "watch", say("The rate is the label's for this bag."), saw)


def rate_question(bag: Bag, rate_ml_per_h: float, label: Label) -> Text | None:
    """What to ask when a rate (mL/h) is not the label's for the bag's hours; None when it is.

    Also None when the label's table is not configured: then nothing can be said (`bag.rate` says that).
    """
    table = label.get("bag.rate_ml_per_h")
    if table is None:
        return None
    wanted = table.value.get(str(bag.hours))
    if wanted is None:
        return say("The label {label} has no bag of {hours:hours}.", label=label.id, hours=bag.hours)
    if Decimal(repr(rate_ml_per_h)) == Decimal(repr(wanted)):
        return None
    return say(
        "{rate:rate} is not the label's rate for a bag of {hours:hours}: {wanted:rate} ({label}). "
        "That is {factor:number} times the rate.",
        rate=rate_ml_per_h,
        hours=bag.hours,
        wanted=wanted,
        label=label.id,
        factor=round(rate_ml_per_h / wanted, 2),
    )


def volume_question(bag: Bag, label: Label) -> Text | None:
    """What to ask when the bag's volume (mL) is not its rate times its hours; None when it is.

    The tolerance is ours, not the label's: rates are rounded to the pump's 0.1 mL/h, so a bag of 240 mL for 72 h is
    given at 3.3 mL/h, which is 237.6 mL. Half a pump step per hour of flow is what rounding can explain.
    Source: `program.rate_rounding_ml_per_h`; None when that is not configured.
    """
    rounding = label.get("program.rate_rounding_ml_per_h")
    if rounding is None:
        return None
    given = Decimal(repr(bag.rate_ml_per_h)) * bag.hours
    if abs(Decimal(repr(bag.volume_ml)) - given) <= Decimal(repr(rounding.value)) * bag.hours:
        return None
    return say(
        "{volume:ml} is not {rate:rate} for {hours:hours}: that gives {given:ml}.",
        volume=bag.volume_ml,
        rate=bag.rate_ml_per_h,
        hours=bag.hours,
        given=float(given),
    )
