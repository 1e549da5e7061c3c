"""A print job draws what was asked for and records it as what it is."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from blin21_desktop import __version__
from blin21_desktop.forms.what_if import Question
from blin21_desktop.present.paper import Paper
from blin21_desktop.printing.handover import Handover
from blin21_desktop.printing.job import CannotRedraw, Job, job_of
from blin21_desktop.rules.label_dose import Level
from blin21_desktop.store.codec import load, write_line
from tests.making import hour, started
from tests.printing.reading import pages
from tests.ui.fakes import FakePorts


def job(ports: FakePorts) -> Handover:
    return Handover(ports.ward, ports.words("en"), lambda _at: ports.new_id(), by="K.T")


def test_the_list_alone_holds_no_sheet_and_is_recorded_as_the_list() -> None:
    made = job(FakePorts()).make(list_only=True)
    (page,) = pages(made.pdf)
    assert "WARDLIST" in page
    assert "HANDOVER" not in page
    assert made.sheets == 1
    assert [(entry.patient, entry.sheet) for entry in made.record] == [
        (entry.patient, "ward-list-en") for entry in job(FakePorts()).make().record
    ]


@pytest.mark.parametrize("paper", get_args(Paper))
def test_a_printing_is_recorded_as_the_paper_it_is(paper: Paper) -> None:
    ports = FakePorts()
    shift = (ports.clock, ports.clock + timedelta(hours=8))
    wanted = Job(paper=paper, patients=("DEMO-5", "DEMO-3"), page="letter", by="K.T", at=ports.clock, shift=shift)
    made = job(ports).do(wanted)
    assert {entry.patient for entry in made.record} == {"DEMO-3", "DEMO-5"}
    for entry in made.record:
        assert entry.sha256 == hashlib.sha256(made.pdf).hexdigest()
        assert (entry.program, entry.code, entry.based_on) == (
            __version__,
            ports.log.head().code,
            ports.log.head().count,
        )
        again = job_of(entry)
        assert replace(again, patients=wanted.patients) == wanted
        assert set(again.patients) == {"DEMO-3", "DEMO-5"}


def test_sheets_lie_in_the_order_of_the_beds() -> None:
    ports = FakePorts()
    made = job(ports).make()
    beds = [ports.look(entry.patient).bed or "" for entry in made.record]
    assert beds == sorted(beds, key=int)
    assert {entry.sheet for entry in made.record} == {"ward-handover-en"}


def test_the_restart_plan_is_drawn_for_what_was_asked() -> None:
    ports = FakePorts()
    levels: tuple[Level | None, ...] = ("low", "full", None)
    asked = [Job(paper="restart-plan", patients=("DEMO-5",), question=Question(level=level)) for level in levels]
    low, full, ordered = (" ".join(pages(job(ports).do(one).pdf)) for one in asked)
    assert all("RESTARTPLAN" in text for text in (low, full, ordered))
    assert low != full
    assert "5.4microgram/day" in low


def test_nothing_is_planned_without_a_registration() -> None:
    ports = FakePorts([started(hour(0))])
    made = job(ports).do(Job(paper="restart-plan", patients=("UPN-1",)))
    assert (made.pdf, made.sheets) == (b"", 0)


def test_whatever_was_asked_is_read_back_from_the_record() -> None:
    ports = FakePorts()
    moment = ports.clock + timedelta(hours=2)
    question = Question(resume_at=moment, hold=timedelta(hours=36), level="full")
    for wanted in (
        Job(paper="restart-plan", patients=("DEMO-5",), lang="ja", at=ports.clock, question=question),
        Job(paper="bag-plan", patients=("DEMO-1",), at=ports.clock, known_at=ports.clock, start=moment, redrawn=moment),
    ):
        (entry,) = Handover(ports.ward, ports.words(wanted.lang), lambda _at: ports.new_id()).do(wanted).record
        assert job_of(entry) == wanted
        assert load(entry.kind, write_line(entry)) == entry


@pytest.mark.parametrize("lacks", [{"at": None}, {"patients": None}, {"sheet": "wall-chart-en"}])
def test_what_an_older_version_recorded_cannot_be_drawn_again(lacks: dict[str, None]) -> None:
    (entry,) = job(FakePorts()).make(["DEMO-1"]).record
    with pytest.raises(CannotRedraw) as refused:
        job_of(replace(entry, **lacks))  # type: ignore[arg-type]
    assert "kept too little" in refused.value.why.template
