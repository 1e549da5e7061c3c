"""Vital signs: the first block of a check, and a form of its own for a round of vital signs only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from blin21_desktop.domain.entries import Entry, VitalsMeasured
from blin21_desktop.domain.knowledge import Parameter
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms import typed as grammar
from blin21_desktop.forms.blocks import LEFT_OUT, NOT_DONE, left_out, still_empty
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Typed, happened
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.oxygen import DEVICE, oxygen_fields, oxygen_part, read_oxygen
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.crs import ASTCT
from blin21_desktop.rules.hypotension import LowBelow, low_below
from blin21_desktop.service.guards.checks import BODY

BLOCK, ALL, SOME = "vitals", "all", "some"
MEASURED = (Option(ALL, say("All measured now")), Option(SOME, say("Only some")))
SITES = (
    Option("axilla", say("armpit")),
    Option("ear", say("ear")),
    Option("oral", say("mouth")),
    Option("rectal", say("rectum")),
    Option("forehead", say("forehead")),
)
TEMPERATURE, SYSTOLIC, DIASTOLIC, SPO2 = "temperature_c", "systolic_mmhg", "diastolic_mmhg", "spo2_percent"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the block of vital signs says already to the block after it; None: not known from there.

    `open`: a temperature is still to come from there, or cannot be read yet.
    """

    temperature: float | None = None
    device: str | None = None
    systolic: float | None = None
    spo2: float | None = None
    open: bool = False


def seen(typed: Typed) -> Seen:
    """What was measured, as far as it is readable and a body can have it. `Oxygen` is asked there, not in CRS."""
    if typed.get(BLOCK) not in (ALL, SOME):
        return Seen()
    temperature, systolic, spo2 = (_plausible(typed.get(key, ""), key) for key in (TEMPERATURE, SYSTOLIC, SPO2))
    to_come = temperature is None and (typed[BLOCK] == ALL or bool(typed.get(TEMPERATURE)))
    return Seen(temperature, typed.get(DEVICE, ""), systolic, spo2, to_come)


def _plausible(text: str, key: str) -> float | None:
    try:
        value = grammar.number(text)
    except grammar.IllFormed:
        return None
    low, high = BODY[key]
    return value if low <= value <= high else None


def vitals_section(setting: Setting, typed: Typed, *, alone: bool = False) -> Section:
    """The block of vital signs; `alone`: it is what the form is about and cannot be left out."""
    options = MEASURED if alone else (*MEASURED, LEFT_OUT)
    block = Field(key=BLOCK, label=say("Vital signs"), ask=Ask.CHOICE, options=options, fades=True)
    fields: tuple[Field, ...] = (block,)
    if typed.get(BLOCK) in (ALL, SOME):
        fields = (block, *_numbers(typed, optional=typed.get(BLOCK) == SOME))
    elif typed.get(BLOCK) == NOT_DONE:
        fields = (block, *left_out(setting, typed, BLOCK, "vitals", say("Why no vital signs")))
    return Section(title=say("Vital signs"), side=say("blank is not 0"), fields=fields, narrow=True)


def _numbers(typed: Typed, *, optional: bool) -> tuple[Field, ...]:
    def number(key: str, label: Text, unit: Text, *, beside: bool = False) -> Field:
        return Field(key=key, label=label, ask=Ask.NUMBER, unit=unit, optional=optional, beside=beside, fades=True)

    return (
        number(TEMPERATURE, say("Temperature"), say("℃")),
        number(SPO2, say("SpO2"), say("%"), beside=True),
        number(SYSTOLIC, say("Systolic"), say("mmHg")),
        number(DIASTOLIC, say("Diastolic"), say("mmHg"), beside=True),
        number("pulse_per_min", say("Pulse"), say("/min")),
        number("respiration_per_min", say("Respiration"), say("/min"), beside=True),
        Field(key="temperature_site", label=say("Taken at"), ask=Ask.CHOICE, options=SITES, optional=True, fades=True),
        *oxygen_fields(typed),
    )


def read_vitals(r: Reader, place: int) -> VitalsMeasured:
    """What was measured. A number no body can have is named, with the point where it was probably lost."""
    values: dict[str, Any] = {key: _measured(r, key) for key in BODY}
    lower, upper = values[DIASTOLIC], values[SYSTOLIC]
    if lower is not None and upper is not None and lower >= upper and {SYSTOLIC, DIASTOLIC} <= r.known:
        r.wrong(DIASTOLIC, say("The lower pressure is not below the upper one: {upper:number} / {lower:number}.",
                               upper=upper, lower=lower))  # fmt: skip
    _say_low(r, upper)
    _say_low_spo2(r, values[SPO2])
    site = r.choice("temperature_site", "") or None
    return VitalsMeasured(**r.common(place), **values, temperature_site=site, oxygen=read_oxygen(r))


def _measured(r: Reader, key: str) -> float | None:
    if not r.raw(key):
        r.number(key)  # named as open where all were to be measured
        return None
    value, (low, high) = r.number(key), BODY[key]
    if key in r.known and not low <= value <= high:
        r.wrong(key, say("{value:number} cannot be right: from {low:number} to {high:number}.",
                         value=value, low=low, high=high), _point(value, low, high))  # fmt: skip
        return None
    return value


def _point(value: float, low: float, high: float) -> str:
    """The number with its point one place to the left, where that is one a body can have."""
    return f"{value / 10:g}" if low <= value / 10 <= high else ""


def low_pressure(setting: Setting) -> LowBelow | None:
    """Systolic pressure below which this patient counts as hypotensive, with the age it is for."""
    person = None if setting.look is None else setting.look.registered
    scale = setting.knowledge.scales.get(ASTCT)
    if person is None or scale is None:
        return None
    return low_below(person.birth_date, setting.now.astimezone(setting.zone).date(), scale)


def _say_low(r: Reader, systolic: float | None) -> None:
    found = low_pressure(r.setting)
    if systolic is not None and found is not None and SYSTOLIC in r.known and systolic < found.mmhg:
        r.echoes[SYSTOLIC] = say("low for {age}: below {limit:number}", age=found.age, limit=found.mmhg)


def low_spo2(setting: Setting) -> Parameter | None:
    """SpO2 (%) below which it is low, with its source. It grades nothing."""
    scale = setting.knowledge.scales.get(ASTCT)
    return None if scale is None else scale.get("spo2.low_below_percent")


def _say_low_spo2(r: Reader, spo2: float | None) -> None:
    limit = low_spo2(r.setting)
    if spo2 is not None and limit is not None and SPO2 in r.known and spo2 < limit.value:
        r.echoes[SPO2] = say("low: below {limit:number} (source {source})",
                             limit=limit.value, source=limit.cites.source)  # fmt: skip


_PARTS: tuple[tuple[str, Callable[[float], Text]], ...] = (
    ("temperature_c", lambda v: say("temperature {value:number} ℃", value=v)),
    ("spo2_percent", lambda v: say("SpO2 {value:number} %", value=v)),
    ("pulse_per_min", lambda v: say("pulse {value:number}", value=v)),
    ("respiration_per_min", lambda v: say("respiration {value:number}", value=v)),
)


def vitals_part(entry: VitalsMeasured) -> Text:
    """The vital signs in the sentence of what will be written."""
    parts = [part(getattr(entry, key)) for key, part in _PARTS if getattr(entry, key) is not None]
    upper, lower = entry.systolic_mmhg, entry.diastolic_mmhg
    if upper is not None or lower is not None:
        pressures = [DASH_TEXT if v is None else say("{value:number}", value=v) for v in (upper, lower)]
        parts.insert(1, say("blood pressure {upper}/{lower}", upper=pressures[0], lower=pressures[1]))
    return say("{parts}", parts=(*parts, oxygen_part(entry.oxygen)))


DASH_TEXT = say("–")


def _sentence(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, VitalsMeasured)  # noqa: S101  (what `read_vitals` made)
    return say("{at:moment}: {parts}.", at=entry.happened_at, parts=(vitals_part(entry),))


VITALS = Form(
    id="vitals",
    name=say("Vital signs only"),
    title=lambda _: say("Vital signs"),
    sections=lambda setting, typed: (vitals_section(setting, typed, alone=True), happened(say("Measured at"))),
    entries=lambda r: (read_vitals(r, 0),) if r.choice(BLOCK, "") else still_empty(r),
    sentence=_sentence,
)
