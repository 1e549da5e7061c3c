"""A recorded printing is drawn again byte for byte, whatever was written since; or it says why it is not the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from blin21_desktop.domain.entries import SheetPrinted
from blin21_desktop.forms.what_if import Question
from blin21_desktop.present.paper import UNSIGNED, Paper
from blin21_desktop.printing.again import Again, draw_again
from blin21_desktop.printing.handover import Handover
from blin21_desktop.printing.job import Job
from tests.making import vitals, withdrawn
from tests.printing.reading import pages
from tests.ui.fakes import FakePorts


def drawn(ports: FakePorts, job: Job) -> tuple[SheetPrinted, bytes]:
    made = Handover(ports.ward, ports.words(job.lang), lambda _at: ports.new_id()).do(job)
    ports.log.append(made.record, after=len(ports.log.recorded))
    return made.record[0], made.pdf


def again(ports: FakePorts, entry: SheetPrinted, by: str | None = None) -> Again:
    return draw_again(entry, ports.ward, ports.words, lambda _at: ports.new_id(), by)


@pytest.mark.parametrize("paper", get_args(Paper))
def test_any_paper_comes_again_byte_for_byte_after_more_was_written(paper: Paper) -> None:
    ports = FakePorts()
    wanted = Job(
        paper=paper,
        patients=("DEMO-5",),
        lang="ja",
        page="letter",
        by="K. T",
        shift=(ports.clock, ports.clock + timedelta(hours=8)),
        question=Question(hold=timedelta(hours=24), level="low") if paper == "restart-plan" else Question(),
    )
    entry, pdf = drawn(ports, wanted)
    first = next(r.entry for r in ports.log.recorded if r.entry.patient == "DEMO-5" and r.entry.kind == "bag_changed")
    ports.others_write(vitals(ports.clock, patient="DEMO-5"), withdrawn(ports.clock, first.id, patient="DEMO-5"))
    ports.pass_time(timedelta(hours=30))
    assert drawn(ports, wanted)[1] != pdf
    found = again(ports, entry, "M.S")
    assert found.same
    assert found.printed.pdf == pdf
    (record,) = found.printed.record
    assert (record.by, record.sha256, record.at, record.based_on) == ("M.S", entry.sha256, entry.at, entry.based_on)
    assert record.happened_at == ports.clock
    twice = again(ports, record)
    assert (twice.printed.pdf, twice.printed.record[0].by) == (pdf, UNSIGNED)


def test_by_the_same_hand_nothing_else_is_recorded() -> None:
    ports = FakePorts()
    entry, _ = drawn(ports, Job(paper="ward-list", by="K.T"))
    assert {one.sheet for one in again(ports, entry, "K.T").printed.record} == {"ward-list-en"}


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ({"knowledge": "0" * 64}, ["The knowledge files or the site's own values are not those of then."]),
        ({"program": "0.1"}, ["The program's version is not that of then: {then}, now {now}."]),
        ({}, ["The knowledge files and the program's version are those of then; the record is not."]),
    ],
)
def test_what_differs_is_said_and_the_paper_is_marked(then: dict[str, str], said: list[str]) -> None:
    ports = FakePorts()
    entry, pdf = drawn(ports, Job(paper="handover", patients=("DEMO-1",)))
    old = replace(entry, sha256="f" * 64, **then)  # type: ignore[arg-type]  # text fields
    found = again(ports, old)
    assert not found.same
    assert [text.template for text in found.differs] == said
    assert found.printed.pdf != pdf
    assert all("REDRAWN,notthepaperof23-Nov-202614:30" in page for page in pages(found.printed.pdf))
    ports.pass_time(timedelta(hours=1))
    assert again(ports, found.printed.record[0]).printed.pdf == found.printed.pdf, "the redrawn paper comes again too"
