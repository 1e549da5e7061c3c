"""What start, bag change and resume ask about the bag, the pump and the line, and what must agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from blin21_desktop.domain.entries import Bag, LineChecks
from blin21_desktop.domain.moments import HOUR
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, yes_no
from blin21_desktop.forms.reader import Reader
from blin21_desktop.forms.typed import same_code
from blin21_desktop.rules.bag import volume_question
from blin21_desktop.service.guards.ranges import BAG_HOURS

DOSE = Field(
    key="dose_micrograms_per_day",
    label=say("Dose"),
    ask=Ask.NUMBER,
    unit=say("microgram/day"),
    note=say("as on the bag"),
)

_BAG_KEYS = frozenset({"bag.hours", "bag.volume_ml", "bag.rate_ml_per_h"})

NEEDS = {
    "rate_ml_per_h": _BAG_KEYS | {"rate_ml_per_h"},
    "bag.volume_ml": _BAG_KEYS,
    "bag.rate_ml_per_h": _BAG_KEYS,
    "dose_micrograms_per_day": frozenset({"dose_micrograms_per_day", "happened_at"}),
    "bag.dose_micrograms_per_day": frozenset({"dose_micrograms_per_day"}),
    "bag.use_before": frozenset({"bag.use_before", "happened_at"}),
    "kind": frozenset({"happened_at"}),
    "course": frozenset({"course"}),
    "not_flushed": frozenset({"not_flushed"}),
}
"""See `form.Form.needs`: an objection is said as soon as all that it speaks of is there."""


def rates(setting: Setting) -> tuple[tuple[int, float], ...]:
    """Hours of a bag with its rate (mL/h) by the patient's own label; none when not configured."""
    label = None if setting.look is None else setting.look.label
    table = None if label is None else label.get("bag.rate_ml_per_h")
    return () if table is None else tuple((int(hours), float(rate)) for hours, rate in table.value.items())


def _likely(setting: Setting) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{rate:g}" for _, rate in rates(setting)))


def _judged(setting: Setting) -> Text | None:
    """Which country's label judges the rate: said beside it, so that the wrong one is noticed."""
    label = None if setting.look is None else setting.look.label
    return None if label is None else say("judged by: {country} ({id})", country=label.country, id=label.id)


def bag_section(setting: Setting) -> Section:
    """The bag as its pharmacy label reads."""
    hours = tuple(hours for hours, _ in rates(setting)) or BAG_HOURS
    return Section(
        title=say("New bag"),
        side=say("as the pharmacy label reads"),
        fields=(
            Field(key="bag.patient", label=say("Patient on the bag"), ask=Ask.SCAN, note=say("ID or study number")),
            Field(key="bag.label", label=say("Number of the bag"), ask=Ask.SCAN),
            DOSE,
            Field(
                key="bag.hours",
                label=say("Bag lasts"),
                ask=Ask.CHOICE,
                options=tuple(Option(str(h), say("{hours:hours}", hours=h)) for h in hours),
            ),
            Field(key="bag.volume_ml", label=say("Volume to give"), ask=Ask.NUMBER, unit=say("mL")),
            Field(
                key="bag.rate_ml_per_h",
                label=say("Rate on the label"),
                ask=Ask.NUMBER,
                unit=say("mL/hr"),
                note=_judged(setting),
            ),
            Field(key="bag.use_before", label=say("Use before"), ask=Ask.DATED),
        ),
    )


def pump_section(setting: Setting, *more: Field) -> Section:
    """What the pump shows."""
    shown = Field(
        key="rate_ml_per_h",
        label=say("Pump shows"),
        ask=Ask.NUMBER,
        unit=say("mL/hr"),
        likely=_likely(setting),
        note=_judged(setting),
    )
    return Section(title=say("Pump"), side=say("read it from the pump, now"), fields=(*more, shown))


LINE = Section(
    title=say("Line and pump"),
    side=say("answer each one"),
    fields=(
        yes_no("not_flushed", say("Line NOT flushed"), say("A flush is an overdose.")),
        yes_no("filter_in_place", say("Filter in place")),
        yes_no("pump_locked", say("Pump locked")),
        yes_no("clamps_open", say("Clamps open")),
    ),
)


def read_bag(r: Reader) -> Bag:
    """The new bag; its patient is this one when the label carries the hospital ID or the study number."""
    look = r.setting.look
    person = None if look is None else look.registered
    on_bag = r.code("bag.patient")
    mine = (r.setting.patient, *(() if person is None else (person.hospital_id,)))
    if "bag.patient" not in r.known or any(same_code(on_bag, one) for one in mine):
        on_bag = r.setting.patient
    hours = r.choice("bag.hours", str(BAG_HOURS[0]))
    return Bag(
        label=r.code("bag.label"),
        patient=on_bag,
        dose_micrograms_per_day=r.number("dose_micrograms_per_day"),
        hours=int(hours),
        volume_ml=r.number("bag.volume_ml"),
        rate_ml_per_h=r.number("bag.rate_ml_per_h"),
        use_before=r.dated("bag.use_before"),
    )


def read_line(r: Reader) -> LineChecks:
    """The four checks of the line. A flushed line is asked about at once."""
    checks = LineChecks(
        not_flushed=r.yes("not_flushed"),
        filter_in_place=r.yes("filter_in_place"),
        pump_locked=r.yes("pump_locked"),
        clamps_open=r.yes("clamps_open"),
    )
    if not checks.not_flushed:
        r.doubt("not_flushed", say("the line was flushed: that gives drug at once"), say("call the physician now"))
    for key, says in (
        ("filter_in_place", say("there is no filter in the line")),
        ("pump_locked", say("the pump is not locked")),
        ("clamps_open", say("a clamp is closed: no drug flows")),
    ):
        if not getattr(checks, key):
            r.doubt(key, says, say("put it right first, then answer again"))
    return checks


def effect_of_rate(r: Reader, bag: Bag, rate_ml_per_h: float) -> None:
    """Says what would be given if the pump ran like this, where rate, hours and volume do not agree."""
    label = None if r.setting.look is None else r.setting.look.label
    typed = {"rate_ml_per_h", "bag.hours", "bag.volume_ml"} <= r.known
    if label is None or not typed or not rate_ml_per_h:
        return
    if volume_question(replace(bag, rate_ml_per_h=rate_ml_per_h), label) is None:
        return
    empty: timedelta = bag.volume_ml / rate_ml_per_h * HOUR
    r.effects.append(
        say(
            "{rate:rate} empties {volume:ml} in {empty:clock_length}; the bag is for {hours:hours}.",
            rate=rate_ml_per_h,
            volume=bag.volume_ml,
            empty=empty,
            hours=bag.hours,
        )
    )
    if "dose_micrograms_per_day" in r.known:
        factor = rate_ml_per_h * bag.hours / bag.volume_ml
        r.effects.append(
            say(
                "If it runs like this: {dose:dose_full} instead of {wanted:dose_full}.",
                dose=bag.dose_micrograms_per_day * factor,
                wanted=bag.dose_micrograms_per_day,
            )
        )
