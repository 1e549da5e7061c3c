"""Every scenario beside this file is played and must answer as it says."""

from __future__ import annotations

import itertools
import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from blin21_desktop.domain.findings import Finding
from blin21_desktop.service.demo import Walk
from tests.scenarios.notation import Scenario
from tests.scenarios.reading import parts
from tests.service.memory import HandClock, MemoryLog, knowledge, ward_of

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.scenario"))


ALL = [(path, name) for path in FILES for name in parts(path)]


def test_there_are_scenarios() -> None:
    assert len(ALL) >= 120


@pytest.mark.parametrize(("path", "name"), ALL, ids=[f"{path.stem}: {name}" for path, name in ALL])
def test_scenario(path: Path, name: str) -> None:
    scenario = Scenario(path, name)
    wrong = scenario.play()
    assert not wrong, "\n".join(wrong)
    assert scenario.checked > 0 or "refused" in path.read_text("utf-8")
    assert [f.rule for look in scenario.looks for f in look.findings if uncited(f)] == []


def uncited(found: Finding) -> bool:
    """Whether a finding names no place, or one without source or section."""
    return not found.cites or not all(cites.source and cites.section for cites in found.cites)


def test_every_answer_on_the_training_ward_names_a_place() -> None:
    at = datetime.fromisoformat("2026-11-23T14:30:00+09:00")
    table = tomllib.loads((FOLDER.parents[1] / "resources" / "demo" / "ward.toml").read_text("utf-8"))
    ids = itertools.count()
    entries = Walk(table, at, knowledge(), lambda moment: f"{moment.isoformat()}-{next(ids)}").entries()
    board = ward_of(MemoryLog(list(entries)), HandClock(at)).board()
    assert len(board) > 1
    assert [(look.patient, f.rule) for look in board for f in look.findings if uncited(f)] == []


def test_the_first_course_is_checked_at_twenty_moments_and_more() -> None:
    scenario = Scenario(FOLDER / "first-course-japan.scenario")
    scenario.play()
    assert len(scenario.moments) >= 20
    assert scenario.checked > 180


WRONG = """\
-3d00:00 register label=jp-pi-2021
-1d00:00 order dose=9 from=0d00:00
0d00:00 start bag=96h
1d00:00 = infused=24 infused=24.01 end=@28d00:00 end=@28d00:01 status=paused bag.rate=clear:watch bag.rate=fires:watch
1d00:00 change bag=96h rate=1.8
1d00:00 refused impossible rate_ml_per_h : change bag=96h rate=1.8
1d00:00 refused improbable rate_ml_per_h : change bag=96h
"""


def test_a_wrong_scenario_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "wrong.scenario"
    path.write_text(WRONG, "utf-8")
    found = [text.split(": ", 1)[0] for text in Scenario(path).play()]
    assert found == ["wrong.scenario:4"] * 4 + ["wrong.scenario:5", "wrong.scenario:6"] + ["wrong.scenario:7"] * 2
