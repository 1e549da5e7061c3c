"""Words of the restart planner: names of conditions, alternatives and states, said once for screen, paper, terminal."""

from __future__ import annotations

from dataclasses import dataclass

from blin21_desktop.domain.knowledge import Cites
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.rule_words import place_words
from blin21_desktop.present.words import Words
from blin21_desktop.rules.restart_plan_conditions import Earliest

CONDITIONS: dict[str, Text] = {
    "crs.restart": say("CRS: recovered"),
    "neuro.restart": say("Neurological event: recovered"),
    "other.restart": say("Other reaction: recovered"),
    "crs.stop": say("CRS: no reason to stop"),
    "neuro.stop": say("Neurological event: no reason to stop"),
    "seizure.stop": say("Seizures: no reason to stop"),
    "other.stop": say("Other reaction: no reason to stop"),
    "pause.stop": say("Length of the pause: no reason to stop"),
    "crs.hold": say("CRS: no reason to hold"),
    "neuro.hold": say("Neurological event: no reason to hold"),
    "other.hold": say("Other reaction: no reason to hold"),
    "liver.hold": say("Liver values: no reason to hold"),
    "pause.cycle": say("Same cycle"),
    "pause.premedicate": say("Premedication before the restart"),
    "pause.supervise": say("Supervised restart"),
    "dose.expected": say("Ordered dose is the label's"),
    "bag.expiry": say("Hanging bag within its time"),
}
"""Rule -> the condition it makes of a restart."""

OPTIONS: dict[str, Text] = {
    "same_bag": say("Same bag"),
    "new_bag": say("New bag"),
    "low_dose": say("Low dose, new bag"),
    "new_cycle": say("New cycle"),
    "stop": say("Stop the treatment"),
}
"""Alternative -> its head."""

STATES: dict[str, tuple[str, Text]] = {
    "met": ("✓", say("met")),
    "not_met": ("×", say("not met")),
    "cannot_tell": ("?", say("cannot tell")),
    "open": ("✓", say("open")),
    "closed": ("×", say("closed")),
}
"""State -> its mark and its word: never a colour alone."""

ASKED: dict[str, Text] = {"yes": say("needed"), "no": say("not asked for"), "cannot_tell": say("cannot tell")}
"""Whether the label asks for something before or at a restart."""

Lines = tuple[str, ...]
"""Lines of one cell; the first is the important one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its name and a cell for each column."""

    name: str
    cells: tuple[Lines, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns with their heads, the second line of a head smaller; and rows."""

    heads: tuple[Lines, ...]
    rows: tuple[Row, ...]


def filled(lines: Lines) -> Lines:
    """The lines that say something."""
    return tuple(line for line in lines if line)


def cited(cites: tuple[Cites, ...], words: Words) -> str:
    """Every place once, with its section: `J1, dose adjustment`."""
    return "; ".join(dict.fromkeys(place_words(one, words) for one in cites))


def earliest_words(found: Earliest) -> Text:
    """When a condition that is not met could be, in one sentence."""
    if found.when == "never":
        return say("{why}", why=found.needs)
    if found.at is None:
        return say("Needs first: {needs}", needs=found.needs)
    if found.needs:
        return say("Earliest {at:moment}, with {needs}", at=found.at, needs=found.needs)
    return say("Earliest {at:moment}", at=found.at)
