"""The worked examples of a label as finished rows: the situation, what the source says, what the rules answer now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from blin21_desktop.domain.findings import Answer
from blin21_desktop.present.cells import Cell, Line
from blin21_desktop.present.rule_words import OUTCOMES, place_words, rule_name
from blin21_desktop.present.words import Words
from blin21_desktop.service.worked_examples import Played


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleRow:
    """One example. `now` says "as expected", or what was expected and what the rule answers; `says` is its sentence."""

    rule: str
    situation: str
    expected: str
    now: str
    says: str
    as_expected: bool
    source: str
    entry: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Situation with its rule; what the source says; what the rule answers now."""
        now = Line(self.now, "body_bold", frame="" if self.as_expected else "dashed")
        return (
            Cell((Line(self.situation, "body_bold"), Line(self.rule, "second"))),
            Cell((Line(self.expected, "body_bold"), Line(self.source, "second"))),
            Cell((now, Line(self.says, "second"))),
        )


def example_columns(words: Words) -> tuple[str, ...]:
    """Heads of the table of examples."""
    return (words.t("Worked example"), words.t("Expected, source"), words.t("Answer now"))


def example_rows(played: Sequence[Played], words: Words) -> tuple[ExampleRow, ...]:
    """The rows in the order of the file."""
    return tuple(_row(one, words) for one in played)


def examples_count(rows: Sequence[ExampleRow], words: Words) -> str:
    """How many answer as expected, and how many do not; empty without examples."""
    if not rows:
        return ""
    differ = sum(not row.as_expected for row in rows)
    return words.t(
        "Worked examples: {good:number} as expected, {bad:number} differ", good=len(rows) - differ, bad=differ
    )


def example_json(one: Played, words: Words) -> dict[str, Any]:
    """One example as a JSON-ready object."""
    example = one.example
    return {
        "rule": example.rule,
        "situation": words.format(example.names),
        "expected": example.expect,
        "found": one.found,
        "as_expected": one.as_expected,
        "source": example.cites.source,
        "section": example.cites.section,
    }


def _row(one: Played, words: Words) -> ExampleRow:
    example = one.example
    expected, found = _answer(example.expect, words), _answer(one.found, words)
    now = words.t("as expected") if one.as_expected else words.t("DIFFERS: expected {expected}, is {found}",
                                                                 expected=expected, found=found)  # fmt: skip
    missing = one.finding.missing if one.finding.answer == "cannot_tell" else ()
    says = words.joined(words.render(text) for text in (one.finding.says, *missing))
    return ExampleRow(
        rule=rule_name(example.rule, words),
        situation=words.t("{situation}", situation=example.names),
        expected=expected,
        now=now,
        says=says,
        as_expected=one.as_expected,
        source=place_words(example.cites, words),
    )


def _answer(text: str, words: Words) -> str:
    """`fires:hold` as a person reads it."""
    answer, _, action = text.partition(":")
    outcome = words.render(OUTCOMES[cast("Answer", answer)][1])
    return words.t("{outcome}: {action:code}", outcome=outcome, action=action) if action else outcome
