"""Every scenario beside this file is played and must answer as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.notation import Scenario

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.scenario"))


def test_there_are_scenarios() -> None:
    assert len(FILES) >= 7


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_scenario(path: Path) -> None:
    scenario = Scenario(path)
    wrong = scenario.play()
    assert not wrong, "\n".join(wrong)
    assert scenario.checked > 0 or "refused" in path.read_text("utf-8")


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
