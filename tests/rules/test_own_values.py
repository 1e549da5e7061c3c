"""Whoever reads a finding sees every value of the site's own that was read for it, with both names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from blin21_desktop.domain.entries import Oxygen
from blin21_desktop.domain.knowledge import Label, Parameter
from blin21_desktop.present.rule_keys import READS
from blin21_desktop.rules import RULES, findings
from blin21_desktop.rules.situation import Situation
from tests.making import hour
from tests.rules.looking import JP, says, site
from tests.rules.restarting import CHILD, course, crs_checked, stop, well


def own(found: Label) -> dict[str, Parameter]:
    return {key: replace(p, set_by="d9", second_person="p2") for key, p in found.parameters.items()}


def moments() -> Iterator[Situation]:
    yield course(at=hour(-1))
    yield course(at=hour(165))
    yield course(*stop("crs", 3), *well(hour(205)), at=hour(210))
    yield course(*stop("neurologic", 3), at=hour(300))
    yield course(crs_checked(hour(199), fever="yes"), at=hour(200))


def keys(s: Situation, rule: str) -> set[str]:
    return {text.values["key"] for text in RULES[rule](s).site_values}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_names_what_it_read_and_nothing_else(rule: str) -> None:
    for plain in moments():
        s = replace(
            plain,
            label=replace(plain.label, parameters=own(plain.label)),
            protocol=replace(plain.protocol, parameters=own(plain.protocol)),
        )
        bare, found = RULES[rule](plain), RULES[rule](s)
        assert (bare.site_values, found.answer, found.says) == ((), bare.answer, bare.says)
        assert keys(s, rule) <= set(READS[rule])
        assert all(says(text).endswith("second person p2") for text in found.site_values)
        assert len(found.site_values) == len(keys(s, rule))


def test_a_value_read_by_the_way_is_named_too() -> None:
    knowledge = site(JP, "crs.escalate_after_days", "9")
    s = course(*stop("crs", 3), *well(hour(205)), at=hour(210), born=CHILD, knowledge=knowledge)
    assert keys(s, "dose.escalate") == {"crs.escalate_after_days"}
    assert keys(s, "pause.cycle") == set()


def test_a_value_of_a_grading_scale_is_named() -> None:
    knowledge = site("ctcae-5.0", "oxygen.high_fraction_from_percent", "50")
    oxygen = Oxygen(device="venturi", flow_l_per_min=8.0, fio2_percent=45.0, fio2_source="measured")
    s = course(crs_checked(hour(199), fever="yes", oxygen=oxygen), at=hour(200), knowledge=knowledge)
    assert keys(s, "crs.hold") == {"oxygen.high_fraction_from_percent"}
    assert keys(s, "neuro.hold") == set()


def test_all_rules_asked_together_name_the_same_as_each_alone() -> None:
    s = course(*stop("crs", 3), at=hour(300), knowledge=site(JP, "crs.escalate_after_days", "9"))
    together = {found.rule: found.site_values for found in findings(s)}
    assert together == {rule: RULES[rule](s).site_values for rule in RULES}
    assert sum(bool(texts) for texts in together.values()) > 1
