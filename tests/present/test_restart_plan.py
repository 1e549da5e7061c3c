"""The restart planner in words: one object for window, terminal and paper, in two languages, and the same as JSON."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import load
from blin21_desktop.domain.moments import HOUR
from blin21_desktop.present.amounts import Lang
from blin21_desktop.present.restart_plan import Planned, RestartView, planned, restart_view
from blin21_desktop.present.restart_plan_json import restart_json
from blin21_desktop.present.restart_plan_options import option_table
from blin21_desktop.present.restart_plan_text import restart_text
from blin21_desktop.present.restart_plan_words import CONDITIONS, OPTIONS
from blin21_desktop.rules.restart_plan_conditions import GOVERNING
from blin21_desktop.rules.situation import Situation
from blin21_desktop.service.look import Look, look_at
from tests.making import TOKYO, bag, changed, hour, measured, ordered, paused, premedicated, started
from tests.present.looks import HEAD, plain_words
from tests.rules.looking import FILES, JP, KNOWLEDGE, REACTION, US, graded, look, site, without
from tests.rules.restarting import ADULT, course, stop, well

RECOVERED = [*stop(), graded(hour(220), "crs", "e1", 0), *well(hour(222)), premedicated(hour(222))]


def looked(s: Situation, knowledge: Knowledge = KNOWLEDGE) -> Look:
    return look_at(s.chart, s.at, knowledge, known_at=None, head=HEAD, training=False)


def asked(s: Situation, knowledge: Knowledge = KNOWLEDGE, **how: Any) -> Planned:  # noqa: ANN401
    found = planned(looked(s, knowledge), knowledge, TOKYO, **how)
    assert found is not None
    return found


def view(s: Situation, lang: Lang = "en", knowledge: Knowledge = KNOWLEDGE, **how: Any) -> RestartView:  # noqa: ANN401
    return restart_view(asked(s, knowledge, **how), plain_words(lang))


def cell(seen: RestartView, row: str, column: int) -> tuple[str, ...]:
    return next(one for one in seen.options.rows if one.name == row).cells[column]


def row(seen: RestartView, rule: str) -> Any:  # noqa: ANN401
    return next(one for one in seen.conditions if one.rule == rule)


def test_every_condition_and_alternative_has_a_name() -> None:
    assert set(CONDITIONS) == set(GOVERNING)
    seen = view(course(*stop(), at=hour(210)))
    assert [head[0] for head in seen.options.heads] == [text.template for text in OPTIONS.values()]


def test_a_state_is_mark_and_word_never_a_colour() -> None:
    seen = view(course(*stop(), at=hour(210)))
    assert {(one.state, one.mark, one.word) for one in seen.conditions} == {
        ("met", "✓", "met"), ("not_met", "×", "not met"), ("cannot_tell", "?", "cannot tell"),
    }  # fmt: skip
    assert seen.counts == "4 not met · 10 met · 3 cannot tell"


def test_the_frame_says_whose_rules_and_what_is_assumed() -> None:
    seen = view(course(*stop(), at=hour(210)), resume_at=hour(214))
    assert seen.rules_from.startswith("Rules from: Japan")
    assert seen.rules_from.endswith("(jp-pi-2021)")
    assert seen.pause == "Paused for 10hr 0min, since 01-Dec-2026 18:00. adverse reaction (an event)"
    assert seen.moment == "If it flows again Wed 02-Dec-2026 08:00, after 14hr 0min"
    assert seen.assumes == ("Nothing else gets charted until 02-Dec-2026 08:00.",)
    assert [line.state for line in seen.lines] == ["ahead", "ahead"]
    assert "no order" in seen.footer


def test_the_earliest_in_words() -> None:
    after = [*stop("neurologic"), graded(hour(210), "neurologic", "e1", 1)]
    assert row(view(course(*after, at=hour(211))), "neuro.restart").earliest == (
        "Earliest Sat 05-Dec-2026 04:00, with a grade of 1 or less, charted at most 24 hr before then"
    )
    fresh = [*after, graded(hour(275), "neurologic", "e1", 1)]
    assert row(view(course(*fresh, at=hour(276))), "neuro.restart").earliest == "Earliest Sat 05-Dec-2026 04:00"
    assert row(view(course(*stop(), at=hour(210))), "crs.restart").earliest == "Needs first: a grade of 0 or less"
    gone = row(view(course(*stop(), at=hour(210)), resume_at=hour(600)), "pause.stop")
    assert gone.earliest == "No later moment: a pause does not get shorter."
    assert row(view(course(*stop(), at=hour(210))), "liver.hold").earliest == ""
    assert row(view(course(*stop(), at=hour(210))), "pause.cycle").until == "up to Tue 08-Dec-2026 18:00"


def test_now_is_said_where_it_differs_from_then() -> None:
    seen = view(course(*stop(), at=hour(210)), resume_at=hour(600))
    assert row(seen, "pause.stop").now == "now: met"
    assert row(seen, "crs.restart").now == ""


def test_the_dose_with_formula_and_source() -> None:
    seen = view(course(*RECOVERED, at=hour(223)))
    assert cell(seen, "Dose", 2) == (
        "9 microgram/day",
        "50 kg is 45 kg or more: 9 microgram/day",
        "J3, dosage and administration",
    )
    assert cell(seen, "Dose", 3)[0] == "cannot tell"
    assert cell(seen, "Dose", 4) == ("—",)
    assert cell(seen, "Dose goes up", 0)[0] == "full dose already"
    assert cell(seen, "Dose goes up", 2)[0] == "may go up from Wed 09-Dec-2026 17:00"


def test_never_and_the_step() -> None:
    after = [*stop("neurologic"), graded(hour(201), "neurologic", "e1", 1)]
    assert cell(view(course(*after, at=hour(210))), "Dose goes up", 2)[0] == "never: the label says not to raise it"
    entries = [measured(), ordered(), started(), changed(hour(96), bag=bag(hour(96), hours=72)), paused(hour(100))]
    seen = view(look(*entries, at=hour(103)))
    assert cell(seen, "Dose goes up", 0)[0] == "step Mon 30-Nov-2026 13:00"


def test_the_bag_in_words() -> None:
    seen = view(course(*RECOVERED, at=hour(223)))
    same = cell(seen, "Bag", 0)
    assert same[0] == "hanging bag: 160 mL, 2d 16hr of flow left"
    new = cell(seen, "Bag", 2)
    assert new[0] == "96 hr · 2.5 mL/hr · 240 mL"
    assert new[2].startswith("the label has: 24 hr · 10 mL/hr · 240 mL / ")
    assert cell(seen, "Bag", 3)[0] == "cannot tell"
    assert cell(seen, "Bag", 4) == ("—",)
    bare = without("bag.rate_ml_per_h")
    assert cell(view(course(*RECOVERED, at=hour(223), knowledge=bare), knowledge=bare), "Bag", 2)[0] == "cannot tell"


def test_with_a_pharmacy_the_latest_time_and_what_cannot_be_made() -> None:
    closed = ", ".join(f'{day} = "closed"' for day in ("tue", "wed", "thu", "fri", "sat", "sun"))
    week = f'{{ mon = "08:30-17:30", {closed} }}'
    known = _program({"pharmacy.open": week, "pharmacy.shelf_hours": "100"})
    seen = view(course(*RECOVERED, at=hour(223)), knowledge=known)
    lines = cell(seen, "Bag", 2)
    assert any(line.startswith("made by Mon 30-Nov-2026") for line in lines)
    assert any(line.startswith("keeps until") for line in lines)
    known = _program({"pharmacy.open": week, "pharmacy.shelf_hours": "10"})
    none = view(course(*RECOVERED, at=hour(223)), knowledge=known)
    assert "CANNOT BE MADE in time" in cell(none, "Bag", 2)
    assert any(line.endswith("the pharmacy cannot make") for line in cell(none, "Bag changes", 2))


def _program(values: dict[str, str]) -> Knowledge:
    head = '[parameters."{}"]\nvalue = {}\nsource = "pharmacy"\nchecked_on = 2026-10-01\n'
    head += 'set_by = "p1"\nsecond_person = "p2"\n'
    return load(FILES, {"program.toml": "".join(head.format(key, value) for key, value in values.items())})


def test_premedication_and_supervision_in_words() -> None:
    seen = view(course(*stop(), at=hour(201), label=US))
    assert cell(seen, "Premedication", 2)[0] == "not asked for"
    assert cell(seen, "Supervision", 2)[0] == "not asked for"
    late = view(course(*RECOVERED, at=hour(223), label=US, born=ADULT))
    assert cell(late, "Premedication", 2)[:2] == ("needed", "charted: dexamethasone 6 mg, Wed 02-Dec-2026 16:00")
    assert "adult: dexamethasone 20 mg" in cell(late, "Premedication", 2)
    assert cell(late, "Premedication", 4) == cell(late, "Supervision", 4) == ("—",)
    bare = view(course(*stop(), at=hour(210)))
    assert "not charted since the pause began" in cell(bare, "Premedication", 2)


def test_hours_and_end() -> None:
    seen = view(course(*RECOVERED, at=hour(223)))
    assert cell(seen, "Hours of drug", 2) == ("given 200hr 0min", "left 449hr 0min", "lost 23hr 0min")
    assert cell(seen, "Planned end", 2)[0] == "Mon 21-Dec-2026 10:00"
    known = without("cycle.infusion_days")
    bare = view(course(*RECOVERED, at=hour(223), knowledge=known), knowledge=known)
    assert cell(bare, "Hours of drug", 2) == ("given 200hr 0min",)
    assert cell(bare, "Planned end", 2) == ("—",)


def test_a_hold_beside_another_label_is_marked() -> None:
    seen = view(course(*well(hour(199)), at=hour(200)), hold=24 * HOUR)
    assert seen.hold is not None
    own, plain, other = seen.hold.heads
    assert own[0] == "Hold of 24hr 0min"
    assert plain[0] == "Without the hold"
    assert other[1] == "COMPARISON ONLY: not this patient's label"
    rows = {one.name: one.cells for one in seen.hold.rows}
    assert rows["Planned end"][0][0] == "Mon 21-Dec-2026 10:00"
    assert rows["Planned end"][2][0] == "Tue 22-Dec-2026 10:00"
    assert rows["Days at the restart"][0] == ("infusion day 9", "cycle day 10")
    assert rows["Lines passed"][0] == ("none",)
    assert len(rows["Lines passed"][2]) == 2
    assert rows["Dose"][0][0] == "28 microgram/day"


def test_a_hold_where_the_end_or_the_dose_cannot_be_told() -> None:
    known = without("cycle.infusion_days", "dose.full")
    seen, long = (
        view(course(*stop(), at=hour(210), knowledge=known), knowledge=known, hold=h * HOUR) for h in (20, 200)
    )
    assert seen.hold is not None
    assert long.hold is not None
    rows = {one.name: one.cells for one in seen.hold.rows}
    assert rows["Planned end"][0] == ("cannot tell", "days of infusion in a course is not configured")
    beyond = {one.name: one.cells for one in long.hold.rows}
    assert beyond["Dose"][0][0] == beyond["Dose goes up"][0][0] == "cannot tell"
    assert rows["Hours of drug"][0] == ("given 200hr 0min",)
    up = view(course(*stop(), at=hour(210)), hold=HOUR).hold
    assert up is not None
    assert next(one for one in up.rows if one.name == "Dose goes up").cells[0][0] == "Wed 09-Dec-2026 05:00"


def test_hours_lost_are_told_by_cause() -> None:
    seen = view(course(*stop(), at=hour(210)))
    assert [(one.name, one.cells) for one in seen.lost] == [
        ("adverse reaction", (("an event",), ("10hr 0min",), ("pauses: 1",)))
    ]
    fault = view(course(paused(hour(200)), at=hour(210)))
    assert fault.lost[0].cells[0] == ("—",)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_terminal_says_what_the_view_says(lang: Lang) -> None:
    words = plain_words(lang)
    found = asked(course(*stop(), at=hour(210)), resume_at=hour(600), hold=HOUR)
    seen = restart_view(found, words)
    text = restart_text(seen, words)
    for one in seen.conditions:
        assert one.name in text
        assert f"[{one.rule}; {one.cites}]" in text
    for table in (seen.options, seen.hold):
        assert table is not None
        assert all(part in text for one in table.rows for lines in one.cells for part in lines)
    assert text.endswith(f"{seen.footer}\n")


def test_where_nothing_is_planned_the_reason_stands_there() -> None:
    seen = view(look(measured(), at=hour()))
    assert (seen.missing, seen.conditions, seen.lines, seen.options.heads) == (("no course is under way",), (), (), ())
    assert seen.pause == "Not paused."
    assert restart_text(seen, plain_words()).splitlines()[2] == "no course is under way"
    found = asked(look(measured(), at=hour()), hold=HOUR)
    said = restart_json(found, looked(look(measured(), at=hour())), plain_words())
    assert (said["pause"], said["options"], said["hold"]) == (None, [], None)


def test_without_a_registration_nothing_is_asked() -> None:
    bare = look_at(Chart.of("UPN-1", ()), hour(), KNOWLEDGE, known_at=None, head=HEAD, training=False)
    assert planned(bare, KNOWLEDGE, TOKYO) is None


@pytest.mark.parametrize("label", [JP, US])
@pytest.mark.parametrize("ahead", [0, 3, 180, 400])
def test_the_json_is_json_and_agrees_with_the_plan(label: str, ahead: int) -> None:
    s = course(*stop("neurologic"), at=hour(210), label=label)
    found = asked(s, resume_at=hour(210 + ahead), hold=timedelta(hours=ahead))
    said = json.loads(json.dumps(restart_json(found, looked(s), plain_words()), allow_nan=False))
    assert [one["state"] for one in said["conditions"]] == [one.state for one in found.plan.conditions]
    assert [one["state"] for one in said["options"]] == [one.verdict.state for one in found.plan.options]
    assert said["hold"]["own"]["label"] == label
    assert label not in [one["label"] for one in said["hold"]["comparison_only"]]
    assert all(one["cites"] for one in said["conditions"])


def test_a_site_value_names_who_set_it() -> None:
    own = site("jp-pi-2021", "dose.low", "{ fixed = 8, per_m2 = 5, max = 8 }")
    seen = view(course(*RECOVERED, at=hour(223), knowledge=own), knowledge=own)
    assert "low dose: this site's own value, set by d9 on 01-Oct-2026, second person p2" in cell(seen, "Dose", 2)
    event = [graded(hour(200), "crs", "e1", 3), paused(hour(200), reason=REACTION)]
    assert option_table(asked(course(*event, at=hour(201))).plan, plain_words()).heads


def test_a_hold_beyond_the_cycle_in_words() -> None:
    def cells(found: RestartView, name: str) -> tuple[str, ...]:
        assert found.hold is not None
        return next(one for one in found.hold.rows if one.name == name).cells[0]

    long = view(course(*stop(), at=hour(210)), hold=200 * HOUR)
    assert cells(long, "Planned end") == (
        "cannot tell",
        "Longer than 7 days: a new cycle. Ask the physician which course and dose.",
    )
    assert cells(long, "Bag changes") == ("cannot tell",)
    silent = view(course(paused(hour(200)), at=hour(210)), hold=500 * HOUR)
    assert cells(silent, "Planned end")[1] == "before this restart: nothing is left of the cycle"
    assert restart_json(asked(course(*stop(), at=hour(210)), hold=200 * HOUR), looked(course(at=hour(210))),
                        plain_words("en"))["hold"]["own"]["bag_plan"] is None  # fmt: skip
