"""Members of a FHIR resource, whatever the file really holds there: the wrong kind reads as nothing."""

from __future__ import annotations

import json
from typing import Any

Resource = dict[str, Any]


def codings(concept: object) -> list[Resource]:
    """The codings of a CodeableConcept."""
    return dicts(record(concept).get("coding"))


def dicts(value: object) -> list[Resource]:
    """The objects of a list."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def record(value: object) -> Resource:
    """The object itself, or an empty one."""
    return value if isinstance(value, dict) else {}


def short(value: object) -> str:
    """A member that is not read, as shown to a person."""
    return json.dumps(value, ensure_ascii=False)[:200]
