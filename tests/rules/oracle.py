"""A second opinion on grades, written from grading notes 1.1, 1.2 and 2.2 as tables of words; never from the program.

What is not known is tried out: every way it may turn out is graded, and only if all agree there is a grade. So the two
ways of working share neither tables nor method.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from blin21_desktop.domain.entries import CrsChecked, NeuroChecked

# Highest row first; a row holds when any of its words is among the words of the findings.
ASTCT = [
    (4, "several-pressors positive-pressure"),
    (3, "one-pressor nasal-above-6 face-mask"),
    (2, "low-pressure nasal-up-to-6 blow-by"),
    (1, "fever"),
]
CTCAE = [
    (4, "danger"),
    (3, "one-pressor oxygen-from-40"),
    (2, "low-pressure oxygen-below-40"),
    (1, "fever"),
]
LEE = [
    (4, "ventilated organ-4"),
    (3, "oxygen-from-40 high-dose several-pressors organ-3 liver-4"),
    (2, "oxygen-below-40 low-pressure low-dose organ-2"),
    (1, "fever other-symptoms"),
]
ICANS = [
    (4, "coma long-seizure deep-weakness diffuse-oedema"),
    (3, "ice-0-2 capd-9-32 wakes-to-touch short-seizure focal-oedema"),
    (2, "ice-3-6 wakes-to-voice"),
    (1, "ice-7-9 capd-1-8"),
]
Table = list[tuple[int, str]]


def row_of(table: Table, words: set[str]) -> int:
    """The highest row that shares a word with the findings; 0 when none does."""
    return next((grade for grade, row in table if words & set(row.split())), 0)


def possible(table: Table, *choices: list[str]) -> set[int]:
    """Every grade that the findings may turn out to be: one way of each choice, its words separated by blanks."""
    return {row_of(table, {w for way in ways for w in way.split()}) for ways in itertools.product(*choices)}


def crs(check: CrsChecked) -> Iterator[tuple[str, set[int]]]:
    """Scale -> every possible grade of a CRS check."""
    never = check.fever == "no"
    fever = {"yes": ["fever"], "no": [""], "masked": ["fever", ""]}[check.fever]
    oxygen, pressors = _fraction(check), check.hypotension
    yield "astct-2019", {0} if never else possible(ASTCT, fever, [_astct_pressure(pressors)], _astct_oxygen(check))
    ctcae = {
        "none": [""], "fluids": ["low-pressure"], "one_vasopressor": ["one-pressor"],
        "one_vasopressor_and_vasopressin": ["one-pressor", "danger"], "several_vasopressors": ["one-pressor", "danger"],
    }[pressors]  # fmt: skip
    danger = ["danger" if check.life_threatening else ""]
    yield "ctcae-5.0", possible(CTCAE, fever, ctcae, oxygen, danger)
    lee = {
        "none": [""], "fluids": ["low-pressure"],
        "one_vasopressor": {None: ["low-dose", "high-dose"], "low": ["low-dose"], "high": ["high-dose"]}[
            check.vasopressor_dose
        ],
    }.get(pressors, ["several-pressors"])  # fmt: skip
    organs = {
        "none": [""], "grade_2": ["organ-2"], "grade_3": ["organ-3"], "grade_4": ["organ-4"],
        "grade_4_transaminase": ["liver-4"], None: ["", "organ-2", "organ-3", "organ-4", "liver-4"],
    }[check.organ_toxicity]  # fmt: skip
    air = {"ventilator": ["ventilated"], "cpap": ["ventilated", ""], "bipap": ["ventilated", ""]}.get(
        check.oxygen.device, [""]
    )
    yield "lee-2014", possible(LEE, ["other-symptoms", ""] if never else fever, lee, oxygen, organs, air)


def _astct_pressure(pressors: str) -> str:
    """Vasopressin is never counted as a second vasopressor."""
    counted = {"one_vasopressor": 1, "one_vasopressor_and_vasopressin": 1, "several_vasopressors": 2}.get(pressors, 0)
    return ["low-pressure" if pressors == "fluids" else "", "one-pressor", "several-pressors"][counted]


def _astct_oxygen(check: CrsChecked) -> list[str]:
    device, flow = check.oxygen.device, check.oxygen.flow_l_per_min
    if "nasal" in device:
        if flow is None:
            return ["nasal-up-to-6", "nasal-above-6"]
        return ["nasal-above-6" if flow > 6 else "nasal-up-to-6"]
    kinds = {
        "none": "",
        "blow_by": "blow-by",
        "mask": "face-mask",
        "non_rebreather": "face-mask",
        "venturi": "face-mask",
    }
    return [kinds.get(device, "positive-pressure")]


def _fraction(check: CrsChecked) -> list[str]:
    if check.oxygen.device == "none":
        return [""]
    percent = check.oxygen.fio2_percent
    if percent is None:
        return ["oxygen-below-40", "oxygen-from-40"]
    return ["oxygen-from-40" if percent >= 40 else "oxygen-below-40"]


def icans(check: NeuroChecked) -> set[int]:
    """Every possible grade of a neurological check; aphasia never changes it."""
    minds = {"awake": "", "to_voice": "wakes-to-voice", "to_touch": "wakes-to-touch", "unarousable": "coma"}
    fits = {"none": "", "brief": "short-seizure", "prolonged_or_repetitive": "long-seizure"}
    limbs = {False: "", True: "deep-weakness"}
    heads = {"none": "", "focal_oedema": "focal-oedema", "diffuse_oedema_or_signs": "diffuse-oedema"}
    domains: list[tuple[dict[Any, str], Any]] = [
        (minds, check.consciousness), (fits, check.seizure), (limbs, check.focal_weakness),
        (heads, check.raised_pressure),
    ]  # fmt: skip
    seen = [[words[value]] if value is not None else list(words.values()) for words, value in domains]
    return possible(ICANS, _tool(check), *seen)


def _tool(check: NeuroChecked) -> list[str]:
    if check.tool == "ice":
        points = None if check.ice is None else check.ice.total
        bands = [(range(3), "ice-0-2"), (range(3, 7), "ice-3-6"), (range(7, 10), "ice-7-9"), (range(10, 11), "")]
    else:
        points = None if check.capd is None else sum(check.capd)
        bands = [(range(1), ""), (range(1, 9), "capd-1-8"), (range(9, 33), "capd-9-32")]
    return [word for band, word in bands if points is None or points in band]
