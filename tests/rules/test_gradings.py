"""Every grading of a chart: as if each check were graded by itself, though the same findings are graded once."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.entries import CrsChecked, Entry, NeuroChecked, Oxygen
from blin21_desktop.rules.crs import ASTCT, CTCAE, ctcae
from blin21_desktop.rules.gradings import Grading, crs_gradings, icans_gradings
from blin21_desktop.rules.icans import icans
from tests.making import chart, crs, graded, hour, ice, neuro
from tests.rules.looking import KNOWLEDGE

SCALES = KNOWLEDGE.scales
AT = hour(100)
OTHER: dict[str, Any] = {
    "fever": "yes",
    "hypotension": "several_vasopressors",
    "oxygen": Oxygen(device="mask", fio2_percent=50.0),
    "life_threatening": True,
    "vasopressor_dose": "high",
    "organ_toxicity": "grade_3",
    "accepted_grade": 2,
    "because": "seen",
    "tool": "capd",
    "tool_because": "asleep",
    "ice": ice(orientation=1),
    "capd": (1,) * 8,
    "consciousness": "to_touch",
    "seizure": "brief",
    "focal_weakness": True,
    "raised_pressure": "focal_oedema",
    "global_aphasia": True,
    "unable": {"seizure": "asleep"},
}
"""Every field of a check -> another value than in a check without findings."""


def alone(check: CrsChecked | NeuroChecked) -> Grading:
    found = ctcae(check, SCALES[CTCAE]) if isinstance(check, CrsChecked) else icans(check, SCALES[ASTCT])
    return Grading(check, found.grade if check.accepted_grade is None else check.accepted_grade, found)


def both(*entries: Entry, at: datetime = AT) -> tuple[Grading, ...]:
    seen = chart(*entries)
    return (*crs_gradings(seen, at, SCALES), *icans_gradings(seen, at, SCALES))


def test_a_check_that_differs_in_any_field_is_graded_by_itself() -> None:
    plain: list[CrsChecked | NeuroChecked] = [crs(hour(1)), neuro(hour(1))]
    for one in plain:
        own = {f.name for f in fields(type(one))} - {f.name for f in fields(Entry)}
        assert own <= set(OTHER)
        for name in sorted(own):
            other = replace(one, id="other", **{name: OTHER[name]})
            assert both(one, other) == (alone(one), alone(other)), name


def test_why_something_was_not_done_is_part_of_what_was_found() -> None:
    asleep, silent = (
        neuro(hour(1), id=key, seizure=None, unable=why) for key, why in (("a", OTHER["unable"]), ("b", None))
    )
    assert both(asleep, silent) == (alone(asleep), alone(silent))
    assert alone(asleep).graded != alone(silent).graded


FINDINGS = st.builds(
    lambda at, fever, pressure, device, flow, fraction, grade: crs(
        at, fever, pressure, accepted_grade=grade,
        oxygen=Oxygen(device=device, flow_l_per_min=flow, fio2_percent=fraction),
    ),
    st.integers(0, 90).map(hour), st.sampled_from(["no", "yes", "masked"]), st.sampled_from(["none", "fluids"]),
    st.sampled_from(["none", "nasal_cannula", "mask"]), st.sampled_from([None, 2.0, 6.0]),
    st.sampled_from([None, 30.0, 40.0]), st.sampled_from([None, None, 1]),
)  # fmt: skip


@given(checks=st.lists(FINDINGS, max_size=12))
def test_any_checks(checks: list[CrsChecked]) -> None:
    checks = [replace(check, id=f"c{place:02}") for place, check in enumerate(checks)]
    assert both(*checks) == tuple(alone(one) for one in sorted(checks, key=lambda c: (c.happened_at, c.id)))


def test_up_to_the_moment_asked_with_the_events_of_crs_among_the_checks() -> None:
    early, event, late = crs(hour(1), "yes"), graded(hour(2), 3, "crs"), crs(hour(3))
    other = graded(hour(2), 4, "hepatic", id="other")
    assert [one.entry for one in both(late, event, early, other)] == [early, event, late]
    assert both(late, event, early, other)[1] == Grading(event, 3)
    assert [one.entry for one in both(late, event, early, at=hour(2))] == [early, event]
    assert [one.entry for one in both(late, event, early, at=hour(2, seconds=-1))] == [early]


def test_without_a_scale_only_what_was_accepted_counts() -> None:
    seen = chart(crs(hour(1)), crs(hour(2), accepted_grade=2), neuro(hour(1)), neuro(hour(2), accepted_grade=1))
    assert [(g.grade, g.graded) for g in crs_gradings(seen, AT, {})] == [(None, None), (2, None)]
    assert [(g.grade, g.graded) for g in icans_gradings(seen, AT, {})] == [(None, None), (1, None)]
    assert [g.grade for g in crs_gradings(seen, AT, SCALES)] == [0, 2]
