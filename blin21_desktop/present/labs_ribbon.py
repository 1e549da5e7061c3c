"""The ribbon above the graphs: doses as charted and planned, pauses, steps and restarts, transfusions and G-CSF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from blin21_desktop.domain.entries import DrugGiven
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.checks_axis import place
from blin21_desktop.present.strip import Level, Strip, strip
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look, of_course

MARKS: dict[str, Text] = {"transfusion": say("T transfusion"), "g_csf": say("G G-CSF")}
"""Class of a drug that moves blood counts -> its letter and what it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Flow at one dose from `start` to `end` days; `text` is the dose in words."""

    start: float
    end: float
    text: str
    level: Level
    planned: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A letter at a moment (days): T, G; and of the lane's own, a step (▲) or a restart (▶)."""

    at: float
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """What was given while blood was taken. `pauses` are (start, end) in days; `summary` is spoken."""

    name: str
    summary: str
    stretches: tuple[Stretch, ...] = ()
    pauses: tuple[tuple[float, float], ...] = ()
    marks: tuple[Mark, ...] = ()
    legend: str = ""

    def state_at(self, at: float, words: Words) -> str:
        """What flowed at a moment: the dose, paused, or nothing."""
        if any(start <= at < end for start, end in self.pauses):
            return words.t("paused")
        given = next((one for one in self.stretches if not one.planned and one.start <= at < one.end), None)
        return words.t("no drug flowing") if given is None else given.text


def ribbon(look: Look, words: Words) -> Ribbon:
    """All courses on one axis, that of the newest one."""
    stretches: list[Stretch] = []
    pauses: list[tuple[float, float]] = []
    marks = _drug_marks(look)
    lanes = [strip(of_course(look, number)) for number in range(len(look.courses))]
    for lane in (one for one in lanes if one is not None):
        by = place(look, lane.started_at)
        stretches += _stretches(lane, by, words)
        pauses += [(pause.start + by, pause.end + by) for pause in lane.pauses]
        marks += _turns(lane, by)
    return Ribbon(
        name=words.t("Infusion"),
        summary=_summary(stretches, pauses, words),
        stretches=tuple(stretches),
        pauses=tuple(pauses),
        marks=tuple(sorted(marks, key=lambda mark: mark.at)),
        legend=" · ".join(
            (words.t("▲ step, ▶ restart"), words.t("hatched: not infusing"), *map(words.render, MARKS.values()))
        ),
    )


def _stretches(lane: Strip, by: float, words: Words) -> list[Stretch]:
    found = []
    for one in lane.segments:
        dose = one.dose_micrograms_per_day
        text = "" if dose is None else words.dose(dose)
        if one.planned:
            text = words.t("planned: {dose}", dose=text) if text else words.t("planned")
        found.append(Stretch(start=one.start + by, end=one.end + by, text=text, level=one.level, planned=one.planned))
    return found


def _turns(lane: Strip, by: float) -> list[Mark]:
    given = [one for one in lane.segments if not one.planned]
    steps = [
        Mark(after.start + by, "▲")
        for before, after in pairwise(given)
        if before.level == "low" and after.level == "full"
    ]
    return [*steps, *(Mark(pause.end + by, "▶") for pause in lane.pauses if not pause.open)]


def _drug_marks(look: Look) -> list[Mark]:
    def at(moment: datetime) -> float:
        return place(look, moment)

    drugs = [entry for entry in look.chart.all(DrugGiven, look.at) if entry.class_ in MARKS]
    return [Mark(at(entry.happened_at), MARKS[entry.class_].template[0]) for entry in drugs]


def _summary(stretches: list[Stretch], pauses: list[tuple[float, float]], words: Words) -> str:
    doses = words.joined(dict.fromkeys(one.text for one in stretches if not one.planned))
    if not doses:
        return words.t("Nothing was infused.")
    return words.t("Infused: {doses}; pauses: {count:number}.", doses=doses, count=len(pauses))
