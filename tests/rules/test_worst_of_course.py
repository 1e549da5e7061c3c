"""The worst grade of each term in a course: what counts, what does not, and what led to the stop."""

from __future__ import annotations

from datetime import datetime

from blin21_desktop.domain.entries import Entry
from blin21_desktop.rules.events import events
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.worst_of_course import CRS_CODE, ICANS_CODE, WorstOfTerm, worst_of_course
from tests.checking import crs, event, neuro
from tests.making import AT, chart, ended, graded, hour, registered, started
from tests.rules.benching import grades, lab
from tests.rules.looking import KNOWLEDGE

ANC, ALT = "10029366", "10001551"
END = hour(600)


def worst(*entries: Entry, at: datetime = END, course: int = 0, terms: bool = True) -> dict[str, WorstOfTerm]:
    seen = Situation.of(chart(registered(hour(-1000)), started(AT), *entries), at, KNOWLEDGE)
    assert seen is not None
    found = worst_of_course(
        seen.chart,
        seen.courses[course],
        bench=grades(*entries, at=at).bench,
        events=events(seen.chart, at, seen.terms),
        scales=seen.scales,
        listed=KNOWLEDGE.terms if terms else (),
    )
    return {one.term: one for one in found}


def test_a_course_without_anything_has_no_term() -> None:
    assert worst() == {}


def test_laboratory_grades_from_start_to_end_of_the_course() -> None:
    limits = {"lower_limit": "1.5"}
    before = lab(hour(-1), "neutrophils", "0.1", **limits)
    found = worst(before, lab(hour(0), "neutrophils", "0.7", **limits), lab(hour(50), "neutrophils", "1.2", **limits))
    assert [one.grade for one in found[ANC].found] == [3, 2]
    assert found[ANC].worst.grade == 3
    assert found[ANC].names.ja == "好中球数減少"
    assert worst(before) == {}
    late = lab(hour(101), "neutrophils", "0.1", **limits)
    assert worst(ended(hour(100)), late) == {}
    assert ANC in worst(ended(hour(101)), late)
    named = worst(lab(hour(0), "neutrophils", "0.7", **limits), terms=False)[ANC].names
    assert (named.en, named.ja) == ("Neutrophil count decreased", "Neutrophil count decreased")


def test_of_equal_grades_the_oldest_stands_first() -> None:
    found = worst(*(lab(hour(at), "neutrophils", value) for at, value in ((9, "0.6"), (3, "0.7"), (6, "0.9"))))
    results = [one.source.case.result.entry.value for one in found[ANC].found]  # type: ignore[union-attr]
    assert results == ["0.7", "0.9", "0.6"]


def test_what_cannot_be_graded_is_open_unless_something_is_proved() -> None:
    unlimited = worst(lab(hour(2), "alt", "80"))[ALT]
    assert (unlimited.open, unlimited.worst.grade) == (True, None)
    also = worst(lab(hour(2), "alt", "80"), lab(hour(4), "alt", "20", upper_limit="40"))[ALT]
    assert also.open
    before = lab(hour(-2), "alt", "20", upper_limit="40")
    proved = worst(before, lab(hour(2), "alt", "80"), lab(hour(4), "alt", "80", upper_limit="40"))[ALT]
    assert (proved.open, proved.worst.grade) == (False, 1)


def test_an_analyte_without_a_term_is_left_out() -> None:
    assert worst(lab(hour(2), "crp", "4")) == {}


def test_checks_make_two_terms_of_their_own() -> None:
    found = worst(crs(hour(-1), "yes"), crs(hour(1), "no"), crs(hour(2), "yes"), neuro(hour(3)))
    assert found[CRS_CODE].worst.grade == 1
    assert len(found[CRS_CODE].found) == 2
    assert found[ICANS_CODE].worst.grade == 0
    masked = worst(crs(hour(1), "masked", "fluids"))[CRS_CODE]
    assert masked.worst.at_least >= 1 or masked.open


def test_a_check_without_its_scale_is_told_as_not_graded() -> None:
    bare = chart(started(AT), crs(hour(1), "yes"))
    (found,) = worst_of_course(bare, bare.courses(END)[0], bench=None, events=(), scales={})
    assert (found.term, found.open) == (CRS_CODE, True)


def test_an_event_that_goes_on_counts_in_the_course_that_begins() -> None:
    open_before = graded(hour(-5), 2)
    assert worst(open_before)[ALT].worst.grade == 2
    assert worst(open_before, graded(hour(-2), 0)) == {}
    assert worst(graded(hour(5), 3), graded(hour(700), 4), at=hour(800))[ALT].worst.grade == 4
    assert worst(ended(hour(6)), graded(hour(5), 1), graded(hour(7), 4))[ALT].worst.grade == 1


def test_events_and_results_of_one_term_are_one() -> None:
    found = worst(lab(hour(1), "alt", "90", upper_limit="40"), graded(hour(2), 3))
    assert len(found[ALT].found) == 2
    assert found[ALT].worst.grade == 3
    free = worst(event(hour(2), "a rash of its own", 1))
    assert list(free) == ["a rash of its own"]


def test_the_event_that_a_stop_names_is_marked() -> None:
    stop = ended(hour(100), outcome="discontinued", event="e-1")
    assert worst(graded(hour(50), 3), stop)[ALT].stopped
    assert not worst(graded(hour(50), 3), ended(hour(100), event="e-1"))[ALT].stopped
    assert not worst(graded(hour(50), 3), ended(hour(100), outcome="discontinued", event="e-2"))[ALT].stopped
    late = worst(graded(hour(120), 3), stop)[ALT]
    assert (late.stopped, late.worst.grade) == (True, 3)


def test_a_crs_event_stands_with_the_checks_and_once() -> None:
    stop = ended(hour(100), outcome="discontinued", event="e-1")
    one = graded(hour(50), 3, "crs", term="Cytokine release syndrome")
    found = worst(one, stop)
    assert list(found) == [CRS_CODE]
    assert len(found[CRS_CODE].found) == 1
    assert found[CRS_CODE].stopped
    before = worst(graded(hour(-5), 2, "crs", term="Cytokine release syndrome"), stop)[CRS_CODE]
    assert (before.stopped, before.worst.grade) == (True, 2)
