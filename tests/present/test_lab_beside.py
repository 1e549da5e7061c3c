"""What stands beside a grade: the age of its baseline, limits of no known age, the worst and what cannot be told."""

from __future__ import annotations

from blin21_desktop.domain.entries import Entry
from blin21_desktop.present.labs_cells import lab_lines
from tests.making import hour
from tests.present.labbed import seen, tab
from tests.present.looks import words
from tests.rules.benching import chosen, lab

ALT = {"lower_limit": "5", "upper_limit": "40"}
SODIUM = {"lower_limit": "135", "upper_limit": "145"}
UNSAID = "limits as reported; whether for this age: not known"


def rule(*entries: Entry) -> list[str]:
    """What the table says of the only analyte, without the lines about its newest grade."""
    row = tab(*entries).rows[0]
    return [line.plain for line in row.cells[7].lines if line.plain.startswith(("baseline", "worst", "cannot"))]


def test_the_age_of_the_baseline_stands_beside_the_grade() -> None:
    now = lab(hour(50), "alt", "100", id="now", **ALT)
    assert rule(lab(hour(-31), "alt", "20", **ALT), now)[0] == "baseline 20 U/L, taken 31hr 0min before the start"
    assert rule(lab(hour(-1000), "alt", "20", **ALT), now)[0] == "baseline 20 U/L, taken 41d 16hr before the start"
    later = rule(lab(hour(2), "alt", "20", id="late", **ALT), now, chosen(hour(60), "alt", result="late"))
    assert later[0] == "baseline 20 U/L, taken 2hr 0min after the start, chosen by a person"
    assert not any(line.startswith("baseline") for line in rule(now))
    count = [lab(hour(at), "neutrophils", value) for at, value in ((-10, "4"), (50, "0.4"))]
    assert not any(line.startswith("baseline") for line in rule(*count))


def test_the_worst_of_the_course_and_what_cannot_be_told_beside_it() -> None:
    low, gap = lab(hour(2), "sodium", "131", **SODIUM), lab(hour(26), "sodium", "124.5", **SODIUM)
    assert rule(low, lab(hour(50), "sodium", "140", **SODIUM)) == [
        "worst of the course: grade 1, first 131 (23-Nov 12:00)"
    ]
    assert rule(low, gap) == [
        "worst of the course: grade 1, first 131 (23-Nov 12:00)",
        "cannot tell whether worse, not gradable: 124.5 (24-Nov 12:00)",
    ]
    assert rule(gap) == ["worst of the course: cannot tell, not gradable: 124.5 (24-Nov 12:00)"]
    bound = lab(hour(2), "neutrophils", "<1.0")
    assert rule(bound) == ["worst of the course: grade 3 or more, first <1.0 (23-Nov 12:00)"]
    many = [lab(hour(n), "sodium", "129.5", **SODIUM) for n in range(1, 6)]
    (told,) = rule(*many)
    assert told.count("129.5") == 3
    assert told.endswith(", 2 more")
    assert rule(lab(hour(2), "sodium", "140", **SODIUM)) == []


def test_the_card_says_it_in_short() -> None:
    (alt,) = lab_lines(seen(lab(hour(-31), "alt", "20", **ALT), lab(hour(50), "alt", "100", **ALT)), words())
    assert alt.notes == ("baseline 31hr 0min before the start", UNSAID)
    (count,) = lab_lines(seen(lab(hour(2), "neutrophils", "0.4")), words())
    assert count.notes == ()
    (crp,) = lab_lines(seen(lab(hour(2), "crp", "1", upper_limit="0.3")), words())
    assert crp.notes == (UNSAID,)
