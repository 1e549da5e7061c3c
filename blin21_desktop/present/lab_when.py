"""When a laboratory result was collected, in words: where only the day was sent, no time is shown."""

from __future__ import annotations

from datetime import datetime

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.domain.lab_source import LabSource
from blin21_desktop.present.words import Words


def time_given(entry: LabResulted) -> bool:
    """Whether its time of the day is known; a midnight may only stand for the day."""
    return LabSource.of(entry.source).time_known


def short_when(entry: LabResulted, now: datetime, words: Words) -> str:
    """Time, and the day where it is another; a day alone where no time was sent."""
    at = entry.happened_at
    return words.short_moment(at, now) if time_given(entry) else day_alone(words.short_day(at), words)


def dated_when(entry: LabResulted, words: Words) -> str:
    """Date and time, or the day alone."""
    at = entry.happened_at
    return words.dated_time(at) if time_given(entry) else day_alone(words.day(at), words)


def day_alone(day: str, words: Words) -> str:
    """A day whose time nobody sent."""
    return words.t("{day}, time not given", day=day)
