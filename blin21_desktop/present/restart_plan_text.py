"""The restart planner on a terminal: the same words as the window's, one below the other."""

from __future__ import annotations

from collections.abc import Iterator

from blin21_desktop.present.restart_plan import ConditionRow, RestartView
from blin21_desktop.present.restart_plan_words import Table
from blin21_desktop.present.words import Words


def restart_text(view: RestartView, words: Words) -> str:
    """The whole planner, without trailing spaces, ending with one line break."""
    return "\n".join(line.rstrip() for line in _lines(view, words)) + "\n"


def _lines(view: RestartView, words: Words) -> Iterator[str]:
    yield view.title
    yield view.rules_from
    yield from view.assumes
    yield from view.missing
    if not view.missing:
        yield view.pause
        for line in view.lines:
            yield f"  {line.length}: {line.at} ({line.state}) {line.says} [{line.cites}]"
        yield ""
        yield f"{words.t('May it restart?')}  {view.moment}  {view.counts}"
        for row in view.conditions:
            yield from _condition(row)
        yield ""
        yield words.t("Alternatives")
        yield from _columns(view.options)
    if view.hold is not None:
        yield ""
        yield words.t("What if")
        yield from _columns(view.hold)
    if view.lost:
        yield ""
        yield words.t("Hours lost per cause")
        for lost in view.lost:
            yield f"  {lost.name}: " + " · ".join(" ".join(cell) for cell in lost.cells)
    yield ""
    yield view.footer


def _condition(row: ConditionRow) -> Iterator[str]:
    now = f" ({row.now})" if row.now else ""
    yield f"  {row.mark} {row.word}{now}  {row.name}: {row.says} [{row.rule}; {row.cites}]"
    for text in (*row.saw, *row.missing, row.earliest, row.until):
        if text:
            yield f"      {text}"


def _columns(table: Table) -> Iterator[str]:
    """Column after column: a terminal is too narrow for them side by side."""
    for place, head in enumerate(table.heads):
        yield "  " + " · ".join(head)
        for row in table.rows:
            first, *more = row.cells[place]
            yield f"    {row.name}: {first}"
            for text in more:
                yield f"        {text}"
