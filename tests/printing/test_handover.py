"""A print job draws what was asked for and records it as what it is."""

from __future__ import annotations

import hashlib

import pytest

from blin21_desktop.forms.what_if import Question
from blin21_desktop.present.paper import Paper
from blin21_desktop.printing.handover import Handover
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


@pytest.mark.parametrize("paper", ["handover", "ward-list", "bag-plan", "restart-plan"])
def test_a_printing_is_recorded_as_the_paper_it_is(paper: Paper) -> None:
    ports = FakePorts()
    everybody = job(ports).record((), b"pdf", paper)
    assert {entry.patient for entry in everybody} == {look.patient for look in ports.board()}
    assert {entry.sheet for entry in everybody} == {f"{paper}-en"}
    assert {entry.sha256 for entry in everybody} == {hashlib.sha256(b"pdf").hexdigest()}
    assert [entry.patient for entry in job(ports).record(("DEMO-3",), b"pdf", paper)] == ["DEMO-3"]


def test_sheets_lie_in_the_order_of_the_beds() -> None:
    ports = FakePorts()
    made = job(ports).make()
    beds = [ports.look(entry.patient).bed or "" for entry in made.record]
    assert beds == sorted(beds, key=int)


def test_the_restart_plan_is_drawn_for_what_was_asked() -> None:
    ports = FakePorts()
    texts = {
        level: " ".join(pages(job(ports).restart(ports.look("DEMO-5"), Question(level=level))))
        for level in ("low", "full", None)
    }
    assert all("RESTARTPLAN" in text for text in texts.values())
    assert texts["low"] != texts["full"]
    assert "5.4microgram/day" in texts["low"]
