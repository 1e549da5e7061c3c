"""One analyte as a plot of its own: the panel of the stacked graphs with a sentence for each of its results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blin21_desktop.present.labs_panels import LabPanel
from blin21_desktop.present.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LabPlot:
    """`start` to `end`: the days it shows at first. `focus`: place of the result it was opened for.

    `said` has a sentence for each point, in their order; `across` and `up` name the axes; `keys` says how it is used.
    """

    panel: LabPanel
    start: float
    end: float
    now: float
    focus: int
    said: tuple[str, ...]
    across: str
    up: str
    keys: str

    def day(self, at: float) -> str:
        """The label of a day on the axis, as the day of the cycle; before the start it counts down from 0."""
        return str(int(at) + 1 if at >= 0 else int(at))


def plot_of(
    panel: LabPanel,
    window: tuple[float, float],
    now: float,
    result: str,
    moments: Sequence[tuple[str, str]],
    words: Words,
) -> LabPlot:
    """The plot of a panel; `moments` are (id of a result, when it was taken, in words)."""
    taken = dict(moments)
    points = panel.points
    place = next((number for number, point in enumerate(points) if point.result == result), len(points) - 1)
    said = []
    for point in points:
        parts = [f"{point.text} {panel.readout.unit}".strip(), taken.get(point.result, "")]
        parts += [] if point.chip is None else [point.chip.words]
        parts += [words.t("preliminary")] if point.preliminary else []
        parts += [words.t("only a bound is known")] if point.sign else []
        said.append(words.joined(part for part in parts if part))
    start = min([window[0], *(point.at for point in points)])
    end = max([window[1], *(point.at for point in points)])
    unit = panel.readout.unit
    up = f"{panel.short} {unit}".strip()
    return LabPlot(
        panel=panel,
        start=start,
        end=end,
        now=now,
        focus=place,
        said=tuple(said),
        across=words.t("Cycle day"),
        up=words.t("{what}, logarithmic", what=up) if panel.axis.log else up,
        keys=words.t("← → from result to result · wheel or + − zoom · drag or Ctrl+← → pan · Home: all of it"),
    )
