"""What comes back from review copies: shown, accepted or declined by a person, once, in any order."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from blin21_desktop.domain.review import MadeCopy
from blin21_desktop.store.review.answering import Returning, read_answer
from blin21_desktop.store.review.ciphers import WardKey
from tests.cli.copies import Copies, comment, decision, later
from tests.cli.lines import jsonl, line
from tests.cli.terminal import NOW, Terminal


def test_entries_of_standard_input_and_faults_in_them(
    copies: Copies, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copies.make()

    def given(text: str) -> Any:  # noqa: ANN401
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
        return terminal("review", "return", copy, "-", "-o", copies.folder / "r", *copies.secret)

    assert given("").refused("Nothing was written in this copy yet")
    assert given(jsonl(comment()) + "{").refused("line 2", "not JSON")
    assert given("[1]").refused("line 1", "not an object")
    assert given(jsonl(line("bed_changed", bed="9"))).refused("line 1", "only comments and decisions")
    assert given("\n" + jsonl(comment(" "))).refused("line 2: comment: it is empty")
    assert given(jsonl(comment(), comment("also"), comment(patient="T-7"))).refused("line 3", "not registered")
    assert not (copies.folder / "r").exists()
    assert given(jsonl(comment())).out.endswith("1 entries\n"), "of a refused batch nothing was kept"


def test_a_comment_and_a_decision_come_back_marked_with_their_copy(copies: Copies) -> None:
    copy = copies.make()
    answer = copies.answer(copy, comment(physician="Dr. Evil"), decision("hold"), now=later(hours=1))
    listed = copies.listed(answer, now=later(hours=2))
    assert listed["physician"] == "Dr. X"
    assert [one["state"] for one in listed["entries"]] == ["new", "new"]
    assert len(copies.entries()) == 4, "nothing is in the record before a person accepts it"
    done = copies.accept(answer, "--all", "--json", now=later(hours=2)).json
    assert done["written"] == 2
    said, held = copies.entries()[-2:]
    assert (said["kind"], said["physician"], said["by"], said["comment"]) == (
        "review_commented",
        "Dr. X",
        "n1",
        "Looks well",
    )
    assert said["copy_at"] == NOW.isoformat()
    assert said["recorded_at"] == later(hours=2).isoformat()
    assert held["copy"] == said["copy"] == listed["copy"]


def test_in_the_copy_nothing_was_unseen_not_even_of_its_last_second(copies: Copies) -> None:
    """On the ward it is asked about: which of that second's entries the copy had, its moment cannot tell."""
    copies.chart(line("bed_changed", bed="9"))
    answer = copies.answer(copies.make(), decision())
    assert copies.accept(answer, "--all").refused("not known there: 1")


def test_nothing_comes_in_twice(copies: Copies) -> None:
    copy = copies.make()
    answer = copies.answer(copy, comment())
    again = copies.answer(copy, comment(), decision("hold"), name="again")
    for file, written in ((answer, 1), (answer, 0), (again, 1), (again, 0), (answer, 0)):
        assert copies.accept(file, "--all", "--json").json["written"] == written
    ids = [one["id"] for one in copies.entries()]
    assert len(ids) == len(set(ids)) == 6
    one = copies.listed(answer)["entries"][0]["id"]
    assert copies.accept(answer, "--only", one, one, "--json").json["written"] == 0
    assert copies.accept(answer, "--decline", one, "--because", "x").refused("in the record already")


def test_two_return_files_in_both_orders_give_the_same_record(
    copies: Copies, terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = copies.make("a"), copies.make("b", now=later(minutes=5))
    hold = decision("hold", later(hours=1))
    answers = [
        copies.answer(first, comment("one", later(hours=1)), hold, name="a", now=later(hours=1)),
        copies.answer(
            second, comment("two", later(hours=1)), decision("continue", later(hours=1)), name="b", now=later(hours=1)
        ),
    ]
    now, before = later(hours=3), copies.ward.read_bytes()
    found = []
    for order in (answers, answers[::-1]):
        copies.ward.write_bytes(before)
        for answer in order:
            done = copies.accept(answer, "--all", now=now)
            assert done.code == 0, done.err
        state = copies.state(at=now)
        found.append((sorted(json.dumps(one) for one in copies.entries()), state))
    assert found[0] == found[1]


def test_declined_with_the_reason_and_never_accepted_after_it(copies: Copies) -> None:
    answer = copies.answer(copies.make(), comment(), decision("hold"))
    no, yes = (one["id"] for one in copies.listed(answer)["entries"])
    assert copies.accept(answer, "--decline", no).refused("--because")
    assert copies.accept(answer, "--decline", no, "--because", "x", by=()).refused("--by")
    assert copies.accept(answer, "--only", no, "--decline", no, "--because", "x").refused("name it once")
    assert copies.accept(answer, "--only", "01a21bb8-0000-7000-8000-000000000000").refused("holds no entry")
    done = copies.accept(answer, "--all", "--decline", no, "--because", "about another child")
    assert done.code == 0
    assert "about another child" in done.out
    listed = copies.listed(answer)["entries"]
    assert [one["state"] for one in listed] == ["declined", "accepted"]
    assert listed[0]["answer"]["because"] == "about another child"
    assert copies.accept(answer, "--only", no).refused("about another child")
    assert copies.accept(answer, "--all", "--json").json["written"] == 0
    assert [one["id"] for one in copies.entries()][-1] == yes
    assert len(copies.entries()) == 5


def test_a_decision_on_a_patient_who_changed_is_asked_about_and_shown_with_both_moments(copies: Copies) -> None:
    copy = copies.make()
    answer = copies.answer(copy, comment(at=later(hours=1)), decision(at=later(hours=1)), now=later(hours=1))
    copies.chart(line("bed_changed", later(minutes=30), bed="9"), now=later(minutes=30))
    shown = copies.accept(answer, by=(), now=later(hours=2)).out
    assert "written Mon 23-Nov-2026 15:30" in shown
    assert "made in the review copy of Mon 23-Nov-2026 14:30" in shown
    assert "since the copy, entries: 1. The newest: bed changed Mon 23-Nov-2026 15:00" in shown
    news = copies.listed(answer, now=later(hours=2))["entries"][0]["since"]
    assert [one["kind"] for one in news] == ["bed_changed"]
    said, taken = (one["id"] for one in copies.listed(answer, now=later(hours=2))["entries"])
    refused = copies.accept(answer, "--all", now=later(hours=2))
    assert refused.refused(taken, "not known there: 1", "--although", "nothing was written")
    assert copies.accept(answer, "--only", said, now=later(hours=2)).code == 0
    asked = copies.accept(answer, "--all", "--although", "asked on the telephone", "--json", now=later(hours=2))
    assert asked.json["written"] == 1
    assert copies.entries()[-1]["override"]["because"] == "asked on the telephone"
    assert "override" not in copies.entries()[-2]


def test_what_was_written_after_the_copy_under_an_older_time_is_asked_about_too(copies: Copies) -> None:
    copy = copies.make()
    answer = copies.answer(copy, decision(at=later(hours=1)), now=later(hours=1))
    before = copies.entries()[-1]["recorded_at"]
    copies.chart(line("bed_changed", later(), bed="9", recorded_at=before), now=later(hours=1), keep=True)
    assert copies.entries()[-1]["recorded_at"] == before
    assert [one["kind"] for one in copies.listed(answer, now=later(hours=2))["entries"][0]["since"]] == ["bed_changed"]
    assert copies.accept(answer, "--all", now=later(hours=2)).refused("the physician did not know it")
    assert copies.accept(answer, "--all", "--although", "asked", now=later(hours=2)).code == 0
    assert copies.entries()[-1]["override"]["because"] == "asked"


def test_an_override_written_in_the_copy_answers_no_question_of_the_ward(copies: Copies) -> None:
    own = {"what": "all", "because": "I know", "by": "Dr. X"}
    answer = copies.answer(copies.make(), decision(at=later(hours=1), override=own), now=later(hours=1))
    copies.chart(line("bed_changed", later(minutes=30), bed="9"), now=later(minutes=30))
    assert copies.accept(answer, "--all", now=later(hours=2)).refused("not known there: 1")
    assert copies.accept(answer, "--all", "--although", "seen", now=later(hours=2)).code == 0
    assert copies.entries()[-1]["override"]["by"] == "n1"


def test_what_was_written_in_an_expired_copy_says_so(copies: Copies) -> None:
    copy = copies.make("c", "--valid-days", "1")
    day = later(days=1)
    at = comment("in time", day), comment("late", later(days=1, seconds=1))
    answer = copies.answer(copy, *at, now=later(days=1, seconds=1))
    found = copies.listed(answer, now=later(days=2))["entries"]
    assert [one["expired"] for one in found] == [False, True]
    assert copies.accept(answer, now=later(days=2), by=()).out.count("after the last moment of its copy") == 1


def test_an_id_that_stands_for_something_else_in_the_record_is_not_taken_for_accepted(copies: Copies) -> None:
    taken = "01a21bb8-0000-7000-8000-000000000000"
    answer = copies.answer(copies.make("c", "T-2"), comment(patient="T-2", id=taken))
    copies.chart(line("bed_changed", bed="1", patient="T-2", id=taken))
    assert copies.listed(answer)["entries"][0]["state"] == "new"
    assert copies.accept(answer, "--all").refused("written already")


def test_a_return_file_of_another_ward_or_changed_is_refused(
    copies: Copies, terminal: Terminal, tmp_path: Path
) -> None:
    answer = copies.answer(copies.make(), comment())
    other = tmp_path / "other.blin21"
    assert terminal("new", other).code == 0
    assert terminal("review", "accept", other, answer).refused("not made of this ward file")
    data = answer.read_bytes()
    answer.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    for how in ((), ("--all",)):
        changed = copies.accept(answer, *how)
        assert (changed.code, changed.out) == (1, "")
    answer.write_bytes(b"x" * (16 * 1024 * 1024 + 1))
    assert copies.accept(answer).refused("too large")
    assert len(copies.entries()) == 4


def test_a_kept_file_is_opened_once_however_often_the_board_counts(
    copies: Copies, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = copies.answer(copies.make(), comment())
    opened: list[str] = []

    def counted(data: bytes, key: WardKey, made: MadeCopy) -> Returning:
        opened.append(made.id)
        return read_answer(data, key, made)

    monkeypatch.setattr("blin21_desktop.bootstrap.review_returns.read_answer", counted)
    found = [copies.listed(answer) for _ in range(3)]
    assert found[0] == found[2]
    assert len(opened) == 1
    copies.accept(answer, "--all")
    assert [one["state"] for one in copies.listed(answer)["entries"]] == ["accepted"]
    assert len(opened) == 1


def test_a_power_cut_between_record_and_answer_loses_nothing(copies: Copies, monkeypatch: pytest.MonkeyPatch) -> None:
    from blin21_desktop.store.review.rows import ReviewRows

    answer = copies.answer(copies.make(), comment())

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(ReviewRows, "answer", cut)
        with pytest.raises(KeyboardInterrupt):
            copies.accept(answer, "--all")
    assert [one["state"] for one in copies.listed(answer)["entries"]] == ["accepted"]
    assert copies.accept(answer, "--all", "--json").json["written"] == 0
    assert len(copies.entries()) == 5
