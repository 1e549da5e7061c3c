"""One FHIR Observation into results as received: value, unit, range, status, time, specimen. Source: feeds note 1.5."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from blin21_desktop.domain.text import say
from blin21_desktop.feeds.fhir_members import Resource, codings, dicts, record, short
from blin21_desktop.feeds.fhir_moments import moment
from blin21_desktop.feeds.fhir_patient import identity
from blin21_desktop.feeds.fhir_value import ObservationFault, has_value, limits, unit, value_text
from blin21_desktop.feeds.received import Code, Place, Received, Specimen, Status

STATUSES: dict[str, Status] = {
    "registered": "no_result",
    "preliminary": "preliminary",
    "final": "final",
    "amended": "corrected",
    "corrected": "corrected",
    "appended": "corrected",
    "cancelled": "no_result",
    "entered-in-error": "deleted",
}
SYSTEMS = {
    "http://loinc.org": "loinc",
    "http://medis.or.jp/CodeSystem/master-JLAC10-17digits": "jlac10",
    "urn:oid:1.2.392.200119.4.504": "jlac10",
    "http://medis.or.jp/CodeSystem/master-JLAC10": "jlac10",
}
NOT_STANDARDISED = "99999999999999999"
"""The constant of Japan's information sharing for "no standard code"."""
LABORATORY = frozenset({"laboratory", "LAB", "LP29693-6", "HM", "CH", "SR"})
READ = frozenset(
    name
    for line in (
        "resourceType id meta text implicitRules language contained status category code subject effectiveDateTime",
        "effectivePeriod effectiveInstant issued performer valueQuantity valueString valueCodeableConcept valueInteger",
        "valueRange valueRatio dataAbsentReason interpretation note specimen referenceRange hasMember component",
        "basedOn identifier encounter",
    )
    for name in line.split()
)
"""Members of an Observation that are read here; what else it says is kept and shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where an Observation stands and how its references are followed."""

    name: str
    part: str
    zone: tzinfo
    report: Resource | None
    resolve: Callable[[object], Resource | None]


def is_laboratory(observation: Resource, report: Resource | None) -> bool:
    """Whether it says so itself, or nothing and stands in a report of the laboratory."""
    for one in (observation, report or {}):
        codes = {str(coding.get("code")) for concept in dicts(one.get("category")) for coding in codings(concept)}
        if codes:
            return bool(codes & LABORATORY)
    return True


def received(observation: Resource, context: Context) -> list[Received]:
    """The result, or one a component. Empty for a panel that only names its members.

    Raises `ObservationFault` for a status, a value or a modifier that this program does not understand.
    """
    if observation.get("modifierExtension") or observation.get("implicitRules"):
        raise ObservationFault(say("it carries a rule that changes its meaning and is not known here"))
    status = STATUSES.get(str(observation.get("status")))
    if status is None:
        raise ObservationFault(say("its status is not known: {what}", what=str(observation.get("status"))[:40]))
    components = dicts(observation.get("component"))
    if has_value(observation) or not (components or observation.get("hasMember")):
        parts = [("", observation), *_numbered(components)]
    else:
        parts = _numbered(components)
    return [_one(observation, part, sub, status, context) for sub, part in parts]


def _numbered(components: list[Resource]) -> list[tuple[str, Resource]]:
    return [(str(place), component) for place, component in enumerate(components, 1)]


def _one(observation: Resource, part: Resource, sub: str, status: Status, context: Context) -> Received:
    text, kind = value_text(part)
    units = unit(part.get("valueQuantity"))
    low, high, reference = limits(part, units)
    taken = _taken(observation, context)
    subject = observation.get("subject") or (context.report or {}).get("subject")
    return Received(
        at=Place(
            file=context.name,
            part=context.part + (f".component[{int(sub) - 1}]" if sub else ""),
            raw=json.dumps(part, ensure_ascii=False, indent=1)[:4000],
        ),
        identity=identity(context.resolve(subject), subject),
        sender=_sender(observation, context.report),
        order=_order(observation, context.report),
        sub_id=sub,
        codes=_codes(part.get("code")),
        specimen=_specimen(observation, context),
        value=text,
        value_type=kind,
        unit=units[0],
        unit_also=units[1],
        reference=reference,
        lower_limit=low,
        upper_limit=high,
        flags=tuple(str(coding.get("code")) for one in dicts(part.get("interpretation")) for coding in codings(one)),
        status="no_result" if status not in ("deleted", "no_result") and not text else status,
        collected_at=taken[0].at if taken else None,
        collected_from=taken[1] if taken else "",
        time_known=taken[0].time_known if taken else False,
        reported_at=_issued(observation, context),
        notes=tuple(str(note.get("text")) for note in dicts(observation.get("note")) if note.get("text")),
        kept=tuple(f"{name}: {short(observation[name])}" for name in sorted(observation.keys() - READ)),
    )


def _taken(observation: Resource, context: Context) -> tuple[Any, str] | None:
    """When the specimen was taken, and which element says so."""
    specimen = context.resolve(observation.get("specimen")) or {}
    for name, value in (
        ("effectiveDateTime", observation.get("effectiveDateTime")),
        ("effectiveInstant", observation.get("effectiveInstant")),
        ("effectivePeriod.start", record(observation.get("effectivePeriod")).get("start")),
        ("Specimen.collection", record(specimen.get("collection")).get("collectedDateTime")),
        ("DiagnosticReport.effectiveDateTime", (context.report or {}).get("effectiveDateTime")),
    ):
        read = moment(value, context.zone)
        if read is not None:
            return read, name
    return None


def _issued(observation: Resource, context: Context) -> Any:  # noqa: ANN401  (a moment or None)
    read = moment(observation.get("issued") or (context.report or {}).get("issued"), context.zone)
    return None if read is None else read.at


def _sender(observation: Resource, report: Resource | None) -> str:
    for one in (report or {}, observation):
        for performer in dicts(one.get("performer")):
            named = performer.get("display") or performer.get("reference")
            if named:
                return str(named)
    return ""


def _order(observation: Resource, report: Resource | None) -> str:
    for one in (observation, report or {}):
        for based in dicts(one.get("basedOn")):
            named = record(based.get("identifier")).get("value") or based.get("reference")
            if named:
                return str(named)
    rows = dicts((report or {}).get("identifier")) or dicts(observation.get("identifier"))
    return str(rows[0].get("value") or "") if rows else str((report or {}).get("id") or observation.get("id") or "")


def _specimen(observation: Resource, context: Context) -> Specimen:
    reference = observation.get("specimen")
    found = context.resolve(reference) or {}
    coding = next(iter(codings(found.get("type"))), {})
    numbers = dicts(found.get("identifier"))
    said = record(reference).get("display")
    return Specimen(
        number=str(numbers[0].get("value") or "") if numbers else str(found.get("id") or ""),
        code=str(coding.get("code") or ""),
        name=str(coding.get("display") or record(found.get("type")).get("text") or said or ""),
    )


def _codes(concept: object) -> tuple[Code, ...]:
    text = str(record(concept).get("text") or "")
    codes = [
        Code(
            SYSTEMS.get(str(c.get("system")), str(c.get("system") or "")), str(c["code"]), str(c.get("display") or text)
        )
        for c in codings(concept)
        if c.get("code") and c["code"] != NOT_STANDARDISED
    ]
    if text and all(code.name != text for code in codes):
        codes.append(Code("", "", text))
    return tuple(codes)
