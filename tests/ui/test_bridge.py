"""The bridge turns writing, minutes, a set clock and a woken machine into signals, and is silent otherwise."""

from __future__ import annotations

from datetime import timedelta

import pytest

from blin21_desktop.ui.bridge import Bridge
from tests.ui.fakes import NOW


class Outside:
    """Record version, wall clock and steady clock that a test moves."""

    def __init__(self) -> None:
        self.version = 1
        self.wall = NOW
        self.steady = 100.0

    def walk(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.steady += seconds


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def heard(outside: Outside, qapp: object) -> tuple[Bridge, list[str]]:
    bridge = Bridge(lambda: outside.version, lambda: outside.wall, lambda: outside.steady)
    said: list[str] = []
    bridge.ward_changed.connect(lambda: said.append("ward"))
    bridge.clock_jumped.connect(lambda: said.append("jump"))
    bridge.patient_changed.connect(said.append)
    return bridge, said


def test_nothing_happened(outside: Outside, heard: tuple[Bridge, list[str]]) -> None:
    bridge, said = heard
    outside.walk(1)
    bridge.poll()
    assert said == []


def test_somebody_wrote(outside: Outside, heard: tuple[Bridge, list[str]]) -> None:
    bridge, said = heard
    outside.walk(1)
    outside.version += 1
    bridge.poll()
    bridge.poll()
    assert said == ["ward"]


def test_a_new_minute(outside: Outside, heard: tuple[Bridge, list[str]]) -> None:
    bridge, said = heard
    for _ in range(61):
        outside.walk(1)
        bridge.poll()
    assert said == ["ward"]


def test_the_clock_was_set_back(outside: Outside, heard: tuple[Bridge, list[str]]) -> None:
    bridge, said = heard
    outside.walk(1)
    outside.wall -= timedelta(seconds=20)
    bridge.poll()
    assert said == ["jump", "ward"]


def test_the_machine_slept_and_its_steady_clock_stood_still(outside: Outside, heard: tuple[Bridge, list[str]]) -> None:
    bridge, said = heard
    outside.wall += timedelta(seconds=30)
    bridge.poll()
    assert said == ["jump", "ward"]


def test_the_machine_slept_and_its_steady_clock_went_on(outside: Outside, heard: tuple[Bridge, list[str]]) -> None:
    bridge, said = heard
    outside.walk(30)
    bridge.poll()
    assert said == ["jump", "ward"]


def test_our_own_writing_names_the_patient_and_is_told_once(outside: Outside, heard: tuple[Bridge, list[str]]) -> None:
    bridge, said = heard
    outside.version += 1
    bridge.patient("UPN-1")
    bridge.poll()
    assert said == ["UPN-1", "ward"]
