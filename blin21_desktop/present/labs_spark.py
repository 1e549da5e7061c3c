"""A small curve of a series: the same for the table, the tab Now and paper. Everything lies between 0 and 1."""

from __future__ import annotations

from dataclasses import dataclass

from blin21_desktop.present.labs_panels import LabPanel

LEAST = 0.2
"""A curve is stretched to its box up to this part of the panel's axis, not further: small swings stay small."""


@dataclass(frozen=True, slots=True)
class SparkPoint:
    """`x` from left to right, `y` from bottom to top; `hollow`: only a bound is known."""

    x: float
    y: float
    joined: bool
    hollow: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """One curve. `band` are the lower and upper end of the normal range; `now`, where the moment looked at stands."""

    points: tuple[SparkPoint, ...]
    band: tuple[float, float] | None
    now: float | None
    summary: str


def spark(panel: LabPanel, start: float, end: float, now: float) -> Spark:
    """The points of a panel from `start` to `end` days, as high as they and the normal range need."""
    wide = end - start
    seen = [point for point in panel.points if start <= point.at <= end]
    band = _band(panel)
    shares = [max(0.0, panel.axis.share(point.value)) for point in seen]
    low, high = _ends([*shares, *(end for end in band or () if 0 < end < 1)])

    def height(share: float) -> float:
        return min(1.0, max(0.0, (share - low) / (high - low)))

    return Spark(
        points=tuple(
            SparkPoint((point.at - start) / wide, height(share), point.joined and place > 0, bool(point.sign))
            for place, (point, share) in enumerate(zip(seen, shares, strict=True))
        ),
        band=None if band is None else (height(band[0]), height(band[1])),
        now=(now - start) / wide if start <= now <= end else None,
        summary=panel.summary,
    )


def _band(panel: LabPanel) -> tuple[float, float] | None:
    """The normal range on the panel's axis; an open end reaches beyond it."""
    if panel.band is None:
        return None
    low = 0.0 if panel.band.low is None else panel.axis.share(panel.band.low)
    high = 1.0 if panel.band.high is None else panel.axis.share(panel.band.high)
    return low, high


def _ends(shares: list[float]) -> tuple[float, float]:
    """Lowest and highest share, never nearer to each other than what a swing of nothing would look like."""
    low, high = min(shares, default=0.0), max(shares, default=1.0)
    spare = max(0.0, LEAST - (high - low)) / 2
    return low - spare, high + spare
