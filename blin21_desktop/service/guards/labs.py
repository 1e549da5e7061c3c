"""What a person may say about a laboratory value: only of a result in force, a course and a condition that exist."""

from __future__ import annotations

from blin21_desktop.domain.entries import LabBaselineChosen, LabConditionAnswered, LabResulted
from blin21_desktop.domain.lab_scale import LabTerm
from blin21_desktop.domain.text import say
from blin21_desktop.service.guards.scene import Scene, Wrongs


def ill_labs(entry: LabBaselineChosen | LabConditionAnswered, scene: Scene) -> Wrongs:
    """Everything impossible about a choice or an answer."""
    if isinstance(entry, LabBaselineChosen):
        yield from _baseline(entry, scene)
    else:
        yield from _answer(entry, scene)


def _baseline(entry: LabBaselineChosen, scene: Scene) -> Wrongs:
    if not entry.because.strip():
        yield "because", say("no reason is given"), say("why this baseline or limb is taken")
    if (entry.result is None) == (entry.limb is None):
        yield "result", say("either a result or a limb is chosen"), say("one of the two")
    elif entry.result is not None:
        lab = _result(entry.result, scene)
        if lab is None or lab.analyte != entry.analyte:
            yield (
                "result",
                say("no result of {analyte} in force has the id {id}", analyte=entry.analyte, id=entry.result),
                say("the id of a result of this patient and analyte"),
            )
    else:
        rules = sorted({rule for term in _terms(entry.analyte, scene) for rule in term.rules})
        if entry.limb not in rules:
            yield (
                "limb",
                say("{analyte} has no limb {limb}", analyte=entry.analyte, limb=entry.limb),
                say("one of: {ids}", ids=", ".join(rules)) if rules else say("no limb: this analyte has only one"),
            )


def _answer(entry: LabConditionAnswered, scene: Scene) -> Wrongs:
    lab = _result(entry.result, scene)
    if lab is None:
        yield (
            "result",
            say("no laboratory result in force has the id {id}", id=entry.result),
            say("the id of a result of this patient"),
        )
        return
    known = {term.name: term for term in _terms(lab.analyte, scene)}
    if entry.term not in known:
        yield (
            "term",
            say("{analyte} is not graded on {term}", analyte=lab.analyte, term=entry.term),
            say("one of: {ids}", ids=", ".join(sorted(known))),
        )
    elif entry.condition not in known[entry.term].conditions:
        yield (
            "condition",
            say("{term} does not ask for {condition}", term=entry.term, condition=entry.condition),
            say("one of: {ids}", ids=", ".join(sorted(known[entry.term].conditions))),
        )


def _result(entry_id: str, scene: Scene) -> LabResulted | None:
    found = scene.chart.find(entry_id)
    return found if isinstance(found, LabResulted) and found.id not in scene.chart.withdrawn else None


def _terms(analyte: str, scene: Scene) -> tuple[LabTerm, ...]:
    scale = scene.knowledge.lab_scale
    return () if scale is None else (*scale.of(analyte), *scale.of(f"{analyte}_corrected"))
