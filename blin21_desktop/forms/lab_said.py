"""What a person says about a laboratory value: which sample or limb is the baseline, whether a condition was there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from blin21_desktop.domain.entries import Entry, LabBaselineChosen, LabConditionAnswered
from blin21_desktop.domain.entries.labs import Limb
from blin21_desktop.domain.text import Names, Text, say
from blin21_desktop.forms.fields import YES_NO, Ask, Field, Option, Section, Told, happened
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.lab_case import Bench
from blin21_desktop.rules.lab_reported import LabResult
from blin21_desktop.service.look import Look

BASELINE, CONDITION = "lab-baseline:", "lab-condition:"
"""First parts of the ids of these forms; the rest is what they are about."""
LIMB = "limb:"
MOST = 8
"""So many samples before the course are offered."""
CHOICE, COURSE, BECAUSE, ANSWER = "baseline", "course", "because", "answer"


def said_form(look: Look, form_id: str) -> Form | None:
    """The form of an id as the chart stands now; None when it is of another sort, or what it was about is gone."""
    bench = look.labs.bench
    if bench is None:
        return None
    if form_id.startswith(BASELINE):
        analyte, _, about = form_id.removeprefix(BASELINE).partition("\n")
        return baseline_form(bench, analyte, about)
    parts = form_id.removeprefix(CONDITION).split("\n")
    if not form_id.startswith(CONDITION) or len(parts) != len(("result", "term", "condition")):
        return None
    return condition_form(bench, *parts)


@dataclass(frozen=True, slots=True)
class _Choices:
    """What can be chosen for one analyte."""

    analyte: str
    name: Names | str
    options: tuple[Option, ...]
    courses: tuple[Option, ...]


def baseline_form(bench: Bench, analyte: str, about: str = "") -> Form | None:
    """Choose the baseline of an analyte in a course: a reported sample, or the limb. None: nothing to choose.

    Offered are the newest samples up to the start of the newest course, and the result that it is `about`.
    """
    results = [result for result in bench.results.get(analyte, ()) if not result.derived_from]
    limbs = sorted({rule for term in bench.scale.of(analyte) for rule in term.rules})
    if not bench.courses or not results:
        return None
    start = bench.courses[-1].started_at
    before = [result for result in results if result.entry.happened_at <= start][-MOST:]
    results = [one for one in results if one in before or about in {version.id for version in one.versions}]
    if not results and not limbs:
        return None
    offered = _Choices(
        analyte,
        _name(bench, analyte),
        (
            *(Option(result.entry.id, _sample(result)) for result in results),
            *(Option(f"{LIMB}{limb}", say("limb: {what:code}", what=limb)) for limb in limbs),
        ),
        tuple(Option(str(course.number), say("{number:number}", number=course.number)) for course in bench.courses),
    )
    return Form(
        id=f"{BASELINE}{analyte}\n{about}" if about else f"{BASELINE}{analyte}",
        name=say("Baseline of a laboratory value"),
        title=lambda _: say("Baseline of {name}", name=offered.name),
        sections=lambda _setting, _typed: _baseline_sections(offered),
        entries=lambda reader: _baseline_entries(reader, offered),
        sentence=lambda batch, _setting: _baseline_sentence(batch, offered),
    )


def _name(bench: Bench, analyte: str) -> Names | str:
    known = bench.table.analytes.get(analyte)
    return analyte if known is None else known.title


def _sample(result: LabResult) -> Text:
    entry = result.entry
    return say("{value} {unit}, {at:time}", value=entry.value, unit=entry.unit, at=entry.happened_at)


def _baseline_sections(offered: _Choices) -> tuple[Section, ...]:
    fields = (
        Field(key=COURSE, label=say("Course"), ask=Ask.CHOICE, options=offered.courses),
        Field(key=CHOICE, label=say("Baseline"), ask=Ask.CHOICE, options=offered.options,
              note=say("a sample as it was reported, or which limb of the table applies")),
        Field(key=BECAUSE, label=say("Why"), ask=Ask.LONG),
    )  # fmt: skip
    side = say("grades of the course are worked out anew")
    return (Section(title=say("Baseline"), side=side, fields=fields), happened(say("Chosen at")))


def _baseline_entries(r: Reader, offered: _Choices) -> tuple[Entry, ...]:
    chosen = str(r.choice(CHOICE, offered.options[0].code))
    limb = next((one for one in get_args(Limb) if f"{LIMB}{one}" == chosen), None)
    return (
        LabBaselineChosen(
            **r.common(),
            course=int(r.choice(COURSE, offered.courses[0].code)),
            analyte=offered.analyte,
            result=chosen if limb is None else None,
            limb=limb,
            because=r.text(BECAUSE),
        ),
    )


def _baseline_sentence(batch: tuple[Entry, ...], offered: _Choices) -> Text:
    entry = batch[0]
    assert isinstance(entry, LabBaselineChosen)  # noqa: S101  (what `_baseline_entries` made)
    picked = next(o.label for o in offered.options if o.code in (entry.result, f"{LIMB}{entry.limb}"))
    return say("{name}, course {course:number}: baseline {what}.", name=offered.name, course=entry.course, what=picked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked about one result."""

    result: LabResult
    id: str
    name: Names | str
    term: str
    condition: str
    asks: Names


def condition_form(bench: Bench, result: str, term: str, condition: str) -> Form | None:
    """Answer whether a condition was there when a result was taken. None: the result or the condition is gone."""
    every = (one for many in bench.results.values() for one in many)
    found = next((one for one in every if result in {version.id for version in one.versions}), None)
    asks = bench.scale.conditions.get(condition)
    if found is None or asks is None:
        return None
    asked = _Asked(found, result, _name(bench, found.entry.analyte), term, condition, asks)
    return Form(
        id=f"{CONDITION}{result}\n{term}\n{condition}",
        name=say("Question about a laboratory value"),
        title=lambda _: say("Question about {name}", name=asked.name),
        sections=lambda _setting, _typed: _condition_sections(asked),
        entries=lambda reader: _condition_entries(reader, asked),
        sentence=lambda batch, _setting: _condition_sentence(batch, asked),
    )


def _condition_sections(asked: _Asked) -> tuple[Section, ...]:
    field = Field(key=ANSWER, label=say("{question}", question=asked.asks), ask=Ask.CHOICE, options=YES_NO,
                  note=say("when the sample was taken"), told=True)  # fmt: skip
    return (Section(title=say("{term}", term=asked.term), fields=(field,)), happened(say("Answered at")))


def _condition_entries(r: Reader, asked: _Asked) -> tuple[Entry, ...]:
    r.told[ANSWER] = (Told(say("{name}", name=asked.name), "?", _sample(asked.result)),)
    answer: Literal["yes", "no"] = "yes" if r.yes(ANSWER) else "no"
    return (
        LabConditionAnswered(
            **r.common(), result=asked.id, term=asked.term, condition=asked.condition, answer=answer
        ),
    )  # fmt: skip


def _condition_sentence(batch: tuple[Entry, ...], asked: _Asked) -> Text:
    entry = batch[0]
    assert isinstance(entry, LabConditionAnswered)  # noqa: S101  (what `_condition_entries` made)
    told = say("Yes") if entry.answer == "yes" else say("No")
    return say("{term}: {question}: {answer}.", term=asked.term, question=asked.asks, answer=told)
