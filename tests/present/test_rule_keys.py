"""The map of keys that rules read, against the rules themselves: a listening label hears what each one asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.knowledge import Parameter
from blin21_desktop.domain.knowledge_file_keys import LABEL_KEYS, PROGRAM_KEYS, PROTOCOL_KEYS
from blin21_desktop.present.rule_keys import ELSE, READS, blocked_by
from blin21_desktop.rules import RULES
from blin21_desktop.rules.situation import Situation
from tests.making import bag, hour, paused, resumed
from tests.rules.looking import JP, KNOWLEDGE, US, enrolled, graded, pump, transplanted, without
from tests.rules.restarting import ADULT, CHILD, course, crs_checked, neuro_checked, stop, well

AGELESS = without("age.adult_years", "crs.stop_from_grade", "neuro.stop_from_grade")


class Heard(dict[str, Parameter]):
    """Parameters that remember which keys were asked for."""

    def __init__(self, of: dict[str, Parameter], heard: set[str]) -> None:
        super().__init__(of)
        self.heard = heard

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401
        self.heard.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Parameter:
        self.heard.add(key)
        return super().__getitem__(key)


def heard(rule: str, s: Situation) -> set[str]:
    keys: set[str] = set()
    label = replace(s.label, parameters=Heard(s.label.parameters, keys))
    protocol = replace(s.protocol, parameters=Heard(s.protocol.parameters, keys))
    RULES[rule](replace(s, label=label, protocol=protocol))
    return keys


def after(category: str, grade: int, low: float) -> Iterator[tuple[list[Entry], float]]:
    """A reaction: stopped, looked at again, recovered, restarted low, and back again."""
    event = stop(category, grade)
    well_again = [*event, graded(hour(220), category, "e1", 0)]
    hung = bag(hour(301), dose_micrograms_per_day=low)
    back = [*well_again, graded(hour(300), category, "e1", 0), resumed(hour(301), bag=hung)]
    yield [*event, *well(hour(205))], 210
    yield [*well_again, *well(hour(300))], 300
    yield [*well_again, graded(hour(300), category, "e1", 0), *well(hour(300))], 300
    yield back, 600
    yield [*back, graded(hour(320), category, "e2", 3)], 330


def situations() -> Iterator[Situation]:
    for label in (JP, US):
        for kg, low in ((50.0, 9.0), (30.0, 6.9)):
            for how in ({"born": CHILD}, {"born": ADULT}, {"born": CHILD, "knowledge": AGELESS}):
                made: list[tuple[list[Entry], float]] = [([], at) for at in (-1.5, 50, 165, 170)]
                made += [([*well(hour(199))], 200), ([paused(hour(200))], 206)]
                made += [([neuro_checked(hour(199), seizure="brief"), crs_checked(hour(199), fever="yes")], 200)]
                window = [enrolled(date(2026, 11, 22), hour(-24)), transplanted(date(2026, 9, 2), hour(-72))]
                made += [([*window, pump(hour(190), volume_given_ml=10.0)], 195)]
                for category in ("crs", "neurologic", "seizure", "hepatic", "gvhd"):
                    for grade in (1, 3, 4):
                        made += after(category, grade, low)
                for entries, at in made:
                    yield course(*entries, at=hour(at), label=label, kg=kg, **how)


def test_no_rule_reads_a_key_that_the_map_does_not_name() -> None:
    found: dict[str, set[str]] = {rule: set() for rule in RULES}
    for s in situations():
        for rule in RULES:
            found[rule] |= heard(rule, s)
    assert {rule: keys - set(READS[rule]) for rule, keys in found.items() if keys - set(READS[rule])} == {}
    own = {rule: {key for key in READS[rule] if key.partition(".")[0] == rule.partition(".")[0]} for rule in RULES}
    never = {rule: keys - found[rule] for rule, keys in own.items() if keys - found[rule]}
    assert never == {}


def test_the_map_has_every_rule_and_only_keys_that_exist() -> None:
    known = {*LABEL_KEYS, *PROTOCOL_KEYS, *PROGRAM_KEYS}
    assert set(READS) == set(RULES)
    assert {key for keys in READS.values() for key in keys} <= known
    assert set(ELSE) <= known
    assert set(blocked_by("pause.stop_after_days")) == {"crs.restart", "neuro.restart", "other.restart", "pause.stop"}
    assert blocked_by("hospital.days") == ()
    assert KNOWLEDGE.labels[JP].get("hospital.days") is None
