"""The file of laboratory grades: read as it stands, and every fault named with the term it stands in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from blin21_desktop.domain.knowledge_file import KnowledgeFaults, load
from blin21_desktop.domain.lab_scale import Bound
from blin21_desktop.domain.lab_scale_file import LAB_SCALE, read_bound
from tests.rules.grading import scale, term
from tests.rules.looking import FILES, KNOWLEDGE


def faults(old: str, new: str) -> list[str]:
    """The faults of the shipped file with one part changed."""
    assert old in FILES[LAB_SCALE]
    with pytest.raises(KnowledgeFaults) as told:
        load(FILES | {LAB_SCALE: FILES[LAB_SCALE].replace(old, new, 1)})
    return [fault.removeprefix(f"{LAB_SCALE}: ") for fault in told.value.faults]


@pytest.mark.parametrize(
    ("text", "op", "factor", "reference", "offset"),
    [
        (">= 1.5", ">=", "0", "", "1.5"),
        ("< LLN", "<", "1", "LLN", "0"),
        ("> 3 ULN", ">", "3", "ULN", "0"),
        (">= 1.5 BASELINE", ">=", "1.5", "BASELINE", "0"),
        (">= 25% below BASELINE", "<=", "0.75", "BASELINE", "0"),
        ("< 25% below BASELINE", ">", "0.75", "BASELINE", "0"),
        (">= 5% above BASELINE", ">=", "1.05", "BASELINE", "0"),
        ("<= 2 above ULN", "<=", "1", "ULN", "2"),
    ],
)
def test_a_bound_is_read(text: str, op: str, factor: str, reference: str, offset: str) -> None:
    assert read_bound(text) == Bound(text, op, Decimal(factor), reference, Decimal(offset))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "1.5", "=1.5", "> x", ">", "> 5% below", "> 1 above", "> 3 UNL", 3, None])
def test_what_is_no_bound_is_none(text: object) -> None:
    assert read_bound(text) is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('source = "C2"', 'source = "C99"', "the scale: source C99 is not in sources.toml"),
        ('source = "X5"', 'source = "C99"', "corrected_calcium: source C99 is not in sources.toml"),
        ('certainty = "compendium"\n', "", "the scale: certainty is missing"),
        ('no_term = ["crp"', 'no_term = ["", "crp"', "no_term must be a list of analytes"),
        ('no_term = ["crp"', 'nothing = ["crp"', "nothing: unknown key"),
        ('bleeding = ["bleeding", ', "bleeding = [", "conditions bleeding: needs its words in English and in Japanese"),
        ('per = "0.8"', "per = 0.8", "corrected_calcium: needs"),
        ('single_above_celsius = "38.3"', "single_above_celsius = 38.3", "charted_fever: needs"),
        ("code = 10029366", 'code = "x"', "term Neutrophil count decreased: code must be a whole number"),
        ("code = 10049182", "code = 10049182\ncolour = 1", "term White blood cell decreased: needs code, limbs, name"),
        ('direction = "low"', 'direction = "down"', "direction must be low or high, and stand with an analyte"),
        ('own = "febrile_neutropenia"', 'own = ""', "own must be a name, and diagnosis one of the conditions"),
        ('diagnosis = "present"', 'diagnosis = "seen"', "own must be a name, and diagnosis one of the conditions"),
        ('baseline = "any"', 'baseline = "some"', "baseline must be one of any, baseline_normal"),
        ('baseline = "any"', 'basis = "any"', "a limb needs baseline and rows"),
        ('unit = "10*9/L"\n', "", "a limb with numbers needs their unit"),
        ('unit = "10*9/L"', 'unit = "as the limit"', "a limb with numbers needs their unit"),
        ('unit = "/uL"', 'unit = "10*9/L"', "two limbs have the same baseline and unit"),
        ('certainty = "proposal"\nrows', 'certainty = "sure"\nrows', "certainty must be one of"),
        ("grade = 1, lower", "grade = 6, lower", "needs a grade from 1 to 5"),
        ("grade = 1, lower", "grade = 1, lowest", "needs a grade from 1 to 5"),
        ('lower = ">= 1.5"', 'lower = "1.5"', 'grade 1: a bound is written as ">= 1.5"'),
        ('or = "transfusion_indicated"', 'or = "blood"', "grade 3: at most one of and, or, info, only"),
        ('or = "transfusion_indicated"', 'or = "bleeding", and = "bleeding"', "grade 3: at most one of and, or, info"),
        ('only = "leukostasis"', 'or = "leukostasis"', "grade 4: needs bounds, or only a condition"),
        ('auto = "review"', 'auto = "no"', "auto must be one of yes"),
        (", holds = false", ", holds = 0", "holds must be true or false, of a condition"),
        ('{ grade = 1, lower = ">= 1.5", ', '{ grade = 1, lower = ">= 1.5", holds = true, ', "holds must be true or"),
    ],
)  # fmt: skip
def test_a_fault_is_named(old: str, new: str, told: str) -> None:
    found = faults(old, new)
    assert any(told in fault for fault in found), found


def test_a_second_term_of_the_same_code_and_analyte_is_a_fault() -> None:
    text = FILES[LAB_SCALE]
    begin = text.index("[[terms]]")
    first = text[begin : text.index("[[terms]]", begin + 1)]
    with pytest.raises(KnowledgeFaults) as told:
        load(FILES | {LAB_SCALE: text + first})
    assert "term Neutrophil count decreased: it is there already" in str(told.value)


@pytest.mark.parametrize(("key", "rest"), [("conditions", ""), ("terms", ""), ("terms", "x")])
def test_a_table_that_is_none_is_a_fault(key: str, rest: str) -> None:
    head = FILES[LAB_SCALE].split("[conditions]")[0]
    value = f"{key} = 1\n" if not rest else "terms = [{ code = 1, name = 'x', limbs = 3 }]\n"
    with pytest.raises(KnowledgeFaults) as told:
        load(FILES | {LAB_SCALE: head + value})
    assert f"{key} must be a" in str(told.value) or "limbs must be a list of tables" in str(told.value)


def test_rows_must_be_tables() -> None:
    limb = '[[terms]]\ncode = 1\nname = "x"\nlimbs = [{ baseline = "any", rows = [] }]\n'
    with pytest.raises(KnowledgeFaults, match="term x: rows must be a list of tables"):
        load(FILES | {LAB_SCALE: FILES[LAB_SCALE] + limb})


def test_without_the_file_there_is_no_scale() -> None:
    assert load({name: text for name, text in FILES.items() if name != LAB_SCALE}).lab_scale is None


def test_the_terms_are_those_of_the_list_of_terms() -> None:
    by_code = {known.code: known for known in KNOWLEDGE.terms}
    for found in scale().terms:
        assert by_code[found.code].name == found.name
        assert {row.grade for limb in found.limbs for row in limb.rows} <= set(by_code[found.code].grades)


def test_every_analyte_is_one_of_the_table_or_named_here() -> None:
    beside = {"", "haptoglobin", "calcium_corrected", "calcium_ionised", "bicarbonate", "temperature", "weight"}
    assert {found.analyte for found in scale().terms} - set(KNOWLEDGE.labs.analytes) == beside
    assert scale().no_term - set(KNOWLEDGE.labs.analytes) == {"ammonia"}


def test_a_row_is_printed_as_a_table_prints_it() -> None:
    [limb, _] = term("Neutrophil count decreased").limbs
    assert [limb.printed(row) for row in limb.rows] == [
        "<LLN-1.5 10*9/L", "<1.5-1.0 10*9/L", "<1.0-0.5 10*9/L", "<0.5 10*9/L",
    ]  # fmt: skip
    normal, abnormal = term("Alanine aminotransferase increased").limbs
    assert normal.printed(normal.rows[0]) == ">ULN-3 ULN"
    assert abnormal.printed(abnormal.rows[0]) == ">=1.5 BASELINE-3 BASELINE"
    assert limb.printed(term("Tumor lysis syndrome").limbs[0].rows[0]) == ""
