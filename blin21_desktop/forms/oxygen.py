"""Oxygen as it stands at the bed: device, flow and inspired fraction, never one worked out from another."""

from __future__ import annotations

from blin21_desktop.domain.entries import Oxygen
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Option, Typed
from blin21_desktop.forms.reader import Reader

DEVICES = (
    Option("none", say("none")),
    Option("nasal_cannula", say("nasal cannula")),
    Option("high_flow_nasal", say("high-flow nasal")),
    Option("mask", say("mask")),
    Option("non_rebreather", say("non-rebreather")),
    Option("venturi", say("Venturi mask")),
    Option("blow_by", say("blow-by")),
    Option("cpap", say("CPAP")),
    Option("bipap", say("BiPAP")),
    Option("ventilator", say("ventilator")),
)
SOURCES = (
    Option("measured", say("measured")),
    Option("estimated", say("estimated")),
    Option("unknown", say("not known")),
)
NASAL = ("nasal_cannula", "high_flow_nasal")
DEVICE, FLOW, SOURCE, FRACTION = (
    f"oxygen.{name}" for name in ("device", "flow_l_per_min", "fio2_source", "fio2_percent")
)


def oxygen_fields(typed: Typed) -> tuple[Field, ...]:
    """The device; flow and fraction once there is one."""
    device = Field(key=DEVICE, label=say("Oxygen"), ask=Ask.CHOICE, options=DEVICES, fades=True)
    chosen = typed.get(DEVICE, "")
    if chosen in ("", "none"):
        return (device,)
    flow = Field(
        key=FLOW, label=say("Flow"), ask=Ask.NUMBER, unit=say("L/min"), optional=chosen not in NASAL, fades=True
    )
    source = Field(key=SOURCE, label=say("FiO2"), ask=Ask.CHOICE, options=SOURCES, fades=True,
                   note=say("never worked out from the flow; without it CTCAE gives no grade"))  # fmt: skip
    if typed.get(SOURCE) not in ("measured", "estimated"):
        return (device, flow, source)
    return (
        device,
        flow,
        source,
        Field(key=FRACTION, label=say("FiO2 value"), ask=Ask.NUMBER, unit=say("%"), fades=True),
    )


def read_oxygen(r: Reader) -> Oxygen:
    """Device, flow (L/min) and fraction (%) as typed."""
    device = r.choice(DEVICE, "none")
    if device == "none":
        return Oxygen(device="none")
    flow, source = r.maybe_number(FLOW) if device not in NASAL else r.number(FLOW), r.choice(SOURCE, "unknown")
    if source == "unknown":
        return Oxygen(device=device, flow_l_per_min=flow)
    fraction = r.number(FRACTION)
    if FRACTION in r.known and 0 < fraction <= 1:
        r.wrong(
            FRACTION,
            say("FiO2 is written in percent: {percent:number}, not {value:number}.",
                percent=fraction * 100, value=fraction),
            f"{fraction * 100:g}",
        )  # fmt: skip
        fraction = 100 * fraction
    return Oxygen(device=device, flow_l_per_min=flow, fio2_percent=fraction, fio2_source=source)


def oxygen_part(oxygen: Oxygen) -> Text:
    """The oxygen in the sentence of what will be written."""
    device = next(option.label for option in DEVICES if option.code == oxygen.device)
    says = say("oxygen: {device}", device=device)
    if oxygen.flow_l_per_min is not None:
        says = say("{oxygen} {flow:number} L/min", oxygen=says, flow=oxygen.flow_l_per_min)
    if oxygen.fio2_percent is not None:
        says = say("{oxygen} FiO2 {fraction:number} %", oxygen=says, fraction=oxygen.fio2_percent)
    return says
