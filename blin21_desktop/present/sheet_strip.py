"""The 28-day strip on paper: its geometry with the words that stand in and below it."""

from __future__ import annotations

from dataclasses import dataclass

from blin21_desktop.domain.moments import since
from blin21_desktop.present.strip import Strip, StripPause, StripSegment, strip
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class StripBox:
    """The strip and its words.

    `inside` is the dose of each segment, `outside` the same with its days, for a segment too short to hold it;
    `captions` stand below; `none` is said without a course.
    """

    title: str
    note: str
    strip: Strip | None
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    bag: str
    captions: tuple[str, ...]
    none: str


def strip_box(look: Look, words: Words) -> StripBox:
    """The strip of the newest course."""
    title = words.t("28-DAY STRIP")
    found = strip(look)
    if found is None:
        none = words.t("No course has been started.")
        return StripBox(title=title, note="", strip=None, inside=(), outside=(), bag="", captions=(), none=none)
    note = words.t(
        "cell = cycle day from {at:time} · half height = low dose · hatch = not infusing · dashed = planned",
        at=found.started_at,
    )
    return StripBox(
        title=title,
        note=note,
        strip=found,
        inside=tuple(_dose(segment, words) for segment in found.segments),
        outside=tuple(_dated(segment, words) for segment in found.segments),
        bag=words.t("bag"),
        captions=_captions(look, found, words),
        none="",
    )


def _dose(segment: StripSegment, words: Words) -> str:
    if segment.dose_micrograms_per_day is None:
        return words.t("planned, dose not decided")
    dose = words.dose(segment.dose_micrograms_per_day)
    return words.t("planned {dose}", dose=dose) if segment.planned else dose


def _dated(segment: StripSegment, words: Words) -> str:
    return words.t("cycle day {day:number}: {dose}", day=int(segment.start) + 1, dose=_dose(segment, words))


def _captions(look: Look, found: Strip, words: Words) -> tuple[str, ...]:
    told = []
    if found.step_done:
        told.append(words.t("▲ step charted"))
    elif look.step_ahead is not None and found.step is not None:
        due = words.t("▲ step due {at:time}", at=look.step_ahead)
        unsettled = look.step is not None and not look.step.settled
        told.append(words.joined((due, words.t("the source does not settle it"))) if unsettled else due)
    told += [_pause(pause, words) for pause in found.pauses]
    if found.now is not None:
        told.append(words.t("now {at:clock}", at=look.at))
    end = None if look.planned_end is None else look.planned_end.at
    if found.now is not None and end is not None:
        told.append(words.t("planned end {at:time}", at=end))
        if end > look.at:
            told.append(words.t("left {left}", left=words.clock_length(since(look.at, end))))
    return tuple(told)


def _pause(pause: StripPause, words: Words) -> str:
    if pause.open:
        return words.t("pause {length:length} so far", length=pause.length)
    return words.t("pause {length:length}", length=pause.length)
