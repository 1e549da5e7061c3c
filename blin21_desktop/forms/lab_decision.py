"""What a person decides about one received result: whose it is, which analyte, which unit, when, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from blin21_desktop.domain.entries import PatientRegistered
from blin21_desktop.domain.lab_table import Analyte, LabTable, OwnCode
from blin21_desktop.domain.lab_units import canonical, folded_unit
from blin21_desktop.domain.lab_value import read_value
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.csv_mapping import OWN_SYSTEM
from blin21_desktop.feeds.filing import Accepted
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.received import Code, Received
from blin21_desktop.forms import typed as grammar
from blin21_desktop.forms.fields import Ask, Field, Option, Typed
from blin21_desktop.service.site_values import Wish

PATIENT, ANALYTE, UNIT, COLLECTED, BECAUSE = "patient", "analyte", "unit", "collected_at", "because"
WHY = Field(key=BECAUSE, label=say("Why"), ask=Ask.LONG)

Registered = Mapping[str, PatientRegistered]


def whose(item: Item) -> tuple[str, ...]:
    """The patients that a result may be of; the file named them all."""
    return item.candidates if item.patient is None else (item.patient,)


def analytes_of(item: Item, table: LabTable) -> tuple[Analyte, ...]:
    """What the result may be of: what its codes say, else what its name may mean."""
    mapped = item.mapped
    if mapped is None:
        return ()
    ids = mapped.proposed if mapped.analyte is None else (mapped.analyte.id,)
    return tuple(table.analytes[one] for one in ids)


def units_of(item: Item, analyte: Analyte) -> tuple[str, ...]:
    """The units that the analyte has, the one that was read or is proposed first."""
    read = None if item.mapped is None else item.mapped.unit.unit
    return tuple(sorted(analyte.units, key=lambda unit: unit != read))


def fields(item: Item, table: LabTable, registered: Registered) -> tuple[Field, ...]:
    """The questions: only what the gates could not tell. Nothing is chosen beforehand, and a reason is needed."""
    found: list[Field] = []
    if item.patient is None:
        options = tuple(Option(one, _person(registered[one])) for one in item.candidates)
        found.append(Field(key=PATIENT, label=say("Patient"), ask=Ask.CHOICE, options=options))
    analytes = analytes_of(item, table)
    if item.mapped is None or item.mapped.analyte is None:
        choices = tuple(Option(one.id, say("{name}", name=one.title)) for one in analytes)
        found.append(Field(key=ANALYTE, label=say("Analyte"), ask=Ask.CHOICE, options=choices))
    if item.mapped is None or item.mapped.unit.certainty != "certain":
        units = {unit: None for analyte in analytes for unit in units_of(item, analyte)}
        values = tuple(Option(unit, _reads_as(item.received, analytes, unit)) for unit in units)
        found.append(Field(key=UNIT, label=say("Unit"), ask=Ask.CHOICE, options=values))
    if item.received is not None and item.received.collected_at is None:
        found.append(Field(key=COLLECTED, label=say("Collected at"), ask=Ask.DATED))
    return (*found, WHY)


def _person(one: PatientRegistered) -> Text:
    return say("{family} {given}, ID {number}, born {born:day}", family=one.family_name, given=one.given_name,
               number=one.hospital_id, born=one.birth_date)  # fmt: skip


def _reads_as(received: Received | None, analytes: tuple[Analyte, ...], unit: str) -> Text:
    """The value in a unit, and what that is in the canonical one, to be compared with the last."""
    number = None if received is None else read_value(received.value).number
    if received is None or number is None or len(analytes) != 1:
        return say("{unit}", unit=unit)
    shown = canonical(analytes[0], number, unit)
    if shown is None or unit == analytes[0].unit:
        return say("{value} {unit}", value=received.value, unit=unit)
    return say("{value} {unit} (= {number} {canonical})", value=received.value, unit=unit,
               number=f"{shown.normalize():f}", canonical=analytes[0].unit)  # fmt: skip


def accepted(item: Item, typed: Typed, table: LabTable, zone: tzinfo) -> tuple[Accepted | None, dict[str, Text]]:
    """The decision, or None with what is still to be said by field."""
    received, mapped = item.received, item.mapped
    if received is None or mapped is None:
        return None, {}
    problems: dict[str, Text] = {}
    patient = item.patient or typed.get(PATIENT, "")
    analyte = table.analytes.get(typed.get(ANALYTE, "") if mapped.analyte is None else mapped.analyte.id)
    unit = mapped.unit.unit if mapped.unit.certainty == "certain" else typed.get(UNIT, "")
    at = received.collected_at
    if not patient:
        problems[PATIENT] = say("Choose the patient.")
    if analyte is None:
        problems[ANALYTE] = say("Choose the analyte.")
    elif unit not in analyte.units:
        problems[UNIT] = say("Choose a unit of {what}.", what=analyte.title)
    if at is None:
        try:
            at = grammar.dated(typed.get(COLLECTED, ""), zone)
        except grammar.IllFormed as ill:
            problems[COLLECTED] = ill.why
    if not typed.get(BECAUSE, "").strip():
        problems[BECAUSE] = say("Say why.")
    if problems or analyte is None or at is None or not unit:
        return None, problems
    because = typed[BECAUSE].strip()
    return Accepted(patient=patient, analyte=analyte.id, unit=unit, collected_at=at, because=because), {}


def sent_code(item: Item) -> Code | None:
    """The coding as sent that a site may decide about once for all; None where the file sends no code."""
    codes = () if item.received is None else item.received.codes
    return next((one for one in codes if one.code and one.system != OWN_SYSTEM), None)


def without_specimen(item: Item) -> bool:
    """Whether nothing is said of the specimen beside the code."""
    return item.received is not None and not (item.received.specimen.code or item.received.specimen.name).strip()


def own_code_of(item: Item, sent: Code, decided: Accepted, table: LabTable) -> OwnCode:
    """The site's own code that lets such a result pass from now on, in this unit and under this name.

    Where no specimen is sent, the person vouches for the first that the analyte is measured in.
    """
    received = item.received
    spelt = "" if received is None else received.unit or received.unit_also
    specimens = table.analytes[decided.analyte].specimens if without_specimen(item) else ()
    return OwnCode(system=sent.system, code=sent.code, analyte=decided.analyte, name=sent.name,
                   specimen=next(iter(specimens), ""), units={folded_unit(spelt): decided.unit})  # fmt: skip


def wish_for(code: OwnCode, table: LabTable, why: str) -> Wish:
    """What goes into the site's copy of the table of analytes: its own codes as they are, with this one."""
    former = table.own.get((code.system, code.code))
    units = {**({} if former is None else former.units), **code.units}
    kept = [_row(one) for key, one in table.own.items() if key != (code.system, code.code)]
    specimen = {"specimen": code.specimen} if code.specimen else {}
    row = {**_row(code if former is None else former), **specimen, "analyte": code.analyte, "units": units}
    return Wish(
        file="analytes",
        key="labs.own_codes",
        value=[*kept, row],
        why=why,
        source="results of the laboratory, seen at their review",
        section=f"{code.system or '-'} {code.code}",
    )


def _row(code: OwnCode) -> dict[str, Any]:
    texts = {"name": code.name, "specimen": code.specimen, "method": code.method}
    said = {key: text for key, text in texts.items() if text}
    units = {"units": dict(code.units)} if code.units else {}
    return {"system": code.system, "code": code.code, "analyte": code.analyte, **said, **units}
