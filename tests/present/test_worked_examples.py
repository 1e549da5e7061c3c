"""The examples on the label page: as expected, or what was expected and what the rules answer now."""

from __future__ import annotations

from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.present.knowledge_json import knowledge_json
from blin21_desktop.present.knowledge_page import KnowledgeTable, files_of, knowledge_page, knowledge_text
from tests.present.looks import plain_words, words
from tests.rules.looking import JP, KNOWLEDGE, site

WORDS = plain_words()
OWN = site(JP, "crs.hold_from_grade", "3")


def table(known: Knowledge = KNOWLEDGE) -> KnowledgeTable:
    return knowledge_page(files_of(known.labels[JP], None), known, WORDS).tables[0]


def test_what_answers_as_its_source_says() -> None:
    row = table().examples[0]
    assert (row.situation, row.rule) == ("Child, CRS grade 2 while the drug flows", "CRS: hold")
    assert (row.expected, row.now, row.as_expected) == ("applies: HOLD", "as expected", True)
    assert row.source == "J1, dose adjustment, Table 4"
    assert row.says.startswith("Interrupt the infusion")
    assert row.cells[2].lines[0].frame == ""
    assert table().examples_count == "Worked examples: 14 as expected, 0 differ"


def test_what_a_site_value_changes_is_said() -> None:
    found = table(OWN)
    assert found.examples[0].now == "DIFFERS: expected applies: HOLD, is does not apply"
    assert found.examples[0].cells[2].lines[0].frame == "dashed"
    assert found.examples_count == "Worked examples: 13 as expected, 1 differ"
    said = knowledge_text(knowledge_page(files_of(OWN.labels[JP], None), OWN, WORDS))
    assert "Child, CRS grade 2 while the drug flows: DIFFERS: expected applies: HOLD, is does not apply" in said
    (first, *_) = knowledge_json(files_of(OWN.labels[JP], None), OWN, WORDS)["files"][0]["examples"]
    assert first == {
        "rule": "crs.hold", "situation": "Child, CRS grade 2 while the drug flows", "expected": "fires:hold",
        "found": "clear", "as_expected": False, "source": "J1", "section": "dose adjustment, Table 4",
    }  # fmt: skip


def test_what_cannot_be_told_says_what_is_missing() -> None:
    row = next(row for row in table().examples if row.expected == "cannot tell")
    assert "pause for a supervised restart, hours is not configured" in row.says


def test_a_protocol_has_none_and_japanese_has_its_own_words() -> None:
    tables = knowledge_page(
        files_of(KNOWLEDGE.labels[JP], KNOWLEDGE.protocols["sct-all-blin21"]), KNOWLEDGE, WORDS
    ).tables
    assert [(bool(one.examples), bool(one.examples_count)) for one in tables] == [
        (True, True), (False, False), (False, False),
    ]  # fmt: skip
    files = files_of(KNOWLEDGE.labels[JP], None)
    assert knowledge_page(files, KNOWLEDGE, words("ja")).tables[0].examples[0].situation == "小児、投与中に CRS Grade 2"
