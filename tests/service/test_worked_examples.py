"""The worked examples of the label files are played: every one must answer as its source says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from blin21_desktop.domain.knowledge import Label
from blin21_desktop.domain.knowledge_examples import WORDS, read_examples
from blin21_desktop.domain.knowledge_file import KnowledgeFaults, load
from blin21_desktop.rules import RULES
from blin21_desktop.service.worked_examples import Played, play
from tests.rules.looking import FILES, JP, KNOWLEDGE, US, site, without

PLAYED = [one for label in KNOWLEDGE.labels.values() for one in play(label, KNOWLEDGE)]
TAGS = frozenset({"J1"})


@pytest.mark.parametrize("one", PLAYED, ids=lambda one: f"{one.example.rule}: {one.example.names.en}")
def test_it_answers_as_its_source_says(one: Played) -> None:
    assert one.found == one.example.expect


@pytest.mark.parametrize("label", KNOWLEDGE.labels.values(), ids=lambda label: label.id)
def test_each_label_has_a_handful_and_all_in_two_languages(label: Label) -> None:
    assert len(label.examples) >= 10
    for one in label.examples:
        assert one.rule in RULES
        assert one.given[0].what == "patient"
        assert one.names.en
        assert not one.names.ja.isascii()
    assert {line.what for other in KNOWLEDGE.labels.values() for one in other.examples for line in one.given} == set(
        WORDS
    )


def test_the_source_of_an_example_is_one_the_rule_cites() -> None:
    known = KNOWLEDGE.labels
    for label in known.values():
        sources = {tag for p in label.parameters.values() for tag in p.cites.source.split(", ")}
        assert all(one.cites.source in sources for one in label.examples)


def test_a_site_value_shows_in_the_answers() -> None:
    own = site(JP, "crs.hold_from_grade", "3")
    differs = [one for one in play(own.labels[JP], own) if not one.as_expected]
    assert [(one.example.names.en, one.found) for one in differs] == [
        ("Child, CRS grade 2 while the drug flows", "clear")
    ]
    bare = without("crs.hold_from_grade")
    assert {one.found for one in play(bare.labels[JP], bare) if one.example.rule == "crs.hold"} == {"cannot_tell"}


GOOD = {
    "rule": "crs.hold", "name_en": "x", "name_ja": "x", "at": "1d00:00", "expect": "clear", "source": "J1",
    "section": "s",
    "given": ["0d00:00 patient age=12 kg=50 cm=160 dose=28 hours=96 rate=2.5", "1d00:00:30 crs grade=2"],
}  # fmt: skip


def faults(**changes: object) -> list[str]:
    found: list[str] = []
    row = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    assert read_examples([row], TAGS, found.append) == ()
    return found


def test_a_good_one_is_read() -> None:
    (one,) = read_examples([GOOD], TAGS, pytest.fail)
    assert (one.given[1].at, one.given[1].given) == (timedelta(days=1, seconds=30), {"grade": "2"})
    assert read_examples([], TAGS, pytest.fail) == ()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"rule": None}, "rule is missing or not text"),
        ({"name_ja": 3}, "name_ja is missing or not text"),
        ({"more": "x"}, "more is not a field of an example"),
        ({"given": []}, "given must be a list of lines"),
        ({"given": "x"}, "given must be a list of lines"),
        ({"given": [3]}, "given must be a list of lines"),
        ({"given": ["soon crs grade=2"]}, "given: soon crs grade=2: it must begin with a time such as 1d02:30"),
        ({"given": [""]}, "given: : it must begin with a time such as 1d02:30"),
        ({"given": ["1d00:00"]}, "given: 1d00:00:  is none of patient, crs, event, pause, bag, lab"),
        ({"given": ["1d00:00 crs"]}, "given: 1d00:00 crs: crs needs grade"),
        ({"given": ["1d00:00 crs grade=2 x=1"]}, "given: 1d00:00 crs grade=2 x=1: crs needs grade"),
        ({"given": ["1d00:00 pause for=x"]}, "given: 1d00:00 pause for=x: pause needs reason and may have for"),
        ({"at": "soon"}, "at must be a time such as 1d02:30"),
        ({"expect": "fires"}, "expect must be clear, cannot_tell or fires: and its action"),
        ({"source": "J9"}, "source J9 is not in sources.toml"),
    ],
)
def test_a_faulty_one_is_named(changes: dict[str, object], fault: str) -> None:
    assert faults(**changes) == [f"example 1: {fault}"]


def test_examples_are_a_list_and_stand_in_labels_alone() -> None:
    found: list[str] = []
    assert read_examples({"a": 1}, TAGS, found.append) == ()
    assert read_examples([1], TAGS, found.append) == ()
    assert found == ["examples must be a list of tables"] * 2
    name = "protocols/sct-all-blin21.toml"
    with pytest.raises(KnowledgeFaults, match="examples: unknown key"):
        load({**FILES, name: "examples = []\n" + FILES[name]})


def test_an_example_is_no_value_and_makes_no_other_version() -> None:
    from blin21_desktop.domain.knowledge_version import version_of

    name = f"labels/{US}.toml"
    bare = load({**FILES, name: FILES[name].partition("# Worked examples")[0]})
    assert bare.labels[US].examples == ()
    assert version_of(bare.labels[US]) == version_of(KNOWLEDGE.labels[US])
