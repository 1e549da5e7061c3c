"""The `grades` part of the `state` answer (contract, section 3): both CRS scales, ICANS, laboratory, events, GVHD."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from blin21_desktop.domain.entries import CrsChecked, EventGraded
from blin21_desktop.present.state_labs import labs_json
from blin21_desktop.present.words import Words
from blin21_desktop.rules.crs import ASTCT, CTCAE, LEE
from blin21_desktop.rules.events import AdverseEvent
from blin21_desktop.rules.graded import Graded
from blin21_desktop.service.look import Look

Json = dict[str, Any]


def grades_json(look: Look, words: Words) -> Json:
    """What is graded, each with the moment of its finding; null is not graded, and `missing` says why."""
    found = look.grades
    return {
        "crs": _crs(look, words),
        "icans": _icans(look, words),
        "labs": labs_json(look, words),
        "events": [_event(event, look) for event in found.events],
        "gvhd": _gvhd(look, words),
    }


def _crs(look: Look, words: Words) -> Json | None:
    found = look.grades.crs
    if found is None:
        return None
    entry = found.entry
    scales = {ASTCT: "astct", CTCAE: "ctcae"} | ({LEE: "lee_2014"} if lee_shown(look) else {})
    grades: Json = {name: _grade(found.graded.get(key)) for key, name in scales.items()}
    if isinstance(entry, EventGraded):
        grades["ctcae"] = entry.grade
    return {
        **grades,
        "in_force": found.grade,
        "accepted": entry.accepted_grade if isinstance(entry, CrsChecked) else None,
        "at": _time(entry.happened_at, look),
        "by": entry.by,
        "missing": {
            name: [words.render(text) for text in found.graded[key].missing]
            for key, name in scales.items()
            if key in found.graded and found.graded[key].missing
        },
        "worst_24h": found.worst_24h,
    }


def lee_shown(look: Look) -> bool:
    """Whether the site wants Lee 2014 as a third scale."""
    wanted = None if look.protocol is None else look.protocol.get("grading.lee_2014")
    return wanted is not None and bool(wanted.value)


def _icans(look: Look, words: Words) -> Json | None:
    found = look.grades.neuro
    if found is None:
        return None
    return {
        "astct": _grade(found.graded),
        "in_force": found.grade,
        "accepted": found.entry.accepted_grade,
        "at": _time(found.entry.happened_at, look),
        "by": found.entry.by,
        "missing": [] if found.graded is None else [words.render(text) for text in found.graded.missing],
        "tool": found.score.tool,
        "score": found.score.total,
        "baseline": found.score.baseline,
        "change": found.score.change,
        "lost": list(found.score.lost),
        "worst_24h": found.worst_24h,
    }


def _event(event: AdverseEvent, look: Look) -> Json:
    newest = event.newest
    return {
        "event": event.key,
        "term": newest.term,
        "code": None if event.known is None else event.known.code,
        "category": newest.category,
        "grade": newest.grade,
        "worst": event.worst,
        "scale": newest.scale,
        "open": event.open,
        "present_at_baseline": event.at_baseline,
        "related": newest.related,
        "haematological": newest.haematological,
        "began_at": _time(event.began, look),
        "at": _time(newest.happened_at, look),
    }


def _gvhd(look: Look, words: Words) -> Json | None:
    if look.grades.gvhd is None:
        return None
    staged, found = look.grades.gvhd
    stages = {organ: getattr(staged, organ) for organ in ("skin", "liver", "upper_gi", "lower_gi")}
    return {
        **stages,
        "system": found.system,
        "grade": found.grade,
        "at": _time(staged.happened_at, look),
        "missing": [words.render(text) for text in found.missing],
    }


def _grade(graded: Graded | None) -> int | None:
    return None if graded is None else graded.grade


def _time(moment: datetime, look: Look) -> str:
    return moment.astimezone(look.at.tzinfo).isoformat()
