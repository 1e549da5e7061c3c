"""The sheet's values: what a nurse would act on, in every state of a course."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from blin21_desktop.domain.text import say
from blin21_desktop.present.amounts import LANGS, Lang
from blin21_desktop.present.sheet import Sheet, patient_sheet
from tests.making import hour
from tests.present.looks import (
    STATES,
    bare,
    completed,
    late,
    named,
    not_started,
    running,
    stopped,
    with_findings,
    withdrawn_registration,
    words,
)


def texts(value: object) -> Iterator[str]:
    """Every string of a sheet."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))


def value(sheet: Sheet, label: str) -> str:
    """The value of a labelled fact anywhere on the sheet."""
    facts = (*sheet.identity, *sheet.summary, *sheet.infusion.rate, *sheet.infusion.facts)
    return next(fact.value for fact in facts if fact.label == label)


def test_identity_is_complete_and_says_what_it_does_not_know() -> None:
    sheet = patient_sheet(running(), words())
    assert (sheet.name, sheet.kana) == ("SURUGA, Aoi", "スルガ アオイ")
    assert value(sheet, "Born") == "10-Jan-2016 (10y, child)"
    assert value(sheet, "ID") == sheet.barcode == "9900013"
    assert value(sheet, "Allergy") == "vancomycin"
    assert value(sheet, "Weight") == "50 kg, 23-Nov-2026, 45 kg or more"
    assert value(sheet, "Drug label").startswith("Japan: package insert")
    unknown = patient_sheet(bare(), words())
    assert value(unknown, "Bed") == "Not known"
    assert value(unknown, "Weight") == "Not known"
    assert {"bed not recorded", "weight not recorded"} <= set(unknown.missing)
    assert "no allergy recorded: not the same as none known" in unknown.missing


def test_a_running_infusion_in_words() -> None:
    box = patient_sheet(running(), words()).infusion
    assert box.title == "INFUSION course 1"
    assert box.state == "RUNNING"
    assert box.charted == ("as charted by n1 at 10:00",)
    assert (box.dose, box.dose_note) == ("28 microgram/day", "(マイクログラム)")
    assert [(f.label, f.value) for f in box.rate] == [("rate", "3.3 mL/hr"), ("bag", "3, made for 72 hr, hung 10:00")]
    assert box.bag_ends == "BAG ENDS 03-Dec 10:00"
    assert "because: end of bag" in box.bag_note
    assert not box.overdue
    assert box.flush == "DO NOT FLUSH"
    assert box.flush_note == "5 mL pushed = 1hr 30min of drug at once"


def test_both_clocks_are_told_with_their_names() -> None:
    sheet = patient_sheet(running(), words())
    assert value(sheet, "infused") == "170hr 0min of 672 hr"
    assert value(sheet, "infusion day") == "8"
    assert value(sheet, "cycle day") == "8 of 28"
    assert value(sheet, "given as charted") == "65.3 micrograms"
    assert value(sheet, "planned end") == "21-Dec-2026 10:00, pauses count as cycle time"


def test_a_pause_says_that_no_drug_flows_and_where_the_bag_is() -> None:
    sheet = patient_sheet(stopped(), words())
    assert sheet.infusion.state == "PAUSED 1hr 0min"
    assert sheet.infusion.dose == "no drug flowing, as charted"
    assert sheet.infusion.dose_note == "before: 28 microgram/day"
    assert sheet.infusion.bag_ends == "BAG NOT FLOWING"
    assert value(sheet, "left in it as charted") == "198 mL"
    assert sheet.infusion.next_bag == ""
    assert value(sheet, "Pauses") == (
        "24-Nov 06:00, 3hr 0min, line or pump; 30-Nov 22:00, 1hr 0min so far, line or pump"
    )


def test_an_overdue_bag_is_said_first_and_in_ink() -> None:
    sheet = patient_sheet(late(), words())
    assert sheet.infusion.overdue
    assert sheet.infusion.bag_ends == "BAG ENDS 10:00, OVERDUE 0hr 20min"
    assert sheet.actions.lines[0].overdue == "OVERDUE 0hr 20min"


def test_an_ended_and_an_unstarted_course_show_no_rate_and_no_bag_end() -> None:
    done, ahead = patient_sheet(completed(), words()), patient_sheet(not_started(), words())
    assert done.infusion.state == "COMPLETED"
    assert done.infusion.bag_ends == "ENDED 00:00"
    assert ahead.infusion.dose == "no drug flowing, not started"
    assert ahead.strip.strip is None
    assert ahead.strip.none == "No course has been started."
    for sheet in (done, ahead):
        assert "rate" not in [fact.label for fact in sheet.infusion.rate]
        assert sheet.infusion.flush == "DO NOT FLUSH"


def test_the_paper_expires_twelve_hours_on_or_with_the_shift() -> None:
    seen = running()
    assert patient_sheet(seen, words()).frame.expiry == "UNCONTROLLED AFTER 01-Dec 00:00"
    shift = (hour(168), hour(177))
    assert patient_sheet(seen, words(), shift=shift).frame.expiry == "UNCONTROLLED AFTER 30-Nov 19:00"


def test_the_frame_says_as_of_by_whom_data_to_and_which_record() -> None:
    frame = patient_sheet(running(), words(), printed_by="K.T").frame
    assert frame.about == ("As of 30-Nov-2026 12:00", "printed by K.T", "Data to 10:00")
    assert "snapshot 7F3A-91C2-0B, 42 entries" in frame.footer
    assert "SHRED AFTER USE 使用後シュレッダー" in frame.footer
    assert "The program does not know what the pump does now." in frame.footer
    assert patient_sheet(running(), words()).qr == "9900013 7F3A-91C2-0B 42"


def test_a_training_ward_says_so_and_a_real_one_does_not() -> None:
    training, real = (patient_sheet(running(training=t), words()).frame for t in (True, False))
    assert training.watermark == "TRAINING – synthetic"
    assert "TRAINING – synthetic" in training.footer
    assert real.watermark == ""
    assert "TRAINING" not in " ".join(real.footer)


def test_what_was_known_earlier_is_marked() -> None:
    frame = patient_sheet(replace(running(), known_at=hour(169)), words()).frame
    assert frame.about[-1] == "as recorded by 30-Nov-2026 11:00"


def test_findings_come_in_the_core_s_order_with_their_source() -> None:
    sheet = patient_sheet(with_findings(running(), 3), words())
    assert [line.says for line in sheet.findings] == [f"Finding number {n} of a long list." for n in (1, 2, 3)]
    assert sheet.findings[0].tag == "WATCH"
    assert sheet.findings[0].mark == "frame"
    assert "source: J1, dose adjustment, Table 4" in sheet.findings[0].below
    assert sheet.findings_note == ("3 met, 0 cannot tell, 0 not met · not checked: blood counts, GVHD")


def test_a_strict_finding_is_ink_and_an_open_one_is_dashed_and_names_what_is_missing() -> None:
    seen = with_findings(running(), 2)
    strict = replace(seen.findings[0], action="hold")
    unsure = replace(seen.findings[1], answer="cannot_tell", missing=(say("a weight"),))
    sheet = patient_sheet(replace(seen, findings=(strict, unsure)), words())
    assert [line.mark for line in sheet.findings] == ["ink", "dashed"]
    assert sheet.findings[1].says == "test.2"
    assert sheet.findings[1].below.startswith("test.2 – missing: a weight; saw: Something seen")
    assert sheet.findings[1].below.endswith("source: J1, dose adjustment, Table 4")
    assert "a weight" in sheet.missing


@pytest.mark.parametrize(
    ("lang", "topics"),
    [
        ("en", ("blood counts", "GVHD", "laboratory values other than", "other drugs")),
        ("ja", ("血球数", "GVHD", "以外の検査値", "その他の薬剤")),
    ],
)
def test_without_findings_the_sheet_claims_no_more_than_is_checked(lang: Lang, topics: tuple[str, ...]) -> None:
    for seen in (with_findings(running(), 0), with_findings(running(), 2)):
        sheet = patient_sheet(seen, words(lang))
        assert sheet.no_findings == words(lang).t("None of the rules checked in this version applies.")
        assert all(topic in sheet.findings_note + sheet.missing[0] for topic in topics)


def test_the_grid_covers_the_next_twelve_hours() -> None:
    assert patient_sheet(running(), words()).checks.columns == ("12", "14", "16", "18", "20", "22", "00")
    assert patient_sheet(late(), words()).checks.columns[0] == "18"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_sheet_in_both_languages_without_open_fields(state: str, lang: Lang) -> None:
    every = list(texts(patient_sheet(STATES[state](), words(lang))))
    assert not [text for text in every if re.search(r"[{}]", text)]
    assert not [text for text in every if "\u00b5" in text or re.search(r"\d mg/", text)]
    assert not [text for text in every if re.search(r"\d\.\d*0 ?(mL|micro|μg|kg|hr|時)", text)]


def test_the_japanese_sheet_is_japanese() -> None:
    sheet = patient_sheet(running(), words("ja"))
    assert sheet.infusion.state == "投与中"
    assert sheet.infusion.dose == "28 μg/日"
    assert sheet.infusion.flush == "フラッシュ禁止"
    assert sheet.infusion.flush_note == "5 mL 押すと 1時間30分相当の薬が一度に入る"
    assert sheet.frame.expiry == "12/1 00:00 以降は使用しない"


def test_without_a_registration_the_study_number_stands_for_the_name() -> None:
    sheet = patient_sheet(withdrawn_registration(), words())
    assert sheet.name == "UPN-1, registration withdrawn"
    assert value(sheet, "Born") == value(sheet, "ID") == value(sheet, "Allergy") == "Not known"
    assert sheet.barcode == ""
    assert sheet.qr.startswith("UPN-1 ")
    assert sheet.infusion.state == "RUNNING"


def test_a_name_in_japanese_has_no_comma() -> None:
    assert patient_sheet(named(running(), family_name="駿河", given_name="葵"), words("ja")).name == "駿河 葵"
