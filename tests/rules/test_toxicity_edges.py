"""Edges of the toxicity rules to the second and to the grade, each of which one small slip of the code would move."""

from __future__ import annotations

from dataclasses import replace

from blin21_desktop.domain.entries import Entry
from tests.making import changed, crs, ended, hour, measured, neuro, paused, resumed, started
from tests.rules.looking import JP, KNOWLEDGE, REACTION, US, finding, graded, says, site, without
from tests.rules.test_toxicity import ago, lacking, stop, told

NEURO = "neurologic"


def test_a_grade_at_the_moment_of_the_check_and_twelve_hours_after_it_answers() -> None:
    for at, answer in ((ago(14), "clear"), (ago(2), "clear"), (ago(2, seconds=-1), "cannot_tell")):
        entries = (neuro(ago(14), accepted_grade=2), graded(at, NEURO, grade=0))
        assert told("neuro.stop", *entries, label=US) == answer


def test_without_a_hold_grade_any_open_event_may_be_a_stop() -> None:
    bare = without("neuro.hold_from_grade")
    checked = neuro(ago(1))
    assert told("neuro.stop", checked, graded(ago(1), NEURO, grade=0), knowledge=bare) == "clear"
    wanted = ["neuro.hold_from_grade is not configured", "neuro.stop_from_grade is not configured"]
    assert lacking("neuro.stop", checked, graded(ago(1), NEURO, grade=1), knowledge=bare) == wanted


def test_without_an_age_group_the_lower_hold_grade_may_be_a_stop() -> None:
    ageless = without("age.adult_years")
    found = lacking("neuro.stop", graded(ago(1), NEURO, grade=2), knowledge=ageless)
    assert found == ["neuro.stop_from_grade is not configured"]
    assert told("neuro.stop", graded(ago(1), NEURO, grade=1), knowledge=ageless) == "clear"


def test_nothing_open_is_grade_0() -> None:
    own = site(US, "neuro.hold_from_grade", "1")
    assert told("neuro.hold", neuro(ago(1)), graded(ago(1), NEURO, grade=0), label=US, knowledge=own) == "clear"
    assert told("neuro.hold", neuro(ago(1)), graded(ago(1), NEURO, grade=1), label=US, knowledge=own) == "hold"


def test_whose_grades_must_be_young_before_a_restart() -> None:
    """The paused event's always, another's that was above grade 1 while it is open."""

    def both(own_newest: float, other: tuple[Entry, ...]) -> str:
        own = [graded(ago(hours), NEURO, grade=grade) for hours, grade in ((144, 3), (100, 1), (own_newest, 0))]
        return told("neuro.restart", stop(), *own, *other, label=US)

    over = (graded(ago(140), NEURO, "e2", 2), graded(ago(120), NEURO, "e2", 0))
    goes_on = (graded(ago(140), NEURO, "e2", 2), graded(ago(120), NEURO, "e2", 1))
    mild = (graded(ago(140), NEURO, "e2", 1),)
    assert both(1, over) == "restart_allowed"
    assert both(25, over) == "cannot_tell"
    assert both(1, goes_on) == "cannot_tell"
    assert both(1, mild) == "restart_allowed"


def test_a_seizure_that_cannot_be_counted_leaves_the_restart_open_and_none_does_not() -> None:
    down = (stop(), *(graded(ago(hours), NEURO, grade=g) for hours, g in ((144, 3), (100, 1), (1, 0))))
    bare = without("seizure.stop_count")
    assert told("neuro.restart", *down, label=US, knowledge=bare) == "restart_allowed"
    fit = neuro(ago(90), seizure="brief")
    assert lacking("neuro.restart", *down, fit, label=US, knowledge=bare) == ["seizure.stop_count is not configured"]


def test_that_crs_was_a_stop_is_said_only_beside_a_stop_that_does_not_fire() -> None:
    def saw(rule: str, *entries: Entry) -> int:
        first = (measured(), started(dose_micrograms_per_day=28.0))
        return len(finding(rule, *first, *entries, at=hour(480), label=US).saw)

    was, now = crs(ago(30), accepted_grade=4), crs(ago(1), accepted_grade=0)
    assert [saw("crs.stop", was, now), saw("crs.hold", was, now), saw("crs.stop", now)] == [2, 1, 1]
    assert saw("crs.stop", was) == 1
    assert saw("crs.stop", replace(was, accepted_grade=3), now) == 1


def test_a_check_that_is_not_graded_but_certainly_above_is_not_yet_recovered() -> None:
    cause = (graded(ago(48), "crs", grade=2), stop(hours=48))
    assert told("crs.restart", *cause, crs(ago(1), "yes", "several_vasopressors")) == "restart_not_yet"
    assert told("crs.restart", *cause, crs(ago(1), "masked")) == "cannot_tell"
    loose = site(JP, "crs.restart_when_grade_at_most", "1")
    assert told("crs.restart", *cause, crs(ago(1), "masked"), knowledge=loose) == "restart_allowed"
    assert told("crs.restart", *cause, crs(ago(1), accepted_grade=1), knowledge=loose) == "restart_allowed"


def test_checks_that_may_have_stopped_the_treatment() -> None:
    """Only those not graded, and only where the stop grade lies within what they may be."""
    cause = (graded(ago(48), "crs", grade=2), stop(hours=48), crs(ago(1), accepted_grade=0))
    assert told("crs.restart", *cause, crs(ago(30), "masked")) == "restart_allowed"
    assert told("crs.restart", *cause, crs(ago(30), "yes", "several_vasopressors")) == "cannot_tell"
    accepted = crs(ago(30), "yes", "several_vasopressors", accepted_grade=3)
    assert told("crs.restart", *cause, accepted) == "restart_allowed"
    five = site(JP, "crs.stop_from_grade", "5")
    assert told("crs.restart", *cause, crs(ago(30), "yes", "several_vasopressors"), knowledge=five) == "restart_allowed"


def test_a_restart_after_a_line_stop_in_the_days_of_the_low_dose() -> None:
    """The rise waits for seven days of flow; a stop before the restart or after the days does not move it."""
    low = {"dose_micrograms_per_day": 9.0}
    first = (measured(), started(dose_micrograms_per_day=28.0), graded(hour(30), "crs", grade=3))
    hold = (
        paused(hour(10)),
        resumed(hour(16), dose_micrograms_per_day=28.0),
        paused(hour(30), reason=REACTION, event="e1"),
        crs(hour(40), accepted_grade=0),
        resumed(hour(54), **low),
    )

    def rises(*later: Entry) -> str:
        found = finding("dose.escalate", *first, *hold, *later, at=hour(54 + 100), label=US)
        return says(found.says)

    assert "2026-12-02 16:00" in rises()
    assert "2026-12-02 21:00" in rises(paused(hour(60)), resumed(hour(65), **low))
    assert "2026-12-02 21:00" in rises(paused(hour(60)), resumed(hour(62), **low), changed(hour(70), **low),
                                       paused(hour(90)), resumed(hour(93), **low))  # fmt: skip


def test_the_days_of_an_earlier_course_stand_in_that_course() -> None:
    low = {"dose_micrograms_per_day": 9.0}
    first = (measured(), started(dose_micrograms_per_day=28.0), graded(hour(30), NEURO, grade=2),
             paused(hour(30), reason=REACTION, event="e1"), resumed(hour(54), **low), paused(hour(60)),
             resumed(hour(65), **low), ended(hour(100), outcome="discontinued"),
             started(hour(480), course=2, dose_micrograms_per_day=28.0))  # fmt: skip
    assert finding("dose.expected", *first, at=hour(500), label=US).answer == "clear"
    never = finding("dose.expected", *first, at=hour(500), label=JP)
    assert [says(text) for text in never.missing] == ["whether the low dose also holds in this course"]


def test_another_reaction_waits_for_grades_that_are_young() -> None:
    own = [graded(ago(hours), "other", grade=grade) for hours, grade in ((48, 3), (1, 1))]
    assert told("other.restart", stop(hours=48), *own, label=US) == "restart_allowed"
    was = (graded(ago(60), "infection", "e2", 2), graded(ago(30), "infection", "e2", 1))
    assert told("other.restart", stop(hours=48), *own, *was, label=US) == "cannot_tell"
    mild = (graded(ago(60), "infection", "e2", 1),)
    assert told("other.restart", stop(hours=48), *own, *mild, label=US) == "restart_allowed"
    over = (graded(ago(60), "infection", "e2", 2), graded(ago(30), "infection", "e2", 0))
    assert told("other.restart", stop(hours=48), *own, *over, label=US) == "restart_allowed"


def test_an_event_that_is_over_is_not_shown_beside_the_open_ones() -> None:
    over = (graded(ago(9), NEURO, "e1", 2), graded(ago(5), NEURO, "e1", 0))
    for rule in ("neuro.hold", "neuro.stop"):
        found = finding(rule, measured(), started(), *over, graded(ago(5), NEURO, "e2", 1), at=ago())
        assert [says(text)[:17] for text in found.saw if "an event" in says(text)] == ["an event: grade 1"]


def test_a_check_that_could_not_be_graded_is_said_to_be_so() -> None:
    bare = replace(KNOWLEDGE, scales={})
    found = finding("neuro.hold", measured(), started(), neuro(ago(1)), at=ago(), knowledge=bare)
    assert says(found.saw[-1]).startswith("ICANS not graded, charted")
    graded_ = finding("neuro.hold", measured(), started(), neuro(ago(1)), at=ago())
    assert says(graded_.saw[-1]).startswith("ICANS grade 0, charted")


def test_seizures_are_numbered_from_one() -> None:
    fits = (graded(ago(50), "seizure", "e1", 1), graded(ago(9), "seizure", "e2", 1))
    found = finding("seizure.stop", measured(), started(), *fits, at=ago())
    assert [says(text)[:10] for text in found.saw] == ["Seizure 1,", "Seizure 2,"]


def test_of_two_grades_that_were_a_stop_the_first_is_said() -> None:
    was = [graded(ago(hours), NEURO, grade=grade) for hours, grade in ((50, 4), (40, 3), (30, 5), (1, 1))]
    full = started(dose_micrograms_per_day=28.0)
    found = finding("neuro.stop", measured(), full, *was, neuro(ago(1)), at=ago(), label=US)
    assert says(found.saw[-1]).startswith(f"It was grade 4, {ago(50)}:")


def test_one_event_of_grade_4_of_several_leaves_a_restart_open() -> None:
    down = (stop(), *(graded(ago(hours), NEURO, grade=g) for hours, g in ((144, 4), (100, 1), (1, 0))))
    bare = without("neuro.stop_from_grade")
    mild = graded(ago(100), NEURO, "e2", 1)
    assert lacking("neuro.restart", *down, mild, graded(ago(1), NEURO, "e2", 0), label=US, knowledge=bare) == [
        "neuro.stop_from_grade is not configured"
    ]


def test_how_far_apart_seizures_are_matters_only_where_a_check_saw_another() -> None:
    fits = (graded(ago(60), "seizure", "e1", 1), neuro(ago(9), seizure="brief"))
    assert told("seizure.stop", *fits, label=US) == "stop"
    bare = without("program.seizure_apart_hours")
    assert lacking("seizure.stop", *fits, label=US, knowledge=bare) == ["program.seizure_apart_hours is not configured"]
