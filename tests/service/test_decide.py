"""A batch is judged in its order and as a whole."""

from __future__ import annotations

import math
from dataclasses import replace

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry
from blin21_desktop.service.decide import objections
from blin21_desktop.service.refusal import Objection, Refused
from tests.making import AT, OVERRIDE, PATIENT, bag, changed, hour, measured, ordered, paused, registered, started
from tests.making import withdrawn as taken_back
from tests.service.memory import knowledge


def judged(*batch: Entry, hours: float = 0) -> list[tuple[int, str, bool]]:
    found = objections(batch, {}, hour(hours), knowledge())
    return [(o.index, o.field, o.impossible) for o in found]


def test_each_entry_sees_those_before_it_in_the_batch() -> None:
    assert judged(registered(), ordered(), started()) == []
    assert judged(ordered(), registered(), started()) == [(0, "patient", True)]


def test_every_objection_is_told_with_its_place() -> None:
    batch = (
        registered(),
        ordered(),
        started(checked_by="n1"),
        changed(hour(1), bag=bag(hour(1), rate_ml_per_h=1.8)),
        paused(hour(1), id=""),
    )
    assert judged(*batch, hours=1) == [(2, "checked_by", True), (3, "rate_ml_per_h", False), (4, "id", True)]


def test_what_is_impossible_is_not_also_called_improbable() -> None:
    late = measured(weight_kg=math.nan, recorded_at=hour(1))
    assert judged(registered(), late, hours=1) == [(1, "weight_kg", True)]


def test_an_override_speaks_for_its_own_entry_only() -> None:
    odd = bag(rate_ml_per_h=1.8)
    first = started(bag=odd, override=OVERRIDE)
    second = changed(hour(1), bag=odd)
    assert judged(registered(), ordered(), first, second, hours=1) == [(3, "rate_ml_per_h", False)]
    assert judged(registered(), ordered(), first, replace(second, override=OVERRIDE), hours=1) == []


def test_to_correct_is_to_withdraw_and_write_again_in_one_batch() -> None:
    wrong = registered(label="us-pi-2025")
    charts = {PATIENT: Chart.of(PATIENT, (wrong,))}
    batch = (taken_back(hour(1), wrong.id), registered(hour(1)))
    assert objections(batch, charts, hour(1), knowledge()) == ()
    assert charts[PATIENT].written == (wrong,)


def test_two_patients_in_one_batch_do_not_mix() -> None:
    other = "UPN-2"
    batch = (
        registered(),
        registered(patient=other, label="us-pi-2025"),
        ordered(patient=other),
        started(patient=other, bag=bag(patient=other, rate_ml_per_h=1.8)),
    )
    assert judged(*batch) == []


def test_times_of_writing_go_by_patient() -> None:
    first, second = registered(recorded_at=hour(2)), registered(hour(1), patient="UPN-2")
    assert judged(replace(first, happened_at=hour(2)), second, hours=2) == []
    assert judged(replace(first, happened_at=hour(2)), measured(hour(1)), hours=2) == [(1, "recorded_at", True)]


def test_an_unknown_protocol_in_a_restored_chart_sets_no_number_of_courses() -> None:
    known = replace(knowledge(), protocols={})
    charts = {PATIENT: Chart.of(PATIENT, (registered(),))}
    assert objections((ordered(course=7),), charts, AT, known) == ()


def test_an_unknown_label_in_a_restored_chart_sets_no_rates() -> None:
    known = replace(knowledge(), labels={})
    charts = {PATIENT: Chart.of(PATIENT, (registered(), ordered()))}
    assert objections((started(bag=bag(rate_ml_per_h=1.8)),), charts, AT, known) == ()


def test_a_refusal_counts_and_keeps_its_objections() -> None:
    found = objections((measured(),), {}, AT, knowledge())
    refused = Refused(found)
    assert refused.objections is found
    assert str(refused) == "1 objections"
    assert isinstance(found[0], Objection)
