"""Whatever was charted: every number on a sheet also stands on screen or in the `state` answer, in both languages."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from blin21_desktop.domain.entries import Entry
from blin21_desktop.present.amounts import LANGS, Lang
from blin21_desktop.present.bag_plan import plan_of, plan_view
from blin21_desktop.present.chart import banner, now_tab
from blin21_desktop.present.checks_tab import checks_tab
from blin21_desktop.present.course_summary import course_summary
from blin21_desktop.present.infusion_tab import infusion_tab
from blin21_desktop.present.labs_tab import LabsTab
from blin21_desktop.present.record import record_rows
from blin21_desktop.present.rules_tab import rules_tab
from blin21_desktop.present.sheet import patient_sheet
from blin21_desktop.present.state import state_json
from blin21_desktop.present.status import status_line
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look
from tests.making import hour
from tests.present.looks import words
from tests.present.test_sheet import texts
from tests.service.any_ward import DAYS, PATIENTS, written
from tests.service.memory import HandClock, MemoryLog, ward_of

EXAMPLES = int(os.environ.get("ANY_SHEETS", "10"))
"""Random patients for each language."""

NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
FIXED = frozenset({"0", "1", "4", "10", "12", "28", "32", "672"})
"""Numbers of the form itself: CRS 0-4, ICE 0-10, CAPD 0-32, the next 12 hours, 28 days (672 hours), the page."""


def numbers(found: Iterator[str]) -> set[str]:
    return {number for text in found for number in NUMBER.findall(text)}


def on_screen(look: Look, said: Words) -> set[str]:
    """Every number of the chart's tabs, the record, the bag plan and the state."""
    courses = range(len(look.courses)) or (None,)
    shown = [
        *texts(banner(look, said)),
        *texts(status_line(look, said)),
        *texts(now_tab(look, said)),
        *(text for course in courses for text in texts(infusion_tab(look, said, course=course))),
        *texts(checks_tab(look, said)),
        *texts(rules_tab(look, said)),
        *texts(plan_view(plan_of(look, said.zone), said)),
        *texts(record_rows(look, said)),
        *(text for panel in LabsTab(look, said, "ward").panels for text in texts(panel)),
        json.dumps(state_json(look, said), ensure_ascii=False),
        "" if look.bag is None else said.ml(look.bag.expected_remaining_ml),  # of the state, rounded as every volume is
    ]
    found = numbers(iter(shown))
    short = {f"{int(month)}/{int(day)}" for _, month, day in re.findall(r"(\d{4})/(\d\d)/(\d\d)", " ".join(shown))}
    return found | short | {number.partition(".")[0] for number in found}


@pytest.mark.parametrize("lang", LANGS)
@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(entries=written())
def test_every_number_on_paper_is_on_screen(entries: list[Entry], lang: Lang) -> None:
    ward = ward_of(MemoryLog(entries), HandClock(hour(DAYS)))
    look, said = ward.look(PATIENTS[0]), words(lang)
    sheet = patient_sheet(look, said)
    frame = numbers(texts((sheet.frame, sheet.qr, sheet.bags_title, sheet.checks)))
    known = on_screen(look, said) | FIXED  # the grid to write in has times that are proposals
    assert numbers(texts(sheet)) - frame - known == set()
    summary = course_summary(look, said)
    lengths = (summary.tables[0], summary.facts[-len(look.courses) :])
    told = (summary.swimmer, *summary.tables[1:], summary.grids, summary.labs, summary.decisions, summary.facts)
    assert numbers(texts(told)) - frame - known - numbers(texts(lengths)) == set()  # sums of a course: tested apart
