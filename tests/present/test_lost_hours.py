"""Hours lost in words: the same numbers as the rule's, by cause and by patient, with their sum."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from blin21_desktop.domain.moments import HOUR
from blin21_desktop.present.list_sheet import ward_list
from blin21_desktop.present.lost_hours import lost_lately, lost_of_patient, lost_page
from blin21_desktop.rules.lost_hours import lost_hours, lost_on_ward
from blin21_desktop.service.look import Look
from tests.making import hour, measured, ordered, paused, registered, resumed, started
from tests.present.looks import look, words
from tests.rules.looking import REACTION, graded

BEGIN = (registered(hour(-2)), measured(hour(-2)), ordered(hour(-1)), started())


def stopping(*more: object) -> Look:
    pauses = (
        *(paused(hour(10), reason=REACTION, event="e1"), resumed(hour(15))),
        *(paused(hour(20)), resumed(hour(21))),
    )
    return look(*BEGIN, graded(hour(9), "crs"), *pauses, *more, at=hour(30))  # type: ignore[arg-type]


def other() -> Look:
    found = look(*BEGIN, paused(hour(28)), at=hour(30))
    return replace(found, patient="UPN-2", chart=replace(found.chart, patient="UPN-2"), bed="702")


def texts(rows: tuple[object, ...]) -> list[tuple[str, ...]]:
    return [tuple(" / ".join(lines) for lines in row.texts) for row in rows]  # type: ignore[attr-defined]


def test_one_patient_by_cause_with_the_sum() -> None:
    seen = stopping()
    table = lost_of_patient(seen, words())
    assert texts(table.rows) == [
        ("adverse reaction", "an event", "5hr 0min", "1"),
        ("line or pump", "—", "1hr 0min", "1"),
        ("Sum", "", "6hr 0min", "2"),
    ]
    assert sum((one.length for one in lost_hours(seen.chart, seen.at)), timedelta()) == 6 * HOUR
    assert len(table.columns) == len(table.rows[0].texts)


def test_nothing_lost_is_said_in_words() -> None:
    table = lost_of_patient(look(*BEGIN, at=hour(30)), words())
    assert table.rows == ()
    assert "no hours were lost" in table.none


def test_the_ward_by_cause_and_by_patient() -> None:
    looks = (stopping(), other())
    page = lost_page(looks, words(), end=hour(30))
    causes, patients = page.tables
    assert texts(causes.rows) == [
        ("adverse reaction", "CRS", "5hr 0min", "1", "1"),
        ("line or pump", "—", "3hr 0min", "2", "2"),
        ("Sum", "", "8hr 0min", "3", "of 2"),
    ]
    assert [row[2:] for row in texts(patients.rows)] == [
        ("2hr 0min", "1", "line or pump: 2hr 0min"),
        ("6hr 0min", "2", "adverse reaction (an event): 5hr 0min / line or pump: 1hr 0min"),
        ("8hr 0min", "3", ""),
    ]
    total = sum((one.length for one in lost_on_ward([one.chart for one in looks], hour(30))), timedelta())
    assert total == 8 * HOUR
    assert page.period.startswith("All that is charted, up to ")


def test_a_period_is_named_and_counted() -> None:
    page = lost_page((stopping(), other()), words(), start=hour(14), end=hour(29))
    assert page.period.startswith("From ")
    assert [row[2] for row in texts(page.tables[0].rows)] == ["2hr 0min", "1hr 0min", "3hr 0min"]
    empty = lost_page((stopping(),), words(), start=hour(22), end=hour(23))
    assert [table.rows for table in empty.tables] == [(), ()]
    assert empty.tables[0].none == "No hours were lost in this period."


def test_hidden_names_and_a_patient_without_a_bed() -> None:
    seen = replace(stopping(), bed=None)
    hidden = lost_page((seen,), words(), end=hour(30), hide_names=True)
    (first, _) = texts(hidden.tables[1].rows)
    assert first[0] == "not recorded"
    assert seen.registered is not None
    assert seen.registered.family_name not in first[1]
    shown = lost_page((seen,), words(), end=hour(30))
    assert seen.registered.family_name.upper() in texts(shown.tables[1].rows)[0][1].upper()


def test_the_ward_list_tells_the_last_week() -> None:
    told = "Hours lost in the last 7 days: 8hr 0min (adverse reaction 5hr 0min · line or pump 3hr 0min)"
    assert lost_lately((stopping(), other()), words(), hour(30)) == told
    assert ward_list((stopping(), other()), words(), at=hour(30)).lost == told
    assert lost_lately((stopping(),), words(), hour(21 + 168)) == ""
    assert lost_lately((stopping(),), words(), hour(20.5 + 168)) == (
        "Hours lost in the last 7 days: 0hr 30min (line or pump 0hr 30min)"
    )
    assert lost_lately((), words(), hour(30)) == ""


def test_two_kinds_of_event_of_one_cause_are_one_in_the_sentence() -> None:
    seen = stopping(paused(hour(25), reason=REACTION, event="e2"), resumed(hour(27)), graded(hour(24), "gvhd", "e2"))
    assert "(adverse reaction 7hr 0min · line or pump 1hr 0min)" in lost_lately((seen,), words(), hour(30))
