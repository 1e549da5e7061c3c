"""What was handed over, on the sheet: only while the shift it was given for is on, else the boxes stay empty.

Nothing that is due by what is charted leaves the sheet because nobody handed it over: the lists are merged. The list is
of the time for which the paper holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from blin21_desktop.domain.entries.record import Action
from blin21_desktop.present import catalogue
from blin21_desktop.present.handover_words import given_words, receipt_words
from blin21_desktop.present.paper import ActionLine
from blin21_desktop.present.sheet_frame import Shift as Period
from blin21_desktop.present.sheet_lists import due_lines
from blin21_desktop.present.words import Lang, Words
from blin21_desktop.rules.handover import SEVERITIES, Handed, holds_until
from blin21_desktop.service.look import Look
from blin21_desktop.service.prints import valid_until


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedBox:
    """The boxes of I, P, recommendation and receipt. `chosen`: place among the severities; None: nobody chose.

    `said` names giver and shift, `answer` what the receiver said; all are empty where no handover is of this shift.
    """

    chosen: int | None = None
    said: str = ""
    summary: str = ""
    recommendation: str = ""
    answer: str = ""
    read_back: bool = False
    given: tuple[str, str] = ("", "")
    received: tuple[str, str] = ("", "")


def of_this_shift(look: Look) -> Handed | None:
    """The newest handover, while its shift is on; one whose shift cannot be told is not taken for the present one."""
    found = look.handover
    return found if found is not None and found.validity(look.at) == "in_force" else None


def expiring(look: Look, shift: Period | None) -> Period | None:
    """The shift the paper is for: what was handed over on it counts no longer than its own shift."""
    own = None if look.handover is None else look.handover.shift
    if own is None:
        return shift
    until = holds_until(look.handover, look.at, valid_until(look.at, shift))
    return (own.start if shift is None else shift[0], until)


def handed_box(look: Look, words: Words) -> HandedBox:
    """The box of one look."""
    found = of_this_shift(look)
    if found is None:
        return HandedBox()
    given, received = found.given, found.received
    taken = received is not None and found.receipt == "taken_over"
    said = given.recommendation
    return HandedBox(
        chosen=list(SEVERITIES).index(given.severity),
        said=given_words(given, look.at, words),
        summary=given.summary,
        recommendation="" if said is None else words.t("{text} (recommendation of {who})", text=said, who=given.by),
        answer=receipt_words(found, look.at, words),
        read_back=received is not None and received.read_back,
        given=(given.by, words.short_moment(given.happened_at, look.at)),
        received=(received.by, words.short_moment(received.happened_at, look.at)) if received and taken else ("", ""),
    )


def handed_if_then(look: Look, words: Words) -> tuple[str, tuple[str, ...]]:
    """Title and lines as they were handed over; both empty where none were."""
    found = of_this_shift(look)
    if found is None or not found.given.if_then:
        return "", ()
    return words.t("IF … THEN … as handed over by {who}", who=found.given.by), found.given.if_then


def action_lines(look: Look, words: Words, until: datetime) -> tuple[tuple[ActionLine, ...], str]:
    """What was handed over and what is due by `until` by what is charted, earliest first; one that is both stands once.

    What was filled in from a task is the same action in whatever language it was handed over.
    What is due by the chart after that is no action of this paper: it is named in one line.
    """
    found = of_this_shift(look)
    tasks = due_lines(look, words)
    due = {(task.due_at, line.what.casefold()): line for task, line in tasks}
    spoken = [catalogue.words(lang, words.zone) for lang in get_args(Lang)]
    same = {
        (task.due_at, each.code(task.what).casefold()): (task.due_at, line.what.casefold())
        for task, line in tasks
        for each in spoken
    }
    given = [((one.due, one.what.strip().casefold()), one) for one in (() if found is None else found.given.actions)]
    handed = {same.get(key, key): one for key, one in given}
    for key, action in handed.items():
        due[key] = replace(due.get(key) or _handed(action, look, words), who=action.who or "")
    ordered = sorted(due, key=lambda one: one[0])
    after = [due[key] for key in ordered if key[0] > until and key not in handed]
    told = words.joined(f"{line.time} {line.what}" for line in after)
    lines = tuple(due[key] for key in ordered if key[0] <= until or key in handed)
    return lines, words.t("later: {what}", what=told) if told else ""


def _handed(action: Action, look: Look, words: Words) -> ActionLine:
    return ActionLine(
        time=words.short_moment(action.due, look.at), what=action.what, because=words.t("as handed over"), overdue=""
    )
