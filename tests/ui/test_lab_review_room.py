"""Room and place in the laboratory review: rows of one line with large letters, and which result is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from blin21_desktop.forms.lab_decision import BECAUSE
from blin21_desktop.ui.lab_review import LabReview
from tests.feeds.hl7_writing import CBC, Result
from tests.ui.conftest import Open, settle
from tests.ui.test_lab_review import CONTROL, answer, asked, choose, hl7, opened, press, wait
from tests.ui.test_tour import cut


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_with_large_letters_six_rows_are_seen_and_one_result_on_demand(
    open_ward: Open, tmp_path: Path, lang: str
) -> None:
    odd = [Result(code=f"Y{n}^検査{n}^99LAB", unit="10") for n in range(5)]
    window, _, page = opened(open_ward, lang=lang, scale=150)
    window.resize(1366, 768)
    page.resize(1318, 660)
    window.labs.reading.read([hl7(tmp_path, *odd, *CBC)])
    wait(window)
    assert len(page.seen) >= 6
    assert cut(page) == []
    seen = [_shown(page)]
    for _ in range(2):
        press(Qt.Key.Key_D, CONTROL)
        seen.append(_shown(page))
    page.resize(1800, 900)
    settle()
    seen.append(_shown(page))
    assert seen == [(True, False, True), (True, True, True), (True, False, True), (False, True, False)]


def test_once_a_result_is_decided_the_next_one_is_chosen(open_ward: Open, tmp_path: Path) -> None:
    odd = [Result(code=f"Y{n}^検査{n}^99LAB", unit="10") for n in range(4)]
    window, _, page = opened(open_ward, hl7(tmp_path, *odd))
    choose(page, "検査1")
    following = page.table.rows()[page.table.currentIndex().row() + 1].entry
    press(Qt.Key.Key_X, CONTROL)
    answer(asked(window), {BECAUSE: "not of this ward"})
    assert page.table.chosen() == following


def _shown(page: LabReview) -> tuple[bool, bool, bool]:
    """Whether rows have one line, the one result is shown, and its button is there."""
    return page.table.short, page.body.isVisible(), page.one_wanted.isVisible()
