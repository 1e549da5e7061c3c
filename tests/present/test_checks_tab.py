"""The tab Checks in words and positions: gaps stay gaps, what is open says what is missing, as of its moment."""

from __future__ import annotations

from dataclasses import replace

from blin21_desktop.domain.entries import Oxygen
from blin21_desktop.present.cells import Chip
from blin21_desktop.present.checks_lanes import CellLane, DotLane, Lane, WordLane
from blin21_desktop.present.checks_tab import ChecksTab, checks_tab
from blin21_desktop.service.look import Look
from tests.checking import capd, crs, event, missed, neuro, premedication, staged, vitals
from tests.making import bag, hour, started, withdrawn
from tests.present.checked import TEENAGER, quiet, small_child, stormy, unchecked
from tests.present.looks import BEFORE, look, plain_words

WORDS = plain_words()
RUNNING = (TEENAGER, *BEFORE[1:], started(hour(0), bag=bag(hour(0), hours=72)))


def tab(seen: Look) -> ChecksTab:
    return checks_tab(seen, WORDS)


def lane(view: ChecksTab, key: str) -> Lane:
    return next(one for one in (*view.lanes, *view.below) if one.key == key)


def dots(view: ChecksTab, key: str) -> DotLane:
    found = lane(view, key)
    assert isinstance(found, DotLane)
    return found


def cells(view: ChecksTab, key: str) -> CellLane:
    found = lane(view, key)
    assert isinstance(found, CellLane)
    return found


def test_the_order_of_the_lanes_is_fixed() -> None:
    keys = [one.key for one in (*tab(quiet()).lanes, *tab(quiet()).below)]
    vital = ["temperature", "pressure", "spo2", "pulse", "respiration", "oxygen"]
    assert keys == [*vital, "ctcae-5.0", "astct-2019", "icans", "points", "drugs", "who"]


def test_a_value_that_was_not_measured_is_a_gap_and_no_line_crosses_it() -> None:
    seen = look(*RUNNING, vitals(hour(1)), vitals(hour(2), spo2_percent=None), vitals(hour(3)), at=hour(4))
    spo2, pulse = dots(tab(seen), "spo2"), dots(tab(seen), "pulse")
    assert [dot.joined for dot in spo2.dots] == [False, False]
    assert [(round(gap.at * 24), gap.text) for gap in spo2.absent] == [(2, "–")]
    assert [dot.joined for dot in pulse.dots] == [False, True, True]
    assert pulse.absent == ()


def test_a_missed_check_breaks_every_line_and_shows_the_letter_of_its_reason() -> None:
    seen = look(*RUNNING, vitals(hour(1)), missed(hour(2)), vitals(hour(3)), at=hour(4))
    for key in ("temperature", "pressure", "spo2", "pulse", "respiration"):
        found = dots(tab(seen), key)
        assert [dot.joined for dot in found.dots] == [False, False]
        assert [gap.text for gap in found.absent] == ["A"]


def test_a_late_check_breaks_the_line_before_it() -> None:
    on_time = look(*RUNNING, vitals(hour(1)), vitals(hour(3.5)), at=hour(4))
    late = look(*RUNNING, vitals(hour(1)), vitals(hour(3.6)), at=hour(4))
    assert dots(tab(on_time), "pulse").dots[1].joined
    assert not dots(tab(late), "pulse").dots[1].joined


def test_fever_is_shaded_from_the_number_of_the_scale() -> None:
    seen = look(*RUNNING, vitals(hour(1), temperature_c=37.9), vitals(hour(2), temperature_c=38), at=hour(3))
    found = dots(tab(seen), "temperature")
    assert found.area is not None
    assert (found.area.low, found.area.name) == (38.0, "fever from 38.0 ℃ (ASTCT 2019)")
    assert [(dot.text, dot.marked) for dot in found.dots] == [("37.9", False), ("38.0", True)]
    assert dots(tab(replace(seen, scales={})), "temperature").area is None


def test_the_limit_of_hypotension_is_the_one_of_the_age() -> None:
    limits = []
    for years in (2, 9):
        child = replace(TEENAGER, birth_date=TEENAGER.birth_date.replace(year=2026 - years, month=1))
        limits.append(dots(tab(look(child, *RUNNING[1:], at=hour(2))), "pressure").limit)
    assert [limit.low for limit in limits if limit is not None] == [74, 88]
    for month, day, low in ((6, 12, 70), (10, 26, 60), (10, 25, None)):
        baby = replace(TEENAGER, birth_date=TEENAGER.birth_date.replace(year=2026, month=month, day=day))
        limit = dots(tab(look(baby, *RUNNING[1:], at=hour(2))), "pressure").limit
        assert (None if limit is None else limit.low) == low


def test_a_pair_of_pressures_may_have_one_missing() -> None:
    half = vitals(hour(1), diastolic_mmhg=None)
    other = vitals(hour(2), systolic_mmhg=None)
    found = dots(tab(look(*RUNNING, half, other, at=hour(3))), "pressure")
    assert [(dot.text, dot.low) for dot in found.dots] == [("104/–", None)]
    assert [gap.text for gap in found.absent] == ["–/62"]
    assert found.readout.value == "–/62"


def test_a_value_beyond_the_lane_makes_it_longer_and_says_so() -> None:
    found = dots(tab(look(*RUNNING, vitals(hour(1), pulse_per_min=210), at=hour(2))), "pulse")
    assert (found.high, found.rescaled) == (210, "rescaled")
    assert dots(tab(quiet()), "pulse").rescaled == ""


def test_oxygen_is_told_when_it_changes_and_its_fraction_only_as_charted() -> None:
    nasal = Oxygen(device="nasal_cannula", flow_l_per_min=2)
    mask = Oxygen(device="venturi", fio2_percent=35, fio2_source="measured")
    odd = Oxygen(device="mask", fio2_percent=50)
    seen = look(
        *RUNNING,
        *(vitals(hour(n), oxygen=o) for n, o in enumerate((nasal, nasal, mask, odd), 1)),
        at=hour(5),
    )
    found = lane(tab(seen), "oxygen")
    assert isinstance(found, WordLane)
    assert [word.text for word in found.words] == [
        "nasal cannula · 2 L/min",
        "Venturi mask · FiO2 35 % measured",
        "mask · FiO2 50 %",
    ]


def test_each_scale_has_its_cells_and_an_open_one_says_what_is_missing() -> None:
    view = tab(stormy())
    assert [cell.chip.text for cell in cells(view, "ctcae-5.0").cells[-5:]] == ["1", "–", "–", "2", "1"]
    assert [cell.chip.text for cell in cells(view, "astct-2019").cells[-5:]] == ["1", "–", "2", "3", "2"]
    lines = {line.key: line for line in tab(small_child()).grades}
    assert lines["ctcae-5.0"].below.startswith(
        "not graded, at least 0 · missing: fever cannot be told: a drug hides it"
    )
    assert "the CAPD alone cannot separate grade 1 from 2" in lines["icans"].below
    assert lines["icans"].chip == Chip("–", None, "ICANS not graded")


def test_another_accepted_grade_says_who_and_why() -> None:
    line = next(line for line in tab(stormy()).grades if line.key == "ctcae-5.0")
    assert line.chip.text == "1"
    assert "grade 1 accepted by T.N, the findings give none: fever hidden by the drug, well" in line.below
    other = crs(hour(1), "yes", accepted_grade=2, because="worse than it looks")
    line = tab(look(*RUNNING, other, at=hour(2))).grades[0]
    assert line.below.startswith("grade 2 accepted by K.T, the findings give 1: worse than it looks")
    silent = look(*RUNNING, crs(hour(1), "yes", accepted_grade=2), at=hour(2))
    assert "no reason charted" in tab(silent).grades[0].below
    moved = neuro(hour(1), accepted_grade=1, because="slow to answer")
    line = next(line for line in tab(look(*RUNNING, moved, at=hour(2))).grades if line.key == "icans")
    assert line.below.startswith("grade 1 accepted by K.T, the findings give 0: slow to answer")


def test_an_event_of_the_category_crs_is_a_grade_on_the_scale_that_drives_only() -> None:
    graded = event(hour(2), "Cytokine release syndrome", 2, category="crs")
    view = tab(look(*RUNNING, crs(hour(1)), graded, at=hour(3)))
    assert [cell.chip.text for cell in cells(view, "ctcae-5.0").cells] == ["0", "2"]
    assert [cell.chip.text for cell in cells(view, "astct-2019").cells] == ["0"]
    first, second = view.grades[:2]
    assert (first.chip.text, first.says) == ("2", "graded as an event: Cytokine release syndrome")
    assert (second.chip.text, second.says) == ("–", "no findings charted")


def test_points_stand_beside_their_change_from_the_own_baseline() -> None:
    view = tab(stormy())
    last = cells(view, "points").cells[-3:]
    assert [(cell.chip.text, cell.below, cell.chip.plain) for cell in last] == [
        ("–", "A", False),
        ("–", "R", False),
        ("8", "−2", True),
    ]
    assert cells(view, "points").readout.value == "8/10"
    assert "lost: orientation, writing" in cells(view, "points").summary
    assert cells(tab(small_child()), "points").readout.unit == "+6 from baseline 0"
    no_baseline = tab(look(*RUNNING, neuro(hour(1)), at=hour(2)))
    assert cells(no_baseline, "points").readout.unit == "no own baseline"
    unable = capd(hour(1), unable={"capd": "too loud"})
    undone = tab(look(*RUNNING, capd(hour(-1)), replace(unable, capd=None), at=hour(2)))
    assert cells(undone, "points").cells[-1].below == "O"
    assert cells(undone, "points").readout.unit == "baseline 0"


def test_lee_is_a_third_scale_only_where_the_site_wants_it() -> None:
    seen = look(*RUNNING, crs(hour(1)), at=hour(2))
    assert seen.protocol is not None
    wanted = replace(seen.protocol.parameters["grading.lee_2014"], value=True)
    third = replace(seen.protocol, parameters={**seen.protocol.parameters, "grading.lee_2014": wanted})
    assert [line.name for line in tab(replace(seen, protocol=third)).grades] == [
        "CRS CTCAE v5.0",
        "CRS ASTCT",
        "CRS Lee 2014",
    ]
    assert "CRS Lee 2014" in tab(replace(seen, protocol=third)).columns


def test_an_old_value_is_called_old_only_past_the_limit() -> None:
    seen = look(*RUNNING, vitals(hour(1)), crs(hour(1)), neuro(hour(1)), at=hour(13))
    assert not any(one.readout.old for one in tab(seen).lanes)
    later = look(*RUNNING, vitals(hour(1)), crs(hour(1)), neuro(hour(1)), at=hour(13, seconds=1))
    assert [one.key for one in tab(later).lanes if not one.readout.old] == ["points"]
    assert not any(line.old for line in tab(replace(later, protocol=None)).grades)


def test_what_is_due_says_why_and_how_late() -> None:
    view = tab(unchecked())
    assert [(row.what, row.state, row.overdue) for row in view.due] == [
        ("Vital signs", "OVERDUE 7hr 0min", True),
        ("CRS check", "OVERDUE 5hr 0min", True),
        ("Neurological check", "OVERDUE 1hr 0min", True),
    ]
    assert view.due[0].because == "every 2hr 0min, within 24 hr of the start"
    at_once = tab(look(*RUNNING, at=hour(2))).due[0]
    assert at_once.state == "due now, in 0hr 0min"
    put_off = look(*RUNNING, missed(hour(1), reason="off_ward", until=hour(4)), at=hour(2))
    assert tab(put_off).due[0].state == "put off while off the ward, in 2hr 0min"
    just_past = tab(look(*RUNNING, at=hour(2, seconds=60))).due[0]
    assert (just_past.state, just_past.overdue) == ("due now", False)


def test_events_stand_open_first_with_their_grades_over_time() -> None:
    rows = tab(stormy()).events
    assert [(row.term, row.open) for row in rows] == [("Tremor", True), ("Anaemia", True), ("Headache", False)]
    assert [(one.chip.text, one.moment) for one in rows[0].series] == [("1", "30-Nov 20:00"), ("2", "02:00")]
    assert rows[0].marks.startswith("neurological · worst grade 2 · new since the start · related to the drug")
    assert "present at baseline" in rows[1].marks
    assert "haematological" in rows[1].marks
    assert rows[2].state == "ended 27-Nov 04:00, began 25-Nov 22:00"
    lanes = tab(stormy()).events_lanes
    assert isinstance(lanes[2], CellLane)
    ((start, end),) = lanes[2].spans
    assert (round(start * 24), round(end * 24)) == (60, 90)


def test_gvhd_never_stands_without_its_system() -> None:
    rows = tab(stormy()).gvhd
    assert [row.grade for row in rows] == ["MAGIC grade II", "MAGIC grade I"]
    assert rows[0].stages == "stages: skin 1, liver 0, upper gut 1, lower gut 0"
    odd = staged(hour(1), liver=1, system="IBMTR", performance_very_poor=True)
    row = tab(look(*RUNNING, odd, at=hour(2))).gvhd[0]
    assert (row.grade, row.known) == ("IBMTR: no overall grade", False)
    assert row.stages == "stages: skin 0, liver 1, lower gut 0"
    assert row.because == "very poor performance status · missing: liver stage 1 is in no row of IBMTR"


def test_drugs_that_can_hide_a_fever_say_so() -> None:
    rows = tab(stormy()).drugs
    assert [(row.drug, row.kind, row.masks) for row in rows] == [
        ("tocilizumab 8 mg/kg", "anti-cytokine", "can hide a fever"),
        ("acetaminophen 400 mg", "antipyretic", "can hide a fever"),
        ("dexamethasone 6.6 mg", "premedication before the dose step", ""),
        ("dexamethasone 6.6 mg", "premedication before the start", ""),
    ]


def test_the_table_says_the_same_as_the_lanes() -> None:
    view = tab(stormy())
    newest = [cell.text for cell in view.table[0].cells]
    assert newest == ["02:00", "37.8", "nasal cannula · 2 L/min, Tremor grade 2", "104/62", "96", "112", "20",
                      "1", "2", "1", "ICE 8/10", "T.N"]  # fmt: skip
    assert all(len(row.cells) == len(view.columns) for row in view.table)
    assert view.table[1].cells[2].text == "neurological check not done: refused"
    assert view.moments[-1].text == (
        "02:00 · Temperature 37.8 ℃ · axillary · Blood pressure 104/62 mmHg · SpO2 96 % · Pulse 112 /min"
        " · Respiration 20 /min · nasal cannula · 2 L/min · CRS CTCAE v5.0 1 · CRS ASTCT 2 · ICANS 1 · ICE 8/10"
        " · Tremor grade 2 · T.N"
    )
    open_one = next(row for row in view.table if row.cells[7].text == "not graded")
    assert open_one.cells[8].text == "2"


def test_nothing_charted_is_said_and_never_zero() -> None:
    view = tab(unchecked())
    assert view.no_grades == ("CRS: not recorded", "ICANS: not recorded")
    assert {one.readout.when for one in view.lanes} == {"not recorded"}
    assert all("not recorded" in one.summary for one in view.lanes)
    assert (view.events, view.gvhd, view.drugs, view.table) == ((), (), (), ())


def test_looking_back_shows_what_had_happened_by_then() -> None:
    late = [one for one in tab(look(*stormy().chart.written, at=hour(172))).grades if one.key == "ctcae-5.0"]
    assert late[0].chip.text == "1"
    first = vitals(hour(1))
    view = tab(look(*RUNNING, first, withdrawn(hour(2), first.id), at=hour(3)))
    assert dots(view, "pulse").dots == ()


def test_premedication_alone_is_a_drug_of_its_lane() -> None:
    found = lane(tab(look(*RUNNING, premedication(hour(-1)), at=hour(1))), "drugs")
    assert isinstance(found, WordLane)
    assert [word.text for word in found.words] == ["dexamethasone"]
