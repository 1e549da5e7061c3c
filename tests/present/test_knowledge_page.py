"""The label page: every key of the files with value, unit, source, certainty and what it blocks; the same as JSON."""

from __future__ import annotations

import json
import tomllib

import pytest

from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file_keys import LABEL_KEYS, PROGRAM_KEYS, PROTOCOL_KEYS
from blin21_desktop.domain.knowledge_version import version_of
from blin21_desktop.present.amounts import LANGS, Lang
from blin21_desktop.present.knowledge_json import knowledge_json
from blin21_desktop.present.knowledge_page import (
    FoldedRow,
    KnowledgePage,
    KnowledgeRow,
    all_files,
    files_of,
    knowledge_page,
    knowledge_text,
)
from blin21_desktop.present.knowledge_words import unit_words, value_words
from tests.present.looks import plain_words, words
from tests.rules.looking import JP, KNOWLEDGE, US, site

PROTOCOL = "sct-all-blin21"
WORDS = plain_words()


def page(label: str = JP, knowledge: Knowledge = KNOWLEDGE) -> KnowledgePage:
    files = files_of(knowledge.labels[label], knowledge.protocols[PROTOCOL])
    return knowledge_page(files, knowledge, WORDS)


def row(seen: KnowledgePage, key: str) -> KnowledgeRow:
    return next(one for table in seen.tables for one in table.rows if one.key == key)


def test_every_key_of_label_protocol_and_program_stands_there_once_in_its_order() -> None:
    label, protocol, program = page().tables
    assert [one.key for one in label.rows] == list(LABEL_KEYS)
    assert [one.key for one in protocol.rows] == list(PROTOCOL_KEYS)
    assert [one.key for one in program.rows] == list(PROGRAM_KEYS)
    assert label.title.startswith("Label: Japan: package insert")
    assert label.edition == "edition: 2nd edition, May 2021"
    assert program.edition == ""


def test_a_value_has_its_unit_source_edition_and_certainty() -> None:
    found = row(page(), "crs.hold_from_grade")
    assert (found.value, found.unit) == ("adult 3 · child 2", "grade")
    assert found.source == (
        "J1, dose adjustment, Table 4 · edition: not shown; cut off inside the neurology row · checked 23-Nov-2026"
    )
    assert found.certainty == "maker's page"
    assert found.read_by == "CRS: hold"
    assert row(page(US), "other.hold_from_grade").certainty == "older summary"
    assert row(page(), "checks.late_after_hours").certainty == "proposal"


def test_what_is_not_configured_says_what_it_blocks() -> None:
    found = row(page(), "pause.supervise_after_hours")
    assert (found.configured, found.value, found.source, found.unit) == (False, "not configured", "", "")
    assert found.read_by == "Supervision of a restart"
    assert found.cells[1].lines[0].frame == "dashed"
    assert row(page(), "hospital.days").read_by == "nothing in this version"
    label = page().tables[0]
    assert label.counts == "26 configured · 0 this site's own · 17 not configured"
    assert len(label.narrowed("none")) == 17
    assert (len(label.narrowed("all")), label.narrowed("site")) == (43, ())


def test_a_site_value_names_who_and_when() -> None:
    seen = page(knowledge=site(JP, "pause.supervise_after_hours", "4"))
    found = row(seen, "pause.supervise_after_hours")
    assert (found.value, found.unit, found.certainty) == ("4", "hours", "this site's own")
    assert found.site == "set by d9, 01-Oct-2026, second person p2"
    assert found.source == "our paper insert · checked 01-Oct-2026"
    assert seen.tables[0].narrowed("site") == (found,)
    assert "27 configured · 1 this site's own" in seen.tables[0].counts


def test_the_row_as_cells_side_by_side_and_folded_says_the_same() -> None:
    for one in page().tables[0].rows:
        wide = [line.text for cell in one.cells for line in cell.lines]
        folded = [line.text for cell in FoldedRow(one).cells for line in cell.lines]
        assert wide == folded
    assert len(page().columns) == 5
    assert len(page().folded) == 2


def test_the_fingerprint_is_the_one_that_sheets_name_and_changes_with_a_site_value() -> None:
    assert KNOWLEDGE.fingerprint in page().fingerprint
    own = site(JP, "pause.supervise_after_hours", "4")
    assert own.fingerprint != KNOWLEDGE.fingerprint


def test_several_labels_stand_once_each() -> None:
    files = all_files(KNOWLEDGE, [JP, US, "no-label"], [PROTOCOL])
    assert [(one.kind, one.file.id) for one in files] == [
        ("label", JP), ("label", US), ("protocol", PROTOCOL), ("program", "program"),
    ]  # fmt: skip
    assert [one.kind for one in all_files(KNOWLEDGE, [JP], [])] == ["label", "program"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_value_of_every_file_has_words(lang: Lang) -> None:
    said = words(lang)
    for file in (*KNOWLEDGE.labels.values(), *KNOWLEDGE.protocols.values()):
        for key, found in file.parameters.items():
            assert value_words(found.value, said), key
            assert "_" not in value_words(found.value, said), key
            assert isinstance(unit_words(key, said), str)


def test_tables_lists_dates_and_truths_in_words() -> None:
    value = tomllib.loads("x = { never = true, off = false, days = [2026-01-01], deep = { low = 1 }, 24 = 10 }")["x"]
    assert value_words(value, WORDS) == ("never raise Yes · off No · days 01-Jan-2026 · deep (low level 1) · 24 hr 10")
    rows = [{"what": "crs", "every_hours": 2}, {"what": "neuro", "every_hours": 4}]
    assert value_words(rows, WORDS) == (
        "what is checked CRS · every hours 2; what is checked neurological · every hours 4"
    )


def test_the_terminal_and_json_say_the_same_as_the_page() -> None:
    files = files_of(KNOWLEDGE.labels[JP], None)
    text = knowledge_text(knowledge_page(files, KNOWLEDGE, WORDS))
    assert "  crs.hold_from_grade: adult 3 · child 2 (grade)\n" in text
    assert "  pause.supervise_after_hours: not configured\n      Supervision of a restart\n" in text
    assert KNOWLEDGE.fingerprint in text
    said = json.loads(json.dumps(knowledge_json(files, KNOWLEDGE, WORDS), allow_nan=False))
    assert said["fingerprint"] == KNOWLEDGE.fingerprint
    assert [one["kind"] for one in said["files"]] == ["label", "program"]
    by_key = {one["key"]: one for one in said["files"][0]["parameters"]}
    assert by_key["crs.hold_from_grade"]["value"] == {"adult": 3, "child": 2}
    assert by_key["crs.hold_from_grade"]["rules"] == ["crs.hold"]
    assert by_key["hospital.days"] == {
        "key": "hospital.days", "value": None, "certainty": "not_configured", "rules": [],
    }  # fmt: skip


def test_dates_of_a_site_become_text_in_json() -> None:
    own = site("program", "pharmacy.closed_days", "[2026-12-31]")
    said = knowledge_json(files_of(own.labels[JP], None), own, WORDS)
    found = {one["key"]: one for one in said["files"][1]["parameters"]}["pharmacy.closed_days"]
    assert (found["value"], found["set_by"], found["checked_on"]) == (["2026-12-31"], "d9", "2026-10-01")


def test_each_file_names_its_version_and_a_site_value_makes_another_one() -> None:
    own = site(JP, "pause.supervise_after_hours", "4")
    before, now = page().tables, page(knowledge=own).tables
    assert before[0].version == f"Version {version_of(KNOWLEDGE.labels[JP]).code}"
    assert now[0].version != before[0].version
    assert now[1].version == before[1].version != ""
    assert before[2].version == ""
    files = knowledge_json(files_of(KNOWLEDGE.labels[JP], None), KNOWLEDGE, WORDS)["files"]
    assert [one.get("label_version") for one in files] == [version_of(KNOWLEDGE.labels[JP]).name, None]
