"""Campaign: the toxicity rules against the decision table on a grid of combinations.

    python -m tests.campaigns.rules_grid [part of] [processes]

`part of` n compares every n-th combination (1: all of them). Prints how many combinations and answers were compared;
exit status 1 at a difference, or when a rule broken on purpose goes unnoticed. A sample runs with every test run
(tests/rules/test_rules_grid.py).
"""

from __future__ import annotations

import itertools
import math
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from blin21_desktop.rules import RULES, crs_rules, neuro_rules, other_rules, reaction, seizures
from tests.campaigns.rules_grid_cases import AXES, case_of, situation_of
from tests.rules.decision_table import answers

COUNT = math.prod(len(axis) for axis in AXES)
STRIDE = 1_000_003
"""A prime that is no factor of any axis: every n-th step walks through all axes at once."""
BY_ACTION = {"other.stop", "crs.restart", "neuro.restart", "other.restart"}


def found(rule: str, situation: Any) -> str:  # noqa: ANN401  (a Situation)
    """A rule's answer in the table's words."""
    finding = RULES[rule](situation)
    fired = finding.answer == "fires" and rule in BY_ACTION
    return finding.action if fired else finding.answer


def compare(first: int, step: int, most: int = COUNT) -> tuple[int, int, list[str]]:
    """Every `step`-th combination from `first` on: (combinations, answers compared, up to five differences)."""
    tried = compared = 0
    bad: list[str] = []
    for place in itertools.islice(range(first, COUNT, step), most):
        case = case_of(place * STRIDE % COUNT)
        situation = situation_of(case)
        tried += 1
        for rule, wanted in answers(case):
            compared += 1
            told = found(rule, situation)
            if told != wanted:
                bad.append(f"{rule}: program {told}, table {wanted}: {case}")
        if len(bad) >= 5:
            break
    return tried, compared, bad


def _days_like_the_us(length: timedelta, limit: dict[str, float]) -> bool:
    return length > next(iter(limit.values())) * timedelta(days=1)


def _never_low(*_: object) -> bool:
    return False


def _first_grades_only(*_: object) -> None:
    return None


def _always_adult(situation: Any, key: str, read: Any) -> tuple[int, int] | None:  # noqa: ANN401
    value = read.value(situation.label, key)
    grade = value["adult"] if isinstance(value, dict) else value
    return None if grade is None else (grade, grade)


BROKEN: dict[str, tuple[list[Any], str, Callable[..., Any]]] = {
    "children are judged as adults": ([crs_rules, neuro_rules, reaction], "grade_limit", _always_adult),
    "8 days or more means more than 8": ([reaction], "beyond", _days_like_the_us),
    "the low dose is never seen": ([neuro_rules], "on_low_dose", _never_low),
    "an earlier stop is forgotten": ([neuro_rules], "earlier_stop", _first_grades_only),
    "a long pause is no stop": ([crs_rules, neuro_rules, other_rules], "pause_stops", _never_low),
    "every seizure of a check is new": (
        [seizures], "seizures", lambda s, _apart, whole=seizures.seizures: whole(s, timedelta())
    ),
}  # fmt: skip
"""Negative controls: a rule broken on purpose, which the comparison must notice."""


@contextmanager
def broken(name: str) -> Iterator[None]:
    """The rules, broken as named."""
    modules, function, instead = BROKEN[name]
    whole = [getattr(module, function) for module in modules]
    for module in modules:
        setattr(module, function, instead)
    try:
        yield
    finally:
        for module, kept in zip(modules, whole, strict=True):
            setattr(module, function, kept)


def noticed(name: str, most: int = 4000) -> bool:
    """Whether the comparison notices the broken rule within so many combinations."""
    with broken(name):
        return bool(compare(0, COUNT // most)[2])


def _share(argument: tuple[int, int]) -> tuple[int, int, list[str]]:
    return compare(*argument)


def main(arguments: list[str]) -> int:
    """Run the campaign and its controls; 0 when all is as it should be."""
    part, processes = (int(a) for a in (*arguments, *["1", "2"][len(arguments) :]))
    began = time.perf_counter()
    with ProcessPoolExecutor(processes) as pool:
        shares = list(pool.map(_share, [(n * part, processes * part) for n in range(processes)]))
    tried, compared = sum(share[0] for share in shares), sum(share[1] for share in shares)
    bad = [text for share in shares for text in share[2]]
    say = sys.stdout.write
    say(f"{tried} of {COUNT} combinations, {compared} answers, {time.perf_counter() - began:.0f} s\n")
    for text in bad:
        say(f"DIFFERENT {text}\n")
    missed = [name for name in BROKEN if not noticed(name)]
    for name in missed:
        say(f"NOT NOTICED {name}\n")
    say(f"negative controls: {len(BROKEN) - len(missed)} of {len(BROKEN)} noticed\n")
    return 1 if bad or missed or not tried else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
