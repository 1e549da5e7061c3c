"""Timing two things back to back, many rounds, and saying how they compare."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median
from time import perf_counter

ROUNDS = 15
RESAMPLES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One line of the table. `low` and `high` bound the ratio with 95 % certainty (bootstrap over the rounds).

    `app` and `baseline` are medians in seconds; None where the ratio is a slope.
    """

    name: str
    what: str
    against: str
    app: float | None
    baseline: float | None
    ratio: float
    low: float
    high: float
    target: float
    fail: float
    remark: str = ""

    @property
    def verdict(self) -> str:
        """Within the target, within the limit, or beyond it."""
        if self.ratio <= self.target:
            return "target met"
        return "within limit" if self.ratio <= self.fail else "FAILS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a line of the table says before it is measured: name, the two sides in words, target and fail ratio."""

    name: str
    what: str
    against: str
    target: float
    fail: float
    remark: str = ""


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes, with old garbage taken out first."""
    gc.collect()
    begin = perf_counter()
    work()
    return perf_counter() - begin


def alternate(
    app: Callable[[], object], baseline: Callable[[], object], rounds: int = ROUNDS
) -> tuple[list[float], list[float]]:
    """Times of both, taken in turn; the side that goes first changes every round. One warming round is dropped."""
    sides = {"app": app, "baseline": baseline}
    times: dict[str, list[float]] = {"app": [], "baseline": []}
    for turn in range(rounds + 1):
        for side in ("app", "baseline") if turn % 2 else ("baseline", "app"):
            times[side].append(timed(sides[side]))
    return times["app"][1:], times["baseline"][1:]


def compared(line: Line, app: Sequence[float], baseline: Sequence[float]) -> Measured:
    """The ratio of the medians with its interval."""

    def ratio(places: Sequence[int]) -> float:
        return median(app[p] for p in places) / median(baseline[p] for p in places)

    low, high = interval(ratio, len(app))
    return Measured(
        name=line.name,
        what=line.what,
        against=line.against,
        app=median(app),
        baseline=median(baseline),
        ratio=ratio(range(len(app))),
        low=low,
        high=high,
        target=line.target,
        fail=line.fail,
        remark=line.remark,
    )


def interval(statistic: Callable[[Sequence[int]], float], count: int) -> tuple[float, float]:
    """The middle 95 % of a statistic over rounds drawn with replacement; always the same draws."""
    dice = Random(count)  # noqa: S311  (not for secrets)
    drawn = sorted(statistic([dice.randrange(count) for _ in range(count)]) for _ in range(RESAMPLES))
    return drawn[round(RESAMPLES * 0.025)], drawn[round(RESAMPLES * 0.975)]


def table(found: Sequence[Measured]) -> str:
    """All lines as a Markdown table; times in milliseconds."""
    rows = [
        "| id | measured | baseline | app, ms | baseline, ms | ratio (95 %) | target | fail | |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for m in found:
        app, baseline = (("–" if t is None else f"{t * 1000:.3g}") for t in (m.app, m.baseline))
        rows.append(
            f"| {m.name} | {m.what} | {m.against} | {app} | {baseline} | {m.ratio:.2f} ({m.low:.2f}–{m.high:.2f}) "
            f"| {m.target:g} | {m.fail:g} | {m.verdict}{f'; {m.remark}' if m.remark else ''} |"
        )
    return "\n".join(rows)
