"""Samples in the order they are compared: the baseline, beside it the newest, then the older ones."""

from __future__ import annotations

from typing import Any

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import WritingSampled
from blin21_desktop.domain.ports import Head
from blin21_desktop.present.catalogue import words
from blin21_desktop.present.samples import sample_rows
from blin21_desktop.service.look import look_at
from tests.making import PATIENT, TOKYO, hour, registered, sampled
from tests.rules.looking import KNOWLEDGE

EN = words("en", TOKYO)


def sample(at: float, name: str, **changes: Any) -> WritingSampled:  # noqa: ANN401
    return sampled(hour(at), id=name, sha256=name * 64, **changes)


def rows(*samples: WritingSampled, at: float = 100) -> list[tuple[str, str]]:
    chart = Chart.of(PATIENT, (registered(), *samples))
    look = look_at(chart, hour(at), KNOWLEDGE, known_at=None, head=Head(0, ""), training=True)
    return [(row.sha256[0], row.label) for row in sample_rows(look, EN)]


def test_the_baseline_comes_first_and_the_newest_beside_it() -> None:
    found = rows(sample(1, "a", baseline=True), sample(2, "b"), sample(3, "c"), sample(4, "d"))
    assert found == [("a", "baseline"), ("d", "newest"), ("c", ""), ("b", "")]


def test_of_two_baselines_the_newer_one_counts() -> None:
    found = rows(sample(1, "a", baseline=True), sample(2, "b", baseline=True), sample(3, "c"))
    assert found == [("b", "baseline"), ("c", "newest"), ("a", "earlier baseline")]


def test_without_a_baseline_that_is_said() -> None:
    assert rows(sample(1, "a"), sample(2, "b")) == [("b", "newest, no baseline to compare with"), ("a", "")]


def test_a_baseline_alone_and_none_at_all() -> None:
    assert rows(sample(1, "a", baseline=True)) == [("a", "baseline")]
    assert rows() == []


def test_what_was_written_later_than_the_moment_looked_at_is_not_shown() -> None:
    assert rows(sample(1, "a", baseline=True), sample(9, "b"), at=5) == [("a", "baseline")]


def test_a_row_says_when_and_which_sentence() -> None:
    chart = Chart.of(PATIENT, (registered(), sample(1, "a", sentence="I like dogs")))
    look = look_at(chart, hour(2), KNOWLEDGE, known_at=None, head=Head(0, ""), training=True)
    (row,) = sample_rows(look, EN)
    assert row.moment == EN.moment(hour(1))
    assert (row.sentence, row.baseline) == ("I like dogs", False)
