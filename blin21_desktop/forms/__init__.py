"""PURE: typed text in, entries out. One table of fields a form; the window draws any of them the same way.

`typed` is the grammar of numbers and times, `fields` what a form asks, `reader` reads it, `form` joins the parts; every
other module holds forms. Which form is possible when is said by `possible`.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from blin21_desktop.domain.entries import Entry, Kind
from blin21_desktop.domain.infusion import Status
from blin21_desktop.forms.checks import CHECK, MISSED_CHECK
from blin21_desktop.forms.crs import CRS
from blin21_desktop.forms.decision import DECISION
from blin21_desktop.forms.drugs import DRUG
from blin21_desktop.forms.events import EVENT
from blin21_desktop.forms.form import Form, correcting
from blin21_desktop.forms.gvhd import GVHD
from blin21_desktop.forms.handover import HANDOVER
from blin21_desktop.forms.infusion import BAG_CHANGE, RESUME, START
from blin21_desktop.forms.lab_result import LAB_RESULT
from blin21_desktop.forms.labs import LABS
from blin21_desktop.forms.neuro import NEURO
from blin21_desktop.forms.orders import END, ORDER, PREMEDICATION, PUMP
from blin21_desktop.forms.patient import BED, BODY, ENROLMENT, REGISTER, TRANSPLANT
from blin21_desktop.forms.stop import STOP
from blin21_desktop.forms.take_over import TAKE_OVER
from blin21_desktop.forms.vitals import VITALS
from blin21_desktop.forms.withdraw import WITHDRAW
from blin21_desktop.forms.writing import WRITING

FORMS: dict[str, Form] = {
    form.id: form
    for form in (
        *(REGISTER, BED, BODY, TRANSPLANT, ENROLMENT, ORDER, START, BAG_CHANGE),
        *(STOP, RESUME, END, PUMP, PREMEDICATION, WITHDRAW),
        *(CHECK, VITALS, CRS, NEURO, MISSED_CHECK, EVENT, GVHD, DRUG, LABS, LAB_RESULT, WRITING, DECISION),
        *(HANDOVER, TAKE_OVER),
    )
}
"""Every form by its id."""

OF_KIND: dict[Kind, Form] = {
    Kind.PATIENT_REGISTERED: REGISTER,
    Kind.BED_CHANGED: BED,
    Kind.BODY_MEASURED: BODY,
    Kind.TRANSPLANT_RECORDED: TRANSPLANT,
    Kind.ENROLLED: ENROLMENT,
    Kind.DOSE_ORDERED: ORDER,
    Kind.INFUSION_STARTED: START,
    Kind.BAG_CHANGED: BAG_CHANGE,
    Kind.INFUSION_PAUSED: STOP,
    Kind.INFUSION_RESUMED: RESUME,
    Kind.INFUSION_ENDED: END,
    Kind.PUMP_READ: PUMP,
    Kind.PREMEDICATION_GIVEN: PREMEDICATION,
    Kind.VITALS_MEASURED: VITALS,
    Kind.CRS_CHECKED: CRS,
    Kind.NEURO_CHECKED: NEURO,
    Kind.CHECK_MISSED: MISSED_CHECK,
    Kind.EVENT_GRADED: EVENT,
    Kind.GVHD_STAGED: GVHD,
    Kind.DRUG_GIVEN: DRUG,
    Kind.LAB_RESULTED: LAB_RESULT,
    Kind.WRITING_SAMPLED: WRITING,
    Kind.DECISION_TAKEN: DECISION,
}
"""Kind of an entry -> the form that writes one like it."""

WRITTEN_BACK = frozenset({REGISTER.id, LAB_RESULT.id})
"""Forms whose correction starts with what stood there; every other one is read and typed anew."""

MOST_ENTRIES = max(form.entry_count for form in FORMS.values()) + 1
"""Entries a batch holds at most: those of the largest form, and a withdrawal."""


def correction_of(entry: Entry) -> Form | None:
    """The form that corrects an entry; None for a kind that has no form."""
    form = OF_KIND.get(entry.kind)
    return None if form is None else correcting(form)


def flow_form(status: Status) -> Form:
    """What F6 opens: a start where no drug flows yet, a resume while paused, otherwise a bag change."""
    if status is Status.RUNNING:
        return BAG_CHANGE
    return RESUME if status is Status.PAUSED else START


def interruption_form(status: Status) -> Form | None:
    """What F8 opens: a stop while it runs, a resume while paused; None when no course is under way."""
    if status is Status.RUNNING:
        return STOP
    return RESUME if status is Status.PAUSED else None


def prefilled(form: Form, now: datetime, zone: tzinfo) -> dict[str, str]:
    """What stands in a form when it opens: of a stop the time, since F8 is pressed when the drug stops."""
    return {"happened_at": f"{now.astimezone(zone):%Y-%m-%d %H:%M}"} if form.id == STOP.id else {}


def more_forms(status: Status) -> tuple[Form, ...]:
    """What else can be charted about a patient now; checks also before a start and after an end."""
    under_way = status in (Status.RUNNING, Status.PAUSED)
    flow = (PUMP, END) if under_way else ()
    seen = (VITALS, MISSED_CHECK, LABS, WRITING, EVENT, GVHD)
    return (*flow, PREMEDICATION, DRUG, *seen, DECISION, HANDOVER, ORDER, BODY, BED, TRANSPLANT, ENROLMENT)
