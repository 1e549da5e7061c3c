"""The words of a scenario's line about the bedside: what each verb says, as an entry.

patient label=jp age=12 kg=44 cm=150 dose=28     registered, weighed and ordered; the first bag runs from here on
crs grade=2                                      a CRS check as accepted on CTCAE
crs fever=yes hypotension=several_vasopressors   a CRS check by its findings
neuro icans=2 seizure=brief                      a neurological check
event key=n1 kind=neurologic grade=3             one CTCAE grade of one adverse event
lab ast=200/40 alt=30/40 bilirubin_total=0.8/1.2 results with their own upper limits (`status=deleted`)
premed before=restart                            dexamethasone (`drug=`, `mg=`)
drug name=tacrolimus class=immunosuppressant     another drug
transplant prophylaxis=tacrolimus,methotrexate   a transplant 60 days before
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from blin21_desktop.domain.entries import Entry, LabResulted, PremedicationGiven, TransplantRecorded
from tests import making

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
    """Results, each `analyte=value/upper limit`, or without a limit."""
    status: Any = given.pop("status", "final")
    for analyte, text in given.items():
        value, _, upper = text.partition("/")
        unit = "mg/dL" if analyte.startswith("bilirubin") else "U/L"
        yield LabResulted(
            **_common(at, fields), analyte=analyte, value=value, unit=unit, upper_limit=upper or None, status=status
        )


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
    "transplant": transplant,
}  # fmt: skip
"""Verb -> the entries it says."""
