"""The restart planner as tables of finished lines: the same rows for the window and for paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from blin21_desktop.present.paper import Frame
from blin21_desktop.present.restart_plan import ConditionRow, RestartView
from blin21_desktop.present.restart_plan_words import Lines, Table
from blin21_desktop.present.sheet_frame import family_name, patient_frame
from blin21_desktop.present.text_row import TextRow
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table with its title; `note` stands beside it. `shares` are the widths of the columns, in sum 1."""

    title: str
    note: str
    heads: tuple[Lines, ...]
    rows: tuple[tuple[Lines, ...], ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSheet:
    """Tables below each other on paper, `lead` in front of them and `end` behind."""

    frame: Frame
    lead: tuple[str, ...]
    parts: tuple[Part, ...]
    end: str


def plan_rows(table: Table, words: Words) -> tuple[TextRow, ...]:
    """The rows of a table for the window: the name, then a cell a column; first what heads say beyond their name."""
    below = [head[1:] for head in table.heads]
    first = (TextRow(texts=((words.t("Rules from"),), *below)),) if any(below) else ()
    return (*first, *(TextRow(texts=((row.name,), *row.cells)) for row in table.rows))


def plan_columns(table: Table, words: Words) -> tuple[str, ...]:
    """The names of the columns for the window."""
    return (words.t("What"), *(head[0] for head in table.heads))


def column_of(table: Table, place: int) -> Table:
    """One column of a table alone, for a narrow window."""
    rows = tuple(replace(row, cells=(row.cells[place],)) for row in table.rows)
    return Table(heads=(table.heads[place],), rows=rows)


def restart_sheet(view: RestartView, look: Look, words: Words) -> TableSheet:
    """The planner on paper. It is no order, and says so on every page's foot and at the end."""
    frame = patient_frame(look, words, printed_by=None, shift=None)
    name, _ = family_name(look, words)
    born = None if look.registered is None else look.registered.birth_date
    number = None if look.registered is None else look.registered.hospital_id
    who = words.t("{name} · ID {id} · born {born:day}", name=name, id=number, born=born)
    lead = (view.rules_from, view.pause, view.moment, *view.assumes, *view.missing)
    return TableSheet(
        frame=replace(frame, title=words.t("RESTART PLAN, NO ORDER"), about=(who, *frame.about)),
        lead=lead if not view.missing else (view.rules_from, *view.missing),
        parts=tuple(part for part in parts(view, words) if part.rows and len(part.heads) > 1),
        end=view.footer,
    )


def parts(view: RestartView, words: Words) -> tuple[Part, ...]:
    """Stopwatch, conditions, alternatives, hold, hours lost; an empty one has no rows."""
    lines = Part(
        title=words.t("Stopwatch"),
        note=words.t("lines of the label in force"),
        heads=((words.t("After"),), (words.t("At"),), (words.t("State"),), (words.t("What it means"),)),
        rows=tuple(((one.length,), (one.at,), (one.state,), (one.says, one.cites)) for one in view.lines),
        shares=(0.14, 0.22, 0.2, 0.44),
    )
    conditions = Part(
        title=words.t("May it restart?"),
        note=view.counts,
        heads=(
            (words.t("Answer"),),
            (words.t("Condition"),),
            (words.t("Saw, missing"),),
            (words.t("Earliest, until"),),
        ),
        rows=tuple(condition_cells(one) for one in hindering_first(view.conditions)),
        shares=(0.12, 0.32, 0.36, 0.2),
    )
    lost = Part(
        title=words.t("Hours lost per cause"),
        note="",
        heads=((words.t("Cause"),), (words.t("Event"),), (words.t("Hours lost"),), (words.t("Pauses"),)),
        rows=tuple(((row.name,), *row.cells) for row in view.lost),
        shares=(0.25, 0.35, 0.2, 0.2),
    )
    tables = [_part(words.t("Alternatives"), view.moment, view.options)]
    if view.hold is not None:
        tables.append(_part(words.t("What if"), "", view.hold))
    return (lines, conditions, *tables, lost)


ORDER = ("not_met", "cannot_tell", "met")
"""States in the order of reading: what hinders a restart first."""


def hindering_first(rows: Sequence[ConditionRow]) -> tuple[ConditionRow, ...]:
    """The conditions by state, within a state in the planner's own order."""
    return tuple(sorted(rows, key=lambda row: ORDER.index(row.state)))


def condition_cells(row: ConditionRow) -> tuple[Lines, ...]:
    """Answer, what the rule says with its source, what it saw and lacks, and when it could be or ends."""
    answer = (f"{row.mark} {row.word}", row.now)
    says = (row.name, row.says, row.cites)
    when = (row.earliest, row.until)
    return tuple(tuple(text for text in cell if text) for cell in (answer, says, (*row.saw, *row.missing), when))


def _part(title: str, note: str, table: Table) -> Part:
    first = 0.115
    each = (1 - first) / max(1, len(table.heads))
    return Part(
        title=title,
        note=note,
        heads=(("",), *table.heads),
        rows=tuple(((row.name,), *row.cells) for row in table.rows),
        shares=(first, *(each for _ in table.heads)),
    )
