"""Grades of the checks in words, shared by tab, board, card, paper and terminal: one wording, no two truths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from blin21_desktop.domain.entries import CrsChecked, Entry, EventGraded, NeuroChecked, Oxygen
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.cells import Chip
from blin21_desktop.present.words import Words
from blin21_desktop.rules.crs import ASTCT, CTCAE, LEE, crs_grades
from blin21_desktop.rules.graded import Graded
from blin21_desktop.rules.icans import FULL, Score
from blin21_desktop.rules.in_force import CrsInForce, NeuroInForce
from blin21_desktop.service.look import Look

NO_GRADE = "–"
"""Stands where a grade would; words always stand near it."""

LETTERS: dict[str, Text] = {
    "asleep": say("A (asleep)"),
    "refused": say("R (refused)"),
    "off_ward": say("W (off the ward)"),
    "other": say("O (other)"),
}
"""Why a check or an item was not done -> the letter that stands for it, spelled out in the legend."""

DEVICES: dict[str, Text] = {
    "none": say("no oxygen"),
    "nasal_cannula": say("nasal cannula"),
    "high_flow_nasal": say("high-flow nasal"),
    "mask": say("mask"),
    "non_rebreather": say("non-rebreather mask"),
    "venturi": say("Venturi mask"),
    "blow_by": say("blow-by"),
    "cpap": say("CPAP"),
    "bipap": say("BiPAP"),
    "ventilator": say("ventilator"),
}

Old = Literal["crs", "neuro", "vitals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeLine:
    """One grade in force: chip, what it rests on, and below why it is open or differs. `key` names the scale.

    `score` are the points of the neurological check, which `says` tells too.
    """

    key: str
    name: str
    chip: Chip
    says: str
    below: str
    moment: str
    who: str
    old: bool
    worst: str = ""
    score: str = ""

    @property
    def brief(self) -> str:
        """What paper has room for: of grade 0 the points alone, else all that the grade rests on."""
        if self.chip.grade == 0:
            return self.score
        return " · ".join(part for part in (self.says, self.below) if part)

    @property
    def notes(self) -> str:
        """All that stands below: why it is open or differs, and the worst of the last 24 hours."""
        return " · ".join(part for part in (self.below, self.worst) if part)


def chip(name: str, grade: int | None, words: Words) -> Chip:
    """The chip of a grade that was looked for; None: not graded."""
    if grade is None:
        return Chip(NO_GRADE, None, words.t("{name} not graded", name=name))
    return Chip(str(grade), grade, words.t("{name} grade {grade:number}", name=name, grade=grade))


def is_old(look: Look, what: Old, at: datetime, now: datetime) -> bool:
    """Whether a value is older than the site's limit; never where no limit is configured."""
    limits = None if look.protocol is None else look.protocol.get("checks.old_after_hours")
    hours = None if limits is None else limits.value.get(what)
    return hours is not None and since(at, now) > timedelta(hours=float(hours))


def letter(reason: str, words: Words) -> str:
    """The letter of a reason; another wording than the known ones is "other"."""
    return words.render(LETTERS.get(reason, LETTERS["other"]))[:1]


def oxygen_words(oxygen: Oxygen, words: Words) -> str:
    """Device, flow and inspired fraction, which is never worked out from the flow."""
    parts = [words.render(DEVICES[oxygen.device])]
    if oxygen.flow_l_per_min is not None:
        parts.append(words.t("{flow:number} L/min", flow=oxygen.flow_l_per_min))
    if oxygen.fio2_percent is not None:
        known = {
            "measured": words.t("FiO2 {share:number} % measured", share=oxygen.fio2_percent),
            "estimated": words.t("FiO2 {share:number} % estimated", share=oxygen.fio2_percent),
        }
        parts.append(known.get(oxygen.fio2_source or "", words.t("FiO2 {share:number} %", share=oxygen.fio2_percent)))
    return " · ".join(parts)


def points(score: Score, words: Words) -> str:
    """ICE 8/10, CAPD 12; without all its items "not done"."""
    tool = score.tool.upper()
    if score.total is None:
        return words.t("{tool} not done", tool=tool)
    full = f"/{sum(FULL.values())}" if score.tool == "ice" else ""
    return f"{tool} {score.total}{full}"


def change(score: Score, words: Words) -> str:
    """Points since the patient's own baseline, with a sign; why there is none."""
    if score.baseline is None:
        return words.t("no own baseline")
    if score.change is None:
        return words.t("baseline {points:number}", points=score.baseline)
    sign = "−" if score.change < 0 else "+" if score.change > 0 else "±"
    moved = f"{sign}{abs(score.change)}"
    return words.t("{change} from baseline {points:number}", change=moved, points=score.baseline)


def lost(score: Score, words: Words) -> str:
    """The ICE items below their full points, or empty."""
    if not score.lost:
        return ""
    return words.t("lost: {items}", items=words.joined(words.code(f"ice_{item}") for item in score.lost))


def open_words(graded: Graded | None, words: Words) -> str:
    """Why there is no grade and how high it is at the least; empty when there is one."""
    if graded is None or graded.grade is not None:
        return ""
    least = words.t("not graded, at least {grade:number}", grade=graded.at_least)
    return f"{least} · {words.t('missing: {missing}', missing=words.joined(graded.missing))}"


def scale_names(look: Look) -> Mapping[str, str]:
    """Scales a CRS check is shown on: the one that drives the rules first; the third only where the site wants it."""
    wanted = None if look.protocol is None else look.protocol.get("grading.lee_2014")
    third = {LEE: "Lee 2014"} if wanted is not None and wanted.value else {}
    return {CTCAE: "CTCAE v5.0", ASTCT: "ASTCT", **third}


def crs_lines(look: Look, words: Words, now: datetime) -> tuple[GradeLine, ...]:
    """The newest CRS finding on each scale; empty when nothing was recorded."""
    found = look.grades.crs
    if found is None:
        return ()
    return tuple(_crs_line(look, found, key, words, now) for key in scale_names(look))


def _crs_line(look: Look, found: CrsInForce, key: str, words: Words, now: datetime) -> GradeLine:
    entry, graded = found.entry, found.graded.get(key)
    name = f"CRS {scale_names(look)[key]}"
    drives = key == CTCAE
    grade = found.grade if drives else None if graded is None else graded.grade
    if isinstance(entry, EventGraded):
        says = words.t("graded as an event: {term}", term=entry.term) if drives else words.t("no findings charted")
        below = [] if drives else [words.t("an event has a grade on its own scale only: {scale}", scale=entry.scale)]
    else:
        says = "" if graded is None else words.joined(graded.because)
        differs = drives and found.differs
        below = [_differs(entry, graded, words) if differs else open_words(graded, words)]
    return GradeLine(
        key=key,
        name=name,
        chip=chip(name, grade, words),
        says=says,
        below=" · ".join(part for part in below if part),
        moment=words.short_moment(entry.happened_at, now),
        who=entry.by,
        old=is_old(look, "crs", entry.happened_at, now),
        worst=_worst(found.worst_24h, words) if drives else "",
    )


def _differs(entry: CrsChecked | NeuroChecked, graded: Graded | None, words: Words) -> str:
    computed = None if graded is None else graded.grade
    known = {"grade": entry.accepted_grade, "who": entry.by, "because": entry.because or words.t("no reason charted")}
    if computed is None:
        return words.t("grade {grade:number} accepted by {who}, the findings give none: {because}", **known)
    return words.t(
        "grade {grade:number} accepted by {who}, the findings give {computed:number}: {because}",
        computed=computed,
        **known,
    )


def icans_line(look: Look, words: Words, now: datetime) -> GradeLine | None:
    """The newest ICANS with its score; None when nothing was recorded."""
    found = look.grades.neuro
    if found is None:
        return None
    because = () if found.graded is None else found.graded.because
    tool = found.score.tool.upper()
    told = [] if any(text.template.startswith(tool) for text in because) else [points(found.score, words)]
    told += [change(found.score, words), lost(found.score, words)]
    says = " · ".join(part for part in (words.joined(because), *told) if part)
    points_only = (points(found.score, words), change(found.score, words), lost(found.score, words))
    return GradeLine(
        key="icans",
        name="ICANS",
        chip=chip("ICANS", found.grade, words),
        says=says,
        below=_neuro_below(found, words),
        moment=words.short_moment(found.entry.happened_at, now),
        who=found.entry.by,
        old=is_old(look, "neuro", found.entry.happened_at, now),
        worst=_worst(found.worst_24h, words),
        score=" · ".join(part for part in points_only if part),
    )


def _worst(grade: int | None, words: Words) -> str:
    return "" if grade is None else words.t("worst in 24 hours {grade:number}", grade=grade)


def _neuro_below(found: NeuroInForce, words: Words) -> str:
    graded = found.graded
    parts = [_differs(found.entry, graded, words) if found.differs else open_words(graded, words)]
    parts += () if graded is None else (words.render(note) for note in graded.notes)
    return " · ".join(part for part in parts if part)


def crs_on(entry: Entry, key: str, look: Look) -> tuple[int | None, Graded | None]:
    """Grade of one entry on one scale as it is shown, and what the findings give there."""
    if not isinstance(entry, CrsChecked):
        return (entry.grade if isinstance(entry, EventGraded) and key == CTCAE else None), None
    graded = crs_grades(entry, look.scales).get(key)
    if key == CTCAE and entry.accepted_grade is not None:
        return entry.accepted_grade, graded
    return (None if graded is None else graded.grade), graded
