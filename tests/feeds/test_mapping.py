"""Code, name, specimen and unit must all agree; whatever does not goes to a person with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.lab_table import LabTable, OwnCode
from blin21_desktop.feeds.mapping import Mapped, map_result
from blin21_desktop.feeds.received import Received
from tests.feeds.receiving import JLAC10, LOINC, received
from tests.rules.lab_charts import TABLE, told

WBC = (LOINC, "6690-2", "WBC")
NOT_IN = "Leukocytes is not measured in the specimen "
CRP = (JLAC10, "5C070000002306201", "CRP")


def mapped(*codes: tuple[str, str, str], table: LabTable = TABLE, **changes: Any) -> Mapped:  # noqa: ANN401
    return map_result(received(*codes, **changes), table)


def doubts(*codes: tuple[str, str, str], **changes: Any) -> list[str]:  # noqa: ANN401
    return [told(each) for each in mapped(*codes, **changes).doubts]


def own(**changes: Any) -> LabTable:  # noqa: ANN401
    """The table with one code of the site's own."""
    code = OwnCode(**{"system": "99LAB", "code": "C1", "analyte": "crp", "specimen": "023", **changes})
    return replace(TABLE, own={(code.system, code.code): code})


@pytest.mark.parametrize(
    ("code", "unit", "analyte", "ucum"),
    [
        (WBC, "K/uL", "leukocytes", "10*3/uL"), ((LOINC, "26464-8", "白血球数"), "/μL", "leukocytes", "/uL"),
        ((JLAC10, "2A010000001930101", "白血球数"), "×10³/μL", "leukocytes", "10*3/uL"),
        ((JLAC10, "2A990000001930952", "ＷＢＣ"), "/μL", "leukocytes", "/uL"),
        ((JLAC10, "2A990000001930953", "Hb"), "g/dL", "haemoglobin", "g/dL"),
        ((JLAC10, "2A990000001930955", "血小板数"), "万/μL", "platelets", "10*4/uL"),
        ((JLAC10, "2A160000001930951", "好中球"), "%", "neutrophils_percent", "%"),
        ((JLAC10, "2A160000001931052", "桿状核球"), "%", "bands_percent", "%"),
        ((JLAC10, "2A160000001931053", "分葉核球"), "%", "segs_percent", "%"),
        ((JLAC10, "2A160000001930957", "リンパ球"), "%", "lymphocytes_percent", "%"),
        ((JLAC10, "2A160000001930958", "異型リンパ球"), "%", "atypical_lymphocytes_percent", "%"),
        ((JLAC10, "2A160000001930962", "芽球"), "%", "blasts_percent", "%"),
        ((LOINC, "751-8", "好中球"), "/μL", "neutrophils", "/uL"),
        ((LOINC, "770-8", "好中球"), "%", "neutrophils_percent", "%"),
        ((JLAC10, "5I070000001966202", "CD4"), "%", "cd4_percent", "%"), (CRP, "mg/dl", "crp", "mg/dL"),
        ((JLAC10, "2B100000002231101", "フィブリノゲン"), "mg/dL", "fibrinogen", "mg/dL"),
        ((JLAC10, "3B035000002399901", "AST(GOT)"), "IU/L", "ast", "U/L"),
        ((JLAC10, "3B035000002399801", "AST(GOT)"), "IU/L", "ast", "U/L"),
        ((LOINC, "14682-9", "Cre"), "μmol/L", "creatinine", "umol/L"),
    ],
)  # fmt: skip
def test_what_agrees_with_the_table_is_mapped(code: tuple[str, str, str], unit: str, analyte: str, ucum: str) -> None:
    found = mapped(code, unit=unit)
    assert found.doubts == ()
    assert found.analyte is not None
    assert (found.analyte.id, found.unit.unit, found.unit.certainty) == (analyte, ucum, "certain")
    assert found.code is not None
    assert (found.code.system, found.code.code, found.code.name) == code


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ((LOINC, "24467-3", "eGFR"), "the code 24467-3 means CD4 cells, the name says eGFR"),
        ((LOINC, "26881-3", "procalcitonin"), "the code 26881-3 means Interleukin 6, the name says procalcitonin"),
        ((LOINC, "1988-5", "CRP 2"), "the code 1988-5 means C-reactive protein, the name says CRP 2"),
    ],
)
def test_a_code_used_wrongly_in_the_wild_is_decided_by_a_person(code: tuple[str, str, str], why: str) -> None:
    assert doubts(code, unit="pg/mL" if "26881" in code[1] else "/uL" if "24467" in code[1] else "mg/dL") == [why]


def test_a_code_without_any_name_is_decided_by_a_person() -> None:
    assert doubts((LOINC, "1988-5", " ")) == ["the code 1988-5 came without a name"]
    assert doubts((LOINC, "1988-5", ""), ("99LAB", "X", "CRP")) == []
    assert doubts((LOINC, "1988-5", ""), ("", "", "CRP")) == []


def test_every_name_must_agree_and_every_code() -> None:
    assert doubts(CRP, ("99LAB", "X", "PCT")) == [
        "the code 5C070000002306201 means C-reactive protein, the name says PCT"
    ]
    found = mapped(CRP, (LOINC, "1988-5", "CRP"))
    assert (found.doubts, found.analyte) == ((), TABLE.analytes["crp"])
    two = mapped(CRP, (LOINC, "6690-2", "WBC"))
    assert (two.analyte, two.proposed) == (None, ("crp", "leukocytes"))
    assert two.doubts[0].template == "the codes say different things: {what}"


@pytest.mark.parametrize("constant", ["99999999999999999", ""])
def test_the_constant_for_not_standardised_is_no_code(constant: str) -> None:
    found = mapped((JLAC10, constant, "CRP"))
    assert (found.analyte, found.proposed, [told(each) for each in found.doubts]) == (
        None,
        ("crp",),
        ["no code was sent"],
    )
    table = own(system=JLAC10, code="99999999999999999")
    assert mapped((JLAC10, "99999999999999999", "CRP"), table=table).analyte is None
    assert doubts((JLAC10, "99999999999999999", "CRP"), (LOINC, "1988-5", "")) == []


@pytest.mark.parametrize(
    ("code", "unit", "proposed"),
    [
        (("99LAB", "7", "好中球"), "%", ("neutrophils_percent",)), (("99LAB", "7", "好中球"), "/μL", ("neutrophils",)),
        (("99LAB", "7", "好中球"), "x", ("neutrophils", "neutrophils_percent")), (("99LAB", "7", "謎"), "%", ()),
        ((JLAC10, "5C07000000230620", "CRP"), "mg/dL", ("crp",)), ((LOINC, "11156-7", "WBC"), "K/uL", ("leukocytes",)),
        ((JLAC10, "2A160000001930963", "赤芽球"), "%", ()), ((JLAC10, "2A990000001930951", "赤血球数"), "%", ()),
        (("", "6690-2", "WBC"), "K/uL", ("leukocytes",)), ((JLAC10, "6690-2", "WBC"), "K/uL", ("leukocytes",)),
    ],
)  # fmt: skip
def test_without_a_code_of_the_table_the_name_only_proposes(
    code: tuple[str, str, str], unit: str, proposed: tuple[str, ...]
) -> None:
    found = mapped(code, unit=unit)
    assert (found.analyte, found.unit.unit, found.code) == (None, None, None)
    assert found.proposed == proposed
    assert [each.template for each in found.doubts] == ["no code of the table: {codes}"]


@pytest.mark.parametrize(
    ("code", "specimen", "why"),
    [
        ((JLAC10, "2A010000004130101", "WBC"), ("", ""), [NOT_IN + "041"]),
        ((JLAC10, "2A010000004630101", "WBC"), ("", ""), [NOT_IN + "046"]),
        (WBC, ("041", ""), [NOT_IN + "041"]),
        (WBC, ("", "髄液"), [NOT_IN + "髄液"]),
        (WBC, ("046", "骨髄液"), [NOT_IN + "骨髄液"]),
        (WBC, ("019", "骨髄"), [NOT_IN + "骨髄"]),
        (WBC, ("", "腹水"), ["the specimen 腹水 is not known"]), (WBC, ("X1", ""), ["the specimen X1 is not known"]),
        (WBC, ("023", "血清"), [NOT_IN + "血清"]),
        (WBC, ("X1", "全血"), []), (WBC, ("019", "全血(添加物入り)"), []), (WBC, ("", "血液"), []),
        (WBC, (" ", ""), []),
        ((JLAC10, "2A010000001930101", "WBC"), ("019", "EDTA血"), []),
        ((JLAC10, "2A010000001930101", "WBC"), ("041", ""), [NOT_IN + "041"]),
    ],
)  # fmt: skip
def test_the_specimen_must_be_one_the_analyte_is_measured_in(
    code: tuple[str, str, str], specimen: tuple[str, str], why: list[str]
) -> None:
    assert doubts(code, specimen=specimen, unit="K/uL") == why


def test_serum_plasma_and_urine() -> None:
    creatinine = (LOINC, "2160-0", "Cre")
    assert [doubts(creatinine, specimen=(each, "")) for each in ("023", "022")] == [[], []]
    assert doubts((JLAC10, "3C015000000127101", "Cre")) == ["Creatinine is not measured in the specimen 001"]


@pytest.mark.parametrize(
    ("code", "unit", "why", "proposed"),
    [
        (WBC, "", "no unit was sent; perhaps 10*9/L", "10*9/L"),
        ((LOINC, "777-3", "PLT"), " ", "no unit was sent; perhaps 10*4/uL", "10*4/uL"),
        (WBC, "X 10 3", "the unit X 10 3 is not certain; perhaps 10*3/uL", "10*3/uL"),
        (WBC, "%", "the unit % is not known for Leukocytes", None),
        ((LOINC, "770-8", "NEUT"), "/μL", "the unit /μL is not known for Neutrophils, share", None),
        ((LOINC, "751-8", "NEUT"), "%", "the unit % is not known for Neutrophils", None),
        ((LOINC, "14682-9", "Cre"), "mg/dL", "the code 14682-9 and the unit mg/dL do not measure the same", "mg/dL"),
        ((LOINC, "2160-0", "Cre"), "umol/L", "the code 2160-0 and the unit umol/L do not measure the same", "umol/L"),
    ],
)  # fmt: skip
def test_the_unit_must_be_certain_and_of_the_kind_that_the_code_measures(
    code: tuple[str, str, str], unit: str, why: str, proposed: str | None
) -> None:
    found = mapped(code, unit=unit)
    assert [told(each) for each in found.doubts] == [why]
    assert found.unit.unit == proposed


def test_a_unit_said_twice_must_mean_the_same() -> None:
    assert doubts(WBC, unit="K/uL", unit_also="10*9/L") == []
    assert doubts(WBC, unit="", unit_also="10*9/L") == []
    assert doubts(WBC, unit="K/uL", unit_also="/μL") == ["the unit is said twice and not the same: K/uL, /μL"]
    assert doubts(WBC, unit="K/uL", unit_also="謎") == ["the unit is said twice and not the same: K/uL, 謎"]


@pytest.mark.parametrize(
    ("code", "method"),
    [
        ((JLAC10, "3B070000002327501", "ALP"), "IFCC"), ((JLAC10, "3B070000002327101", "ALP"), "JSCC?"),
        ((JLAC10, "3B070000002399901", "ALP"), ""), ((JLAC10, "3B050000002327901", "LD(IFCC)"), "IFCC"),
        ((JLAC10, "3B050000002327201", "LDH"), "JSCC?"), ((LOINC, "6768-6", "ALP"), ""),
        ((LOINC, "14804-9", "LD"), "L→P"),
        ((JLAC10, "3B035000002327501", "AST"), ""),
    ],
)  # fmt: skip
def test_the_method_of_alp_and_ld_is_told_by_its_digits(code: tuple[str, str, str], method: str) -> None:
    assert mapped(code, unit="U/L").method == method


def test_any_of_the_codings_tells_the_method() -> None:
    alp = ((LOINC, "6768-6", "ALP"), (JLAC10, "3B070000002327501", "ALP"))
    assert mapped(*alp, unit="U/L").method == "IFCC"


def test_a_code_of_the_sites_own_needs_no_standard_one() -> None:
    code = ("99LAB", "C1", "シーアールピー")
    assert mapped(code, table=own()).doubts == ()
    assert mapped(("99LAB", "C1", ""), table=own()).doubts == ()
    named = own(name="ＣＲＰ定量")
    assert doubts(("99LAB", "C1", "CRP 定量"), table=named) == []
    assert doubts(code, table=named) == ["the code C1 means C-reactive protein, the name says シーアールピー"]
    assert doubts(("99LAB", "C1", ""), table=named) == ["the code C1 came without a name"]
    assert doubts(("99LAB", "C1", ""), CRP, table=named) == []
    assert mapped(code, (LOINC, "6690-2", "WBC"), table=own()).proposed == ("crp", "leukocytes")


def test_a_missing_specimen_is_a_doubt_where_the_code_does_not_tell_it() -> None:
    code, unsaid = ("99LAB", "C1", "シーアールピー"), own(specimen="")
    why = ["no specimen was sent, and the code C1 does not tell it"]
    assert doubts(code, table=unsaid) == why
    assert doubts(code, table=unsaid, specimen=(" ", "")) == why
    assert doubts(code, table=unsaid, specimen=("", "血清")) == []
    assert doubts(code, table=own()) == []
    assert doubts(code, CRP, table=unsaid) == [], "the standard code tells it"


def test_what_the_site_decided_for_its_own_code_is_certain_for_that_spelling_only() -> None:
    table = own(units={"": "mg/dL", "m": "mg/L"}, specimen="023", method="M")
    for unit, ucum in (("", "mg/dL"), ("Ｍ", "mg/L"), ("mg/L", "mg/L")):
        found = mapped(("99LAB", "C1", ""), unit=unit, table=table)
        assert (found.doubts, found.unit.unit, found.unit.certainty, found.method) == ((), ucum, "certain", "M")
    assert doubts(("99LAB", "C1", ""), unit="q", table=table) == ["the unit q is not known for C-reactive protein"]


def test_a_unit_that_the_table_knows_is_never_read_otherwise() -> None:
    found = mapped(("99LAB", "C1", ""), unit="mg/L", table=own(units={"mg/l": "mg/dL"}))
    assert (found.doubts, found.unit.unit) == ((), "mg/L")


def test_each_doubt_is_given_once() -> None:
    wrong = "the code 6690-2 means Leukocytes, the name says CRP"
    assert doubts((LOINC, "6690-2", "CRP"), (JLAC10, "2A010000001930101", "CRP"), unit="K/uL") == [wrong]


def test_the_specimen_of_a_sites_own_code() -> None:
    table = own(specimen="023")
    assert doubts(("99LAB", "C1", ""), table=table) == []
    assert doubts(("99LAB", "C1", ""), specimen=("", "血清"), table=table) == []
    assert doubts(("99LAB", "C1", ""), specimen=("022", ""), table=table) == [
        "C-reactive protein is not measured in the specimen 022"
    ]
    assert doubts(("99LAB", "C1", ""), specimen=("022", ""), table=own(specimen="")) == []


ANY = st.text(max_size=6) | st.sampled_from(
    ["6690-2", "5C070000002306201", "99999999999999999", "WBC", "CRP", "041", "/uL", "K/uL", "mg/dL", "", "血清"]
)
CODES = st.lists(st.tuples(st.sampled_from([LOINC, JLAC10, "99LAB", ""]), ANY, ANY), max_size=3)


@given(codes=CODES, unit=ANY, also=ANY, specimen=st.tuples(ANY, ANY))
def test_nothing_is_mapped_unless_a_code_and_a_name_of_the_table_say_so(
    codes: list[tuple[str, str, str]], unit: str, also: str, specimen: tuple[str, str]
) -> None:
    one: Received = received(*codes, unit=unit, unit_also=also, specimen=specimen)
    found = map_result(one, TABLE)
    if found.doubts:
        return
    analyte = found.analyte
    assert analyte is not None
    assert found.unit.certainty == "certain"
    assert found.unit.unit in analyte.units
    assert {code for _, code, _ in codes} & {*analyte.loinc} or any(code[:5] in analyte.jlac10 for _, code, _ in codes)
    assert any(name.strip() for _, _, name in codes)


def test_an_id_of_this_program_needs_no_code_and_no_name_but_unit_and_specimen_stay() -> None:
    chosen = ("blin21", "crp", "")
    named = ("", "", "C-reaktives Protein")
    found = mapped(named, chosen, unit="mg/dL")
    assert (found.analyte and found.analyte.id, found.unit.unit, found.doubts) == ("crp", "mg/dL", ())
    assert doubts(named, chosen, unit="furlong") != []
    assert doubts(named, chosen, unit="mg/dL", specimen=("041", "")) != []
    assert doubts(("blin21", "WBC", "WBC")) == ["no code of the table: ('WBC',)"]
    assert mapped(("blin21", "WBC", "WBC"), unit="/uL").proposed == ("leukocytes",)
    assert doubts(CRP, ("blin21", "ferritin", "")) != [], "a code that says another thing"
