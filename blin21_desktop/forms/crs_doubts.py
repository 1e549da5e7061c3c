"""Vital signs that do not go with the answers of a CRS check: refused beside "all normal", else asked about."""

from __future__ import annotations

from blin21_desktop.domain.entries import CrsChecked
from blin21_desktop.domain.text import say
from blin21_desktop.forms.oxygen import DEVICE, oxygen_part
from blin21_desktop.forms.reader import Reader
from blin21_desktop.forms.vitals import Seen, low_pressure, low_spo2, seen

PRESSURE = "hypotension"


def ask_about_low_values(r: Reader, entry: CrsChecked, place: int) -> None:
    """No hypotension beside a low pressure, and no oxygen beside a low SpO2, are asked about."""
    _ask_about_pressure(r, entry, place)
    _ask_about_spo2(r, entry, place)


def _ask_about_pressure(r: Reader, entry: CrsChecked, place: int) -> None:
    """No hypotension beside a pressure that is low for the age is asked about."""
    value, limit = seen(r.typed).systolic, low_pressure(r.setting)
    if value is None or limit is None or value >= limit.mmhg or entry.hypotension != "none" or PRESSURE not in r.known:
        return
    r.doubt(
        PRESSURE,
        say("systolic {value:number} mmHg is low for {age}: below {limit:number}",
            value=value, age=limit.age, limit=limit.mmhg),
        say("measure again; answer what was done for it, or explain why it is right for this child"),
        place,
    )  # fmt: skip


def _ask_about_spo2(r: Reader, entry: CrsChecked, place: int) -> None:
    """No oxygen beside an SpO2 that is low is asked about: no scale grades it, and it is not nothing."""
    value, limit = seen(r.typed).spo2, low_spo2(r.setting)
    if value is None or limit is None or value >= limit.value or entry.oxygen.device != "none" or DEVICE not in r.known:
        return
    r.doubt(
        DEVICE,
        say("SpO2 {value:number} % is low: below {limit:number}, and no oxygen is charted",
            value=value, limit=limit.value),
        say("measure again; answer what oxygen is given, or explain why it is right for this child"),
        place,
    )  # fmt: skip


def contradict(r: Reader, block: str, entry: CrsChecked, known: Seen) -> None:
    """All normal cannot be said beside a fever, oxygen, a low SpO2 or a pressure that is low for the age."""
    limit = low_pressure(r.setting)
    low = known.systolic is not None and limit is not None and known.systolic < limit.mmhg
    limit_spo2 = low_spo2(r.setting)
    short = known.spo2 is not None and limit_spo2 is not None and known.spo2 < limit_spo2.value
    against = (
        *((say("fever"),) if entry.fever != "no" else ()),
        *((oxygen_part(entry.oxygen),) if entry.oxygen.device != "none" else ()),
        *((say("systolic {value:number} mmHg", value=known.systolic),) if low else ()),
        *((say("SpO2 {value:number} %", value=known.spo2),) if short else ()),
    )
    if against:
        r.wrong(block, say("Not all normal: {against}. Answer item by item.", against=against))
