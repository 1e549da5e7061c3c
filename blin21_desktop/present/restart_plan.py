"""The restart planner as finished words: one object for window, terminal and paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from blin21_desktop.domain.knowledge import Knowledge, Label
from blin21_desktop.domain.text import Names
from blin21_desktop.present.lost_hours import EventNames, event_names, lost_rows
from blin21_desktop.present.restart_plan_hold import hold_table
from blin21_desktop.present.restart_plan_options import option_table
from blin21_desktop.present.restart_plan_words import CONDITIONS, STATES, Row, Table, cited, earliest_words
from blin21_desktop.present.restart_timeline import Timeline, timeline
from blin21_desktop.present.words import Words
from blin21_desktop.rules.bag_plan import pharmacy_of
from blin21_desktop.rules.label_dose import Level
from blin21_desktop.rules.lost_hours import Lost, lost_hours
from blin21_desktop.rules.restart_plan import RestartPlan, restart_plan
from blin21_desktop.rules.restart_plan_bag import Stock
from blin21_desktop.rules.restart_plan_conditions import Condition
from blin21_desktop.rules.restart_plan_stopwatch import StopLine
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.what_if import WhatIf, what_if
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Everything the planner answers about a patient: the plan, a hold if one was asked about, hours lost so far.

    `names`: what the adverse events are called.
    """

    plan: RestartPlan
    hold: WhatIf | None
    lost: tuple[Lost, ...]
    names: EventNames


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRow:
    """One condition: mark and word of its state, what it is, what the rule says, saw and lacks, and when it could be.

    `now` is the word at the moment looked at where that differs from the moment of the restart, else empty.
    """

    rule: str
    state: str
    mark: str
    word: str
    now: str
    name: str
    says: str
    saw: tuple[str, ...]
    missing: tuple[str, ...]
    earliest: str
    until: str
    cites: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line of the stopwatch: its length, its moment, whether it is passed, what it means, where it is read."""

    length: str
    at: str
    state: str
    says: str
    cites: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestartView:
    """The whole planner in words. `counts`: how many conditions are met, not met, not to be told."""

    title: str
    rules_from: str
    moment: str
    assumes: tuple[str, ...]
    missing: tuple[str, ...]
    pause: str
    timeline: Timeline | None
    lines: tuple[LineRow, ...]
    counts: str
    conditions: tuple[ConditionRow, ...]
    options: Table
    hold: Table | None
    lost: tuple[Row, ...]
    footer: str


def planned(
    look: Look,
    knowledge: Knowledge,
    zone: tzinfo,
    *,
    resume_at: datetime | None = None,
    level: Level | None = None,
    hold: timedelta | None = None,
) -> Planned | None:
    """Ask the rules about a patient as looked at; None without a registration in force (no label governs).

    Raises ValueError for a restart before the moment looked at, and for a hold below 0 hours or above a year.
    """
    situation = Situation.of(look.chart, look.at, knowledge)
    if situation is None:
        return None
    pharmacy, shelf = pharmacy_of(situation.protocol)
    stock = Stock(zone=zone, pharmacy=pharmacy, shelf=shelf)
    return Planned(
        plan=restart_plan(situation, stock, resume_at=resume_at, level=level),
        hold=None if hold is None else what_if(situation, hold, stock, tuple(knowledge.labels.values())),
        lost=lost_hours(look.chart, look.at),
        names=event_names(look),
    )


def restart_view(found: Planned, words: Words) -> RestartView:
    """The planner in the reader's language."""
    plan, watch = found.plan, found.plan.stopwatch
    pause = words.t("Not paused.")
    if watch is not None:
        pause = words.t("Paused for {length:length}, since {start:time}.", length=watch.length, start=watch.start)
        pause += (
            " "
            + words.format(watch.reason)
            + ("" if watch.event is None else f" ({words.format(found.names.get(watch.event, watch.event))})")
        )
    return RestartView(
        title=words.t("Interruption and restart"),
        rules_from=rules_from(plan.label, words),
        moment=words.t(
            "If it flows again {at:moment}, after {length:length}",
            at=plan.resume_at,
            length=None if plan.by_then is None else plan.by_then.length,
        ),
        assumes=tuple(words.render(text) for text in plan.assumes),
        missing=tuple(words.render(text) for text in plan.missing),
        pause=pause,
        timeline=timeline(plan, words),
        lines=() if watch is None else tuple(_line(line, words) for line in watch.lines),
        counts=_counts(plan, words),
        conditions=tuple(_condition(one, words) for one in plan.conditions),
        options=option_table(plan, words),
        hold=None if found.hold is None else hold_table(found.hold, words),
        lost=lost_rows(found.lost, found.names, words),
        footer=words.t("This is a plan and no order: nothing is ordered or resumed by it. A physician decides."),
    )


def rules_from(label: Label, words: Words) -> str:
    """Which label judges: its name in full and its id."""
    return words.t("Rules from: {name} ({id})", name=Names(label.name_en, label.name_ja), id=label.id)


def _line(line: StopLine, words: Words) -> LineRow:
    word = words.t("passed") if line.passed else words.t("ahead")
    return LineRow(
        length=words.length(line.length),
        at=words.moment(line.at),
        state=word if line.applies else words.t("only for an adverse reaction"),
        says=words.render(line.says),
        cites=cited(line.cites, words),
    )


def _counts(plan: RestartPlan, words: Words) -> str:
    count = Counter(one.state for one in plan.conditions)
    return words.t(
        "{bad:number} not met · {good:number} met · {open:number} cannot tell",
        bad=count["not_met"],
        good=count["met"],
        open=count["cannot_tell"],
    )


def _condition(one: Condition, words: Words) -> ConditionRow:
    mark, word = STATES[one.state]
    found = one.finding
    until = "" if one.until is None else words.t("up to {at:moment}", at=one.until)
    return ConditionRow(
        rule=one.rule,
        state=one.state,
        mark=mark,
        word=words.render(word),
        now="" if one.now == one.state else words.t("now: {word}", word=STATES[one.now][1]),
        name=words.render(CONDITIONS[one.rule]),
        says=words.render(found.says),
        saw=tuple(words.render(text) for text in (*found.saw, *found.site_values)),
        missing=tuple(words.render(text) for text in one.missing),
        earliest=_earliest(one, words),
        until=until,
        cites=cited(found.cites, words),
    )


def _earliest(one: Condition, words: Words) -> str:
    """When it could be met; empty where that only repeats what is missing."""
    soon = one.earliest
    if soon is None or (soon.at is None and soon.needs == one.missing):
        return ""
    return words.render(earliest_words(soon))
