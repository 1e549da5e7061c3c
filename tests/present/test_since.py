"""Since you were last on: changed, no change and no data are three things; late entries and withdrawals are named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from blin21_desktop.domain.entries import Entry, LabResulted
from blin21_desktop.present.amounts import LANGS, Lang
from blin21_desktop.present.since import Change, Since, since_then
from blin21_desktop.present.since_rows import since_view
from blin21_desktop.service.look import Look
from tests.making import (
    LATE,
    PATIENT,
    answered,
    changed,
    crs,
    drug,
    graded,
    handed_over,
    hour,
    missed,
    neuro,
    ordered,
    paused,
    resumed,
    staged,
    started,
    vitals,
    withdrawn,
)
from tests.present.looks import BEFORE, words
from tests.rules.looking import pump
from tests.service.memory import HandClock, MemoryLog, ward_of

COURSE: tuple[Entry, ...] = (*BEFORE, started(hour(0)))
THEN, NOW = hour(8), hour(16)


def seen(entries: Sequence[Entry], at: datetime, known_at: datetime | None = None, zone: str = "Asia/Tokyo") -> Look:
    return ward_of(MemoryLog(list(entries)), HandClock(at), zone=zone).look(PATIENT, at, known_at)


def between(*more: Entry, then: datetime = THEN, now: datetime = NOW) -> Since:
    entries = (*COURSE, *more)
    return since_then(seen(entries, then, then), seen(entries, now), words())


def line(found: Since, key: str) -> Change:
    return next(change for change in found.changes if change.key == key)


def told(found: Since, key: str) -> tuple[str, str, str]:
    change = line(found, key)
    return change.answer, change.before, change.after


def test_a_value_that_somebody_measured_anew_changed_or_did_not() -> None:
    found = between(vitals(hour(7), 36.8), vitals(hour(12), 38.4))
    assert told(found, "temperature") == ("changed", "36.8 ℃ · axillary", "38.4 ℃ · axillary")
    assert told(found, "spo2") == ("same", "98 %", "98 %")
    change = line(found, "temperature")
    assert change.was is not None
    assert change.now is not None
    assert (change.was.happened_at, change.now.happened_at) == (hour(7), hour(12))


def test_a_value_that_nobody_measured_since_is_no_data_however_equal_it_is() -> None:
    found = between(vitals(hour(7), 36.8))
    assert told(found, "temperature") == ("no_data", "36.8 ℃ · axillary", "36.8 ℃ · axillary")


def test_a_value_nobody_ever_charted_is_no_data_and_a_first_one_is_a_change() -> None:
    assert told(between(), "temperature") == ("no_data", "", "")
    assert told(between(vitals(hour(9))), "temperature") == ("changed", "", "36.8 ℃ · axillary")
    assert told(between(), "icans") == ("no_data", "", "")


def test_each_sign_has_its_own_newest_measurement() -> None:
    found = between(vitals(hour(7), 36.8), vitals(hour(12), None))
    assert told(found, "temperature")[0] == "no_data"
    assert told(found, "pulse")[0] == "same"


@pytest.mark.parametrize(("seconds", "answer"), [(0, "no_data"), (1, "same")])
def test_the_moment_itself_belongs_to_before(seconds: int, answer: str) -> None:
    found = between(vitals(hour(7)), vitals(THEN + timedelta(seconds=seconds)))
    assert told(found, "temperature")[0] == answer


def test_the_infusion_is_told_as_it_was_charted() -> None:
    nothing = between()
    assert told(nothing, "status") == ("no_data", "course 1: RUNNING", "course 1: RUNNING")
    assert told(nothing, "infused") == ("changed", "8hr 0min", "16hr 0min")
    looked = between(pump(hour(12)))
    assert told(looked, "status")[0] == told(looked, "dose")[0] == told(looked, "bag")[0] == "same"
    now = line(looked, "status").now
    assert now is not None
    assert now.happened_at == hour(12)


@pytest.mark.parametrize(
    ("read", "key", "after"),
    [
        (pump(hour(12), 5.0), "rate", "2.5 mL/hr · 5 mL/hr on the pump"),
        (pump(hour(12), 0.0, running=False), "status", "course 1: RUNNING · pump not running"),
    ],
)
def test_a_pump_that_was_read_otherwise_than_charted_is_no_lack_of_change(read: Entry, key: str, after: str) -> None:
    found = between(read)
    assert told(found, key)[0::2] == ("changed", after)
    change = line(found, key)
    assert change.now == read
    assert told(between(read, changed(hour(13))), key)[2] in ("2.5 mL/hr", "course 1: RUNNING")


def test_a_pump_that_runs_while_a_pause_is_charted_is_said() -> None:
    found = between(paused(hour(9)), pump(hour(12)))
    assert told(found, "status")[2] == "course 1: PAUSED · pump running"
    assert told(found, "rate")[2] == "no drug flowing"
    assert told(between(paused(hour(9)), pump(hour(12), 0.0, running=False)), "status")[2] == "course 1: PAUSED"


def test_a_pause_since_then_changes_state_dose_and_pauses() -> None:
    found = between(paused(hour(9)), resumed(hour(10)), paused(hour(15)))
    assert told(found, "status") == ("changed", "course 1: RUNNING", "course 1: PAUSED")
    assert told(found, "dose") == ("changed", "9 microgram/day", "no drug flowing")
    assert told(found, "pauses") == ("changed", "0, together 0hr 0min", "2, together 2hr 0min")
    entries = [change.told.kind.value for change in found.of("infusion") if change.told is not None]
    assert entries == ["infusion_paused", "infusion_resumed", "infusion_paused"]


def test_a_new_bag_and_a_course_that_began_since() -> None:
    assert told(between(changed(hour(9))), "bag") == ("changed", "bag 1 (B)", "bag 2 (B-23190000)")
    fresh = since_then(seen(COURSE, hour(-0.5), hour(-0.5)), seen(COURSE, hour(1)), words())
    assert told(fresh, "status") == ("changed", "", "course 1: RUNNING")


def test_grades_events_and_stages_are_told_with_what_they_were() -> None:
    found = between(
        *(crs(hour(7)), crs(hour(12), "yes"), neuro(hour(7)), neuro(hour(9))),
        *(graded(hour(7), 1), graded(hour(12), 3), staged(hour(7), skin=1), staged(hour(12), skin=1)),
    )
    assert told(found, "crs.ctcae-5.0") == ("changed", "grade 0", "grade 1")
    assert told(found, "icans")[0] == "same"
    assert told(found, "e-1") == ("changed", "grade 1", "grade 3")
    assert told(found, "gvhd")[0] == "same"
    assert told(between(graded(hour(7), 1)), "e-1")[0] == "no_data"


def test_crs_graded_as_an_event_stands_on_its_scale_alone() -> None:
    found = between(graded(hour(12), 2, "crs", event="c-1"))
    assert told(found, "crs.ctcae-5.0") == ("changed", "", "grade 2")
    assert told(found, "crs.astct-2019") == ("no_data", "", "")


def lab(at: datetime, value: str, analyte: str = "alt", unit: str = "U/L") -> LabResulted:
    return LabResulted(
        id=f"lab-{at:%d%H%M}", patient=PATIENT, happened_at=at, recorded_at=at, by="lab", analyte=analyte, value=value,
        unit=unit, upper_limit="40", status="final",
    )  # fmt: skip


def test_laboratory_values_by_their_newest_result_and_grade() -> None:
    found = between(lab(hour(-1), "20"), lab(hour(12), "250"))
    answer, before, after = told(found, "alt")
    assert (answer, before) == ("changed", "20 U/L, grade 0")
    assert after.startswith("250 U/L, grade 3")
    assert told(between(lab(hour(-1), "20"), lab(hour(12), "20")), "alt")[0] == "same"
    assert told(between(lab(hour(-1), "20")), "alt")[0] == "no_data"


def test_a_result_that_is_graded_under_two_names_stands_once() -> None:
    count = lab(hour(12), "0.4", "neutrophils", "10*9/L")
    entries = (*COURSE, vitals(hour(11), 38.9), count)
    assert "febrile_neutropenia" in seen(entries, NOW).labs.newest
    assert [change.key for change in between(vitals(hour(11), 38.9), count).of("labs")] == ["neutrophils"]


def test_a_list_without_withdrawals_and_late_entries_begins_with_the_infusion() -> None:
    view = since_view(seen(COURSE, THEN, THEN), seen(COURSE, NOW), words())
    assert view.rows[0].cells[0].text == "Infusion"
    assert view.said == "from Mon 23-Nov-2026 18:00 to Tue 24-Nov-2026 02:00"
    assert view.counts.endswith("written late 0 · withdrawn 0")


def test_a_rule_that_cannot_be_told_is_no_data_and_words_about_age_are_no_change() -> None:
    found = between(crs(hour(7)), crs(hour(12)))
    answers = {change.key: change.answer for change in found.of("findings")}
    assert answers["liver.hold"] == "no_data"
    assert answers["crs.hold"] == "same"
    weight = line(between(then=hour(168), now=hour(170)), "weight.crossed")
    assert (weight.answer, weight.before == weight.after) == ("same", False), "it only got older"
    risen = between(crs(hour(7)), crs(hour(12), "yes", "several_vasopressors"))
    assert line(risen, "crs.stop").answer == "changed"


def test_what_was_given_ordered_and_decided_is_told_entry_by_entry() -> None:
    found = between(
        *(drug(hour(7)), drug(hour(9)), ordered(hour(9), 28.0, from_=hour(168)), missed(hour(10))),
        *(handed_over(hour(11), id="h1"), answered(hour(12), "h1")),
    )
    kinds = {group: [c.told.kind.value for c in found.of(group) if c.told] for group in ("drugs", "orders", "others")}
    assert kinds == {
        "drugs": ["drug_given"],
        "orders": ["dose_ordered"],
        "others": ["handover_given", "handover_received"],
    }
    assert [c.told.kind.value for c in found.of("checks") if c.told] == ["check_missed"]
    assert found.of("decisions") == ()


def test_late_entries_are_named_apart_and_change_the_value_all_the_same() -> None:
    late = vitals(hour(7.5), 39.4, recorded_at=hour(9), note=LATE)
    found = between(vitals(hour(7), 36.8), late, drug(hour(6), recorded_at=hour(10), note=LATE))
    assert [entry.kind.value for entry in found.late] == ["drug_given", "vitals_measured"]
    assert told(found, "temperature") == ("changed", "36.8 ℃ · axillary", "39.4 ℃ · axillary")
    assert found.of("drugs") == ()


@pytest.mark.parametrize(("recorded", "late"), [(THEN, 0), (THEN + timedelta(seconds=1), 1)])
def test_late_is_what_was_written_after_the_moment(recorded: datetime, late: int) -> None:
    assert len(between(vitals(hour(7), recorded_at=recorded)).late) == late


def test_what_was_withdrawn_since_is_named_and_its_value_is_gone() -> None:
    found = between(vitals(hour(7), 39.4, id="v"), withdrawn(hour(9), "v"))
    assert [one.withdrawn for one in found.withdrawn] == ["v"]
    assert told(found, "temperature") == ("no_data", "39.4 ℃ · axillary", "")
    older = between(vitals(hour(6), 36.8), vitals(hour(7), 39.4, id="v"), withdrawn(hour(9), "v"))
    assert told(older, "temperature") == ("changed", "39.4 ℃ · axillary", "36.8 ℃ · axillary")
    for when, named in ((hour(7.5), 0), (THEN, 0), (THEN + timedelta(seconds=1), 1)):
        assert len(between(vitals(hour(7), 39.4, id="v"), withdrawn(when, "v")).withdrawn) == named


def test_what_was_written_and_taken_back_meanwhile_is_named_too() -> None:
    found = between(drug(hour(9), id="d"), withdrawn(hour(10), "d"))
    assert [one.withdrawn for one in found.withdrawn] == ["d"]
    assert found.of("drugs") == ()


def test_looking_back_nothing_later_is_told() -> None:
    entries = (*COURSE, vitals(hour(9), id="v"), withdrawn(hour(10), "v"), drug(hour(15)))
    found = since_then(seen(entries, THEN, THEN), seen(entries, hour(9.5), hour(9.5)), words())
    assert (found.withdrawn, found.of("drugs")) == ((), ())
    assert told(found, "temperature")[0] == "changed"


def test_a_chart_without_a_registration_is_compared_as_far_as_it_goes() -> None:
    found = since_then(seen((started(hour(0)),), THEN, THEN), seen((started(hour(0)),), NOW), words())
    assert told(found, "infused")[0] == "changed"
    assert found.of("findings") == ()


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_says_everything_in_words_with_both_times(lang: Lang) -> None:
    entries = (
        *COURSE, vitals(hour(7), 36.8), vitals(hour(7.5), 39.4, recorded_at=hour(9), note=LATE), drug(hour(9), id="d"),
        withdrawn(hour(10), "d"), withdrawn(hour(10), "none"), lab(hour(12), "250"), paused(hour(13)),
    )  # fmt: skip
    view = since_view(seen(entries, THEN, THEN), seen(entries, NOW), words(lang))
    said = "\n".join(" | ".join(cell.text for cell in row.cells) for row in view.rows)
    assert "{" not in said
    if lang == "en":
        assert view.counts.endswith("written late 1 · withdrawn 2")
        assert "vital signs measured by n1, 23-Nov 17:30, written 23-Nov 19:00" in said
        assert (
            "withdrawn | paracetamol 250 mg · antipyretic, drug given by n1, 23-Nov 19:00, written 23-Nov 19:00" in said
        )
        assert "Decisions |  |  | \n– | no data |  | nothing charted since then" in said
        assert "SpO2 | no change" in said
        assert view.rows[0].cells[0].text == "WITHDRAWN"
