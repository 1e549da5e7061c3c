"""One laboratory result, as it should read: what the correction of a result writes again."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from blin21_desktop.domain.entries import Entry, LabResulted
from blin21_desktop.domain.lab_source import LabSource
from blin21_desktop.domain.lab_units import certain_unit, limit_number
from blin21_desktop.domain.lab_value import read_value
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Typed, happened
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.labs import SPECIMEN, SPECIMENS, Typing, ask_back
from blin21_desktop.forms.reader import Reader

ANALYTE, VALUE, UNIT, LOWER, UPPER, STATUS = "analyte", "value", "unit", "lower_limit", "upper_limit", "status"
STATUSES = (
    Option("final", say("final")),
    Option("preliminary", say("preliminary")),
    Option("corrected", say("corrected")),
)


def _sections(setting: Setting, _typed: Typed) -> tuple[Section, ...]:
    about = setting.about
    analytes = tuple(Option(one.id, say("{name}", name=one.title)) for one in setting.knowledge.labs.analytes.values())
    if isinstance(about, LabResulted) and about.analyte not in setting.knowledge.labs.analytes:
        analytes = (*analytes, Option(about.analyte, say("{name}", name=about.analyte)))
    fields = (
        Field(key=ANALYTE, label=say("Analyte"), ask=Ask.CHOICE, options=analytes),
        Field(key=VALUE, label=say("Value")),
        Field(key=UNIT, label=say("Unit")),
        Field(key=LOWER, label=say("Lower limit"), optional=True),
        Field(key=UPPER, label=say("Upper limit"), optional=True),
        Field(key=STATUS, label=say("Status of the report"), ask=Ask.CHOICE, options=STATUSES),
        Field(key=SPECIMEN, label=say("Specimen"), ask=Ask.CHOICE, options=SPECIMENS, optional=True),
    )
    side = say("as it should read on the report")
    return (Section(title=say("Result"), side=side, fields=fields), happened(say("Collected at")))


def _entries(r: Reader) -> tuple[Entry, ...]:
    was = r.setting.about if isinstance(r.setting.about, LabResulted) else None
    table = r.setting.knowledge.labs
    name = str(r.choice(ANALYTE, next(iter(table.analytes))))
    analyte = table.analytes.get(name)
    value, unit = r.text(VALUE), r.text(UNIT)
    if VALUE in r.known and read_value(value).number is None and (was is None or value != was.value):
        r.wrong(VALUE, say("{value} is no number.", value=value))
    known = None if analyte is None else certain_unit(table, analyte, unit)
    if UNIT in r.known and known is None and (was is None or unit != was.unit):
        units = "" if analyte is None else ", ".join(analyte.units)
        r.wrong(UNIT, say("The unit {unit} is not known for {what}; known are {units}.", unit=unit,
                          what=name if analyte is None else analyte.title, units=units))  # fmt: skip
    lower = _limit(r, LOWER, None if was is None else was.lower_limit)
    upper = _limit(r, UPPER, None if was is None else was.upper_limit)
    status: Literal["preliminary", "final", "corrected"] = r.choice(STATUS, "final")
    made = LabResulted(
        **r.common(), analyte=name, value=value, unit=unit, lower_limit=lower, upper_limit=upper, status=status,
        specimen=r.choice(SPECIMEN, "") or (None if was is None else was.specimen), source=_source(was),
    )  # fmt: skip
    if analyte is not None and {VALUE, UNIT} <= r.known and known is not None:
        ask_back(r, VALUE, Typing(analyte, value, known, lower, upper), besides="" if was is None else was.id)
    return (made,)


def _limit(r: Reader, key: str, was: str | None) -> str | None:
    """A limit as typed; one that cannot be read is wrong unless it stood there already."""
    text = r.maybe_text(key)
    if text is not None and text != was and limit_number(text, "") is None:
        r.wrong(key, say("A limit is one number, such as 42."))
    return text


def _source(was: LabResulted | None) -> dict[str, object]:
    """Which sample and order it is of stays; the file does not say this any more, a person does."""
    source = LabSource() if was is None else LabSource.of(was.source)
    return replace(
        source, file="", sha256="", mapping="", unit_as_received="", flags=(), complete="", entered_by_hand=True
    ).as_written()


def _sentence(batch: tuple[Entry, ...], setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, LabResulted)  # noqa: S101  (what `_entries` made)
    known = setting.knowledge.labs.analytes.get(entry.analyte)
    what = entry.analyte if known is None else known.title
    result = say("{what} {value} {unit}", what=what, value=entry.value, unit=entry.unit)
    return say("Collected {at:moment}: {results}.", at=entry.happened_at, results=[result])


LAB_RESULT = Form(
    id="lab_result",
    name=say("Laboratory result"),
    title=lambda _: say("Laboratory result"),
    sections=_sections,
    entries=_entries,
    sentence=_sentence,
)
