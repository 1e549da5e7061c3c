"""A faulty file of analytes or units is refused with every fault named."""

from __future__ import annotations

import pytest

from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import KnowledgeFaults, load
from tests.rules.looking import FILES

U, A = "labs/units.toml", "labs/analytes.toml"
TOP = """name_en = "X"
name_ja = "X"
edition = "1"
source = "S3"
section = "all"
checked_on = 2026-11-27
certainty = "compendium"
"""
CITES = 'source = "S3"\nsection = "s"\nchecked_on = 2026-11-27\ncertainty = "compendium"\n'
UNITS = (
    'id = "units"\n' + TOP + '[certain]\n"g/dL" = ["gm/dL"]\n[proposed]\n"g/dL" = ["g"]\n'
    '[conversions.iron]\nto = "g/dL"\nfactors = { "g/dL" = "1", "g/L" = "0.1", "mol/L" = "1/17.1" }\n' + CITES
)
ANALYTES = (
    'id = "analytes"\n' + TOP + '[specimens]\n"019" = ["blood"]\n[analytes.iron]\nname_en = "Iron"\nname_ja = "鉄"\n'
    'short = "Fe"\nconversion = "iron"\nnames = ["Fe", "Iron"]\nspecimens = ["019"]\njlac10 = ["9X001"]\n'
    'loinc = ["1-1", "2-2"]\nmolar = ["2-2"]\nlog_axis = true\nshown = "g/L"\nsent_in = ["g/L"]\n'
    'methods = { "1" = "m" }\n' + CITES
)
SECOND = ANALYTES.partition("[analytes.iron]")[2]


def read(units: str = UNITS, analytes: str = ANALYTES) -> Knowledge:
    return load({**FILES, U: units, A: analytes})


def faults(units: str = UNITS, analytes: str = ANALYTES) -> list[str]:
    with pytest.raises(KnowledgeFaults) as caught:
        read(units, analytes)
    return list(caught.value.faults)


def test_sound_files_are_read() -> None:
    iron = read().labs.analytes["iron"]
    assert (iron.unit, iron.shown, iron.log_axis, iron.methods) == ("g/dL", "g/L", True, {"1": "m"})
    assert (iron.names, iron.loinc) == (("fe", "iron"), ("1-1", "2-2"))
    assert iron.molar == {"2-2"}
    assert iron.sent_in == ("g/L",)


def test_without_the_files_there_is_no_analyte() -> None:
    bare = load({name: text for name, text in FILES.items() if name not in (U, A)}).labs
    assert (bare.analytes, bare.spellings, bare.parameters) == ({}, {}, {})
    alone = {name: text for name, text in FILES.items() if name != A}
    assert load(alone).labs.analytes == {}


def test_an_unknown_file_beside_them_is_a_fault() -> None:
    with pytest.raises(KnowledgeFaults, match=r"labs/more.toml: not a knowledge file"):
        load({**FILES, "labs/more.toml": ""})


SAYS = "needs to and factors, may have hard_low and hard_high, and cites its source; nothing else"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"units"', '"unit"', 'id must be "units", the name of the file'),
        ('id = "units"\n', 'id = "units"\nmore = 1\n', "more: unknown key"),
        ('"S3"\nsection = "all"', '"S33"\nsection = "all"', "the file: source S33 is not in sources.toml"),
        ('2026-11-27\ncertainty = "compendium"\n[certain]', '"x"\ncertainty = "compendium"\n[certain]',
         "the file: checked_on must be a date"),
        ('to = "g/dL"\n', "", f"conversions iron: {SAYS}"),
        ('to = "g/dL"\n', 'to = "g/dL"\nmore = 1\n', f"conversions iron: {SAYS}"),
        ('source = "S3"\nsection = "s"', 'source = "S33"\nsection = "s"', "conversions iron: source S33 is not in"),
        ('section = "s"\n', "", "conversions iron: section is missing"),
        ('"0.1"', '"x"', 'conversions iron: the factor of g/L must be text such as "0.001" or "1/17.1"'),
        ('"0.1"', "0.1", "conversions iron: the factor of g/L must be text"),
        ('"0.1"', '"0.0"', "conversions iron: the factor of g/L must be text"),
        ('"1/17.1"', '"1/0"', "conversions iron: the factor of mol/L must be text"),
        ('to = "g/dL"', 'to = "g"', 'conversions iron: g must be one of the units, with the factor "1"'),
        ('to = "g/dL"', 'to = "g/L"', 'conversions iron: g/L must be one of the units, with the factor "1"'),
        ('to = "g/dL"\n', 'to = "g/dL"\nhard_low = 1\n', "conversions iron: hard_low and hard_high must be decimal"),
        ('to = "g/dL"\n', 'to = "g/dL"\nhard_high = "x"\n', "conversions iron: hard_low and hard_high must be"),
        ('"g/dL" = ["gm/dL"]', '"mg" = ["gm/dL"]', "certain mg: no conversion has this unit"),
        ('"g/dL" = ["gm/dL"]', '"g/dL" = "gm/dL"', "certain g/dL: must be a list of spellings"),
        ('"g/dL" = ["gm/dL"]', '"g/dL" = [1]', "certain g/dL: must be a list of spellings"),
        ('"g/dL" = ["gm/dL"]', '"g/dL" = ["G/L"]', "certain g/dL: G/L means g/L already"),
        ('["g"]', '["g", "G/l"]', "proposed g/dL: G/l means g/L already"),
        ('[certain]\n"g/dL" = ["gm/dL"]', "certain = 1", "certain must be a table"),
    ],
)  # fmt: skip
def test_a_fault_of_the_units_is_named(old: str, new: str, fault: str) -> None:
    assert old in UNITS
    found = [each for each in faults(units=UNITS.replace(old, new, 1)) if each.startswith(U)]
    assert found[0].startswith(f"{U}: {fault}")


ROW = "needs conversion, name_en, name_ja, names, short, may have "


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"analytes"', '"analyte"', 'id must be "analytes", the name of the file'),
        ('["blood"]', '"blood"', "specimens 019: must be a list of words"),
        ("[analytes.iron]", '[analytes."Iron x"]', f"Iron x: {ROW}"),
        ('names = ["Fe", "Iron"]\n', "", f"iron: {ROW}"),
        ('short = "Fe"\n', 'short = "Fe"\nmore = 1\n', f"iron: {ROW}"),
        ('source = "S3"\nsection = "s"', 'source = "S33"\nsection = "s"', "iron: source S33 is not in"),
        ('section = "s"\n', "", "iron: section is missing"),
        ('certainty = "compendium"\n[', 'certainty = "sure"\n[', "the file: certainty must be one of"),
        ('"鉄"', '" "', "iron: name_en, name_ja and short must be text"),
        ('conversion = "iron"', 'conversion = "lead"', "iron: there is no conversion lead"),
        ('conversion = "iron"', "conversion = 1", "iron: there is no conversion 1"),
        ('["Fe", "Iron"]', "[]", "iron: names must be a list of words"),
        ('["Fe", "Iron"]', '["Fe", " "]', "iron: names must be a list of words"),
        ('["9X001"]', '"9X001"', "iron: jlac10 must be a list of words"),
        ('shown = "g/L"', 'shown = "mg"', "iron: shown must be one of its units: g/dL, g/L, mol/L"),
        ('sent_in = ["g/L"]', 'sent_in = ["mg"]', "iron: sent_in must be one of its units: g/dL, g/L, mol/L"),
        ('sent_in = ["g/L"]', "sent_in = []", "iron: sent_in must be a list of words"),
        ("log_axis = true", "log_axis = 1", "iron: log_axis must be true or false"),
        ('{ "1" = "m" }', '"m"', "iron: methods must be a table of names by digits or code"),
        ('{ "1" = "m" }', '{ "1" = 1 }', "iron: methods must be a table of names by digits or code"),
        ('molar = ["2-2"]', 'molar = ["3-3"]', "iron: molar must be some of its loinc codes"),
        ('specimens = ["019"]', 'specimens = ["019", "023"]', "iron: 023 is not among the specimens"),
        ('specimens = ["019"]', 'specimens = ["blood"]', "iron: blood is not among the specimens"),
    ],
)  # fmt: skip
def test_a_fault_of_the_analytes_is_named(old: str, new: str, fault: str) -> None:
    assert old in ANALYTES
    found = faults(analytes=ANALYTES.replace(old, new, 1))
    assert found[0].startswith(f"{A}: {fault}")


def test_a_code_of_two_analytes_is_a_fault() -> None:
    assert faults(analytes=ANALYTES + "[analytes.lead]" + SECOND) == [
        f"{A}: lead: {code} is the code of iron already" for code in ("9X001", "1-1", "2-2")
    ]


def test_text_that_is_no_toml_is_a_fault() -> None:
    assert faults(analytes="]")[0].startswith(f"{A}: is not TOML")
