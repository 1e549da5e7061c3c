"""A file cut at any byte never files a short result silently."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise

import pytest

from blin21_desktop.feeds import ssmix2
from blin21_desktop.feeds.any_file import read_any
from blin21_desktop.feeds.filing import Filing, accepted_as_read, entry
from blin21_desktop.feeds.received import ReadFile, Received
from blin21_desktop.feeds.review import Reviewer, summary
from blin21_desktop.feeds.ssmix2 import Stored
from blin21_desktop.feeds.ssmix2_files import read as read_stored
from tests.feeds.fhir_writing import bundle, observation
from tests.feeds.fhir_writing import patient as fhir_patient
from tests.feeds.hl7_writing import CBC, SITE, Panel, batch, iso2022, oul, text
from tests.feeds.lab_ward import LabWard
from tests.feeds.ssmix2_tree import path

HEADINGS = "hospital_id,family_name,given_name,birth_date,sex,collected_at,analyte,value,unit"
WHO = "9900013,駿河,葵,2021-04-01,male,2026-11-23T10:30:00+09:00"
CSV = "\r\n".join((HEADINGS, f"{WHO},leukocytes,3200,/uL", f"{WHO},haemoglobin,8.9,g/dL", "")).encode()
PLAIN = text(oul([Panel(results=CBC)])).encode()
IN_BATCH = text(batch(oul([Panel(results=CBC)]))).encode()
FHIR = json.dumps(
    bundle(
        fhir_patient(
            identifier=[{"value": "9900013"}], birthDate="2021-04-01", gender="male",
            name=[{"family": "駿河", "given": ["葵"]}],
        ),
        observation(), observation(id="second", effectiveDateTime="2026-11-22T06:10:00+09:00"),
    ),
    ensure_ascii=False,
).encode()  # fmt: skip


def any_kind(data: bytes) -> ReadFile:
    return read_any("a", data, SITE, ())[0]


def in_tree(data: bytes) -> ReadFile:
    placed = ssmix2.placed(path())
    assert isinstance(placed, Stored)
    (chosen,) = ssmix2.chosen([placed])
    return read_stored(chosen, data, SITE)


@pytest.mark.parametrize(
    ("data", "read", "whole", "proves"),
    [
        (PLAIN, any_kind, 3, False),
        (IN_BATCH, any_kind, 3, True),
        (iso2022(text(oul([Panel(results=CBC)]))), in_tree, 3, False),
        (FHIR, any_kind, 2, True),
        (CSV, any_kind, 2, False),
    ],
)
def test_a_cut_file_files_nothing_or_says_that_its_end_is_not_proven(
    data: bytes, read: Callable[[bytes], ReadFile], whole: int, proves: bool
) -> None:
    ward = LabWard()
    table = ward.ward.knowledge.labs
    all_ = _filed(read(data), ward)
    assert len(all_) == whole
    for end in range(len(data) - 1):
        cut = read(data[:end])
        filed = _filed(cut, ward)
        assert not filed or not proves or len(filed) == whole, f"{end}: a short result"
        for result in filed:
            assert result in all_, f"{end}: another value"
        if filed and len(filed) < whole:
            assert cut.unproven is not None, f"{end}: silent"
            assert dict(summary(cut).values)["count"] == len(filed)
            items = Reviewer(ward.lab.charts(), ward.clock, table).review(cut)
            item = next(one for one in items if one.files)
            accepted, received = accepted_as_read(item)
            made = entry(item, received, accepted, cut, table, Filing(id="1", by="K.T", at=ward.clock))
            assert made.source is not None
            assert made.source["complete"] == "unproven"


def _filed(read: ReadFile, ward: LabWard) -> list[tuple[str, str, str]]:
    items = Reviewer(ward.lab.charts(), ward.clock, ward.ward.knowledge.labs).review(read)
    found: list[tuple[str, str, str]] = []
    for item in items:
        if item.files:
            accepted, received = accepted_as_read(item)
            found.append((accepted.analyte, _value(received), accepted.unit))
    return found


def _value(received: Received) -> str:
    return f"{received.value} {received.collected_at}"


def test_the_results_of_every_longer_piece_are_those_of_a_shorter_and_more() -> None:
    ward = LabWard()
    rows = text(oul([Panel(results=CBC)])).split("\r")
    pieces = ["\r".join(rows[:end]) + "\r" for end in range(1, len(rows))]
    counts = [len(_filed(any_kind(piece.encode()), ward)) for piece in pieces]
    assert all(before <= after for before, after in pairwise(counts))
    assert counts[-1] == 3
