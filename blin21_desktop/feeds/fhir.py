"""FHIR R4 and R5 in JSON: Bundle, DiagnosticReport, Observation, whatever order and nesting. Source: feeds note 1.5.

Found by `resourceType`; unknown members are kept, no profile is required. JP Core, JP-CLINS and US Core read alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import partial
from hashlib import sha256
from typing import Any

from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.fhir_members import Resource
from blin21_desktop.feeds.fhir_observation import Context, is_laboratory, received
from blin21_desktop.feeds.fhir_value import ObservationFault
from blin21_desktop.feeds.json_text import JsonFault, read_json
from blin21_desktop.feeds.received import Place, ReadFile, Received, Unread

READ_WITH_OTHERS = frozenset({"Patient", "Specimen", "DiagnosticReport", "Bundle", "Organization", "ServiceRequest"})
"""Resources that only say more about an Observation."""


@dataclass(slots=True)
class _Found:
    """Resources of a file: by what a reference may call them, and reports by the observation they hold."""

    name: str
    named: dict[str, Resource] = field(default_factory=dict)
    observations: list[tuple[str, Resource, Resource | None]] = field(default_factory=list)
    reports: list[Resource] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    faults: list[Unread] = field(default_factory=list)

    def fault(self, part: str, why: Text, raw: str = "") -> None:
        self.faults.append(Unread(at=Place(file=self.name, part=part, raw=raw), why=why))


def read_fhir(name: str, data: bytes, zone: tzinfo) -> ReadFile:
    """All results of one file. `zone` is the ward's, for days without a time. Never raises: faults are `unread`."""
    digest = sha256(data).hexdigest()
    found = _Found(name)
    try:
        root = read_json(data)
    except JsonFault as fault:
        found.fault("", say("{what}", what=str(fault)))
        return ReadFile(
            name=name, sha256=digest, format="fhir", encoding="utf-8", unread=tuple(found.faults), complete=False
        )
    _walk(root, "$", found, None)
    results, left = _results(found, zone)
    if not results and not found.faults and not left:
        found.fault("$", say("no Observation is in this file"))
    return ReadFile(
        name=name,
        sha256=digest,
        format="fhir",
        encoding="utf-8",
        results=tuple(results),
        unread=tuple(found.faults),
        warnings=_warnings(found, left),
    )


def _walk(value: object, part: str, found: _Found, parent: Resource | None, called: str = "") -> None:
    """Sort one resource in, with what it contains; `called` is the fullUrl of its entry, `parent` what contains it."""
    if not isinstance(value, dict) or not isinstance(value.get("resourceType"), str):
        found.fault(part, say("a resource with a resourceType was expected here"))
        return
    kind, own = value["resourceType"], value.get("id")
    if called:
        found.named[called] = value
    if isinstance(own, str) and own:
        found.named[f"#{own}@{id(parent)}" if parent is not None else f"{kind}/{own}"] = value
    for place, contained in enumerate(_list(value.get("contained"))):
        _walk(contained, f"{part}.contained[{place}]", found, value)
    if kind == "Bundle":
        for place, entry in enumerate(_list(value.get("entry"))):
            resource = entry.get("resource") if isinstance(entry, dict) else None
            full = entry.get("fullUrl") if isinstance(entry, dict) else None
            _walk(resource, f"{part}.entry[{place}].resource", found, None, full if isinstance(full, str) else "")
    elif kind == "Observation":
        found.observations.append((part, value, parent))
    elif kind == "DiagnosticReport":
        found.reports.append(value)
    elif kind not in READ_WITH_OTHERS:
        found.others.add(kind)


def _results(found: _Found, zone: tzinfo) -> tuple[list[Received], int]:
    """Every laboratory result, and how many observations are of something else."""
    holding = {id(target): report for report in found.reports for target in _held(found, report)}
    results: list[Received] = []
    left = 0
    for part, observation, parent in found.observations:
        if not is_laboratory(observation, holding.get(id(observation))):
            left += 1
            continue
        report = holding.get(id(observation)) or (parent if _is_report(parent) else None)
        context = Context(
            name=found.name,
            part=part,
            zone=zone,
            report=report,
            resolve=partial(_resolve, found, within=observation, parent=parent),
        )
        try:
            results += received(observation, context)
        except ObservationFault as fault:
            found.fault(part, fault.why)
    return results, left


def _is_report(resource: Resource | None) -> bool:
    return resource is not None and resource.get("resourceType") == "DiagnosticReport"


def _held(found: _Found, report: Resource) -> Iterator[Resource]:
    for reference in _list(report.get("result")):
        target = _resolve(found, reference, within=report, parent=None)
        if target is None:
            shown = reference.get("reference") if isinstance(reference, dict) else None
            found.fault(
                "DiagnosticReport.result",
                say("the report names a result that is not in the file: {what}", what=str(shown or reference)[:80]),
            )
        else:
            yield target


def _resolve(found: _Found, reference: object, *, within: Resource, parent: Resource | None) -> Resource | None:
    """The resource a reference means: contained in the same resource or its parent, or named in the file."""
    text = reference.get("reference") if isinstance(reference, dict) else None
    if not isinstance(text, str):
        return None
    if text.startswith("#"):
        return found.named.get(f"{text}@{id(within)}") or found.named.get(f"{text}@{id(parent)}")
    whole = text.partition("/_history/")[0]
    return found.named.get(whole) or found.named.get("/".join(whole.rsplit("/", 2)[-2:]))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _warnings(found: _Found, left: int) -> tuple[Text, ...]:
    said: list[Text] = []
    if left:
        said.append(say("{count:number} observations are not of the laboratory and were left", count=left))
    if found.others:
        said.append(say("not read: {kinds}", kinds=", ".join(sorted(found.others))))
    return tuple(said)
