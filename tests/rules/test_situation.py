"""The situation: whose label, which course, what weight and age."""

from __future__ import annotations

from blin21_desktop.rules import RULES, findings
from blin21_desktop.rules.situation import Situation
from tests.making import AT, chart, ended, hour, measured, paused, registered, started
from tests.rules.looking import KNOWLEDGE, REACTION, look

PUBLIC = {
    "dose.expected", "dose.step", "bag.end", "bag.expiry", "bag.rate", "pump.read", "pause.cycle", "pause.stop",
    "course.window", "enrol.window", "weight.crossed", "crs.hold", "crs.stop", "crs.restart", "neuro.hold",
    "neuro.stop", "neuro.restart", "seizure.stop", "other.hold", "other.stop", "other.restart", "liver.hold",
    "pause.premedicate", "pause.supervise", "dose.escalate", "premedication.start", "premedication.step",
    "calcineurin.watch",
}  # fmt: skip


def test_every_rule_answers_under_its_public_id() -> None:
    assert set(RULES) == PUBLIC
    assert {f.rule for f in findings(look(measured(), started()))} == PUBLIC
    assert all(RULES[rule](look(measured(), started())).rule == rule for rule in RULES)


def test_the_strictest_action_comes_first() -> None:
    entries = (measured(), started(), paused(hour(1), reason=REACTION, event="e1"))
    found = findings(look(*entries, at=hour(24 * 15)))
    assert [f.rule for f in found[:2]] == ["pause.stop", "pause.cycle"]


def test_nobody_registered_no_situation() -> None:
    assert Situation.of(chart(started()), AT, KNOWLEDGE) is None
    assert Situation.of(chart(registered(hour(1))), AT, KNOWLEDGE) is None


def test_an_unknown_label_is_empty_and_never_another_one() -> None:
    s = Situation.of(chart(registered(label="xx", protocol="yy"), measured(), started()), hour(1), KNOWLEDGE)
    assert s is not None
    assert (s.label.id, s.protocol.id) == ("xx", "yy")
    answers = {f.rule: f.answer for f in findings(s)}
    assert {r for r, a in answers.items() if a == "fires"} == set()
    assert {answers[r] for r in ("dose.expected", "dose.step", "bag.end", "bag.rate", "weight.crossed")} == {
        "cannot_tell"
    }


def test_age_and_weight_at_the_start_of_the_course() -> None:
    born = registered(birth_date=AT.date().replace(year=2008, month=11, day=24))
    s = Situation.of(chart(born, measured(), started(), measured(hour(30), weight_kg=40.0)), hour(48), KNOWLEDGE)
    assert s is not None
    assert s.age_years == 17
    assert s.weight is not None
    assert s.weight.weight_kg == 50.0
    before = Situation.of(chart(born, measured()), hour(24), KNOWLEDGE)
    assert before is not None
    assert before.age_years == 18
    after = look(measured(), started(), ended(hour(5)), measured(hour(8), weight_kg=40.0), at=hour(9))
    assert after.weight is not None
    assert after.weight.weight_kg == 40.0
    assert after.course_number == 2


def test_no_registration_no_age() -> None:
    s = look()
    bare = Situation(chart=chart(), at=AT, courses=(), course=None, label=s.label, protocol=s.protocol)
    assert bare.age_years is None
    assert bare.registered is None
