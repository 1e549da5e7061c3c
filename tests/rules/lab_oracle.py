"""A grader of laboratory values of its own, to judge the program's by: flat, slow and written from the tables.

Source: grading notes, tables 3.2 and 3.3 and the traps of 3.4, not the program's file. What is not known (a limit, a
baseline, the rest of a bound) is tried out over many numbers; the grades met are the grades that are possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

D = Decimal
GAP = -1
"""Between two printed rows."""
NEAR = D("0.000000001")


@dataclass(frozen=True)
class Case:
    """One value. None: not known. `standing`: the baseline against its limits. `said`: the condition's answer."""

    term: str
    unit: str
    number: D
    operator: str = ""
    lln: D | None = None
    uln: D | None = None
    baseline: D | None = None
    standing: str | None = None
    chosen: str | None = None
    said: bool | None = None


@dataclass(frozen=True)
class Known:
    """Everything about a value, as one of the ways it may be."""

    number: D
    lln: D
    uln: D
    baseline: D
    said: bool


def cuts(text: str) -> list[D]:
    """Numbers of a table's row."""
    return [D(part) for part in text.split()]


LOW = {
    # term, unit -> where grade 1, 2, 3 end; the last grade lies below the last
    ("neutrophils", "10*9/L"): cuts("1.5 1.0 0.5"), ("neutrophils", "/uL"): cuts("1500 1000 500"),
    ("leukocytes", "10*9/L"): cuts("3.0 2.0 1.0"), ("leukocytes", "/uL"): cuts("3000 2000 1000"),
    ("lymphocytes low", "10*9/L"): cuts("0.8 0.5 0.2"), ("lymphocytes low", "/uL"): cuts("800 500 200"),
    ("cd4", "10*9/L"): cuts("0.5 0.2 0.05"), ("cd4", "/uL"): cuts("500 200 50"),
    ("platelets", "10*9/L"): cuts("75 50 25"), ("platelets", "/uL"): cuts("75000 50000 25000"),
    ("anaemia", "g/dL"): cuts("10.0 8.0"), ("anaemia", "g/L"): cuts("100 80"), ("anaemia", "mmol/L"): cuts("6.2 4.9"),
    ("calcium low", "mg/dL"): cuts("8.0 7.0 6.0"), ("calcium low", "mmol/L"): cuts("2.0 1.75 1.5"),
    ("ionised calcium low", "mmol/L"): cuts("1.0 0.9 0.8"),
    ("magnesium low", "mg/dL"): cuts("1.2 0.9 0.7"), ("magnesium low", "mmol/L"): cuts("0.5 0.4 0.3"),
    ("glucose low", "mg/dL"): cuts("55 40 30"), ("glucose low", "mmol/L"): cuts("3.0 2.2 1.7"),
    ("albumin", "g/dL"): cuts("3 2"), ("albumin", "g/L"): cuts("30 20"),
    ("potassium low", "mmol/L"): cuts("3.0 2.5"),
}  # fmt: skip
HIGH = {
    # term, unit -> (grade, where it ends); the last grade lies above the last
    ("potassium high", "mmol/L"): (1, 2, 3, 4, cuts("5.5 6.0 7.0")),
    ("sodium high", "mmol/L"): (1, 2, 3, 4, cuts("150 155 160")),
    ("calcium high", "mg/dL"): (1, 2, 3, 4, cuts("11.5 12.5 13.5")),
    ("calcium high", "mmol/L"): (1, 2, 3, 4, cuts("2.9 3.1 3.4")),
    ("magnesium high", "mg/dL"): (1, 3, 4, cuts("3.0 8.0")),
    ("magnesium high", "mmol/L"): (1, 3, 4, cuts("1.23 3.30")),
}
TRIGLYCERIDES = {"mg/dL": cuts("150 300 500 1000"), "mmol/L": cuts("1.71 3.42 5.7 11.4")}
TIMES = {"ck": cuts("1 2.5 5 10"), "aptt": cuts("1 1.5 2.5"), "ld": cuts("1")}
LIVER = {
    # analyte -> multiples of the upper limit; where the abnormal limb begins, and whether that itself counts
    "alt": (cuts("1 3 5 20"), D("1.5"), True), "ast": (cuts("1 3 5 20"), D("1.5"), True),
    "alp": (cuts("1 2.5 5 20"), D("2.0"), True), "ggt": (cuts("1 2.5 5 20"), D("2.0"), True),
    "bilirubin": (cuts("1 1.5 3 10"), D("1.0"), False),
}  # fmt: skip
PANCREAS = ("lipase", "amylase")


def above(value: D, ends: list[D]) -> int:
    """How many ends the value lies above."""
    return sum(value > end for end in ends)


def low(case: Case, way: Known) -> int:
    """A table with falling numbers: an end belongs to the milder grade."""
    ends = LOW[case.term, case.unit]
    below = sum(way.number < end for end in ends)
    if case.term == "potassium low":  # grades 1 and 2 share a range; symptoms part them
        return below + 2 if below else (1 + way.said) * (way.number < way.lln)
    return below + 1 if below else int(way.number < way.lln)


def high(case: Case, way: Known) -> int:
    """A table with rising numbers: an end belongs to the milder grade."""
    *grades, ends = HIGH[case.term, case.unit]
    passed = above(way.number, ends)  # type: ignore[arg-type]
    if passed:
        return grades[passed]  # type: ignore[return-value]
    return int(way.number > way.uln)


def sodium_low(_: Case, way: Known) -> int:
    """Whole numbers are printed: between 129 and 130, and 124 and 125, stands nothing."""
    value = way.number
    if value < 120:
        return 4
    if value <= 124:
        return 3
    if 125 <= value <= 129:
        return 3 if way.said else 2
    if value < 130:
        return GAP if value < 125 or value > 129 else 0
    return int(value < way.lln)


def triglycerides(case: Case, way: Known) -> int:
    """Grade 1 begins at the number itself."""
    first, *rest = TRIGLYCERIDES[case.unit]
    return 1 + above(way.number, rest) if way.number >= first else 0


def times(case: Case, way: Known) -> int:
    """Multiples of the upper limit."""
    return above(way.number, [way.uln * each for each in TIMES[case.term]])


def liver(case: Case, way: Known, limb: str) -> int:
    """By the upper limit when the baseline was normal, by the baseline when it was not."""
    ends, begins, itself = LIVER[case.term]
    if limb == "baseline_normal":
        return above(way.number, [way.uln * each for each in ends])
    start = way.baseline * begins
    if way.number < start or (way.number == start and not itself):
        return 0
    return 1 + above(way.number, [way.baseline * each for each in ends[1:]])


def creatinine(_: Case, way: Known) -> int:
    """The worse of two limbs; the one by the baseline also below the upper limit."""
    by_limit = above(way.number, [way.uln * each for each in cuts("1 1.5 3 6")])
    by_baseline = {0: 0, 1: 2, 2: 3}[above(way.number, [way.baseline * each for each in cuts("1.5 3")])]
    return max(by_limit, by_baseline)


def pancreas(_: Case, way: Known) -> int:
    """Symptoms raise the grade above twice the limit."""
    passed = above(way.number, [way.uln * each for each in cuts("1 1.5 2 5")])
    return {0: 0, 1: 1, 2: 2, 3: 3 if way.said else 2, 4: 4 if way.said else 3}[passed]


def fibrinogen(case: Case, way: Known, limb: str) -> int:
    """A share of the lower limit, or a fall from the baseline; and below 50 mg/dL, whatever the limb."""
    floor = {"mg/dL": D(50), "g/L": D("0.5")}[case.unit]
    if way.number < floor:
        return 4
    if limb == "baseline_normal":
        return sum(way.number < way.lln * each for each in cuts("1 0.75 0.5 0.25"))
    fall = way.baseline - way.number
    if fall < 0:
        return 0
    return 1 + sum(fall * 4 >= way.baseline * quarter for quarter in (1, 2, 3))


def inr(_: Case, way: Known, limb: str) -> int:
    """The number itself, or on anticoagulation the multiple of the baseline."""
    if limb == "not_anticoagulated":
        return above(way.number, cuts("1.2 1.5 2.5"))
    return above(way.number, [way.baseline * each for each in cuts("1 1.5 2.5")])


PLAIN: dict[str, Callable[[Case, Known], int]] = {
    **{term: low for term, _ in LOW}, **{term: high for term, _ in HIGH}, **dict.fromkeys(TIMES, times),
    **dict.fromkeys(PANCREAS, pancreas), "sodium low": sodium_low, "triglycerides": triglycerides,
    "creatinine": creatinine,
    "lymphocytes high": lambda c, w: (0, 2, 3)[above(w.number, cuts("4000 20000" if c.unit == "/uL" else "4 20"))],
    "leukocytosis": lambda c, w: 3 * (w.number > (100_000 if c.unit == "/uL" else 100)),
    "uric acid": lambda _, w: (3 if w.said else 1) * (w.number > w.uln),
    "febrile neutropenia": lambda c, w: 3 * (w.said and w.number < (1000 if c.unit == "/uL" else 1)),
}  # fmt: skip
LIMBED: dict[str, Callable[[Case, Known, str], int]] = {
    **dict.fromkeys(LIVER, liver), "fibrinogen": fibrinogen, "inr": inr,
}  # fmt: skip
RATIOS = cuts("0.01 0.25 0.5 0.75 1 1.5 2 2.5 3 5 6 10 20 1000")
ASKED = frozenset({"potassium low", "sodium low", "uric acid", *PANCREAS})
"""Terms whose condition a person answers."""


def limbs(case: Case, number: D) -> set[str]:
    """Which limbs may apply (T3, T6): a low baseline of the liver, and fibrinogen, cannot be told by the text."""
    if case.term not in LIMBED:
        return {""}
    if case.chosen is not None:
        return {case.chosen}
    both = {"baseline_normal", "baseline_abnormal"}
    if case.term == "inr":
        return {"not_anticoagulated", "on_anticoagulation"}
    if case.term in LIVER:
        return {"high": {"baseline_abnormal"}, "normal": {"baseline_normal"}}.get(case.standing or "", both)
    found: set[str] = set()
    for is_low in (
        None if case.lln is None else number < case.lln,
        None if case.standing is None else case.standing == "low",
    ):
        found |= both if is_low is None else {"baseline_abnormal" if is_low else "baseline_normal"}
    return found


def numbers(case: Case) -> list[D]:
    """The number, or many numbers that a bound leaves open."""
    if not case.operator:
        return [case.number]
    near = [case.number, case.number - NEAR, case.number + NEAR, case.number * 1000, NEAR]
    for ends in (*(e for (t, u), e in LOW.items() if (t, u) == (case.term, case.unit)),
                 *(e[-1] for (t, u), e in HIGH.items() if (t, u) == (case.term, case.unit)),
                 TRIGLYCERIDES.get(case.unit, []), cuts("50 0.5 1.2 1.5 2.5 4 20 100 4000 20000 100000 1 1000 120 "
                 "124 125 129 130")):  # fmt: skip
        near += [end + shift for end in ends for shift in (-NEAR, 0, NEAR)]  # type: ignore[union-attr]
    for known in (case.lln, case.uln, case.baseline):
        near += [known * each + shift for each in RATIOS for shift in (-NEAR, D(0), NEAR)] if known else []
    within: dict[str, Callable[[D], bool]] = {
        "<": lambda n: n < case.number, "<=": lambda n: n <= case.number,
        ">": lambda n: n > case.number, ">=": lambda n: n >= case.number,
    }  # fmt: skip
    return [number for number in near if number > 0 and within[case.operator](number)]


def references(known: D | None, number: D, over: D | None = None, under: D | None = None) -> list[D]:
    """A reference, or many that it may be: so that the value is just below, at and above every multiple of it."""
    if known is not None:
        return [known]
    tried = [number / each * shift for each in RATIOS for shift in (1 - NEAR, D(1), 1 + NEAR)]
    ends = [end * (1 + shift) for end in (over, under) if end is not None for shift in (-NEAR, NEAR)]
    return [t for t in (*tried, *ends) if t > 0 and (over is None or t > over) and (under is None or t < under)]


def ways(case: Case, number: D, limb: str, *, said: bool) -> Iterator[Known]:
    """Every way the rest may be, as far as it matters: the limits in order, an abnormal baseline beyond them."""
    abnormal, needed = limb == "baseline_abnormal", uses(case, limb)
    over = case.uln or case.lln if abnormal and case.term in LIVER else None
    under = case.lln if abnormal and case.term == "fibrinogen" and case.lln is not None and number >= case.lln else None
    for lln in references(case.lln, number, None, case.uln) if "lln" in needed else [D(1)]:
        for uln in references(case.uln, number, case.lln) if "uln" in needed else [D(1)]:
            for baseline in references(case.baseline, number, over, under) if "baseline" in needed else [D(1)]:
                yield Known(number, lln, uln, baseline, said)


def uses(case: Case, limb: str) -> set[str]:
    """Which references matter, so that no others need be tried."""
    if case.term in LIVER:
        return {"uln"} if limb == "baseline_normal" else {"baseline"}
    if case.term == "fibrinogen":
        return {"lln"} if limb == "baseline_normal" else {"baseline"}
    if case.term == "inr":
        return {"baseline"} if limb == "on_anticoagulation" else set()
    if case.term == "creatinine":
        return {"uln", "baseline"}
    if (case.term, case.unit) in LOW or case.term == "sodium low":
        return {"lln"}
    return {"uln"}


def grades(case: Case, *, said: bool) -> set[int]:
    """Every grade that is possible with this answer."""
    found: set[int] = set()
    for number in numbers(case):
        for limb in limbs(case, number):
            for way in ways(case, number, limb, said=said):
                grade = LIMBED[case.term](case, way, limb) if limb else PLAIN[case.term](case, way)
                found.add(int(grade))
    return found


def verdict(case: Case) -> tuple[int | None, int, int]:
    """The grade (None: cannot be told), the lowest proved and the highest possible."""
    answers = [case.said] if case.said is not None else [True, False]
    by_answer = [grades(case, said=answer) for answer in answers]
    lowest = min(max(grade, 0) for found in by_answer for grade in found)
    highest = max(max(grade, 0) for found in by_answer for grade in found)
    if case.term not in ASKED:  # nobody is asked: what is open is missing
        by_answer = [set().union(*by_answer)]
    told = all(len(found) == 1 for found in by_answer) and not any(GAP in f for f in by_answer if len(f) == 1)
    return (lowest if told else None, lowest, highest)
