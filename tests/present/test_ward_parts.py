"""Board filters and order, who could be mixed up, finding a patient, the record's filter, the tabs' words."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from blin21_desktop.domain.entries import SheetPrinted
from blin21_desktop.domain.text import Names, say
from blin21_desktop.present import catalogue
from blin21_desktop.present.bag_plan import plan_json, plan_of, plan_sheet, plan_view
from blin21_desktop.present.board import BoardWish, board_rows
from blin21_desktop.present.board_order import next_due, shown
from blin21_desktop.present.chart import identity_line
from blin21_desktop.present.find import NOBODY, answer, find
from blin21_desktop.present.mixups import Marks, initials
from blin21_desktop.present.record import filtered, record_rows
from blin21_desktop.present.terminal import board_text
from blin21_desktop.present.words import Words
from blin21_desktop.printing import draw
from blin21_desktop.rules.bag_plan import BagPlan
from blin21_desktop.service.look import Look
from tests.checking import all_well
from tests.making import bag, hour, ordered, paused, registered, started, withdrawn
from tests.present.looks import BEFORE, look

TOKYO = ZoneInfo("Asia/Tokyo")
EN, JA = catalogue.words("en", TOKYO), catalogue.words("ja", TOKYO)
RUNNING = (*BEFORE, started(hour(0), bag=bag(hour(0), hours=72)))


def person(patient: str, family: str, kana: str | None = None, bed: str | None = None) -> Look:
    seen = look(registered(hour(-72), family_name=family, kana=kana, bed=bed), at=hour(0))
    return replace(seen, patient=patient)


def test_what_the_filters_show() -> None:
    running = look(*RUNNING, *all_well(hour(70)), at=hour(70))
    soon = look(*RUNNING, *all_well(hour(71)), at=hour(71))
    still = look(*RUNNING, paused(hour(5)), *all_well(hour(6)), at=hour(6))
    assert [shown(running, only, running.at) for only in ("all", "due", "interrupted", "unconfirmed")] == [
        True, False, False, True,
    ]  # fmt: skip
    assert shown(soon, "due", soon.at)
    assert shown(still, "interrupted", still.at)
    assert not shown(still, "unconfirmed", still.at)
    view = board_rows((running,), EN, running.at, BoardWish(only="interrupted"))
    assert view.rows == ()
    assert view.empty == "No patient is in this filter. Choose All to see everybody."
    assert view.filters["unconfirmed"] == "Unconfirmed (1)"


def test_hidden_names_leave_bed_and_initials() -> None:
    seen = person("UPN-2", "Kato", "カトウ ハルト", "705")
    row = board_rows((seen,), EN, seen.at, BoardWish(hide_names=True)).rows[0]
    assert row.person.text == "K. O., name hidden"
    assert initials(replace(seen, registered=None)) == "UPN-2"


def test_the_next_due_goes_round_and_paused_ones_come_after_late_ones() -> None:
    late = replace(look(*RUNNING, at=hour(73)), patient="late")
    coming = replace(look(*BEFORE, started(hour(2), bag=bag(hour(2), hours=72)), at=hour(73)), patient="coming")
    still = replace(look(*RUNNING, paused(hour(1)), at=hour(200)), patient="still", at=hour(73))
    looks = (coming, late, still)
    assert next_due(looks, hour(73)) == "late"
    assert next_due(looks, hour(73), "late") == "coming"
    assert next_due(looks, hour(73), "nobody") == "late"
    assert next_due((), hour(73)) == ""
    view = board_rows(looks, EN, hour(73))
    assert view.due[0].patient == "late"


def test_who_could_be_mixed_up() -> None:
    looks = (
        person("a", "佐藤", "サトウ アオイ", "1"),
        person("b", "佐東", "ｻﾄｳ ﾚﾝ", "2"),
        person("c", "ＫＡＴＯ", None, "２"),
        person("d", "Kato", None, None),
        replace(person("e", "x"), registered=None),
        person("f", "左藤", "さとう めい", "3"),
    )
    marks = Marks.of(looks, EN)
    assert [marks.mark(one) for one in looks] == [
        "same reading: bed 2, 3",
        "same reading: bed 1, 3 · bed 2 twice",
        "same name: d without a bed · bed ２ twice",
        "same name: bed ２",
        "",
        "same reading: bed 1, 2",
    ]


def test_a_family_name_in_kana_is_its_own_reading() -> None:
    looks = (person("a", "いとう", None, "1"), person("b", "伊藤", "イトウ レン", "2"), person("c", "伊東", None, "3"))
    assert [Marks.of(looks, EN).marks(one) for one in looks] == [
        ("same reading: bed 2",),
        ("same reading: bed 1",),
        (),
    ]


@pytest.mark.parametrize("words", [EN, JA], ids=["en", "ja"])
def test_every_warning_stands_in_the_terminal_whole(words: Words) -> None:
    looks = (
        person("a", "佐藤", "サトウ アオイ", "1"),
        person("b", "佐東", "ｻﾄｳ ﾚﾝ", "1"),
        person("c", "佐藤", "サトウ メイ", None),
    )
    told = board_text(looks, words, looks[0].at)
    marks = [mark for one in looks for mark in Marks.of(looks, words).marks(one)]
    assert len(marks) == 7
    assert [mark for mark in marks if f"! {mark}" not in told] == []


def test_a_patient_is_found_by_anything_typed() -> None:
    looks = (
        person("UPN-1", "佐藤", "サトウ アオイ", "703"),
        person("UPN-2", "Kato", None, None),
        replace(person("UPN-3", "x"), registered=None),
    )

    def found(typed: str) -> list[str]:
        return [one.patient for one in find(looks, typed, EN)]

    assert found("") == ["UPN-1", "UPN-2", "UPN-3"]
    assert found("さとう") == found("ｻﾄｳ") == found("佐") == found("703") == ["UPN-1"]
    assert found("ｋａｔｏ") == found("upn-2") == ["UPN-2"]
    assert found("nobody") == []
    assert [one.exact for one in find(looks, "h1", EN)] == [True, True]
    assert find(looks, "703", EN, hide_names=True)[0].text == "Bed 703 · 佐. O. · UPN-1"
    assert find(looks, "kato", EN)[0].text.startswith("no bed · KATO One")


def test_only_a_single_match_or_a_whole_id_is_chosen() -> None:
    looks = (
        person("UPN-1", "佐藤", "サトウ アオイ", "70"),
        person("UPN-10", "佐東", "サトウ レン", "7"),
        person("UPN-70", "Kato", None, "703"),
    )

    def asked(typed: str) -> tuple[int, int]:
        told = answer(looks, typed, EN)
        return len(told.found), told.chosen

    assert asked("さとう れ") == (1, 0)
    assert asked("さとう") == (2, NOBODY)
    assert asked("upn-1") == (2, 0)
    assert asked("７") == (3, 1)
    assert asked("upn-7") == (1, 0)
    assert asked("70") == (2, 0)
    assert asked("  ") == (3, NOBODY)
    assert asked("nobody") == (0, NOBODY)
    twice = (*looks[:2], replace(looks[2], bed="7"))
    assert answer(twice, "7", EN).chosen == NOBODY


def test_a_bed_that_is_the_id_of_another_chooses_nobody() -> None:
    looks = (person("703", "Ito", None, "1"), person("UPN-2", "Kato", None, "703"))
    assert answer(looks, "703", EN).chosen == NOBODY


def test_a_search_says_how_many_fit() -> None:
    looks = (person("UPN-1", "Kato", None, "1"), person("UPN-2", "Kato", None, "2"), person("X-10", "Ito", None, "10"))
    assert [answer(looks, typed, EN).said for typed in ("", "ito", "kato", "1", "zz")] == [
        "Type to search. 3 patients on the list.",
        "1 patient fits. Enter opens, Esc closes.",
        "2 patients fit. Type more, or choose one with the arrows; Enter opens.",
        "3 patients fit; ID or bed is exactly as typed for the chosen one. Enter opens.",
        "Nobody on this ward fits. Check the number, or register the patient with Ctrl+N.",
    ]


def test_the_record_is_filtered_by_group_and_words() -> None:
    start = started(hour(0), bag=bag(hour(0), hours=72, label="AB-7"))
    seen = look(*BEFORE, start, withdrawn(hour(1), start.id), ordered(hour(1), 9.0), at=hour(2))
    rows = record_rows(seen, EN)
    assert len(filtered(rows, "all", "")) == len(rows)
    assert {row.kind for row in filtered(rows, "infusion", "")} == {"infusion_started"}
    assert {row.kind for row in filtered(rows, "orders", "")} == {"dose_ordered"}
    assert {row.kind for row in filtered(rows, "withdrawn", "")} == {"infusion_started", "entry_withdrawn"}
    assert len(filtered(rows, "all", "ａｂ-7")) == 1
    assert len(filtered(rows, "all", "ab-7 nothing")) == 0
    assert all(row.kind != "entry_withdrawn" for row in record_rows(seen, EN, until=hour(0.5)))


@pytest.mark.parametrize(
    ("sheet", "said"),
    [("ward-list-en", "ward list"), ("handover-ja", "handover sheet"), ("bag-plan-en", "bag plan"), ("x", "x")],
)
def test_the_record_says_what_was_printed(sheet: str, said: str) -> None:
    printed = SheetPrinted(
        id="id-p",
        patient=BEFORE[0].patient,
        happened_at=hour(0),
        recorded_at=hour(0),
        by="n1",
        sheet=sheet,
        based_on=7,
        knowledge="k",
        sha256="0123456789abcdef",
    )
    (row,) = [r for r in record_rows(look(*BEFORE, printed, at=hour(1)), EN) if r.kind == "sheet_printed"]
    assert any(cell.text == f"{said}, from 7 entries, page code 01234567" for cell in row.cells)


@pytest.mark.parametrize("words", [EN, JA])
def test_the_bag_plan_in_words_and_on_paper(words: object) -> None:
    assert words in (EN, JA)
    spoken = EN if words is EN else JA
    seen = look(*RUNNING, at=hour(70))
    plan = plan_of(seen, TOKYO)
    view = plan_view(plan, spoken)
    assert len(view.rows) == len(plan.bags) > 5
    assert all(len(row.cells) == len(view.columns) for row in view.rows)
    sheet = plan_sheet(view, seen, spoken)
    assert draw([sheet]).startswith(b"%PDF-")
    told = plan_json(plan, seen, spoken)
    assert told["bags"][0]["hung_at"] == hour(72).isoformat()
    assert told["planned_end"] == hour(672).isoformat()


def test_a_plan_that_cannot_be_made_says_so() -> None:
    nobody = replace(look(*BEFORE, at=hour(0)), label=None, protocol=None)
    assert plan_of(nobody, TOKYO) == BagPlan()
    view = plan_view(BagPlan(missing=(say("x"),)), EN)
    assert view.totals == "No plan can be made."
    assert view.notes == ("x",)
    assert plan_sheet(view, replace(nobody, registered=None), EN).rows == ()
    assert plan_json(BagPlan(), nobody, EN)["planned_end"] is None


def test_a_bag_that_cannot_be_made_is_said_in_its_row() -> None:
    plan = plan_of(look(*RUNNING, at=hour(70)), TOKYO)
    bad = replace(plan.bags[0], cannot_make=True, at_night=True, dose_micrograms_per_day=None, ready_by=hour(1))
    row = plan_view(replace(plan, bags=(bad,)), EN).rows[0]
    assert row.texts[1][1] == "at night"
    assert row.texts[4] == ("not ordered yet",)
    assert row.texts[6] == ("CANNOT BE MADE in time", "Mon 23-Nov-2026 11:00")


def test_a_bag_whose_order_is_not_the_labels_dose_is_asked_about() -> None:
    plan = plan_of(look(*RUNNING, at=hour(70)), TOKYO)
    bag_ = replace(plan.bags[0], dose_micrograms_per_day=28.0, label_dose=9.0)
    row = plan_view(replace(plan, bags=(bag_,)), EN).rows[0]
    assert row.texts[4] == ("ASK THE PHYSICIAN", "ordered 28 microgram/day", "label 9 microgram/day")
    told = plan_json(replace(plan, bags=(bag_,)), look(*RUNNING, at=hour(70)), EN)["bags"][0]
    assert (told["dose_micrograms_per_day"], told["label_dose_micrograms_per_day"]) == (28.0, 9.0)


def test_a_bag_changed_early_is_not_said_to_end() -> None:
    plan = plan_of(look(*RUNNING, at=hour(70)), TOKYO)
    whole = replace(plan.bags[0], ends="end-of-bag", hours=96, hung_at=hour(0), ends_at=hour(96))
    view = plan_view(replace(plan, bags=(whole, replace(whole, ends_at=hour(79)))), EN)
    assert [row.texts[3][1] for row in view.rows] == ["end of bag", "before its hours are over"]


def test_a_plan_says_whose_pharmacy_hours_it_used() -> None:
    seen = look(*RUNNING, at=hour(70))
    assert seen.protocol is not None
    like = seen.protocol.parameters["program.night"]
    own = replace(like, key="pharmacy.shelf_hours", value=96, set_by="S. Aoki")
    ward = replace(seen.protocol, parameters={**seen.protocol.parameters, own.key: own})
    notes = plan_view(plan_of(replace(seen, protocol=ward), TOKYO), EN).notes
    assert any(note.startswith("the pharmacy's hours: this site's own values, set by S. Aoki on ") for note in notes)


def test_names_have_a_form_in_each_language() -> None:
    text = say("{name}", name=Names("Japan", "日本"))
    assert (EN.render(text), JA.render(text)) == ("Japan", "日本")


def test_the_line_that_says_who_a_form_is_about() -> None:
    seen = look(*BEFORE, at=hour(0))
    assert identity_line(seen, EN).startswith("SURUGA Aoi · ID 9900013 · born ")
    assert "registration withdrawn" in identity_line(replace(seen, registered=None), EN)
