"""The lanes of the vital signs: what was measured as dots; what was not stays a gap and is never filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.entries import CheckMissed, VitalsMeasured
from blin21_desktop.domain.moments import DAY, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.amounts import plain
from blin21_desktop.present.checks_axis import place
from blin21_desktop.present.checks_lanes import Absent, Area, Dot, DotLane, Readout, Word, WordLane
from blin21_desktop.present.grade_words import NO_GRADE, is_old, letter, oxygen_words
from blin21_desktop.present.situated import situation_of
from blin21_desktop.present.words import Words
from blin21_desktop.rules.crs import ASTCT
from blin21_desktop.rules.hypotension import low_below
from blin21_desktop.rules.schedule import Check, history
from blin21_desktop.service.look import Look

Value = Callable[[VitalsMeasured], float | None]


@dataclass(frozen=True, slots=True)
class Sign:
    """One vital sign: its name, a short one, its unit, and the range of its lane (for drawing only)."""

    key: str
    name: Text
    short: Text
    unit: str
    low: float
    high: float
    ticks: tuple[float, ...]
    value: Value
    lower: Value = lambda _: None


PER_MINUTE = "/min"

SIGNS = (
    Sign("temperature", say("Temperature"), say("T"), "℃", 35, 41, (36, 38, 40), lambda v: v.temperature_c),
    Sign(
        *("pressure", say("Blood pressure"), say("BP"), "mmHg", 40, 160, (60, 100, 140)),
        lambda v: v.systolic_mmhg,
        lambda v: v.diastolic_mmhg,
    ),
    Sign("spo2", say("SpO2"), say("SpO2"), "%", 85, 100, (90, 100), lambda v: v.spo2_percent),
    Sign("pulse", say("Pulse"), say("pulse"), PER_MINUTE, 50, 180, (60, 100, 140), lambda v: v.pulse_per_min),
    Sign("respiration", say("Respiration"), say("resp."), PER_MINUTE, 0, 60, (20, 40), lambda v: v.respiration_per_min),
)
TEMPERATURE, PRESSURE = SIGNS[0], SIGNS[1]

SITES: dict[str, Text] = {
    "axillary": say("axillary"),
    "oral": say("oral"),
    "tympanic": say("ear"),
    "rectal": say("rectal"),
    "forehead": say("forehead"),
}
"""Where a temperature was taken; another spelling is shown as charted."""


def shown(sign: Sign, entry: VitalsMeasured) -> str:
    """A value as it is written: a temperature with its decimal, pressures with a stroke, a dash for a missing one."""
    value, lower = sign.value(entry), sign.lower(entry)
    if value is None and lower is None:
        return ""
    upper = NO_GRADE if value is None else plain(value)
    if sign is TEMPERATURE and value is not None:
        return degrees(value)
    if sign is PRESSURE:
        return f"{upper}/{NO_GRADE if lower is None else plain(lower)}"
    return upper


def degrees(value: float) -> str:
    """A temperature in ℃ with at least one decimal, as it is read."""
    text = plain(value)
    return text if "." in text else f"{text}.0"


def vital_lanes(look: Look, words: Words) -> tuple[DotLane | WordLane, ...]:
    """A lane for each sign, the most critical first, then oxygen in words."""
    entries = look.chart.all(VitalsMeasured, look.at)
    missed = [entry for entry in look.chart.all(CheckMissed, look.at) if entry.what == "vitals"]
    late = _late(look)
    lanes = tuple(_lane(look, sign, entries, missed, late, words) for sign in SIGNS)
    return (*lanes, _oxygen(look, entries, words))


def _late(look: Look) -> frozenset[str]:
    """Ids of the vital signs that were taken late."""
    situation = situation_of(look)
    checks: tuple[Check, ...] = () if situation is None else history(situation, "vitals")
    return frozenset(c.entry.id for c in checks if c.state == "done_late" and c.entry is not None)


def _lane(
    look: Look,
    sign: Sign,
    entries: Sequence[VitalsMeasured],
    missed: Sequence[CheckMissed],
    late: frozenset[str],
    words: Words,
) -> DotLane:
    area, limit = _area(look, sign, words), _limit(look, sign, words)
    dots, absent = _dots(look, sign, entries, missed, late)
    if area is not None:
        dots = tuple(_mark(dot, area) for dot in dots)
    values = [value for dot in dots for value in (dot.value, dot.low) if value is not None]
    low, high = min([sign.low, *values]), max([sign.high, *values])
    rescaled = words.t("rescaled") if (low, high) != (sign.low, sign.high) else ""
    absent = (*absent, *(Absent(place(look, entry.happened_at), letter(entry.reason, words)) for entry in missed))
    taken = [entry for entry in entries if shown(sign, entry)]
    return DotLane(
        key=sign.key,
        readout=_readout(look, sign, taken, words),
        summary=_summary(look, sign, taken, words),
        low=low,
        high=high,
        ticks=sign.ticks,
        dots=dots,
        absent=absent,
        area=area,
        limit=limit,
        rescaled=rescaled,
    )


def _mark(dot: Dot, area: Area) -> Dot:
    if dot.value < area.low:
        return dot
    return Dot(at=dot.at, value=dot.value, text=dot.text, low=dot.low, joined=dot.joined, marked=True)


def _dots(
    look: Look,
    sign: Sign,
    entries: Sequence[VitalsMeasured],
    missed: Sequence[CheckMissed],
    late: frozenset[str],
) -> tuple[tuple[Dot, ...], tuple[Absent, ...]]:
    """The dots and where this value is absent; a line is broken by both, by a missed and by a late check."""
    dots: list[Dot] = []
    absent: list[Absent] = []
    whole = False
    last: datetime | None = None
    for entry in entries:
        value, lower, at = sign.value(entry), sign.lower(entry), place(look, entry.happened_at)
        if last is not None and any(last <= one.happened_at <= entry.happened_at for one in missed):
            whole = False
        last = entry.happened_at
        if value is None:
            absent.append(Absent(at, shown(sign, entry) or NO_GRADE))
            whole = False
            continue
        joined = whole and entry.id not in late
        dots.append(Dot(at=at, value=value, low=lower, text=shown(sign, entry), joined=joined))
        whole = True
    return tuple(dots), tuple(absent)


def _area(look: Look, sign: Sign, words: Words) -> Area | None:
    """Fever, from the number of the scale."""
    scale = look.scales.get(ASTCT)
    limit = None if scale is None or sign is not TEMPERATURE else scale.get("fever.from_celsius")
    if scale is None or limit is None:
        return None
    name = words.t("fever from {limit} ℃ ({scale})", limit=degrees(limit.value), scale=scale.name_en)
    return Area(float(limit.value), name)


def _limit(look: Look, sign: Sign, words: Words) -> Area | None:
    """Hypotension by age, where a source gives a number."""
    scale, person = look.scales.get(ASTCT), look.registered
    if scale is None or person is None or sign is not PRESSURE:
        return None
    limit = low_below(person.birth_date, look.at.astimezone(words.zone).date(), scale)
    if limit is None:
        return None
    told = words.t("dashed: systolic below {limit:number} is hypotension at this age", limit=limit.mmhg)
    return Area(limit.mmhg, told)


def _readout(look: Look, sign: Sign, taken: Sequence[VitalsMeasured], words: Words) -> Readout:
    name = words.render(sign.name)
    if not taken:
        return Readout(name=name, unit=_unit(sign, words), when=words.t("not recorded"))
    newest = taken[-1]
    return Readout(
        name=name,
        unit=unit_words(sign, newest, words),
        value=shown(sign, newest),
        when=words.short_moment(newest.happened_at, look.at),
        old=is_old(look, "vitals", newest.happened_at, look.at),
    )


def unit_words(sign: Sign, entry: VitalsMeasured, words: Words) -> str:
    """The unit; of a temperature with the place it was taken at, since no conversion between places holds."""
    if sign is TEMPERATURE and entry.temperature_site:
        site = entry.temperature_site
        return f"{sign.unit} · {words.render(SITES[site]) if site in SITES else site}"
    return _unit(sign, words)


def _unit(sign: Sign, words: Words) -> str:
    return words.t("/min") if sign.unit == PER_MINUTE else sign.unit


def _summary(look: Look, sign: Sign, taken: Sequence[VitalsMeasured], words: Words) -> str:
    name = words.render(sign.name)
    if not taken:
        return words.t("{name}: not recorded.", name=name)
    newest = taken[-1]
    recent = [entry for entry in taken if since(entry.happened_at, look.at) <= DAY]
    known = {
        "name": name,
        "value": f"{shown(sign, newest)} {_unit(sign, words)}",
        "when": words.short_moment(newest.happened_at, look.at),
        "count": len(recent),
    }
    values = [value for entry in recent if (value := sign.value(entry)) is not None]
    if not values:
        return words.t("{name}: {value} at {when}; {count:number} values in 24 hours.", **known)
    low, high = plain(min(values)), plain(max(values))
    return words.t(
        "{name}: {value} at {when}; {count:number} values in 24 hours, from {low} to {high}.",
        low=low,
        high=high,
        **known,
    )


def _oxygen(look: Look, entries: Sequence[VitalsMeasured], words: Words) -> WordLane:
    """Device, flow and fraction whenever they change; between two checks they are as charted at the first."""
    found: list[Word] = []
    for entry in entries:
        text = oxygen_words(entry.oxygen, words)
        if not found or found[-1].text != text:
            found.append(Word(place(look, entry.happened_at), text))
    name = words.t("Oxygen")
    if not entries:
        empty = Readout(name=name, when=words.t("not recorded"))
        return WordLane(key="oxygen", readout=empty, summary=words.t("{name}: not recorded.", name=name), words=())
    newest = entries[-1]
    text, when = oxygen_words(newest.oxygen, words), words.short_moment(newest.happened_at, look.at)
    return WordLane(
        key="oxygen",
        readout=Readout(name=name, unit=text, when=when, old=is_old(look, "vitals", newest.happened_at, look.at)),
        summary=words.t("{name}: {value} at {when}.", name=name, value=text, when=when),
        words=tuple(found),
        holds=True,
    )


def last_vital(look: Look, sign: Sign) -> VitalsMeasured | None:
    """The newest entry in which this sign was measured."""
    taken = [entry for entry in look.chart.all(VitalsMeasured, look.at) if shown(sign, entry)]
    return taken[-1] if taken else None
