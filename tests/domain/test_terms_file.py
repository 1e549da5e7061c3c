"""A faulty file of terms is refused with every fault named."""

from __future__ import annotations

import pytest

from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import KnowledgeFaults, load
from tests.rules.looking import FILES, KNOWLEDGE

NAME = "terms/xx.toml"
HEAD = """id = "xx"
name_en = "Scale X"
name_ja = "尺度X"
edition = "1"
source = "C2"
section = "all"
checked_on = 2026-11-27
certainty = "compendium"
"""
SOC = '[[soc]]\nname = "Eyes"\nname_ja = "眼"\ncategory = "other"\n'
LINES = 'terms = [[1, "123", "Red eye", "赤目"], [2, "35", "Blue eye"]]\n'
GOOD = HEAD + SOC + LINES


def read(text: str) -> Knowledge:
    return load({**FILES, NAME: text})


def faults(text: str) -> list[str]:
    with pytest.raises(KnowledgeFaults) as caught:
        read(text)
    assert all(fault.startswith(f"{NAME}: ") for fault in caught.value.faults)
    return [fault.removeprefix(f"{NAME}: ") for fault in caught.value.faults]


def test_a_sound_file_is_read_behind_the_others_and_changes_the_fingerprint() -> None:
    found = read(GOOD)
    red, blue = found.terms[-2:]
    assert (red.name, red.name_ja, red.code, red.scale) == ("Red eye", "赤目", 1, "Scale X")
    assert (blue.name_ja, blue.grades, blue.category) == (None, {3: "", 5: ""}, "other")
    assert len(found.terms) == len(KNOWLEDGE.terms) + 2
    assert found.fingerprint != KNOWLEDGE.fingerprint


def test_what_is_said_of_a_term_elsewhere_in_the_file_is_taken_in() -> None:
    found = read(
        HEAD
        + "[categories]\nseizure = [1]\n"
        + '[also]\n2 = ["sky"]\n'
        + '[[instead]]\nwords = ["green eye"]\nuse = [1, 2]\nnote = "n"\nnote_ja = "の"\n'
        + '[[instead]]\nwords = ["grey eye"]\nuse = [2]\n'
        + '[worded.2]\n3 = ["sky", "空"]\n5 = ["death", "死亡"]\n'
        + SOC
        + LINES
    )
    red, blue = found.terms[-2:]
    green, grey = found.instead[-2:]
    assert red.category == "seizure"
    assert blue.also == ("sky",)
    assert (blue.grades[3], blue.grades_ja[5]) == ("sky", "死亡")
    assert green.use == (red, blue)
    assert green.note is not None
    assert (green.note.en, green.note.ja, grey.note) == ("n", "の", None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (HEAD + "more = 1\n" + SOC + LINES, "more: unknown key"),
        (HEAD + "parameters = 1\n" + SOC + LINES, "parameters: unknown key"),
        (GOOD.replace('"xx"', '"yy"'), 'id must be "xx", the name of the file'),
        (GOOD.replace('"C2"', '"C9"'), "the terms: source C9 is not in sources.toml"),
        (GOOD.replace('source = "C2"\n', ""), "the terms: source is missing"),
        (GOOD.replace('"C2"', "2"), "the terms: source must be text"),
        (GOOD.replace("2026-11-27", '"today"'), "the terms: checked_on must be a date"),
        (HEAD, "soc must be a list of tables"),
        (HEAD + "soc = [1]\n", "soc must be a list of tables"),
        (HEAD + SOC + "more = 1\n" + LINES, "soc Eyes: needs name, name_ja, category and terms, and nothing else"),
        (GOOD.replace('"眼"', '""'), "soc Eyes: needs name, name_ja, category and terms, and nothing else"),
        (GOOD.replace('"other"', '"eye"'), "soc Eyes: category must be one of crs, neurologic, seizure"),
        (HEAD + SOC + "terms = 4\n", "soc Eyes: 4: a line is code, grades, name"),
        (GOOD.replace("[1, ", "[true, "), "soc Eyes: [True, "),
        (GOOD.replace("[1, ", '["1", '), "soc Eyes: ['1', "),
        (GOOD.replace('"赤目"', '"赤目", "more"'), "soc Eyes: [1, "),
        (GOOD.replace('"赤目"', "4"), "1: a line is code, grades, name"),
        (GOOD.replace('"Red eye"', '" "'), "1: a line is code, grades, name"),
        (GOOD.replace('"123"', '"132"'), "1 Red eye: grades must be digits from 1 to 5 in order"),
        (GOOD.replace('"123"', '"1123"'), "1 Red eye: grades must be digits from 1 to 5 in order"),
        (GOOD.replace('"123"', '"0123"'), "1 Red eye: grades must be digits from 1 to 5 in order"),
        (GOOD.replace('"123"', '""'), "1 Red eye: grades must be digits from 1 to 5 in order"),
        (GOOD.replace("[2, ", "[1, "), "1 Blue eye: it is there already"),
        (GOOD.replace("Blue", "Red"), "2 Red eye: it is there already"),
        (HEAD + "[categories]\nother = [3]\n" + SOC + LINES, "3: no term has this code"),
        (HEAD + "[categories]\neye = [1]\n" + SOC + LINES, "categories: eye is no category: crs, neurologic"),
        (HEAD + "[categories]\nother = 1\n" + SOC + LINES, "categories: other must be a list of codes"),
        (HEAD + "[categories]\nother = [true]\n" + SOC + LINES, "categories: other must be a list of codes"),
        (HEAD + "categories = 1\n" + SOC + LINES, "categories must be a table"),
        (HEAD + "[also]\nx = ['y']\n" + SOC + LINES, "also x: must be a code with a list of words"),
        (HEAD + "[also]\n1 = []\n" + SOC + LINES, "also 1: must be a code with a list of words"),
        (HEAD + "[also]\n1 = 'y'\n" + SOC + LINES, "also 1: must be a code with a list of words"),
        (HEAD + "[also]\n1 = [' ']\n" + SOC + LINES, "also 1: must be a code with a list of words"),
        (HEAD + "[also]\n7 = ['y']\n" + SOC + LINES, "7: no term has this code"),
        (HEAD + "[worded]\n1 = 4\n" + SOC + LINES, "worded 1: needs for each grade from 1 to 5 its wording"),
        (HEAD + "[worded.x]\n1 = ['a', 'b']\n" + SOC + LINES, "worded x: needs for each grade from 1 to 5"),
        (HEAD + "[worded.1]\n6 = ['a', 'b']\n" + SOC + LINES, "worded 1: needs for each grade from 1 to 5"),
        (HEAD + "[worded.1]\n1 = ['a']\n" + SOC + LINES, "worded 1: needs for each grade from 1 to 5"),
        (HEAD + "[worded.1]\n1 = 'a'\n" + SOC + LINES, "worded 1: needs for each grade from 1 to 5"),
        (HEAD + "[worded.7]\n1 = ['a', 'b']\n" + SOC + LINES, "7: no term has this code"),
        (HEAD + "[[instead]]\nwords = ['x']\nuse = [3]\n" + SOC + LINES, "instead x: use must be a list of codes"),
        (HEAD + "[[instead]]\nwords = ['x']\nuse = []\n" + SOC + LINES, "instead x: use must be a list of codes"),
        (HEAD + "[[instead]]\nwords = ['x']\nuse = 1\n" + SOC + LINES, "instead x: use must be a list of codes"),
        (HEAD + "[[instead]]\nwords = []\nuse = [1]\n" + SOC + LINES, "instead []: words must be a list of words"),
        (HEAD + "[[instead]]\nwords = [1]\nuse = [1]\n" + SOC + LINES, "instead [1]: words must be a list of words"),
        (HEAD + "[[instead]]\nwords = 'x'\nuse = [1]\n" + SOC + LINES, "instead x: words must be a list of words"),
        (HEAD + "[[instead]]\nuse = [1]\n" + SOC + LINES, "instead None: needs words and use"),
        (HEAD + "[[instead]]\nwords = ['x']\nuse = [1]\nnote = 'n'\n" + SOC + LINES, "instead ['x']: needs words"),
        (HEAD + "instead = 1\n" + SOC + LINES, "instead must be a list of tables"),
    ],
)  # fmt: skip
def test_a_fault_is_named(text: str, fault: str) -> None:
    found = faults(text)
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_wordings_must_be_those_of_the_grades_that_exist() -> None:
    assert faults(HEAD + "[worded.1]\n1 = ['a', 'b']\n" + SOC + LINES) == [
        "1 Red eye: the worded grades must be those that exist: 123",
        "1: no term has this code",
    ]


def test_every_fault_of_the_file_is_listed() -> None:
    found = faults(GOOD.replace('"123"', '"9"').replace('"35"', '"53"').replace('"C2"', '"C9"'))
    assert [fault.split(":")[0] for fault in found] == ["the terms", "1 Red eye", "2 Blue eye"]
