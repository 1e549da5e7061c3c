"""A value as it is typed: in the shape of its key, in narrow or wide signs, or refused with what would be right."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.knowledge_file_keys import LABEL_KEYS, PROGRAM_KEYS, PROTOCOL_KEYS, SCALE_KEYS
from blin21_desktop.domain.text import say
from blin21_desktop.forms.site_value import (
    EDITION,
    SECTION,
    SOURCE,
    VALUE,
    WHY,
    as_value_typed,
    fields,
    shape_of,
    taking_back,
    value_of,
    wish_of,
)
from blin21_desktop.present.shape_words import SHAPES, shape_words
from blin21_desktop.service.site_values import Wish
from tests.present.looks import words
from tests.rules.looking import JP, KNOWLEDGE

RIGHT = {VALUE: "4", SOURCE: "insert", SECTION: "5.2", EDITION: "3rd", WHY: "our ward"}
SHAPE = say("a number greater than 0")


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("pause.supervise_after_hours", "4", 4),
        ("pause.supervise_after_hours", " ４．５ ", 4.5),
        ("program.weight_change", "0.2", 0.2),
        ("crs.hold_from_grade", "adult = 3, child = 2", {"adult": 3, "child": 2}),
        ("crs.hold_from_grade", "adult = 3,\nchild = 2", {"adult": 3, "child": 2}),
        ("crs.hold_from_grade", "{ adult = 3, child = 2 }", {"adult": 3, "child": 2}),
        ("crs.hold_from_grade", "3", 3),
        ("bag.rate_ml_per_h", "24 = 10, 48 = 5", {"24": 10, "48": 5}),
        ("bag.preservative_hours", "72, 96、168", [72, 96, 168]),
        ("bag.preservative_hours", "72", [72]),
        ("neuro.escalate_after_days", "never", "never"),
        ("grading.lee_2014", "no", False),
        ("grading.lee_2014", "はい", True),
        ("grading.ctcae", "5.0", "5.0"),
        ("program.shift_starts", "8, 16, 0", None),
        ("program.shift_starts", "0, 8, 16", [0, 8, 16]),
        ("pause.supervise_after_hours", "four", None),
        ("pause.supervise_after_hours", "0", None),
        ("pause.supervise_after_hours", "4\nother = 5", 4),
        ("crs.stop_from_grade", "6", None),
        ("crs.stop_from_grade", "yes", None),
    ],
)
def test_it_is_read_in_the_shape_of_its_key(key: str, text: str, value: Any) -> None:  # noqa: ANN401
    assert value_of(text, shape_of(key)) == value
    assert type(value_of(text, shape_of(key))) is type(value)


def test_every_list_and_table_comes_back_as_it_was_and_a_single_value_is_typed_anew() -> None:
    seen = set()
    for file in (*KNOWLEDGE.labels.values(), *KNOWLEDGE.protocols.values()):
        for key, found in file.parameters.items():
            typed, single = as_value_typed(found), not isinstance(found.value, (Mapping, list, tuple))
            seen.add(single)
            assert typed == {} if single else value_of(typed[VALUE], shape_of(key)) == found.value, key
    assert seen == {True, False}
    assert as_value_typed(None) == {}


@given(st.text(), st.sampled_from(sorted(LABEL_KEYS | PROTOCOL_KEYS | PROGRAM_KEYS)))
def test_whatever_is_typed_fits_or_is_refused(text: str, key: str) -> None:
    value = value_of(text, shape_of(key))
    assert value is None or shape_of(key).fits(value)
    assert not (isinstance(value, float) and not math.isfinite(value))


def test_everything_but_the_edition_is_needed() -> None:
    wish, problems = wish_of(RIGHT, file=JP, key="pause.supervise_after_hours", shape=SHAPE)
    assert problems == {}
    assert wish == Wish(
        file=JP,
        key="pause.supervise_after_hours",
        value=4,
        why="our ward",
        source="insert",
        section="5.2",
        edition="3rd",
    )
    for name in (VALUE, SOURCE, SECTION, WHY):
        wish, problems = wish_of({**RIGHT, name: " "}, file=JP, key="pause.supervise_after_hours", shape=SHAPE)
        assert (wish, set(problems)) == (None, {name})
    wish, problems = wish_of({**RIGHT, EDITION: ""}, file=JP, key="pause.supervise_after_hours", shape=SHAPE)
    assert problems == {}
    assert wish is not None


def test_signs_that_cannot_be_shown_are_refused_and_lines_are_not() -> None:
    _, problems = wish_of({**RIGHT, SOURCE: "in\x00sert"}, file=JP, key="pause.supervise_after_hours", shape=SHAPE)
    assert set(problems) == {SOURCE}
    _, problems = wish_of({**RIGHT, WHY: "one\ntwo"}, file=JP, key="pause.supervise_after_hours", shape=SHAPE)
    assert problems == {}


def test_taking_back_needs_a_reason() -> None:
    assert taking_back({WHY: " "}, file=JP, key="cycle.end")[0] is None
    assert taking_back({WHY: "slip"}, file=JP, key="cycle.end") == (
        Wish(file=JP, key="cycle.end", value=None, why="slip"), {},
    )  # fmt: skip


def test_every_shape_has_words_in_both_languages() -> None:
    for key, shape in (LABEL_KEYS | PROTOCOL_KEYS | PROGRAM_KEYS).items():
        assert words("en").render(shape_words(shape)) == shape.words, key
    assert [field.key for field in fields(SHAPE)] == [VALUE, SOURCE, SECTION, EDITION, WHY]
    assert len(SHAPES) == 14
    assert SCALE_KEYS
