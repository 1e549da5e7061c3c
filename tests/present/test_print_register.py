"""The register of prints in words: each state, each reason, both languages; and what a head code says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.present.print_register import code_answer, reasons, register_json, register_rows
from blin21_desktop.service.prints import PaperCheck, Print
from tests.making import hour, paused, vitals
from tests.present.looks import words
from tests.service.test_prints import printed


def one(**changes: tuple[Entry, ...]) -> Print:
    return Print(entries=(printed(),), valid_until=hour(14), expired=False, **changes)


def test_a_reason_names_up_to_three_entries_and_counts_the_rest() -> None:
    (said,) = reasons(one(withdrawn=tuple(vitals(hour(n)) for n in range(5))), words())
    assert said.count("vital signs measured") == 3
    assert said.endswith("and 2 more")
    (said,) = reasons(one(late=tuple(vitals(hour(n)) for n in range(3))), words())
    assert said.startswith("written since, of before: vital signs measured Mon 23-Nov-2026 10:00")
    assert "more" not in said
    (said,) = reasons(one(restored=(paused(hour(1)),)), words())
    assert said.startswith("in force again since: infusion paused")
    assert reasons(one(), words()) == ()


def test_who_printed_and_for_how_many_is_plain() -> None:
    many = replace(printed(), by="unsigned", patients=("A", "B", "C", "D"))
    (row,) = register_rows([Print(entries=(many,), valid_until=hour(14), expired=False)], words())
    assert row.texts[0][1] == "nobody signed in"
    assert row.texts[2] == ("patients: 4", "A, B, C, D")
    (row,) = register_rows([one()], words())
    assert (row.texts[0][1], row.texts[2]) == ("by n1", ("UPN-1",))


def test_an_old_printing_says_what_is_not_known() -> None:
    old = Print(entries=(printed(at=None),), valid_until=hour(14), expired=True)
    (row,) = register_rows([old], words())
    assert row.texts[1] == ("handover sheet", "in English")
    assert row.texts[3][0] == "Not known"
    assert row.texts[5] == ("expired",)
    (told,) = register_json([old])
    assert (told["at"], told["code"], told["state"]) == (None, None, "expired")


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (PaperCheck(code=None), "This is no head code"),
        (PaperCheck(code="C"), "C: HISTORY DIFFERS FROM PAPER."),
        (PaperCheck(code="C", position=3, since=2, printings=2), "C: matches. Nothing was charted since."),
        (PaperCheck(code="C", position=3, since=3, printings=2), "C: matches. Entries charted since: 1."),
    ],
)
def test_a_code_is_answered_plainly(check: PaperCheck, said: str) -> None:
    assert code_answer(check, words()).startswith(said)
