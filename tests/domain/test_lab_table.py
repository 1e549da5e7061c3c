"""The shipped table of analytes is that of the notes, and a site's own values are taken in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from blin21_desktop.domain.knowledge_file import KnowledgeFaults, load
from blin21_desktop.domain.lab_table import LabTable
from tests.rules.looking import FILES, KNOWLEDGE, site

TABLE = KNOWLEDGE.labs
CONTRACT = [
    "leukocytes", "neutrophils", "lymphocytes", "platelets", "haemoglobin", "ast", "alt", "ggt", "alp", "ld",
    "bilirubin_total", "creatinine", "urea", "crp", "ferritin", "fibrinogen", "aptt", "pt_inr", "d_dimer", "amylase",
    "lipase", "ck", "albumin", "sodium", "potassium", "calcium", "magnesium", "phosphate", "glucose", "uric_acid",
    "triglycerides", "igg", "il6", "sil2r", "cd3", "cd4", "cd8", "cd19", "cd56", "tacrolimus", "ciclosporin",
]  # fmt: skip
SHARES = [
    "neutrophils_percent", "bands_percent", "segs_percent", "lymphocytes_percent", "atypical_lymphocytes_percent",
    "blasts_percent", "cd3_percent", "cd4_percent", "cd8_percent", "cd19_percent", "cd56_percent",
]  # fmt: skip

# Typed from the notes (lab feeds 1.4): analyte, JLAC10, main LOINC code, canonical unit.
CODES = [
    ("leukocytes", "2A010", "6690-2", "10*9/L"), ("leukocytes", "2A990/52", "6690-2", "10*9/L"),
    ("neutrophils_percent", "2A160/51", "770-8", "%"), ("bands_percent", "2A160/52", "", "%"),
    ("segs_percent", "2A160/53", "", "%"), ("neutrophils", "", "751-8", "10*9/L"),
    ("lymphocytes_percent", "2A160/57", "736-9", "%"), ("atypical_lymphocytes_percent", "2A160/58", "", "%"),
    ("blasts_percent", "2A160/62", "", "%"), ("lymphocytes", "", "731-0", "10*9/L"),
    ("platelets", "2A050", "777-3", "10*9/L"), ("platelets", "2A990/55", "777-3", "10*9/L"),
    ("haemoglobin", "2A030", "718-7", "g/dL"), ("haemoglobin", "2A990/53", "718-7", "g/dL"),
    ("ast", "3B035", "1920-8", "U/L"), ("alt", "3B045", "1742-6", "U/L"), ("ggt", "3B090", "2324-2", "U/L"),
    ("alp", "3B070", "6768-6", "U/L"), ("ld", "3B050", "2532-0", "U/L"),
    ("bilirubin_total", "3J010", "1975-2", "mg/dL"),
    ("creatinine", "3C015", "2160-0", "mg/dL"), ("crp", "5C070", "1988-5", "mg/dL"),
    ("ferritin", "5C095", "2276-4", "ng/mL"), ("fibrinogen", "2B100", "3255-7", "mg/dL"),
    ("il6", "5J130", "26881-3", "pg/mL"), ("sil2r", "5J095", "", "U/mL"), ("igg", "5A010", "2465-3", "mg/dL"),
    ("cd3", "", "8122-4", "/uL"), ("cd3_percent", "", "8124-0", "%"), ("cd4", "", "24467-3", "/uL"),
    ("cd4_percent", "5I070/02", "8123-2", "%"), ("cd8", "", "14135-8", "/uL"), ("cd8_percent", "", "8101-8", "%"),
    ("cd19", "", "8116-6", "/uL"), ("cd19_percent", "", "8117-4", "%"), ("cd56_percent", "", "8133-1", "%"),
]  # fmt: skip


def test_every_analyte_of_the_contract_is_there() -> None:
    assert set(TABLE.analytes) == {*CONTRACT, *SHARES}


@pytest.mark.parametrize(("name", "jlac10", "loinc", "unit"), CODES)
def test_codes_and_units_are_those_of_the_notes(name: str, jlac10: str, loinc: str, unit: str) -> None:
    analyte = TABLE.analytes[name]
    assert analyte.unit == unit
    assert (jlac10 in analyte.jlac10) if jlac10 else not analyte.jlac10
    assert analyte.loinc[:1] == ((loinc,) if loinc else ())


def test_no_code_belongs_to_an_analyte_that_the_notes_give_none() -> None:
    coded = {name for name, *_ in CODES}
    assert not [name for name, found in TABLE.analytes.items() if name not in coded and (found.jlac10 or found.loinc)]
    every = {code for found in TABLE.analytes.values() for code in found.loinc}
    assert not every & {"11156-7", "11125-2"}  # findings of morphology, whatever the note says


def test_every_row_cites_a_source_and_has_names_in_both_languages() -> None:
    for analyte in TABLE.analytes.values():
        assert all(cites.source and cites.section for cites in analyte.cites)
        assert (analyte.title.en, analyte.title.ja) == (analyte.name_en, analyte.name_ja)
        assert analyte.names
        assert analyte.specimens


def test_only_a_share_has_a_hard_range_of_its_own() -> None:
    ranges = {name: (found.hard_low, found.hard_high) for name, found in TABLE.analytes.items() if found.hard_high}
    assert ranges == dict.fromkeys(SHARES, (Decimal(0), Decimal(100)))


def test_methods_that_must_not_be_one_series() -> None:
    assert TABLE.analytes["alp"].methods == {"271": "JSCC?", "275": "IFCC"}
    assert {"272": "JSCC?", "279": "IFCC"}.items() <= TABLE.analytes["ld"].methods.items()
    assert [name for name, found in TABLE.analytes.items() if found.methods] == ["alp", "ld"]


def test_specimens_are_known_by_class_and_by_word() -> None:
    assert TABLE.specimens["041"] == TABLE.specimens["髄液"] == TABLE.specimens["csf"] == ("041",)
    assert TABLE.specimens["骨髄"] == ("046",)
    assert TABLE.specimens["血液"] == ("019", "022", "023")


def test_the_programs_own_numbers_say_so() -> None:
    assert {key: (str(found.value), found.certainty) for key, found in TABLE.parameters.items()} == {
        "labs.draw_minutes": ("5", "program"),
        "labs.differential_points": ("2", "program"),
        "labs.jump_tolerance": ("0.5", "proposal"),
    }
    assert TABLE.number("labs.jump_tolerance") == Decimal("0.5")
    assert TABLE.number("labs.nothing") is None
    assert LabTable().number("labs.draw_minutes") is None


def test_a_site_sets_display_unit_range_and_codes() -> None:
    shown = site("analytes", "platelets.shown", '"10*9/L"').labs
    assert shown.analytes["platelets"].shown == "10*9/L"
    assert shown.parameters["platelets.shown"].is_site
    ranged = site("analytes", "haemoglobin.hard_range", '{ low = "2", high = "25.5" }').labs.analytes["haemoglobin"]
    assert (ranged.hard_low, ranged.hard_high) == (Decimal(2), Decimal("25.5"))
    row = (
        '{ system = "99LAB", code = "12", analyte = "crp", name = "CRP", units = { "" = "mg/dL", "MG／DL" = "mg/dL" }}'
    )
    own = site("analytes", "labs.own_codes", f"[{row}]").labs.own["99LAB", "12"]
    assert (own.analyte, own.name, dict(own.units)) == ("crp", "CRP", {"": "mg/dL", "mg/dl": "mg/dL"})
    plain = '[{ system = "", code = "7", analyte = "il6" }]'
    assert site("analytes", "labs.own_codes", plain).labs.own["", "7"].units == {}


def test_its_version_changes_with_the_table_and_with_nothing_else() -> None:
    assert len(TABLE.version) == 64
    assert site("analytes", "labs.jump_tolerance", "0.3").labs.version != TABLE.version
    assert site("program", "program.flush_ml", "6").labs.version == TABLE.version
    assert site("analytes", "labs.jump_tolerance", "0.3").fingerprint != KNOWLEDGE.fingerprint
    other = {**FILES, "labs/units.toml": FILES["labs/units.toml"] + "# more\n"}
    assert load(other).labs.version != TABLE.version


CODE = '{ system = "x", code = "1", analyte = "crp" }'


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("platelets.shown", '"g/dL"'), ("platelets.shown", "[1]"), ("crp.hard_range", '{ low = "2" }'),
        ("crp.hard_range", '{ low = "2", high = "2" }'), ("crp.hard_range", "{ low = 1, high = 2 }"),
        ("crp.hard_range", '{ low = "-1", high = "2" }'), ("crp.hard_range", '"2"'), ("labs.jump_tolerance", '"x"'),
        ("labs.own_codes", "1"), ("labs.own_codes", f"[{CODE}, {CODE}]"), ("labs.own_codes", "[1]"),
        ("labs.own_codes", '[{ system = "x", code = "1" }]'),
        ("labs.own_codes", '[{ system = "x", code = "1", analyte = "crp", more = "1" }]'),
        ("labs.own_codes", '[{ system = "x", code = "", analyte = "crp" }]'),
        ("labs.own_codes", '[{ system = "x", code = 1, analyte = "crp" }]'),
        ("labs.own_codes", '[{ system = "x", code = "1", analyte = "zz" }]'),
        ("labs.own_codes", '[{ system = "x", code = "1", analyte = "crp", units = 1 }]'),
        ("labs.own_codes", '[{ system = "x", code = "1", analyte = "crp", units = { "" = "g/dL" } }]'),
    ],
)  # fmt: skip
def test_a_site_value_out_of_shape_is_a_fault(key: str, value: str) -> None:
    with pytest.raises(KnowledgeFaults) as caught:
        site("analytes", key, value)
    assert len(caught.value.faults) == 1
    assert caught.value.faults[0].startswith(f"site analytes.toml: {key}: value must be ")


def test_an_unknown_analyte_of_a_site_is_a_fault() -> None:
    with pytest.raises(KnowledgeFaults, match=r"site analytes.toml: sugar.shown: unknown key"):
        site("analytes", "sugar.shown", '"mg/dL"')
