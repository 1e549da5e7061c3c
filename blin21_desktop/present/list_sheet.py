"""The ward list on paper as finished values: one row a patient, at most sixteen on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.moments import since
from blin21_desktop.present.board_order import bed_key
from blin21_desktop.present.cells import state_word
from blin21_desktop.present.check_cells import checks_column, checks_lines
from blin21_desktop.present.lost_hours import lost_lately
from blin21_desktop.present.mixups import Marks
from blin21_desktop.present.paper import Frame
from blin21_desktop.present.sheet_frame import Shift, family_name, list_frame
from blin21_desktop.present.sheet_patient import age
from blin21_desktop.present.ward_counts import ward_counts
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

ROWS_A_PAGE = 16

Lines = tuple[str, ...]
"""Lines of one cell; the first is the important one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One patient: eight cells as `ListSheet.columns`, without the last, which is written in by hand.

    `marks` are warnings that this patient could be mixed up with another; they stand framed below the name.
    """

    cells: tuple[Lines, ...]
    marks: Lines = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """The ward list. `counts` tells how many patients are in which state, `lost` the hours the ward lost lately."""

    frame: Frame
    counts: str
    columns: tuple[str, ...]
    rows: tuple[ListRow, ...]
    none: str
    lost: str = ""


def ward_list(
    looks: Sequence[Look],
    words: Words,
    *,
    at: datetime,
    printed_by: str | None = None,
    shift: Shift | None = None,
) -> ListSheet:
    """The list of `looks`, by bed; patients without a bed come last."""
    ordered = sorted(looks, key=bed_key)
    mixups = Marks.of(looks, words)
    return ListSheet(
        frame=list_frame(looks, words, at=at, printed_by=printed_by, shift=shift),
        counts=_counts(looks, words),
        columns=(
            words.t("Bed"),
            words.t("Name, age, ID"),
            words.t("Course, cycle day"),
            words.t("State as charted"),
            words.t("Dose, rate"),
            words.t("Bag ends"),
            checks_column(words),
            words.t("Next due"),
            words.t("To do (write in)"),
        ),
        rows=tuple(_row(look, words, mixups.marks(look)) for look in ordered),
        none=words.t("No patients on this list."),
        lost=lost_lately(looks, words, at),
    )


def _counts(looks: Sequence[Look], words: Words) -> str:
    told = ward_counts(looks, words)
    damage = looks[0].damage if looks else None
    return told if damage is None else f"{words.render(damage)} {told}"


def _row(look: Look, words: Words, marks: Lines) -> ListRow:
    return ListRow(
        marks=marks,
        cells=(
            (look.bed,) if look.bed else ("", words.t("not recorded")),
            _person(look, words),
            _course(look, words),
            _state(look, words),
            _dose(look, words),
            _bag(look, words),
            checks_lines(look, words),
            _next(look, words),
        ),
    )


def _person(look: Look, words: Words) -> Lines:
    name, kana = family_name(look, words)
    number = look.patient if look.registered is None else look.registered.hospital_id
    return (name, " · ".join(part for part in (kana, age(look, words), number) if part))


def _course(look: Look, words: Words) -> Lines:
    if look.course is None:
        return (words.t("none started"),)
    number = words.t("course {number:number}", number=look.course.number)
    return (number, words.t("cycle day {day:number}", day=look.cycle_day))


def _state(look: Look, words: Words) -> Lines:
    word = state_word(look, words)
    pause = None if look.course is None else look.course.pause
    if pause is not None:
        word = f"{word} {words.length(since(pause.start, look.at))}"
    if look.charted is None:
        return (word,)
    at = words.short_moment(look.charted.happened_at, look.at)
    return (word, words.t("by {who} at {at}", who=look.charted.by, at=at))


def _dose(look: Look, words: Words) -> Lines:
    if look.course is None:
        order = look.shown_order
        if order is None:
            return (words.t("none ordered"),)
        begin = words.t("ordered from {moment}, not started", moment=words.short_moment(order.from_, look.at))
        return (words.t("ordered {dose:dose}", dose=order.dose_micrograms_per_day), begin)
    last = look.course.last_segment
    dose = words.dose(last.dose_micrograms_per_day)
    if look.status is not Status.RUNNING:
        return (words.t("no drug flowing, as charted"), words.t("before: {dose}", dose=dose))
    return (dose, words.rate(last.rate_ml_per_h))


def _bag(look: Look, words: Words) -> Lines:
    bag = look.bag
    if bag is None:
        return (words.t("no bag"),)
    if look.status is not Status.RUNNING:
        return (words.t("not flowing"), words.t("bag {number:number}", number=bag.number))
    late = (words.t("OVERDUE {late:length}", late=since(bag.change_due_at, look.at)),)
    told = (words.short_moment(bag.change_due_at, look.at), words.code(bag.change_due_because))
    return told if bag.change_due_at >= look.at else (told[0], *late, told[1])


def _next(look: Look, words: Words) -> Lines:
    if not look.tasks:
        return (words.t("nothing by what is charted"),)
    first = min(look.tasks, key=lambda task: task.due_at)
    late = since(first.due_at, look.at)
    told = (words.short_moment(first.due_at, look.at), words.code(first.what))
    return told if first.due_at >= look.at else (*told, words.t("OVERDUE {late:length}", late=late))
