"""Every answer names where it was read, the drug's own sources before this program's."""

from __future__ import annotations

import pytest

from blin21_desktop.domain.entries import Entry
from blin21_desktop.rules import RULES, findings
from tests.making import ended, hour, measured, ordered, paused, started
from tests.rules.looking import JP, REACTION, US, finding, look, site, without

RUNNING: tuple[Entry, ...] = (measured(), ordered(), started())
NOTHING_KNOWN = without("bag.rate_ml_per_h", "pause.same_cycle_max_days", "dose.low", "step.courses")


@pytest.mark.parametrize(
    ("rule", "label", "first"),
    [
        ("bag.end", JP, ("J6", "points when infusing")),
        ("bag.end", US, ("U2", "administration")),
        ("bag.expiry", JP, ("pharmacy label", "use before")),
        ("dose.expected", JP, ("J3", "dosage and administration")),
        ("dose.step", JP, ("L", "dose")),
        ("pause.cycle", JP, ("J1", "dose adjustment, Table 4")),
        ("pause.stop", US, (US, "pause.stop_after_days")),  # not configured: the file itself
        ("pump.read", JP, ("BLIN21", "pump.read")),
    ],
)
def test_the_first_place_named(rule: str, label: str, first: tuple[str, str]) -> None:
    cites = finding(rule, *RUNNING, at=hour(1), label=label).cites
    assert (cites[0].source, cites[0].section) == first


def test_this_program_is_named_last() -> None:
    assert [c.source for c in finding("dose.expected", *RUNNING, at=hour(1)).cites][-1] == "BLIN21"


def test_an_old_weight_is_this_programs_limit_and_a_crossed_one_the_labels() -> None:
    """No label says how old a weight may be."""
    old = finding("weight.crossed", *RUNNING, at=hour(24 * 7, seconds=1)).cites
    assert (old[0].source, old[0].section) == ("BLIN21", "weight.crossed")
    crossed = finding("weight.crossed", *RUNNING, measured(hour(2), 44.0), at=hour(3)).cites
    assert crossed[0].source == "J3"


@pytest.mark.parametrize("rule", list(RULES))
def test_every_answer_names_a_place(rule: str) -> None:
    histories: list[tuple[Entry, ...]] = [
        (),
        RUNNING,
        (*RUNNING, paused(hour(30))),
        (*RUNNING, paused(hour(30), reason=REACTION)),
        (*RUNNING, ended(hour(40))),
    ]
    for entries in histories:
        for knowledge in (NOTHING_KNOWN, site(JP, "pause.stop_after_days", "10")):
            found = {f.rule: f for f in findings(look(*entries, at=hour(50), knowledge=knowledge))}[rule]
            assert found.cites
            assert all(cites.source and cites.section for cites in found.cites)


def test_a_value_of_the_site_without_a_section_is_named_by_its_key() -> None:
    own = site(JP, "pause.stop_after_days", "10")
    cites = finding("pause.stop", *RUNNING, at=hour(1), knowledge=own).cites
    assert [(c.source, c.section) for c in cites] == [("our paper insert", "pause.stop_after_days")]
