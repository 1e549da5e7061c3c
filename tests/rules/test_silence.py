"""Acknowledging silences for a bounded time, one cause only, and never past the hazard."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from blin21_desktop.domain.alerts import Alert, Silence
from blin21_desktop.domain.entries import Entry
from blin21_desktop.rules.alerts import alerts
from tests.making import (
    bag,
    changed,
    crs,
    hour,
    measured,
    missed,
    neuro,
    ordered,
    paused,
    resumed,
    started,
    vitals,
    withdrawn,
)
from tests.rules.acknowledging import acknowledged, premedicated
from tests.rules.looking import look, pump, without

FLOW: tuple[Entry, ...] = (measured(), ordered(hour(-1)), premedicated(hour(-1)), started())


def one(cause: str, *entries: Entry, at: datetime, **how: object) -> Alert:
    found = [alert for alert in alerts(look(*FLOW, *entries, at=at, **how)) if alert.cause == cause]  # type: ignore[arg-type]
    assert len(found) == 1
    return found[0]


def silent(cause: str, *entries: Entry, at: datetime) -> bool:
    return one(cause, *entries, at=at).silenced is not None


BAG = one("bag", at=hour(95)).key
CHECKS = one("checks", at=hour(2.75)).key
STOP = paused(hour(4))
STANDS = one("paused", STOP, at=hour(4)).key


def test_who_silenced_it_until_when_and_why() -> None:
    entry = acknowledged(hour(4), STANDS, because="line is being changed")
    assert one("paused", STOP, entry, at=hour(4.5)).silenced == Silence(
        by="n2", at=hour(4), until=hour(5), because="line is being changed"
    )
    assert not one("paused", STOP, entry, at=hour(4.5)).sounds


@pytest.mark.parametrize(("seconds", "expected"), [(-1, True), (0, True), (1, False)])
def test_a_medium_one_comes_back_after_an_hour(seconds: int, expected: bool) -> None:
    assert silent("paused", STOP, acknowledged(hour(4), STANDS), at=hour(5, seconds=seconds)) is expected


@pytest.mark.parametrize(("seconds", "expected"), [(0, True), (1, False)])
def test_a_high_one_comes_back_after_a_quarter_of_an_hour(seconds: int, expected: bool) -> None:
    assert silent("bag", acknowledged(hour(97), BAG), at=hour(97.25, seconds=seconds)) is expected


def test_the_person_s_own_time_is_kept_when_it_is_shorter() -> None:
    entry = acknowledged(hour(4), STANDS, hour(4.5))
    assert silent("paused", STOP, entry, at=hour(4.5))
    assert not silent("paused", STOP, entry, at=hour(4.5, seconds=1))
    beyond = acknowledged(hour(4), STANDS, hour(40))
    assert not silent("paused", STOP, beyond, at=hour(5, seconds=1)), (
        "never longer than the bound, whatever was written"
    )


def test_a_low_one_comes_back_when_it_becomes_medium() -> None:
    entry = acknowledged(hour(94.5), BAG)
    assert silent("bag", entry, at=hour(95))
    assert not silent("bag", entry, at=hour(95, seconds=1))


def test_never_past_the_hazard() -> None:
    entry = acknowledged(hour(95.5), BAG)
    assert silent("bag", entry, at=hour(96))
    after = one("bag", entry, at=hour(96, seconds=1))
    assert (after.level, after.silenced) == ("high", None)
    early = acknowledged(hour(3.5), one("checks", at=hour(3.5)).key)
    assert not silent("checks", early, at=hour(4, seconds=1)), "one further interval after the vital signs were due"


def test_at_the_hazard_itself_it_no_longer_lies_ahead() -> None:
    entry = acknowledged(hour(96), BAG)
    assert silent("bag", entry, at=hour(96.25))
    assert not silent("bag", entry, at=hour(96.25, seconds=1))


def test_again_and_again_it_comes_back() -> None:
    twice = (acknowledged(hour(94), BAG), acknowledged(hour(95.1), BAG))
    assert silent("bag", *twice, at=hour(95.5))
    assert not silent("bag", *twice, at=hour(96, seconds=1))


def test_it_never_silences_the_next_one() -> None:
    bags = (changed(hour(96), bag=bag(hour(96), label="B-2", hours=24)), acknowledged(hour(119.5), BAG))
    assert not silent("bag", *bags, at=hour(119.6))
    pauses = (paused(hour(4)), resumed(hour(5)), paused(hour(5.1)))
    first = one("paused", paused(hour(4)), at=hour(4.5)).key
    assert not silent("paused", *pauses, acknowledged(hour(5.2), first), at=hour(5.3))


def test_of_merged_checks_what_was_acknowledged_stays_so_and_what_comes_to_it_sounds() -> None:
    entry = acknowledged(hour(2.75), CHECKS)
    assert silent("checks", entry, at=hour(3))
    both = acknowledged(hour(8.6), one("checks", at=hour(8.6)).key)
    rest = (vitals(hour(8.7)), crs(hour(8.7)))
    assert silent("checks", both, *rest, at=hour(8.75))
    early = acknowledged(hour(4.4), one("checks", vitals(hour(4.3)), at=hour(4.6)).key)
    more = (vitals(hour(4.3)), early)
    assert silent("checks", *more, at=hour(4.6))
    assert not silent("checks", *more, at=hour(6.9)), "the vital signs are overdue again"


def test_a_missed_check_is_no_acknowledgement_and_a_done_one_needs_none() -> None:
    assert one("missed", missed(hour(4), "crs"), missed(hour(8), "crs"), at=hour(8)).silenced is None
    done = (vitals(hour(3)), crs(hour(3)), neuro(hour(3)))
    left = alerts(look(*FLOW, acknowledged(hour(2.75), CHECKS), *done, pump(hour(3)), at=hour(3.1)))
    assert "checks" not in {alert.cause for alert in left}


def test_an_acknowledgement_taken_back_silences_nothing() -> None:
    entry = acknowledged(hour(95), BAG)
    assert silent("bag", entry, at=hour(95.2))
    assert not silent("bag", entry, withdrawn(hour(95.1), entry.id), at=hour(95.2))


def test_before_it_was_written_and_without_a_bound_nothing_is_silent() -> None:
    assert not silent("bag", acknowledged(hour(94.5), BAG), at=hour(94.4))
    unknown = without("alerts.snooze_max_hours")
    assert one("bag", acknowledged(hour(94), BAG), at=hour(94.1), knowledge=unknown).silenced is None


def test_the_longest_of_several_counts() -> None:
    two = (acknowledged(hour(4), STANDS, hour(4.2)), acknowledged(hour(4), STANDS, hour(4.8)))
    found = one("paused", STOP, *two, at=hour(4.1)).silenced
    assert found is not None
    assert found.until == hour(4.8)
    assert found.until - found.at < timedelta(hours=1)
