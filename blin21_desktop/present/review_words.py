"""A review copy in words: the strip that is always on top, what was written in it, and what came back to the ward."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from blin21_desktop.domain.entries import DecisionTaken, Entry, PatientRegistered
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.review import CopyHeader, Noted, Returned, ReturnedEntry
from blin21_desktop.domain.text import say
from blin21_desktop.present.cells import capital
from blin21_desktop.present.record import details_of
from blin21_desktop.present.review import STATES, TRUST, marks
from blin21_desktop.present.text_row import TextRow
from blin21_desktop.present.words import Words
from blin21_desktop.service.guards.decisions import DECISIONS
from blin21_desktop.service.look import Look

READ_ONLY = say("This is a review copy: the record cannot be changed here. Ctrl+R writes a comment or a decision.")
"""Why no form opens in a copy."""

MOST_SINCE = 8
"""So many entries written since the copy are told one by one; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyStrip:
    """What stands on top of a copy: which copy it is, the facts, what must be heeded, and what is looked at."""

    head: str
    facts: str
    heed: tuple[str, ...]
    looked: str


def copy_title(header: CopyHeader, words: Words) -> str:
    """The head of strip and window."""
    return words.t("REVIEW COPY of {as_of:moment}", as_of=header.as_of)


def copy_strip(header: CopyHeader, now: datetime, looked: datetime | None, words: Words) -> CopyStrip:
    """The strip at `now` by this computer's clock; `looked`: the earlier moment that is shown, or None."""
    age = words.t("age cannot be told")
    if not header.clock_behind(now):
        age = words.t("age {age:length}", age=since(header.as_of, now))
    facts = (
        words.t("read-only"),
        words.t("{count:number} patients", count=len(header.patients)),
        words.t("made by {who}", who=header.made_by),
        age,
        words.t("valid until {moment:moment}", moment=header.valid_until),
        words.t("do not use for bedside decisions"),
    )
    back = ""
    if looked is not None:
        back = words.t("LOOKING BACK: as of {at:moment}, as it was known then.", at=looked)
    return CopyStrip(
        head=copy_title(header, words), facts=" · ".join(facts), heed=tuple(_heed(header, now, words)), looked=back
    )


def _heed(header: CopyHeader, now: datetime, words: Words) -> Iterator[str]:
    """What must be read before anything in the copy; a key that is as before needs no heed."""
    yield from (words.render(text) for text in marks(replace(header, training=False), now))  # the strip below says it
    if header.trust != "known":
        key = words.t("The ward's key: {code} – {trust}.", code=header.key_code, trust=TRUST[header.trust])
        yield words.t("NEW KEY. {key}", key=key) if header.trust == "new" else key


def key_facts(header: CopyHeader, words: Words) -> tuple[str, ...]:
    """What both sides can compare: the ward's key, the head of the record, the copy."""
    return (
        words.t("The ward's key: {code}", code=header.key_code),
        words.t("The ward's record then: {count:number} entries, code {code}.", count=header.count, code=header.code),
        words.t("Copy: {id}", id=header.id),
        words.t("Made {at:moment} by {who} for {physician}", at=header.made_at, who=header.made_by,
                physician=header.physician),
        words.t("Valid until {moment:moment}", moment=header.valid_until),
    )  # fmt: skip


def note_words(entry: Noted, words: Words) -> str:
    """What a physician wrote, whole."""
    if isinstance(entry, DecisionTaken):
        because = f" – {entry.because}" if entry.because else ""
        return words.t("Decision: {decision}{because}", decision=DECISIONS[entry.decision], because=because)
    return entry.comment


def note_rows(entries: Sequence[Noted], name: Callable[[str], str], words: Words) -> tuple[TextRow, ...]:
    """What was written in this copy, newest first; `name` tells a patient by study number."""
    return tuple(
        TextRow(
            texts=(
                (words.dated_time(entry.happened_at),),
                (name(entry.patient), entry.patient),
                (note_words(entry, words),),
            ),
            entry=entry.id,
        )
        for entry in reversed(entries)
    )  # fmt: skip


def note_columns(words: Words) -> tuple[str, ...]:
    """Heads of that list."""
    return (words.t("Written at"), words.t("Patient"), words.t("What"))


def returned_columns(words: Words) -> tuple[str, ...]:
    """Heads of what came back."""
    return (words.t("State"), words.t("Patient"), words.t("What the physician wrote"), words.t("Since the copy"))


def returned_rows(found: Returned, look: Callable[[str], Look], words: Words) -> tuple[TextRow, ...]:
    """What came back, what waits for an answer first."""
    ordered = sorted(found.entries, key=lambda one: (one.state != "new", one.entry.happened_at))
    return tuple(
        TextRow(
            texts=(
                (words.render(STATES[one.state]),),
                (identity(look(one.entry.patient), words), one.entry.patient),
                (note_words(one.entry, words), words.t("written {at:moment}", at=one.entry.happened_at)),
                (_changed(one, words),),
            ),
            entry=one.entry.id,
        )
        for one in ordered
    )


def identity(look: Look, words: Words) -> str:
    """Name, birth date and hospital number; without a registration that is said."""
    person: PatientRegistered | None = look.registered
    if person is None:
        return words.t("{patient} (registration withdrawn)", patient=look.patient)
    return words.t(
        "{family} {given}, born {birth:day}, ID {id}",
        family=person.family_name.upper(), given=person.given_name, birth=person.birth_date, id=person.hospital_id,
    )  # fmt: skip


def _changed(one: ReturnedEntry, words: Words) -> str:
    if not one.since:
        return words.t("nothing was charted since")
    return words.t("{count:number} entries the physician did not know", count=len(one.since))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedDetails:
    """One entry that came back: whose, what, the state then and now, and what was charted in between."""

    title: str
    lines: tuple[str, ...]
    since: tuple[str, ...]


def returned_details(
    one: ReturnedEntry, copy_of: Returned, then: Look, now: Look, about: Entry | None, words: Words
) -> ReturnedDetails:
    """`then`: the patient as the copy showed it; `now`: as charted now; `about`: the entry a comment is about."""
    lines = [
        note_words(one.entry, words),
        words.t("Made on the copy of {as_of:moment}, written {at:moment} by {who}.",
                as_of=copy_of.as_of, at=one.entry.happened_at, who=copy_of.physician),
    ]  # fmt: skip
    if about is not None:
        lines.append(words.t("About: {entry}", entry=_told(about, now, words)))
    lines.append(
        words.t("In the copy: {then}. Now: {now}.", then=words.status(then.status), now=words.status(now.status))
    )
    if one.answer is not None:
        answer = one.answer
        lines.append(words.t("{state} {at:moment} by {who}", state=STATES[answer.answer], at=answer.at, who=answer.by))
        if answer.because:
            lines.append(words.t("Reason: {because}", because=answer.because))
    return ReturnedDetails(title=identity(now, words), lines=tuple(lines), since=tuple(_since(one, now, words)))


def _since(one: ReturnedEntry, now: Look, words: Words) -> Iterator[str]:
    """What was charted since the copy, newest first."""
    if not one.since:
        yield words.t("Nothing was charted about this patient since the copy.")
    for entry in reversed(one.since[-MOST_SINCE:]):
        yield _told(entry, now, words)
    left = len(one.since) - MOST_SINCE
    if left > 0:
        yield words.t("and {count:number} earlier ones, see the tab Record", count=left)


def _told(entry: Entry, look: Look, words: Words) -> str:
    name = capital(words.code(entry.kind))
    parts = (words.dated_time(entry.happened_at), name, details_of(entry, look, words))
    return " · ".join(part for part in parts if part)
