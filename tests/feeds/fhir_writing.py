"""FHIR resources written for the tests, from the rules of the format; all patients are synthetic."""

from __future__ import annotations

import json
from datetime import timedelta, timezone
from typing import Any

from blin21_desktop.feeds.fhir import read_fhir
from blin21_desktop.feeds.received import ReadFile

Resource = dict[str, Any]
TOKYO = timezone(timedelta(hours=9))
UCUM = "http://unitsofmeasure.org"
JLAC10 = "http://medis.or.jp/CodeSystem/master-JLAC10-17digits"
REPRESENTATION = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation"


def coding(code: str, system: str = "http://loinc.org", display: str = "") -> Resource:
    return {"system": system, "code": code, **({"display": display} if display else {})}


def concept(*codings: Resource, text: str = "") -> Resource:
    return {"coding": list(codings), **({"text": text} if text else {})}


def observation(**changed: object) -> Resource:
    """White cells 2.4 of a synthetic child; None takes a member away."""
    whole: Resource = {
        "resourceType": "Observation",
        "id": "wbc",
        "status": "final",
        "category": [concept(coding("laboratory", "http://terminology.hl7.org/CodeSystem/observation-category"))],
        "code": concept(coding("6690-2", display="Leukocytes"), text="WBC"),
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-11-23T06:10:00+09:00",
        "valueQuantity": {"value": 2.40, "unit": "10*3/uL", "system": UCUM, "code": "10*3/uL"},
    }
    whole.update(changed)
    return {name: value for name, value in whole.items() if value is not None}


def patient(**changed: object) -> Resource:
    """A synthetic child with kanji and kana names, a hospital number and an insurance number."""
    kanji = {"url": REPRESENTATION, "valueCode": "IDE"}
    kana = {"url": REPRESENTATION, "valueCode": "SYL"}
    return {
        "resourceType": "Patient",
        "id": "p1",
        "identifier": [
            {"system": "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID", "value": "99-123"},
            {"system": "urn:oid:1.2.3", "value": "77"},
            {"type": concept(coding("MR", "http://terminology.hl7.org/CodeSystem/v2-0203")), "value": " 0012345 "},
        ],
        "name": [
            {"extension": [kanji], "family": "駿河", "given": ["葵"]},
            {"extension": [kana], "family": "スルガ", "given": ["アオイ"]},
        ],
        "birthDate": "2016-05-12",
        "gender": "female",
    } | changed


def bundle(*resources: Resource) -> Resource:
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": f"urn:uuid:{place}", "resource": one} for place, one in enumerate(resources)],
    }


def read(root: object) -> ReadFile:
    return read_fhir("f.json", json.dumps(root, ensure_ascii=False).encode(), TOKYO)
