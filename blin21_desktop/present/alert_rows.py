"""Alerts as finished words: the card of the tab Now, its title, the mark on the board, the ward's total, the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blin21_desktop.domain.alerts import LEVELS, Alert, Level
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import say
from blin21_desktop.present.alarms import NAMES
from blin21_desktop.present.cells import Frame, Line
from blin21_desktop.present.state_alerts import alert_counts
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

FRAMES: dict[Level, Frame] = {"high": "solid", "medium": "thin"}
"""Outline of the mark on the board; low stands there as plain text. The word is the same everywhere."""


FINDING = say("finding below")
"""What an alert of a rule is about, on the sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """One alert. `silenced` says who acknowledged it until when and why, or is empty: then it wants an act."""

    key: str
    level: Level
    word: str
    says: str
    action: str
    since: str
    silenced: str

    @property
    def aloud(self) -> str:
        """The row read aloud."""
        return " ".join(text for text in (f"{self.word}:", self.says, self.action, self.since, self.silenced) if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsView:
    """The card: alerts that want an act, the most urgent first; then those somebody acknowledged."""

    counts: str
    open: tuple[AlertRow, ...] = ()
    silenced: tuple[AlertRow, ...] = ()
    may_acknowledge: bool = True


def alerts_view(look: Look, words: Words, *, back: bool = False) -> AlertsView:
    """All alerts of a patient. `back`: looking back, so that nothing can be acknowledged."""
    rows = [_row(alert, look, words) for alert in look.alerts]
    return AlertsView(
        counts=level_counts(look.alerts, words),
        open=tuple(row for row in rows if not row.silenced),
        silenced=tuple(row for row in rows if row.silenced),
        may_acknowledge=not back,
    )


def _row(alert: Alert, look: Look, words: Words) -> AlertRow:
    silent = alert.silenced
    told = ""
    if silent is not None:
        told = words.t(
            "acknowledged by {who}, silent until {until}: {why}",
            who=silent.by,
            until=words.short_moment(silent.until, look.at),
            why=silent.because,
        )
    return AlertRow(
        key=alert.key,
        level=alert.level,
        word=level_word(alert.level, words),
        says=words.render(alert.says),
        action=words.render(alert.action),
        since=words.t(
            "since {when} ({length:length})",
            when=words.short_moment(alert.since, look.at),
            length=since(alert.since, look.at),
        ),
        silenced=told,
    )


def level_word(level: Level, words: Words) -> str:
    """HIGH, MEDIUM or LOW."""
    return words.render(NAMES[level])


def highest(alerts: Sequence[Alert]) -> tuple[Level, int] | None:
    """The highest level that nobody acknowledged, and how many alerts have it; None without any."""
    counts = alert_counts(alerts)
    return next(((level, counts[level]) for level in LEVELS if counts[level]), None)


def highest_words(alerts: Sequence[Alert], words: Words) -> str:
    """HIGH 2; empty when nothing wants an act."""
    found = highest(alerts)
    if found is None:
        return ""
    return words.t("{level} {count:number}", level=level_word(found[0], words), count=found[1])


def now_title(look: Look, words: Words) -> str:
    """Title of the tab Now with the highest level of its alerts and their count."""
    told = highest_words(look.alerts, words)
    return f"{words.t('Now')} · {told}" if told else words.t("Now")


def level_counts(alerts: Sequence[Alert], words: Words) -> str:
    """HIGH 1 · LOW 2 · acknowledged 1: levels of nobody are left out; empty without any alert."""
    counts = alert_counts(alerts)
    told = [
        words.t("{level} {count:number}", level=level_word(level, words), count=counts[level])
        for level in LEVELS
        if counts[level]
    ]
    if counts["silenced"]:
        told.append(words.t("acknowledged {count:number}", count=counts["silenced"]))
    return " · ".join(told)


def board_line(look: Look, words: Words) -> Line | None:
    """The mark in a patient's row: the highest level in a word with its count; None without any alert."""
    found = highest(look.alerts)
    if found is not None:
        text = words.t("Alerts: {levels}", levels=highest_words(look.alerts, words))
        frame = FRAMES.get(found[0])
        return Line(text, "second") if frame is None else Line(text, "mark", frame=frame)
    told = level_counts(look.alerts, words)
    return Line(words.t("Alerts: {levels}", levels=told), "second") if told else None


def ward_alerts(looks: Sequence[Look], words: Words) -> str:
    """The total of the ward, each level with its word; acknowledged ones are counted where no other stands."""
    every = [alert for look in looks for alert in look.alerts]
    told = level_counts([alert for alert in every if alert.silenced is None], words) or level_counts(every, words)
    return words.t("Alerts: {levels}", levels=told) if told else words.t("No alerts")


def sheet_line(look: Look, words: Words) -> str:
    """What the alerts of level high are about, for the sheet, acknowledged or not; empty without any.

    What each says stands there already: as an overdue action, a grade, or a finding.
    """
    high = [alert for alert in look.alerts if alert.level == "high"]
    if not high:
        return ""
    about = dict.fromkeys(words.render(NAMES.get(alert.cause, FINDING)) for alert in high)
    return words.t("ALERTS {level} {count:number}: {about}", level=level_word("high", words), count=len(high),
                   about=words.joined(about))  # fmt: skip
