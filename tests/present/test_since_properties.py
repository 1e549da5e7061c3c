"""Since any moment: over midnight and a clock change, late or taken back, in any order of writing."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from blin21_desktop.domain.entries import Entry, EntryWithdrawn
from blin21_desktop.present.since import since_then
from tests.making import crs, drug, missed, neuro, registered, started, vitals, withdrawn
from tests.present.looks import words
from tests.present.test_since import seen
from tests.rules.looking import pump

KINDS: tuple[Callable[[datetime], Entry], ...] = (vitals, crs, neuro, drug, missed, pump)


@st.composite
def courses(draw: st.DrawFn) -> tuple[list[Entry], datetime, datetime]:
    """A few entries around a clock change in Berlin, some late, some withdrawn; and two moments."""
    zero = datetime.fromisoformat("2026-10-24T20:00:00+02:00")

    def moment(low: int = 0) -> datetime:
        return zero + timedelta(minutes=draw(st.integers(low, 12 * 60)))

    entries: list[Entry] = [registered(zero - timedelta(days=3)), started(zero - timedelta(days=1))]
    for number in range(draw(st.integers(0, 7))):
        at = moment()
        late = timedelta(minutes=draw(st.sampled_from([0, 0, 1, 200])))
        make = draw(st.sampled_from(KINDS))
        entries.append(replace(make(at), id=f"e-{number}", recorded_at=at + late))
        if draw(st.booleans()) and draw(st.booleans()):
            entries.append(withdrawn(at + late + timedelta(minutes=draw(st.integers(0, 300))), f"e-{number}"))
    first, second = sorted((moment(), moment()))
    return entries, first, second


@given(courses(), st.integers(0, 10**6))
@settings(max_examples=40)
def test_between_any_two_moments_every_line_is_one_of_three_answers_with_its_sources(
    course: tuple[list[Entry], datetime, datetime], seed: int
) -> None:
    entries, then, now = course
    found = since_then(seen(entries, then, then, "Europe/Berlin"), seen(entries, now, now, "Europe/Berlin"), words())
    after = seen(entries, now, now)
    gone = {one.withdrawn for one in found.withdrawn}
    for change in found.changes:
        assert change.answer in ("changed", "same", "no_data")
        if change.answer == "same":
            assert change.after
            assert change.group == "findings" or (change.now is not None and _fresh(change.now, then))
        if change.answer == "no_data" and change.after and change.now is not None and change.group != "infusion":
            assert not _fresh(change.now, then)
        for entry in (change.now, change.told):
            assert entry is None or entry.happened_at <= now
    for late in found.late:
        assert late.happened_at <= then < late.recorded_at <= now
        assert late.id not in after.chart.withdrawn
    back = [e for e in entries if isinstance(e, EntryWithdrawn)]
    assert gone == {e.withdrawn for e in back if then < e.recorded_at <= now}
    shuffled = list(entries)
    random.Random(seed).shuffle(shuffled)  # noqa: S311
    again = since_then(seen(shuffled, then, then, "Europe/Berlin"), seen(shuffled, now, now, "Europe/Berlin"), words())
    assert again == found


def _fresh(entry: Entry, then: datetime) -> bool:
    return entry.happened_at > then or entry.recorded_at > then


@given(courses())
@settings(max_examples=20)
def test_between_a_moment_and_itself_nothing_changed(course: tuple[list[Entry], datetime, datetime]) -> None:
    entries, then, _ = course
    look = seen(entries, then, then)
    found = since_then(look, look, words())
    assert not [change for change in found.changes if change.answer == "changed"]
    assert (found.late, found.withdrawn) == ((), ())
