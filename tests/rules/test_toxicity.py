"""Corners of the toxicity rules that no scenario tells: what is missing, and what a finding names."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry, LabResulted, PremedicationGiven
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.rules.age_group import is_adult
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.liver import times_upper
from blin21_desktop.rules.seizures import seizures
from tests.making import AT, PATIENT, changed, crs, drug, ended, hour, measured, neuro, paused, resumed, started
from tests.rules.looking import JP, KNOWLEDGE, REACTION, US, finding, graded, look, missing, says, site, without

FULL: tuple[Entry, ...] = (measured(), started(dose_micrograms_per_day=28.0))
NOW = hour(24 * 20)


def ago(hours: float = 0, *, seconds: int = 0) -> datetime:
    return NOW - timedelta(hours=hours, seconds=seconds)


def told(rule: str, *entries: Entry, **how: Any) -> str:  # noqa: ANN401
    """A rule's answer now, with its action where it fires."""
    found = finding(rule, *FULL, *entries, at=NOW, **how)
    return found.action if found.answer == "fires" else found.answer


def lacking(rule: str, *entries: Entry, **how: Any) -> list[str]:  # noqa: ANN401
    return missing(finding(rule, *FULL, *entries, at=NOW, **how))


def stop(event: str | None = "e1", hours: float = 24 * 6) -> Entry:
    return paused(ago(hours), reason=REACTION, event=event)


def down(category: str = "neurologic", worst: int = 3) -> tuple[Entry, ...]:
    """An event that was down at grade 1 for four days, graded an hour ago, and its pause."""
    grades = (graded(ago(24 * 6), category, grade=worst), graded(ago(24 * 4), category, grade=1))
    return (stop(), *grades, graded(ago(1), category, grade=0))


PROGRAM = "program.recovered_at_most_grade"


@pytest.mark.parametrize(
    ("rule", "key", "entries"),
    [
        ("neuro.stop", PROGRAM, (neuro(ago(1)), graded(ago(1), "neurologic", grade=1))),
        ("other.stop", PROGRAM, (graded(ago(1), "other", grade=1),)),
        ("neuro.restart", PROGRAM, down()),
        ("other.restart", PROGRAM, down("other")),
        ("neuro.restart", "program.recovery_grade_max_age_hours", down()),
        ("other.restart", "program.recovery_grade_max_age_hours", down("other")),
        ("neuro.hold", "program.icans_asks_from_grade", (neuro(ago(1)),)),
        ("neuro.hold", "program.neuro_graded_within_hours", (neuro(ago(1), accepted_grade=2),)),
        ("neuro.restart", "program.neuro_graded_within_hours", (*down(), neuro(ago(2), accepted_grade=3))),
        ("seizure.stop", "program.seizure_apart_hours", (graded(ago(9), "seizure", grade=1), neuro(ago(1)))),
        ("premedication.start", "program.premedication_within_hours", ()),
        ("premedication.step", "program.premedication_within_hours", ()),
        ("neuro.restart", "seizure.stop_count", (*down(), neuro(ago(24 * 5), seizure="brief"))),
        ("neuro.restart", "neuro.restart_when_grade_at_most", down()),
        ("other.restart", "other.restart_dose", down("other")),
        ("other.restart", "other.grade_4", down("other", 4)),
        ("other.restart", "other.stop_if_recovery_days", down("other")),
        ("neuro.restart", "neuro.stop_if_grade_at_least_on_low_dose", down()),
        ("neuro.stop", "neuro.hold_from_grade", (neuro(ago(1)), graded(ago(1), "neurologic", grade=1))),
        ("premedication.step", "premedication.dexamethasone", ()),
        ("liver.hold", "liver.hold_ast_alt_x_uln", (measured(),)),
        ("pause.premedicate", "pause.premedicate", (stop(),)),
    ],
)
def test_without_a_number_it_cannot_be_told(rule: str, key: str, entries: tuple[Entry, ...]) -> None:
    first = (measured(), started(dose_micrograms_per_day=9.0)) if rule.startswith("premedication") else FULL
    at = hour(24 * 7 - 1) if rule == "premedication.step" else hour(1) if rule == "premedication.start" else NOW
    found = finding(rule, *first, *entries, at=at, label=US, knowledge=without(key))
    assert found.answer == "cannot_tell"
    assert f"{key} is not configured" in missing(found)


def test_with_its_numbers_the_same_restarts_are_allowed() -> None:
    assert told("neuro.restart", *down(), label=US) == "restart_allowed"
    assert told("other.restart", *down("other"), label=US) == "restart_allowed"
    assert told("other.restart", *down("other", 4), label=US) == "restart_allowed"
    assert told("other.restart", *down("hepatic"), label=US) == "restart_allowed"


def test_no_seizure_needs_no_limit_for_telling_two_apart() -> None:
    assert told("seizure.stop", knowledge=without("program.seizure_apart_hours")) == "clear"
    lone = look(neuro(ago(1), seizure="brief"), neuro(ago(30), seizure="brief"), at=NOW)
    assert len(seizures(lone, timedelta.max)) == 1


def test_no_scale_no_grade() -> None:
    bare = replace(KNOWLEDGE, scales={})
    assert lacking("crs.hold", crs(ago(1), "yes"), knowledge=bare) == ["ctcae-5.0 is not configured"]
    assert told("crs.hold", crs(ago(1), accepted_grade=3), knowledge=bare) == "hold"
    five = replace(site(JP, "crs.stop_from_grade", "5"), scales={})
    assert told("crs.stop", crs(ago(1), "yes"), knowledge=bare) == "cannot_tell"
    assert told("crs.stop", crs(ago(1), "yes"), knowledge=five) == "clear"  # grade 5 never follows from findings
    cause = graded(ago(48), "crs", grade=2)
    open_ = (cause, stop(hours=48), crs(ago(30), "yes"), crs(ago(1), accepted_grade=0))
    assert "may have stopped" in lacking("crs.restart", *open_, knowledge=bare)[0]
    assert told("crs.restart", *open_) == "restart_allowed"


def test_without_a_registration_nobody_is_an_adult_or_a_child() -> None:
    s = replace(look(*FULL), chart=Chart.of(PATIENT, FULL))
    read = Consulted()
    assert is_adult(s, read) is None
    assert [says(text) for text in read.missing] == ["the birth date"]


def test_an_age_group_that_would_decide_a_long_recovery() -> None:
    ageless = without("age.adult_years")
    two = (graded(ago(24 * 9), "neurologic", grade=2), graded(ago(12), "neurologic", grade=1), neuro(ago(1)))
    assert lacking("neuro.stop", *two, knowledge=ageless) == ["age.adult_years is not configured"]
    three = (graded(ago(24 * 9), "neurologic", grade=3), *two[1:])
    assert told("neuro.stop", *three, knowledge=ageless) == "stop"
    short = (graded(ago(24 * 5), "neurologic", grade=2), *two[1:])
    assert told("neuro.stop", *short, knowledge=ageless) == "clear"


def test_an_age_group_that_decides_another_reaction() -> None:
    own = site(US, "other.hold_from_grade", "{ adult = 3, child = 2 }")
    assert lacking("other.hold", graded(ago(1), "other", grade=2), label=US, knowledge=own) == [
        "age.adult_years is not configured"
    ]
    assert told("other.hold", graded(ago(1), "other", grade=1), label=US, knowledge=own) == "clear"
    assert told("other.hold", graded(ago(1), "other", grade=3), label=US, knowledge=own) == "hold"


def test_a_site_that_restarts_at_the_full_dose_has_nothing_to_raise() -> None:
    own = site(JP, "crs.restart_dose", '"full"')
    entries = (graded(ago(48), "crs", grade=2), stop(hours=48))
    found = finding("crs.restart", *FULL, *entries, crs(ago(1), accepted_grade=0), at=NOW, knowledge=own)
    assert found.action == "restart_allowed"
    assert [says(text) for text in found.saw][1:] == ["Restart at the level_full dose, 28.0."]
    assert [says(text) for text in found.site_values] == [
        "crs.restart_dose: this site's own value, set by d9 on 2026-10-01, second person p2"
    ]
    again = (*FULL, *entries, resumed(ago(24), dose_micrograms_per_day=28.0))
    assert finding("dose.escalate", *again, at=NOW, knowledge=own).answer == "clear"


def test_a_course_the_label_gives_no_days_for() -> None:
    third = (measured(), started(course=3, dose_micrograms_per_day=28.0), drug(AT, "Tacrolimus", "immunosuppressant"))
    found = finding("calcineurin.watch", *third, at=hour(1), label=US)
    assert missing(found) == ["the days of course 3"]


def test_a_label_that_asks_for_no_premedication_before_the_step() -> None:
    own = site(JP, "premedication.dexamethasone", '{ before = ["start"] }')
    found = finding("premedication.step", measured(), started(), at=hour(24 * 7 - 1), knowledge=own)
    assert found.answer == "clear"
    assert says(found.says) == "No such premedication lies ahead."


def test_premedication_where_the_dose_after_a_restart_is_open() -> None:
    low = (measured(), started(), paused(hour(24), reason=REACTION), resumed(hour(30)))
    found = finding("premedication.step", *low, at=hour(24 * 7 - 1))
    assert found.answer == "cannot_tell"
    assert missing(found)[0].startswith("the adverse event of the pause")


def test_after_an_end_nothing_is_asked_before_a_step() -> None:
    assert finding("premedication.step", *FULL, ended(hour(5)), at=hour(6)).answer == "clear"


def test_premedication_given_at_the_very_start_counts_and_after_it_does_not() -> None:
    def given(at: datetime) -> Entry:
        common: dict[str, Any] = {"id": "p", "patient": PATIENT, "happened_at": at, "recorded_at": at, "by": "n1"}
        return PremedicationGiven(**common, drug="dexamethasone", dose_mg=8.0, before="start")

    for at, answer in ((hour(-24), "clear"), (hour(-24, seconds=-1), "fires"), (hour(), "clear"), (hour(1), "fires")):
        assert finding("premedication.start", *FULL, given(at), at=hour(2)).answer == answer


@pytest.mark.parametrize(
    ("value", "upper", "limit", "above"),
    [
        ("200", "40", 5, False), ("200.01", "40", 5, True), (">200", "40", 5, True), (">=200", "40", 5, None),
        ("≥ 200", "40", 5, None), (">= 201", "40", 5, True), ("<200", "40", 5, False), ("<=200", "40", 5, False),
        ("≤200", "40", 5, False), ("<201", "40", 5, None), ("3.6", "1.2", 3, False), (" 3.61 ", "<=1.2", 3, True),
        ("201", "≤40", 5, True), ("190-210", "40", 5, None), ("201～210", "40", 5, True), ("100-200", "40", 5, False),
        ("200超過", "40", 5, True), ("200未満", "40", 5, False),
    ],
)  # fmt: skip
def test_a_result_against_its_limit(value: str, upper: str, limit: int, above: bool | None) -> None:
    times = times_upper(result(value, upper))
    assert times is not None
    assert times.is_above(limit) is above  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "upper"), [
        ("haemolysed", "40"), ("20", None), ("20", ""), ("20", "NaN"), ("20", "0.0"), ("1e3", "40"), ("-5", "40"),
        ("20", "Infinity"),
    ],
)  # fmt: skip
def test_a_result_that_cannot_be_read(value: str, upper: str | None) -> None:
    assert times_upper(result(value, upper)) is None


def result(
    value: str,
    upper: str | None,
    at: datetime = AT,
    analyte: str = "ast",
    status: Any = "final",  # noqa: ANN401
) -> LabResulted:
    common: dict[str, Any] = {
        "id": f"{analyte}{value}",
        "patient": PATIENT,
        "happened_at": at,
        "recorded_at": at,
        "by": "n1",
    }
    return LabResulted(**common, analyte=analyte, value=value, unit="U/L", upper_limit=upper, status=status)


def test_the_multiple_is_shown_by_its_bound_with_its_age() -> None:
    labs = (
        result("<90", "40", ago(2)),
        result(">90", "40", ago(2), "alt"),
        result("0.5", None, ago(2), "bilirubin_total"),
    )
    found = finding("liver.hold", *FULL, *labs, at=NOW, label=US)
    assert [says(text) for text in found.saw] == [
        "lab_ast <90 U/L, 2.25 times its upper limit, 2:00:00 ago.",
        "lab_alt >90 U/L, 2.25 times its upper limit, 2:00:00 ago.",
        "lab_bilirubin_total 0.5 U/L, 2:00:00 ago.",
    ]


def test_the_last_course_of_a_low_dose_is_told_by_its_weight() -> None:
    """A seizure of grade 3 in course 1 on the low dose stops in course 2 as well."""
    first = (measured(), started(), graded(hour(24), "seizure", grade=3), ended(hour(48), outcome="discontinued"))
    second = started(hour(24 * 20), course=2, dose_micrograms_per_day=28.0)
    found = finding("neuro.stop", *first, second, at=hour(24 * 21))
    assert says(found.says).startswith("Stop for good: grade 3 on the low dose")


def test_a_change_of_bag_at_the_low_dose_stays_low() -> None:
    low = (measured(), started(), changed(hour(90)), graded(hour(100), "neurologic", grade=3))
    assert finding("neuro.stop", *low, at=hour(101)).answer == "fires"


def test_knowledge_of_another_label_is_never_opened() -> None:
    bare = Knowledge(
        labels={JP: KNOWLEDGE.labels[JP]}, protocols=KNOWLEDGE.protocols, scales=KNOWLEDGE.scales, fingerprint=""
    )
    entries = (*FULL, *down(), crs(ago(1), accepted_grade=2))
    assert finding("crs.hold", *entries, at=NOW, knowledge=bare) == finding("crs.hold", *entries, at=NOW)
