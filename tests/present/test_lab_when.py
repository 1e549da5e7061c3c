"""A result whose day alone was sent is never shown with a time: on screen, in the record, in the `state` answer."""

from __future__ import annotations

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.present.cells import Cell
from blin21_desktop.present.lab_when import dated_when, short_when
from blin21_desktop.present.labs_cells import lab_lines
from blin21_desktop.present.labs_detail import details
from blin21_desktop.present.record import record_rows
from blin21_desktop.present.sheet_labs import labs_box
from blin21_desktop.present.state_labs import labs_json
from tests.present.labbed import day, seen, tab
from tests.present.looks import words
from tests.rules.benching import chosen, lab

MIDNIGHT = day(2).replace(hour=0, minute=0)


def of_day(name: str = "alt", value: str = "180") -> LabResulted:
    return lab(MIDNIGHT, name, value, upper_limit="40", source={"time_known": False})


def test_the_day_stands_alone_where_no_time_was_sent() -> None:
    known = lab(MIDNIGHT, "alt", "180")
    assert dated_when(known, words()).endswith(" 00:00")
    told = f"{words().day(MIDNIGHT)}, time not given"
    assert (dated_when(of_day(), words()), short_when(known, MIDNIGHT, words())) == (told, "00:00")
    assert short_when(of_day(), MIDNIGHT, words()) == f"{words().short_day(MIDNIGHT)}, time not given"


def test_state_says_whether_the_time_is_known() -> None:
    start = lab(day(-1), "alt", "120", upper_limit="40")
    found = labs_json(seen(start, of_day(), lab(MIDNIGHT, "crp", "5")), words())
    assert (found["alt"]["time_known"], found["crp"]["time_known"]) == (False, True)
    assert (found["alt"]["worst"]["time_known"], found["alt"]["baseline"]["time_known"]) == (False, True)


def test_no_screen_shows_a_midnight_that_nobody_sent() -> None:
    look = seen(of_day())
    shown = tab(of_day())
    (line,) = lab_lines(look, words())
    texts = [line.when, shown.panels[0].readout.when, shown.moments[0].text, shown.moments[0].when]
    cells: list[Cell] = [cell for row in shown.rows for cell in row.cells]
    texts += [each.text for cell in cells for each in cell.lines if "time not given" in each.text]
    detail = details(look, shown.series, of_day().id, words())
    assert detail is not None
    texts.append(detail.title)
    texts += [row.happened for row in record_rows(look, words()) if row.entry == of_day().id]
    texts += [labs_box(look, words()).note]
    assert len(texts) >= 7
    assert all("time not given" in text and "00:00" not in text for text in texts), texts


def test_a_moment_with_one_known_time_is_that_time() -> None:
    made = tab(of_day(), lab(MIDNIGHT, "crp", "5")).moments
    assert "00:00" in made[0].text


def test_a_chosen_baseline_of_a_day_says_so() -> None:
    start = lab(day(-1), "alt", "120", upper_limit="40", source={"time_known": False})
    picked = chosen(day(2), "alt", result=start.id)
    look = seen(start, lab(day(3), "alt", "180", upper_limit="40"), picked)
    assert labs_json(look, words())["alt"]["baseline"]["time_known"] is False
