"""The bag plan as finished words: for the window, the terminal, paper and JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any

from blin21_desktop.domain.moments import HOUR, later
from blin21_desktop.domain.text import say
from blin21_desktop.present.list_sheet import ListRow, ListSheet
from blin21_desktop.present.sheet_frame import family_name, patient_frame
from blin21_desktop.present.situated import situation_of
from blin21_desktop.present.text_row import TextRow
from blin21_desktop.present.words import Words
from blin21_desktop.rules.bag_plan import BagPlan, bag_plan, pharmacy_of
from blin21_desktop.rules.bag_plan_step import PlannedBag
from blin21_desktop.service.look import Look

PHARMACY = ("pharmacy.open", "pharmacy.closed_days", "pharmacy.lead_hours", "pharmacy.shelf_hours")
"""What a site sets about its pharmacy; where it is used, who set it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """The whole plan in words. `notes` say what it takes for granted and what it could not look at.

    `doubts` say first where the orders do not go with the step.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[TextRow, ...]
    totals: str
    notes: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def plan_of(look: Look, zone: tzinfo, start: datetime | None = None) -> BagPlan:
    """The plan for a patient as looked at, with the site's pharmacy."""
    situation = situation_of(look)
    if situation is None or look.protocol is None:
        return BagPlan()
    pharmacy, shelf = pharmacy_of(look.protocol)
    plan = bag_plan(situation, pharmacy=pharmacy, shelf=shelf, zone=zone, start=start)
    used = [p for key in PHARMACY if (p := look.protocol.get(key)) is not None and p.is_site]
    own = tuple(
        say(
            "the pharmacy's hours: this site's own values, set by {who} on {on:day}, second person {second}",
            who=who,
            second=second,
            on=on,
        )
        for who, second, on in dict.fromkeys((p.set_by, p.second_person, p.checked_on) for p in used)
    )
    return replace(plan, assumes=(*plan.assumes, *own)) if plan.bags else plan


def plan_view(plan: BagPlan, words: Words) -> PlanView:
    """The plan in the reader's language."""
    totals = words.t(
        "{count:number} bags, {night:number} changes at night, {bad:number} the pharmacy cannot make",
        count=len(plan.bags),
        night=plan.at_night,
        bad=sum(bag.cannot_make for bag in plan.bags),
    )
    if plan.end is not None:
        totals = words.t("{totals}. Planned end {at:moment}.", totals=totals, at=plan.end)
    return PlanView(
        title=words.t("Bag plan"),
        columns=(
            words.t("Bag"),
            words.t("Hang"),
            words.t("Bag lasts"),
            words.t("Until"),
            words.t("Dose"),
            words.t("Volume to give"),
            words.t("Made by"),
        ),
        rows=tuple(_row(bag, words) for bag in plan.bags),
        totals=totals if plan.bags else words.t("No plan can be made."),
        notes=tuple(words.render(text) for text in (*plan.assumes, *plan.missing)),
        doubts=tuple(f"! {words.render(text)}" for text in plan.doubts),
    )


def _row(bag: PlannedBag, words: Words) -> TextRow:
    ends = words.code({"end-of-bag": "end-of-bag", "dose-step": "dose-step", "course-end": "course-end"}[bag.ends])
    cut = bag.ends == "end-of-bag" and bag.ends_at < later(bag.hung_at, bag.hours * HOUR)
    made = words.t("not checked") if bag.ready_by is None else words.moment(bag.ready_by)
    return TextRow(
        texts=(
            (str(bag.number),),
            (words.moment(bag.hung_at), words.t("at night") if bag.at_night else ""),
            (words.hours(bag.hours), words.rate(bag.rate_ml_per_h)),
            (words.moment(bag.ends_at), words.t("before its hours are over") if cut else ends),
            _dose(bag, words),
            (words.ml(bag.volume_ml),),
            (words.t("CANNOT BE MADE in time"), made) if bag.cannot_make else (made,),
        )
    )


def _dose(bag: PlannedBag, words: Words) -> tuple[str, ...]:
    """The dose ordered for that time; where the label has another one, neither is planned: it is asked about."""
    dose, label = bag.dose_micrograms_per_day, bag.label_dose
    if dose is None:
        return (words.t("not ordered yet"),)
    if label is None:
        return (words.dose_full(dose),)
    told = (words.t("ordered {dose:dose_full}", dose=dose), words.t("label {dose:dose_full}", dose=label))
    return (words.t("ASK THE PHYSICIAN"), *told)


def plan_sheet(view: PlanView, look: Look, words: Words) -> ListSheet:
    """The plan on paper: one line a bag, the last column to be ticked by hand."""
    frame = patient_frame(look, words, printed_by=None, shift=None)
    name, _ = family_name(look, words)
    born = None if look.registered is None else look.registered.birth_date
    number = None if look.registered is None else look.registered.hospital_id
    who = words.t("{name} · ID {id} · born {born:day}", name=name, id=number, born=born)
    return ListSheet(
        frame=replace(frame, title=words.t("BAG PLAN"), about=(who, *frame.about)),
        counts=" · ".join((view.totals, *view.doubts, *view.notes)),
        columns=(*view.columns, words.t("Done")),
        rows=tuple(ListRow(cells=tuple(tuple(t for t in lines if t) for lines in row.texts)) for row in view.rows),
        none=words.t("No plan can be made."),
    )


def plan_json(plan: BagPlan, look: Look, words: Words) -> dict[str, Any]:
    """The plan as a JSON-ready object."""
    return {
        "patient": look.patient,
        "at": look.at.isoformat(),
        "planned_end": None if plan.end is None else plan.end.isoformat(),
        "bags": [
            {
                "number": bag.number,
                "hung_at": bag.hung_at.isoformat(),
                "ends_at": bag.ends_at.isoformat(),
                "ends": bag.ends,
                "hours": bag.hours,
                "rate_ml_per_h": bag.rate_ml_per_h,
                "volume_ml": bag.volume_ml,
                "dose_micrograms_per_day": bag.dose_micrograms_per_day,
                "label_dose_micrograms_per_day": bag.label_dose,
                "at_night": bag.at_night,
                "ready_by": None if bag.ready_by is None else bag.ready_by.isoformat(),
                "cannot_make": bag.cannot_make,
            }
            for bag in plan.bags
        ],
        "assumes": [words.render(text) for text in plan.assumes],
        "missing": [words.render(text) for text in plan.missing],
        "doubts": [words.render(text) for text in plan.doubts],
    }
