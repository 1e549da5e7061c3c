"""Alerts about the checks at the bedside: overdue, missed in a row, and what they found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from blin21_desktop.domain.alerts import Alert, Level, key_of
from blin21_desktop.domain.entries import CheckMissed
from blin21_desktop.domain.moments import later, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.alerts_fallen import fallen
from blin21_desktop.rules.alerts_signs import signs
from blin21_desktop.rules.confirmed import confirmed, unknown_from
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.crs import CTCAE
from blin21_desktop.rules.decided import decided
from blin21_desktop.rules.graded import Graded
from blin21_desktop.rules.in_force import crs_now, neuro_now
from blin21_desktop.rules.schedule import CHECKS, Check, What, grade_steps, missed_in_a_row, next_checks
from blin21_desktop.rules.situation import Situation

NAMES: dict[What, Text] = {"vitals": say("vital signs"), "crs": say("CRS check"), "neuro": say("neurological check")}
"""What each check is called in a sentence."""

PUMP = say("Look at the pump and chart what it shows.")


def bedside(s: Situation) -> Iterator[Alert]:
    """Every alert about the checks."""
    yield from _overdue(s)
    yield from _missed(s)
    yield from _crs(s)
    yield from _icans(s)
    yield from signs(s)


def turns_high(check: Check) -> datetime:
    """The last moment at which an overdue check is a medium alert: one further interval after it was due."""
    return later(check.due_at, check.every)


def _overdue(s: Situation) -> Iterator[Alert]:
    """All that is overdue at one bed is one alert, since it is done in one visit: checks, and a look at the pump.

    Medium when overdue, and when nobody has confirmed the flow for longer than the ward's limit; high when a check is
    overdue by more than one further interval.
    """
    late = [check for check in next_checks(s) if check.state == "overdue"]
    old_from = unknown_from(s)
    unknown = old_from if old_from is not None and s.at > old_from else None
    wanted: list[tuple[str, datetime]] = [(check.what, check.due_at) for check in late]
    wanted += [] if unknown is None else [("flow", unknown)]
    if not wanted:
        return
    high = any(s.at > turns_high(check) for check in late)
    yield Alert(
        key=key_of("checks", wanted),
        patient=s.chart.patient,
        level="high" if high else "medium",
        says=_says(s, late, unconfirmed=unknown is not None),
        action=say("Do the checks now, or chart why not.") if late else PUMP,
        since=min(at for _, at in wanted),
        hazards=tuple(turns_high(check) for check in late),
    )


def _says(s: Situation, late: list[Check], *, unconfirmed: bool) -> Text:
    """What is overdue, and for how long; the flow as long as nobody has confirmed it."""
    last = confirmed(s.chart, s.course, s.at)
    if not late and last is not None:
        return say(
            "Nobody has confirmed for {length:length} that the drug flows.", length=since(last.happened_at, s.at)
        )
    names = (*(NAMES[check.what] for check in late), *((say("a look at the pump"),) if unconfirmed else ()))
    return say("Overdue by {by:length}: {which}.", by=since(late[0].due_at, s.at), which=names)


def _missed(s: Situation) -> Iterator[Alert]:
    """So many checks of a kind missed one after the other, and no physician decided about it since the newest."""
    most = Consulted().value(s.protocol, "checks.missed_in_a_row")
    if most is None or s.under_way is None:
        return
    runs: dict[What, list[CheckMissed]] = {}
    for what in CHECKS:
        run = missed_in_a_row(s, what)
        if len(run) >= most and not decided(s.chart, run[-1].happened_at, s.at):
            runs[what] = run
    if not runs:
        return
    yield Alert(
        key=key_of("missed", [(what, run[-1].happened_at) for what, run in runs.items()]),
        patient=s.chart.patient,
        level="medium",
        says=say(
            "Missed {count:number} times in a row: {which}.",
            count=max(len(run) for run in runs.values()),
            which=tuple(NAMES[what] for what in runs),
        ),
        action=say("Do the checks, or ask the physician and chart the decision."),
        since=max(run[-1].happened_at for run in runs.values()),
    )


def _crs(s: Situation) -> Iterator[Alert]:
    found = crs_now(s)
    if found is None:
        return
    if found.grade is None:
        yield from _not_graded(s, "crs", found.entry.happened_at, found.graded.get(CTCAE))
        return
    says = say("CRS grade {grade:number}, {at:time}.", grade=found.grade, at=found.entry.happened_at)
    yield from _graded(s, "crs", found.grade, says)


def _icans(s: Situation) -> Iterator[Alert]:
    found = neuro_now(s, None)
    if found is None:
        return
    if found.grade is None:
        yield from _not_graded(s, "icans", found.entry.happened_at, found.graded)
        return
    says = say("ICANS grade {grade:number}, {at:time}.", grade=found.grade, at=found.entry.happened_at)
    yield from _graded(s, "icans", found.grade, says)


def _graded(s: Situation, which: str, grade: int, says: Text) -> Iterator[Alert]:
    """A grade of 1 or more that no physician decided about since it last rose, and a higher one before it.

    A fall is no new alert: it keeps the key of the grade it fell from. Once the grade is 0, what was not high sounds
    no more; it stands there until it is answered.
    """
    risen, before = rise(s, which), fallen(s, which)
    open_ = grade >= 1 and risen is not None and not _decided(s, risen)
    moments = {*((risen,) if open_ and risen is not None else ()), *((before.at,) if before is not None else ())}
    if not moments:
        return
    level = _level(s, which, grade if before is None else before.grade)
    if before is not None:
        says = say("{now} It was grade {grade:number}, {at:time}, and no decision is charted.",
                   now=says, grade=before.grade, at=before.at)  # fmt: skip
    action = say("Tell the physician, chart the decision, and do the checks at the closer interval.")
    if not grade:
        action = say("Tell the physician and chart the decision, or acknowledge that it is known.")
    yield Alert(
        key=key_of(which, [("", at) for at in moments]),
        patient=s.chart.patient,
        level=level if grade or level == "high" else "low",
        says=says,
        action=action,
        since=min(moments),
    )


def _not_graded(s: Situation, which: str, at: datetime, graded: Graded | None) -> Iterator[Alert]:
    """A check that gives no grade: as urgent as the least it can be, or as the grade before it (`grade_steps`)."""
    if _decided(s, at):
        return
    steps = grade_steps(s, which)  # type: ignore[arg-type]  # only the two names come here
    missing = () if graded is None else graded.missing
    words = {
        "crs": say("CRS cannot be graded, {at:time}: {missing}.", at=at, missing=missing),
        "icans": say("ICANS cannot be graded, {at:time}: {missing}.", at=at, missing=missing),
    }
    yield Alert(
        key=key_of(which, [("open", at)]),
        patient=s.chart.patient,
        level=_level(s, which, steps[-1][1]),
        says=words[which],
        action=say("Look at what is missing and check again, or accept a grade with the reason."),
        since=at,
    )


def rise(s: Situation, which: str) -> datetime | None:
    """When the grade in force last rose; None when it is 0 or nothing was graded."""
    steps = grade_steps(s, which)  # type: ignore[arg-type]  # only the two names come here
    risen, before = None, 0
    for at, grade in steps:
        risen = at if grade > before else risen
        before = grade
    return risen if before > 0 else None


def _decided(s: Situation, at: datetime) -> bool:
    """Whether a physician decided anything since."""
    return decided(s.chart, at, s.at)


def _level(s: Situation, which: str, grade: int) -> Level:
    """High from the configured grade on; where none is configured every grade is high."""
    limit = s.protocol.get("alerts.high_from_grade")
    return "high" if limit is None or grade >= limit.value[which] else "medium"
