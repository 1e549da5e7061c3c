"""Alerts in words: the card, the title of the tab, the board's mark, the ward's total and the sheet's line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from blin21_desktop.domain.alerts import Alert, Level
from blin21_desktop.domain.text import say
from blin21_desktop.present.alert_rows import (
    alerts_view,
    board_line,
    highest,
    now_title,
    sheet_line,
    ward_alerts,
)
from blin21_desktop.present.board import board_rows
from blin21_desktop.present.cells import Line
from blin21_desktop.present.sheet import patient_sheet
from blin21_desktop.present.terminal import board_text
from blin21_desktop.service.look import Look
from tests.checking import all_well
from tests.making import hour
from tests.present.looks import BEFORE, GIVEN, late, look, words
from tests.rules.acknowledging import acknowledged


def alert(level: Level, name: str = "one") -> Alert:
    return Alert(
        key=f"{name}/20261116T000000Z",
        patient="UPN-1",
        level=level,
        says=say("Something is."),
        action=say("Do it."),
        since=hour(1),
    )


def with_alerts(*alerts: Alert) -> Look:
    return replace(late(), alerts=alerts)


def silent(*, seconds: int = 0) -> Look:
    """The late bag of `late`, acknowledged five minutes ago."""
    key = late().alerts[0].key
    entries = (*BEFORE, *GIVEN, *all_well(hour(240)), acknowledged(hour(240, seconds=900), key))
    return look(*entries, at=hour(240, seconds=1200 + seconds))


def test_an_open_alert_says_its_level_what_the_act_and_since_when() -> None:
    view = alerts_view(late(), words())
    row = view.open[0]
    assert (row.key.partition("/")[0], row.level, row.word) == ("bag", "high", "HIGH")
    assert row.says.startswith("The bag change is overdue by 0hr 20min.")
    assert row.action == "Hang the next bag and chart the change."
    assert row.since.endswith("(0hr 20min)")
    assert row.silenced == ""
    assert view.may_acknowledge
    assert row.aloud == f"HIGH: {row.says} {row.action} {row.since}"


def test_looking_back_nothing_can_be_acknowledged() -> None:
    assert not alerts_view(late(), words(), back=True).may_acknowledge


def test_a_silenced_one_says_by_whom_until_when_and_why() -> None:
    view = alerts_view(silent(), words())
    assert "bag" not in {row.key.partition("/")[0] for row in view.open}
    (row,) = view.silenced
    assert row.silenced.startswith("acknowledged by n2, silent until ")
    assert row.silenced.endswith(": with another child")
    assert view.counts.endswith("acknowledged 1")


@pytest.mark.parametrize(("seconds", "comes_back"), [(599, False), (600, False), (601, True)])
def test_it_comes_back_by_itself_after_its_time(seconds: int, comes_back: bool) -> None:
    view = alerts_view(silent(seconds=seconds), words())
    assert ("bag" in {row.key.partition("/")[0] for row in view.open}) is comes_back
    assert bool(view.silenced) is not comes_back


@pytest.mark.parametrize(
    ("levels", "found", "told"),
    [
        ((), None, "No alerts"),
        (("low",), ("low", 1), "Alerts: LOW 1"),
        (("medium", "low", "medium"), ("medium", 2), "Alerts: MEDIUM 2 · LOW 1"),
        (("low", "high", "medium"), ("high", 1), "Alerts: HIGH 1 · MEDIUM 1 · LOW 1"),
    ],
)
def test_the_highest_level_and_the_total_of_the_ward(
    levels: tuple[Level, ...], found: tuple[Level, int] | None, told: str
) -> None:
    seen = [with_alerts(alert(level)) for level in levels]
    assert highest([one for each in seen for one in each.alerts]) == found
    assert ward_alerts(seen, words()) == told


def test_the_board_marks_the_highest_in_a_word_and_a_count() -> None:
    cases: dict[tuple[Level, ...], Line | None] = {
        (): None,
        ("low", "low"): Line("Alerts: LOW 2", "second"),
        ("low", "medium"): Line("Alerts: MEDIUM 1", "mark", frame="thin"),
        ("high", "medium", "high"): Line("Alerts: HIGH 2", "mark", frame="solid"),
    }
    for levels, line in cases.items():
        assert board_line(with_alerts(*(alert(level) for level in levels)), words()) == line


def test_where_all_are_acknowledged_the_board_says_so_and_the_tab_does_not() -> None:
    seen = silent()
    assert [one.silenced is not None for one in seen.alerts if one.level == "high"] == [True]
    only = replace(seen, alerts=tuple(one for one in seen.alerts if one.silenced))
    assert board_line(only, words()) == Line("Alerts: acknowledged 1", "second")
    assert ward_alerts([only], words()) == "Alerts: acknowledged 1"
    assert ward_alerts([only, with_alerts(alert("low"))], words()) == "Alerts: LOW 1"
    assert now_title(only, words()) == "Now"


def test_the_title_of_the_tab_counts_the_highest() -> None:
    seen = with_alerts(alert("high"), alert("high"), alert("low"))
    assert now_title(seen, words()) == "Now · HIGH 2"
    assert now_title(seen, words("ja")) == "現在 · 高 2 件"


def test_the_sheet_names_high_ones_only_acknowledged_or_not() -> None:
    assert sheet_line(with_alerts(alert("medium"), alert("low")), words()) == ""
    told = sheet_line(with_alerts(alert("high", "crs.hold"), alert("medium"), alert("high", "neuro.stop")), words())
    assert told == "ALERTS HIGH 2: finding below"
    assert sheet_line(silent(), words()) == "ALERTS HIGH 1: bag"
    assert patient_sheet(late(), words()).actions.alerts == "ALERTS HIGH 1: bag"


def test_board_and_terminal_show_the_same() -> None:
    seen = late()
    view = board_rows([seen], words(), seen.at)
    assert view.alerts.startswith("Alerts: HIGH 1")
    assert view.rows[0].state.lines[-1].text == "Alerts: HIGH 1"
    shown = board_text([seen], words(), seen.at)
    assert "! Alerts: HIGH 1" in shown
    assert view.alerts in shown.splitlines()[0]


def test_each_length_counts_from_the_moment_looked_at() -> None:
    for minutes in (0, 1, 61):
        seen = replace(with_alerts(alert("low")), at=hour(1) + timedelta(minutes=minutes))
        (row,) = alerts_view(seen, words()).open
        assert row.since.endswith(f"({minutes // 60}hr {minutes % 60}min)")
