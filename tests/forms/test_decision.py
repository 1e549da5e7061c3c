"""The decision form: the findings are shown and recorded, and a reason is needed when it goes against one."""

from __future__ import annotations

from typing import Any

from blin21_desktop.domain.entries import DecisionTaken, PauseReason
from blin21_desktop.forms.decision import BECAUSE, DECISION, DECISION_KEY, PHYSICIAN, against, shown
from blin21_desktop.forms.fields import Reading, Setting
from blin21_desktop.forms.form import objections, read
from blin21_desktop.present import catalogue
from blin21_desktop.rules.names import RULE_NAMES
from blin21_desktop.service.guards.decisions import AGAINST
from blin21_desktop.service.ward import Ward
from tests.forms.filling import RUNNING, TOKYO, setting, ward_with
from tests.making import crs, graded, hour, paused, registered

EN = catalogue.words("en", TOKYO)
HELD = (*RUNNING, crs(hour(9), "yes", "one_vasopressor"), graded(hour(9), 3, "crs", event="crs-1"))


def decided(decision: str, *before: Any, **typed: str) -> tuple[Setting, Reading, Ward]:  # noqa: ANN401
    ward = ward_with(*(before or HELD), at=hour(10))
    where = setting(ward, hour(10))
    texts = {DECISION_KEY: decision, PHYSICIAN: "Dr H", "happened_at": "20:00", **typed}
    return where, read(DECISION, where, texts), ward


def test_the_findings_that_are_shown_are_recorded() -> None:
    where, reading, ward = decided("hold")
    (entry,) = reading.batch
    assert isinstance(entry, DecisionTaken)
    assert entry.findings == tuple(f.rule for f in shown(where))
    assert entry.findings[0] == "crs.hold"
    told = reading.told[BECAUSE]
    names = [EN.render(RULE_NAMES[rule]) for rule in entry.findings]
    assert [EN.render(one.says).partition(" – ")[0] for one in told] == names
    assert names[0] == "CRS: hold"
    assert {(EN.render(one.head), one.mark) for one in told} == {("applies", "●"), ("cannot tell", "?")}
    assert objections(DECISION, reading, ward.judge) == ()
    ward.write(reading.batch)
    assert EN.render(reading.sentence) == (  # type: ignore[arg-type]
        f"Dr H decided Mon 23-Nov-2026 20:00: hold, the pause goes on. Findings shown: {len(entry.findings)}. "
        "Nothing is ordered by this."
    )


def test_against_a_finding_a_reason_is_needed_and_named() -> None:
    where, reading, ward = decided("continue")
    assert [EN.render(text) for text in reading.open] == ["Why"]
    assert [f.rule for f in against(where, "continue")] == ["crs.hold"]
    first = reading.told[BECAUSE][0]
    assert (EN.render(first.head), first.mark) == ("AGAINST", "!")
    assert EN.render(first.says).startswith("CRS: hold – Interrupt the infusion")
    _, reading, ward = decided("continue", **{BECAUSE: "the pressure is low for another reason"})
    assert reading.open == ()
    assert objections(DECISION, reading, ward.judge) == ()
    assert reading.batch[0].because == "the pressure is low for another reason"  # type: ignore[attr-defined]


def test_a_hold_and_an_end_are_against_nothing_and_may_have_a_reason() -> None:
    for decision in ("hold", "discontinue"):
        assert AGAINST[decision] == frozenset()
        _, reading, _ = decided(decision)
        assert reading.batch[0].because is None  # type: ignore[attr-defined]
        assert "!" not in [one.mark for one in reading.told[BECAUSE]]
    _, reading, _ = decided("discontinue", **{BECAUSE: "relapse"})
    assert reading.batch[0].because == "relapse"  # type: ignore[attr-defined]


def test_what_is_missing_stands_beside_what_cannot_be_told() -> None:
    _, reading, _ = decided("hold")
    open_ones = [EN.render(one.says) for one in reading.told[BECAUSE] if one.mark == "?"]
    assert open_ones
    assert all("Missing: " in text for text in open_ones)


def test_without_an_open_finding_that_is_said() -> None:
    unregistered = [entry for entry in RUNNING if entry.kind != registered().kind]
    _, reading, _ = decided("hold", *unregistered)
    assert [one.mark for one in reading.told[BECAUSE]] == ["–"]
    assert shown(setting(ward_with(at=hour(1)), hour(1), patient="")) == ()


def test_a_decision_while_paused_and_one_without_its_answers() -> None:
    stop = paused(hour(9.5), reason=PauseReason.ADVERSE_REACTION, event="crs-1")
    where, _, _ = decided("restart", *HELD, stop)
    assert "crs.restart" in [f.rule for f in against(where, "restart")]
    reading = read(DECISION, where, {})
    assert [EN.render(text) for text in reading.open] == ["Decision", "Physician", "Decided at"]
