"""The log: whole batches or nothing, and always a certain answer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from blin21_desktop.domain.entries import Entry, Kind, SheetPrinted
from blin21_desktop.domain.ports import Head, Log, Recorded, Stale
from blin21_desktop.store import chain, wardlog
from blin21_desktop.store.codec import write_line
from blin21_desktop.store.log import NotSaved, WardLog, create, open_ward
from tests.store.examples import NOON, bed, beds, filled, new_id, new_ward, withdrawal

ROOT = Path(__file__).parents[2]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[WardLog]:
    made = new_ward(tmp_path)
    yield made
    made.close()


def test_a_new_ward_is_empty_and_knows_its_facts(log: WardLog) -> None:
    port: Log = log
    assert port.head().count == 0
    assert log.patients() == []
    assert log.read() == []
    assert (log.meta("training"), log.meta("clock_offset_seconds"), log.meta("zone")) == ("1", "3600", "Asia/Tokyo")
    assert (log.meta("origin"), log.meta("created")) == ("ws-test", "2026-11-22T12:00:00+00:00")
    assert (log.meta("format"), log.meta("colour")) == ("blin21-ward", None)
    assert (log.mode, log.why) == ("normal", None)


def test_a_ward_gets_its_own_name_and_date_when_none_is_given(tmp_path: Path) -> None:
    log = create(tmp_path / "a.blin21", training=False, clock_offset_seconds=0, zone="Asia/Tokyo")
    other = create(tmp_path / "b.blin21", training=False, clock_offset_seconds=0, zone="Asia/Tokyo")
    assert log.meta("training") == "0"
    assert log.meta("created")
    assert log.meta("origin") != other.meta("origin")
    log.close()
    other.close()


def test_what_was_written_is_read_in_order_of_writing(log: WardLog) -> None:
    entries: list[Entry] = [bed("1", "UPN-2"), bed("2", "UPN-1"), bed("3", "UPN-2")]
    entries.append(withdrawal(entries[0]))
    head = log.append(entries[:2], after=0)
    assert head == log.head() == Head(2, head.code)
    assert log.append(entries[2:], after=2).count == 4
    assert log.read() == [Recorded(place, entry) for place, entry in enumerate(entries, start=1)]
    assert [r.position for r in log.read(patient="UPN-2")] == [1, 3, 4]
    assert [r.position for r in log.read(patient="UPN-2", after=1)] == [3, 4]
    assert [r.position for r in log.read(kinds=frozenset({Kind.ENTRY_WITHDRAWN}))] == [4]
    assert [r.position for r in log.read(kinds=frozenset({Kind.BED_CHANGED, Kind.ENTRY_WITHDRAWN}), after=2)] == [3, 4]
    assert log.read(kinds=frozenset()) == []
    undone, nothing = frozenset({Kind.ENTRY_WITHDRAWN}), NOON + timedelta(days=99)
    assert [r.position for r in log.read(kinds=undone, others_from=nothing)] == [4]
    assert log.patients() == ["UPN-2", "UPN-1"]
    assert list(log.lines()) == [write_line(e) for e in entries]
    assert list(log.lines("UPN-1")) == [write_line(entries[1])]


def test_of_other_kinds_only_what_happened_from_a_moment_on(log: WardLog) -> None:
    entries = [replace(bed(str(n)), happened_at=NOON + timedelta(hours=n)) for n in range(4)]
    log.append([*entries, withdrawal(entries[0])], after=0)
    undone, start = frozenset({Kind.ENTRY_WITHDRAWN}), NOON + timedelta(hours=2)
    elsewhere = start.astimezone(timezone(timedelta(hours=-5)))
    for moment in (start, elsewhere):
        assert [r.position for r in log.read(kinds=undone, others_from=moment)] == [3, 4, 5]
    second = timedelta(seconds=1)
    assert [r.position for r in log.read(kinds=undone, others_from=start + second)] == [4, 5]
    assert [r.position for r in log.read(kinds=undone, others_from=start - second, after=3)] == [4, 5]


def test_each_entry_changes_the_code_and_it_is_readable(log: WardLog) -> None:
    codes = [log.head().code]
    codes += [log.append([entry], after=place).code for place, entry in enumerate(beds(20))]
    assert len(set(codes)) == 21
    for code in codes:
        assert [len(part) for part in code.split("-")] == [4, 4, 2]
        assert not set(code) & set("ILOU")


def test_the_code_of_a_hash_is_fixed_for_ever() -> None:
    assert chain.code(bytes(32)) == "0000-0000-00"
    assert chain.code(b"\xff" * 32) == "ZZZZ-ZZZZ-ZZ"
    assert chain.code(bytes(range(32))) == "000G-40R4-0M"


def test_a_batch_that_somebody_else_was_faster_than_is_stale(log: WardLog) -> None:
    log.append(beds(2), after=0)
    for seen in (0, 1, 3):
        with pytest.raises(Stale):
            log.append(beds(1), after=seen)
    assert log.head().count == 2


def test_a_printing_is_not_part_of_what_a_sheet_is_based_on(log: WardLog) -> None:
    printed = SheetPrinted(
        id=new_id(), patient="UPN-1", happened_at=NOON, recorded_at=NOON, by="n1",
        sheet="patient", based_on=2, knowledge="k", sha256="0" * 64,
    )  # fmt: skip
    assert log.charted_head() == log.head()
    head = log.append(beds(2), after=0)
    log.append([printed], after=2)
    assert log.charted_head() == head
    assert log.head().count == 3


def test_an_empty_batch_only_asks_whether_anything_is_new(log: WardLog) -> None:
    log.append(beds(2), after=0)
    assert log.append([], after=2).count == 2
    with pytest.raises(Stale):
        log.append([], after=1)


def test_an_id_is_written_once(log: WardLog) -> None:
    first, second = bed(), bed()
    log.append([first], after=0)
    with pytest.raises(NotSaved, match="in the record already"):
        log.append([second, first], after=1)
    with pytest.raises(NotSaved, match="same id"):
        log.append([second, second], after=1)
    assert log.head().count == 1


def test_the_head_moves_when_another_process_writes(log: WardLog) -> None:
    before = log.head().count
    other = open_ward(log.path)
    other.append(beds(1), after=0)
    other.close()
    assert log.head().count != before


def test_an_entry_that_would_not_read_back_is_not_written(log: WardLog) -> None:
    wrong: Any = bed(bed=7)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Expected `str`"):
        log.append([wrong], after=0)
    with pytest.raises(ValueError, match="read back"):
        log.append([bed(note=_Sly("x"))], after=0)
    assert log.head().count == 0


class _Sly(str):
    """A text that is equal to nothing."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return False


def test_two_processes_write_side_by_side(tmp_path: Path) -> None:
    path = filled(tmp_path, 0)
    code = (
        "import sys; from pathlib import Path; from blin21_desktop.domain.ports import Stale\n"
        "from blin21_desktop.store.log import open_ward; from tests.store.examples import beds\n"
        f"log = open_ward(Path({str(path)!r})); done = 0\n"
        "while done < 60:\n"
        "    try:\n"
        "        log.append(beds(2), after=log.head().count); done += 1\n"
        "    except Stale: pass\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(2)]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    log = open_ward(path)
    assert (log.mode, log.head().count) == ("normal", 240)
    log.close()


def test_hashes_take_in_every_column_and_the_entry_before() -> None:
    plain = chain.link(bytes(32), "ws", 1, "Asia/Tokyo", "{}")
    others = [
        chain.link(b"\x01" + bytes(31), "ws", 1, "Asia/Tokyo", "{}"),
        chain.link(bytes(32), "wx", 1, "Asia/Tokyo", "{}"),
        chain.link(bytes(32), "ws", 2, "Asia/Tokyo", "{}"),
        chain.link(bytes(32), "ws", 1, "UTC", "{}"),
        chain.link(bytes(32), "ws", 1, "Asia/Tokyo", "{} "),
    ]
    assert len({plain, *others}) == 6


def test_the_port_reads_times_as_they_were_written(log: WardLog) -> None:
    log.append([bed()], after=0)
    assert log.read()[0].entry.happened_at == NOON
    assert wardlog._cause(OSError("No space left on device")).template == "The disk is full."


def test_a_code_leads_to_its_place_and_no_other_code_does(log: WardLog) -> None:
    codes = [log.head().code]
    codes += [log.append([entry], after=place).code for place, entry in enumerate(beds(9))]
    assert [log.position_of(code) for code in codes] == list(range(10))
    assert log.position_of("0000-0000-00") is None
