"""What is written as TOML is read back as it was, whatever signs stand in it."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.toml_text import bare_pairs, table_head, toml_rows, toml_value

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
PLAIN = (
    TEXTS | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.dates()
)
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))


@given(VALUES)
def test_a_value_is_read_back_as_it_was(value: object) -> None:
    assert tomllib.loads(f"a = {toml_value(value)}")["a"] == value


@given(TEXTS, st.dictionaries(TEXTS, VALUES, max_size=3))
def test_a_table_is_read_back_as_it_was(name: str, row: dict[str, Any]) -> None:
    assert tomllib.loads(table_head("parameters", name) + toml_rows(row)) == {"parameters": {name: row}}


def test_how_it_looks() -> None:
    assert toml_value({"adult": 3, "24": [1.5, True, date(2026, 1, 2), 'a "b"']}) == (
        '{ adult = 3, 24 = [1.5, true, 2026-01-02, "a \\"b\\""] }'
    )
    assert (toml_value({}), toml_value([])) == ("{}", "[]")
    assert bare_pairs({"adult": 3, "child of": 2}) == 'adult = 3, "child of" = 2'
    assert table_head("parameters", "a.b") == '[parameters."a.b"]\n'
