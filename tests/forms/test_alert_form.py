"""Acknowledging: the form of an alert as it stands now, never silent beyond its bound however late it is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from blin21_desktop.domain.entries import AlertAcknowledged
from blin21_desktop.domain.text import say
from blin21_desktop.forms.alerts import PREFIX, acknowledging, acknowledging_now
from blin21_desktop.rules.alerts import silent_at_most
from tests.forms.checking import Filled
from tests.making import hour
from tests.present.looks import BEFORE, GIVEN, late, look
from tests.rules.acknowledging import acknowledged
from tests.rules.looking import without


def test_the_form_of_an_alert_that_stands_has_its_bound() -> None:
    seen = late()
    alert = seen.alerts[0]
    form = acknowledging_now(seen, alert.key)
    assert form is not None
    assert form.id == f"{PREFIX}{alert.key}"
    assert seen.protocol is not None
    assert silent_at_most(seen.protocol, alert, seen.at) == seen.at + timedelta(minutes=15)


def test_there_is_no_form_for_one_that_is_gone_silenced_or_without_a_bound() -> None:
    seen = late()
    key = seen.alerts[0].key
    assert acknowledging_now(seen, "bag/20200101T000000Z") is None
    silenced = look(*BEFORE, *GIVEN, acknowledged(seen.at, key), at=seen.at)
    assert acknowledging_now(silenced, key) is None
    assert acknowledging_now(replace(seen, protocol=None), key) is None
    unset = without("alerts.snooze_max_hours")
    assert acknowledging_now(replace(seen, protocol=next(iter(unset.protocols.values()))), key) is None


@pytest.mark.parametrize(
    ("seen_at", "bound", "until"),
    [
        ("15:00", hour(5.5), hour(5.25)),
        ("15:00", hour(5.25), hour(5.25)),
        ("15:02", hour(5.25), hour(5.25)),
        ("14:58", hour(5.25), hour(5) + timedelta(minutes=13)),
    ],
)
def test_it_is_never_silent_beyond_the_bound_known_when_the_form_was_opened(
    seen_at: str, bound: datetime, until: datetime
) -> None:
    form = acknowledging("bag/x", say("late"), timedelta(hours=1), bound)
    found = Filled(form, {"alert.because": "with another child", "until": "15", "happened_at": seen_at})
    (entry,) = found.reading.batch
    assert isinstance(entry, AlertAcknowledged)
    assert entry.until == until
