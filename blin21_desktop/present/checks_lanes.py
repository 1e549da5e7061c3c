"""What the lanes of the tab Checks are made of: dots, cells and words on the time axis. Finished, but not drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from blin21_desktop.present.cells import Chip
from blin21_desktop.present.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One measured value at `at` days. `low` is the lower end of a pair of pressures.

    `joined`: a line from the dot before it, which is never drawn over a check that was late, missed or without this
    value. `marked`: in the area that the lane shades.
    """

    at: float
    value: float
    text: str
    low: float | None = None
    joined: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Absent:
    """At `at` days a check was missed or this value not measured; `text` is the letter of the reason or a dash."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Area:
    """A shaded part of a lane from `low` up to its top, and what it is called."""

    low: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """What stands at the left of a lane: name, unit, newest value with its moment; `old` past the site's limit."""

    name: str
    unit: str = ""
    value: str = ""
    when: str = ""
    old: bool = False
    chip: Chip | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DotLane:
    """A dot chart from `low` to `high`; `ticks` are its labelled values, `limit` a dashed line with its name."""

    key: str
    readout: Readout
    summary: str
    low: float
    high: float
    ticks: tuple[float, ...]
    dots: tuple[Dot, ...]
    absent: tuple[Absent, ...] = ()
    area: Area | None = None
    limit: Area | None = None
    rescaled: str = ""


@dataclass(frozen=True, slots=True)
class GradeCell:
    """One check at `at` days: the chip, and below it a letter or a change. `rank`: the highest is the worst."""

    at: float
    chip: Chip
    below: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLane:
    """Grades as chips. `spans` are times through which something went on, drawn as a line behind the chips."""

    key: str
    readout: Readout
    summary: str
    cells: tuple[GradeCell, ...]
    spans: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A text that begins at `at` days."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLane:
    """Words at their moments. `holds`: each stays true until the next; then a line runs on to the last check."""

    key: str
    readout: Readout
    summary: str
    words: tuple[Word, ...]
    holds: bool = False


Lane = DotLane | CellLane | WordLane


def joined(cells: Sequence[GradeCell], gap: float, words: Words) -> tuple[GradeCell, ...]:
    """Cells that would stand nearer to each other than `gap` days as one in their middle: the worst, "×3" below it."""
    groups: list[list[GradeCell]] = []
    for cell in cells:
        if groups and cell.at - _middle(groups[-1]) < gap:
            groups[-1].append(cell)
        else:
            groups.append([cell])
    found = []
    for group in groups:
        shown = max(group, key=lambda cell: (cell.rank, cell.at))
        if len(group) > 1:
            shown = replace(shown, at=_middle(group), below=words.t("×{count:number}", count=len(group)))
        found.append(shown)
    return tuple(found)


def _middle(group: Sequence[GradeCell]) -> float:
    return (group[0].at + group[-1].at) / 2
