"""Whatever state a chart is in, every surface has finished words for it; the record tells each kind of entry."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest

from blin21_desktop.domain.entries import BedChanged, PumpRead, SheetPrinted
from blin21_desktop.present.amounts import LANGS, Lang
from blin21_desktop.present.board import board_rows
from blin21_desktop.present.chart import banner, identity_line, now_tab
from blin21_desktop.present.list_sheet import ward_list
from blin21_desktop.present.record import record_rows
from blin21_desktop.present.sheet import patient_sheet
from blin21_desktop.present.status import status_line
from blin21_desktop.present.terminal import board_text
from tests.checking import drug
from tests.making import PATIENT, bag, ended, hour, measured, paused, resumed, started, withdrawn
from tests.present.looks import BEFORE, ENROLLED, PREMEDICATED, STATES, look, words
from tests.present.test_sheet import texts

UNFINISHED = re.compile(r"[{}]|\bNone\b(?! [a-z])")
"""A place of a template left open, or Python's own word for nothing."""


def common(at: datetime, own: str) -> dict[str, Any]:
    return {"id": own, "patient": PATIENT, "happened_at": at, "recorded_at": at, "by": "n1"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("state", STATES)
def test_every_surface_says_something_finished(state: str, lang: Lang) -> None:
    seen, told = STATES[state](), words(lang)
    surfaces = {
        "banner": banner(seen, told),
        "identity": identity_line(seen, told),
        "status": status_line(seen, told),
        "now": now_tab(seen, told),
        "board": board_rows((seen,), told, seen.at),
        "list": ward_list((seen,), told, at=seen.at, printed_by="K.T"),
        "sheet": patient_sheet(seen, told),
        "terminal": board_text((seen,), told, seen.at),
        "record": record_rows(seen, told),
    }
    for name, surface in surfaces.items():
        said = list(texts(surface))
        assert said, name
        assert not [text for text in said if UNFINISHED.search(text)], name


def status(state: str) -> dict[str, str]:
    """The status line: label -> value."""
    return {cell.label: cell.value for cell in status_line(STATES[state](), words())}


def test_the_status_line_of_a_chart_without_a_course_says_what_there_is_not() -> None:
    assert status("bare") == {
        "State": "NOT STARTED", "Dose": "not recorded", "Rate": "none", "Bag ends": "no bag", "Infused": "nothing yet",
        "Cycle day": "no course yet",
    }  # fmt: skip
    assert status("not started")["Dose"] == "9 microgram/day"


HUNG = "bag B: 72 hr, 237.6 mL, use before Thu 03-Dec-2026 10:00"
TOLD = [
    ("Entry withdrawn", "withdrawn: an entry that is not here; because: wrong patient"),
    ("Entry withdrawn", "withdrawn: pump read Mon 23-Nov-2026 14:00; because: wrong patient"),
    ("Infusion ended", "course completed"),
    ("Infusion resumed", "9 microgram/day at 2.5 mL/hr · same bag · checked by n2"),
    ("Infusion paused", "reason: line or pump · line not flushed"),
    ("Weight measured", "50 kg · 155 cm"),
    ("Drug given", "paracetamol 500 mg · antipyretic"),
    ("Sheet printed", "handover sheet, from 7 entries, page code 01234567"),
    ("Bed changed", "bed 705"),
    ("Pump read", "0 mL/hr · pump not running"),
    ("Pump read", "2.5 mL/hr · pump running · 7.5 mL given · 232.5 mL left"),
    ("Infusion started", f"course 1 · 9 microgram/day at 3.3 mL/hr · {HUNG} · checked by n2"),
    ("Dose ordered", "course 1: 9 microgram/day from Mon 23-Nov-2026 09:00, prescribed by d1"),
    ("Premedication given", "dexamethasone 5 mg · premedication before the start"),
    ("Weight measured", "50 kg · 160 cm"),
    ("Enrolled", "on 22-Nov-2026"),
    ("Transplant recorded", "transplant 2 on 02-Sep-2026"),
    (
        "Patient registered",
        "Suruga Aoi · ID 9900013 · born 10-Jan-2016 · label jp-pi-2021 · protocol sct-all-blin21",
    ),
]
"""What the record below tells, newest first: (what, details)."""


def test_the_record_tells_each_kind_in_words() -> None:
    flowing: dict[str, Any] = {
        "rate_ml_per_h": 2.5,
        "running": True,
        "volume_given_ml": 7.5,
        "remaining_ml": 232.5,
    }
    paper: dict[str, Any] = {"sheet": "handover-en", "based_on": 7, "knowledge": "k", "sha256": "0123456789abcdef"}
    seen = look(
        *(*BEFORE, ENROLLED, *PREMEDICATED[:1], started(hour(0), bag=bag(hour(0), hours=72))),
        *(PumpRead(**common(hour(3), "p"), **flowing), measured(hour(8), height_cm=155.0)),
        PumpRead(**common(hour(4), "q"), rate_ml_per_h=0.0, running=False),
        *(BedChanged(**common(hour(5), "m"), bed="705"), SheetPrinted(**common(hour(6), "s"), **paper)),
        *(drug(hour(7), "paracetamol", "500 mg", "antipyretic"), paused(hour(9)), resumed(hour(10)), ended(hour(20))),
        *(withdrawn(hour(21), "q"), withdrawn(hour(22), "gone")),
        at=hour(22),
    )
    rows = record_rows(seen, words())
    assert [(row.what, row.details) for row in rows] == TOLD
    assert {row.withdrawn for row in rows} == {"", "WITHDRAWN by n1 at Tue 24-Nov-2026 07:00: wrong patient"}
    assert [row.cells[2].text for row in rows if row.withdrawn] == [
        "WITHDRAWN by n1 at Tue 24-Nov-2026 07:00: wrong patient, 0 mL/hr · pump not running"
    ]
