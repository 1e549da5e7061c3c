"""Campaign: random laboratory values, graded by the program and by the flat grader of tests/rules/lab_oracle.py.

    python -m tests.campaigns.lab_grades [values] [seed]

Prints how many were compared and how they were answered; exit status 1 at a difference, or when a grader broken on
purpose goes unnoticed. A sample runs with every test run (tests/rules/test_lab_campaign.py).
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any
from unittest.mock import patch

from blin21_desktop.domain.lab_value import LabValue
from blin21_desktop.rules import lab_grade, lab_rows
from blin21_desktop.rules.lab_sample import Sample, rules_for
from blin21_desktop.rules.lab_span import Span, meets
from tests.rules.grading import term as term_of
from tests.rules.lab_oracle import ASKED, HIGH, LIVER, LOW, RATIOS, TIMES, TRIGLYCERIDES, Case, cuts, verdict

D = Decimal
TERMS = {
    "neutrophils": "Neutrophil count decreased", "leukocytes": "White blood cell decreased",
    "lymphocytes low": "Lymphocyte count decreased", "lymphocytes high": "Lymphocyte count increased",
    "cd4": "CD4 lymphocytes decreased", "platelets": "Platelet count decreased", "anaemia": "Anemia",
    "leukocytosis": "Leukocytosis", "febrile neutropenia": "Febrile neutropenia", "calcium low": "Hypocalcemia",
    "ionised calcium low": "Hypocalcemia", "calcium high": "Hypercalcemia", "magnesium low": "Hypomagnesemia",
    "magnesium high": "Hypermagnesemia", "glucose low": "Hypoglycemia", "albumin": "Hypoalbuminemia",
    "potassium low": "Hypokalemia", "potassium high": "Hyperkalemia", "sodium low": "Hyponatremia",
    "sodium high": "Hypernatremia", "triglycerides": "Hypertriglyceridemia", "uric acid": "Hyperuricemia",
    "alt": "Alanine aminotransferase increased", "ast": "Aspartate aminotransferase increased",
    "alp": "Alkaline phosphatase increased", "ggt": "GGT increased", "bilirubin": "Blood bilirubin increased",
    "creatinine": "Creatinine increased", "ck": "CPK increased", "ld": "Blood lactate dehydrogenase increased",
    "lipase": "Lipase increased", "amylase": "Serum amylase increased", "fibrinogen": "Fibrinogen decreased",
    "aptt": "Activated partial thromboplastin time prolonged", "inr": "INR increased",
}  # fmt: skip
"""Name in the tables -> term."""
ANALYTES = {
    "calcium low": "calcium_corrected", "calcium high": "calcium_corrected", "ionised calcium low": "calcium_ionised",
}  # fmt: skip
UNITS = {
    **{term: [u for t, u in (*LOW, *HIGH) if t == term] for term, _ in (*LOW, *HIGH)},
    **{term: ["U/L"] for term in (*LIVER, *TIMES, "creatinine", "lipase", "amylase", "uric acid")},
    **{term: ["10*9/L", "/uL"] for term in ("lymphocytes high", "leukocytosis", "febrile neutropenia")},
    "sodium low": ["mmol/L"], "triglycerides": [*TRIGLYCERIDES], "fibrinogen": ["mg/dL", "g/L"], "inr": ["{INR}"],
}  # fmt: skip
RULES: dict[str, tuple[str, str]] = {
    **dict.fromkeys((*LIVER, "fibrinogen"), ("baseline_normal", "baseline_abnormal")),
    "inr": ("not_anticoagulated", "on_anticoagulation"),
}
ABSOLUTE = {
    "sodium low": cuts("120 124 125 129 130"), "lymphocytes high": cuts("4 20"), "leukocytosis": cuts("100"),
    "febrile neutropenia": cuts("1"), "inr": cuts("1.2 1.5 2.5"), "fibrinogen": cuts("50"),
}  # fmt: skip


def ends_of(name: str, unit: str) -> list[D]:
    """Numbers near which something happens, in the unit; none for pure multiples."""
    if (name, unit) in LOW:
        return LOW[name, unit]
    if (name, unit) in HIGH:
        return HIGH[name, unit][-1]  # type: ignore[return-value]
    if name == "triglycerides":
        return TRIGLYCERIDES[unit]
    scale = {"/uL": D(1000), "g/L": D("0.01")}.get(unit, D(1))
    return [end * scale for end in ABSOLUTE.get(name, [])]


def random_case(chance: random.Random) -> Case:
    """A value as wards meet it: near a bound or anywhere, with or without its limits, its baseline and an answer."""
    name = chance.choice(list(TERMS))
    unit = chance.choice(UNITS[name])
    ends = ends_of(name, unit)
    anchor = chance.choice(ends) if ends else D(chance.randint(10, 400))
    lln = _near(chance, anchor, "0.7 0.9 1 1.1 1.3")
    uln = lln * D(chance.choice(("1.2", "2", "4"))) if (name, unit) in LOW else _near(chance, anchor, "0.6 0.9 1 1.2")
    if lln >= uln:
        lln = uln / 2
    baseline = chance.choice((lln, uln)) * D(chance.choice(("0.3", "0.5", "0.8", "1", "1.3", "2", "6")))
    by: list[D] = [*ends, *(ref * each for ref in (lln, uln, baseline) for each in RATIOS)]
    number = chance.choice(by) + D(chance.choice(("0", "0", "0.01", "-0.01", "0.001", "0.5", "-0.5")))
    if chance.random() < 0.1 or number <= 0:
        number = D(chance.randint(1, 1500)) / D(10 ** chance.randint(0, 3))
    known_lln, known_uln = (end if chance.random() < 0.8 else None for end in (lln, uln))
    stood = None
    if chance.random() < 0.7:
        stood = "high" if baseline > uln else "low" if baseline < lln else "normal"
    return Case(
        term=name,
        unit=unit,
        number=number,
        operator=chance.choice(("",) * 16 + ("<", "<=", ">", ">=")),
        lln=known_lln,
        uln=known_uln,
        baseline=baseline if stood or chance.random() < 0.3 else None,
        standing=stood,
        chosen=chance.choice(RULES[name]) if name in RULES and chance.random() < 0.2 else None,
        said=chance.choice((None, True, False)) if name in ASKED or name == "febrile neutropenia" else None,
    )


def _near(chance: random.Random, anchor: D, shares: str) -> D:
    return anchor * D(chance.choice(shares.split()))


def told(case: Case) -> tuple[int | None, int, int]:
    """The program's answer in the flat grader's words."""
    found = term_of(TERMS[case.term], ANALYTES.get(case.term, ""))
    parting = {row.condition for limb in found.limbs for row in limb.rows if row.logic == "and"}
    rule: Any = case.chosen
    standing: Any = case.standing
    answer = lab_grade.grade(
        found,
        Sample(
            value=LabValue(text="", number=case.number, operator=case.operator),  # type: ignore[arg-type]
            unit=case.unit,
            lower=case.lln,
            upper=case.uln,
            baseline=case.baseline,
            standing=standing,
            rule=rule,
            answers=dict.fromkeys(parting, case.said) if case.said is not None else {},
        ),
    )
    return answer.grade, answer.at_least, answer.at_most


def compare(count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """So many random values: how they were answered, and up to five differences."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    answered: Counter[str] = Counter()
    bad: list[str] = []
    for _ in range(count):
        case = random_case(chance)
        mine, flat = told(case), verdict(case)
        kind = "cannot tell" if flat[0] is None else f"grade {flat[0]}"
        answered[kind] += 1
        answered["censored"] += bool(case.operator)
        answered["lowest, with a question"] += flat[0] is not None and flat[1] != flat[2]
        if mine != flat:
            bad.append(f"program {mine}, flat {flat}: {case}")
            if len(bad) >= 5:
                break
    return answered, bad


def _swapped(number: D, bound: Any, reference: Any, whole: Any = meets) -> Any:  # noqa: ANN401
    """Every bound takes in what lies on it, and the reverse."""
    other = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}[bound.op]
    return whole(number, type(bound)(bound.text, other, bound.factor, bound.reference, bound.offset), reference)


def _no_limb(term: Any, sample: Any, number: Any, whole: Any = rules_for) -> Any:  # noqa: ANN401
    """A baseline that cannot be told counts as normal."""
    rules = whole(term, sample, number)
    return rules if len(rules) < 2 else frozenset({"baseline_normal"}) & rules or rules


def _as_itself(value: LabValue) -> Any:  # noqa: ANN401
    """A bound counts as its number."""
    return Span.at(value.number)  # type: ignore[arg-type]


def _never_asks(_: object, __: object) -> None:
    return None


BROKEN: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "bounds take in their ends": (lab_rows, "meets", _swapped),
    "a low or unknown baseline counts as normal": (lab_rows, "rules_for", _no_limb),
    "a censored value counts as its number": (lab_grade, "span_of", _as_itself),
    "nobody is asked for symptoms": (lab_grade, "_open_condition", _never_asks),
}  # fmt: skip
"""Negative controls: a grader broken on purpose, which the comparison must notice."""


def broken(name: str) -> AbstractContextManager[object]:
    """The grader, broken as named."""
    module, function, instead = BROKEN[name]
    return patch.object(module, function, instead)


def noticed(name: str, count: int = 2_000) -> bool:
    """Whether the comparison notices the broken grader within so many values."""
    with broken(name):
        return bool(compare(count, 7)[1])


def main(arguments: list[str]) -> int:
    """Run the campaign and its controls; 0 when all is as it should be."""
    count, seed = (int(a) for a in (*arguments, *["100000", "1"][len(arguments) :]))
    began = time.perf_counter()
    answered, bad = compare(count, seed)
    say = sys.stdout.write
    say(f"{count} values, seed {seed}, {time.perf_counter() - began:.0f} s\n")
    for kind, times in sorted(answered.items()):
        say(f"  {kind}: {times}\n")
    for text in bad:
        say(f"DIFFERENT {text}\n")
    missed = [name for name in BROKEN if not noticed(name)]
    for name in missed:
        say(f"NOT NOTICED {name}\n")
    say(f"negative controls: {len(BROKEN) - len(missed)} of {len(BROKEN)} noticed\n")
    return 1 if bad or missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
