"""What in a chart cannot all be true: contradictions, a bag hung twice or of another dose. Shown, never resolved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.infusion import Course
from blin21_desktop.domain.text import Text, say


def doubts(found: tuple[Course, ...], chart: Chart, at: datetime) -> tuple[Text, ...]:
    """Every doubt about the courses charted up to `at`."""
    return (*_contradictions(found, chart, at), *_hung_twice(found), *_other_dose(found))


def _contradictions(found: tuple[Course, ...], chart: Chart, at: datetime) -> Iterator[Text]:
    """Entries the table of states does not allow; without any course every entry about the infusion is one."""
    entries = [entry for course in found for entry in course.contradictions]
    if not found:
        entries = [entry for entry in chart.infusion if entry.happened_at <= at]
    for entry in entries:
        yield say(
            "contradiction: {kind} at {at:moment} by {who} does not fit the chart and is not counted",
            kind=entry.kind,
            at=entry.happened_at,
            who=entry.by,
        )


def _hung_twice(found: tuple[Course, ...]) -> Iterator[Text]:
    """One bag cannot be new twice: its hours of flow would be counted again."""
    times: dict[str, list[datetime]] = {}
    for hung in (hung for course in found for hung in course.bags):
        times.setdefault(hung.bag.label, []).append(hung.hung_at)
    for label, hung_at in times.items():
        if len(hung_at) > 1:
            yield say(
                "bag {label} is charted as newly hung more than once, last at {at:moment}: "
                "its end and volume cannot be relied on",
                label=label,
                at=hung_at[-1],
            )


def _other_dose(found: tuple[Course, ...]) -> Iterator[Text]:
    """The drug flows as the bag was made, whatever dose is charted: a bag of the full dose cannot give the low one."""
    course = found[-1] if found and found[-1].under_way else None
    if course is None:
        return
    bag, charted = course.bags[-1].bag, course.last_segment.dose_micrograms_per_day
    if bag.dose_micrograms_per_day != charted:
        yield say(
            "bag {label} was made for {bag:dose}, charted is {dose:dose}: what is given cannot be relied on",
            label=bag.label,
            bag=bag.dose_micrograms_per_day,
            dose=charted,
        )
