"""The source of a filed result: written as it is read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.lab_source import LabSource

TEXT = st.text(max_size=5)
SOURCES = st.builds(
    LabSource, file=TEXT, sha256=TEXT, sender=TEXT, order=TEXT, specimen_id=TEXT, sub_id=TEXT, system=TEXT, code=TEXT,
    name=TEXT, method=TEXT, collected_from=TEXT, time_known=st.booleans(), mapping=TEXT, unit_as_received=TEXT,
    flags=st.tuples() | st.tuples(TEXT, TEXT), entered_by_hand=st.booleans(),
)  # fmt: skip


@given(source=SOURCES)
def test_it_reads_back_what_was_written(source: LabSource) -> None:
    assert LabSource.of(source.as_written()) == source


def test_only_what_is_said_is_written() -> None:
    assert LabSource().as_written() == {}
    said = LabSource(sender="A", time_known=False, flags=("H",), entered_by_hand=True)
    assert said.as_written() == {"sender": "A", "time_known": False, "flags": ["H"], "entered_by_hand": True}


@pytest.mark.parametrize(
    "source",
    [
        None, {}, {"more": "x"}, {"sender": 5}, {"time_known": "no"}, {"time_known": None}, {"flags": "H"},
        {"flags": [5]},
        {"entered_by_hand": 1}, {"code": ["x"]},
    ],
)  # fmt: skip
def test_what_is_not_documented_says_nothing(source: dict[str, Any] | None) -> None:
    assert LabSource.of(source) == LabSource()
