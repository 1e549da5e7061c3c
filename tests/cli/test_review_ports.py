"""The ports that a window asks for review copies, as joined by `bootstrap`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from blin21_desktop.bootstrap.program import Program
from blin21_desktop.cli.parts import Desk
from blin21_desktop.domain.entries import ReviewCommented
from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.knowledge_file import KnowledgeFaults
from blin21_desktop.domain.ports import Stale
from blin21_desktop.domain.review import ReviewRefused
from blin21_desktop.locate import USER_FOLDER_VARIABLE
from blin21_desktop.present.review import head_lines
from blin21_desktop.service.refusal import Refused
from blin21_desktop.service.review_ports import OpenCopy, Wanted
from blin21_desktop.store.review.sealing import sealed
from blin21_desktop.store.words import NotSaved
from tests.cli.copies import PASSPHRASE, Copies, later
from tests.cli.lines import line, ordered, started
from tests.cli.terminal import NOW


class Two:
    """The ward's computer and the physician's, each with a clock that is set by hand."""

    def __init__(self, copies: Copies) -> None:
        self.now = NOW
        self.program = Program(lambda: self.now)
        self.parts = self.program.review()
        self.copies = copies
        self.desk: Desk = self.program.open(copies.ward)
        self.path = copies.folder / "c.blin21review"

    def wanted(self, **changes: object) -> Wanted:
        made = Wanted(
            patients=("T-1",), physician="Dr. X", by="n1", valid_until=later(days=2), passphrase=PASSPHRASE
        )  # fmt: skip
        return replace(made, **changes)  # type: ignore[arg-type]

    def make(self) -> OpenCopy:
        self.parts.maker(self.desk).make(self.wanted(), self.path)
        return self.open()

    def open(self) -> OpenCopy:
        return self.parts.reader().open(self.path, passphrase=PASSPHRASE)

    def comment(self, copy: OpenCopy, text: str = "Looks well") -> ReviewCommented:
        now = copy.ward.now()
        return ReviewCommented(
            id=self.program.new_id(now), patient="T-1", happened_at=now, recorded_at=now, by="x", physician="x",
            comment=text, copy="x", copy_at=now,
        )  # fmt: skip


@pytest.fixture
def two(copies: Copies, monkeypatch: pytest.MonkeyPatch) -> Two:
    monkeypatch.setenv(USER_FOLDER_VARIABLE, str(copies.folder / "home"))
    return Two(copies)


def test_the_ward_remembers_its_copies(two: Two) -> None:
    header = two.make().header
    (made,) = two.parts.maker(two.desk).made()
    assert (made.id, made.patients, made.physician, made.as_of) == (header.id, ("T-1",), "Dr. X", NOW)
    assert len(made.answer_key) == 64


def test_an_open_copy_is_read_only_and_has_the_head_of_the_ward(two: Two) -> None:
    copy = two.make()
    assert copy.ward.head() == two.desk.ward.head()
    with pytest.raises(NotSaved, match="review copy"):
        copy.ward.write((replace(copy.ward.chart("T-1").written[-1], id=two.program.new_id(NOW)),))
    assert copy.picture("0" * 64) is None
    copy.close()


def test_nothing_is_printed_from_an_expired_copy_or_by_a_clock_that_is_behind(two: Two) -> None:
    copy = two.make()
    said = []
    for moment in (later(seconds=-1), NOW, later(days=2), later(days=2, seconds=1)):
        two.now = moment
        why = copy.no_printing()
        said.append(None if why is None else why.template.split(":")[0])
    assert said == ["Nothing is printed", None, None, "EXPIRED"]


def test_comments_stay_beside_the_copy_and_come_back(two: Two) -> None:
    copy = two.make()
    two.now = later(hours=1)
    first = two.comment(copy)
    copy.write(first)
    copy.write(first)
    (kept,) = two.open().comments()
    assert (kept.copy, kept.copy_at, kept.physician, kept.by) == (copy.header.id, NOW, "Dr. X", "Dr. X")
    with pytest.raises(Refused):
        copy.write(two.comment(copy, " "))
    assert len(copy.comments()) == 1
    assert copy.save_return(two.copies.folder / "r") == 1
    returned = two.parts.returns(two.desk).read(two.copies.folder / "r", "n2")
    (waits,) = returned.waiting()
    assert waits.entry == kept


def test_the_ward_file_given_by_mistake_is_not_touched_while_it_is_open(two: Two) -> None:
    """To open and close it here would drop the engine's locks on it."""
    ward, reader = two.copies.ward, two.parts.reader()
    two.make()
    for mistaken in (
        lambda: two.parts.returns(two.desk).look(ward),
        lambda: reader.open(ward, passphrase=PASSPHRASE),
        lambda: reader.open(two.path, passphrase=PASSPHRASE, key_file=ward),
        lambda: two.parts.maker(two.desk).make(two.wanted(passphrase=None, key_file=ward), two.path.with_name("d")),
    ):
        with pytest.raises(ReviewRefused, match="a ward file that is open"):
            mistaken()


def test_a_folder_that_cannot_be_written_is_said(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = two.make()

    def full(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("blin21_desktop.store.review.notes.whole", full)
    with pytest.raises(ReviewRefused, match="nothing can be written beside"):
        copy.write(two.comment(copy))


def test_returns_wait_on_the_ward_until_everything_is_answered(two: Two) -> None:
    copy, desk = two.make(), two.parts.returns(two.desk)
    copy.write(two.comment(copy, "one"), two.comment(copy, "two"))
    copy.save_return(two.copies.folder / "r")
    assert desk.waiting() == []
    returned = desk.read(two.copies.folder / "r", "n1")
    desk.read(two.copies.folder / "r", "n2")
    assert desk.waiting() == [returned]
    first, second = (one.entry.id for one in returned.entries)
    assert desk.accept(returned, [first], "n1") == 1
    assert len(desk.waiting()[0].waiting()) == 1
    with pytest.raises(ReviewRefused, match="Say why"):
        desk.decline(returned, second, " ", "n1")
    desk.decline(returned, second, "said already", "n1")
    assert desk.waiting() == []
    with pytest.raises(ReviewRefused, match="declined this entry"):
        desk.decline(returned, second, "again", "n2")


def test_a_comment_on_a_patient_who_was_paused_since_shows_both_moments(two: Two) -> None:
    """What the window shows beside it: when it was written, when its copy ends, and what came since."""
    two.copies.chart(ordered(), started())
    copy = two.make()
    assert copy.ward.look("T-1").status is Status.RUNNING
    stop = line("infusion_paused", later(hours=1), reason="procedure", flushed=False)
    two.copies.chart(stop, now=later(hours=1))
    two.now = later(hours=2)
    copy.write(two.comment(copy))
    copy.save_return(two.copies.folder / "r")
    desk = two.parts.returns(two.desk)
    returned = desk.look(two.copies.folder / "r")
    (shown,) = returned.entries
    assert (shown.entry.copy_at, shown.entry.happened_at) == (NOW, later(hours=2))
    assert shown.since[-1].kind == "infusion_paused"
    assert shown.since[-1].happened_at == later(hours=1)
    assert desk.accept(returned, [shown.entry.id], "n1") == 1


@pytest.mark.parametrize("trouble", [NotSaved, Stale])
def test_what_the_ward_cannot_write_is_said_and_nothing_is_answered(
    two: Two, monkeypatch: pytest.MonkeyPatch, trouble: type[Exception]
) -> None:
    from blin21_desktop.domain.text import say

    copy, desk = two.make(), two.parts.returns(two.desk)
    copy.write(two.comment(copy))
    copy.save_return(two.copies.folder / "r")
    returned = desk.read(two.copies.folder / "r", "n1")

    def broken(*_: object, **__: object) -> NoReturn:
        raise trouble(say("NOT saved: full")) if trouble is NotSaved else trouble

    with monkeypatch.context() as full:
        full.setattr(two.desk.log, "append", broken)
        with pytest.raises(ReviewRefused):
            desk.accept(returned, [returned.entries[0].entry.id], "n1")
    assert len(desk.waiting()[0].waiting()) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"valid_until": NOW}, "is over"),
        ({"passphrase": None}, "name one of them"),
        ({"key_file": Path("k")}, "name one of them"),
        ({"passphrase": "too short"}, "too short"),
        ({"patients": ()}, "Not in this ward file"),
    ],
)
def test_a_copy_that_cannot_be_made_leaves_nothing(two: Two, change: dict[str, object], said: str) -> None:
    with pytest.raises(ReviewRefused, match=said):
        two.parts.maker(two.desk).make(two.wanted(**change), two.path)
    assert not two.path.exists()
    assert two.parts.maker(two.desk).made() == []


def test_a_file_that_came_in_between_is_not_replaced(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*given: object) -> bytes:
        two.path.write_bytes(b"somebody else's")
        return sealed(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("blin21_desktop.bootstrap.review.sealed", slow)
    with pytest.raises(ReviewRefused, match="exists already"):
        two.make()
    assert two.path.read_bytes() == b"somebody else's"
    assert [p.name for p in two.copies.folder.iterdir() if p.name.endswith(".part")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")
def test_a_link_that_lies_in_wait_is_not_followed_and_nobody_else_reads(two: Two, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"of somebody else")
    two.path.with_name(f".{two.path.name}.{os.getpid()}.part").symlink_to(other)
    two.make()
    assert other.read_bytes() == b"of somebody else"
    assert two.path.stat().st_mode & 0o777 == 0o600


def test_a_ward_file_for_reading_only_makes_no_copy(two: Two) -> None:
    two.desk.close()
    two.desk = two.program.open(two.copies.ward, read_only=True)
    with pytest.raises(ReviewRefused, match="No copy was made"):
        two.make()
    assert not two.path.exists()


def test_knowledge_that_this_version_cannot_use_is_told(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    two.make()

    def faulty(*_: object) -> NoReturn:
        raise KnowledgeFaults(("unknown key",))

    reader = two.parts.reader()
    with pytest.raises(ReviewRefused, match="cannot be used by this version"):
        replace(reader, knowledge=faulty).open(two.path, passphrase=PASSPHRASE)  # type: ignore[type-var]


def test_a_training_wards_copy_keeps_its_clock(two: Two, tmp_path: Path) -> None:
    path = tmp_path / "training.blin21"
    assert two.copies.terminal("demo", path, "--at", later(days=100).isoformat()).code == 0
    desk = two.program.open(path)
    two.parts.maker(desk).make(two.wanted(patients=("DEMO-1",), valid_until=later(days=101)), two.path)
    copy = two.open()
    assert copy.ward.now() == later(days=100)
    assert copy.header.training
    assert "TRAINING – synthetic. Invented patients. Not for care." in [
        text.template for text in head_lines(copy.header, copy.ward.now())
    ]
    look, there = copy.ward.look("DEMO-1"), desk.ward.look("DEMO-1")
    assert (look.findings, look.alerts, look.head) == (there.findings, there.alerts, there.head)


def test_every_point_at_which_power_may_fail(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    """The making is stopped ahead of each act on the disk: the copy is whole or not there, and never in the clear."""
    acts = {"fsync": os.fsync, "link": os.link, "replace": os.replace, "unlink": os.unlink}
    stopped = 0
    for turn in range(20):
        left = [turn]
        path = two.copies.folder / f"{turn}.blin21review"

        def counted(name: str, left: list[int] = left) -> Callable[..., object]:
            def act(*given: object, **how: object) -> object:
                left[0] -= 1
                if left[0] < 0:
                    raise KeyboardInterrupt
                return acts[name](*given, **how)  # type: ignore[operator]

            return act

        with monkeypatch.context() as power:
            for name in acts:
                power.setattr(os, name, counted(name))
            try:
                two.parts.maker(two.desk).make(two.wanted(), path)
            except KeyboardInterrupt:
                stopped += 1
        if path.exists():
            assert two.parts.reader().open(path, passphrase=PASSPHRASE).header.patients == ("T-1",)
        for other in two.copies.folder.iterdir():
            if other.is_file() and not other.name.startswith("ward.blin21") and other.suffix != ".jsonl":
                assert b"Person" not in other.read_bytes(), other
    assert 2 <= stopped < 20
