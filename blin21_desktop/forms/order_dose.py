"""What the label says beside an ordered dose: shown before it is typed, asked about when the order is another one."""

from __future__ import annotations

from blin21_desktop.domain.entries import DoseOrdered
from blin21_desktop.domain.moments import differs
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Setting
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.label_dose import dose_of_level
from blin21_desktop.rules.situation import Situation


def label_doses(setting: Setting) -> tuple[float | None, float | None]:
    """The label's low and full dose (microgram/day) for the weight in force; None where it cannot be told."""
    look = setting.look
    if look is None:
        return None, None
    situation = Situation.of(look.chart, look.at, setting.knowledge)
    if situation is None:
        return None, None
    low, _ = dose_of_level(situation, "low", Consulted())
    full, _ = dose_of_level(situation, "full", Consulted())
    return low, full


def dose_note(setting: Setting) -> Text:
    """What the patient's own label gives for the weight in force."""
    low, full = label_doses(setting)
    if low is None or full is None:
        return say("The label's dose cannot be told: weight or height is missing, or it is not configured.")
    return say("label, for the weight in force: low {low:dose_full}, full {full:dose_full}", low=low, full=full)


def ask_about_dose(r: Reader, entry: DoseOrdered) -> None:
    """Doubts about an order: neither of the label's doses, or for another weight than the one in force."""
    look = r.setting.look
    if look is None or look.protocol is None:
        return
    tolerance = look.protocol.get("program.dose_tolerance")
    doses = [dose for dose in label_doses(r.setting) if dose is not None]
    if tolerance is not None and doses:
        share, ordered = str(tolerance.value), entry.dose_micrograms_per_day
        if all(differs(ordered, dose, by_more_than=share) for dose in doses):
            r.doubt(
                "dose_micrograms_per_day",
                say("{dose:dose_full} is neither the low nor the full dose of the label", dose=ordered),
                say("read the order again, look for the point; ask the physician"),
            )
    if look.weight is not None and entry.weight_kg != look.weight.weight_kg:
        r.doubt(
            "weight_kg",
            say("the weight in force is {weight:kg}", weight=look.weight.weight_kg),
            say("chart the new weight first, or ask the physician which weight the order is for"),
        )
