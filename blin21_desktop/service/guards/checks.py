"""What a check at the bedside must say: every sign or why not, numbers a body can have, and why a grade is another."""

from __future__ import annotations

import re

from blin21_desktop.domain.entries import (
    CheckMissed,
    CrsChecked,
    Entry,
    GvhdStaged,
    NeuroChecked,
    Oxygen,
    VitalsMeasured,
    WritingSampled,
)
from blin21_desktop.domain.text import say
from blin21_desktop.rules.crs import ASTCT, CTCAE, crs_grades
from blin21_desktop.rules.icans import icans
from blin21_desktop.service.guards.ranges import ICE_ITEMS
from blin21_desktop.service.guards.scene import Scene, Wrongs

SIGNS = ("consciousness", "seizure", "focal_weakness", "raised_pressure", "global_aphasia")
"""What every neurological check looks at beside the tool."""

BODY: dict[str, tuple[float, float]] = {
    "temperature_c": (25, 45),
    "systolic_mmhg": (20, 300),
    "diastolic_mmhg": (10, 200),
    "pulse_per_min": (10, 350),
    "respiration_per_min": (1, 150),
    "spo2_percent": (1, 100),
}
"""Beyond these a number is a slip of keys, whatever the child: bounds of this program, not of any source."""

_SHA256 = re.compile("[0-9a-f]{64}")

AIR_PERCENT, PURE_PERCENT = 21, 100
FLOW_HIGHEST = 120


def ill_checks(entry: Entry, scene: Scene) -> Wrongs:
    """Everything impossible about one check."""
    if isinstance(entry, VitalsMeasured):
        yield from _vitals(entry)
    if isinstance(entry, VitalsMeasured | CrsChecked):
        yield from _oxygen(entry.oxygen)
    if isinstance(entry, NeuroChecked):
        yield from _neuro(entry)
    if isinstance(entry, CrsChecked | NeuroChecked):
        yield from _acceptance(entry, scene)
    if isinstance(entry, WritingSampled):
        yield from _sample(entry)
    if isinstance(entry, CheckMissed) and entry.until is not None and entry.until <= entry.happened_at:
        yield "until", say("the return lies before the check"), say("a later time, or none")
    if isinstance(entry, GvhdStaged) and entry.system != "MAGIC" and entry.upper_gi:
        yield (
            "upper_gi",
            say("{system} has no stage of the upper gut", system=entry.system),
            say("0, with the gut staged as lower gut; or MAGIC"),
        )


def _vitals(entry: VitalsMeasured) -> Wrongs:
    for field, (low, high) in BODY.items():
        value = getattr(entry, field)
        if value is not None and not low <= value <= high:
            yield (
                field,
                say("{value:number} is no reading of a living child", value=value),
                say("a number from {low:number} to {high:number}", low=low, high=high),
            )
    upper, lower = entry.systolic_mmhg, entry.diastolic_mmhg
    if upper is not None and lower is not None and lower >= upper:
        yield (
            "diastolic_mmhg",
            say("{lower:number} is not below {upper:number}", lower=lower, upper=upper),
            say("the lower of the two pressures"),
        )
    if entry.oxygen.device == "none" and all(getattr(entry, field) is None for field in BODY):
        yield "temperature_c", say("nothing was measured"), say("at least one vital sign, or a missed check")


def _oxygen(oxygen: Oxygen) -> Wrongs:
    fraction, flow = oxygen.fio2_percent, oxygen.flow_l_per_min
    if fraction is not None and not AIR_PERCENT <= fraction <= PURE_PERCENT:
        yield (
            "oxygen.fio2_percent",
            say("{value:number} is outside its scale", value=fraction),
            say("a number from {low:number} to {high:number}", low=AIR_PERCENT, high=PURE_PERCENT),
        )
    if fraction is not None and oxygen.fio2_source is None:
        yield "oxygen.fio2_source", say("it is not said how the fraction is known"), say("measured or estimated")
    if flow is not None and not 0 < flow <= FLOW_HIGHEST:
        yield (
            "oxygen.flow_l_per_min",
            say("{value:number} is outside its scale", value=flow),
            say("a number from {low:number} to {high:number}", low=0.1, high=FLOW_HIGHEST),
        )
    if oxygen.device == "none" and (flow is not None or fraction is not None):
        yield "oxygen.device", say("a flow or fraction without a device"), say("the device, or no flow and fraction")


def _neuro(entry: NeuroChecked) -> Wrongs:
    unable = entry.unable or {}
    for sign in SIGNS:
        if getattr(entry, sign) is None and not unable.get(sign, "").strip():
            yield sign, say("it is missing"), say("what was seen, or the reason in unable")
    if getattr(entry, entry.tool) is None and not unable.get(entry.tool, "").strip():
        yield (
            entry.tool,
            say("the score of the chosen tool is missing"),
            say("the items, the other tool, or the reason in unable"),
        )
    for item in ICE_ITEMS if entry.ice is not None else ():
        if getattr(entry.ice, item) is None and not unable.get(item, "").strip():
            yield f"ice.{item}", say("it is missing"), say("the points, or the reason in unable")


def _sample(entry: WritingSampled) -> Wrongs:
    if _SHA256.fullmatch(entry.sha256) is None:
        yield "sha256", say("it is no SHA-256"), say("64 hexadecimal digits in small letters")
    for field in ("width", "height"):
        if getattr(entry, field) < 1:
            value = getattr(entry, field)
            yield field, say("{value:number} is no size of a picture", value=value), say("pixels, 1 or more")


def _acceptance(entry: CrsChecked | NeuroChecked, scene: Scene) -> Wrongs:
    """A grade that is not the one of the findings needs a reason."""
    if entry.accepted_grade is None or (entry.because or "").strip():
        return
    scales = scene.knowledge.scales
    if isinstance(entry, CrsChecked):
        graded = crs_grades(entry, scales).get(CTCAE)
        computed = None if graded is None else graded.grade
    else:
        computed = icans(entry, scales[ASTCT]).grade if ASTCT in scales else None
    if computed != entry.accepted_grade:
        found = say("no grade") if computed is None else say("grade {grade:number}", grade=computed)
        yield (
            "because",
            say("the findings give {found}, accepted is grade {grade:number}", found=found, grade=entry.accepted_grade),
            say("why the accepted grade is another"),
        )
