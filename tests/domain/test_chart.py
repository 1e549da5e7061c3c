"""The chart: order of writing never matters, withdrawing equals never having written."""

from __future__ import annotations

import itertools
from datetime import UTC

import pytest

from blin21_desktop.domain.chart import Chart, NotRead, order, withdrawn_ids
from blin21_desktop.domain.entries import (
    BodyMeasured,
    DoseOrdered,
    EntryWithdrawn,
    InfusionPaused,
    InfusionStarted,
    Kind,
)
from blin21_desktop.domain.infusion import courses
from tests.making import PATIENT, chart, course, ended, hour, measured, ordered, paused, registered, resumed, started
from tests.making import withdrawn as taken_back


def test_in_force_in_order_of_happening_whatever_the_order_of_writing() -> None:
    a, b, c = measured(hour(3)), measured(hour(1)), measured(hour(2))
    for written in itertools.permutations((a, b, c)):
        found = chart(*written)
        assert found.all(BodyMeasured, hour(9)) == (b, c, a)
        assert found.written == written


def test_at_one_moment_the_order_of_kinds_decides() -> None:
    order_, start, halt, again, end = ordered(), started(), paused(hour(0)), resumed(hour(0)), ended(hour(0))
    assert sorted((end, again, halt, start, order_), key=order) == [order_, start, halt, again, end]
    assert course((end, again, halt, start), hour(1)).contradictions == ()


def test_one_moment_in_two_offsets_is_one_moment() -> None:
    early, late = measured(hour(1).astimezone(UTC)), measured(hour(1))
    assert sorted((late, early), key=order) == [early, late]  # by id


def test_all_and_last_stop_at_the_moment_asked() -> None:
    a, b = measured(hour(1)), measured(hour(2))
    found = chart(b, a)
    assert found.last(BodyMeasured, hour(1, seconds=-1)) is None
    assert found.last(BodyMeasured, hour(1)) is a
    assert found.last(BodyMeasured, hour(2, seconds=-1)) is a
    assert found.last(BodyMeasured, hour(2)) is b
    assert found.all(DoseOrdered, hour(9)) == ()


def test_withdrawing_equals_never_having_written() -> None:
    start, halt = started(), paused(hour(4))
    undo = taken_back(hour(5), halt.id)
    found, never = chart(start, halt, undo), chart(start)
    assert found.withdrawn == {halt.id: undo}
    assert courses(found.infusion, hour(9)) == courses(never.infusion, hour(9))
    assert found.all(InfusionPaused, hour(9)) == ()
    assert found.find(halt.id) is halt
    assert found.find("nothing") is None


def test_withdrawing_a_withdrawal_puts_the_entry_in_force_again() -> None:
    start, halt = started(), paused(hour(4))
    undo = taken_back(hour(5), halt.id)
    redo = taken_back(hour(6), undo.id)
    again = taken_back(hour(7), redo.id)
    assert chart(start, halt, undo, redo).withdrawn == {undo.id: redo}
    assert chart(start, halt, undo, redo).all(InfusionPaused, hour(9)) == (halt,)
    assert set(chart(start, halt, undo, redo, again).withdrawn) == {halt.id, redo.id}


def test_of_two_standing_withdrawals_the_first_written_counts() -> None:
    halt = paused(hour(4))
    first, second = taken_back(hour(5), halt.id), taken_back(hour(6), halt.id)
    for written in itertools.permutations((halt, first, second)):
        assert withdrawn_ids(written) == {halt.id: first}
    undo = taken_back(hour(7), first.id)
    for some in itertools.permutations((halt, first, second, undo)):
        assert withdrawn_ids(some) == {halt.id: second, first.id: undo}


def test_a_chain_of_withdrawals_may_be_long() -> None:
    entries: list[InfusionPaused | EntryWithdrawn] = [paused(hour(4))]
    for n in range(3_001):
        entries.append(taken_back(hour(5, seconds=n), entries[-1].id))
    assert entries[0].id in withdrawn_ids(entries)
    assert entries[0].id not in withdrawn_ids(entries[:-1])


def test_known_at_goes_by_the_time_of_writing() -> None:
    start, halt = started(), paused(hour(4), recorded_at=hour(6))
    found = chart(start, halt)
    assert found.known_at(hour(6, seconds=-1)).written == (start,)
    assert found.known_at(hour(6)).written == (start, halt)
    undo = taken_back(hour(8), halt.id)
    assert halt.id not in chart(start, halt, undo).known_at(hour(7)).withdrawn


@pytest.mark.parametrize("cut", range(6))
def test_with_written_is_the_same_as_writing_it_all_at_once(cut: int) -> None:
    start, halt, weight = started(), paused(hour(4)), measured(hour(2))
    undo = taken_back(hour(5), halt.id)
    written = (registered(), halt, weight, start, undo, resumed(hour(6)))
    assert Chart.of(PATIENT, written[:cut]).with_written(written[cut:]) == Chart.of(PATIENT, written)


def test_with_written_knows_a_withdrawal_that_came_before_its_target() -> None:
    start, halt = started(), paused(hour(4))
    undo = taken_back(hour(5), halt.id)
    assert chart(start, undo).with_written((halt,)) == chart(start, undo, halt)
    assert chart(start, undo).with_written((halt,)).infusion == (start,)


def test_with_written_keeps_the_older_chart_as_it_was() -> None:
    before = chart(started())
    before.with_written((paused(hour(1)),))
    assert [e.kind for e in before.infusion] == [InfusionStarted.kind]


def in_part(start: int, *written: BodyMeasured | DoseOrdered | EntryWithdrawn) -> Chart:
    """A chart of which the weights were read only from an hour on."""
    read = [e for e in written if not isinstance(e, BodyMeasured) or e.happened_at >= hour(start)]
    return Chart.of(PATIENT, read, {Kind.BODY_MEASURED: hour(start)})


def test_a_chart_read_in_part_tells_the_newest_or_that_more_has_to_be_read() -> None:
    a, b, c = measured(hour(1)), measured(hour(2)), measured(hour(3))
    found = in_part(2, a, b, c, ordered())
    assert found.last(BodyMeasured, hour(9)) is c
    assert found.last(BodyMeasured, hour(3, seconds=-1)) is b
    assert list(itertools.islice(found.newest(BodyMeasured, hour(9)), 2)) == [c, b]
    with pytest.raises(NotRead) as wanted:
        found.last(BodyMeasured, hour(2, seconds=-1))
    assert wanted.value.kind is Kind.BODY_MEASURED
    with pytest.raises(NotRead):
        list(found.newest(BodyMeasured, hour(9)))
    with pytest.raises(NotRead):
        found.all(BodyMeasured, hour(9))
    assert [e.kind for e in found.all(DoseOrdered, hour(9))] == [Kind.DOSE_ORDERED]
    assert list(chart(a, b, c).newest(BodyMeasured, hour(9))) == [c, b, a]


def test_what_was_written_late_about_a_time_not_read_tells_nothing_by_itself() -> None:
    late = in_part(2, measured(hour(3))).with_written([measured(hour(1))])
    with pytest.raises(NotRead):
        late.last(BodyMeasured, hour(2))
    assert late.with_written([measured(hour(4))]).last(BodyMeasured, hour(9)) is not None


def test_a_kind_read_whole_later_is_as_if_it_had_been_so_from_the_start() -> None:
    a, b, order_ = measured(hour(1)), measured(hour(3)), ordered()
    undo = taken_back(hour(5), b.id)
    found = in_part(2, a, b, order_, undo)
    assert found.known_at(hour(4)).last(BodyMeasured, hour(9)) is b
    with pytest.raises(NotRead):
        found.last(BodyMeasured, hour(9))  # the only one that was read is taken back
    filled = found.with_whole(Kind.BODY_MEASURED, [a, b])
    assert filled.read_from == {}
    assert filled.by_kind == chart(a, b, order_, undo).by_kind
    assert filled.last(BodyMeasured, hour(9)) is a
    with pytest.raises(NotRead):
        in_part(2, b).with_written([undo]).last(BodyMeasured, hour(9))


def test_courses_are_those_of_the_moment_asked() -> None:
    found = chart(started(), paused(hour(4)), resumed(hour(6)), ended(hour(10)), started(hour(20), course=2))
    for at in (-1, 0, 1, 4, 5, 6, 9, 10, 15, 20, 30):
        assert found.courses(hour(at)) == found.courses(hour(at)) == courses(found.infusion, hour(at))
    assert found.courses(hour(-1)) == ()
