"""Kills and full disks: nothing acknowledged is lost, nothing is half. Smoke; tests/campaigns/kill9.py is the whole."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from blin21_desktop.store.log import NotSaved, Refused, backup, open_ward, verify
from tests.campaigns import kill9
from tests.store.examples import beds, filled

if sys.platform == "win32":
    pytest.skip("kills and disk limits of POSIX", allow_module_level=True)

import resource

SEED = 20_261_123


def test_kills_while_writing_lose_nothing(tmp_path: Path) -> None:
    count = kill9.kill_writers(tmp_path, 30, SEED)
    assert count.holds, count
    assert count.kills == 30


def test_kills_while_making_a_file_leave_it_whole_or_absent(tmp_path: Path) -> None:
    count = kill9.kill_makers(tmp_path, 10, SEED)
    assert count.kills == 10
    assert not count.corrupt + count.lost, count


def test_the_campaign_notices_a_store_that_promises_too_early(tmp_path: Path) -> None:
    count = kill9.kill_writers(tmp_path, 20, SEED, honest=False)
    assert count.lost > 0
    assert not count.holds


def limited(size: int, work: Callable[[Callable[[str], None]], None]) -> str:
    """What `work` says in a child in which no file may grow beyond `size` bytes."""

    def child(say: Callable[[str], None]) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        work(say)

    return kill9.in_child(child)


@pytest.mark.parametrize("room", [0, 512, 4096, 8192, 20_000, 40_000, 100_000])
def test_a_full_disk_loses_nothing_and_writing_goes_on_when_there_is_room(tmp_path: Path, room: int) -> None:
    path = filled(tmp_path)

    def work(say: Callable[[str], None]) -> None:
        log = open_ward(path)
        saved = 20
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        for _ in range(200):
            try:
                saved = log.append(beds(4), after=saved).count
            except NotSaved:
                break
        assert len(log.read()) == saved
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        say(f"{saved} {log.append(beds(4), after=saved).count}")

    before, after = limited(resource.RLIM_INFINITY, work).split()
    assert int(after) == int(before) + 4
    assert verify(path).good_until == int(after)
    assert verify(path).ok


@pytest.mark.parametrize("room", [0, 4096])
def test_a_file_on_a_disk_that_is_full_from_the_start_is_read(tmp_path: Path, room: int) -> None:
    path = filled(tmp_path)

    def work(say: Callable[[str], None]) -> None:
        log = open_ward(path)
        say(f"{log.mode} {len(log.read())}")

    assert limited(room, work) == "read_only 20"


def test_a_copy_onto_a_full_disk_is_not_there(tmp_path: Path) -> None:
    path = filled(tmp_path)
    copy = tmp_path / "copy.blin21"

    def work(say: Callable[[str], None]) -> None:
        try:
            backup(path, copy)
        except Refused:
            say("refused")

    assert limited(16_384, work) == "refused"
    assert not list(tmp_path.glob("*copy*"))
    assert verify(path).ok
    assert backup(path, copy).ok


def test_a_child_that_fails_says_nothing() -> None:
    def work(_say: Callable[[str], None]) -> None:
        os.close(2)  # its traceback is not part of the test
        raise ZeroDivisionError

    assert kill9.in_child(work) == ""
