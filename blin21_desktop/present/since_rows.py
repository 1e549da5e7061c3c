"""The list "since you were last on" as finished rows: value or entry, answer, before, after, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.cells import Cell, Line, capital
from blin21_desktop.present.record import details_of
from blin21_desktop.present.since import Answer, Change, Group, Since, since_then
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

ANSWERS: dict[Answer, Text] = {"changed": say("CHANGED"), "same": say("no change"), "no_data": say("no data")}
"""The three answers in words."""

GROUP_NAMES: dict[Group, Text] = {
    "infusion": say("Infusion"),
    "checks": say("Checks"),
    "labs": say("Labs"),
    "findings": say("Rules"),
    "drugs": say("Drugs given"),
    "orders": say("Orders"),
    "events": say("Adverse events"),
    "decisions": say("Decisions"),
    "others": say("Patient and handover"),
}
"""Groups in the order in which they are shown."""

FOLDED: frozenset[Group] = frozenset({"labs", "findings"})
"""Groups of many values: those without news stand in one row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceRow:
    """One row. `entry` is the entry it comes from, empty for a heading or what stands for several."""

    cells: tuple[Cell, ...]
    entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceView:
    """The whole list: from when to when, how many lines of each answer, heads and rows."""

    said: str
    counts: str
    columns: tuple[str, ...]
    rows: tuple[SinceRow, ...]


def since_view(before: Look, after: Look, words: Words) -> SinceView:
    """The list between two looks at one patient."""
    found = since_then(before, after, words)
    rows = [row for group in GROUP_NAMES for row in _group(found, group, after, words)]
    counts = {answer: sum(one.answer == answer for one in found.changes) for answer in ANSWERS}
    told = [words.t("{what} {count:number}", what=ANSWERS[answer], count=counts[answer]) for answer in ANSWERS]
    told.append(words.t("written late {count:number}", count=len(found.late)))
    told.append(words.t("withdrawn {count:number}", count=len(found.withdrawn)))
    return SinceView(
        said=words.t("from {then:moment} to {at:moment}", then=found.then, at=found.at),
        counts=" · ".join(told),
        columns=(words.t("What"), words.t("Answer"), words.t("As it was"), words.t("Now")),
        rows=(*_apart(found, after, words), *rows),
    )


def _apart(found: Since, look: Look, words: Words) -> Iterator[SinceRow]:
    """Late entries and withdrawals: they change what one believes to know already, so they stand first."""
    if found.withdrawn:
        yield _head(words.t("WITHDRAWN"), words.t("since then"))
    for withdrawal in found.withdrawn:
        target = look.chart.find(withdrawal.withdrawn)
        gone = "" if target is None else details_of(target, look, words)
        yield _entry(withdrawal, look, words, words.t("withdrawn"), was=(gone, target))
    if found.late:
        yield _head(words.t("WRITTEN LATE"), words.t("it happened before then and was written after"))
    for entry in found.late:
        yield _entry(entry, look, words, words.t("late"))


def _head(text: str, more: str = "") -> SinceRow:
    empty = Cell((Line("", "second"),))
    return SinceRow(cells=(Cell((Line(text, "body_bold"),)), empty, Cell((Line(more, "body"),)), empty))


def _group(found: Since, group: Group, look: Look, words: Words) -> Iterator[SinceRow]:
    changes = found.of(group)
    yield _head(words.render(GROUP_NAMES[group]))
    fold = group in FOLDED
    for change in changes:
        if change.told is not None:
            yield _entry(change.told, look, words, words.render(ANSWERS["changed"]))
        elif change.answer == "changed" or not fold:
            yield _value(change, found, words)
    if fold:
        for answer in ("same", "no_data"):
            yield from _together([one for one in changes if one.answer == answer], answer, words)
    if not changes:
        nothing = Line(words.t("nothing charted since then"), "body")
        yield _row(Cell((Line("–", "body"),)), "no_data", Cell((Line("", "second"),)), Cell((nothing,)), words)


def _value(change: Change, found: Since, words: Words) -> SinceRow:
    before = _side(change.before, change.was, (found.then, found.at), words)
    after = _side(change.after, change.now, (found.at, found.at), words, bold=change.answer == "changed")
    entry = "" if change.now is None else change.now.id
    return _row(Cell((Line(change.what, "body_bold"),)), change.answer, before, after, words, entry)


def _side(
    text: str,
    entry: Entry | None,
    moments: tuple[datetime, datetime],
    words: Words,
    *,
    bold: bool = False,
) -> Cell:
    """A value with its source below it; one that nobody charted says so. `moments`: of the value, and of now."""
    if not text:
        return Cell((Line(words.t("not recorded"), "body", frame="dashed"),))
    lines = [Line(text, "body_bold" if bold else "body")]
    if entry is not None:
        lines.append(Line(source_words(entry, moments[1], words), "second"))
    else:
        lines.append(Line(words.t("worked out as of {at}", at=words.short_moment(*moments)), "second"))
    return Cell(tuple(lines))


def _entry(entry: Entry, look: Look, words: Words, answer: str, was: tuple[str, Entry | None] = ("", None)) -> SinceRow:
    """One entry told whole; `was` is what it takes back."""
    text, old = was
    before = [Line(text, "body", struck=True)] if text else []
    before += [Line(source_words(old, look.at, words), "second")] if old is not None else []
    after = [Line(text, "body_bold") for text in (details_of(entry, look, words), entry.note or "") if text]
    return SinceRow(
        cells=(
            Cell((Line(capital(words.code(entry.kind)), "body_bold"),)),
            Cell((Line(answer, "body_bold"),)),
            Cell(tuple(before) or (Line("", "second"),)),
            Cell((*after, Line(source_words(entry, look.at, words), "second"))),
        ),
        entry=entry.id,
    )


def _row(what: Cell, answer: Answer, before: Cell, after: Cell, words: Words, entry: str = "") -> SinceRow:
    dashed = answer == "no_data"
    word = Line(words.render(ANSWERS[answer]), "body_bold" if answer == "changed" else "body",
                frame="dashed" if dashed else "")  # fmt: skip
    return SinceRow(cells=(what, Cell((word,)), before, after), entry=entry)


def _together(changes: Iterable[Change], answer: Answer, words: Words) -> Iterator[SinceRow]:
    """Values without news in one row, each with what it was."""
    told = [f"{one.what} ({one.after or words.t('not recorded')})" for one in changes]
    if told:
        what = Cell((Line(words.t("together {count:number}", count=len(told)), "body"),))
        yield _row(what, answer, Cell((Line("", "second"),)), Cell((Line(" · ".join(told), "second"),)), words)


def source_words(entry: Entry, at: datetime, words: Words) -> str:
    """Kind of entry, who, when it happened and when it was written: both times always, with the day unless of `at`."""
    return words.t(
        "{kind} by {who}, {happened}, written {recorded}",
        kind=words.code(entry.kind),
        who=entry.by,
        happened=words.short_moment(entry.happened_at, at),
        recorded=words.short_moment(entry.recorded_at, at),
    )
