"""The patient of a FHIR file: identifiers, names in kanji and kana, birth date, sex. Source: feeds note 1.5."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from blin21_desktop.feeds.fhir_members import codings, dicts, record
from blin21_desktop.feeds.received import Identity

REPRESENTATION = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation"
KANA = "SYL"
HOSPITAL_NUMBER = "MR"
INSURANCE = ("InsuranceNumber", "JP_Insurance", "insurance")
"""Parts of the systems of insurance numbers: never the hospital's own number."""
REPLACED = "replaced-by"
SEXES = {"male": "male", "female": "female", "other": "other", "unknown": "unknown"}


def identity(patient: dict[str, Any] | None, subject: object) -> Identity:
    """Who the result is of: from the Patient resource when the file holds it, else from what the subject says."""
    if patient is None:
        return Identity(ids=_ids([record(subject).get("identifier")]))
    names = [name for name in dicts(patient.get("name")) if name.get("use") != "old"]
    kana = next((name for name in names if _representation(name) == KANA), None)
    written = next((name for name in names if _representation(name) != KANA), None)
    return Identity(
        ids=_ids(patient.get("identifier")),
        family_name=_text((written or {}).get("family")) or _text((written or {}).get("text")),
        given_name=_given(written),
        kana=None if kana is None else " ".join(filter(None, (_text(kana.get("family")), _given(kana)))) or None,
        birth_date=_day(patient.get("birthDate")),
        sex=SEXES.get(str(patient.get("gender"))),  # type: ignore[arg-type]
        retired=_retired(patient),
    )


def _retired(patient: dict[str, Any]) -> Literal["", "inactive", "replaced"]:
    """A merged record names the one that stands for it; one out of use is not active. Anything but true is not."""
    if any(link.get("type") == REPLACED for link in dicts(patient.get("link"))):
        return "replaced"
    return "" if patient.get("active", True) is True else "inactive"


def _ids(identifiers: object) -> tuple[str, ...]:
    """Values, the hospital number first; an insurance number is none of them."""
    rows = dicts(identifiers)
    kept = [row for row in rows if not any(word in str(row.get("system", "")) for word in INSURANCE)]
    kept.sort(key=lambda row: HOSPITAL_NUMBER not in _codes(row.get("type")))
    return tuple(value for row in kept if (value := _text(row.get("value"))))


def _codes(concept: object) -> set[str]:
    return {str(coding.get("code")) for coding in codings(concept)}


def _representation(name: dict[str, Any]) -> str:
    for extension in dicts(name.get("extension")):
        if extension.get("url") == REPRESENTATION:
            return str(extension.get("valueCode"))
    return ""


def _given(name: dict[str, Any] | None) -> str | None:
    given = (name or {}).get("given")
    return " ".join(part for part in given if isinstance(part, str)) or None if isinstance(given, list) else None


def _text(value: object) -> str | None:
    return str(value).strip() or None if isinstance(value, str) else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
