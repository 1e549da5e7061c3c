"""Handing over: severity and recommendation are a person's, facts and tasks can be edited, the receiver signs."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.entries import HandoverGiven, HandoverReceived
from blin21_desktop.domain.entries.record import Action
from blin21_desktop.domain.shift import Shift
from blin21_desktop.forms.handover import MOST_ACTIONS, begun_with
from blin21_desktop.forms.typed import as_dated, dated
from blin21_desktop.rules.handover import Facts
from tests.forms.checking import EN, Filled
from tests.forms.filling import RIGHT, TOKYO
from tests.making import handed_over, hour

BERLIN = ZoneInfo("Europe/Berlin")
TYPED = RIGHT["handover"][2]
DAY = Facts(
    shift=Shift(hour(6), hour(14)),
    since=hour(-3),
    summary="RUNNING · course 1",
    actions=((hour(7), "CRS check"), (hour(9), "Bag change")),
    if_then=("CRS grade 3 → inform", "pump alarm → stay"),
)


def handed(changes: dict[str, str] | None = None) -> HandoverGiven:
    (entry,) = Filled("handover", {**TYPED, **(changes or {})}).reading.batch
    assert isinstance(entry, HandoverGiven)
    return entry


def test_what_was_typed_is_handed_over_and_nothing_else() -> None:
    entry = handed()
    assert (entry.severity, entry.to, entry.summary) == ("watcher", "M.S", "R/R B-ALL, first course, tired")
    assert entry.shift == "2026-11-23T16:00:00+09:00/2026-11-24T00:00:00+09:00"
    assert entry.actions == (Action(due=hour(8), what="CRS check", who="M.S"),)
    assert entry.if_then == ("fever: call Dr H", "pump alarm: stay, call")
    assert (entry.recommendation, entry.since) == ("ask Dr H about the ALT", hour(-2))


def test_the_facts_fill_in_everything_but_what_a_person_decides() -> None:
    typed = begun_with(DAY, TOKYO)
    form = Filled("handover", typed)
    assert form.open == ["Illness severity", "Handed over at"]
    assert not {"severity", "recommendation", "to", "happened_at"} & set(typed)
    entry = Filled("handover", {**typed, "severity": "stable", "happened_at": "15:00"}).reading.batch[0]
    assert isinstance(entry, HandoverGiven)
    assert entry.actions == (Action(due=hour(7), what="CRS check"), Action(due=hour(9), what="Bag change"))
    assert entry.if_then == DAY.if_then
    assert (entry.recommendation, entry.to, entry.since) == (None, None, hour(-3))


def test_without_hours_of_shifts_nothing_stands_in_for_them() -> None:
    bare = Facts(shift=None, since=None, summary="", actions=(), if_then=())
    assert begun_with(bare, TOKYO) == {}
    assert Filled("handover", {}).open[:3] == ["Illness severity", "Shift from", "Shift to"]


@pytest.mark.parametrize("code", ["stable", "watcher", "unstable"])
def test_severity_is_what_was_chosen(code: str) -> None:
    assert handed({"severity": code}).severity == code


def test_a_line_that_is_emptied_is_not_handed_over_and_an_own_line_is() -> None:
    own = {"action.2.due": "2026-11-23 20:00", "action.2.what": "ask about the allergy"}
    entry = handed({"action.0.due": "", "action.0.what": "", "action.0.who": "", **own})
    assert entry.actions == (Action(due=hour(10), what="ask about the allergy"),)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [({"action.0.due": ""}, "1: due"), ({"action.0.what": ""}, "1: what"), ({"action.1.who": "M.S"}, "2: due")],
)
def test_what_and_when_belong_together(changes: dict[str, str], missing: str) -> None:
    found = Filled("handover", {**TYPED, **changes})
    assert missing in found.open
    assert found.reading.batch == ()


def test_there_is_always_one_more_line_up_to_the_most() -> None:
    lines = [key for key in Filled("handover", TYPED).asked if key.endswith(".what")]
    assert lines == ["action.0.what", "action.1.what"]
    last = {f"action.{MOST_ACTIONS - 1}.what": "the last"}
    lines = [key for key in Filled("handover", {**TYPED, **last}).asked if key.endswith(".what")]
    assert len(lines) == MOST_ACTIONS
    many = Facts(shift=None, since=None, summary="s", actions=((hour(7), "check"),) * 40, if_then=())
    assert len([key for key in begun_with(many, TOKYO) if key.endswith(".what")]) == MOST_ACTIONS


@pytest.mark.parametrize(("end", "wrong"), [("2026-11-23 16:00", True), ("2026-11-23 16:01", False)])
def test_a_shift_ends_after_it_begins(end: str, wrong: bool) -> None:
    found = Filled("handover", {**TYPED, "shift.to": end, "action.0.due": "2026-11-23 16:00"})
    assert found.problems == ({"shift.to": "The shift ends before it begins."} if wrong else {})


def test_an_action_after_the_shift_is_asked_about_and_a_receiver_who_is_the_giver_is_refused() -> None:
    late = Filled("handover", {**TYPED, "action.0.due": "2026-11-24 00:01"})
    assert late.against == ["CRS check: Tue 24-Nov-2026 00:01 lies after the end of the shift"]
    assert Filled("handover", {**TYPED, "to": "k.t"}).against == ["K.T cannot hand over to themselves"]


def test_the_sentence_says_that_nobody_took_it_over_yet() -> None:
    assert Filled("handover", TYPED).sentence == (
        "Handed over Mon 23-Nov-2026 15:00 to M.S as WATCHER: 1 actions. It stands as not yet taken over until the "
        "receiver signs."
    )
    assert "to whoever takes over" in Filled("handover", {**TYPED, "to": ""}).sentence


@given(st.integers(0, 60 * 24 * 366))
def test_every_minute_of_a_year_is_written_so_that_it_reads_as_itself(minutes: int) -> None:
    """Also in the night in which the clocks show an hour twice."""
    at = datetime.fromisoformat("2026-01-01T00:00:00+01:00") + timedelta(minutes=minutes)
    assert dated(as_dated(at, BERLIN), BERLIN) == at


LIST = (Action(due=hour(6), what="CRS check"), Action(due=hour(7), what="bag", who="A"))
GIVEN = handed_over(hour(4), by="M.S", id="h1", actions=LIST, if_then=("fever: call",), recommendation="ask Dr H")
TAKES = {"read_back": "yes", "answer": "taken_over", "happened_at": "15:00"}


def test_the_receiver_reads_the_whole_handover_and_signs_for_this_one() -> None:
    found = Filled("take_over", TAKES, GIVEN, handed_over(hour(4.5), by="M.S", id="h2"), about=GIVEN)
    assert found.told("read_back") == [
        "given  Mon 23-Nov-2026 14:00 by M.S",
        "I  WATCHER",
        "P  as charted",
        "A  23-Nov-2026 16:00 CRS check – nobody named",
        "A  23-Nov-2026 17:00 bag – A",
        "S  fever: call",
        "Recommendation  ask Dr H",
    ]
    (entry,) = found.reading.batch
    assert isinstance(entry, HandoverReceived)
    assert (entry.handover, entry.by, entry.read_back, entry.answer, entry.because) == (
        "h1", "K.T", True, "taken_over", None,
    )  # fmt: skip
    assert found.against == ["M.S gave a newer one at Mon 23-Nov-2026 14:30"]


def test_a_refusal_needs_its_reason() -> None:
    found = Filled("take_over", {**TAKES, "answer": "refused", "read_back": "no"}, GIVEN, about=GIVEN)
    assert found.open == ["Why it is refused"]
    said = Filled(
        "take_over",
        {**TAKES, "answer": "refused", "read_back": "no", "refused.because": "pump not seen"},
        GIVEN,
        about=GIVEN,
    )
    (entry,) = said.reading.batch
    assert isinstance(entry, HandoverReceived)
    assert (entry.answer, entry.because, said.against) == ("refused", "pump not seen", [])
    assert said.sentence == "K.T refuses the handover, Mon 23-Nov-2026 15:00, not repeated back."


def test_nothing_is_preset_and_both_are_asked() -> None:
    found = Filled("take_over", {"happened_at": "15:00"}, GIVEN, about=GIVEN)
    assert found.open == ["Repeated back", "Answer"]


def test_who_did_not_repeat_it_back_or_gave_it_is_told_so() -> None:
    assert Filled("take_over", {**TAKES, "read_back": "no"}, GIVEN, about=GIVEN).against == [
        "it is taken over without having been repeated back"
    ]
    own = handed_over(hour(4), by="K.T", id="h1")
    assert Filled("take_over", TAKES, own, about=own).against == ["K.T gave this handover and cannot receive it"]


def test_where_there_is_no_handover_that_is_said() -> None:
    found = Filled("take_over", TAKES)
    assert found.told("read_back") == ["none – There is no handover to answer."]
    assert found.against == ["no handover of UPN-1 in force has the id "]


def test_its_words_are_the_programs() -> None:
    assert EN.render(Filled("take_over", TAKES, GIVEN, about=GIVEN).form.title(Filled("take_over", TAKES).where))
