"""The newest checks in small: nothing old looks new, nothing missing looks normal, no colour without its digit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from blin21_desktop.present.board import board_rows
from blin21_desktop.present.cells import Cell, Chip
from blin21_desktop.present.chart import now_tab
from blin21_desktop.present.check_cells import checks_cell, last_checks
from blin21_desktop.present.status import status_line
from blin21_desktop.present.terminal import board_text
from blin21_desktop.service.look import Look
from tests.checking import capd, crs, event, neuro, vitals
from tests.making import bag, hour, started
from tests.present.checked import TEENAGER, quiet, small_child, stormy, unchecked
from tests.present.looks import BEFORE, look, plain_words

WORDS = plain_words()
RUNNING = (TEENAGER, *BEFORE[1:], started(hour(0), bag=bag(hour(0), hours=72)))


def cell(seen: Look, *, minutes: int = 0) -> Cell:
    return checks_cell(seen, WORDS, seen.at + timedelta(minutes=minutes))


def below(seen: Look, *, minutes: int = 0) -> list[str]:
    return [line.plain for line in cell(seen, minutes=minutes).lines[1:]]


def digits(seen: Look) -> list[tuple[str, int | None]]:
    return [(chip.text, chip.grade) for chip in cell(seen).lines[0].chips]


def test_both_digits_with_their_age() -> None:
    seen = look(*RUNNING, crs(hour(1), "yes"), neuro(hour(1)), at=hour(2))
    assert digits(seen) == [("1", 1), ("0", 0)]
    assert below(seen) == ["11:00 · 1hr 0min ago"]
    assert below(seen, minutes=30) == ["11:00 · 1hr 30min ago"]
    assert cell(seen).text == "CRS grade 1, ICANS grade 0, 11:00 · 1hr 0min ago"


def test_nothing_recorded_is_a_dash_in_words() -> None:
    assert digits(unchecked()) == [("–", None), ("–", None)]
    assert below(unchecked()) == ["not recorded"]
    assert cell(unchecked()).text == "CRS: not recorded, ICANS: not recorded, not recorded"
    half = look(*RUNNING, crs(hour(1)), at=hour(2))
    assert below(half) == ["CRS 11:00 · 1hr 0min ago", "ICANS: not recorded"]


def test_old_is_counted_from_the_moment_shown() -> None:
    seen = look(*RUNNING, crs(hour(0)), neuro(hour(1)), at=hour(12))
    assert below(seen) == ["CRS 10:00 · 12hr 0min ago", "ICANS 11:00 · 11hr 0min ago"]
    assert below(seen, minutes=1) == ["CRS 10:00 · 12hr 1min ago", "OLD", "ICANS 11:00 · 11hr 1min ago"]
    assert "older than the limit of the ward" in cell(seen, minutes=1).text


def test_not_graded_is_said_and_is_no_zero() -> None:
    assert digits(small_child()) == [("–", None), ("–", None)]
    assert below(small_child())[1:] == ["CRS not graded", "ICANS not graded"]


def test_another_grade_on_the_other_scale_is_said() -> None:
    assert below(stormy())[-1] == "ASTCT 2"
    hidden = crs(hour(1), "masked", accepted_grade=1, because="well")
    assert below(look(*RUNNING, hidden, at=hour(2)))[-1] == "ASTCT not graded"
    as_event = event(hour(1), "Cytokine release syndrome", 2, category="crs")
    assert below(look(*RUNNING, as_event, at=hour(2)))[-1] == "ICANS: not recorded"


def test_the_board_and_the_terminal_show_the_column() -> None:
    view = board_rows((stormy(),), WORDS, stormy().at)
    assert view.columns[-2] == "CRS · ICANS"
    assert view.rows[0].cells[-2].lines[0].chips[0] == Chip("1", 1, "CRS grade 1")
    text = board_text((stormy(), unchecked()), WORDS, stormy().at)
    assert "1 · 1" in text
    assert "– · –" in text
    assert "ASTCT 2" in text


def test_the_status_line_is_marked_from_grade_1_on_and_by_a_check_without_a_grade() -> None:
    assert [chip.text for chip in status_line(stormy(), WORDS)[0].chips] == ["1", "1"]
    assert status_line(stormy(), WORDS)[0].label == "State · CRS, ICANS"
    assert [chip.text for chip in status_line(small_child(), WORDS)[0].chips] == ["–", "–"]
    for calm in (quiet(), unchecked()):
        assert status_line(calm, WORDS)[0].chips == ()
        assert status_line(calm, WORDS)[0].label == "State"


def test_the_card_tells_value_grade_when_and_who() -> None:
    rows = {row.name: row for row in now_tab(stormy(), WORDS).last_checks}
    assert list(rows) == ["Temperature", "Blood pressure", "SpO2", "CRS CTCAE v5.0", "CRS ASTCT", "ICANS"]
    assert (rows["Temperature"].value, rows["Temperature"].moment) == ("37.8 ℃ · axillary", "02:00")
    assert rows["SpO2"].value == "96 % · nasal cannula · 2 L/min"
    assert rows["CRS ASTCT"].value == "nasal oxygen, 2 L/min"
    assert rows["CRS ASTCT"].who == "T.N"
    assert rows["CRS CTCAE v5.0"].value.startswith("grade 1 accepted by T.N")
    assert rows["ICANS"].value == "ICE 8 of 10 · −2 from baseline 10 · lost: orientation, writing"


def test_the_card_marks_what_is_old_open_or_not_recorded() -> None:
    rows = {row.name: row for row in last_checks(unchecked(), WORDS)}
    assert {row.value for row in rows.values()} == {"not recorded"}
    assert rows["CRS"].chip == Chip("–", None, "CRS: not recorded")
    seen = look(*RUNNING, vitals(hour(1), temperature_c=None), crs(hour(1), "masked"), capd(hour(1)), at=hour(14))
    rows = {row.name: row for row in last_checks(seen, WORDS)}
    assert rows["Temperature"].value == "not recorded"
    assert rows["Blood pressure"].old
    assert rows["CRS ASTCT"].value.startswith("not graded, at least 0")
    assert rows["ICANS"].value.startswith("CAPD 0, awake")
    unlimited = replace(seen, protocol=None)
    assert not any(row.old for row in last_checks(unlimited, WORDS))
