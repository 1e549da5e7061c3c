"""What a handover begins with: facts of the chart in words, tasks of the shift, lines of the label in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from blin21_desktop.domain.infusion import Status
from blin21_desktop.present.cells import capital, person_line, state_word
from blin21_desktop.present.if_then import if_then
from blin21_desktop.present.sheet_patient import summary
from blin21_desktop.present.words import Words
from blin21_desktop.rules.handover import Facts, nearest_shift
from blin21_desktop.service.look import Look

SHIFT_STARTS = "program.shift_starts"


def shift_starts(look: Look) -> Sequence[int]:
    """The hours of the day at which shifts begin on this ward; none where no file says."""
    return next((p.value for file in (look.label, look.protocol) if file and (p := file.get(SHIFT_STARTS))), ())


def facts(look: Look, words: Words, since: datetime | None = None) -> Facts:
    """The facts of one look. Actions are what is due up to the end of the shift, what is overdue among them.

    Nothing is graded and nothing recommended here: severity and recommendation are a person's.
    """
    shift = nearest_shift(look.at, shift_starts(look), words.zone)
    return Facts(
        shift=shift,
        since=since,
        summary=" · ".join((person_line(look, words), *_flow(look, words), *_way(look, words))),
        actions=tuple(
            (task.due_at, capital(words.code(task.what)))
            for task in look.tasks
            if shift is None or task.due_at <= shift.end
        ),
        if_then=tuple(line.text for line in if_then(look, words)),
    )


def _flow(look: Look, words: Words) -> tuple[str, ...]:
    """State with dose and rate as charted, infused hours and cycle day."""
    course = look.course
    told = [state_word(look, words)]
    if course is None:
        return tuple(told)
    if course.status is Status.RUNNING:
        last = course.last_segment
        told.append(words.t("{dose:dose} at {rate:rate}", dose=last.dose_micrograms_per_day, rate=last.rate_ml_per_h))
    told.append(words.t("{infused:clock_length} infused", infused=look.infused))
    told.append(words.t("cycle day {day:number}", day=look.cycle_day))
    return tuple(told)


def _way(look: Look, words: Words) -> tuple[str, ...]:
    return tuple(f"{fact.label} {fact.value}" for fact in summary(look, words))
