"""Moments, dates and durations as they are written at the bedside.

24-hour clock, month never numeric in English, whole units (`18hr 20min`), no decimals, never rounded up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from blin21_desktop.domain.moments import since
from blin21_desktop.present.amounts import Amounts, Lang

FORMS: dict[Lang, dict[str, str]] = {
    "en": {"hours": "{}{}hr {}min", "days": "{}{}d {}hr", "ahead": "in {} ({})", "ago": "{} ago ({})"},
    "ja": {"hours": "{}{}時間{}分", "days": "{}{}日{}時間", "ahead": "あと{} ({})", "ago": "{}前 ({})"},
}
"""How a duration stands with its units, per language."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS: dict[Lang, tuple[str, ...]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ja": ("月", "火", "水", "木", "金", "土", "日"),
}
DAYS_FROM = timedelta(hours=48)
"""A length from here on is told in days and hours, below in hours and minutes."""


@dataclass(frozen=True, slots=True)
class Times(Amounts):
    """Moments of one ward, shown in its `zone`, beside the amounts of the same language."""

    zone: tzinfo

    def length(self, length: timedelta) -> str:
        """A duration in whole units: `18hr 20min`, from 48 h on `2d 19hr`."""
        if abs(length) < DAYS_FROM:
            return self.clock_length(length)
        sign, hours, _ = _whole(length)
        return FORMS[self.lang]["days"].format(sign, hours // 24, hours % 24)

    def clock_length(self, length: timedelta) -> str:
        """A duration always in hours and minutes, as infused time is counted: `335hr 28min`."""
        return FORMS[self.lang]["hours"].format(*_whole(length))

    def time(self, at: datetime) -> str:
        """Clock time `14:30`; in the hour that a clock change repeats, with its offset: `01:30 (UTC+01:00)`."""
        local = at.astimezone(self.zone)
        shown = f"{local:%H:%M}"
        if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
            return shown
        offset = f"{local:%z}"
        return f"{shown} (UTC{offset[:3]}:{offset[3:5]})"

    def day(self, on: date) -> str:
        """A date: `23-Nov-2026`, `2026/11/23`; of a moment, its date in the ward's zone."""
        on = on.astimezone(self.zone) if isinstance(on, datetime) else on
        if self.lang == "ja":
            return f"{on.year:04}/{on.month:02}/{on.day:02}"
        return f"{on.day:02}-{MONTHS[on.month - 1]}-{on.year:04}"

    def short_day(self, on: date) -> str:
        """Day and month: `23-Nov`, `11/23`."""
        on = on.astimezone(self.zone) if isinstance(on, datetime) else on
        return f"{on.month}/{on.day}" if self.lang == "ja" else f"{on.day:02}-{MONTHS[on.month - 1]}"

    def moment(self, at: datetime) -> str:
        """Weekday, date and time: `Mon 23-Nov-2026 14:30`, `2026/11/23(月) 14:30`."""
        weekday = WEEKDAYS[self.lang][at.astimezone(self.zone).weekday()]
        if self.lang == "ja":
            return f"{self.day(at)}({weekday}) {self.time(at)}"
        return f"{weekday} {self.day(at)} {self.time(at)}"

    def dated_time(self, at: datetime) -> str:
        """Date and time: `23-Nov-2026 14:30`, `2026/11/23 14:30`."""
        return f"{self.day(at)} {self.time(at)}"

    def short_moment(self, at: datetime, now: datetime) -> str:
        """Time alone when it is on the day of `now`, otherwise with day and month; in another year the whole date."""
        local, today = at.astimezone(self.zone).date(), now.astimezone(self.zone).date()
        if local == today:
            return self.time(at)
        day = self.short_day(local) if local.year == today.year else self.day(local)
        return f"{day} {self.time(at)}"

    def relative(self, at: datetime, now: datetime) -> str:
        """How far off, with the time itself: `in 2hr 10min (16:40)`, `0hr 20min ago (14:10)`."""
        away = since(now, at)
        form = FORMS[self.lang]["ago" if away < timedelta() else "ahead"]
        return form.format(self.length(abs(away)), self.short_moment(at, now))


def _whole(length: timedelta) -> tuple[str, int, int]:
    minutes = abs(length) // timedelta(minutes=1)
    return "-" if length < timedelta() and minutes else "", minutes // 60, minutes % 60
