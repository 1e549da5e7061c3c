"""The mapping gate: which analyte, unit and method a received result is. Source: lab feeds note 1.4.

Code, name, specimen and unit must all agree with the table of analytes; codes are used wrongly in the wild, and none
was checked against a release of LOINC. Whatever does not agree is a doubt, in words, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blin21_desktop.domain.lab_source import LabSource
from blin21_desktop.domain.lab_table import Analyte, LabTable, OwnCode, UnitReading
from blin21_desktop.domain.lab_units import folded_name, folded_unit, read_unit
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.csv_mapping import OWN_SYSTEM
from blin21_desktop.feeds.received import Code, Received, Specimen
from blin21_desktop.rules.lab_reported import JLAC10_LENGTH, method_of

NOT_STANDARDISED = "99999999999999999"
"""What Japan's information-sharing service sends in place of a code (lab feeds 1.5): no code."""

UNKNOWN = UnitReading(unit=None, certainty="unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """What a received result is by the table. Without `doubts` it may be filed; with any, a person decides.

    `analyte`: what the codes say, None when they say nothing or two things; `proposed` are then the analytes that the
    name may mean. `code`: the coding it was read from. `unit`: certain, or only proposed to a person.
    """

    analyte: Analyte | None
    unit: UnitReading = UNKNOWN
    method: str = ""
    code: Code | None = None
    doubts: tuple[Text, ...] = ()
    proposed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """A coding that the table knows: by a standard code, or by the site's own."""

    code: Code
    analyte: Analyte
    own: OwnCode | None = None


def map_result(received: Received, table: LabTable) -> Mapped:
    """Find analyte, unit and method of a result, and everything that keeps them from being sure."""
    known = [found for code in received.codes if (found := _known(code, table)) is not None]
    meant = {found.analyte.id for found in known}
    if len(meant) != 1:
        return _unmapped(received, table, sorted(meant))
    analyte = known[0].analyte
    unit = _unit(received, known, table)
    doubts: list[Text] = []
    for doubt in (
        *_names(received.codes, known),
        *_specimens(received.specimen, known, table),
        *_units(received, analyte, unit, known, table),
    ):
        if doubt not in doubts:
            doubts.append(doubt)
    return Mapped(analyte=analyte, unit=unit, method=_method(known), code=known[0].code, doubts=tuple(doubts))


def _known(code: Code, table: LabTable) -> _Known | None:
    if code.code == NOT_STANDARDISED or not code.code:
        return None
    if code.system == OWN_SYSTEM:
        return _Known(code, table.analytes[code.code]) if code.code in table.analytes else None
    own = table.own.get((code.system, code.code))
    if own is not None:
        return _Known(code, table.analytes[own.analyte], own)
    claims = {code.code} if code.system == "loinc" else _jlac10(code.code) if code.system == "jlac10" else set()
    for analyte in table.analytes.values():
        if claims & {*(analyte.loinc if code.system == "loinc" else analyte.jlac10)}:
            return _Known(code, analyte)
    return None


def _jlac10(code: str) -> set[str]:
    """A JLAC10 code as the table writes it: five characters, alone or with the two digits of the result."""
    return {code[:5], f"{code[:5]}/{code[15:]}"} if len(code) == JLAC10_LENGTH else set()


def _unmapped(received: Received, table: LabTable, meant: Sequence[str]) -> Mapped:
    """No code of the table, or codes of several analytes: the name only proposes."""
    if meant:
        titles = tuple(table.analytes[name].title for name in meant)
        return Mapped(
            analyte=None, doubts=(say("the codes say different things: {what}", what=titles),), proposed=(*meant,)
        )
    names = {folded_name(code.name) for code in received.codes if code.name}
    named = [analyte for analyte in table.analytes.values() if names & {*analyte.names}]
    fitting = [analyte for analyte in named if read_unit(table, analyte, received.unit).unit is not None]
    proposed = tuple(analyte.id for analyte in fitting or named)
    codes = tuple(code.code for code in received.codes if code.code and code.code != NOT_STANDARDISED)
    why = say("no code of the table: {codes}", codes=codes) if codes else say("no code was sent")
    return Mapped(analyte=None, doubts=(why,), proposed=proposed)


def _names(codes: Sequence[Code], known: Sequence[_Known]) -> Iterator[Text]:
    """Every name sent must be one of the analyte's; a site's own code has its own name, or needs none.

    An id of this program was chosen by a person for that very name, or written by them: names then tell no more.
    """
    if any(found.code.system == OWN_SYSTEM for found in known):
        return
    analyte, own = known[0].analyte, {found.code: found.own for found in known if found.own is not None}
    named = [code for code in codes if code.name.strip()]
    for code in named:
        mine = own.get(code)
        agrees = {*analyte.names} if mine is None else {folded_name(mine.name or code.name)}
        if folded_name(code.name) not in agrees:
            yield say("the code {code} means {what}, the name says {name}",
                      code=known[0].code.code, what=analyte.title, name=code.name)  # fmt: skip
    if not named and not any(not mine.name for mine in own.values()):
        yield say("the code {code} came without a name", code=known[0].code.code)


def _specimens(specimen: Specimen, known: Sequence[_Known], table: LabTable) -> Iterator[Text]:
    """Whatever is said of the specimen must be one that the analyte is measured in."""
    analyte, own = known[0].analyte, [found.own for found in known if found.own is not None]
    allowed = {one.specimen for one in own if one.specimen}
    words = [word for word in (specimen.code, specimen.name) if word.strip()]
    classes = [(word, table.specimens.get(folded_name(word), ())) for word in words]
    if words and not any(found for _, found in classes):
        yield say("the specimen {specimen} is not known", specimen=words[-1])
    by_code = [found.code.code[9:12] for found in known if found.own is None and found.code.system == "jlac10"]
    said = [*((word, found) for word, found in classes if found), *((each, (each,)) for each in by_code)]
    if not words and not allowed and len(own) == len(known):
        yield say("no specimen was sent, and the code {code} does not tell it", code=known[0].code.code)
    wrong = {kinds: word for word, kinds in said if not {*kinds} & (allowed or {*analyte.specimens})}
    for word in wrong.values():
        yield say("{what} is not measured in the specimen {specimen}", what=analyte.title, specimen=word)


def _unit(received: Received, known: Sequence[_Known], table: LabTable) -> UnitReading:
    """The unit by the table, else by what the site decided for its own code."""
    reading = read_unit(table, known[0].analyte, _spelt(received))
    for found in known:
        decided = None if found.own is None else found.own.units.get(folded_unit(_spelt(received)))
        if decided is not None and reading.certainty != "certain":
            return UnitReading(unit=decided, certainty="certain")
    return reading


def _spelt(received: Received) -> str:
    return received.unit if received.unit.strip() else received.unit_also


def _units(
    received: Received, analyte: Analyte, reading: UnitReading, known: Sequence[_Known], table: LabTable
) -> Iterator[Text]:
    """The unit must be certain, mean the same where it is said twice, and be of the kind that the code measures."""
    spelt = _spelt(received)
    if reading.unit is None:
        yield say("the unit {unit} is not known for {what}", unit=spelt, what=analyte.title)
        return
    if reading.certainty == "proposed" and not spelt.strip():
        yield say("no unit was sent; perhaps {proposed}", proposed=reading.unit)
    elif reading.certainty == "proposed":
        yield say("the unit {unit} is not certain; perhaps {proposed}", unit=spelt, proposed=reading.unit)
    if received.unit_also.strip():
        also = read_unit(table, analyte, received.unit_also).unit
        if also is None or analyte.units[also] != analyte.units[reading.unit]:
            yield say("the unit is said twice and not the same: {unit}, {also}", unit=spelt, also=received.unit_also)
    for found in known:
        if found.code.system == "loinc" and (found.code.code in analyte.molar) is not ("mol" in reading.unit):
            yield say("the code {code} and the unit {unit} do not measure the same", code=found.code.code, unit=spelt)


def _method(known: Sequence[_Known]) -> str:
    """The method that any of the codings tells."""
    told = (
        found.own.method if found.own is not None else method_of(found.analyte, LabSource(code=found.code.code))
        for found in known
    )
    return next((method for method in told if method), "")
