"""What is measured once is measured anew when it changes: rows that flow, tables."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from blin21_desktop.domain.entries import Kind
from blin21_desktop.present.record import RecordRow
from blin21_desktop.ui.entry_table import EntryTable
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.theme import Theme


def test_a_row_that_flows_is_measured_anew_when_something_in_it_changes(qapp: object) -> None:
    outer = QWidget()
    flow = Flow(outer)
    one, other = QLabel("short"), QLabel("short")
    for part in (one, other):
        flow.addWidget(part)
    room = 2 * one.sizeHint().width() + flow.spacing()
    in_one_row = flow.heightForWidth(room)
    assert flow.heightForWidth(room - 1) > in_one_row
    other.setText("longer than before")
    assert flow.heightForWidth(room) > in_one_row
    other.setText("short")
    assert flow.heightForWidth(room) == in_one_row
    third = QLabel("short")
    flow.addWidget(third)
    assert flow.heightForWidth(room) > in_one_row
    flow.takeAt(2)
    assert flow.heightForWidth(room) == in_one_row


def entry(own: str, what: str) -> RecordRow:
    words = {"happened": "10:00", "recorded": "10:00", "details": "told", "who": "n1", "withdrawn": ""}
    return RecordRow(entry=own, kind=Kind.PUMP_READ, what=what, **words)


def test_a_table_is_measured_anew_for_other_rows_and_another_size(qapp: object) -> None:
    theme = Theme()
    table = EntryTable(theme)
    table.show_view(("When", "What", "Details", "Who", "Written"), (entry("a", "short"),))
    narrow = table.firm_width()
    table.show_view(("When", "What", "Details", "Who", "Written"), (entry("a", "much longer than before"),))
    wide = table.firm_width()
    assert wide > narrow
    theme.scale = 200
    assert table.firm_width() > 1.3 * wide
    table.show_view(("When", "What", "Details", "Who", "Written"), (entry("a", "short"),))
    theme.scale = 100
    assert table.firm_width() == narrow
