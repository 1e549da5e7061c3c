"""F7: one check at the bedside in one dialog, up to three entries in one batch: vital signs, CRS, neurological check.

A block that was left out is a missed check with its reason; one that was not due is left out without an entry.
"""

from __future__ import annotations

from blin21_desktop.domain.entries import CheckMissed, CrsChecked, Entry, NeuroChecked, VitalsMeasured
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms import crs, vitals
from blin21_desktop.forms.blocks import MISSED, NOT_DONE, missed, missed_part, wants_note
from blin21_desktop.forms.crs import crs_part, crs_section, read_crs
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Typed, happened
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.neuro import neuro_part, neuro_sections, read_neuro
from blin21_desktop.forms.neuro_items import SIGNS, TOOL
from blin21_desktop.forms.reader import Reader
from blin21_desktop.forms.vitals import read_vitals, vitals_part, vitals_section


def _sections(setting: Setting, typed: Typed) -> tuple[Section, ...]:
    return (
        vitals_section(setting, typed),
        crs_section(setting, typed),
        *neuro_sections(setting, typed),
        happened(say("Seen at")),
    )


def _entries(r: Reader) -> tuple[Entry, ...]:
    found: list[Entry] = []
    block = r.choice(vitals.BLOCK, "")
    if block == NOT_DONE:
        found += missed(r, vitals.BLOCK, "vitals", len(found))
    elif block:
        found.append(read_vitals(r, len(found)))
    block = r.choice(crs.BLOCK, "")
    if block == NOT_DONE:
        found += missed(r, crs.BLOCK, "crs", len(found))
    elif block:
        found.append(read_crs(r, len(found)))
    if r.choice(TOOL, ""):
        found += read_neuro(r, len(found))
    r.choice(SIGNS, "")
    r.happened()  # both are named as open also while nothing else is answered
    if not found and not r.open:
        r.open.append(say("at least one block"))
    return tuple(found)


def _part(entry: Entry) -> Text:
    if isinstance(entry, VitalsMeasured):
        return vitals_part(entry)
    if isinstance(entry, CrsChecked):
        return crs_part(entry)
    if isinstance(entry, NeuroChecked):
        return neuro_part(entry)
    assert isinstance(entry, CheckMissed)  # noqa: S101  (what the forms of this module make)
    return missed_part(entry)


def _sentence(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    return say("{at:moment}: {parts}.", at=batch[0].happened_at, parts=tuple(_part(entry) for entry in batch))


CHECK = Form(
    id="check",
    name=say("Check at the bedside"),
    title=lambda _: say("Check at the bedside"),
    sections=_sections,
    entries=_entries,
    sentence=_sentence,
    entry_count=3,
)

WHATS = (
    Option("vitals", say("vital signs")),
    Option("crs", say("CRS check")),
    Option("neuro", say("neurological check")),
    Option("lab", say("laboratory sample")),
)


def _missed_sections(_setting: Setting, typed: Typed) -> tuple[Section, ...]:
    back = Field(key="until", label=say("Back at"), ask=Ask.DATED, optional=True,
                 note=say("date and time, if it is known"))  # fmt: skip
    fields = (
        Field(key="what", label=say("What was not done"), ask=Ask.CHOICE, options=WHATS),
        Field(key="reason", label=say("Why"), ask=Ask.CHOICE, options=MISSED),
        *((back,) if typed.get("reason") == "off_ward" else ()),
    )
    side = say("the next one comes due again by the schedule")
    return (Section(title=say("Missed check"), side=side, fields=fields), happened(say("Should have been at")))


def _missed(r: Reader) -> tuple[Entry, ...]:
    reason = r.choice("reason", "asleep")
    wants_note(r, reason)
    until = r.dated("until") if r.raw("until") else None
    return (CheckMissed(**r.common(), what=r.choice("what", "vitals"), reason=reason, until=until),)


MISSED_CHECK = Form(
    id="missed",
    name=say("Missed check"),
    title=lambda _: say("Missed check"),
    sections=_missed_sections,
    entries=_missed,
    sentence=_sentence,
    needs={"until": frozenset({"until", "happened_at"})},
)
