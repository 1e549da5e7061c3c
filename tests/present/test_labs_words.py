"""What is told in words: MRD, the details of a result, the cell of the board, the card of the tab Now."""

from __future__ import annotations

from dataclasses import replace

from blin21_desktop.domain.entries import Entry
from blin21_desktop.present.board import BoardWish, board_rows
from blin21_desktop.present.chart import now_tab
from blin21_desktop.present.labs_cells import lab_lines, labs_cell, labs_column
from blin21_desktop.present.labs_mrd import mrd_rows
from blin21_desktop.present.labs_tab import LabsTab
from tests.making import hour
from tests.present.labbed import bare, course, day, mrd, seen, tab
from tests.present.looks import words
from tests.rules.benching import answered, chosen, lab

ALT = {"lower_limit": "5", "upper_limit": "40"}


def test_mrd_is_told_in_words() -> None:
    look = seen(
        mrd(day(-3), "pcr", "2E-4", sensitivity="1E-5", quantitative_range="5E-5"),
        mrd(day(1), "pcr", "2E-3", sensitivity="1E-3", quantitative_range="5E-5"),
        mrd(day(2), "pcr", "5E-4"),
        mrd(day(3), "flow", "0.2 %", cluster_seen=True),
        mrd(day(4), "flow", "0.2 %"),
        mrd(day(5), "flow", "0.02 %", cluster_seen=False),
    )
    found = [(row.answer, row.known, row.details) for row in mrd_rows(look, words())]
    source = "source: L, minimal residual disease"
    assert found == [
        ("negative by the protocol", True, f"no cluster seen · {source}"),
        ("cannot tell", False, f"missing: whether a cluster was seen · {source}"),
        ("positive by the protocol", True, f"cluster seen · {source}"),
        ("cannot tell", False,
         f"missing: the sensitivity of the assay, the quantitative range of the assay · {source}"),
        ("not valid by the protocol", False,
         f"the value itself reaches the limit of positive · sensitivity 1E-3 · quantitative range 5E-5 · {source}"),
        ("negative by the protocol", True, f"sensitivity 1E-5 · quantitative range 5E-5 · {source}"),
    ]  # fmt: skip
    assert [row.method for row in mrd_rows(look, words())][:1] == ["flow cytometry"]
    nothing = mrd_rows(replace(look, protocol=None), words())
    assert {row.answer for row in nothing} == {"cannot tell"}
    assert nothing[0].details.startswith("missing: limits of MRD by flow cytometry is not configured")
    assert LabsTab(look, words()).mrd == mrd_rows(look, words())


def test_mrd_stands_as_marks_on_the_axis_of_the_graphs() -> None:
    look = seen(
        mrd(day(-3), "pcr", "2E-4", sensitivity="1E-5", quantitative_range="5E-5"),
        mrd(day(1), "pcr", "2E-3", sensitivity="1E-3", quantitative_range="5E-5"),
        mrd(day(3), "flow", "0.2 %", cluster_seen=True),
    )
    found = LabsTab(look, words()).mrd_marks
    assert [(mark.at, mark.positive, mark.text) for mark in found] == [
        (-3.0, False, "PCR (Ig/TCR) 2E-4: negative by the protocol"),
        (1.0, None, "PCR (Ig/TCR) 2E-3: not valid by the protocol"),
        (3.0, True, "flow cytometry 0.2 %: positive by the protocol"),
    ]
    assert found[0].spoken == "20-Nov 10:00, bone marrow, PCR (Ig/TCR) 2E-4: negative by the protocol"


def test_what_waits_for_a_person_is_counted_on_card_and_tab() -> None:
    look = seen()
    assert now_tab(look, words(), to_review=2).labs_to_review == "results to review: 2 (F9)"
    assert now_tab(look, words()).labs_to_review == ""
    assert LabsTab(look, words(), to_review=3).review == "results to review: 3 (F9)"
    assert LabsTab(look, words()).review == ""


def test_details_tell_every_version_and_what_can_be_answered() -> None:
    first = lab(day(1), "sodium", "127", id="a", lower_limit="135", upper_limit="145", source={"sender": "LIS"})
    again = replace(first, id="b", value="126", status="corrected", recorded_at=day(1.2))
    made = tab(lab(day(-1), "sodium", "138", id="base"), first, again)
    found = made.details("a")
    assert found is not None
    assert found == made.details("b")
    assert (found.result, found.analyte) == ("b", "sodium")
    assert found.title == "Sodium 126 mmol/L, collected 24-Nov-2026 10:00"
    assert found.versions == (
        "24-Nov 14:48: 126 mmol/L, corrected, n1 (LIS)",
        "24-Nov 10:00: 127 mmol/L, final, n1 (LIS)",
    )
    assert [(one.term, one.condition) for one in found.asked] == [
        ("Hyponatremia", "symptoms"),
        ("Hyponatremia", "life_threatening"),
    ]
    assert found.may_choose
    assert "normal range: 135–145, reported with it" in found.lines
    assert any(
        line.startswith("baseline 138 mmol/L of 22-Nov-2026 10:00, 24hr 0min before the start, newest")
        for line in found.lines
    )
    assert made.details("nobody") is None


def test_details_of_limits_choices_and_corrected_calcium() -> None:
    made = tab(
        lab(day(-1), "alt", "30", id="old", **ALT),
        lab(day(-0.5), "alt", "31", id="base", **ALT),
        lab(day(1), "alt", "50", id="now", **ALT, source={"entered_by_hand": True}),
        chosen(day(2), "alt", result="old"),
        lab(day(1), "calcium", "8", id="ca", lower_limit="8.5"),
        lab(day(1), "albumin", "3", id="alb"),
    )
    now = made.details("now")
    assert now is not None
    assert "normal range: 5–40, reported with it" in now.lines
    assert any(line.endswith("chosen by a person") for line in now.lines)
    assert now.versions[0].endswith("(entered by hand)")
    calcium = made.details("ca")
    assert calcium is not None
    assert "corrected for albumin: 8.8" in calcium.lines
    assert "normal range: ≧ 8.5, reported with it" in calcium.lines


def test_details_of_a_derived_value_name_its_parents_and_ask_nothing() -> None:
    made = tab(
        lab(day(1), "leukocytes", "1.2", unit="10*9/L", id="w"),
        lab(day(1), "neutrophils_percent", "40", unit="%", id="p"),
    )
    row = next(row for row in made.rows if row.key == "neutrophils")
    found = made.details(row.entry)
    assert found is not None
    assert (found.asked, found.may_choose, found.may_correct) == ((), False, False)
    assert "derived from the results below" in found.lines
    assert len(found.versions) == 2


def test_an_answer_given_is_no_longer_asked() -> None:
    entry = lab(day(1), "sodium", "127", id="a", lower_limit="135")
    made = tab(entry, answered(day(2), "a", "Hyponatremia", "symptoms", "no"))
    found = made.details("a")
    assert found is not None
    assert "symptoms" not in [one.condition for one in found.asked]


def lines(*entries: Entry, review: int | None = None) -> list[str]:
    return [line.plain for line in labs_cell(seen(*entries), words(), review).lines]


def test_the_board_shows_the_two_worst_of_today_or_why_none() -> None:
    today = [
        lab(day(-1), "alt", "20", **ALT),
        lab(day(13.9), "neutrophils", "0.4"),
        lab(day(13.9), "alt", "300", **ALT),
        lab(day(13.9), "platelets", "12.3", unit="10*4/uL", lower_limit="15"),
        lab(day(13.9), "haemoglobin", "12", status="preliminary", lower_limit="11", upper_limit="15"),
    ]
    assert lines(*today) == [
        "ANC 0.4 4",
        "ALT 300 3",
        "ALT: baseline 24hr 0min before the start · 1 more graded · preliminary: 1",
    ]
    assert lines(today[-1]) == ["results: 1, none graded · preliminary: 1"]
    assert lines(lab(day(13.9), "alt", "300", **ALT)) == ["not gradable: 1"]
    assert lines(lab(day(12), "neutrophils", "0.4"), review=2) == ["pending", "2 to review"]
    late = seen(lab(day(13.9), "cd3", "300", unit="/uL"), at=day(15.5))
    assert [line.plain for line in labs_cell(late, words(), 0).lines] == ["none since midnight"]
    assert lines(lab(day(13.9), "platelets", "<74")) == ["PLT <7.4 ≧2"]
    assert labs_column(words()) == "Labs today"


def test_where_there_is_little_room_the_end_of_the_bag_stands_below_the_dose() -> None:
    seen_now = seen(lab(day(13.9), "neutrophils", "0.4"))
    wide, narrow = (
        board_rows((seen_now,), words(), seen_now.at, BoardWish(narrow=one, to_review={"UPN-1": 3}))
        for one in (False, True)
    )
    assert wide.columns[-1] == "Labs today"
    assert [line.plain for line in wide.rows[0].cells[-1].lines] == ["ANC 0.4 4", "3 to review"]
    assert len(narrow.columns) == len(narrow.rows[0].cells) == len(wide.columns) - 1
    assert narrow.columns[4:] == ("Dose, bag end", "CRS · ICANS", "Labs today")
    row = narrow.rows[0]
    assert [line.plain for line in row.cells[-1].lines] == ["ANC 0.4 4", "3 to review"]
    assert [line.plain for line in row.cells[4].lines][: len(row.dose.lines) + 1][-1] == "Bag ends"
    wish = BoardWish(narrow=True, least=True, to_review={"UPN-1": 3})
    least = board_rows((seen_now,), words(), seen_now.at, wish)
    assert len(least.columns) == len(least.rows[0].cells) == len(wide.columns) - 2
    assert [line.plain for line in least.rows[0].cells[-1].lines][-3:] == ["Labs today", "ANC 0.4 4", "3 to review"]


def test_the_card_shows_its_analytes_and_what_is_graded() -> None:
    found = lab_lines(seen(*course(), lab(day(13.9), "sodium", "120", lower_limit="135")), words())
    assert [one.name for one in found] == ["ANC", "PLT", "ALT", "CRP", "Na"]
    alt = found[2]
    assert (alt.value, alt.previous, alt.change, alt.unit, alt.marks) == ("178", "166", "▲ +12", "U/L", "✎")
    assert alt.chip is not None
    assert alt.spark is not None
    assert alt.spark.now is not None
    only = lab_lines(seen(*course()), words(), ("alt",), graded_too=False)
    assert [one.name for one in only] == ["ALT"]


def test_the_card_without_a_course_and_with_what_cannot_be_drawn() -> None:
    (one,) = lab_lines(bare(lab(hour(1), "alt", "x", id="x"), at=day(2)), words())
    assert (one.value, one.spark, one.previous, one.marks) == ("x", None, "", "")
    (two,) = lab_lines(bare(lab(hour(1), "alt", "20", id="y"), at=day(2)), words())
    assert two.spark is not None
    assert two.spark.now == 1


def test_details_name_the_analyte_and_write_units_as_they_are_read() -> None:
    made = tab(lab(day(1), "crp", "1", id="c", upper_limit="0.3"), lab(day(1), "neutrophils", "2", id="n"))
    crp, count = made.details("c"), made.details("n")
    assert crp is not None
    assert count is not None
    assert crp.lines[0] == "C-reactive protein: CTCAE v5.0 has no term for it"
    assert count.versions[0].endswith("2 10⁹/L, final, n1 (sender not known)")
