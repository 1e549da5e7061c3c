"""The timeline of a pause: the marks of the label in force and only those, in order, each with words and a time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from blin21_desktop.present.restart_timeline import Timeline
from tests.making import hour, measured, ordered, paused
from tests.present.test_restart_plan import view
from tests.rules.looking import JP, US, look
from tests.rules.restarting import course, stop


def seen(*entries: object, at: float, label: str = JP, lang: str = "en", **how: object) -> Timeline:
    found = view(course(*entries, at=hour(at), label=label), lang, **how).timeline  # type: ignore[arg-type]
    assert found is not None
    return found


def marks(found: Timeline) -> list[tuple[str, str]]:
    return [(mark.words, mark.state) for mark in found.marks]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        (JP, [("line at 7d 0hr: ahead", "ahead"), ("line at 14d 0hr: ahead", "ahead")]),
        (US, [("line at 4hr 0min: passed", "passed"), ("line at 7d 0hr: ahead", "ahead")]),
    ],
)
def test_only_the_lines_the_label_has(label: str, lines: list[tuple[str, str]]) -> None:
    found = seen(*stop(), at=210, label=label)
    assert [mark for mark in marks(found) if mark[0].startswith("line")] == lines
    assert found.still == "not infusing 10hr 0min"
    assert all(mark.moment for mark in found.marks)


def test_marks_stand_in_the_order_of_time() -> None:
    found = seen(*stop(), at=210, label=US, resume_at=hour(220))
    assert [mark.kind for mark in found.marks] == ["stopped", "line", "now", "again", "line"]
    assert [mark.at for mark in found.marks] == [hour(200), hour(204), hour(210), hour(220), hour(368)]
    assert found.told.startswith("stopped 01-Dec-2026 18:00, line at 4hr 0min: passed 01-Dec-2026 22:00, now ")


@pytest.mark.parametrize(
    ("label", "line", "beyond", "state"),
    [
        *((US, 4, -1, "ahead"), (US, 4, 0, "passed"), (JP, 168, 0, "ahead"), (JP, 168, 1, "passed")),
        *((JP, 336, 0, "ahead"), (JP, 336, 1, "passed"), (US, 168, 0, "ahead"), (US, 168, 1, "passed")),
    ],
)
def test_a_line_is_passed_to_the_second(label: str, line: int, beyond: int, state: str) -> None:
    found = seen(*stop(), at=200 + line + beyond / 3600, label=label)
    (mark,) = [one for one in found.marks if one.kind == "line" and one.at == hour(200 + line)]
    assert mark.state == state
    kinds = [one.kind for one in found.marks if abs(one.at - mark.at) <= timedelta(seconds=1)]
    assert kinds == (["now", "line"] if beyond < 0 else ["line", "now"])


def test_of_another_pause_the_label_is_silent_but_four_hours_count() -> None:
    found = seen(paused(hour(200)), at=210, label=US)
    assert marks(found) == [
        ("stopped", ""),
        ("line at 4hr 0min: passed", "passed"),
        ("now", ""),
        ("line at 7d 0hr: only for an adverse reaction", "silent"),
    ]


def test_a_stop_that_nobody_charted_is_called_so() -> None:
    found = seen(at=210)
    assert found.marks[0].words == "as if stopped now"
    assert "now" not in [mark.kind for mark in found.marks]
    assert found.still == "not infusing 0hr 0min"


def test_where_nothing_can_be_planned_there_is_none() -> None:
    assert view(look(measured(), ordered(), at=hour(1))).timeline is None
