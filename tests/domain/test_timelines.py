"""The fold and the integer-second simulator agree; laws that hold for every timeline."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry, EntryWithdrawn
from blin21_desktop.domain.infusion import Course, courses
from blin21_desktop.domain.moments import since
from tests.campaigns.timelines import (
    BROKEN,
    Timeline,
    differences,
    entry_of,
    main,
    moment,
    noticed,
    random_timeline,
    run,
)
from tests.domain.simulator import Note, simulate, without
from tests.making import PATIENT

lines = st.randoms(use_true_random=False).map(random_timeline)


def written(line: Timeline) -> list[Entry]:
    return [entry_of(n) for n in line.notes]


def fold(entries: list[Entry], at: int) -> tuple[Course, ...]:
    return courses(Chart.of(PATIENT, entries).infusion, moment(at))


def test_the_fold_and_the_simulator_agree() -> None:
    notes, contradictions, bad = run(300, seed=1)
    assert bad == []
    assert notes > 2_000
    assert contradictions > 100


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_fold_is_noticed(name: str) -> None:
    assert noticed(name, seed=1)


def test_a_fold_that_is_whole_is_not_called_broken() -> None:
    assert run(20, seed=1)[2] == []


def test_the_campaign_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["40", "3"]) == 0
    said = capsys.readouterr().out
    assert "seed 3: 40 timelines" in said
    assert "3 of 3 noticed" in said


def test_a_campaign_of_nothing_is_not_green(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["0"]) == 1
    assert "0 timelines" in capsys.readouterr().out


def test_second_by_second_and_note_to_note_reckon_the_same() -> None:
    rng = random.Random(11)  # noqa: S311
    short = [line for line in (random_timeline(rng) for _ in range(60)) if line.literal]
    for line in short:
        slow = simulate(line.notes, line.at, line.goal, literal=True)
        assert slow == simulate(line.notes, line.at, line.goal, literal=False)


@given(lines)
def test_any_timeline_agrees(line: Timeline) -> None:
    assert differences(line) == []


@given(lines)
def test_infused_and_interrupted_make_up_the_time_since_the_start(line: Timeline) -> None:
    for course in fold(written(line), line.at):
        assert course.infused + course.interrupted == since(course.started_at, course.ended_at or course.at)


@given(lines, st.integers(min_value=1, max_value=10**6))
def test_later_entries_never_change_an_earlier_moment(line: Timeline, more: int) -> None:
    entries = written(line)
    later = [replace(e, id=f"later-{e.id}", happened_at=moment(line.at + more)) for e in entries]
    new = [e for e in later if not isinstance(e, EntryWithdrawn)]
    assert fold([*entries, *new], line.at) == fold(entries, line.at)


@given(lines, st.randoms(use_true_random=False))
def test_the_order_of_writing_never_matters(line: Timeline, rng: random.Random) -> None:
    entries = written(line)
    shuffled = entries.copy()
    rng.shuffle(shuffled)
    assert fold(shuffled, line.at) == fold(entries, line.at)
    assert Chart.of(PATIENT, shuffled).withdrawn == Chart.of(PATIENT, entries).withdrawn


@given(lines, st.data())
def test_withdrawing_equals_never_having_written(line: Timeline, data: st.DataObject) -> None:
    plain = [n for n in line.notes if n.what != "take_back"]
    target = data.draw(st.sampled_from(plain))
    last = max(n.written for n in plain) + 1
    undo = Note("undo", "take_back", last, last, target=target.id)
    never = [entry_of(n) for n in without(plain, target.id)]
    assert fold([entry_of(n) for n in (*plain, undo)], line.at) == fold(never, line.at)
    redo = Note("redo", "take_back", last + 1, last + 1, target="undo")
    assert fold([entry_of(n) for n in (*plain, redo, undo)], line.at) == fold([entry_of(n) for n in plain], line.at)


@given(lines, st.integers(min_value=0, max_value=40))
def test_read_on_or_read_at_once_gives_the_same_chart(line: Timeline, cut: int) -> None:
    entries = written(line)
    chart = Chart.of(PATIENT, entries[:cut])
    for entry in entries[cut:]:
        chart = chart.with_written((entry,))
    whole = Chart.of(PATIENT, entries)
    assert chart.withdrawn == whole.withdrawn
    assert chart.infusion == whole.infusion
    assert {k: v for k, v in chart.by_kind.items() if v} == whole.by_kind


@given(lines, st.integers(min_value=0, max_value=60 * 86_400))
def test_time_only_adds(line: Timeline, more: int) -> None:
    entries = written(line)
    before, after = fold(entries, line.at), fold(entries, line.at + more)
    assert len(after) >= len(before)
    for early, late in zip(before, after, strict=False):
        assert late.infused >= early.infused
        assert late.given_micrograms >= early.given_micrograms - 1e-9
        assert late.bags[: len(early.bags)] == early.bags
