"""Results of the laboratory from paper or by phone: one line an analyte, as it stands on the report."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from blin21_desktop.domain.entries import Entry, LabResulted
from blin21_desktop.domain.lab_source import LabSource
from blin21_desktop.domain.lab_table import Analyte, LabTable
from blin21_desktop.domain.lab_units import certain_unit, folded_name, limit_number
from blin21_desktop.domain.lab_value import read_value
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.plausibility import Series, plausibility
from blin21_desktop.feeds.reading import Reading
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Typed
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.lab_reported import LabResult, reported

PANEL = (
    "leukocytes", "neutrophils", "lymphocytes", "platelets", "haemoglobin", "ast", "alt", "bilirubin_total",
    "creatinine", "crp",
)  # fmt: skip
"""Asked one by one; everything else goes into the lines below."""
MORE, FROM, SPECIMEN, AT = "more", "from", "specimen", "happened_at"
MOST = 30
"""Results of one report; a longer one is written in two."""
SOURCES = (Option("paper", say("paper")), Option("phone", say("phone")))
SPECIMENS = (
    Option("whole blood", say("whole blood")),
    Option("serum", say("serum")),
    Option("plasma", say("plasma")),
    Option("CSF", say("cerebrospinal fluid")),
)
_LINE = re.compile(
    r"(?P<value>[<>]?\s*[^\s()]+(?:\s*[-~]\s*[0-9.]+)?)\s*(?P<unit>[^()]*?)\s*(?:\((?P<limits>[^()]*)\))?"
)
_LIMITS = re.compile(r"(?P<low>[0-9.]*)\s*[-~]\s*(?P<high>[0-9.]*)")


@dataclass(frozen=True, slots=True)
class Typing:
    """One result as it was understood."""

    analyte: Analyte
    value: str
    unit: str
    lower: str | None
    upper: str | None

    @property
    def says(self) -> Text:
        """How it was understood."""
        what = say("{value} {unit}", value=self.value, unit=self.unit)
        if self.lower is None and self.upper is None:
            return what
        return say("{value} {unit}, limits {low} to {high}", value=self.value, unit=self.unit,
                   low=self.lower or "-", high=self.upper or "-")  # fmt: skip


def understood(text: str, analyte: Analyte, table: LabTable) -> Typing | Text:
    """`3.2`, `3200 /μL` or `31 U/L (10-42)`, or what is wrong. Without a unit it is the one beside the field."""
    found = _LINE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return say("Write the value, then its unit if it is another, then the limits in brackets: 31 U/L (10-42).")
    if read_value(found["value"]).number is None:
        return say("{value} is no number.", value=found["value"])
    unit = certain_unit(table, analyte, found["unit"]) if found["unit"] else analyte.shown or analyte.unit
    if unit is None:
        return say("The unit {unit} is not known for {what}; known are {units}.", unit=found["unit"],
                   what=analyte.title, units=", ".join(analyte.units))  # fmt: skip
    limits = _LIMITS.fullmatch(found["limits"].strip()) if found["limits"] else None
    low, high = ("", "") if limits is None else (limits["low"], limits["high"])
    wrong = found["limits"] is not None and not (low or high)
    if wrong or any(text and limit_number(text, "") is None for text in (low, high)):
        return say("Limits are two numbers, such as (10-42), or one: (-42).")
    return Typing(analyte, found["value"], unit, low or None, high or None)


def named(line: str, table: LabTable) -> tuple[Analyte, str] | None:
    """The analyte that a line begins with, by its longest name or its id, and the rest of the line."""
    words = line.split()
    for count in range(len(words) - 1, 0, -1):
        name = folded_name(" ".join(words[:count]))
        for analyte in table.analytes.values():
            if name == analyte.id or name in analyte.names:
                return analyte, " ".join(words[count:])
    return None


def _sections(setting: Setting, _typed: Typed) -> tuple[Section, ...]:
    table = setting.knowledge.labs
    analytes = [table.analytes[one] for one in PANEL if one in table.analytes]
    asked = tuple(
        Field(key=one.id, label=say("{name} ({unit})", name=one.title, unit=one.shown or one.unit), optional=True)
        for one in analytes
    )  # fmt: skip
    first = (
        Field(key=AT, label=say("Collected at"), ask=Ask.MOMENT),
        Field(key=FROM, label=say("Read from"), ask=Ask.CHOICE, options=SOURCES),
        Field(key=SPECIMEN, label=say("Specimen"), ask=Ask.CHOICE, options=SPECIMENS, optional=True),
        Field(key="note", label=say("Note"), ask=Ask.LONG, optional=True),
    )
    more = Field(key=MORE, label=say("Other results"), ask=Ask.LONG, optional=True,
                 note=say("one a line: ferritin 1200 ng/mL (20-250)"))  # fmt: skip
    side = say("as on the report: 31 U/L (10-42)")
    return (
        Section(title=say("Report"), fields=first),
        Section(title=say("Results"), side=side, fields=(*asked, more), right=True),
    )


def _read(r: Reader) -> Iterator[tuple[str, Typing]]:
    """Every result with the key of its field; what cannot be read is said there."""
    table = r.setting.knowledge.labs
    for key in PANEL:
        text = r.raw(key)
        if text:
            yield from _one(r, key, understood(text, table.analytes[key], table))
    for line in filter(str.strip, r.raw(MORE).splitlines()):
        found = named(line, table)
        if found is None:
            r.wrong(MORE, say("{line}: no analyte has this name.", line=line.strip()))
        else:
            yield from _one(r, MORE, understood(found[1], found[0], table))


def _one(r: Reader, key: str, found: Typing | Text) -> Iterator[tuple[str, Typing]]:
    if isinstance(found, Text):
        r.wrong(key, found)
        return
    r.known.add(key)
    if key != MORE:
        r.echoes[key] = found.says
    yield key, found


def _entries(r: Reader) -> tuple[Entry, ...]:
    r.because = r.choice(FROM, "paper")
    specimen = r.choice(SPECIMEN, "") or None
    found = list(_read(r))
    if not found:
        r.happened()
        r.open.append(say("at least one result"))
    if len(found) > MOST:
        r.wrong(MORE, say("More than {most:number} results: write the rest in a second form.", most=MOST))
    source = LabSource(entered_by_hand=True).as_written()
    made: list[Entry] = []
    for place, (key, one) in enumerate(found[:MOST]):
        made.append(LabResulted(
            **r.common(place), analyte=one.analyte.id, value=one.value, unit=one.unit, lower_limit=one.lower,
            upper_limit=one.upper, specimen=specimen, status="final", source=source,
        ))  # fmt: skip
        ask_back(r, key, one, place)
    return tuple(made)


def ask_back(r: Reader, key: str, one: Typing, place: int = 0, *, besides: str = "") -> None:
    """What the gates of an import would ask as well: a slip of the unit, and a result that is there already.

    `besides`: the id of an entry that does not count, since it is being corrected.
    """
    look, table = r.setting.look, r.setting.knowledge.labs
    at = r.happened()
    found: tuple[LabResult, ...] = () if look is None else reported(look.chart, r.setting.now, table, one.analyte.id)
    there = tuple(each for each in found if besides not in {version.id for version in each.versions})
    for same in (result.entry for result in there if result.entry.happened_at == at):
        r.doubt(key, say("{value} {unit} of the same time is filed already", value=same.value, unit=same.unit),
                say("one result of one sample"), place)  # fmt: skip
    reading = Reading(analyte=one.analyte, value=read_value(one.value), unit=one.unit, lower_limit=one.lower,
                      upper_limit=one.upper)  # fmt: skip
    for doubt in plausibility(reading, Series(there, one.analyte.id, "").beside(at), table).doubts:
        remedy = say("the unit of the report") if doubt.proposed is None else say("perhaps {unit}", unit=doubt.proposed)
        r.doubt(key, doubt.says, remedy, place)


def _sentence(batch: tuple[Entry, ...], setting: Setting) -> Text:
    table = setting.knowledge.labs
    results = [
        say("{what} {value} {unit}", what=table.analytes[one.analyte].title, value=one.value, unit=one.unit)
        for one in batch
        if isinstance(one, LabResulted)
    ]
    return say("Collected {at:moment}: {results}.", at=batch[0].happened_at, results=results)


LABS = Form(
    id="labs",
    name=say("Laboratory results"),
    title=lambda _: say("Results from paper or phone"),
    sections=_sections,
    entries=_entries,
    sentence=_sentence,
    entry_count=MOST,
)
