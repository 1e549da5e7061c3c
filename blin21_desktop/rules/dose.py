"""Dose rules: the label's dose now, the ordered and the charted dose against it, and the weight behind it."""

from __future__ import annotations

from dataclasses import dataclass

from blin21_desktop.domain.entries import BodyMeasured
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.knowledge import Cites
from blin21_desktop.domain.moments import differs, since
from blin21_desktop.domain.once import once
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.label_dose import Level, bsa_m2, dose_of_level
from blin21_desktop.rules.restart import in_words, low_after_restart, low_doses
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import StepDue, has_step, step_due, step_moment

__all__ = ["ExpectedDose", "StepDue", "bsa_m2", "dose_expected", "expected_dose", "step_due", "weight_crossed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedDose:
    """The label's dose now (microgram/day, to 0.01) with its formula; None with `missing` when it cannot be told.

    `or_micrograms_per_day` is a second dose that is as much the label's: the low one, where a restart's days are over.
    """

    micrograms_per_day: float | None
    or_micrograms_per_day: float | None = None
    level: Level | None
    formula: Text
    cites: tuple[Cites, ...] = ()
    missing: tuple[Text, ...] = ()
    site_values: tuple[Text, ...] = ()


@once
def expected_dose(s: Situation) -> ExpectedDose:
    """The label's dose for weight, step and restart, for the course under way or to come.

    Course 1 is low until the step is due, then full; other courses are full; after a restart the label may keep it low,
    and once that is over it may go up: then both doses are the label's. None after the protocol's last course.
    """
    return _expected(s, Consulted())


def _expected(s: Situation, read: Consulted) -> ExpectedDose:
    level = _level(s, read)
    dose, formula, low = None, say("The dose cannot be told."), None
    if level is not None:
        dose, formula = dose_of_level(s, level, read)
    if level == "full" and low_doses(s, Consulted(), Consulted()):
        low, _ = dose_of_level(s, "low", read)
    return ExpectedDose(
        micrograms_per_day=dose,
        or_micrograms_per_day=low,
        level=level,
        formula=formula,
        cites=read.cites,
        missing=tuple(read.missing),
        site_values=read.site_values,
    )


def _level(s: Situation, read: Consulted) -> Level | None:
    """Low or full; None, with what is missing noted, when it cannot be told."""
    if _is_over(s):
        read.lacks(say("a further course in the protocol"))
        return None
    if low_after_restart(s, read) is not None:
        return "low"
    stepping = has_step(s, read)
    if stepping and s.under_way is not None:
        due, _ = step_moment(s, read)
        stepping = due is not None and s.at < due
    if read.missing:
        return None
    return "low" if stepping else "full"


def _is_over(s: Situation) -> bool:
    """Whether the last course of the protocol has ended; not where the number of courses is not configured."""
    count = s.protocol.get("course.count")
    return count is not None and s.under_way is None and s.course_number > count.value


def dose_expected(s: Situation) -> Finding:
    """The ordered and the charted dose are the label's dose for weight, step and restart.

    Source: label, dosage; a difference of more than 5 % is worth a look (a parameter of this program). While paused or
    before a start only the order in force, or the coming one, is compared. Where a restart's days are over low and full
    are both the label's, and what flows is what is ordered.
    """
    rule = "dose.expected"
    read = Consulted()
    read.cite(s.label, "dose.weight_split_kg")
    saw = _doses(s)
    if not saw:
        return read.clear(rule, "watch", say("No dose is ordered or charted."))
    expected = _expected(s, read)
    share = read.value(s.protocol, "program.dose_tolerance")
    seen = [*(text for _, text in saw), *([] if s.weight is None else [_in_force(s.weight)])]
    dose = expected.micrograms_per_day
    if dose is None or share is None:
        return read.cannot_tell(rule, "watch", say("The label's dose cannot be told."), *seen)
    seen.append(expected.formula)
    low = low_after_restart(s, read)
    if low is not None:
        seen.append(in_words(low))
    either = expected.or_micrograms_per_day
    doses = [charted for charted, _ in saw]
    if not any(_all_are(wanted, doses, share) for wanted in (dose, either) if wanted is not None):
        return read.fires(rule, "watch", _labels_dose(s, dose, either), *seen)
    if either is not None:
        return read.clear(rule, "watch", _labels_dose(s, dose, either), *seen)
    return read.clear(rule, "watch", say("The dose is the label's: {dose:dose}.", dose=dose), *seen)


def _all_are(wanted: float, doses: list[float], share: float) -> bool:
    return not any(differs(dose, wanted, by_more_than=repr(share)) for dose in doses)


def _labels_dose(s: Situation, dose: float, either: float | None) -> Text:
    """What the label's dose is, and for which moment."""
    if either is not None:
        return say("After the restart {low:dose} or {full:dose} is the label's dose.", low=either, full=dose)
    if s.under_way is None:
        number = s.course_number
        return say("At the start of course {course:number} the label's dose is {dose:dose}.", course=number, dose=dose)
    if s.under_way.pause is not None:
        return say("At a restart now the label's dose is {dose:dose}.", dose=dose)
    return say("The label's dose now is {dose:dose}.", dose=dose)


def _doses(s: Situation) -> list[tuple[float, Text]]:
    """Doses to compare: the order in force, and what flows; before a start the coming order when none is in force."""
    found: list[tuple[float, Text]] = []
    if s.ordered is not None:
        ordered = s.ordered.dose_micrograms_per_day
        text = say("Ordered from {start:time}: {dose:dose}.", dose=ordered, start=s.ordered.from_)
        found.append((ordered, text))
    if s.course is not None and s.course.status is Status.RUNNING:
        flows = s.course.last_segment
        text = say("Charted from {start:time}: {dose:dose}.", dose=flows.dose_micrograms_per_day, start=flows.start)
        found.append((flows.dose_micrograms_per_day, text))
    if not found and s.under_way is None and s.coming_order is not None:
        ordered = s.coming_order.dose_micrograms_per_day
        text = say(
            "Ordered from {start:time}, not yet in force: {dose:dose}.", dose=ordered, start=s.coming_order.from_
        )
        found.append((ordered, text))
    return found


def _in_force(weight: BodyMeasured) -> Text:
    """The weight that decides the dose, with its time."""
    return say("In force for this course: {weight:kg}, {at:time}.", weight=weight.weight_kg, at=weight.happened_at)


def weight_crossed(s: Situation) -> Finding:
    """Weight decides the kind of dose at 45 kg; the weight of the start stays in force, a crossing is shown.

    Source: label, dosage (the split); re-dosing on a change of weight was not readable. A newest weight older than
    7 days is said too (a parameter of this program). Only while a course is under way.
    """
    rule = "weight.crossed"
    read = Consulted()
    read.cite(s.label, "dose.weight_split_kg")
    if s.under_way is None:
        return read.clear(rule, "watch", say("No course is under way."))
    split = read.value(s.label, "dose.weight_split_kg")
    aged = Consulted()
    oldest = aged.days(s.protocol, "program.weight_max_age_days")
    base, newest = s.weight, s.chart.last(BodyMeasured, s.at)
    if base is None:
        read.lacks(say("a weight at or before the start of the course"))
    read.take(aged)
    read.lacks_of(aged)
    if split is None or oldest is None or base is None or newest is None:
        return read.cannot_tell(rule, "watch", say("Whether the weight crossed the limit cannot be told."))
    saw = [
        _in_force(base),
        say("Newest: {weight:kg}, {at:time}.", weight=newest.weight_kg, at=newest.happened_at),
    ]
    if (base.weight_kg >= split) != (newest.weight_kg >= split):
        says = say("The weight crossed {split:kg} during the course. Ask the physician about the dose.", split=split)
        return read.fires(rule, "watch", says, *saw)
    age = since(newest.happened_at, s.at)
    if age > oldest:
        aged.take(read)
        return aged.fires(rule, "watch", say("The newest weight is {age:length} old.", age=age), *saw)
    return read.clear(rule, "watch", say("The weight stays on the same side of {split:kg}.", split=split), *saw)
