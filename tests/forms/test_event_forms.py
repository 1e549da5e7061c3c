"""Adverse events, GVHD stages, other drugs, missed checks and acknowledged alerts, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from blin21_desktop.domain.entries import AlertAcknowledged, DrugGiven, EventGraded, GvhdStaged
from blin21_desktop.domain.text import say
from blin21_desktop.forms import correction_of
from blin21_desktop.forms.alerts import acknowledging
from blin21_desktop.forms.form import read
from tests.forms.checking import EN, Filled
from tests.forms.filling import RIGHT, RUNNING
from tests.making import graded, hour

NEW = RIGHT["event"][2]
STAGES = RIGHT["gvhd"][2]


def event(typed: dict[str, str], *before: EventGraded) -> EventGraded:
    found = Filled("event", typed, *before)
    assert found.open == []
    assert found.against == []
    entry = found.reading.batch[0]
    assert isinstance(entry, EventGraded)
    return entry


def test_a_new_event_gets_its_term_and_a_key_of_its_own() -> None:
    entry = event(NEW)
    assert (entry.event, entry.term, entry.category, entry.grade) == ("neurologic-1", "Headache", "neurologic", 2)
    assert (entry.scale, entry.related, entry.present_at_baseline) == ("CTCAE v5.0", "yes", False)
    assert entry.haematological is False
    other = graded(hour(1), category="neurologic", event="neurologic-1", term="Tremor")
    assert event(NEW, other).event == "neurologic-2"
    blood = {**NEW, "term": "platelet", "term.found": "10035528", "grade": "3"}
    assert event(blood).haematological is True
    assert Filled("event", NEW).sentence == (
        "Mon 23-Nov-2026 15:00: Headache, grade 2 (CTCAE v5.0), event neurologic-1."
    )


def test_only_grades_that_exist_are_offered_and_their_wording_stands_above() -> None:
    found = Filled("event", NEW)
    assert found.codes("grade") == ["1", "2", "3"]
    assert found.told("grade")[0].startswith("Grade 1 ")
    unworded = Filled("event", {**NEW, "term": "hiccups", "term.found": "10020039", "grade": ""})
    assert unworded.told("grade") == []
    assert Filled("event", {**NEW, "grade": "5"}).reading.batch == ()


def test_what_is_no_term_leads_to_the_terms_to_use() -> None:
    found = Filled("event", {"which": "new", "term": "aphasia"})
    assert found.note("term.found") == "aphasia is no term of CTCAE v5.0: use one of the first"
    assert found.codes("term.found")[-1] == "own"
    assert found.open[0] == "Term of the list"
    kept = Filled("event", {**NEW, "term": "zzz"})
    assert kept.codes("term.found") == ["10019211", "own"]


def test_own_words_are_marked_as_such_and_need_their_category() -> None:
    own = {**NEW, "term": "odd gait", "term.found": "own", "category": "neurologic", "haematological": "no",
           "grade": "5"}  # fmt: skip
    entry = event(own)
    assert (entry.term, entry.category, entry.grade, entry.scale) == ("odd gait", "neurologic", 5, "CTCAE v5.0")
    assert Filled("event", {**own, "category": "", "haematological": ""}).open == ["Category", "A blood value"]
    bare = Filled("event", own)
    known = replace(bare.where.knowledge, scales={})
    assert Filled("event", own, knowledge=known).reading.batch[0].scale == "CTCAE v5.0"  # type: ignore[attr-defined]


def test_the_next_grade_of_an_open_event_keeps_what_the_event_is() -> None:
    open_one = graded(hour(1), 2, category="neurologic", event="n-7", term="Tremor", present_at_baseline=True)
    over = graded(hour(1), 0, event="old", term="Fatigue")
    free = graded(hour(2), 1, category="other", event="own-1", term="odd gait")
    found = Filled("event", {}, open_one, over, free)
    assert found.codes("which") == ["new", "n-7", "own-1"]
    entry = event({"which": "n-7", "grade": "0", "related": "no", "happened_at": "15:00"}, open_one, over)
    assert (entry.event, entry.term, entry.grade, entry.present_at_baseline) == ("n-7", "Tremor", 0, True)
    assert Filled("event", {"which": "n-7"}, open_one).codes("grade") == ["0", "1", "2", "3"]
    assert Filled("event", {"which": "own-1"}, free).codes("grade") == ["0", "1", "2", "3", "4", "5"]


def test_an_event_of_another_patient_is_not_there_to_choose() -> None:
    theirs = graded(hour(1), event="n-9", term="Tremor", patient="UPN-2")
    found = Filled("event", {"which": "n-9", "grade": "2", "related": "yes", "happened_at": "15:00"}, theirs)
    assert found.codes("which") == ["new"]
    assert found.reading.batch == ()


def test_a_grade_of_an_event_that_is_over_can_be_corrected() -> None:
    about = graded(hour(1), 0, event="old", term="Fatigue")
    form = correction_of(about)
    assert form is not None
    found = Filled(form, {"which": "old", "grade": "1", "related": "yes", "happened_at": "15:00", "because": "typed"},
                   about, about=about)  # fmt: skip
    assert found.against == []
    assert [entry.kind.value for entry in found.reading.batch] == ["entry_withdrawn", "event_graded"]


def test_before_anything_is_chosen_nothing_is_asked_that_follows_from_it() -> None:
    assert Filled("event", {}).asked == ["which", "happened_at", "note"]
    assert Filled("event", {}).open == ["Which event", "Graded at"]
    assert Filled("event", {"which": "new"}).asked == ["which", "term", "happened_at", "note"]
    assert Filled("event", NEW, look=None).reading.batch[0].event == "neurologic-1"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("stages", "told"),
    [
        ({}, ["MAGIC II", "JSHCT (modified Glucksberg) –", "Glucksberg –", "IBMTR index –"]),
        ({"liver": "4"}, ["MAGIC IV", "JSHCT (modified Glucksberg) – not graded: the upper", "Glucksberg –", "IBMTR"]),
        ({"upper_gi": "0"}, ["MAGIC I skin 2", "JSHCT (modified Glucksberg) I", "Glucksberg I", "IBMTR index B"]),
        ({"upper_gi": "0", "skin": "0"}, ["MAGIC 0 no organ is involved", "JSHCT", "Glucksberg 0", "IBMTR index 0"]),
        (
            {"upper_gi": "0", "skin": "0", "lower_gi": "1"},
            ["MAGIC II", "JSHCT (modified Glucksberg) II", "Glucksberg II", "IBMTR index – not graded, missing"],
        ),
    ],
)
def test_every_system_says_its_grade_beside_the_others(stages: dict[str, str], told: list[str]) -> None:
    lines = Filled("gvhd", {**STAGES, **stages}).told("system")
    assert all(line.startswith(start) for line, start in zip(lines, told, strict=True)), lines


def test_gvhd_is_written_with_its_system() -> None:
    found = Filled("gvhd", {**STAGES, "upper_gi": "0", "performance_very_poor": "yes", "system": "JSHCT"})
    entry = found.reading.batch[0]
    assert isinstance(entry, GvhdStaged)
    assert (entry.system, entry.performance_very_poor) == ("JSHCT", True)
    assert found.sentence.endswith("overall grade IV by JSHCT.")
    assert Filled("gvhd", STAGES).reading.batch[0].performance_very_poor is None  # type: ignore[attr-defined]
    lost = Filled("gvhd", {**STAGES, "skin": "0", "upper_gi": "0", "lower_gi": "1", "system": "IBMTR"})
    assert lost.sentence.endswith("no overall grade by IBMTR.")
    assert Filled("gvhd", {**STAGES, "system": "JSHCT"}).against == ["JSHCT has no stage of the upper gut"]
    assert Filled("gvhd", {**STAGES, "liver": ""}).told("system") == []
    bare = replace(found.where.knowledge, scales={})
    assert Filled("gvhd", STAGES, knowledge=bare).told("system")[0].startswith("MAGIC – not graded, missing")


def test_a_drug_is_written_with_its_class_and_blinatumomab_never() -> None:
    found = Filled("drug", RIGHT["drug"][2])
    entry = found.reading.batch[0]
    assert isinstance(entry, DrugGiven)
    assert (entry.drug, entry.dose, entry.class_) == ("paracetamol", "300 mg", "antipyretic")
    assert found.sentence == "paracetamol 300 mg given Mon 23-Nov-2026 15:00."
    for name in ("Blinatumomab", "ブリナツモマブ", "ビーリンサイト"):
        assert "drug" in Filled("drug", {**RIGHT["drug"][2], "drug": name}).problems


def test_a_missed_check_has_its_reason_and_its_return() -> None:
    typed = RIGHT["missed"][2]
    assert Filled("missed", typed).sentence.endswith("off the ward, back at Mon 23-Nov-2026 17:00.")
    assert Filled("missed", {**typed, "until": ""}).sentence.endswith("neurological check not done: off the ward.")
    assert Filled("missed", {**typed, "reason": "other"}).open == ["the note: why it was not done"]
    assert Filled("missed", {**typed, "until": "2026-11-23 14:00"}).against == ["the return lies before the check"]


def test_an_alert_is_put_off_with_a_reason_and_never_longer_than_it_may() -> None:
    alert = acknowledging("checks.missed", say("two checks in a row were missed"), timedelta(hours=1))
    typed = {"alert.because": "the physician knows", "until": "30", "happened_at": "15:00"}
    found = Filled(alert, typed)
    assert found.codes("until") == ["15", "30", "60"]
    assert found.told("alert.because") == ["Alert  two checks in a row were missed"]
    entry = found.reading.batch[0]
    assert isinstance(entry, AlertAcknowledged)
    assert (entry.alert, entry.because, entry.until) == ("checks.missed", "the physician knows", hour(5.5))
    assert found.sentence == "Alert seen Mon 23-Nov-2026 15:00; it asks again Mon 23-Nov-2026 15:30."
    assert Filled(alert, {**typed, "until": "480"}).reading.batch == ()
    assert EN.render(alert.title(found.where)) == "Acknowledge an alert"
    assert read(alert, found.where, {}).batch == ()
    assert RUNNING[0].patient == entry.patient
