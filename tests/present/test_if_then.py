"""Contingency lines: only from values the label in force has, each with its source, none after the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.present.if_then import if_then
from blin21_desktop.service.look import Look, look_at
from tests.making import ended, hour, measured, registered, started
from tests.present.looks import HEAD, plain_words
from tests.present.looks import look as seen_at
from tests.rules.looking import JP, KNOWLEDGE, US, site, without
from tests.rules.restarting import ADULT, course

WORDS = plain_words()


def looked(label: str = JP, knowledge: Knowledge = KNOWLEDGE, **how: object) -> Look:
    s = course(at=hour(50), label=label, knowledge=knowledge, **how)  # type: ignore[arg-type]
    return look_at(s.chart, s.at, knowledge, known_at=None, head=HEAD, training=False)


def told(seen: Look) -> list[str]:
    return [line.text for line in if_then(seen, WORDS)]


def test_a_child_under_the_japanese_label() -> None:
    assert told(looked()) == [
        "CRS grade 4 or more → interrupt, inform: the label says stop for good [J1]",
        "CRS grade 2 or more → interrupt, inform the physician [J1; J7]",
        "neurological event grade 2 or more → interrupt, inform the physician [J1; J7]",
        "2 seizures in the whole treatment → interrupt, inform: the label says stop for good [J1]",
        "stopped for an adverse reaction → premedicate before the restart [J1]",
        "stopped for a reaction for more than 7 days → a new cycle: ask the physician [J1]",
        "stopped for a reaction for more than 14 days → interrupt, inform: the label says stop for good [J1]",
    ]


def test_an_adult_is_held_from_grade_3() -> None:
    assert "CRS grade 3 or more → interrupt, inform the physician [J1; J7]" in told(looked(born=ADULT))


def test_the_other_label_says_its_own_and_nothing_of_japan() -> None:
    lines = told(looked(US))
    assert "AST or ALT above 5 × upper limit → interrupt, inform the physician [U7, older summary]" in lines
    assert "bilirubin above 3 × upper limit → interrupt, inform the physician [U7, older summary]" in lines
    assert "stopped for 4 hr or longer → restart under supervision or in hospital [U1]" in lines
    assert "stopped for 4 hr or longer (children: in course 1) → premedicate before the restart [U4]" in lines
    assert "other adverse reaction grade 3 or more → interrupt, inform the physician [U9, older summary]" in lines
    stop = "neurological event grade 4 or more → interrupt, inform: the label says stop for good"
    assert f"{stop} [U8, older summary]" in lines
    assert not any("J1" in line or "14 days" in line for line in lines)


def test_where_the_age_group_cannot_be_told_both_grades_stand() -> None:
    lines = told(looked(knowledge=without("age.adult_years")))
    assert any(line.startswith("CRS grade 2 (child) or 3 (adult) or more →") for line in lines)


def test_a_site_value_names_who_set_it_and_a_missing_one_gives_no_line() -> None:
    own = site(JP, "crs.stop_from_grade", "3")
    (first, *_) = told(looked(knowledge=own))
    assert first.startswith("CRS grade 3 or more →")
    assert "set by d9 on 01-Oct-2026, second person p2" in first
    assert told(looked(knowledge=without(*KNOWLEDGE.labels[JP].parameters))) == []


@pytest.mark.parametrize("at", [hour(6), hour(40)])
def test_nothing_is_said_after_the_end_or_without_a_label(at: object) -> None:
    before = (registered(hour(-72), birth_date=date(2016, 1, 10)), measured(hour(-2)), started(hour(0)))
    assert told(seen_at(*before, ended(hour(5)), at=hour(6))) == []
    assert told(seen_at(*before[1:], at=hour(6))) == []
    assert told(replace(looked(), protocol=None)) == []
