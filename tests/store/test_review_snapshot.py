"""What of a ward file goes into a copy: the chosen patients, and nothing that names anybody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from blin21_desktop.domain.drafts import Draft
from blin21_desktop.domain.entries import SheetPrinted
from blin21_desktop.domain.lab_files import LabFile, Waiting
from blin21_desktop.domain.people import Person
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.review import ReviewBroken, ReviewRefused
from blin21_desktop.store import engine
from blin21_desktop.store.log import open_ward
from blin21_desktop.store.review.contents import packed
from blin21_desktop.store.review.sealing import opened, sealed
from blin21_desktop.store.review.snapshot import part_of
from tests.making import sampled
from tests.store.copying import LOCK, WARD, contents
from tests.store.damage import tamper
from tests.store.examples import NOON, bed, new_id, new_ward
from tests.store.test_signatures import FIRST

CANARY = "KANARIA"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def printed(patient: str, patients: tuple[str, ...] | None, sheet: str = "handover-en") -> SheetPrinted:
    return SheetPrinted(
        id=new_id(), patient=patient, happened_at=NOON, recorded_at=NOON, by="n1", sheet=sheet, based_on=1,
        knowledge="k", sha256="0" * 64, patients=patients,
    )  # fmt: skip


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """UPN-1 and UPN-2 are ordinary; whatever a copy of UPN-1 must not hold has the canary in it."""
    log = new_ward(tmp_path)
    picture = Picture(PNG, 1, 1)
    entries = [
        bed("7"),
        bed(f"bed {CANARY}", "UPN-2", note=CANARY),
        printed("UPN-1", None),
        printed("UPN-1", ("UPN-1",)),
        printed("UPN-1", ("UPN-1", f"{CANARY}-2"), f"ward-list {CANARY}"),
        replace(sampled(NOON), id=new_id(), patient="UPN-1", sha256=picture.sha256, media_type="image/png"),
        bed("9"),
        printed("UPN-2", None),
    ]
    log.append(entries, after=0, pictures=[picture])
    log.signatures.add(FIRST)
    log.beside.add_version(Person(id=f"{CANARY}-staff", name=CANARY, role="nurse"), f"{CANARY}-pin", NOON, "n1")
    log.beside.keep_draft(
        Draft(author="n1", form="bed", patient="UPN-1", about="", at=NOON, typed={"bed": CANARY}, ids=())
    )
    log.lab_files.keep(
        [
            LabFile(
                sha256="1" * 64,
                name=f"{CANARY}.hl7",
                format="hl7",
                data=CANARY.encode(),
                read_at=NOON,
                by="n1",
                table="t",
            )
        ],
        [Waiting(sha256="1" * 64, key="1", patient=CANARY)],
    )
    log.reviews.keep_seed(f"{CANARY}-seed".encode(), "00", NOON, "n1")
    log.close()
    return log.path


def test_the_chosen_entries_keep_place_id_and_line_and_the_head_is_the_wards(ward: Path) -> None:
    part, log = part_of(ward, ["UPN-1"]), open_ward(ward)
    assert [position for position, _ in part.entries] == [1, 3, 4, 6, 7]
    lines = list(log.lines())
    assert all(lines[position - 1] == line for position, line in part.entries)
    assert part.counts == {"UPN-1": 5}
    assert (part.head, part.charted) == (log.head(), log.charted_head())
    assert part.head.count == 8
    assert part.charted.count == 7
    assert part.signatures == (FIRST,)
    assert list(part.pictures.values()) == [PNG]
    assert part.facts["zone"] == "Asia/Tokyo"


def test_a_patient_who_is_named_twice_is_in_it_once(ward: Path) -> None:
    assert part_of(ward, ["UPN-1", "UPN-1"]) == part_of(ward, ["UPN-1"])


def test_a_copy_holds_nothing_of_anybody_else_and_no_secret(ward: Path) -> None:
    assert CANARY.encode() in ward.read_bytes(), "the canary sings where it may"
    part = part_of(ward, ["UPN-1"])
    payload = packed(contents(part=part))
    assert b"UPN-1" in payload
    assert CANARY.encode() not in payload
    assert b"UPN-2" not in payload.split(b"\n", 1)[1]
    whole = part_of(ward, ["UPN-1", "UPN-2"])
    assert CANARY.encode() in packed(contents(part=whole)), "the search would have found it"
    assert b"UPN-1" not in sealed(payload, LOCK, WARD)
    assert opened(sealed(payload, LOCK, WARD), LOCK).payload == payload


@pytest.mark.parametrize("patients", [[], ["UPN-1", "UPN-9"]])
def test_somebody_who_is_not_in_the_ward_file_is_refused(ward: Path, patients: Sequence[str]) -> None:
    with pytest.raises(ReviewRefused, match="Not in this ward file"):
        part_of(ward, patients)


def test_of_a_damaged_ward_file_no_copy_is_made(ward: Path) -> None:
    tamper(ward, "UPDATE entry SET body = replace(body, '\"7\"', '\"8\"') WHERE position = 1")
    with pytest.raises(ReviewBroken, match="damaged"):
        part_of(ward, ["UPN-1"])


def test_of_a_file_of_another_schema_no_copy_is_made(ward: Path) -> None:
    connection = engine.connect(ward)
    connection.execute("PRAGMA user_version=6")
    connection.close()
    with pytest.raises(ReviewRefused, match="another schema"):
        part_of(ward, ["UPN-1"])


def test_a_file_that_cannot_be_read_is_said(ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> NoReturn:
        raise engine.Error("disk I/O error")

    monkeypatch.setattr(engine, "connect", broken)
    with pytest.raises(ReviewRefused, match="No copy was made"):
        part_of(ward, ["UPN-1"])


def test_it_is_one_moment_of_a_file_that_others_write_to(ward: Path) -> None:
    log = open_ward(ward)
    part = part_of(ward, ["UPN-1"])
    log.append([bed("10", recorded_at=NOON + timedelta(seconds=1))], after=8)
    assert part.head.count == 8
    assert part_of(ward, ["UPN-1"]).head.count == 9
