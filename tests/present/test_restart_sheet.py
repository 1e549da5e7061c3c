"""The restart planner as tables for window and paper: nothing of the view is lost, and it is no order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from blin21_desktop.present.amounts import LANGS, Lang
from blin21_desktop.present.restart_plan import RestartView, planned, restart_view
from blin21_desktop.present.restart_sheet import (
    column_of,
    hindering_first,
    parts,
    plan_columns,
    plan_rows,
    restart_sheet,
)
from blin21_desktop.printing import draw
from blin21_desktop.rules.situation import Situation
from blin21_desktop.service.look import Look, look_at
from tests.making import TOKYO, hour
from tests.present.looks import HEAD, plain_words, words
from tests.printing.reading import pages, squeezed
from tests.rules.looking import KNOWLEDGE
from tests.rules.restarting import course, stop

WORDS = plain_words()
PAUSED = course(*stop(), at=hour(210))


def looked(s: Situation) -> Look:
    return look_at(s.chart, s.at, KNOWLEDGE, known_at=None, head=HEAD, training=False)


def view(s: Situation = PAUSED, lang: Lang | None = None, hold: float | None = 72) -> RestartView:
    length = None if hold is None else timedelta(hours=hold)
    found = planned(looked(s), KNOWLEDGE, TOKYO, hold=length)
    assert found is not None
    return restart_view(found, WORDS if lang is None else words(lang))


def test_the_window_s_rows_hold_every_cell() -> None:
    seen = view()
    rows = plan_rows(seen.options, WORDS)
    assert [row.texts[0] for row in rows] == [(row.name,) for row in seen.options.rows]
    assert plan_columns(seen.options, WORDS)[:2] == ("What", "Same bag")
    assert all(len(row.texts) == 6 for row in rows)


def test_another_label_is_marked_in_the_first_row_and_in_every_single_column() -> None:
    seen = view()
    assert seen.hold is not None
    first = plan_rows(seen.hold, WORDS)[0]
    assert first.texts[0] == ("Rules from",)
    marked = [cell for cell in first.texts if "COMPARISON ONLY: not this patient's label" in cell]
    assert len(marked) == 1
    alone = column_of(seen.hold, 2)
    assert plan_rows(alone, WORDS)[0].texts[1] == marked[0]
    assert [row.cells for row in alone.rows] == [(row.cells[2],) for row in seen.hold.rows]


def test_the_parts_are_complete_and_their_widths_a_whole() -> None:
    found = parts(view(), WORDS)
    assert [part.title for part in found] == [
        "Stopwatch", "May it restart?", "Alternatives", "What if", "Hours lost per cause",
    ]  # fmt: skip
    for part in found:
        assert sum(part.shares) == pytest.approx(1)
        assert {len(row) for row in part.rows} == {len(part.shares)} == {len(part.heads)}
    assert "What if" not in [part.title for part in parts(view(hold=None), WORDS)]


def test_what_hinders_a_restart_stands_first() -> None:
    found = [one.state for one in hindering_first(view().conditions)]
    assert found == sorted(found, key=["not_met", "cannot_tell", "met"].index)
    assert set(found) == {"not_met", "cannot_tell", "met"}
    first = parts(view(), WORDS)[1].rows[0]
    assert first[0][0] == "× not met"


@pytest.mark.parametrize("lang", LANGS)
def test_everything_is_on_paper_whole_with_who_and_that_it_is_no_order(lang: Lang) -> None:
    said = words(lang)
    sheet = restart_sheet(view(lang=lang), looked(PAUSED), said)
    found = pages(draw([sheet]))
    every = "".join(found)
    texts = [t for part in sheet.parts for row in (part.heads, *part.rows) for cell in row for t in cell]
    assert [t for t in (*texts, *sheet.lead, sheet.end) if squeezed(t) not in every] == []
    assert all(squeezed(said.t("RESTART PLAN, NO ORDER")) in page for page in found)
    assert all("H1" in page for page in found)


def test_without_a_course_only_that_is_said() -> None:
    bare = course(at=hour(-1))
    sheet = restart_sheet(view(bare), looked(bare), WORDS)
    assert sheet.lead[1:] == ("no course is under way",)
    assert sheet.parts == ()
    assert len(pages(draw([sheet]))) == 1


def test_without_a_registration_the_sheet_has_no_name() -> None:
    from tests.present.looks import withdrawn_registration

    sheet = restart_sheet(view(), withdrawn_registration(), WORDS)
    assert "Not known" in sheet.frame.about[0]
