"""The ward board keeps nobody from sight: warnings whole, filters said, a search that never guesses, any size."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from blin21_desktop.domain.entries import Entry, PatientRegistered
from blin21_desktop.present.mixups import Marks
from blin21_desktop.ui.board_table import SIDE, BoardTable
from tests.ui.conftest import Open
from tests.ui.fakes import FakePorts, demo_entries

SIZES = (100, 150, 200)
MIXED: dict[str, dict[str, Any]] = {
    "DEMO-1": {"kana": "カトウ アオイ"},
    "DEMO-3": {"kana": "かとう れん", "bed": "709"},
    "DEMO-8": {"family_name": "ＫＡＴＯ", "bed": None},
}
"""Beside the two of one name in the training ward: readings alike, a bed with two, a patient without a bed."""


def mixed() -> FakePorts:
    """A ward in which much could be mixed up."""

    def changed(entry: Entry) -> Entry:
        return replace(entry, **MIXED.get(entry.patient, {})) if isinstance(entry, PatientRegistered) else entry

    return FakePorts([changed(entry) for entry in demo_entries()])


def cut_warnings(table: BoardTable) -> list[str]:
    """Warnings of which a part has no room in its cell."""
    measure, found = table._delegate.cells.measure, []
    inner = table.columnWidth(1) - 2 * SIDE
    for place, row in enumerate(table._model.rows):
        for line in row.person.lines:
            broken = measure.lines(line, inner)
            wide = max(measure.metrics(line).horizontalAdvance(text) for text in broken) + measure.beside(line)
            whole = "".join(broken).replace(" ", "") == line.text.replace(" ", "")
            if wide > inner or not whole:
                found.append(line.text)
        if measure.height(row.person, inner) > table.rowHeight(place):
            found.append(row.patient)
    return found


@pytest.mark.parametrize("scale", SIZES)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_warning_is_cut(open_ward: Open, lang: str, scale: int) -> None:
    window, ports, _ = open_ward(lang, scale=scale, ports=mixed())
    marks = Marks.of(ports.board(), window.words)
    for row in window.board.table._model.rows:
        told = [line.text for line in row.person.lines if line.size == "mark"]
        assert told == list(marks.marks(ports.look(row.patient)))
    assert sum(line.size == "mark" for row in window.board.table._model.rows for line in row.person.lines) == 9
    assert cut_warnings(window.board.table) == []
