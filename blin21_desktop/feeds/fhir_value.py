"""The value of an Observation or a component: its text, its unit said once or twice, its normal range."""

from __future__ import annotations

from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.fhir_members import Resource, codings, dicts, record
from blin21_desktop.feeds.json_text import Number

COMPARATORS = ("", "<", "<=", ">=", ">")
UCUM = "http://unitsofmeasure.org"


class ObservationFault(Exception):  # noqa: N818  (an outcome with words for a person)
    """An Observation that cannot be taken as a result; `why` says what is wrong."""

    def __init__(self, why: Text) -> None:
        self.why = why
        super().__init__(why.template)


def has_value(part: Resource) -> bool:
    """Whether it has a value, or says why it has none."""
    return any(name.startswith("value") for name in part) or "dataAbsentReason" in part


def value_text(part: Resource) -> tuple[str, str]:
    """The value as text and its FHIR type. Empty when there is none.

    Raises `ObservationFault` for a type that is not read.
    """
    named = [name for name in part if name.startswith("value")]
    if not named:
        return "", ""
    if len(named) > 1:
        raise ObservationFault(say("it has more than one value"))
    name, value = named[0], part[named[0]]
    if name == "valueQuantity" and isinstance(value, dict):
        return _quantity(value), "Quantity"
    if name in ("valueString", "valueInteger") and isinstance(value, str):
        return value.strip(), name.removeprefix("value")
    if name == "valueCodeableConcept" and isinstance(value, dict):
        words = [str(coding.get("display") or coding.get("code")) for coding in codings(value)]
        return str(value.get("text") or (words or [""])[0]), "CodeableConcept"
    if name == "valueRange" and isinstance(value, dict):
        return "-".join(str(_number(value.get(end))) for end in ("low", "high")), "Range"
    if name == "valueRatio" and isinstance(value, dict):
        return "/".join(str(_number(value.get(end))) for end in ("numerator", "denominator")), "Ratio"
    raise ObservationFault(say("a value of the type {what} is not read", what=name.removeprefix("value")[:40]))


def _quantity(quantity: Resource) -> str:
    comparator, number = quantity.get("comparator") or "", quantity.get("value")
    if comparator not in COMPARATORS:
        raise ObservationFault(say("the comparator {what} is not known", what=str(comparator)[:40]))
    return f"{comparator}{number}" if isinstance(number, Number) else ""


def _number(quantity: object) -> str:
    return str(record(quantity).get("value", ""))


def unit(quantity: object) -> tuple[str, str]:
    """The unit, and the same said again in words. The code counts first when it is UCUM."""
    quantity = record(quantity)
    words = str(quantity.get("unit") or "").strip()
    code = str(quantity.get("code") or "").strip() if quantity.get("system") == UCUM else ""
    return (code or words), (words if code else "")


def limits(part: Resource, units: tuple[str, str]) -> tuple[str | None, str | None, str]:
    """Lower and upper limit when there is one normal range in the result's own unit; else its words only."""
    ranges = dicts(part.get("referenceRange"))
    words = "; ".join(str(one.get("text") or _ends(one)) for one in ranges)
    if len(ranges) != 1:
        return None, None, words
    codes = {str(coding.get("code")) for coding in codings(ranges[0].get("type"))}
    if codes - {"normal"} or ranges[0].get("appliesTo") or ranges[0].get("age"):
        return None, None, words
    ends: list[str | None] = []
    for end in ("low", "high"):
        quantity = ranges[0].get(end)
        if isinstance(quantity, dict) and any(unit(quantity)) and unit(quantity)[0] not in units:
            return None, None, words
        ends.append(_number(quantity) or None)
    return ends[0], ends[1], words


def _ends(one: Resource) -> str:
    shown = [f"{_number(one.get(end))} {unit(one.get(end))[0]}".strip() for end in ("low", "high")]
    return "-".join(shown) if any(shown) else ""
