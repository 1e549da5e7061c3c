"""How late an entry was written, at the line where a note is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.present.late import late_by
from tests.making import hour, paused
from tests.present.looks import plain_words

QUARTER, SECOND = timedelta(minutes=15), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("late", "said"),
    [(timedelta(0), ""), (QUARTER - SECOND, ""), (QUARTER, ""), (QUARTER + SECOND, "late by 0hr 15min")],
)
def test_it_is_said_from_the_moment_on_at_which_a_note_is_needed(late: timedelta, said: str) -> None:
    entry = paused(hour(0))
    assert late_by(replace(entry, recorded_at=entry.happened_at + late), plain_words()) == said


def test_a_result_of_the_laboratory_comes_when_it_comes() -> None:
    result = LabResulted(
        id="l1", patient="UPN-1", happened_at=hour(0), recorded_at=hour(5), by="import", analyte="alt", value="31",
        unit="U/L", status="final",
    )  # fmt: skip
    assert late_by(result, plain_words()) == ""
