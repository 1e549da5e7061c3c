"""Hours without drug by cause as finished words: of one patient, and of the ward over a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from blin21_desktop.domain.moments import DAY, later
from blin21_desktop.domain.text import Names
from blin21_desktop.present.board_order import bed_key
from blin21_desktop.present.cells import family_first
from blin21_desktop.present.mixups import initials
from blin21_desktop.present.restart_plan_words import Row
from blin21_desktop.present.text_row import TextRow
from blin21_desktop.present.words import Words
from blin21_desktop.rules.lost_hours import Lost, LostOnWard, lost_hours, lost_on_ward
from blin21_desktop.service.look import Look

DASH = "—"
LATELY = 7 * DAY
"""What the ward list speaks of: the last week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostTable:
    """One table; without rows `none` says why. The last row is the sum."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[TextRow, ...]
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LostPage:
    """The ward's hours without drug: which period, by cause, and by patient."""

    title: str
    period: str
    note: str
    tables: tuple[LostTable, ...]


EventNames = Mapping[str, Names]
"""Key of an adverse event -> what it is called in each language."""


def event_names(look: Look) -> EventNames:
    """What the adverse events of a patient are called."""
    return {event.key: event.names for event in look.grades.events}


def _event(one: Lost, names: EventNames, words: Words) -> str:
    """The event that a cause names, in the reader's language; empty without one."""
    return "" if one.event is None else words.format(names.get(one.event, one.event))


def lost_rows(found: Sequence[Lost], names: EventNames, words: Words) -> tuple[Row, ...]:
    """Hours lost per cause: one row each."""
    return tuple(
        Row(
            name=words.format(one.reason),
            cells=(
                (_event(one, names, words) or DASH,),
                (words.clock_length(one.length),),
                (words.t("pauses: {count:number}", count=one.pauses),),
            ),
        )
        for one in found
    )


def lost_of_patient(look: Look, words: Words) -> LostTable:
    """One patient, over all courses up to the moment looked at."""
    found, names = lost_hours(look.chart, look.at), event_names(look)
    rows = [
        _row(words.format(one.reason), (_event(one, names, words) or DASH,), one.length, words, str(one.pauses))
        for one in found
    ]
    return LostTable(
        title=words.t("Hours lost per cause, all courses"),
        columns=(words.t("Cause"), words.t("Event"), words.t("Hours lost"), words.t("Pauses")),
        rows=_summed(rows, found, words, str(sum(one.pauses for one in found))),
        none=words.t("No pause is charted: no hours were lost."),
    )


def lost_page(
    looks: Sequence[Look], words: Words, *, end: datetime, start: datetime | None = None, hide_names: bool = False
) -> LostPage:
    """The ward up to `end`, from `start` on (None: from the first entry)."""
    charts = [look.chart for look in looks]
    found = lost_on_ward(charts, end, start)
    period = words.t("All that is charted, up to {end:moment}", end=end)
    if start is not None:
        period = words.t("From {start:moment} to {end:moment}", start=start, end=end)
    return LostPage(
        title=words.t("Hours lost on the ward"),
        period=period,
        note=words.t(
            "Time between start and end of a course in which the drug did not flow, as charted, of everybody on the "
            "list. A pause is counted with the part of it that lies in the period."
        ),
        tables=(_by_cause(found, len(looks), words), _by_patient(looks, words, start, end, hide_names=hide_names)),
    )


def lost_lately(looks: Sequence[Look], words: Words, at: datetime) -> str:
    """The ward's last week in one sentence, for the ward list; empty when nothing was lost."""
    sums: dict[str, timedelta] = {}
    for one in lost_on_ward([look.chart for look in looks], at, later(at, -LATELY)):
        cause = words.format(one.reason)
        sums[cause] = sums.get(cause, timedelta()) + one.length
    if not sums:
        return ""
    causes = " · ".join(f"{cause} {words.clock_length(length)}" for cause, length in sums.items())
    total = sum(sums.values(), timedelta())
    return words.t("Hours lost in the last 7 days: {total:clock_length} ({causes})", total=total, causes=causes)


def _by_cause(found: Sequence[LostOnWard], everybody: int, words: Words) -> LostTable:
    rows = [
        _row(
            words.format(one.reason),
            (DASH if one.category is None else words.code(one.category),),
            one.length,
            words,
            str(one.pauses),
            str(one.patients),
        )
        for one in found
    ]
    pauses = str(sum(one.pauses for one in found))
    return LostTable(
        title=words.t("By cause"),
        columns=(
            words.t("Cause"),
            words.t("Kind of event"),
            words.t("Hours lost"),
            words.t("Pauses"),
            words.t("Patients"),
        ),
        rows=_summed(rows, found, words, pauses, words.t("of {count:number}", count=everybody)),
        none=words.t("No hours were lost in this period."),
    )


def _by_patient(
    looks: Sequence[Look], words: Words, start: datetime | None, end: datetime, *, hide_names: bool
) -> LostTable:
    """Who lost hours, by bed; everybody else is counted in the table of causes."""
    rows: list[TextRow] = []
    every: list[Lost] = []
    for look in sorted(looks, key=bed_key):
        found = lost_hours(look.chart, end, start)
        if not found:
            continue
        every += found
        name, names = initials(look) if hide_names else family_first(look, words), event_names(look)
        told = tuple(_told(one, names, words) for one in found)
        bed = look.bed or words.t("not recorded")
        length = sum((one.length for one in found), timedelta())
        rows.append(_row(bed, (name, look.patient), length, words, str(sum(one.pauses for one in found)), told))
    return LostTable(
        title=words.t("By patient"),
        columns=(
            words.t("Bed"),
            words.t("Patient"),
            words.t("Hours lost"),
            words.t("Pauses"),
            words.t("Causes"),
        ),
        rows=_summed(rows, every, words, str(sum(one.pauses for one in every)), ""),
        none="",
    )


def _told(one: Lost, names: EventNames, words: Words) -> str:
    """One cause in one line: "adverse reaction (Cytokine release syndrome): 5hr 0min"."""
    event = _event(one, names, words)
    cause = words.format(one.reason)
    cause = cause if not event else words.t("{cause} ({event})", cause=cause, event=event)
    return words.t("{cause}: {length:clock_length}", cause=cause, length=one.length)


def _row(
    name: str, what: tuple[str, ...], length: timedelta, words: Words, pauses: str, *more: str | tuple[str, ...]
) -> TextRow:
    last = tuple((one,) if isinstance(one, str) else one for one in more)
    return TextRow(texts=((name,), what, (words.clock_length(length),), (pauses,), *last))


def _summed(
    rows: Sequence[TextRow], found: Sequence[Lost] | Sequence[LostOnWard], words: Words, pauses: str, *more: str
) -> tuple[TextRow, ...]:
    """The rows and their sum; none without a row."""
    if not rows:
        return ()
    total = sum((one.length for one in found), timedelta())
    return (*rows, _row(words.t("Sum"), ("",), total, words, pauses, *more))
