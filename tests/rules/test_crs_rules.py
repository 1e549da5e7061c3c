"""The label's rows for CRS: what is shown beside an answer that cannot be told."""

from __future__ import annotations

from dataclasses import replace

from tests.making import crs
from tests.rules.looking import KNOWLEDGE, finding, graded, says, without
from tests.rules.test_toxicity import FULL, NOW, ago, lacking, stop


def test_without_the_labels_grade_the_grade_in_force_is_still_shown() -> None:
    bare = without("crs.hold_from_grade")
    found = finding("crs.hold", *FULL, crs(ago(1), accepted_grade=2), at=NOW, knowledge=bare)
    assert [says(text)[:11] for text in found.saw] == ["CRS grade 2"]
    assert finding("crs.hold", *FULL, at=NOW, knowledge=bare).saw == ()


def test_without_the_scale_a_check_may_be_well_and_the_restart_cannot_be_told() -> None:
    cause = (graded(ago(48), "crs", grade=2), stop(hours=48), crs(ago(1)))
    bare = replace(KNOWLEDGE, scales={})
    assert lacking("crs.restart", *cause, knowledge=bare)[:1] == ["ctcae-5.0 is not configured"]


def test_a_check_that_cannot_be_graded_is_said_to_be_so() -> None:
    found = finding("crs.hold", *FULL, crs(ago(1)), at=NOW, knowledge=replace(KNOWLEDGE, scales={}))
    assert says(found.saw[0]).startswith("CRS not graded (CTCAE), charted")


def test_a_pause_that_names_no_event_is_all_that_is_missing() -> None:
    found = finding("crs.restart", *FULL, stop(None), crs(ago(1)), at=NOW)
    assert ([says(text)[:34] for text in found.missing], found.saw) == (["the adverse event of the pause at "], ())


def test_without_the_grade_of_a_restart_the_grade_in_force_is_still_shown() -> None:
    cause = (graded(ago(48), "crs", grade=2), stop(hours=48))
    bare = without("crs.restart_when_grade_at_most")
    found = finding("crs.restart", *FULL, *cause, crs(ago(1), accepted_grade=2), at=NOW, knowledge=bare)
    assert [says(text)[:11] for text in found.saw] == ["CRS grade 2"]
