"""A received result with ordinary values, so that a test names only what it is about."""

from __future__ import annotations

from typing import Any

from blin21_desktop.feeds.received import Code, Identity, Place, Received, Specimen
from tests.making import AT

LOINC, JLAC10 = "loinc", "jlac10"


def received(*codes: tuple[str, str, str], unit: str = "mg/dL", **changes: Any) -> Received:  # noqa: ANN401
    """A result with these codings (system, code, name); `specimen` is (code, name)."""
    if "specimen" in changes:
        changes["specimen"] = Specimen(code=changes["specimen"][0], name=changes["specimen"][1])
    fields: dict[str, Any] = {"value": "1.2", "status": "final", "collected_at": AT, **changes}
    return Received(
        at=Place(file="a.hl7"), identity=Identity(), codes=tuple(Code(*code) for code in codes), unit=unit, **fields
    )
