"""What a look says about a patient, value by value, so that two moments can be compared: text and the entry behind it.

A value nobody charted is absent; it is never a zero and never "normal".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from blin21_desktop.domain.entries import CrsChecked, Entry, PumpRead, VitalsMeasured
from blin21_desktop.domain.infusion import Course, Status
from blin21_desktop.present.checks_events import gvhd_row
from blin21_desktop.present.checks_vitals import SIGNS, shown, unit_words
from blin21_desktop.present.grade_words import crs_on, oxygen_words, points, scale_names
from blin21_desktop.present.labs_points import lab_chip
from blin21_desktop.present.labs_units import shown as lab_shown
from blin21_desktop.present.rule_words import OUTCOMES, rule_name
from blin21_desktop.present.words import Words
from blin21_desktop.rules.crs import CTCAE
from blin21_desktop.rules.graded import Graded
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value at one moment. `text` is empty where nobody charted it.

    `entry` is where it comes from; `seen` the newest entry that would have shown a change (as a rule the same), None
    where the value follows from others: then `told` says whether it could be told. `sign`: what is compared instead of
    the text, where words tell more than the answer, as how old something is.
    """

    what: str
    text: str = ""
    entry: Entry | None = None
    seen: Entry | None = None
    told: bool = False
    sign: str = ""


Values = Mapping[str, Value]


def infusion_values(look: Look, words: Words) -> Values:
    """State, dose, rate, bag, pauses and infused hours of the newest course, as charted."""
    course = look.course
    names = {
        "status": words.t("State"),
        "dose": words.t("Dose"),
        "rate": words.t("Rate"),
        "bag": words.t("Bag"),
        "pauses": words.t("Pauses"),
        "infused": words.t("Infused"),
    }
    if course is None:
        return {key: Value(what=what) for key, what in names.items()}
    running = course.status is Status.RUNNING
    pump = look.chart.last(PumpRead, look.at)
    looked = (course.charted, look.confirmed, pump)
    seen = max((entry for entry in looked if entry is not None), key=lambda e: e.happened_at)
    segment, hung, pause = course.last_segment, course.bags[-1], course.pauses[-1:]
    charted, still = course.charted, words.t("no drug flowing")
    lost = words.t(
        "{count:number}, together {length:clock_length}", count=len(course.pauses), length=course.interrupted
    )
    texts: dict[str, tuple[str, Entry]] = {
        "status": (words.t("course {number:number}: {status}", number=course.number, status=course.status), charted),
        "dose": (words.dose(segment.dose_micrograms_per_day) if running else still, charted),
        "rate": (words.rate(segment.rate_ml_per_h) if running else still, charted),
    }
    if pump is not None and pump.happened_at > charted.happened_at:
        texts |= {key: (f"{texts[key][0]} · {said}", pump) for key, said in _against(pump, course, words)}
    texts |= {
        "bag": (words.t("bag {number:number} ({label})", number=hung.number, label=hung.bag.label), hung.entry),
        "pauses": (lost, pause[0].entry if pause else charted),
        "infused": (words.clock_length(course.infused), seen),
    }
    return {
        key: Value(what=names[key], text=text, entry=entry, seen=max(entry, seen, key=lambda e: e.happened_at))
        for key, (text, entry) in ((key, texts[key]) for key in names)
    }


def _against(pump: PumpRead, course: Course, words: Words) -> Iterator[tuple[str, str]]:
    """Where the pump was read otherwise than charted: a look at it that is no "no change"."""
    running = course.status is Status.RUNNING
    if pump.running is not running:
        yield "status", words.t("pump running") if pump.running else words.t("pump not running")
    elif running and pump.rate_ml_per_h != course.last_segment.rate_ml_per_h:
        yield "rate", words.t("{rate:rate} on the pump", rate=pump.rate_ml_per_h)


def check_values(look: Look, words: Words) -> Values:
    """Every vital sign by its own newest measurement, then the grades in force."""
    return {**dict(_signs(look, words)), **dict(_graded(look, words))}


def _signs(look: Look, words: Words) -> Iterator[tuple[str, Value]]:
    newest_first = tuple(reversed(look.chart.all(VitalsMeasured, look.at)))
    for sign in SIGNS:
        what = words.render(sign.name)
        entry = next((one for one in newest_first if shown(sign, one)), None)
        if entry is None:
            yield sign.key, Value(what=what)
        else:
            text = f"{shown(sign, entry)} {unit_words(sign, entry, words)}".strip()
            yield sign.key, Value(what=what, text=text, entry=entry, seen=entry)
    newest = newest_first[0] if newest_first else None
    text = "" if newest is None else oxygen_words(newest.oxygen, words)
    yield "oxygen", Value(what=words.t("Oxygen"), text=text, entry=newest, seen=newest)


def _graded(look: Look, words: Words) -> Iterator[tuple[str, Value]]:
    crs, neuro, gvhd = look.grades.crs, look.grades.neuro, look.grades.gvhd
    for key, name in scale_names(look).items():
        what = f"CRS {name}"
        if crs is None:
            yield f"crs.{key}", Value(what=what)
            continue
        found = (crs.grade, crs.graded.get(key)) if key == CTCAE else crs_on(crs.entry, key, look)
        if isinstance(crs.entry, CrsChecked) or found[0] is not None:
            yield f"crs.{key}", Value(what=what, text=_grade(*found, words), entry=crs.entry, seen=crs.entry)
        else:  # an event is graded on one scale alone
            yield f"crs.{key}", Value(what=what)
    if neuro is None:
        yield "icans", Value(what="ICANS")
    else:
        told = f"{_grade(neuro.grade, neuro.graded, words)} · {points(neuro.score, words)}"
        yield "icans", Value(what="ICANS", text=told, entry=neuro.entry, seen=neuro.entry)
    if gvhd is not None:
        row = gvhd_row(*gvhd, look, words)
        text = " · ".join(part for part in (row.grade, row.stages) if part)
        yield "gvhd", Value(what=words.t("GVHD"), text=text, entry=gvhd[0], seen=gvhd[0])


def _grade(grade: int | None, graded: Graded | None, words: Words) -> str:
    if grade is not None:
        return words.t("grade {grade:number}", grade=grade)
    least = "" if graded is None else words.t("not graded, at least {grade:number}", grade=graded.at_least)
    return least or words.t("not graded")


def event_values(look: Look, words: Words) -> Values:
    """Every adverse event by its key."""
    return {
        event.key: Value(
            what=words.format(event.names),
            text=words.t("grade {grade:number}", grade=event.newest.grade),
            entry=event.newest,
            seen=event.newest,
        )
        for event in look.grades.events
    }


def lab_values(look: Look, words: Words) -> Values:
    """The newest result of every analyte with its grade."""
    found = {}
    for name, each in look.labs.newest.items():
        result, known = each.case.result, each.bench.table.analytes.get(name)
        if name != result.entry.analyte:
            continue
        value = lab_shown(result, known, "ward")
        chip = lab_chip(name, each, words)
        grade = () if chip is None else (words.t("grade {grade}", grade=chip.text),)
        text = words.joined((f"{value.text} {value.unit}".strip(), *grade))
        what = name if known is None else known.short
        found[name] = Value(what=what, text=text, entry=result.entry, seen=result.entry)
    return found


def finding_values(look: Look, words: Words) -> Values:
    """Every rule's answer; where it applies, what it says."""
    return {
        finding.rule: Value(
            what=rule_name(finding.rule, words),
            text=words.render(finding.says) if finding.answer == "fires" else words.render(OUTCOMES[finding.answer][1]),
            told=finding.answer != "cannot_tell",
            sign=f"{finding.answer} {finding.says.template if finding.answer == 'fires' else ''}",
        )
        for finding in look.findings
    }
