"""The restart planner as a JSON-ready object: the answer of the verb `plan`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from blin21_desktop.domain.knowledge import Cites
from blin21_desktop.domain.moments import hours
from blin21_desktop.domain.text import Text
from blin21_desktop.present.restart_plan import Planned
from blin21_desktop.present.words import Words
from blin21_desktop.rules.lost_hours import Lost
from blin21_desktop.rules.restart_plan_bag import BagEffect, RestartBag
from blin21_desktop.rules.restart_plan_care import Premedication, Supervision
from blin21_desktop.rules.restart_plan_conditions import Condition
from blin21_desktop.rules.restart_plan_dose import DoseAt, Rise
from blin21_desktop.rules.restart_plan_options import Hours, Option
from blin21_desktop.rules.restart_plan_stopwatch import StopLine
from blin21_desktop.rules.what_if import Outcome, WhatIf
from blin21_desktop.service.look import Look

Json = dict[str, Any]


def restart_json(found: Planned, look: Look, words: Words) -> Json:
    """Hours to 0.01, doses in microgram/day, times in the offset of the moment looked at; unknown is null."""
    return _Writer(look, replace(words, ids=True)).plan(found)


class _Writer:
    """Writes every part with the reader's words and the offset of the moment looked at."""

    def __init__(self, look: Look, words: Words) -> None:
        self._look = look
        self._words = words

    def plan(self, found: Planned) -> Json:
        plan, watch = found.plan, found.plan.stopwatch
        pause = plan.pause
        return {
            "patient": self._look.patient,
            "at": self._time(self._look.at),
            "known_at": self._time(self._look.known_at),
            "label": plan.label.id,
            "resume_at": self._time(plan.resume_at),
            "dose_level": plan.level,
            "pause": None
            if pause is None
            else {
                "since": self._time(pause.start),
                "hours": None if watch is None else _hours(watch.length),
                "reason": pause.entry.reason.value,
                "event": pause.entry.event,
                "supposed": plan.supposed,
            },
            "assumes": self._texts(plan.assumes),
            "missing": self._texts(plan.missing),
            "pause_hours_by_then": None if plan.by_then is None else _hours(plan.by_then.length),
            "stopwatch": [self._line(line) for line in (() if watch is None else watch.lines)],
            "conditions": [self._condition(one) for one in plan.conditions],
            "options": [self._option(one) for one in plan.options],
            "hold": None if found.hold is None else self._hold(found.hold),
            "lost_hours": [_lost(one) for one in found.lost],
        }

    def _line(self, line: StopLine) -> Json:
        return {
            "rule": line.rule,
            "hours": _hours(line.length),
            "at": self._time(line.at),
            "inclusive": line.inclusive,
            "passed": line.passed,
            "applies": line.applies,
            "says": self._words.render(line.says),
            "cites": _cites(line.cites),
        }

    def _condition(self, one: Condition) -> Json:
        soon = one.earliest
        return {
            "rule": one.rule,
            "state": one.state,
            "now": one.now,
            "forbids": one.forbids,
            "action": one.finding.action,
            "says": self._words.render(one.finding.says),
            "saw": self._texts((*one.finding.saw, *one.finding.site_values)),
            "missing": self._texts(one.missing),
            "earliest": None
            if soon is None
            else {"when": soon.when, "at": self._time(soon.at), "needs": self._texts(soon.needs)},
            "until": self._time(one.until),
            "cites": _cites(one.finding.cites),
        }

    def _option(self, one: Option) -> Json:
        return {
            "option": one.key,
            "state": one.verdict.state,
            "by": list(one.verdict.by),
            "because": self._texts(one.verdict.because),
            "first": list(one.first),
            "dose": None if one.dose is None else self._dose(one.dose),
            "rise": None if one.rise is None else self._rise(one.rise),
            "premedication": None if one.premedication is None else self._premedication(one.premedication),
            "supervision": None if one.supervision is None else self._supervision(one.supervision),
            "bag": None if one.bag is None else self._bag(one.bag),
            "bag_plan": None if one.effect is None else self._effect(one.effect),
            "planned_end": {"at": self._time(one.planned_end), "cites": _cites(one.end_cites)},
            "hours": _flow(one.hours),
            "decide": self._texts(one.decide),
        }

    def _dose(self, dose: DoseAt) -> Json:
        return {
            "micrograms_per_day": dose.micrograms_per_day,
            "level": dose.level,
            "formula": self._words.render(dose.formula),
            "missing": self._texts((*dose.missing, *dose.site_values)),
            "cites": _cites(dose.cites),
        }

    def _rise(self, found: Rise) -> Json:
        return {
            "when": found.kind,
            "at": self._time(found.at),
            "rule": found.rule,
            "settled": found.settled,
            "missing": self._texts(found.missing),
            "cites": _cites(found.cites),
        }

    def _premedication(self, found: Premedication) -> Json:
        return {
            "needed": found.needed,
            "charted_at": None if found.charted is None else self._time(found.charted.happened_at),
            "dose_mg": found.dose_mg,
            "label_says": self._texts(found.rows),
            "missing": self._texts(found.missing),
            "cites": _cites((*found.finding.cites, *found.cites)),
        }

    def _supervision(self, found: Supervision) -> Json:
        return {
            "needed": found.needed,
            "missing": self._texts(found.finding.missing),
            "cites": _cites(found.finding.cites),
        }

    def _bag(self, bag: RestartBag) -> Json:
        return {
            "kind": bag.kind,
            "hours": bag.hours,
            "rate_ml_per_h": bag.rate_ml_per_h,
            "volume_ml": bag.volume_ml,
            "until": self._time(bag.until),
            "because": bag.because,
            "use_before": self._time(bag.use_before),
            "remaining_ml": None if bag.remaining_ml is None else round(bag.remaining_ml, 2),
            "remaining_hours": None if bag.remaining is None else _hours(bag.remaining),
            "ready_by": self._time(bag.ready_by),
            "keeps_until": self._time(bag.keeps_until),
            "cannot_make": bag.cannot_make,
            "label_has": [
                {
                    "hours": row.hours,
                    "rate_ml_per_h": row.rate_ml_per_h,
                    "volume_ml": row.volume_ml,
                    "until": self._time(row.until),
                }
                for row in bag.table
            ],
            "missing": self._texts(bag.missing),
        }

    def _effect(self, found: BagEffect) -> Json:
        return {
            "to_make": found.to_make,
            "changes": found.changes,
            "at_night": found.at_night,
            "cannot_make": found.cannot_make,
            "next_change_at": self._time(found.next_change),
            "assumes": self._texts(found.assumes),
            "missing": self._texts(found.missing),
        }

    def _hold(self, found: WhatIf) -> Json:
        return {
            "hours": _hours(found.length),
            "own": self._outcome(found.own),
            "without": self._outcome(found.without),
            "comparison_only": [self._outcome(one.outcome) for one in found.beside],
            "assumes": self._texts(found.assumes),
        }

    def _outcome(self, one: Outcome) -> Json:
        end = one.planned_end
        return {
            "label": one.label.id,
            "resume_at": self._time(one.resume_at),
            "planned_end": {"at": self._time(end.at), "rule": end.rule, "cites": _cites(end.cites)},
            "infusion_day": one.infusion_day,
            "cycle_day": one.cycle_day,
            "hours": _flow(one.hours),
            "dose": self._dose(one.dose),
            "rise": self._rise(one.rise),
            "bag_plan": None if one.effect is None else self._effect(one.effect),
            "breaks": self._texts(one.breaks),
            "passed": [self._line(line) for line in one.passed],
        }

    def _texts(self, texts: Iterable[Text]) -> list[str]:
        return [self._words.render(text) for text in texts]

    def _time(self, moment: datetime | None) -> str | None:
        return None if moment is None else moment.astimezone(self._look.at.tzinfo).isoformat()


def _lost(one: Lost) -> Json:
    return {
        "reason": one.reason.value,
        "event": one.event,
        "term": one.term,
        "category": one.category,
        "hours": _hours(one.length),
        "pauses": one.pauses,
    }


def _hours(length: timedelta) -> float:
    return round(hours(length), 2)


def _flow(found: Hours) -> Json:
    lengths = {"infused": found.infused, "at_end": found.at_end, "left": found.left, "lost": found.lost}
    return {name: None if length is None else _hours(length) for name, length in lengths.items()}


def _cites(cites: tuple[Cites, ...]) -> list[Json]:
    return [{"source": one.source, "section": one.section, "edition": one.edition} for one in dict.fromkeys(cites)]
