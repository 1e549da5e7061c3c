"""The ward over a log in memory: whole batches, other writers, charts read on, looks at any moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from blin21_desktop.domain.entries import BedChanged, Entry, EventGraded, Kind, PauseReason, SheetPrinted
from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.ports import Head, Stale
from blin21_desktop.service.refusal import Refused
from blin21_desktop.service.ward import TRIES, fixed
from tests.making import AT, TOKYO, hour, measured, ordered, paused, registered, resumed, started
from tests.making import withdrawn as taken_back
from tests.service.memory import HandClock, MemoryLog, ward_of

FIRST = (registered(), ordered(), started())


def printed(at: datetime) -> SheetPrinted:
    return SheetPrinted(
        id=f"print-{at}",
        patient="UPN-1",
        happened_at=at,
        recorded_at=at,
        by="n1",
        sheet="patient",
        based_on=3,
        knowledge="k",
        sha256="0" * 64,
    )


@dataclass
class Intruder:
    """Another writer: comes in between with one entry at a time, so many times."""

    log: MemoryLog
    entries: list[Entry]
    calls: int = 0

    def __call__(self) -> None:
        self.calls += 1
        if self.entries:
            self.log.entries.append(self.entries.pop(0))


def test_a_batch_is_written_whole() -> None:
    log = MemoryLog()
    assert ward_of(log).write(FIRST) == Head(3, "code-3")
    assert log.entries == list(FIRST)


def test_a_batch_with_one_fault_writes_nothing() -> None:
    log = MemoryLog()
    with pytest.raises(Refused) as refused:
        ward_of(log).write((*FIRST, started(hour(0))))
    assert [(o.index, o.impossible) for o in refused.value.objections if o.field == "course"] == [(3, True)]
    assert log.entries == []


def test_when_another_wrote_meanwhile_the_batch_is_judged_again() -> None:
    log = MemoryLog(list(FIRST))
    clock = HandClock(hour(1))
    intruder = Intruder(log, [paused(hour(1))])
    log.before_append = intruder
    with pytest.raises(Refused) as refused:
        ward_of(log, clock).write((paused(hour(1)),))  # fitted when asked; no longer when written
    assert [o.field for o in refused.value.objections] == ["kind"]
    assert len(log.entries) == 4


def test_when_the_other_did_not_disturb_it_is_written_behind() -> None:
    log = MemoryLog(list(FIRST))
    intruder = Intruder(log, [measured(hour(1))])
    log.before_append = intruder
    halt = paused(hour(1))
    assert ward_of(log, HandClock(hour(1))).write((halt,)).count == 5
    assert log.entries[-1] is halt
    assert intruder.calls == 2


def test_when_others_keep_writing_it_gives_up_and_nothing_is_written() -> None:
    log = MemoryLog(list(FIRST))
    intruder = Intruder(log, [measured(hour(1)) for _ in range(TRIES)])
    log.before_append = intruder
    halt = paused(hour(1))
    with pytest.raises(Stale):
        ward_of(log, HandClock(hour(1))).write((halt,))
    assert intruder.calls == TRIES
    assert halt not in log.entries


def test_a_chart_is_read_on_from_where_it_stopped() -> None:
    log = MemoryLog(list(FIRST))
    ward = ward_of(log, HandClock(hour(9)))
    assert ward.look("UPN-1").status is Status.RUNNING
    log.reads.clear()
    log.entries.append(paused(hour(1)))
    assert ward.look("UPN-1").status is Status.PAUSED
    assert ward.look("UPN-1").status is Status.PAUSED
    assert log.reads == [1, 0]


def test_the_board_is_read_on_and_shows_who_is_registered() -> None:
    log = MemoryLog([*FIRST, registered(patient="UPN-2")])
    ward = ward_of(log, HandClock(hour(9)))
    assert [look.patient for look in ward.board()] == ["UPN-1", "UPN-2"]
    log.entries += [paused(hour(1)), taken_back(hour(2), log.entries[3].id, patient="UPN-2")]
    log.entries += [registered(hour(3), patient="UPN-3")]
    assert [(look.patient, look.status) for look in ward.board()] == [
        ("UPN-1", Status.PAUSED),
        ("UPN-3", Status.NOT_STARTED),
    ]
    assert ward.patients() == ("UPN-1", "UPN-2", "UPN-3")
    assert [look.patient for look in ward.board(known_at=hour(1))] == ["UPN-1", "UPN-2"]
    assert [look.status for look in ward.board(at=hour(0.5))] == [Status.RUNNING]


def test_the_board_leaves_out_what_it_does_not_need() -> None:
    log = MemoryLog([*FIRST, printed(hour(1))])
    ward = ward_of(log, HandClock(hour(99)))
    assert Kind.SHEET_PRINTED not in ward.board()[0].chart.by_kind
    assert Kind.SHEET_PRINTED in ward.look("UPN-1").chart.by_kind


def test_board_and_chart_agree() -> None:
    log = MemoryLog([*FIRST, paused(hour(1)), resumed(hour(3))])
    ward = ward_of(log, HandClock(hour(9)))
    board, look = ward.board()[0], ward.look("UPN-1")
    assert replace(board, chart=look.chart) == look


def test_a_print_is_noted_and_does_not_move_what_sheets_are_based_on() -> None:
    log = MemoryLog(list(FIRST))
    ward = ward_of(log, HandClock(hour(1)))
    assert ward.write((printed(hour(1)),)) == Head(4, "code-4") == ward.head()
    assert ward.look("UPN-1").head == Head(3, "code-3")


def test_a_look_at_a_moment_as_known_then() -> None:
    log = MemoryLog([*FIRST, paused(hour(1), recorded_at=hour(5))])
    ward = ward_of(log, HandClock(hour(9)))
    look = ward.look("UPN-1", hour(4), hour(4))
    assert (look.status, look.at, look.known_at) == (Status.RUNNING, hour(4), hour(4))
    assert ward.look("UPN-1", hour(4)).status is Status.PAUSED
    assert ward.look("UPN-1", hour(0.5)).status is Status.RUNNING


def test_someone_unknown_has_an_empty_look() -> None:
    look = ward_of(MemoryLog()).look("UPN-9")
    assert (look.status, look.registered, look.course) == (Status.NOT_STARTED, None, None)
    assert look.warnings[0].values == {"patient": "UPN-9"}


def test_now_is_in_the_wards_zone_with_a_fixed_offset_to_the_second() -> None:
    clock = HandClock(datetime(2026, 11, 23, 1, 0, 0, 999_999, tzinfo=UTC))
    now = ward_of(MemoryLog(), clock).now()
    assert now.isoformat() == "2026-11-23T10:00:00+09:00"
    assert now.tzinfo == TOKYO
    look = ward_of(MemoryLog(), clock).look("UPN-1", AT.astimezone(UTC))
    assert look.at.isoformat() == "2026-11-23T10:00:00+09:00"


def test_both_half_past_twos_stay_apart() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = fixed(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), berlin)
    again = fixed(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), berlin)
    assert [m.isoformat() for m in (first, again)] == ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]
    assert again - first == timedelta(hours=1)
    assert first.tzinfo == timezone(timedelta(hours=2))


def test_a_patient_may_be_moved() -> None:
    moved = BedChanged(id="m", patient="UPN-1", happened_at=hour(1), recorded_at=hour(1), by="n1", bed="502")
    log = MemoryLog([*FIRST])
    ward = ward_of(log, HandClock(hour(1)))
    ward.write((moved,))
    assert ward.look("UPN-1").bed == "502"


def transitions(zone: ZoneInfo) -> list[datetime]:
    """Hours (UTC) of 2020 to 2035 after which the zone's offset is another."""
    days = (datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in range(16 * 366))
    changing = [
        d for d in days if d.astimezone(zone).utcoffset() != (d + timedelta(days=1)).astimezone(zone).utcoffset()
    ]
    hours = [d + timedelta(hours=n) for d in changing for n in range(24)]
    return [h for h in hours if h.astimezone(zone).utcoffset() != (h + timedelta(hours=1)).astimezone(zone).utcoffset()]


@pytest.mark.parametrize(
    "name", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca"]
)
def test_flow_is_true_across_every_clock_change(name: str) -> None:
    zone = ZoneInfo(name)
    found = transitions(zone)
    assert found or name == "America/Sao_Paulo"  # no clock change there since 2019
    for change in found:
        begin = fixed(change - timedelta(hours=30), zone)
        log = MemoryLog([registered(begin), ordered(begin), started(begin)])
        look = ward_of(log, HandClock(change + timedelta(hours=66)), zone=name).look("UPN-1")
        assert look.infused == timedelta(hours=96)
        assert look.bag is not None
        assert look.bag.change_due_at == begin + timedelta(hours=96) == look.at
        assert look.course is not None
        assert look.course.started_at.utcoffset() != look.at.utcoffset()


def test_the_board_knows_the_grades_behind_a_low_restart() -> None:
    ill = EventGraded(
        id="grade-1",
        patient="UPN-1",
        happened_at=hour(20),
        recorded_at=hour(20),
        by="n1",
        event="n-1",
        term="Tremor",
        category="neurologic",
        grade=3,
        scale="CTCAE v5.0",
        present_at_baseline=False,
        related="yes",
        haematological=False,
    )
    stopped = paused(hour(20), reason=PauseReason.ADVERSE_REACTION, event="n-1")
    log = MemoryLog([*FIRST, ill, stopped, resumed(hour(96))])
    ward = ward_of(log, HandClock(hour(243)))
    board, look = ward.board()[0], ward.look("UPN-1")
    assert (board.findings, board.tasks, board.bag, board.expected) == (
        look.findings,
        look.tasks,
        look.bag,
        look.expected,
    )
