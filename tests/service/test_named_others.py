"""Free text that names another patient is found before it goes along in a review copy."""

from __future__ import annotations

import pytest

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry
from blin21_desktop.service.named_others import named_others
from tests.making import crs, hour, registered

OTHER = Chart.of("UPN-10", [registered(patient="UPN-10", hospital_id="0098765")])
SHORT = Chart.of("UPN-11", [registered(patient="UPN-11", hospital_id="123")])


def noted(note: str | None) -> Entry:
    return crs(hour(1), note=note)


@pytest.mark.parametrize(
    ("note", "found"),
    [
        (None, False),
        ("as UPN-1 said", False),
        ("UPN-100 and UPN-10b", False),
        ("123 mL", False),
        ("mixed up with UPN-10.", True),
        ("UPN-10のお母さん", True),
        ("UPN-10 のお母さん", True),
        ("0098765", True),
        ("00987651", False),
    ],
)
def test_study_and_hospital_numbers_of_others(note: str | None, found: bool) -> None:
    entry = noted(note)
    mine = Chart.of("UPN-1", [registered(hospital_id="5550001"), entry])
    assert named_others([mine], [OTHER, SHORT]) == ((entry,) if found else ())


def test_nobody_else_or_everybody_chosen_names_nobody() -> None:
    mine = Chart.of("UPN-1", [registered(), noted("UPN-10")])
    assert named_others([mine], []) == ()
    assert named_others([mine, OTHER], [OTHER]) == ()
