"""Columns of the ward list and the bag plan: what stands in nearly every row is one line on A4, in Japanese too."""

from __future__ import annotations

import pytest

from blin21_desktop.printing.blocks import BODY, PAD, SMALL
from blin21_desktop.printing.fonts import width
from blin21_desktop.printing.list_sheet import SHARES
from blin21_desktop.printing.page import PAGES


@pytest.mark.parametrize(
    ("columns", "place", "text", "size"),
    [
        (9, 2, "サイクル 28日目", SMALL),
        (9, 3, "11/26 23:35 T.N が記録", SMALL),
        (9, 4, "記録上、薬は流れていない", BODY),
        (9, 4, "20.4 microgram/day", BODY),
        (9, 5, "29-Nov 23:35", BODY),
        (8, 3, "2026/12/05(土) 04:00", BODY),
    ],
)
def test_it_fits_in_one_line(columns: int, place: int, text: str, size: float) -> None:
    room = SHARES[columns][place] * PAGES["a4"].turned.wide - PAD
    assert width(text, size, bold=size == BODY) <= room


@pytest.mark.parametrize("columns", SHARES)
def test_the_columns_take_the_whole_width_and_leave_room_to_write(columns: int) -> None:
    assert sum(SHARES[columns]) == pytest.approx(1)
    assert SHARES[columns][-1] >= 0.1
