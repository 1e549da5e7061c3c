"""One batch of entries, judged as a whole: written, or refused with every objection in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.text import say
from blin21_desktop.service.guards.impossible import ill_numbers, impossible
from blin21_desktop.service.guards.improbable import improbable
from blin21_desktop.service.guards.scene import Scene, Wrongs
from blin21_desktop.service.refusal import Objection


def objections(
    batch: Sequence[Entry], charts: Mapping[str, Chart], now: datetime, knowledge: Knowledge
) -> tuple[Objection, ...]:
    """Judge a batch in its order, each entry against the charts and the entries before it.

    `now` judges times unless an entry carries an older `recorded_at` of its own (paper written up later,
    restore). An `override` with all three parts silences what is improbable about its own entry.
    """
    charts = dict(charts)
    found: list[Objection] = []
    for index, entry in enumerate(batch):
        chart = charts.get(entry.patient) or Chart.of(entry.patient, ())
        scene = Scene(chart=chart, now=min(now, entry.recorded_at), knowledge=knowledge)
        hard = [*ill_numbers(entry), *impossible(entry, scene), *_recorded(entry, scene, now)]
        found.extend(_objection(index, wrong, impossible=True) for wrong in hard)
        if not hard and entry.override is None:
            found.extend(_objection(index, wrong, impossible=False) for wrong in improbable(entry, scene))
        charts[entry.patient] = chart.with_written((entry,))
    return tuple(found)


def _objection(index: int, wrong: tuple, *, impossible: bool) -> Objection:  # type: ignore[type-arg]
    field, says, remedy = wrong
    return Objection(index=index, field=field, says=says, remedy=remedy, impossible=impossible)


def _recorded(entry: Entry, scene: Scene, now: datetime) -> Wrongs:
    newest = scene.chart.written[-1].recorded_at if scene.chart.written else None
    if newest is not None and entry.recorded_at < newest:
        yield (
            "recorded_at",
            say("it lies before the newest entry of {patient}, {at:moment}", patient=entry.patient, at=newest),
            say("times of writing that do not go back"),
        )
    if entry.recorded_at > now:
        yield (
            "recorded_at",
            say("{at:moment} is in the future; the clock says {now:moment}", at=entry.recorded_at, now=now),
            say("a time up to now"),
        )
    override = entry.override
    if override is not None and not all(t.strip() for t in (override.what, override.because, override.by)):
        yield "override", say("an override names what, because and by"), say("all three in words")
