"""What comes out of a review copy: it names its copy; a decision without the news since is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import DecisionTaken, Entry, ReviewCommented
from blin21_desktop.service.decide import objections
from tests.making import (
    OVERRIDE,
    PATIENT,
    crs,
    hour,
    measured,
    ordered,
    paused,
    premedicated,
    registered,
    resumed,
    started,
)
from tests.rules.looking import REACTION, graded
from tests.service.judging import refused
from tests.service.memory import knowledge

BEFORE = (registered(), measured(), ordered(), started())


def comment(**changes: Any) -> ReviewCommented:  # noqa: ANN401
    own = {"physician": "Dr. X", "comment": "Looks well", "copy": "c1", "copy_at": hour(10), **changes}
    at = own.pop("happened_at", hour(11))
    return ReviewCommented(id="r1", patient=PATIENT, happened_at=at, recorded_at=hour(30), by="n1", **own)


def decision(at: datetime, decision: Any = "continue", **changes: Any) -> DecisionTaken:  # noqa: ANN401
    own = {"physician": "Dr. X", "findings": (), "copy": "c1", "copy_at": hour(10), **changes}
    return DecisionTaken(
        id="d1", patient=PATIENT, happened_at=at, recorded_at=hour(30), by="n1", decision=decision, **own
    )


def asked(entry: Entry, *before: Entry) -> set[str]:
    found = objections((entry,), {PATIENT: Chart.of(PATIENT, before)}, hour(30), knowledge())
    assert not any(o.impossible for o in found), found
    again = objections(
        (replace(entry, override=OVERRIDE),), {PATIENT: Chart.of(PATIENT, before)}, hour(30), knowledge()
    )
    assert not again
    return {o.field for o in found}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"comment": " "}, "comment"),
        ({"physician": ""}, "physician"),
        ({"copy": " "}, "copy"),
        ({"about": "nothing"}, "about"),
        ({"happened_at": hour(10, seconds=-1)}, "happened_at"),
    ],
)
def test_a_comment_that_cannot_be(change: dict[str, Any], field: str) -> None:
    assert refused(comment(**change), *BEFORE) == {field}


@pytest.mark.parametrize(("copy", "said"), [("c1", "clock of the computer with the copy"), (None, "up to now")])
def test_what_comes_from_a_clock_that_was_ahead_is_put_right_where_it_was_written(copy: str | None, said: str) -> None:
    ahead = decision(hour(31), copy=copy, copy_at=hour(10) if copy else None)
    found = objections((ahead,), {PATIENT: Chart.of(PATIENT, BEFORE)}, hour(30), knowledge())
    (told,) = [o.remedy.template for o in found if o.field == "happened_at"]
    assert said in told


def test_a_comment_that_can_be() -> None:
    assert refused(comment(about=BEFORE[3].id), *BEFORE) == set()
    assert refused(comment(happened_at=hour(10)), *BEFORE) == set()


@pytest.mark.parametrize("change", [{"copy": None}, {"copy_at": None}, {"copy": ""}])
def test_a_decision_names_its_copy_whole_or_none(change: dict[str, Any]) -> None:
    assert refused(decision(hour(11), **change), *BEFORE) == {"copy"}
    assert refused(decision(hour(11), copy=None, copy_at=None), *BEFORE) == set()


def test_a_decision_is_asked_about_when_the_patient_changed_since_its_copy() -> None:
    """However old it is, its copy says why it is written late; what was charted since is what counts."""
    assert asked(decision(hour(11)), *BEFORE) == set()
    assert asked(decision(hour(11)), *BEFORE, crs(hour(10, seconds=-1))) == set()
    assert asked(decision(hour(11)), *BEFORE, crs(hour(10))) == {"copy_at"}
    late = crs(hour(9), recorded_at=hour(10))
    assert asked(decision(hour(11)), *BEFORE, late) == {"copy_at"}
    assert asked(decision(hour(11), copy=None, copy_at=None), *BEFORE) == {"happened_at"}


def test_a_comment_is_never_asked_about_it_changes_nothing() -> None:
    assert asked(comment(), *BEFORE, paused(hour(12))) == set()


def test_the_question_names_the_newest_of_what_was_not_known() -> None:
    chart = Chart.of(PATIENT, (*BEFORE, crs(hour(12)), paused(hour(13))))
    (said,) = objections((decision(hour(11)),), {PATIENT: chart}, hour(30), knowledge())
    assert said.says.values == {"at": hour(10), "count": 2, "what": "infusion_paused", "newest": hour(13)}


def test_a_release_out_of_a_copy_does_not_prepare_a_restart_of_a_later_pause() -> None:
    """The reaction and the pause came after the copy ended; whoever wrote "restart" there had seen neither."""
    event = graded(hour(10), "crs", "e1", 3)
    stopped = (*BEFORE, event, paused(hour(10), reason=REACTION, event="e1"), premedicated(hour(19)))
    for of, wanted in ((hour(10, seconds=-1), {"kind"}), (hour(10), set())):
        known = replace(decision(hour(15), "restart", because="seen", copy_at=of), recorded_at=hour(16))
        assert asked_at(resumed(hour(20)), *stopped, known) == wanted


def asked_at(entry: Entry, *before: Entry) -> set[str]:
    found = objections((entry,), {PATIENT: Chart.of(PATIENT, before)}, entry.happened_at, knowledge())
    return {o.field for o in found}


def test_against_a_finding_of_after_the_copy_a_reason_is_wanted_that_the_copy_did_not_ask_for() -> None:
    event = graded(hour(10, seconds=30), "crs", "e1", 3)
    assert refused(decision(hour(11), "continue"), *BEFORE, event) == {"because"}
