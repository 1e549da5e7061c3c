"""The tab Labs as finished values: table, stacked graphs, overlay and subsets of the same series, and MRD in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from blin21_desktop.domain.entries import LabResulted, MrdResulted
from blin21_desktop.domain.moments import since
from blin21_desktop.present.checks_axis import Axis, place
from blin21_desktop.present.lab_beside import AGE_UNSAID
from blin21_desktop.present.lab_when import dated_when, short_when, time_given
from blin21_desktop.present.labs_axis import course_axis, weeks, whole_axis
from blin21_desktop.present.labs_cells import review_line
from blin21_desktop.present.labs_detail import LabDetail, details
from blin21_desktop.present.labs_mrd import MrdMark, MrdRow, mrd_marks, mrd_rows
from blin21_desktop.present.labs_panels import LabPanel, panels
from blin21_desktop.present.labs_plot import LabPlot, plot_of
from blin21_desktop.present.labs_points import Series, all_series
from blin21_desktop.present.labs_relative import Relative, relative
from blin21_desktop.present.labs_ribbon import Ribbon, ribbon
from blin21_desktop.present.labs_subsets import Subsets, subsets
from blin21_desktop.present.labs_table import FoldedLab, LabRow, Span, folded_columns, lab_columns, lab_rows
from blin21_desktop.present.labs_units import Unit
from blin21_desktop.present.words import Words
from blin21_desktop.rules.lab_due import day_of
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True)
class LabMoment:
    """A time at which blood was taken (days): in a sentence, its day and moment alone, and the results by panel."""

    at: float
    text: str
    day: str
    when: str
    results: tuple[tuple[str, str], ...]
    """(key of the series, id of the result)"""


class LabsGraphs:
    """What the graphs of a look need: series, windows of time, ribbon, panels, and the moments to step through."""

    def __init__(self, look: Look, words: Words, unit: Unit = "ward") -> None:
        """Take the look and how it is to be shown."""
        self._look, self._words, self.unit = look, words, unit

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Every series."""
        return all_series(self._look, self.unit, self._words)

    @cached_property
    def _times(self) -> Sequence[datetime]:
        return sorted({result.entry.happened_at for one in self.series for result in one.results})

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """The windows there are: the course, the last seven days, everything."""
        course = course_axis(self._look, self._times, self._words)
        mrd = [entry.happened_at for entry in self._look.chart.all(MrdResulted, self._look.at)]
        whole = whole_axis(self._look, [*self._times, *mrd], self._words)
        return (*(() if course is None else (course,)), self.weeks[-1], whole)

    @cached_property
    def weeks(self) -> tuple[Axis, ...]:
        """Every seven days one can go through, oldest first."""
        return weeks(self._look, self._times, self._words)

    @cached_property
    def ribbon(self) -> Ribbon:
        """What was given meanwhile."""
        return ribbon(self._look, self._words)

    @cached_property
    def panels(self) -> tuple[LabPanel, ...]:
        """The stacked graphs."""
        return panels(self._look, self.series, self.unit, self._words)

    @cached_property
    def moments(self) -> tuple[LabMoment, ...]:
        """What the focus line steps through, oldest first."""
        found: dict[datetime, list[tuple[str, LabResulted]]] = {}
        for one in self.series:
            for result in one.results:
                found.setdefault(result.entry.happened_at, []).append((one.key, result.entry))
        return tuple(self._moment(at, found[at]) for at in self._times)

    def _moment(self, at: datetime, results: Sequence[tuple[str, LabResulted]]) -> LabMoment:
        """A midnight is one as soon as one of its results says so."""
        words, look = self._words, self._look
        entry = next((each for _, each in results if time_given(each)), results[0][1])
        begun = [course for course in look.courses if course.started_at <= at]
        day = long = words.t("Day 0 (pre)")
        if begun:
            place_of = {"course": begun[-1].number, "day": day_of(begun[-1], at)}
            day = words.t("C{course:number} · Day {day:number}", **place_of)
            long = words.t("Course {course:number}, calendar day {day:number}", **place_of)
        state = self.ribbon.state_at(place(look, at), words)
        text = words.t("{day} · collected {when} · {state}", day=long, when=dated_when(entry, words), state=state)
        ids = tuple((key, each.id) for key, each in results)
        return LabMoment(place(look, at), text, day, short_when(entry, look.at, words), ids)


class LabsTab(LabsGraphs):
    """One look at the tab, in one unit. What a mode needs is made when it is looked at, and once.

    `review` says how many received results wait for a person.
    """

    def __init__(self, look: Look, words: Words, unit: Unit = "ward", to_review: int = 0) -> None:
        """As the graphs; and how many results wait."""
        super().__init__(look, words, unit)
        self.review = review_line(to_review, words)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Heads of the table."""
        return lab_columns(self._words)

    @cached_property
    def folded(self) -> tuple[tuple[str, ...], tuple[FoldedLab, ...]]:
        """Heads and rows of the table where there is little room."""
        return folded_columns(self._words), tuple(map(FoldedLab, self.rows))

    @cached_property
    def rows(self) -> tuple[LabRow, ...]:
        """The table."""
        axis = self.axes[0]
        span = Span(axis.start, min(axis.end, max(axis.now, axis.start + 1)), axis.now)
        return lab_rows(self._look, self.series, self.panels, span, self.unit, self._words)

    @cached_property
    def relative(self) -> Relative:
        """The overlay in multiples of the upper limit."""
        return relative(self._look, self.series, self._words)

    @cached_property
    def subsets(self) -> Subsets:
        """The subsets on their days."""
        return subsets(self._look, self.series, self.unit, self._words)

    @cached_property
    def mrd(self) -> tuple[MrdRow, ...]:
        """Minimal residual disease, newest first."""
        return mrd_rows(self._look, self._words)

    @cached_property
    def mrd_marks(self) -> tuple[MrdMark, ...]:
        """The same on the axis of the graphs, oldest first."""
        return mrd_marks(self._look, self._words)

    def details(self, result: str) -> LabDetail | None:
        """Everything about one result, with the plot of its series."""
        found = details(self._look, self.series, result, self._words)
        return None if found is None else replace(found, plot=self._plot(found.result))

    def _plot(self, result: str) -> LabPlot | None:
        one = next(one for one in self.series if any(result == each.versions[-1].id for each in one.results))
        panel = next((panel for panel in self.panels if panel.key == one.key), None)
        if panel is None:
            return None
        axis, words = self.axes[-1], self._words
        taken = [(each.entry.id, words.dated_time(each.entry.happened_at)) for each in one.results]
        return plot_of(panel, (axis.start, axis.end), axis.now, result, taken, words)

    @cached_property
    def sources(self) -> str:
        """Which scale grades, and how old the newest result is."""
        bench = self._look.labs.bench
        if bench is None or not self._times:
            return ""
        age = since(self._times[-1], self._look.at)
        told = self._words.t("Grades: {scale} · newest result {age:length} old", scale=bench.scale.name_en, age=age)
        unsaid = any(one.newest.case.age_unsaid for one in self.series)
        return f"{told} · {self._words.render(AGE_UNSAID)}" if unsaid else told

    @cached_property
    def legend(self) -> str:
        """What the marks mean."""
        return self._words.t(
            "● final ◌ preliminary ◇ derived ▽ △ only a bound ✎ by hand ↻ corrected ⇄ converted · ← → from sample to "
            "sample · ↑ ↓ panel · Enter: versions"
        )

    @cached_property
    def empty(self) -> str:
        """Why there is nothing, and what to do."""
        words = self._words
        if self._look.labs.bench is None:
            return words.t("No scale for laboratory values is configured, or nobody is registered.")
        return "" if self.series else words.t("No laboratory result is on file. Results come by import.")
