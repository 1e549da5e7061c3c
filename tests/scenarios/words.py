"""The words of a scenario's line about the bedside: what each verb says, as an entry.

patient label=jp age=12 kg=44 cm=150 dose=28     registered, weighed and ordered; the first bag runs from here on
crs grade=2                                      a CRS check as accepted on CTCAE
crs fever=yes hypotension=several_vasopressors   a CRS check by its findings
neuro icans=2 seizure=brief                      a neurological check
event key=n1 kind=neurologic grade=3             one CTCAE grade of one adverse event
lab ast=200/40 alt=30/5..40 neutrophils=0.62     results with their own limits (`status=deleted`, `unit=/uL`)
baseline alt=@old       baseline alt=baseline_normal   another sample, by its name; or which limb applies
answer result=@na term=Hyponatremia symptoms=yes  what a person says to a question about a result
temperature c=38.4                               vital signs
premed before=restart                            dexamethasone (`drug=`, `mg=`)
drug name=tacrolimus class=immunosuppressant     another drug
transplant prophylaxis=tacrolimus,methotrexate   a transplant 60 days before
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, get_args

from blin21_desktop.domain.entries import (
    Entry,
    LabBaselineChosen,
    LabConditionAnswered,
    LabResulted,
    PremedicationGiven,
    TransplantRecorded,
)
from blin21_desktop.domain.entries.labs import Limb
from tests import making
from tests.rules.benching import UNITS
from tests.scenarios.handing import handover, take

LABELS = {"jp": "jp-pi-2021", "us": "us-pi-2025"}
_ids = itertools.count(1)

Given = dict[str, str]


def _common(at: datetime, fields: dict[str, Any]) -> dict[str, Any]:
    base = {"id": f"words-{next(_ids):06}", "patient": making.PATIENT, "happened_at": at, "recorded_at": at, "by": "n1"}
    return {**base, **fields}


def crs(at: datetime, given: Given, fields: dict[str, Any]) -> Iterable[Entry]:
    """A CRS check: `grade` as accepted, or findings; nothing said is normal."""
    if "grade" in given:
        fields |= {"accepted_grade": int(given["grade"]), "because": "as seen"}
    if "device" in given:
        fields["oxygen"] = making.oxygen(given["device"], float(given["flow"]) if "flow" in given else None)
    life = given.get("life_threatening") == "yes"
    findings = {key: given[key] for key in ("fever", "hypotension") if key in given}
    yield making.crs(at, life_threatening=life, **findings, **fields)


def neuro(at: datetime, given: Given, fields: dict[str, Any]) -> Iterable[Entry]:
    """A neurological check: `icans` as accepted, and a seizure; nothing said is normal."""
    if "icans" in given:
        fields |= {"accepted_grade": int(given["icans"]), "because": "as seen"}
    because = "as the ward does it"
    yield making.neuro(at, seizure=given.get("seizure", "none"), tool_because=because, **fields)


def event(at: datetime, given: Given, fields: dict[str, Any]) -> Iterable[Entry]:
    """One grade of one event."""
    kind = given["kind"]
    yield making.graded(at, int(given["grade"]), kind, event=given["key"], term=given.get("term", kind), **fields)


def lab(at: datetime, given: Given, fields: dict[str, Any]) -> Iterable[Entry]:
    """Results, each `analyte=value/upper limit` or `value/lower..upper`, or without limits."""
    status: Any = given.pop("status", "final")
    unit = given.pop("unit", None)
    for analyte, text in given.items():
        value, _, limits = text.partition("/")
        lower, _, upper = limits.rpartition("..")
        yield LabResulted(
            **_common(at, fields),
            analyte=analyte,
            value=value,
            unit=unit or UNITS.get(analyte, "U/L"),
            lower_limit=lower or None,
            upper_limit=upper or None,
            status=status,
        )


def baseline(at: datetime, given: Given, fields: dict[str, Any]) -> Iterable[Entry]:
    """A sample or a limb chosen for an analyte, in the first course unless said."""
    course = int(given.pop("course", "1"))
    [(analyte, what)] = given.items()
    limb: Any = what if what in get_args(Limb) else None
    result = None if limb else what
    yield LabBaselineChosen(
        **_common(at, fields), course=course, analyte=analyte, result=result, limb=limb, because="as the physician says"
    )


def answer(at: datetime, given: Given, fields: dict[str, Any]) -> Iterable[Entry]:
    """`result=@name term=... condition=yes`."""
    result, term = given.pop("result"), given.pop("term")
    for condition, told in given.items():
        said: Any = told
        yield LabConditionAnswered(**_common(at, fields), result=result, term=term, condition=condition, answer=said)


def temperature(at: datetime, given: Given, fields: dict[str, Any]) -> Iterable[Entry]:
    """Vital signs with this temperature."""
    yield making.vitals(at, temperature_c=float(given["c"]), **fields)


def premed(at: datetime, given: Given, fields: dict[str, Any]) -> Iterable[Entry]:
    """Premedication."""
    drug, mg = given.get("drug", "dexamethasone"), float(given.get("mg", "8"))
    before: Any = given.get("before", "restart")
    yield PremedicationGiven(**_common(at, fields), drug=drug, dose_mg=mg, before=before)


def drug(at: datetime, given: Given, fields: dict[str, Any]) -> Iterable[Entry]:
    """Another drug."""
    yield making.drug(at, given["name"], given["class"], **fields)


def transplant(at: datetime, given: Given, fields: dict[str, Any]) -> Iterable[Entry]:
    """A transplant 60 days before."""
    taken = tuple(name for name in given.get("prophylaxis", "").split(",") if name)
    day = (at - timedelta(days=60)).date()
    yield TransplantRecorded(**_common(at, fields), transplanted_on=day, number=1, gvhd_prophylaxis=taken)


def birth(at: datetime, given: Given) -> date:
    """`born=` as it is, or the birthday on which the patient is `age` today."""
    if "born" in given:
        return date.fromisoformat(given["born"])
    return date(at.year - int(given["age"]), at.month, at.day)


VERBS: dict[str, Callable[[datetime, Given, dict[str, Any]], Iterable[Entry]]] = {
    "crs": crs, "neuro": neuro, "event": event, "lab": lab, "premed": premed, "premedicate": premed, "drug": drug,
    "transplant": transplant, "baseline": baseline, "answer": answer, "temperature": temperature,
    "handover": handover, "take": take,
}  # fmt: skip
"""Verb -> the entries it says."""
