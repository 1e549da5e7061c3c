"""The `state` answer: one look as a JSON-ready object (contract, section 3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from blin21_desktop.domain.findings import Finding, Task
from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.knowledge import Cites
from blin21_desktop.domain.moments import hours, since
from blin21_desktop.domain.text import Text
from blin21_desktop.present.sheet_blin import is_adult_by_label, weight_against
from blin21_desktop.present.state_alerts import alert_counts, alert_json, premedication_json
from blin21_desktop.present.state_grades import grades_json
from blin21_desktop.present.version_words import Signed, signature_json
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

Json = dict[str, Any]


def state_json(look: Look, words: Words) -> Json:
    """One patient's derived state. Hours to 0.01, times in the offset of the moment looked at; unknown is null."""
    words = replace(words, ids=True)
    return {
        "patient": look.patient,
        "at": look.at.isoformat(),
        "known_at": _time(look.known_at, look),
        "protocol": None if look.protocol is None else look.protocol.id,
        "label": None if look.label is None else look.label.id,
        **_label_version(look),
        "course": None if look.course is None else look.course.number,
        **_classes(look),
        "infusion": _infusion(look, words),
        "grades": grades_json(look, words),
        "findings": [_finding(finding, words) for finding in look.findings],
        "alerts": [alert_json(alert, look, words) for alert in look.alerts],
        "alert_counts": alert_counts(look.alerts),
        "premedication": [premedication_json(each, look, words) for each in look.premedications],
        "tasks": [_task(task, look, words) for task in look.tasks],
        "handover": _handover(look),
        "warnings": [words.render(text) for text in (*look.warnings, *_notes(look))],
    }


def _label_version(look: Look) -> Json:
    """The version of the label in force, whether it was signed as it is, and the label's last signature."""
    if look.label is None:
        return {"label_version": None, "label_signed": False, "label_signature": None}
    found = Signed.of(look.label, look.signature)
    last = None if found.last is None else {**signature_json(found.last), "differs": list(found.differs)}
    return {"label_version": found.version.name, "label_signed": found.signed, "label_signature": last}


def _classes(look: Look) -> Json:
    """Child or adult, and the side of the weight limit, both by the label in force; null cannot be told."""
    adult, weight = is_adult_by_label(look), weight_against(look)
    return {
        "age_class": None if adult is None else "adult" if adult else "child",
        "weight_class": None if weight is None else {"limit_kg": weight[0], "at_least": weight[1]},
    }


def _infusion(look: Look, words: Words) -> Json:
    course = look.course
    segment = None if course is None or course.status is not Status.RUNNING else course.last_segment
    pause = None if course is None else course.pause
    return {
        "status": look.status.value,
        "started_at": None if course is None else _time(course.started_at, look),
        "ended_at": None if course is None else _time(course.ended_at, look),
        "infused_hours": round(hours(look.infused), 2),
        "interrupted_hours": round(hours(look.interrupted), 2),
        "infusion_day": look.infusion_day,
        "cycle_day": look.cycle_day,
        "planned_end": _planned_end(look),
        "dose_micrograms_per_day": None if segment is None else segment.dose_micrograms_per_day,
        "rate_ml_per_h": None if segment is None else segment.rate_ml_per_h,
        "ordered_micrograms_per_day": None if look.ordered is None else look.ordered.dose_micrograms_per_day,
        "expected_micrograms_per_day": None if look.expected is None else look.expected.micrograms_per_day,
        "given_micrograms": 0.0 if course is None else round(course.given_micrograms, 2),
        "paused_since": None if pause is None else _time(pause.start, look),
        "pause_hours": None if pause is None else round(hours(since(pause.start, look.at)), 2),
        "step_due_at": _time(_step_due(look), look),
        "bag": _bag(look),
        "confirmed": _confirmed(look),
        "reconciliation": _reconciliation(look, words),
    }


def _step_due(look: Look) -> datetime | None:
    """The step still to be done; where a restart leaves the dose open, its time by the plain count (see `missing`)."""
    step = look.step
    return step.at if step is not None and step.missing and not step.done else look.step_ahead


def _handover(look: Look) -> Json | None:
    """The newest handover as it was given, how it stands with its receiver, and whether its shift is still on."""
    found = look.handover
    if found is None:
        return None
    given, received = found.given, found.received
    return {
        "id": given.id,
        "severity": given.severity,
        "given_at": _time(given.happened_at, look),
        "given_by": given.by,
        "to": given.to,
        "shift": given.shift,
        "validity": found.validity(look.at),
        "receipt": found.receipt,
        "received_at": None if received is None else _time(received.happened_at, look),
        "received_by": None if received is None else received.by,
        "read_back": None if received is None else received.read_back,
    }


def _planned_end(look: Look) -> Json | None:
    end = look.planned_end
    if end is None:
        return None
    return {"at": _time(end.at, look), "rule": end.rule, "cites": "; ".join(_cite(c) for c in end.cites)}


def _bag(look: Look) -> Json | None:
    bag = look.bag
    if bag is None:
        return None
    return {
        "number": bag.number,
        "label": bag.label,
        "hung_at": _time(bag.hung_at, look),
        "change_due_at": _time(bag.change_due_at, look),
        "change_due_because": bag.change_due_because,
        "expected_remaining_ml": round(bag.expected_remaining_ml, 2),
        "flush_ml_equals_hours": None if bag.flush_ml_equals_hours is None else round(bag.flush_ml_equals_hours, 2),
    }


def _confirmed(look: Look) -> Json | None:
    """Who charted or saw last that the drug flows; `old` when that is longer ago than the ward's limit."""
    entry = look.confirmed
    if entry is None or look.status is not Status.RUNNING:
        return None
    return {"at": _time(entry.happened_at, look), "by": entry.by, "old": look.unconfirmed}


def _reconciliation(look: Look, words: Words) -> Json | None:
    found = look.reconciliation
    if found is None:
        return None
    parts = {
        "planned_hours": found.planned,
        "infused_hours": found.infused,
        "interrupted_hours": found.interrupted,
        "left_hours": found.left,
        "unexplained_hours": found.unexplained,
        "over_hours": found.over,
    }
    lengths = {name: None if length is None else round(hours(length), 2) for name, length in parts.items()}
    return {
        **lengths,
        "answer": found.answer,
        "because": [words.render(text) for text in (*found.because, *found.missing)],
    }


def _finding(finding: Finding, words: Words) -> Json:
    first = finding.cites[0] if finding.cites else None
    return {
        "rule": finding.rule,
        "answer": finding.answer,
        "action": finding.action,
        "says": words.render(finding.says),
        "saw": [words.render(text) for text in (*finding.saw, *finding.site_values)],
        "missing": [words.render(text) for text in finding.missing],
        "cites": None if first is None else {"source": first.source, "section": first.section},
    }


def _task(task: Task, look: Look, words: Words) -> Json:
    return {
        "what": task.what,
        "due_at": _time(task.due_at, look),
        "state": task.state,
        "because": words.render(task.because),
    }


def _notes(look: Look) -> tuple[Text, ...]:
    """Why a null is null, and whose own value was used, where no rule says it."""
    found = [part for part in (look.planned_end, look.step, look.expected) if part is not None]
    return tuple(text for part in found for text in (*part.missing, *part.site_values))


def _cite(cites: Cites) -> str:
    return f"{cites.source} {cites.section}".strip()


def _time(moment: datetime | None, look: Look) -> str | None:
    return None if moment is None else moment.astimezone(look.at.tzinfo).isoformat()
