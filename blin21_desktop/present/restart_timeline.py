"""The pause as a row of marks: stopped, now, flows again, and the lines of the label in force, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal

from blin21_desktop.present.words import Words
from blin21_desktop.rules.restart_plan import RestartPlan
from blin21_desktop.rules.restart_plan_stopwatch import StopLine

Kind = Literal["stopped", "now", "again", "line"]
State = Literal["", "passed", "ahead", "silent"]
"""Of a line of the label: beyond it, before it, or the label speaks of other pauses."""

ORDER: tuple[Kind, ...] = ("stopped", "line", "now", "again")
"""What stands first of two marks of one moment: exactly at a line that line is reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark: what it is in words, and its moment. Never a place or a colour alone."""

    kind: Kind
    at: datetime
    words: str
    moment: str
    state: State = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Marks from left to right. Order and limits, not to scale. `told` says the same in one sentence."""

    marks: tuple[Mark, ...]
    still: str
    note: str
    told: str


def timeline(plan: RestartPlan, words: Words) -> Timeline | None:
    """The timeline of a plan; None where nothing can be planned."""
    watch = plan.stopwatch
    if watch is None:
        return None
    begin = words.t("as if stopped now") if plan.supposed else words.t("stopped")
    marks = [_mark("stopped", watch.start, begin, words)]
    if not plan.supposed:
        marks.append(_mark("now", plan.at, words.t("now"), words))
    if plan.resume_at > plan.at:
        marks.append(_mark("again", plan.resume_at, words.t("flows again, if so"), words))
    for _, same in groupby(watch.lines, key=lambda line: line.length):
        marks.append(_line(tuple(same), words))
    ordered = tuple(sorted(marks, key=lambda mark: (mark.at, ORDER.index(mark.kind))))
    return Timeline(
        marks=ordered,
        still=words.t("not infusing {length:length}", length=watch.length),
        note=words.t("order and limits, not to scale"),
        told=words.joined(f"{mark.words} {mark.moment}" for mark in ordered),
    )


def _mark(kind: Kind, at: datetime, what: str, words: Words) -> Mark:
    return Mark(kind=kind, at=at, words=what, moment=words.dated_time(at))


def _line(same: tuple[StopLine, ...], words: Words) -> Mark:
    """Lines of one length are one mark; it counts for this pause as soon as one of them does."""
    applies = [line for line in same if line.applies]
    first = (applies or list(same))[0]
    state: State = "silent" if not applies else ("passed" if first.passed else "ahead")
    told = {"passed": words.t("passed"), "ahead": words.t("ahead"), "silent": words.t("only for an adverse reaction")}
    what = words.t("line at {length:length}: {state}", length=first.length, state=told[state])
    return Mark(kind="line", at=first.at, words=what, moment=words.dated_time(first.at), state=state)
