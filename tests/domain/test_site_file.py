"""A site's file: one value changed or taken back, all others kept, nothing of what stood before lost."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pytest

from blin21_desktop.domain.knowledge_file import load
from blin21_desktop.domain.site_file import Change, changed, written
from tests.rules.looking import FILES, JP

SET = Change(
    key="pause.stop_after_days",
    value=10,
    source="our insert",
    section="5.2",
    why="newer insert",
    set_by="S. Aoki (p1)",
    second_person="H. Hara (Dr H)",
    on=date(2026, 11, 1),
)
BACK = replace(SET, value=None, why="typed wrongly", set_by="H. Hara (Dr H)", second_person="S. Aoki (p1)",
               on=date(2026, 11, 2))  # fmt: skip
OTHER = (
    'edition = "ours"\n[parameters."cycle.end"]\nvalue = "infused-total"\nsource = "x"\nchecked_on = 2026-10-01\n'
    'set_by = "d9"\nsecond_person = "p2"\n'
)


def test_a_value_is_set_in_an_empty_file_and_read_back() -> None:
    text = changed("", SET)
    found = load(FILES, {f"{JP}.toml": text}).labels[JP].parameters[SET.key]
    assert (found.value, found.set_by, found.second_person, found.why) == (10, SET.set_by, SET.second_person, SET.why)
    assert (found.cites.source, found.cites.section, found.cites.edition) == ("our insert", "5.2", "")
    assert found.checked_on == SET.on
    assert "history" not in tomllib.loads(text)


def test_everything_else_of_the_file_stays() -> None:
    text = changed(OTHER, SET)
    assert tomllib.loads(text)["parameters"]["cycle.end"] == tomllib.loads(OTHER)["parameters"]["cycle.end"]
    assert tomllib.loads(text)["edition"] == "ours"
    assert load(FILES, {f"{JP}.toml": text}).labels[JP].parameters["cycle.end"].value == "infused-total"


def test_what_stood_before_goes_to_the_history_with_who_ended_it_and_why() -> None:
    text = changed(changed(changed(OTHER, SET), replace(SET, value=12, why="typed 10 for 12")), BACK)
    tables = tomllib.loads(text)
    assert list(tables["parameters"]) == ["cycle.end"]
    assert [(row["key"], row["value"], row["because"], row["ended_by"]) for row in tables["history"]] == [
        (SET.key, 10, "typed 10 for 12", SET.set_by), (SET.key, 12, "typed wrongly", BACK.set_by),
    ]  # fmt: skip
    assert tables["history"][0]["set_by"] == SET.set_by
    assert tables["history"][1]["ended_on"] == BACK.on
    assert tables["history"][1]["ended_with"] == BACK.second_person
    assert load(FILES, {f"{JP}.toml": text}).labels[JP].parameters[SET.key].value == 14


def test_it_writes_as_it_reads() -> None:
    text = changed(changed(OTHER, SET), BACK)
    assert written(tomllib.loads(text)) == text


def test_what_is_not_there_cannot_be_taken_back() -> None:
    with pytest.raises(LookupError):
        changed(OTHER, BACK)


def test_a_file_that_is_no_toml_is_not_written_over() -> None:
    with pytest.raises(ValueError, match="Invalid"):
        changed("= =", SET)
