"""The pump against the chart: the last reading's rate, running light and volumes."""

from __future__ import annotations

from datetime import datetime

from blin21_desktop.domain.entries import PumpRead
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.infusion import Course, Status
from blin21_desktop.domain.moments import differs, hours, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.situation import Situation


def pump_read(s: Situation) -> Finding:
    """The pump shows the charted rate, runs when charted as running, and has given what should have flowed.

    Source: parameters of this program (5 % of what should have flowed from this bag). The reading is compared with what
    was charted for its own moment; one from before the newest charted change of the infusion is no longer compared.
    Volumes are taken per bag: given since it was hung, and left of the volume to be given.
    """
    rule = "pump.read"
    read = Consulted()
    read.cite(s.protocol, "program.pump_volume_tolerance")
    if s.under_way is None:
        return read.clear(rule, "watch", say("No course is under way."))
    reading = s.chart.last(PumpRead, s.at)
    if reading is None or reading.happened_at < s.under_way.charted.happened_at:
        return read.clear(rule, "watch", say("No pump reading since the last change of the infusion."))
    share = read.value(s.protocol, "program.pump_volume_tolerance")
    then = _course_at(s, reading.happened_at)
    saw = say("Pump read {at:time}: {rate:rate}.", at=reading.happened_at, rate=reading.rate_ml_per_h)
    off = _off(reading, then)
    if share is not None:
        off += _volumes_off(reading, then, repr(share))
    if off:
        return read.fires(rule, "watch", off[0], saw, *off[1:])
    if share is None:
        return read.cannot_tell(rule, "watch", say("Whether the volume is right cannot be told."), saw)
    return read.clear(rule, "watch", say("The pump shows what is charted."), saw)


def _course_at(s: Situation, moment: datetime) -> Course:
    """The course as charted for an earlier moment after its newest change."""
    return s.chart.courses(moment)[-1]


def _off(reading: PumpRead, course: Course) -> list[Text]:
    """Differences in rate and in running, as charted."""
    flows, rate = course.status is Status.RUNNING, course.last_segment.rate_ml_per_h
    if flows and not reading.running:
        return [say("The pump does not run; the infusion is charted as running.")]
    if reading.running and not flows:
        return [say("The pump runs; the infusion is charted as paused.")]
    if flows and reading.rate_ml_per_h != rate:
        return [say("The pump shows {shown:rate}; charted is {rate:rate}.", shown=reading.rate_ml_per_h, rate=rate)]
    return []


def _volumes_off(reading: PumpRead, course: Course, share: str) -> list[Text]:
    """Differences in volume (mL) of more than the share of what should have flowed from the bag."""
    hung = course.bags[-1]
    gone = round(_flowed_ml(course, hung.number), 6)
    off: list[Text] = []
    if gone == 0:
        return off
    given, remaining = reading.volume_given_ml, reading.remaining_ml
    if given is not None and differs(given, gone, by_more_than=share):
        off.append(say("The pump gave {given:ml}; {wanted:ml} should have flowed.", given=given, wanted=gone))
    if remaining is not None and differs(round(hung.bag.volume_ml - remaining, 6), gone, by_more_than=share):
        off.append(
            say("{shown:ml} are left; {wanted:ml} should be.", shown=remaining, wanted=course.remaining_ml(hung))
        )
    return off


def _flowed_ml(course: Course, bag_number: int) -> float:
    """What should have flowed from a bag (mL): rate times hours of flow."""
    return sum(
        x.rate_ml_per_h * hours(since(x.start, x.end or course.at))
        for x in course.segments
        if x.bag_number == bag_number
    )
