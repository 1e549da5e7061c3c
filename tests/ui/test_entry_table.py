"""The table of entries by keyboard: what is chosen is a row, so the keys go from row to row."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blin21_desktop.present.cells import Cell, Line
from blin21_desktop.ui import app as program
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.theme import Theme


@dataclass(frozen=True)
class Row:
    entry: str
    cells: tuple[Cell, ...]


def test_home_and_end_choose_the_first_and_the_last_row(qtbot: QtBot) -> None:
    program.application()
    table = EntryTable(Theme(dark=False, scale=100))
    qtbot.addWidget(table)
    names = [f"e{n}" for n in range(30)]
    table.show_view(("A", "B", "C"), [Row(name, (Cell((Line(name, "body"),)),) * 3) for name in names])
    table.choose("e7")
    chosen = []
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_Home):
        QTest.keyClick(table, key)
        chosen.append(table.chosen())
    assert (chosen[0], chosen[1], chosen[3]) == ("e29", "e0", "e0")
    assert chosen[2] not in ("e0", "e1")
