"""The board reads a chart in part, and says to the letter what the whole chart says, for any history."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry, Kind
from blin21_desktop.present import catalogue
from blin21_desktop.present.board import BoardWish, board_rows, in_order, same_name_beds
from blin21_desktop.present.board_order import next_due
from blin21_desktop.present.find import answer
from blin21_desktop.present.state import state_json
from blin21_desktop.present.terminal import board_text
from blin21_desktop.rules.lab_in_force import NO_LABS
from blin21_desktop.service.look import Look
from blin21_desktop.service.ward import BOARD_KINDS, BOARD_REACH, Ward
from tests.making import crs, hour, measured, neuro, ordered, registered, started, vitals
from tests.rules.restarting import lab
from tests.service.any_ward import HOURS, written
from tests.service.memory import HandClock, MemoryLog, ward_of
from tests.service.test_demo import MOMENT, made

EN = catalogue.words("en", ZoneInfo("Asia/Tokyo"))


def whole(log: MemoryLog, board: tuple[Look, ...], known_at: datetime | None = None) -> tuple[Look, ...]:
    """The looks of a ward that reads whole charts, of the patients on a board."""
    ward = ward_of(log)
    return tuple(ward.look(look.patient, look.at, known_at) for look in board)


def said(looks: tuple[Look, ...]) -> list[Look]:
    """All that looks say, without the chart they were made of."""
    return [replace(look, chart=Chart.of("", ())) for look in looks]


@settings(max_examples=40)
@given(
    entries=written(),
    at=HOURS.map(hour),
    earlier=st.integers(0, 400).map(lambda hours: timedelta(hours=hours)),
    first=st.integers(0, 48),
)
def test_the_board_says_what_the_whole_chart_says(
    entries: list[Entry], at: datetime, earlier: timedelta, first: int
) -> None:
    log = MemoryLog(entries[:first])
    ward = ward_of(log, HandClock(at))
    early = ward.board()
    assert said(early) == said(whole(log, early))
    log.entries += entries[first:]
    board = ward.board()
    full = whole(log, board)
    assert said(board) == said(full)
    assert board_rows(board, EN, at) == board_rows(full, EN, at)
    for moment, known in ((at - earlier, None), (at, at - earlier), (at + earlier, at)):
        back = ward.board(moment, known)
        assert said(back) == said(whole(log, back, known))


def stated(look: Look) -> dict[str, Any]:
    """The state without laboratory grades: a board has those of today only."""
    return state_json(replace(look, labs=NO_LABS), EN)


def training() -> tuple[MemoryLog, Ward]:
    log = MemoryLog(list(made()))
    return log, ward_of(log, HandClock(MOMENT))


@pytest.mark.parametrize("hours", [0, 1, 7, 50, 24 * 20])
def test_the_training_ward_in_full(hours: int) -> None:
    log, ward = training()
    ward.board()
    at = MOMENT - timedelta(hours=hours)
    board = ward.board(at)
    full = whole(log, board)
    assert len(board) >= 2
    assert said(board) == said(full)
    for wish in (BoardWish(), BoardWish(sort="due", only="due", hide_names=True), BoardWish(sort="state")):
        assert board_rows(board, EN, at, wish) == board_rows(full, EN, at, wish)
    assert board_text(board, EN, at) == board_text(full, EN, at)
    assert [stated(look) for look in board] == [stated(look) for look in full]
    assert in_order(board, "due") == in_order(full, "due")
    assert next_due(board, at, "") == next_due(full, at, "")
    assert answer(board, "DEMO", EN, hide_names=False) == answer(full, "DEMO", EN, hide_names=False)
    assert [same_name_beds(look, board, EN) for look in full] == [same_name_beds(look, full, EN) for look in full]


def test_laboratory_grades_of_today_stand_on_the_board() -> None:
    old = [lab(hour(-30), "alt", "20"), lab(hour(2), "alt", "200")]
    base = [registered(), measured(), ordered(), started()]
    log = MemoryLog([*base, *old, lab(hour(470), "alt", "400")])
    [look] = ward_of(log, HandClock(hour(480))).board()
    [of_board] = look.labs.today
    [of_chart] = ward_of(log, HandClock(hour(480))).look(look.patient).labs.today
    assert of_board.grade == of_chart.grade is not None
    assert of_board.case.result.entry.value == "400"
    [next_day] = ward_of(log, HandClock(hour(500))).board()
    assert next_day.labs.today == ()
    [without] = ward_of(MemoryLog([registered(), *old]), HandClock(hour(480))).board()
    assert without.labs is NO_LABS


def test_what_is_drawn_of_a_board_asks_for_no_more_than_the_board_has_whole() -> None:
    _, ward = training()
    board = ward.board()
    late = dict.fromkeys(frozenset(Kind) - BOARD_KINDS, MOMENT + timedelta(days=1))
    bare = tuple(
        replace(look, chart=Chart.of(look.patient, (e for e in look.chart.written if e.kind in BOARD_KINDS), late))
        for look in board
    )
    assert board_rows(bare, EN, MOMENT) == board_rows(board, EN, MOMENT)
    assert board_text(bare, EN, MOMENT) == board_text(board, EN, MOMENT)


def long_ago(*last: Entry) -> list[Entry]:
    """A course of twenty days with a set of vital signs and an AST on day 1."""
    old = [vitals(hour(2), id="v"), crs(hour(480), id="c"), neuro(hour(480), id="n")]
    return [registered(), measured(), ordered(), started(), *old, *last]


def test_at_first_it_reads_only_as_far_back_as_it_must_and_more_when_a_rule_asks() -> None:
    many: list[Entry] = [vitals(hour(at), id=f"v{at}") for at in range(1, 480)]
    log = MemoryLog([registered(), measured(), ordered(), started(), *many, crs(hour(479))])
    ward = ward_of(log, HandClock(hour(480)))
    [look] = ward.board()
    assert log.reads[0] == 5 + BOARD_REACH // timedelta(hours=1)
    assert look.chart.read_from[Kind.VITALS_MEASURED] == hour(480) - BOARD_REACH
    log.reads.clear()
    ward.board()
    assert log.reads == [0]
    stopped = MemoryLog(long_ago())
    [look] = ward_of(stopped, HandClock(hour(480))).board()
    assert Kind.VITALS_MEASURED not in look.chart.read_from  # the last ones are older than the board reads at first
    assert [check.due_at for check in look.checks if check.what == "vitals"] == [
        check.due_at for check in whole(stopped, (look,))[0].checks if check.what == "vitals"
    ]


def test_what_others_wrote_meanwhile_waits_for_the_next_board() -> None:
    """Between two readings of one board somebody writes: the board stays that of the moment it was read."""
    log = MemoryLog(long_ago())
    ward = ward_of(log, HandClock(hour(480)))
    read, more = log.read, [vitals(hour(470), id="new")]

    def interrupted(**how: Any) -> Any:  # noqa: ANN401
        if how.get("kinds") == frozenset({Kind.VITALS_MEASURED}) and more:
            log.entries.append(more.pop())
        return read(**how)

    log.read = interrupted  # type: ignore[method-assign]
    [before] = ward.board()
    assert [e.id for e in before.chart.written if e.kind is Kind.VITALS_MEASURED] == ["v"]
    [after] = ward.board()
    assert [e.id for e in after.chart.written if e.kind is Kind.VITALS_MEASURED] == ["v", "new"]
    assert said((after,)) == said(whole(log, (after,)))


def test_what_others_wrote_while_it_read_is_taken_in_once() -> None:
    log = MemoryLog(long_ago())
    ward = ward_of(log, HandClock(hour(480)))
    read, more = log.read, [crs(hour(479), id="new")]

    def interrupted(**how: Any) -> Any:  # noqa: ANN401
        log.entries += more
        more.clear()
        return read(**how)

    log.read = interrupted  # type: ignore[method-assign]
    ward.board()
    [after] = ward.board()
    assert [e.id for e in after.chart.written if e.kind is Kind.CRS_CHECKED] == ["c", "new"]
    assert said((after,)) == said(whole(log, (after,)))
