"""The laboratory grades in force: the newest result of every analyte, and the worst of the course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from blin21_desktop.domain.entries import LabBaselineChosen, LabConditionAnswered, LabResulted
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.rules.age_group import is_adult
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.lab_case import Bench, GradedResult, before_start, graded_result
from blin21_desktop.rules.lab_grade import LabGraded
from blin21_desktop.rules.lab_reported import Keep, LabResult
from blin21_desktop.rules.lab_results import results
from blin21_desktop.rules.lab_worst import Worst, worst_of
from blin21_desktop.rules.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class LabGrade:
    """What stands under one name: a graded result, and the term that counts (None: the scale has no term).

    `others`: the other terms of the same analyte. `grade` None: cannot be told; `at_least` is what is proved.
    """

    name: str
    bench: Bench
    case: GradedResult
    counts: LabGraded | None
    others: tuple[LabGraded, ...] = ()

    @property
    def grade(self) -> int | None:
        """The grade; 0 only when every term of the analyte is provably below grade 1."""
        return None if self.counts is None else self.counts.grade

    @property
    def at_least(self) -> int:
        """The grade that is proved."""
        return 0 if self.counts is None else self.counts.at_least

    @property
    def by_baseline(self) -> bool:
        """Whether the baseline had a part in the grade: as its measure, for the limb that applies, or as the before."""
        if self.counts is None:
            return False
        limbs = self.counts.term.limbs if self.counts.limb is None else (self.counts.limb,)
        return self.before_start is not None or any(limb.by_baseline for limb in limbs)

    @property
    def before_start(self) -> int | None:
        """The grade before the course, when the present one is no higher: it was there already."""
        if self.counts is None or not self.grade:
            return None
        if self.counts.limb is not None and self.counts.limb.rule == "baseline_abnormal":
            return None  # a grade by the baseline says how far it rose from there: another measure than a grade before
        before = before_start(self.bench, self.case, self.counts.term)
        return before if before is not None and before >= self.grade else None


class LabGrades:
    """The grades of one patient, made when they are asked for: a board of many patients does not need them."""

    def __init__(self, bench: Callable[[], Bench | None], today: Callable[[], Bench | None] = lambda: None) -> None:
        """Take what makes the bench, and the one of today; None: no scale is configured, or nobody is registered."""
        self._make = bench
        self._make_today = today
        self._graded: dict[str, tuple[LabGrade, ...]] = {}

    @cached_property
    def bench(self) -> Bench | None:
        """Results, scale and all else that a result is graded by."""
        return self._make()

    @cached_property
    def today(self) -> tuple[LabGrade, ...]:
        """The grades of what was collected since midnight, the newest of each analyte; a board asks for no more."""
        bench = self._make_today()
        if bench is None:
            return ()
        midnight = _midnight(bench.at)
        last = [found[-1] for found in bench.results.values() if found[-1].entry.happened_at >= midnight]
        return tuple(each for result in last for each in names_of(bench, graded_result(bench, result)))

    @cached_property
    def newest(self) -> dict[str, LabGrade]:
        """The grade of the newest result of every analyte, by name."""
        bench = self.bench
        if bench is None:
            return {}
        last = [found[-1] for found in bench.results.values()]
        return {each.name: each for result in last for each in self.of(result)}

    @cached_property
    def worst(self) -> dict[str, Worst]:
        """The worst of the newest course by name, with what cannot be told beside it."""
        bench = self.bench
        if bench is None or not bench.courses:
            return {}
        course = bench.courses[-1]
        by_name: dict[str, list[LabGrade]] = {}
        for result in (one for series in bench.results.values() for one in series):
            if course.started_at <= result.entry.happened_at <= course.until:
                for each in self.of(result):
                    by_name.setdefault(each.name, []).append(each)
        found = {name: worst_of(grades) for name, grades in by_name.items()}
        return {name: worst for name, worst in found.items() if worst is not None}

    def of(self, result: LabResult) -> tuple[LabGrade, ...]:
        """A result under each of its names, graded once. Raises LookupError where nothing can be graded."""
        if self.bench is None:
            raise LookupError("no scale is configured, or nobody is registered")
        found = self._graded.get(result.entry.id)
        if found is None:
            found = self._graded[result.entry.id] = names_of(self.bench, graded_result(self.bench, result))
        return found


NO_LABS = LabGrades(lambda: None)
"""Where nothing can be graded."""


def lab_grades(s: Situation, knowledge: Knowledge) -> LabGrades:
    """The grades of a situation."""
    return LabGrades(lambda: bench_of(s, knowledge), lambda: _bench_of_today(s, knowledge))


def bench_of(s: Situation, knowledge: Knowledge, *, only_today: bool = False) -> Bench | None:
    """What every result of a situation is graded by; None without a scale. `only_today`: with today's results alone."""
    if knowledge.lab_scale is None:
        return None
    by_analyte: dict[str, list[LabResult]] = {}
    for result in results(s.chart, s.at, knowledge.labs, _of_today(s) if only_today else None):
        by_analyte.setdefault(result.entry.analyte, []).append(result)
    answers: dict[str, list[LabConditionAnswered]] = {}
    for answer in s.chart.all(LabConditionAnswered, s.at):
        answers.setdefault(answer.result, []).append(answer)
    return Bench(
        chart=s.chart,
        at=s.at,
        scale=knowledge.lab_scale,
        table=knowledge.labs,
        site=knowledge.lab_limits,
        patient=s.registered,
        courses=s.courses,
        results=by_analyte,
        choices=s.chart.all(LabBaselineChosen, s.at),
        answers=answers,
        adult=is_adult(s, Consulted()),
    )


def _bench_of_today(s: Situation, knowledge: Knowledge) -> Bench | None:
    """None also where nothing was collected since midnight: then no older result is looked at."""
    newest = s.chart.last(LabResulted, s.at)
    if newest is None or newest.happened_at < _midnight(s.at):
        return None
    return bench_of(s, knowledge, only_today=True)


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _of_today(s: Situation) -> Keep:
    """Whether today's grades need a result: it is of today, is the newest before the course, or could be chosen."""
    midnight, start = _midnight(s.at), s.at if s.course is None else s.course.started_at
    chosen = {choice.analyte for choice in s.chart.all(LabBaselineChosen, s.at)}
    before = s.chart.all(LabResulted, start)
    gone = {(entry.analyte, entry.happened_at) for entry in before if entry.status == "deleted"}
    newest = {e.analyte: e.happened_at for e in before if (e.analyte, e.happened_at) not in gone}

    def needed(entry: LabResulted) -> bool:
        if entry.happened_at >= midnight or entry.analyte in chosen:
            return True
        return newest.get(entry.analyte, entry.happened_at) <= entry.happened_at <= start

    return needed


def names_of(bench: Bench, case: GradedResult) -> tuple[LabGrade, ...]:
    """A graded result under its analyte, and under every term that has a name of its own."""
    analyte = case.result.entry.analyte
    shared = [graded for graded in case.graded if not graded.term.own]
    counts = max(shared, key=_weight, default=None)
    others = tuple(graded for graded in shared if graded is not counts)
    own = (
        LabGrade(name=graded.term.own, bench=bench, case=case, counts=graded)
        for graded in case.graded
        if graded.term.own and not (graded.term.diagnosis and graded.grade in (0, None) and not graded.questions)
    )
    return (LabGrade(name=analyte, bench=bench, case=case, counts=counts, others=others), *own)


def _weight(graded: LabGraded) -> tuple[int, bool, bool, int]:
    """Which of an analyte's terms counts: the highest grade proved, then a gap, then one that cannot be told."""
    return (graded.at_least, graded.gap, graded.grade is None, graded.at_most)
