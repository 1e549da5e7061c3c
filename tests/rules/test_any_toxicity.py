"""What must hold of every rule for any history: it never raises, names source and inputs, keeps to its label."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from blin21_desktop.domain.entries import Entry, LabResulted, PauseReason, PremedicationGiven
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.rules import findings
from blin21_desktop.rules.situation import Situation
from tests.making import (
    AT,
    PATIENT,
    bag,
    changed,
    chart,
    crs,
    drug,
    ended,
    hour,
    measured,
    neuro,
    ordered,
    oxygen,
    paused,
    registered,
    resumed,
    started,
    withdrawn,
)  # fmt: skip
from tests.rules.looking import JP, KNOWLEDGE, US, enrolled, graded, transplanted, without

CATEGORIES = ("crs", "neurologic", "seizure", "hepatic", "haematologic", "infection", "gvhd", "other")
KEYS = sorted({key for x in (*KNOWLEDGE.labels.values(), *KNOWLEDGE.protocols.values()) for key in x.parameters})
NONE_SEEN = ("No ", "Not ", "This course has no step.", "The step is done.", "Nothing ")
"""What a clear answer says when there was nothing to look at."""


@st.composite
def entry(draw: st.DrawFn, place: int) -> Entry:
    """One entry of any kind the toxicity rules read, at any time of six weeks, fitting or not."""
    at = AT + timedelta(minutes=draw(st.integers(0, 60 * 24 * 42)), seconds=draw(st.integers(0, 59)))
    dose = draw(st.sampled_from([6.8, 9.0, 20.5, 28.0]))
    event = draw(st.sampled_from([None, "e1", "e2", "e3"]))
    text = draw(st.sampled_from(["20", "<90", ">300", ">= 200", "none", "-1", "1e9"]))
    common: dict[str, Any] = {"id": "x", "patient": PATIENT, "happened_at": at, "recorded_at": at, "by": "n1"}
    grade = draw(st.sampled_from([None, 0, 1, 2, 3, 4]))
    made: list[Entry] = [
        measured(at, draw(st.sampled_from([44.9, 45.0, 12.0])), height_cm=draw(st.sampled_from([None, 150.0]))),
        ordered(at, dose, course=draw(st.integers(1, 2))),
        started(at, course=draw(st.integers(1, 2)), bag=bag(at, dose_micrograms_per_day=dose)),
        changed(at, bag=bag(at, dose_micrograms_per_day=dose)),
        paused(at, reason=draw(st.sampled_from(list(PauseReason))), event=event),
        paused(at, reason=PauseReason.ADVERSE_REACTION, event=event),
        resumed(at, dose_micrograms_per_day=dose),
        ended(at, outcome=draw(st.sampled_from(["course_completed", "discontinued"]))),
        crs(at, "yes", draw(st.sampled_from(["none", "fluids", "several_vasopressors"])), accepted_grade=grade,
            oxygen=oxygen(draw(st.sampled_from(["none", "mask"])))),
        neuro(at, accepted_grade=grade, seizure=draw(st.sampled_from([None, "none", "brief"]))),
        *(graded(at, draw(st.sampled_from(CATEGORIES)), event or "e4", draw(st.integers(0, 5))) for _ in range(3)),
        LabResulted(**common, analyte=draw(st.sampled_from(["ast", "alt", "bilirubin_total"])), value=text, unit="U/L",
                    upper_limit=draw(st.sampled_from([None, "40", "0", "NaN", "<=1.2"])),
                    status=draw(st.sampled_from(["final", "corrected", "deleted"]))),
        PremedicationGiven(**common, drug="dexamethasone", dose_mg=8.0,
                           before=draw(st.sampled_from(["start", "step", "restart", "other"]))),
        drug(at, draw(st.sampled_from(["tacrolimus", "シクロスポリン", "MMF"])), "immunosuppressant"),
        enrolled(at.date(), at),
        transplanted(at.date() - timedelta(days=60), at),
        withdrawn(at, f"e{draw(st.integers(0, 30)):03}"),
    ]  # fmt: skip
    return replace(draw(st.sampled_from(made)), id=f"e{place:03}")


@st.composite
def history(draw: st.DrawFn, label: str | None = None) -> list[Entry]:
    """A start, a week of flow, and up to thirty more entries."""
    governs = label or draw(st.sampled_from([JP, US, "unknown"]))
    born = AT.date() - timedelta(days=draw(st.sampled_from([6574, 6575, 3000, 9000])))
    first = [registered(id="reg", label=governs, birth_date=born), started(id="first")]
    return [*first, *(draw(entry(place)) for place in range(draw(st.integers(0, 30))))]


MOMENT = st.builds(hour, st.integers(0, 24 * 45), seconds=st.integers(0, 3599))


def answers(entries: list[Entry], at: datetime, knowledge: Knowledge) -> tuple[Finding, ...]:
    s = Situation.of(chart(*entries), at, knowledge)
    assert s is not None
    return findings(s)


@cache
def lacks(keys: frozenset[str]) -> Knowledge:
    return without(*keys)


@settings(max_examples=150)
@given(entries=history(), at=MOMENT, gone=st.frozensets(st.sampled_from(KEYS), max_size=12))
def test_no_rule_raises_and_every_finding_names_source_and_inputs(
    entries: list[Entry], at: datetime, gone: frozenset[str]
) -> None:
    for found in answers(entries, at, lacks(gone)):
        assert found.cites, found.rule
        assert all(cites.source and cites.section for cites in found.cites)
        assert bool(found.missing) is (found.answer == "cannot_tell"), found
        nothing = found.answer == "clear" and found.says.template.startswith(NONE_SEEN)
        assert found.saw or found.missing or nothing or found.rule in UNSEEN, (found.rule, found.says.template)
        assert found.answer != "fires" or found.saw, found


UNSEEN = {"bag.end", "bag.expiry", "bag.rate", "pump.read", "dose.step", "course.window", "dose.escalate"}
"""Rules that name what they looked at in the sentence itself when all is well."""


@settings(max_examples=60)
@given(at=MOMENT, data=st.data(), label=st.sampled_from([JP, US]))
def test_no_number_and_no_source_of_one_label_under_the_other(at: datetime, data: st.DataObject, label: str) -> None:
    entries = data.draw(history(label))
    alone = Knowledge(
        labels={label: KNOWLEDGE.labels[label]},
        protocols=KNOWLEDGE.protocols,
        scales=KNOWLEDGE.scales,
        fingerprint="",
    )
    told = answers(entries, at, KNOWLEDGE)
    assert told == answers(entries, at, alone)
    foreign = "U" if label == JP else "J"
    assert not [c for found in told for c in found.cites if c.source.startswith(foreign)]


@settings(max_examples=60)
@given(entries=history(), at=MOMENT, shuffled=st.randoms(use_true_random=False))
def test_the_order_of_writing_never_matters(entries: list[Entry], at: datetime, shuffled: object) -> None:
    other = list(entries)
    shuffled.shuffle(other)  # type: ignore[attr-defined]
    assert answers(other, at, KNOWLEDGE) == answers(entries, at, KNOWLEDGE)


@settings(max_examples=60)
@given(entries=history(US), at=MOMENT)
def test_nothing_allows_a_restart_while_its_own_row_stops_or_holds(entries: list[Entry], at: datetime) -> None:
    told = {found.rule: found for found in answers(entries, at, KNOWLEDGE)}
    for row in ("crs", "neuro", "other"):
        if told[f"{row}.restart"].action == "restart_allowed" and told[f"{row}.restart"].answer == "fires":
            bad = [told[rule] for rule in (f"{row}.hold", f"{row}.stop") if told[rule].answer == "fires"]
            assert not [f for f in bad if f.action in ("hold", "stop")], bad
            assert told["pause.stop"].answer != "fires"
