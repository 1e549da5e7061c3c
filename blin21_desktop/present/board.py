"""The ward board as finished words: due strip, one row a patient, counts. Shared by window and terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from blin21_desktop.domain.findings import Task
from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.moments import since
from blin21_desktop.present.alert_rows import board_line, ward_alerts
from blin21_desktop.present.board_order import FILTER_NAMES, FILTERS, Filter, bed_key, shown, urgency
from blin21_desktop.present.cells import (
    Cell,
    Line,
    bag_cell,
    dose_cell,
    family_first,
    person_line,
    state_cell,
    task_word,
    warning,
)
from blin21_desktop.present.check_cells import checks_cell, checks_column
from blin21_desktop.present.labs_cells import labs_cell, labs_column
from blin21_desktop.present.mixups import Marks, initials
from blin21_desktop.present.strip import Strip, strip
from blin21_desktop.present.ward_counts import filter_sentence, ward_counts
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

Sort = Literal["bed", "due", "state"]
CARDS = 4
"""Due cards shown when there is room."""

STATE_ORDER = (
    Status.PAUSED,
    Status.RUNNING,
    Status.NOT_STARTED,
    Status.ENDED_COMPLETED,
    Status.ENDED_DISCONTINUED,
)
"""What needs somebody first comes first; of the running ones those nobody confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCard:
    """One task of the strip. `overdue` is drawn as a solid ink block."""

    patient: str
    overdue: bool
    head: str
    relative: str
    where: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One patient: finished cells in the order of `BoardView.columns`.

    `flow`: dose and bag below each other. Without `labs` they stand below the checks.
    """

    patient: str
    status: Status
    bed_overdue: bool
    bed: Cell
    person: Cell
    course: Cell
    state: Cell
    dose: Cell
    bag: Cell
    checks: Cell
    labs: Cell | None
    strip: Strip | None
    flow: Cell | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells in the order of the columns."""
        flow = (self.dose, self.bag) if self.flow is None else (self.flow,)
        labs = () if self.labs is None else (self.labs,)
        return (self.bed, self.person, self.course, self.state, *flow, self.checks, *labs)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """The whole board. `empty` is what to say when there is no row, `hidden` what a filter in force hides.

    The due strip, the counts and `alerts` are of everybody, whatever the filter.
    """

    moment: str
    count: str
    alerts: str
    due: tuple[DueCard, ...]
    more: str
    nothing_due: str
    columns: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    hidden: str
    empty: str
    filters: dict[Filter, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardWish:
    """How the board is wanted: order, which patients, names hidden or not, how many due cards."""

    sort: Sort = "bed"
    only: Filter = "all"
    hide_names: bool = False
    cards: int = CARDS
    to_review: Mapping[str, int] = field(default_factory=dict)
    """Patient -> laboratory results that were received and wait for a person."""
    narrow: bool = False
    """Too little room for every column: the end of the bag stands below dose and rate."""
    least: bool = False
    """Less still: the laboratory values stand below the grades of CRS and ICANS."""


def board_rows(looks: Sequence[Look], words: Words, now: datetime, wish: BoardWish = BoardWish()) -> BoardView:
    """Everything the board shows at `now`; countdowns are counted from `now`, not from the looks.

    `cards` due cards are shown, the rest is counted.
    """
    tasks = sorted(((task, look) for look in looks for task in look.tasks), key=lambda t: urgency(t, now))
    surnames = Marks.of(looks, words)
    wanted = [look for look in looks if shown(look, wish.only, now)]
    ordered = sorted(wanted, key=_sort_key(wish.sort))
    more = len(tasks) - wish.cards
    return BoardView(
        moment=words.moment(now),
        count=ward_counts(looks, words),
        alerts=ward_alerts(looks, words),
        due=tuple(due_card(task, look, words, now) for task, look in tasks[: wish.cards]),
        more=words.t("{count:number} more", count=more) if more > 0 else "",
        nothing_due=words.t("Nothing is due."),
        columns=_columns(words, wish),
        rows=tuple(board_row(look, words, now, marks=surnames.marks(look), wish=wish) for look in ordered),
        hidden=filter_sentence(looks, wish.only, words, now),
        empty=_empty(looks, words),
        filters={
            only: f"{words.render(FILTER_NAMES[only])} ({sum(shown(look, only, now) for look in looks)})"
            for only in FILTERS
        },
    )


def _columns(words: Words, wish: BoardWish) -> tuple[str, ...]:
    flow = (words.t("Dose, bag end"),) if wish.narrow else (words.t("Dose and rate"), words.t("Bag ends"))
    return (
        words.t("Bed"),
        words.t("Patient"),
        words.t("Cycle day"),
        words.t("State (as charted)"),
        *flow,
        checks_column(words),
        *(() if wish.least else (labs_column(words),)),
    )


def in_order(looks: Sequence[Look], sort: Sort) -> list[str]:
    """Everybody in the board's order, whatever its filter: study numbers."""
    return [look.patient for look in sorted(looks, key=_sort_key(sort))]


def _empty(looks: Sequence[Look], words: Words) -> str:
    if looks:
        return words.t("No patient is in this filter. Choose All to see everybody.")
    return words.t("No patients on this list. Register one with Ctrl+N.")


def due_card(task: Task, look: Look, words: Words, now: datetime) -> DueCard:
    """One card of the due strip."""
    overdue = task.due_at < now
    head = words.short_moment(task.due_at, now)
    if overdue:
        head = words.t("OVERDUE {length:length}", length=since(task.due_at, now))
        relative = words.t("due {moment}", moment=words.short_moment(task.due_at, now))
    else:
        relative = words.t("in {length:length}", length=since(now, task.due_at))
    return DueCard(
        patient=look.patient,
        overdue=overdue,
        head=head,
        relative=relative,
        where=_where(look, words),
        what=task_word(task, words),
    )


def _where(look: Look, words: Words) -> str:
    place = words.t("Bed {bed}", bed=look.bed) if look.bed else look.patient
    return f"{place} · {words.t('paused')}" if look.status is Status.PAUSED else place


def board_row(
    look: Look, words: Words, now: datetime, *, marks: Sequence[str] = (), wish: BoardWish = BoardWish()
) -> BoardRow:
    """One patient's row. Fields nobody charted say so; hidden names leave bed, initials and warnings."""
    overdue = any(task.due_at < now for task in look.tasks) and look.status is not Status.PAUSED
    name = initials(look) if wish.hide_names else family_first(look, words)
    second = words.t("name hidden") if wish.hide_names else f"{person_line(look, words)} · {look.patient}"
    dose, bag = dose_cell(look, words, now), bag_cell(look, words, now)
    checks, labs = checks_cell(look, words, now), labs_cell(look, words, wish.to_review.get(look.patient))
    return BoardRow(
        patient=look.patient,
        status=look.status,
        bed_overdue=overdue,
        bed=Cell((Line(look.bed or words.t("not recorded"), "bed" if look.bed else "second"),)),
        person=Cell((Line(name, "first"), Line(second, "second"), *(warning(mark) for mark in marks))),
        course=_course_cell(look, words),
        state=_state_cell(look, words, now),
        dose=dose,
        bag=bag,
        checks=Cell((*checks.lines, Line(labs_column(words), "second"), *labs.lines)) if wish.least else checks,
        labs=None if wish.least else labs,
        strip=strip(look) if look.course is not None else None,
        flow=Cell((*dose.lines, Line(words.t("Bag ends"), "second"), *bag.lines)) if wish.narrow else None,
    )


def _state_cell(look: Look, words: Words, now: datetime) -> Cell:
    """The state, and below it the highest alert."""
    alert = board_line(look, words)
    return Cell((*state_cell(look, words, now).lines, *(() if alert is None else (alert,))))


def same_name_beds(look: Look, looks: Sequence[Look], words: Words) -> str:
    """The mark of the chart's banner: which other beds hold a patient of the same family name; else empty."""
    return Marks.of(looks, words).mark(look)


def _course_cell(look: Look, words: Words) -> Cell:
    if look.course is None:
        first = words.t("No course yet")
        return Cell((Line(first, "first", tone="muted"),))
    if look.course.ended_at is not None:
        text = words.t("C{course:number} · Day {day:number}", course=look.course.number, day=look.cycle_day)
        return Cell((Line(text, "first"),))
    days = None if look.label is None else look.label.get("cycle.infusion_days")
    if days is None:
        text = words.t("C{course:number} · Day {day:number}", course=look.course.number, day=look.cycle_day)
    else:
        text = words.t(
            "C{course:number} · Day {day:number}/{days:number}",
            course=look.course.number,
            day=look.cycle_day,
            days=days.value,
        )
    return Cell((Line(text, "first"),))


def _sort_key(sort: Sort) -> Callable[[Look], tuple[object, ...]]:
    def key(look: Look) -> tuple[object, ...]:
        if sort == "state":
            return (STATE_ORDER.index(look.status), not look.unconfirmed, *bed_key(look))
        if sort == "due":
            first = min((task.due_at for task in look.tasks), default=None)
            paused = look.status is Status.PAUSED
            away = timedelta() if first is None else since(look.at, first)
            return (first is None, paused and away < timedelta(), away, *bed_key(look))
        return bed_key(look)

    return key


__all__ = [
    "BoardRow",
    "BoardView",
    "BoardWish",
    "DueCard",
    "board_row",
    "board_rows",
    "due_card",
    "in_order",
    "same_name_beds",
]
