"""The tab Infusion: ribbon, bags, planned part, earlier courses, looking back, and whether the time adds up."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from blin21_desktop.domain.text import say
from blin21_desktop.present import catalogue
from blin21_desktop.present.chart import now_tab
from blin21_desktop.present.infusion_tab import InfusionTab, infusion_tab
from blin21_desktop.present.time_sum import TimeSum, time_sum
from blin21_desktop.service.look import Look
from tests.making import bag, changed, ended, hour, ordered, paused, registered, resumed, started
from tests.present.looks import BEFORE, look, running, withdrawn_registration

TOKYO = ZoneInfo("Asia/Tokyo")
EN, JA = catalogue.words("en", TOKYO), catalogue.words("ja", TOKYO)
RUNNING = (*BEFORE, started(hour(0), bag=bag(hour(0), hours=72)))
ENTRIES = (
    *RUNNING,
    paused(hour(10)),
    resumed(hour(13), bag=bag(hour(13), hours=48)),
    changed(hour(61), bag=bag(hour(61), hours=24), note="label torn"),
)


def cell(view: InfusionTab, row: int, name: str) -> str:
    return view.rows[row].cells[view.columns.index(name)].text


def test_the_bags_of_a_course_and_the_one_planned_next() -> None:
    view = infusion_tab(look(*ENTRIES, at=hour(62)), EN)
    assert view.title == "Infusion, course 1"
    assert [row.cells[0].text for row in view.rows] == ["4", "3", "2", "1"]
    assert cell(view, 0, "Hung") == "26-Nov 23:00, planned"
    assert cell(view, 0, "Note") == "planned, dose step"
    assert cell(view, 0, "Label on bag") == "not recorded"
    assert view.rows[0].entry == ""
    assert cell(view, 1, "Hung") == "25-Nov 23:00"
    assert cell(view, 1, "Ended") == "26-Nov 23:00, due"
    assert cell(view, 1, "Volume") == "240 mL, 24 hr"
    assert cell(view, 1, "Dose, rate") == "9 microgram/day, 10 mL/hr"
    assert cell(view, 1, "Conc.") == "0.0375, microgram/mL"
    assert cell(view, 1, "Infused") == "10 mL, of 240 mL"
    assert cell(view, 1, "Note") == "label torn"
    assert (cell(view, 1, "Hung by"), cell(view, 1, "Checked by")) == ("n1", "n2")
    assert cell(view, 2, "Note") == "after a stop"
    assert cell(view, 2, "Infused").endswith("left in it: not recorded")
    assert cell(view, 3, "Note") == "start of the course, stops: 1"


def test_what_was_left_in_a_bag_is_told_and_blank_is_not_zero() -> None:
    told = [
        cell(infusion_tab(look(*RUNNING, changed(hour(72), old_bag_remaining_ml=left), at=hour(73)), EN), 2, "Infused")
        for left in (None, 0.0, 12.0)
    ]
    assert [text.rpartition(", ")[2] for text in told] == [
        "left in it: not recorded", "left in it: 0 mL", "left in it: 12 mL",
    ]  # fmt: skip


def test_a_stop_within_a_bag_and_another_dose_are_noted() -> None:
    entries = (*RUNNING, paused(hour(10)), resumed(hour(13)), ordered(hour(20), 28.0))
    full = changed(hour(72), bag=bag(hour(72), dose_micrograms_per_day=28.0))
    view = infusion_tab(look(*entries, full, at=hour(73)), EN)
    assert cell(view, 1, "Note") == "other dose than the bag before"
    assert cell(view, 2, "Note") == "start of the course, stops: 1"


def test_how_a_hanging_bag_may_end() -> None:
    stopped = infusion_tab(look(*ENTRIES, paused(hour(62)), at=hour(63)), EN)
    assert cell(stopped, 0, "Ended") == "stopped, still hanging"
    assert not any(chip.state == "planned" for chip in stopped.chips)
    over = infusion_tab(look(*ENTRIES, ended(hour(64)), at=hour(65)), EN)
    assert cell(over, 0, "Ended") == "26-Nov 02:00"
    step = infusion_tab(look(*RUNNING, changed(hour(72)), at=hour(160)), EN)
    assert cell(step, 1, "Ended") == "30-Nov 10:00, due, dose step"
    assert cell(step, 0, "Dose, rate") == "9 microgram/day, 2.5 mL/hr"
    unknown = infusion_tab(withdrawn_registration(), EN)
    assert cell(unknown, 0, "Ended") == "running, end: cannot tell"


def test_a_planned_bag_nobody_ordered_a_dose_for() -> None:
    view = infusion_tab(look(*BEFORE[:-1], started(hour(0), bag=bag(hours=72)), at=hour(70)), EN)
    assert cell(view, 0, "Dose, rate") == "not ordered yet, 2.5 mL/hr"
    assert cell(view, 0, "Conc.") == "not ordered yet"


def test_the_last_planned_bag_says_why_it_ends() -> None:
    bags = [changed(hour(96 * n)) for n in range(1, 7)]
    view = infusion_tab(look(*BEFORE, started(hour(0)), ordered(hour(168), 28.0), *bags, at=hour(580)), EN)
    assert cell(view, 0, "Note") == "planned, end of the course"


def test_the_chips_hold_the_plan_to_the_end_of_the_course() -> None:
    view = infusion_tab(look(*ENTRIES, at=hour(62)), EN)
    states = [chip.state for chip in view.chips]
    assert states[:4] == ["past", "past", "running", "planned"]
    assert set(states[3:]) == {"planned"}
    assert view.chips[-1].end == 28.0
    assert "bag 4 planned: " in view.chips_told


@pytest.mark.parametrize("words", [EN, JA])
def test_the_folded_table_says_everything_the_wide_one_does(words: object) -> None:
    spoken = EN if words is EN else JA
    view = infusion_tab(look(*ENTRIES, at=hour(62)), spoken)
    heads, rows = view.folded
    assert len(heads) == 5
    for wide, narrow in zip(view.rows, rows, strict=True):
        assert narrow.entry == wide.entry
        told = " ".join(one.text for one in narrow.cells)
        assert all(line.text in told for one in wide.cells for line in one.lines)


def test_captions_stand_where_they_happened() -> None:
    view = infusion_tab(look(*ENTRIES, at=hour(62)), EN)
    told = {caption.text: (round(caption.at, 3), caption.mark) for caption in view.captions}
    assert told == {
        "started Mon 23-Nov-2026 10:00": (0.0, ""),
        "dose step due 30-Nov 13:00": (7.125, "step"),
        "stopped 23-Nov 20:00 to 23-Nov 23:00 (3hr 0min)": (0.417, ""),
        "now 00:00": (2.583, "now"),
        "planned end Mon 21-Dec-2026 10:00": (28.0, ""),
    }
    stopped = infusion_tab(look(*ENTRIES, paused(hour(62)), at=hour(63)), EN)
    assert "stopped since 26-Nov 00:00 (1hr 0min)" in [caption.text for caption in stopped.captions]
    over = infusion_tab(look(*ENTRIES, ended(hour(64)), at=hour(65)), EN)
    assert over.captions[-1].text == "ended Thu 26-Nov-2026 02:00"
    assert "dose step 30-Nov 10:00" in [caption.text for caption in infusion_tab(running(), EN).captions]


def test_looking_back_is_said_on_ribbon_and_tab() -> None:
    seen = look(*ENTRIES, at=hour(62))
    view = infusion_tab(seen, EN, back=True)
    assert view.title == "Infusion, course 1 · as of Thu 26-Nov-2026 00:00"
    assert view.strip is not None
    assert view.strip.as_of == hour(62)
    texts = [caption.text for caption in view.captions]
    assert "as of 26-Nov 00:00" in texts
    assert not any(text.startswith("now") for text in texts)
    known = infusion_tab(replace(seen, known_at=hour(61)), EN, back=True)
    assert known.title.endswith("as of Thu 26-Nov-2026 00:00, as it was known at Wed 25-Nov-2026 23:00")
    strip = now_tab(seen, EN, back=True).strip
    assert strip is not None
    assert strip.as_of == hour(62)
    assert infusion_tab(look(*BEFORE, at=hour(0)), EN, back=True).title.startswith("Infusion · as of")


def two_courses() -> Look:
    first = (*BEFORE, started(hour(0)), ended(hour(90)))
    again = started(hour(700), course=2, bag=bag(hour(700), label="B-2"))
    return look(*first, again, at=hour(720))


def test_an_earlier_course_can_be_chosen() -> None:
    seen = two_courses()
    newest = infusion_tab(seen, EN)
    assert [(place, EN.render(name)) for place, name in newest.courses] == [(0, "Course 1"), (1, "Course 2")]
    assert newest.course == 1
    earlier = infusion_tab(seen, EN, course=0)
    assert (earlier.title, earlier.course) == ("Infusion, course 1", 0)
    assert [row.cells[0].text for row in earlier.rows] == ["1"]
    assert not any(chip.state != "past" for chip in earlier.chips)
    assert [caption.text for caption in earlier.captions][-1] == "ended Fri 27-Nov-2026 04:00"
    assert earlier.sum.parts[1].value == "90hr 0min"
    assert infusion_tab(seen, EN, course=7).course == 1


def parts(told: TimeSum) -> list[tuple[str, str, str]]:
    return [(part.sign, part.label, part.value) for part in told.parts]


def test_the_time_reads_as_a_sum() -> None:
    told = time_sum(look(*ENTRIES, at=hour(62)), EN)
    assert parts(told) == [
        ("", "Ordered", "672hr 0min"),
        ("=", "Infused", "59hr 0min"),
        ("+", "Interrupted", "3hr 0min"),
        ("+", "Left", "610hr 0min"),
        ("+", "Unexplained", "0hr 0min"),
    ]
    assert (told.answer, told.verdict, told.reasons) == ("adds_up", "adds up", ())


def test_unexplained_time_is_a_problem_in_words() -> None:
    told = time_sum(look(*BEFORE, started(hour(0)), at=hour(120)), EN)
    assert told.answer == "unexplained"
    assert told.verdict == "10hr 4min unexplained"
    assert [part.label for part in told.parts if part.problem] == ["Unexplained"]
    assert "more charted than it can give" in told.reasons[0]


def test_more_than_ordered_is_a_part_of_the_sum() -> None:
    long = (*RUNNING, *(changed(hour(96 * n), bag=bag(hour(96 * n))) for n in range(1, 8)))
    told = time_sum(look(*long, at=hour(700)), EN)
    assert [part.label for part in told.parts][:2] == ["Ordered", "More than ordered"]
    assert told.parts[1].problem
    assert told.answer == "unexplained"


def test_with_something_missing_it_cannot_be_told() -> None:
    seen = look(*RUNNING, at=hour(5))
    assert seen.reconciliation is not None
    found = replace(seen.reconciliation, planned=None, left=None, unexplained=None, missing=(say("x"),))
    told = time_sum(replace(seen, label=None, reconciliation=found), EN)
    assert (told.answer, told.verdict, told.reasons) == ("cannot_tell", "cannot tell", ("missing: x",))
    assert [part.value for part in told.parts] == ["cannot tell", "5hr 0min", "0hr 0min", "cannot tell", "cannot tell"]


def test_without_a_registration_it_cannot_be_told_and_without_a_course_there_is_no_sum() -> None:
    told = time_sum(withdrawn_registration(), EN)
    assert (told.answer, told.verdict) == ("cannot_tell", "cannot tell")
    assert told.reasons == ("missing: UPN-1 has no registration in force",)
    empty = infusion_tab(look(registered(hour(-72)), at=hour(0)), EN)
    assert (empty.rows, empty.chips, empty.captions, empty.course, empty.courses) == ((), (), (), None, ())
    assert empty.sum == TimeSum(parts=(), answer=None, verdict="no course yet", reasons=())
