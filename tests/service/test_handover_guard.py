"""Handing over: nobody to themselves, nobody answers twice or for another patient; what is odd is asked about."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from blin21_desktop.domain.entries import Entry, Kind
from blin21_desktop.domain.entries.record import Action
from blin21_desktop.service.decide import objections
from blin21_desktop.service.guards.handover import odd_handover
from blin21_desktop.service.guards.scene import Scene
from blin21_desktop.service.ward import BOARD_KINDS
from tests.making import OVERRIDE, PATIENT, answered, chart, handed_over, hour, registered, withdrawn
from tests.rules.looking import says
from tests.service.judging import READY, refused
from tests.service.memory import HandClock, MemoryLog, knowledge, ward_of

GIVEN = handed_over(hour(1), id="h1")
BEFORE = (registered(hour(-72)), GIVEN)


def asked(entry: Entry, *before: Entry) -> dict[str, str]:
    """Field -> what is asked back; nothing of it may be impossible."""
    found = objections((entry,), {PATIENT: chart(*before)}, entry.recorded_at, knowledge())
    assert not [o for o in found if o.impossible]
    return {o.field: says(o.says) for o in found}


def test_an_ordinary_handover_and_its_answer_are_written() -> None:
    assert asked(handed_over(hour(1)), *READY) == {}
    assert asked(answered(hour(2), "h1"), *BEFORE) == {}
    assert asked(answered(hour(2), "h1", "refused", read_back=False), *BEFORE) == {}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"shift": "  "}, {"shift"}),
        ({"summary": ""}, {"summary"}),
        ({"to": "n1"}, {"to"}),
        ({"to": " Ｎ1"}, {"to"}),
        ({"actions": (Action(due=hour(2), what=" "),)}, {"actions[0].what"}),
        ({"since": hour(1) + timedelta(seconds=1)}, {"since"}),
        ({"since": hour(1)}, set()),
        ({"to": "n2"}, set()),
        ({"shift": "night"}, set()),
    ],
)
def test_what_no_handover_can_be(changes: dict[str, Any], fields: set[str]) -> None:
    assert refused(handed_over(hour(1), **changes), *READY) == fields


@pytest.mark.parametrize(
    ("entry", "more", "fields"),
    [
        (answered(hour(2), "nothing"), (), {"handover"}),
        (answered(hour(2), "h1"), (withdrawn(hour(1.5), "h1"),), {"handover"}),
        (answered(hour(2), BEFORE[0].id), (), {"handover"}),
        (answered(hour(2), "h1", by="n1"), (), {"by"}),
        (answered(hour(2), "h1", by=" Ｎ1"), (), {"by"}),
        (answered(hour(1) - timedelta(seconds=1), "h1", recorded_at=hour(2)), (), {"happened_at"}),
        (answered(hour(1), "h1"), (), set()),
        (answered(hour(3), "h1"), (answered(hour(2), "h1"),), {"handover"}),
        (answered(hour(3), "h1"), (answered(hour(2), "other"),), set()),
        (answered(hour(3), "h1"), (answered(hour(2), "h1", id="r"), withdrawn(hour(2.5), "r")), set()),
        (answered(hour(2), "h1", "refused", because=None), (), {"because"}),
        (answered(hour(2), "h1", "refused", because="  "), (), {"because"}),
    ],
)
def test_what_no_answer_can_be(entry: Entry, more: tuple[Entry, ...], fields: set[str]) -> None:
    assert refused(entry, *BEFORE, *more) == fields


def test_a_handover_of_another_patient_is_not_answered_here() -> None:
    other = handed_over(hour(1), id="h9", patient="UPN-2")
    charts = {PATIENT: chart(*BEFORE)}
    found = objections((other, answered(hour(2), "h9")), charts, hour(2), knowledge())
    assert ("handover", True) in {(o.field, o.impossible) for o in found if o.index == 1}


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (hour(9), {}),
        (
            hour(9) + timedelta(seconds=1),
            {"actions[0].due": "bag: 23-Nov-2026 19:00 lies after the end of the shift"},
        ),
    ],
)
def test_the_list_is_of_the_shift_alone(due: datetime, told: dict[str, str]) -> None:
    found = asked(handed_over(hour(1), actions=(Action(due=due, what="bag"),)), *READY)
    assert list(found) == list(told)


def test_a_shift_that_is_over_is_asked_about_and_one_that_is_only_a_name_is_not() -> None:
    old = handed_over(hour(-9)).shift
    assert list(asked(handed_over(hour(1), shift=old), *READY)) == ["shift"]
    ending = handed_over(hour(-7)).shift
    assert asked(handed_over(hour(1), shift=ending), *READY) == {}
    late = Action(due=hour(500), what="bag")
    assert asked(handed_over(hour(1), shift="night", actions=(late,)), *READY) == {}


@pytest.mark.parametrize(
    ("entry", "more", "field"),
    [
        (answered(hour(9), "h1"), (), ""),
        (answered(hour(9) + timedelta(seconds=1), "h1"), (), "handover"),
        (answered(hour(3), "h1"), (handed_over(hour(2), id="h2"),), "handover"),
        (answered(hour(3), "h2"), (handed_over(hour(2), id="h2", to="n3"),), "by"),
        (answered(hour(3), "h2"), (handed_over(hour(2), id="h2", to="N2"),), ""),
        (answered(hour(3), "h2"), (handed_over(hour(2), id="h2", shift="night"),), ""),
        (answered(hour(2), "h1", read_back=False), (), "read_back"),
        (answered(hour(2), "h1", None, read_back=False), (), "read_back"),
    ],
)
def test_an_odd_answer_is_asked_about(entry: Entry, more: tuple[Entry, ...], field: str) -> None:
    assert list(asked(entry, *BEFORE, *more)) == ([field] if field else [])


def test_an_odd_answer_is_written_with_an_explanation() -> None:
    odd = answered(hour(2), "h1", read_back=False, override=OVERRIDE)
    assert asked(odd, *BEFORE) == {}


def test_nothing_odd_is_asked_about_an_answer_to_nothing() -> None:
    scene = Scene(chart=chart(*BEFORE), now=hour(2), knowledge=knowledge())
    assert list(odd_handover(answered(hour(2), "nothing"), scene)) == []


def test_the_board_reads_handovers_with_the_little_there_is() -> None:
    assert {Kind.HANDOVER_GIVEN, Kind.HANDOVER_RECEIVED} <= BOARD_KINDS
    long_ago = handed_over(hour(-71), id="h9")
    (board,) = ward_of(MemoryLog([registered(hour(-72)), long_ago]), HandClock(hour(0))).board()
    assert board.handover is not None
    assert board.handover.given.id == "h9"
