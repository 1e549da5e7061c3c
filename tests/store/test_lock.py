"""Locks: one at a time, holder named, never in the way after a kill."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from blin21_desktop.store import lock as locks
from blin21_desktop.store.lock import FileLock, WindowLock, WriterLock
from blin21_desktop.store.words import NotSaved

ROOT = Path(__file__).parents[2]


def other_process(ward: Path) -> subprocess.Popen[str]:
    """Another process that holds both locks until it ends."""
    code = (
        "import sys; from pathlib import Path; from blin21_desktop.store.lock import *\n"
        f"ward = Path({str(ward)!r}); kept = WindowLock(ward), WriterLock(ward)\n"
        "print(all(lock.try_take() for lock in kept), flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    return holder


def test_a_killed_holder_is_named_and_then_not_in_the_way(tmp_path: Path) -> None:
    ward = tmp_path / "ward.blin21"
    with other_process(ward) as other:
        window = WindowLock(ward)
        assert not window.try_take()
        holder = window.holder()
        assert holder is not None
        assert (holder.pid, holder.host) == (other.pid, socket.gethostname())
        assert holder.since.endswith("+00:00")
        with pytest.raises(NotSaved, match=f"process {other.pid} on "), WriterLock(ward).held(wait_seconds=0):
            pytest.fail("two writers")
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert window.try_take()
    assert window.holder() == locks.Holder(holder.host, os.getpid(), window.holder().since)  # type: ignore[union-attr]
    with WriterLock(ward).held(wait_seconds=0):
        pass
    window.release()


def test_the_writer_waits_and_then_refuses(tmp_path: Path) -> None:
    ward = tmp_path / "ward.blin21"
    first = WriterLock(ward)
    assert first.try_take()
    waited: list[float] = []
    second = WriterLock(ward, pause=waited.append)
    with pytest.raises(NotSaved), second.held():
        pytest.fail("two writers")
    assert sum(waited) == pytest.approx(locks.WAIT_SECONDS, abs=0.05)

    third = WriterLock(ward, pause=lambda _: first.release())
    with third.held():
        assert not first.try_take()
    assert first.try_take()
    first.release()
    first.release()


def test_the_lock_is_given_back_when_the_work_fails(tmp_path: Path) -> None:
    ward = tmp_path / "ward.blin21"
    with pytest.raises(ZeroDivisionError), WriterLock(ward).held():
        raise ZeroDivisionError
    with WriterLock(ward).held(wait_seconds=0):
        pass


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"host": "a", "pid": "x", "since": ""}'])
def test_a_holder_that_cannot_be_read_is_not_named(tmp_path: Path, text: str) -> None:
    ward = tmp_path / "ward.blin21"
    lock = WriterLock(ward)
    assert lock.holder() is None
    assert lock.try_take()
    lock.path.write_text(text)
    assert lock.holder() is None
    with pytest.raises(NotSaved, match="another program"), WriterLock(ward).held(wait_seconds=0):
        pytest.fail("two writers")
    lock.release()


def test_a_lock_on_a_file_that_was_deleted_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = FileLock(tmp_path / "x.lock")
    grip = locks._grip

    def deleted_first(handle: int) -> None:
        grip(handle)
        lock.path.unlink()

    monkeypatch.setattr(locks, "_grip", deleted_first)
    assert not lock.try_take()

    def replaced_first(handle: int) -> None:
        grip(handle)
        lock.path.unlink()
        lock.path.touch()

    monkeypatch.setattr(locks, "_grip", replaced_first)
    assert not lock.try_take()
    monkeypatch.undo()
    assert lock.try_take()
    lock.release()


def test_a_full_disk_does_not_take_the_lock_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int, _text: bytes) -> int:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "write", full)
    lock = FileLock(tmp_path / "x.lock")
    assert lock.try_take()
    assert not FileLock(tmp_path / "x.lock").try_take()
    lock.release()
