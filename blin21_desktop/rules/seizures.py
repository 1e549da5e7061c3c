"""Seizures over the whole treatment, and the rule that counts them. Source: label, dose adjustment."""

from __future__ import annotations

from datetime import datetime, timedelta

from blin21_desktop.domain.entries import EventGraded, NeuroChecked
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.situation import Situation


def seizure_stop(s: Situation) -> Finding:
    """Two or more seizures in the whole treatment (US: more than one): stop for good.

    Source: label, dose adjustment.
    """
    rule = "seizure.stop"
    read = Consulted()
    read.cite(s.label, "seizure.stop_count")
    limit = read.value(s.label, "seizure.stop_count")
    apart = read.hours(s.protocol, "program.seizure_apart_hours")
    untold = say("Whether the seizures stop the treatment cannot be told.")
    times = seizures(s, timedelta.max if apart is None else apart)
    saw = [say("Seizure {number:number}, {at:time}.", number=number, at=at) for number, at in enumerate(times, start=1)]
    if limit is None:
        return read.cannot_tell(rule, "stop", untold, *saw)
    if len(times) >= limit:
        return read.fires(rule, "stop", say("Stop for good: {count:number} seizures.", count=len(times)), *saw)
    if apart is None and times:
        return read.cannot_tell(rule, "stop", untold, *saw)
    if not times:
        return read.clear(rule, "stop", say("No seizure is charted in the whole treatment."))
    return read.clear(rule, "stop", say("Seizures in the whole treatment: {count:number}.", count=len(times)), *saw)


def seizures(s: Situation, apart: timedelta) -> list[datetime]:
    """When there was a seizure, as charted over the whole time, oldest first.

    Each event graded 1 or more under the category seizure counts once, also when it was called something else later; a
    check that saw one counts unless it lies within `apart` (24 h) of one already counted: at exactly 24 h it is still
    the same. Source: parameters page, section 2. Whether one before the first start counts is not said: it does.
    """
    first: dict[str, datetime] = {}
    for graded in s.chart.all(EventGraded, s.at):
        if graded.category == "seizure" and graded.grade >= 1:
            first.setdefault(graded.event, graded.happened_at)
    counted = list(first.values())
    for check in s.chart.all(NeuroChecked, s.at):
        seen = check.seizure not in (None, "none")
        if seen and all(abs(since(at, check.happened_at)) > apart for at in counted):
            counted.append(check.happened_at)
    return sorted(counted)
