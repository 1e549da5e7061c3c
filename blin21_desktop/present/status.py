"""The status line of a chart: six cells that answer from two metres, both clocks labelled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.moments import since
from blin21_desktop.present.cells import (
    Chip,
    as_charted,
    because_word,
    confirmed_line,
    last_running,
    ordered_by,
    paused_for,
    short_day,
    state_icon,
    state_word,
    step_soon,
    step_words,
)
from blin21_desktop.present.check_cells import marked
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCell:
    """One cell of the status line: label above, large value with its grades, who or what it means below."""

    label: str
    value: str
    notes: tuple[str, ...]
    icon: str = ""
    tone: Literal["plain", "accent", "ink"] = "plain"
    chips: tuple[Chip, ...] = ()


def status_line(look: Look, words: Words) -> tuple[StatusCell, ...]:
    """Six cells: state, dose, rate (or paused for), bag, infused with infusion day, cycle day with what is left."""
    return (
        _state(look, words),
        _dose(look, words),
        _rate(look, words),
        _bag(look, words),
        _infused(look, words),
        _cycle(look, words),
    )


def _state(look: Look, words: Words) -> StatusCell:
    sure = look.status is Status.RUNNING and not look.unconfirmed
    tone: Literal["plain", "accent"] = "accent" if sure else "plain"
    notes: tuple[str, ...]
    if look.status is Status.NOT_STARTED:
        notes = (ordered_by(look, words, look.at),)
    else:
        told = last_running(look, words, look.at) or confirmed_line(look, words, look.at)
        notes = (as_charted(look.charted, words, look.at), told)
    return StatusCell(
        label=words.t("State · CRS, ICANS") if marked(look, words) else words.t("State"),
        value=state_word(look, words),
        notes=tuple(note for note in notes if note),
        icon=state_icon(look),
        tone=tone,
        chips=marked(look, words),
    )


def _dose(look: Look, words: Words) -> StatusCell:
    label = words.t("Dose")
    if look.course is None:
        order = look.shown_order
        if order is None:
            return StatusCell(label=label, value=words.t("not recorded"), notes=(words.t("no dose order recorded"),))
        begin = words.t("ordered from {moment}, not started", moment=words.short_moment(order.from_, look.at))
        return StatusCell(label=label, value=words.dose(order.dose_micrograms_per_day), notes=(begin,))
    charted = look.course.last_segment.dose_micrograms_per_day
    if look.status is not Status.RUNNING:
        was = words.t("was {dose:dose}", dose=charted)
        return StatusCell(label=label, value=words.t("no drug flowing"), notes=(was,))
    notes = [words.t("(microgram)")] if words.lang == "ja" else []
    if step_soon(look, look.at):
        notes.append(step_words(look, words, look.at))
    if look.ordered is not None:
        notes.append(words.t("ordered: {dose:dose}", dose=look.ordered.dose_micrograms_per_day))
    return StatusCell(label=label, value=words.dose(charted), notes=tuple(notes))


def _rate(look: Look, words: Words) -> StatusCell:
    course = look.course
    if look.status is Status.PAUSED and course is not None and course.pause is not None:
        reason = words.t("reason: {reason:code}", reason=course.pause.entry.reason.value)
        return StatusCell(
            label=words.t("Paused for"), value=words.length(paused_for(look, look.at)), notes=(reason,), icon="pause"
        )
    label = words.t("Rate")
    if look.status is not Status.RUNNING or course is None:
        return StatusCell(label=label, value=words.t("none"), notes=())
    hung = course.bags[-1]
    note = words.t("{hours:number} hr bag · bag {number:number}", hours=hung.bag.hours, number=hung.number)
    return StatusCell(label=label, value=words.rate(course.last_segment.rate_ml_per_h), notes=(note,))


def _bag(look: Look, words: Words) -> StatusCell:
    course, bag = look.course, look.bag
    if look.status is Status.PAUSED and course is not None and course.bags:
        hung = course.bags[-1]
        until = words.t("use before {moment}", moment=words.short_moment(hung.bag.use_before, look.at))
        left = words.t("{left:ml} left as charted", left=course.remaining_ml(hung))
        value = words.t("Bag {number:number}", number=hung.number)
        return StatusCell(label=words.t("Bag, not flowing"), value=value, notes=(left, until))
    label = words.t("Bag ends")
    if look.status is not Status.RUNNING or bag is None:
        return StatusCell(label=label, value=words.t("no bag"), notes=())
    due, why = bag.change_due_at, because_word(bag.change_due_because, words)
    if due < look.at:
        late = words.t("OVERDUE {length:length}", length=since(due, look.at))
        return StatusCell(label=label, value=words.time(due), notes=tuple(n for n in (late, why) if n), tone="ink")
    day = short_day(due, words, look.at)
    left = words.t("in {length:length}", length=since(look.at, due))
    notes = (words.joined((day, left)) if day else left, why)
    return StatusCell(label=label, value=words.time(due), notes=tuple(note for note in notes if note))


def _infused(look: Look, words: Words) -> StatusCell:
    label = words.t("Infused")
    if look.course is None:
        return StatusCell(label=label, value=words.t("nothing yet"), notes=())
    note = words.t("infusion day {day:number}", day=look.infusion_day)
    return StatusCell(label=label, value=words.clock_length(look.infused), notes=(note,))


def _cycle(look: Look, words: Words) -> StatusCell:
    label = words.t("Cycle day")
    if look.course is None:
        return StatusCell(label=label, value=words.t("no course yet"), notes=())
    days = None if look.label is None else look.label.get("cycle.infusion_days")
    value = words.t("{day:number}", day=look.cycle_day)
    if days is not None and look.course.under_way:
        value = words.t("{day:number} of {days:number}", day=look.cycle_day, days=days.value)
    notes = [words.t("course {number:number}", number=look.course.number)]
    end = None if look.planned_end is None else look.planned_end.at
    if look.course.under_way and end is not None:
        notes.append(words.t("{length:length} left", length=max(timedelta(), since(look.at, end))))
    return StatusCell(label=label, value=value, notes=tuple(notes))
