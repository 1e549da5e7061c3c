"""Downtime sheets: what is due is written under neutral names, says what it is, and adds nothing to the record."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from blin21_desktop.domain.entries import BedChanged, EntryWithdrawn
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.downtime import sheet_name
from blin21_desktop.present.list_sheet import ListSheet
from blin21_desktop.printing import downtime
from blin21_desktop.printing.downtime import Downtime
from blin21_desktop.printing.fonts import Unprintable
from blin21_desktop.service.downtime import Written
from tests.printing.reading import pages
from tests.ui.fakes import FakePorts


class MemoryFolder:
    """A folder in memory that counts what is written."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.listed: dict[str, Written] = {}
        self.puts: list[str] = []
        self.held = ""

    def written(self) -> Mapping[str, Written]:
        return self.listed

    def put(self, name: str, pdf: bytes, written: Written) -> Text | None:
        if name == self.held:
            return say("{name} is open elsewhere", name=name)
        self.puts.append(name)
        self.files[name], self.listed[name] = pdf, written
        return None

    def keep_only(self, names: Collection[str]) -> None:
        self.files = {name: pdf for name, pdf in self.files.items() if name in names}
        self.listed = {name: one for name, one in self.listed.items() if name in names}


@pytest.fixture(autouse=True)
def _drawn_fast(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a test about pages has them drawn."""
    if "pages" not in request.node.name:
        monkeypatch.setattr(downtime, "draw", lambda *_: b"pdf")


def job(ports: FakePorts, *langs: str) -> Downtime:
    return Downtime(ports.ward, [ports.words(lang) for lang in langs or ("en",)], "mark")


def run(ports: FakePorts, folder: MemoryFolder, *langs: str, everything: bool = False) -> list[str]:
    """Write what is due; gives the names written."""
    folder.puts.clear()
    steps = list(job(ports, *langs).write(folder, everything=everything))
    assert [one for one in steps if one] == folder.puts
    return list(folder.puts)


def moved(ports: FakePorts, patient: str, bed: str) -> BedChanged:
    now = ports.now()
    return BedChanged(id=ports.new_id(), patient=patient, happened_at=now, recorded_at=now, by="K.T", bed=bed)


def test_at_first_everything_then_only_what_changed_then_nothing() -> None:
    ports, folder = FakePorts(), MemoryFolder()
    assert len(run(ports, folder)) == len(ports.board()) + 1
    assert run(ports, folder) == []
    ports.others_write(replace(moved(ports, "DEMO-3", ports.look("DEMO-3").bed or ""), note="back"))
    (sheet, index) = run(ports, folder)
    assert sheet == f"{sheet_name(ports.look('DEMO-3'), 'mark')}-en.pdf"
    assert index == "ward-list-en.pdf"
    assert run(ports, folder) == []
    assert len(run(ports, folder, everything=True)) == len(ports.board()) + 1


def test_after_an_hour_everything_is_written_anew_though_nobody_charted() -> None:
    ports, folder = FakePorts(), MemoryFolder()
    run(ports, folder)
    ports.pass_time(timedelta(minutes=59, seconds=59))
    assert run(ports, folder) == []
    ports.pass_time(timedelta(seconds=1))
    assert len(run(ports, folder)) == len(ports.board()) + 1


def test_a_patient_in_another_bed_leaves_no_sheet_at_the_old_one() -> None:
    ports, folder = FakePorts(), MemoryFolder()
    run(ports, folder)
    old = f"{sheet_name(ports.look('DEMO-3'), 'mark')}-en.pdf"
    ports.others_write(moved(ports, "DEMO-3", "799"))
    (sheet, _) = run(ports, folder)
    assert sheet.startswith("bed-799-")
    assert old not in folder.files
    assert len(folder.files) == len(ports.board()) + 1


def test_a_patient_whose_registration_is_withdrawn_leaves_no_sheet() -> None:
    ports, folder = FakePorts(), MemoryFolder()
    run(ports, folder)
    look, now = ports.look("DEMO-3"), ports.now()
    assert look.registered is not None
    gone = f"{sheet_name(look, 'mark')}-en.pdf"
    assert gone in folder.files
    ports.others_write(
        EntryWithdrawn(
            id=ports.new_id(), patient="DEMO-3", happened_at=now, recorded_at=now, by="K.T",
            withdrawn=look.registered.id, because="moved to another hospital",
        )
    )  # fmt: skip
    assert run(ports, folder) == ["ward-list-en.pdf"]
    assert gone not in folder.files


def test_a_language_that_is_no_longer_wanted_leaves_no_sheet() -> None:
    ports, folder = FakePorts(), MemoryFolder()
    run(ports, folder, "en", "ja")
    assert len(folder.files) == 2 * (len(ports.board()) + 1)
    assert run(ports, folder, "ja") == []
    assert all(name.endswith("-ja.pdf") for name in folder.files)


def test_nothing_is_added_to_the_record() -> None:
    ports = FakePorts()
    before = ports.log.head().count
    run(ports, MemoryFolder())
    assert ports.log.head().count == before


@pytest.mark.parametrize(
    ("bed", "start"),
    [("703", "bed-703-"), ("７０３", "bed-703-"), ("7-A", "bed-7-A-"), ("Aoi", "sheet-"), ("窓側 3", "sheet-"),
     ("1234567", "sheet-"), ("", "sheet-"), ("7/../3", "sheet-")],
)  # fmt: skip
def test_names_are_neutral_whatever_stands_for_the_bed(bed: str, start: str) -> None:
    look = replace(FakePorts().look("DEMO-3"), bed=bed)
    name = sheet_name(look, "mark")
    assert re.fullmatch(re.escape(start) + "[0-9A-Z]{8}", name)
    assert sheet_name(look, "mark") == name
    assert sheet_name(look, "other ward") != name
    assert look.registered is not None
    for secret in (look.patient, look.registered.family_name, look.registered.hospital_id):
        assert secret.casefold() not in name.casefold()


def test_one_sheet_that_cannot_be_drawn_is_said_and_hinders_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    ports, folder = FakePorts(), MemoryFolder()
    first, refused = ports.board()[0], []

    def drawn(sheets: list[object], _page: str) -> bytes:
        if getattr(sheets[0], "qr", "").startswith(first.registered.hospital_id if first.registered else "?"):
            refused.append(1)
            raise Unprintable(say("the character is in neither font"))
        return b"pdf"

    monkeypatch.setattr(downtime, "draw", drawn)
    found = list(job(ports).write(folder))
    assert [ports.words("en").render(one) for one in found if isinstance(one, Text)] == [
        f"bed {first.bed}: the character is in neither font"
    ]
    assert len(folder.files) == len(ports.board())
    assert refused


@pytest.mark.parametrize("held", ["sheet", "list"])
def test_a_file_that_cannot_be_written_is_said_holds_up_nothing_and_is_tried_again(held: str) -> None:
    ports, folder = FakePorts(), MemoryFolder()
    sheet = f"{sheet_name(ports.board()[0], 'mark')}-en.pdf"
    folder.held = sheet if held == "sheet" else "ward-list-en.pdf"
    found = list(job(ports).write(folder))
    assert [one.values["name"] for one in found if isinstance(one, Text)] == [folder.held]
    assert len(folder.files) == len(ports.board())
    wanted, folder.held = folder.held, ""
    assert run(ports, folder) == [wanted]


def test_a_list_that_cannot_be_drawn_is_said_and_hinders_no_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    ports, folder = FakePorts(), MemoryFolder()

    def drawn(sheets: list[object], _page: str) -> bytes:
        if isinstance(sheets[0], ListSheet):
            raise Unprintable(say("the character is in neither font"))
        return b"pdf"

    monkeypatch.setattr(downtime, "draw", drawn)
    found = list(job(ports).write(folder))
    assert [ports.words("en").render(one) for one in found if isinstance(one, Text)] == [
        "ward list: the character is in neither font"
    ]
    assert len(folder.files) == len(ports.board())


def test_the_pages_say_that_they_are_a_downtime_copy_and_when_it_was_written() -> None:
    ports, folder = FakePorts(), MemoryFolder()
    run(ports, folder, "en")
    for name, pdf in folder.files.items():
        page = pages(pdf)[0]
        assert "DOWNTIMECOPY" in page
        assert "downtimecopy,writtenMon23-Nov-202614:30" in page
        assert "printedby" not in page, name
        assert "UNCONTROLLEDAFTER24-Nov02:30" in page
    index = "".join(pages(folder.files["ward-list-en.pdf"]))
    for name in folder.files.keys() - {"ward-list-en.pdf"}:
        assert name in index
