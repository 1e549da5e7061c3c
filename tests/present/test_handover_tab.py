"""The tab Handover, the record's words, `state` and what is missing: a handover in force, waiting, refused, over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.entries.record import Action
from blin21_desktop.present.amounts import LANGS, Lang
from blin21_desktop.present.handover_facts import facts
from blin21_desktop.present.handover_tab import ORDERS, HandoverTab, Order, handover_tab
from blin21_desktop.present.missing import missing
from blin21_desktop.present.record import record_rows
from blin21_desktop.present.state import state_json
from blin21_desktop.service.look import Look
from tests.making import answered, handed_over, hour, paused
from tests.present.looks import BEFORE, CHECKED, GIVEN, STATES, look, words
from tests.present.test_every_state import UNFINISHED

AT = hour(170)
HANDED = handed_over(
    hour(169.5),
    by="K.T",
    id="h1",
    to="M.S",
    actions=(Action(due=hour(172), what="CRS check", who="M.S"), Action(due=hour(175), what="ask the mother")),
    if_then=("fever: call Dr H",),
    recommendation="look at the ALT before the round",
    since=hour(161),
)


def seen(*more: Entry, hours: float = 170) -> Look:
    return look(*BEFORE, *CHECKED, *GIVEN, *more, at=hour(hours))


def tab(*more: Entry, hours: float = 170, order: Order = "ipass", lang: Lang = "en") -> HandoverTab:
    return handover_tab(seen(*more, hours=hours), words(lang), order)


def said(view: HandoverTab) -> dict[str, tuple[str, ...]]:
    return {part.title: part.lines for part in view.parts}


def test_what_was_handed_over_stands_in_i_pass_order() -> None:
    view = tab(HANDED)
    assert [part.letter for part in view.parts] == ["I", "P", "A", "S", "S"]
    assert said(view) == {
        "Illness severity": ("WATCHER, chosen by K.T",),
        "Patient summary": ("SURUGA Aoi · ID 9900013 · born 10-Jan-2016", "as charted"),
        "Action list, this shift": ("14:00 CRS check – M.S", "17:00 ask the mother – nobody named"),
        "Situation awareness": ("fever: call Dr H", "look at the ALT before the round (recommendation of K.T)"),
        "Synthesis by the receiver": ("NOT YET TAKEN OVER",),
    }
    assert view.said == "given 11:30 by K.T, to M.S, for the shift 11:30 to 19:30"
    assert [(tag.text, tag.look) for tag in view.tags] == [("NOT YET TAKEN OVER", "open"), ("of this shift", "met")]
    assert (view.answers, view.last) == ("h1", "")


def test_isbar_holds_the_same_lines_under_its_own_labels() -> None:
    for entries in ((), (HANDED,)):
        plain, other = tab(*entries), tab(*entries, order="isbar")
        assert sorted(line for part in plain.parts for line in part.lines) == sorted(
            line for part in other.parts for line in part.lines
        )
        assert [part.letter for part in other.parts] == ["I", "S", "B", "A", "R"]
    assert list(ORDERS) == ["ipass", "isbar"]


def test_the_receivers_answer_is_told_and_nothing_waits_then() -> None:
    taken = tab(HANDED, answered(hour(169.75), "h1"))
    assert said(taken)["Synthesis by the receiver"] == ("taken over: n2, 11:45, repeated back",)
    assert (taken.answers, taken.tags[0].look) == ("", "met")
    refused = tab(HANDED, answered(hour(169.75), "h1", "refused", read_back=False))
    assert said(refused)["Synthesis by the receiver"] == (
        "REFUSED: n2, 11:45, not repeated back · the pump was not looked at",
    )
    assert (refused.answers, refused.tags[0].look) == ("", "strict")


@pytest.mark.parametrize(("seconds", "over"), [(0, False), (1, True)])
def test_a_handover_whose_shift_is_over_is_named_and_never_shown_as_the_present_one(seconds: int, over: bool) -> None:
    now = seen(HANDED, hours=177.5)
    at = look(*BEFORE, *CHECKED, *GIVEN, HANDED, at=hour(177.5) + timedelta(seconds=seconds))
    assert now.at == hour(177.5)
    view = handover_tab(at, words())
    assert (said(view)["Illness severity"] == ("not chosen: a person decides",)) is over
    assert view.said.startswith("No handover of this shift." if over else "given 11:30")
    assert view.last == ("Last handover: given 11:30 by K.T, to M.S, for the shift 11:30 to 19:30" if over else "")
    assert view.tags[1].text == ("ITS SHIFT IS OVER" if over else "of this shift")


def test_a_shift_that_is_only_a_name_leaves_open_whether_it_is_still_on() -> None:
    view = tab(handed_over(hour(169.5), shift="night"))
    assert [(tag.text, tag.look) for tag in view.tags][1] == ("cannot tell whether its shift is still on", "open")
    assert view.said == "given 11:30 by n1, to nobody named, for the shift night"
    assert said(view)["Action list, this shift"] == ("none",)
    assert said(view)["Situation awareness"] == ("none", "no recommendation was written")


def test_before_a_handover_the_facts_stand_there_and_nothing_is_chosen_or_recommended() -> None:
    view = tab()
    assert view.said == ("No handover has been given. Below: the facts now; nobody has chosen or recommended anything.")
    lines = said(view)
    assert lines["Illness severity"] == ("not chosen: a person decides",)
    assert lines["Situation awareness"][-1] == "no recommendation was written"
    assert lines["Synthesis by the receiver"] == ("nothing was handed over",)
    assert (view.tags, view.answers) == ((), "")


def test_the_facts_are_of_the_chart_and_the_tasks_of_the_shift() -> None:
    found = facts(seen(), words(), hour(160))
    assert found.shift is not None
    assert (found.shift.start, found.shift.end, found.since) == (hour(166), hour(174), hour(160))
    assert found.summary.startswith(
        "10y Female · 9900013 · RUNNING · 28 microgram/day at 3.3 mL/hr · 170hr 0min infused"
    )
    assert "grade" not in found.summary
    assert [due for due, _ in found.actions if due > hour(174)] == []
    assert found.actions
    assert all("→" in text for text in found.if_then)
    assert "PAUSED" in facts(seen(paused(hour(169))), words()).summary


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("state", STATES)
def test_every_state_has_finished_words(state: str, lang: Lang) -> None:
    for order in ORDERS:
        view = handover_tab(STATES[state](), words(lang), order)
        told = [view.said, *(line for part in view.parts for line in (part.title, *part.lines))]
        assert not [text for text in told if UNFINISHED.search(text) or not text]


def test_a_handover_that_nobody_took_over_or_that_was_refused_is_missing() -> None:
    waits = "handover given 11:30 by K.T is not yet taken over"
    assert waits in missing(seen(HANDED), words())
    taken = answered(hour(169.75), "h1")
    assert not [text for text in missing(seen(HANDED, taken), words()) if "handover" in text]
    refused = answered(hour(169.75), "h1", "refused")
    told = "handover given 11:30 by K.T was refused by n2: the pump was not looked at"
    assert told in missing(seen(HANDED, refused), words())
    assert not [text for text in missing(seen(), words()) if "handover" in text]


def test_the_record_tells_a_handover_and_its_answer_whole() -> None:
    rows = record_rows(seen(HANDED, answered(hour(169.6), "h1"), answered(hour(169.7), "h1", "refused")), words())
    told = {row.entry: row.details for row in rows}
    assert told["h1"] == (
        "WATCHER · shift 11:30 to 19:30 · to M.S · as charted · 14:00 CRS check – M.S · "
        "17:00 ask the mother – nobody named · fever: call Dr H · recommendation: look at the ALT before the round · "
        "changes shown since 30-Nov-2026 03:00"
    )
    assert [row.details for row in rows if row.kind.value == "handover_received"] == [
        "REFUSED · repeated back · the pump was not looked at",
        "taken over · repeated back",
    ]


def test_state_says_how_the_newest_handover_stands() -> None:
    assert state_json(seen(), words())["handover"] is None
    found = state_json(seen(HANDED), words())["handover"]
    assert {key: found[key] for key in ("id", "severity", "given_by", "to", "receipt", "validity")} == {
        "id": "h1", "severity": "watcher", "given_by": "K.T", "to": "M.S", "receipt": "waits", "validity": "in_force",
    }  # fmt: skip
    assert (found["received_at"], found["received_by"], found["read_back"]) == (None, None, None)
    taken = state_json(seen(HANDED, answered(hour(169.75), "h1")), words())["handover"]
    assert (taken["receipt"], taken["received_by"], taken["read_back"]) == ("taken_over", "n2", True)
    assert taken["received_at"] == hour(169.75).isoformat()
