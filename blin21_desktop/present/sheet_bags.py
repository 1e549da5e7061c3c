"""The bag plan of the shift on the handover sheet: what is hung until the paper expires."""

from __future__ import annotations

from datetime import datetime

from blin21_desktop.present.bag_plan import plan_of
from blin21_desktop.present.words import Words
from blin21_desktop.rules.bag_plan_step import PlannedBag
from blin21_desktop.service.look import Look


def shift_bags(look: Look, words: Words, until: datetime) -> tuple[str, tuple[str, ...]]:
    """Title and a line for each bag to be hung by `until`; why there is none in words. Both empty after the course."""
    if look.course is not None and not look.course.under_way:
        return "", ()
    title = words.t("BAG PLAN until {until}", until=words.short_moment(until, look.at))
    plan = plan_of(look, words.zone)
    if not plan.bags:
        missing = words.joined(plan.missing)
        told = words.t("No plan can be made, missing: {missing}", missing=missing) if missing else ""
        return title, (told or words.t("No plan can be made."),)
    lines = [_line(bag, look, words) for bag in plan.bags if bag.hung_at <= until]
    if not lines:
        first = words.short_moment(plan.bags[0].hung_at, look.at)
        lines = [words.t("no bag is hung in this time by plan; the next one {at}", at=first)]
    return title, (*lines, *(f"! {words.render(text)}" for text in plan.doubts))


def _line(bag: PlannedBag, look: Look, words: Words) -> str:
    dose = bag.dose_micrograms_per_day
    parts = (
        words.t("bag {number:number} at {at}", number=bag.number, at=words.short_moment(bag.hung_at, look.at)),
        words.t("not ordered yet") if dose is None else words.dose(dose),
        words.t("for {hours:hours} at {rate:rate}", hours=bag.hours, rate=bag.rate_ml_per_h),
        words.t("{volume:ml} to give", volume=bag.volume_ml),
        words.t("until {at}", at=words.short_moment(bag.ends_at, look.at)),
        words.t("CANNOT BE MADE in time") if bag.cannot_make else "",
    )
    return " · ".join(part for part in parts if part)
