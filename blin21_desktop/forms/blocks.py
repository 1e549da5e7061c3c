"""A block of a check: answered as all normal in one keystroke, opened item by item, or left out with a reason.

Nothing is preset, and an answer is true only of the moment it is given: a draft comes back without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from blin21_desktop.domain.entries import CheckMissed, Entry
from blin21_desktop.domain.moments import age_years
from blin21_desktop.domain.text import Names, Text, say
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Told, Typed
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.graded import HIGHEST_FROM_FINDINGS, Graded
from blin21_desktop.rules.schedule import What
from blin21_desktop.rules.tasks import TASK_OF

NORMAL, ITEMS, NOT_DONE, NOT_DUE = "normal", "items", "not_done", "not_due"

ALL_NORMAL = Option(NORMAL, say("All normal, seen now"))
ONE_BY_ONE = Option(ITEMS, say("Item by item"))
LEFT_OUT = Option(NOT_DONE, say("Not done"))

UNABLE = (Option("asleep", say("asleep")), Option("refused", say("refused")), Option("other", say("other reason")))
"""Why one item was not done."""
MISSED = (*UNABLE[:2], Option("off_ward", say("off the ward")), UNABLE[2])
"""Why a check was not done."""
DASH = "–"
"""Stands where there is no grade."""


def is_due(setting: Setting, what: What) -> bool:
    """Whether a check of this kind is due or overdue now; then it cannot be left out as not due."""
    checks = () if setting.look is None else setting.look.checks
    return any(check.what == what and check.state in ("due", "overdue") for check in checks)


def age(setting: Setting) -> int | None:
    """Completed years of the patient today; None without a registration."""
    person = None if setting.look is None else setting.look.registered
    return None if person is None else age_years(person.birth_date, setting.now.astimezone(setting.zone).date())


def left_out(setting: Setting, typed: Typed, key: str, what: What, label: Text) -> tuple[Field, ...]:
    """Why a block is left out, and when an off-ward patient is back. Only what is not due may stay without one."""
    not_due = () if is_due(setting, what) else (Option(NOT_DUE, say("not due now")),)
    why = Field(key=f"{key}.reason", label=label, ask=Ask.CHOICE, options=(*not_due, *MISSED), fades=True)
    if typed.get(why.key) != "off_ward":
        return (why,)
    back = Field(key=f"{key}.until", label=say("Back at"), ask=Ask.DATED, optional=True,
                 note=say("date and time, if it is known"))  # fmt: skip
    return (why, back)


def missed(r: Reader, key: str, what: Literal["vitals", "crs", "neuro"], place: int) -> tuple[CheckMissed, ...]:
    """The entry of a block that was left out; none when it was not due."""
    reason = r.choice(f"{key}.reason", NOT_DUE)
    if reason == NOT_DUE:
        return ()
    until = r.dated(f"{key}.until") if r.raw(f"{key}.until") else None
    wants_note(r, reason)
    return (CheckMissed(**r.common(place), what=what, reason=reason, until=until),)


def wants_note(r: Reader, reason: str) -> None:
    """Another reason is told in the note."""
    if reason == "other" and r.asked("note") is not None and not r.raw("note"):
        r.open.append(say("the note: why it was not done"))


def missed_part(entry: CheckMissed) -> Text:
    """A check that was not done, in the sentence of what will be written."""
    what = TASK_OF.get(entry.what, entry.what)
    if entry.until is None:
        return say("{what:code} not done: {reason:code}", what=what, reason=entry.reason)
    return say("{what:code} not done: {reason:code}, back at {until:moment}",
               what=what, reason=entry.reason, until=entry.until)  # fmt: skip


def accepting(prefix: str, label: Text, why: Text, graded: Graded | None, typed: Typed) -> tuple[Field, ...]:
    """The grade a person accepts, and the reason for another one than the findings give.

    `graded` is None while something is still open. Where the findings give no grade, a person need not accept one.
    """
    grade = Field(
        key=f"{prefix}.accepted_grade",
        label=label,
        ask=Ask.CHOICE,
        options=tuple(Option(str(n), say("{grade:number}", grade=n)) for n in range(HIGHEST_FROM_FINDINGS + 1)),
        optional=graded is not None and graded.grade is None,
        fades=True,
        told=True,
    )
    chosen = typed.get(grade.key, "")
    if graded is None or not chosen or chosen == str(graded.grade):
        return (grade,)
    return (grade, Field(key=f"{prefix}.accepted_because", label=why, ask=Ask.LONG))


def accepted(r: Reader, prefix: str) -> tuple[int | None, str | None]:
    """The accepted grade and its reason; None where there is none."""
    chosen, because = r.choice(f"{prefix}.accepted_grade", ""), f"{prefix}.accepted_because"
    return (int(chosen) if chosen else None), (r.text(because) if r.asked(because) else None)


def told_grade(name: Names, graded: Graded) -> Told:
    """A grade on one scale: its digit and the findings that made it, or a dash and what is missing."""
    head = say("{name}", name=name)
    if graded.grade is None:
        return Told(head, DASH, say("not graded, missing: {missing}", missing=graded.missing))
    return Told(head, str(graded.grade), say("{because}", because=graded.because))


def quiet(setting: Setting, typed: Typed, sections: Iterable[Section]) -> Reader:
    """A reading whose notes nobody sees: to know what is worked out before the last questions are asked."""
    return Reader(setting, typed, {f.key: f for section in sections for f in section.fields}, None)


def still_empty(r: Reader) -> tuple[Entry, ...]:
    """No entry yet; that the time is missing too is said all the same."""
    r.happened()
    return ()
