"""The infusion box of the sheet: state as charted, dose, rate, bag, time infused, and what a flush would push."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from blin21_desktop.domain.entries import PumpRead
from blin21_desktop.domain.infusion import Course, HungBag, Status
from blin21_desktop.domain.moments import since
from blin21_desktop.present.cells import last_running, state_word
from blin21_desktop.present.paper import Fact
from blin21_desktop.present.sheet_blin import line_words
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class InfusionBox:
    """What is infused as charted. `dose` and `bag_ends` are the large lines; `next_bag` is written in by hand.

    `overdue` turns the bag's line into a solid block. `flush` says not to flush and, while a bag hangs, what this
    bag's line would push at once; `line` what was looked at on the line last.
    """

    title: str
    state: str
    charted: tuple[str, ...]
    dose: str
    dose_note: str
    rate: tuple[Fact, ...]
    bag_ends: str
    overdue: bool
    bag_note: str
    next_bag: str
    facts: tuple[Fact, ...]
    flush: str
    flush_note: str
    line: str = ""


def infusion_box(look: Look, words: Words) -> InfusionBox:
    """The box for whatever state the newest course is in."""
    course = look.course
    number = "" if course is None else words.t("course {number:number}", number=course.number)
    dose, dose_note = _dose(look, words)
    ends, note = _bag_ends(look, words)
    return InfusionBox(
        title=" ".join(part for part in (words.t("INFUSION"), number) if part),
        state=_state(look, words),
        charted=_charted(look, words),
        dose=dose,
        dose_note=dose_note,
        rate=_rate(look, words),
        bag_ends=ends,
        overdue=_overdue(look),
        bag_note=note,
        next_bag=words.t("next bag") if look.status is Status.RUNNING else "",
        facts=(*_counts(look, words), *_doses(look, words)),
        flush=words.t("DO NOT FLUSH"),
        flush_note=_flush(look, words),
        line="" if look.course is None or not look.course.under_way else line_words(look, look.course, words),
    )


def _state(look: Look, words: Words) -> str:
    word = state_word(look, words)
    pause = None if look.course is None else look.course.pause
    return word if pause is None else f"{word} {words.length(since(pause.start, look.at))}"


def _charted(look: Look, words: Words) -> tuple[str, ...]:
    if look.charted is None:
        return (words.t("no start charted"),)
    at = words.short_moment(look.charted.happened_at, look.at)
    found = [words.t("as charted by {who} at {at}", who=look.charted.by, at=at)]
    read = look.confirmed
    if look.unconfirmed:
        return (last_running(look, words, look.at),)
    if look.status is Status.RUNNING and isinstance(read, PumpRead):
        seen = words.short_moment(read.happened_at, look.at)
        found.append(words.t("pump seen running by {who} at {at}", who=read.by, at=seen))
    return tuple(found)


def _dose(look: Look, words: Words) -> tuple[str, str]:
    if look.status is Status.RUNNING and look.course is not None:
        dose = words.dose(look.course.last_segment.dose_micrograms_per_day)
        return dose, "(マイクログラム)"
    if look.course is None:
        return words.t("no drug flowing, not started"), ""
    was = words.dose_full(look.course.last_segment.dose_micrograms_per_day)
    return words.t("no drug flowing, as charted"), words.t("before: {dose}", dose=was)


def _rate(look: Look, words: Words) -> tuple[Fact, ...]:
    course = look.course
    if course is None:
        return ()
    hung = course.bags[-1]
    bag = Fact(words.t("bag"), _bag(hung, look, words), strong=True)
    if look.status is Status.RUNNING:
        return (Fact(words.t("rate"), words.rate(course.last_segment.rate_ml_per_h), strong=True), bag)
    if course.pause is not None:
        left = Fact(words.t("left in it as charted"), words.ml(course.remaining_ml(hung)), strong=True)
        return (Fact(words.t("reason"), words.format(course.pause.entry.reason)), bag, left)
    return (Fact(words.t("last bag"), _bag(hung, look, words)),)


def _bag(hung: HungBag, look: Look, words: Words) -> str:
    return words.t(
        "{number:number}, made for {hours:hours}, hung {at}",
        number=hung.number,
        hours=hung.bag.hours,
        at=words.short_moment(hung.hung_at, look.at),
    )


def _bag_ends(look: Look, words: Words) -> tuple[str, str]:
    course, bag = look.course, look.bag
    if course is not None and course.ended_at is not None:
        return words.t("ENDED {at}", at=words.short_moment(course.ended_at, look.at)), ""
    if bag is None or course is None:
        return words.t("NO BAG"), ""
    until = words.t("bag to be used before {at:time}", at=bag.bag.use_before)
    if look.status is not Status.RUNNING:
        return words.t("BAG NOT FLOWING"), until
    due = bag.change_due_at
    why = words.t("because: {why}", why=words.code(bag.change_due_because))
    ends = words.t("BAG ENDS {at}", at=words.short_moment(due, look.at))
    if _overdue(look):
        late = words.t("OVERDUE {late:length}", late=since(due, look.at))
        return words.joined((ends, late)), words.joined((why, until))
    return ends, words.joined((words.t("in {left:length}", left=since(look.at, due)), why, until))


def _overdue(look: Look) -> bool:
    return look.bag is not None and look.status is Status.RUNNING and look.bag.change_due_at < look.at


def _counts(look: Look, words: Words) -> tuple[Fact, ...]:
    course = look.course
    if course is None:
        return ()
    days = None if look.label is None else look.label.get("cycle.infusion_days")
    infused, cycle = words.clock_length(look.infused), words.format(look.cycle_day)
    if days is not None:
        infused = words.t("{infused} of {total:hours}", infused=infused, total=24 * days.value)
        if look.cycle_day is not None and look.cycle_day <= days.value:
            cycle = words.t("{day} of {days:number}", day=cycle, days=days.value)
    return (
        Fact(words.t("infused"), infused, strong=True),
        Fact(words.t("infusion day"), words.format(look.infusion_day), strong=True),
        Fact(words.t("cycle day"), cycle, strong=True),
        Fact(words.t("not infused since the start"), words.clock_length(look.interrupted)),
        Fact(words.t("given as charted"), words.micrograms(course.given_micrograms)),
        *_left(course, words),
        *_end(look, course, words),
    )


def _left(course: Course, words: Words) -> tuple[Fact, ...]:
    """What is left in a bag that flows; of one that does not, it stands beside the bag."""
    if course.status is not Status.RUNNING:
        return ()
    return (Fact(words.t("left in the bag"), words.ml(course.remaining_ml(course.bags[-1]))),)


def _end(look: Look, course: Course, words: Words) -> tuple[Fact, ...]:
    if not course.under_way:
        return ()
    end = look.planned_end
    if end is None or end.at is None or end.rule is None:
        return (Fact(words.t("planned end"), words.t("cannot tell"), strong=True),)
    if_now = words.t("if it resumed now") if course.pause is not None and end.rule == "infused-total" else ""
    told = words.joined(part for part in (words.format(end.at, "time"), if_now, words.code(end.rule)) if part)
    return (Fact(words.t("planned end"), told, strong=True),)


def _doses(look: Look, words: Words) -> tuple[Fact, ...]:
    if look.ordered is None and look.course is not None and not look.course.under_way:
        return ()
    order = look.ordered if look.course is not None else look.shown_order
    if order is None:
        return (Fact(words.t("ordered"), words.format(None), strong=True),)
    ordered = words.t(
        "{dose}, by {who}, from {at:time}",
        dose=words.dose_full(order.dose_micrograms_per_day),
        who=order.prescriber,
        at=order.from_,
    )
    return (Fact(words.t("ordered"), ordered),)


def _flush(look: Look, words: Words) -> str:
    bag, course = look.bag, look.course
    if bag is None or course is None or bag.flush_ml_equals_hours is None:
        return words.t("a line that has held the drug")
    rate = course.last_segment.rate_ml_per_h
    return words.t(
        "{ml:ml} pushed = {length:length} of drug at once",
        ml=bag.flush_ml_equals_hours * rate,
        length=timedelta(hours=bag.flush_ml_equals_hours),
    )
