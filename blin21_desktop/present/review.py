"""Review copies in words and as JSON: the head of a copy, and what came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from blin21_desktop.domain.entries import ReviewCommented
from blin21_desktop.domain.review import CopyHeader, Returned, ReturnedEntry
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.record_decisions import decision_details
from blin21_desktop.present.words import Words

NEWS_SHOWN = 5
"""Of what was written since the copy so many entries are named, the newest; the others are counted."""

TRUST: dict[str, Text] = {
    "new": say("NEW on this computer: telephone the ward and compare every character"),
    "known": say("as before on this computer"),
    "confirmed": say("compared by you"),
}
STATES: dict[str, Text] = {
    "new": say("waits for an answer"),
    "accepted": say("in the record"),
    "declined": say("declined"),
}


def marks(header: CopyHeader, now: datetime) -> Iterator[Text]:
    """What must be read before anything in the copy."""
    if header.expired(now):
        yield say(
            "EXPIRED: this copy was valid until {at:moment}. Nothing is printed; ask the ward for a new one.",
            at=header.valid_until,
        )
    if header.newer is not None:
        yield say("OLDER COPY: a newer one, of {at:moment}, was opened on this computer.", at=header.newer)
    if header.clock_behind(now):
        yield say("This computer's clock is behind the copy, so its age cannot be told: set the clock right.")
    if header.training:
        yield say("TRAINING – synthetic. Invented patients. Not for care.")


def head_lines(header: CopyHeader, now: datetime) -> tuple[Text, ...]:
    """The head of a copy: what must be read first, then its moment and age, then where it comes from."""
    age = max(now - header.as_of, timedelta())
    return (
        say(
            "REVIEW COPY of {at:moment}, {age:length} old. Read-only. Not for bedside decisions.",
            at=header.as_of,
            age=age,
        ),
        *marks(header, now),
        say(
            "{count:number} patients. Made by {by} for {physician}, valid until {until:moment}.",
            count=len(header.patients),
            by=header.made_by,
            physician=header.physician,
            until=header.valid_until,
        ),
        say("The ward's record then: {count:number} entries, code {code}.", count=header.count, code=header.code),
        say("The ward's key: {code} – {trust}.", code=header.key_code, trust=TRUST[header.trust]),
    )  # fmt: skip


def header_json(header: CopyHeader, now: datetime) -> dict[str, Any]:
    """The head of a copy."""
    return {
        "id": header.id,
        "as_of": header.as_of.isoformat(),
        "age_seconds": int(header.age(now).total_seconds()),
        "made_at": header.made_at.isoformat(),
        "made_by": header.made_by,
        "physician": header.physician,
        "valid_until": header.valid_until.isoformat(),
        "expired": header.expired(now),
        "newer_copy_opened": None if header.newer is None else header.newer.isoformat(),
        "clock_behind": header.clock_behind(now),
        "training": header.training,
        "patients": dict(header.entries),
        "count": header.count,
        "code": header.code,
        "ward": header.ward,
        "key": {"code": header.key_code, "trust": header.trust},
        "program": header.program,
    }


def returned_lines(returned: Returned, words: Words) -> list[str]:
    """A return file entry by entry: when it was written, on the copy of when, and what was charted since."""
    head = words.t(
        "Return file of {physician}, on the copy of {at:moment}: {count:number} entries",
        physician=returned.physician,
        at=returned.as_of,
        count=len(returned.entries),
    )
    return [head, *(line for one in returned.entries for line in _entry_lines(one, words))]


def _entry_lines(one: ReturnedEntry, words: Words) -> Iterator[str]:
    yield ""
    yield words.t("{id}  {patient}  {state}", id=one.entry.id, patient=one.entry.patient, state=STATES[one.state])
    yield "  " + words.t(
        "{what:code}, written {at:moment}: {details}",
        what=one.entry.kind.value,
        at=one.entry.happened_at,
        details=decision_details(one.entry, words),
    )
    if one.answer is not None:
        yield "  " + words.t(
            "{by}, {at:moment}: {answer}",
            by=one.answer.by,
            at=one.answer.at,
            answer=one.answer.because or STATES[one.answer.answer],
        )
    if one.expired:
        yield "  ! " + words.t("Written after the last moment of its copy.")
    if one.since:
        yield "  ! " + words.render(news(one))


def news(one: ReturnedEntry) -> Text:
    """What its writer did not know."""
    newest = [
        say("{what:code} {at:moment}", what=entry.kind.value, at=entry.happened_at)
        for entry in reversed(one.since[-NEWS_SHOWN:])
    ]
    return say(
        "Written about the patient since the copy, entries: {count:number}. The newest: {newest}",
        count=len(one.since),
        newest=newest,
    )


def returned_json(returned: Returned, words: Words) -> dict[str, Any]:
    """A return file with what the ward knows about each entry."""
    return {
        "sha256": returned.sha256,
        "copy": returned.copy,
        "as_of": returned.as_of.isoformat(),
        "physician": returned.physician,
        "made_at": returned.made_at.isoformat(),
        "entries": [_entry_json(one, words) for one in returned.entries],
    }


def _entry_json(one: ReturnedEntry, words: Words) -> dict[str, Any]:
    entry, answer = one.entry, one.answer
    return {
        "id": entry.id,
        "patient": entry.patient,
        "kind": entry.kind.value,
        "happened_at": entry.happened_at.isoformat(),
        "copy_at": None if entry.copy_at is None else entry.copy_at.isoformat(),
        "comment": entry.comment if isinstance(entry, ReviewCommented) else None,
        "decision": None if isinstance(entry, ReviewCommented) else entry.decision,
        "text": decision_details(entry, words),
        "state": one.state,
        "expired": one.expired,
        "answer": None
        if answer is None
        else {"answer": answer.answer, "because": answer.because, "at": answer.at.isoformat(), "by": answer.by},
        "since": [
            {
                "id": e.id,
                "kind": e.kind.value,
                "happened_at": e.happened_at.isoformat(),
                "recorded_at": e.recorded_at.isoformat(),
            }
            for e in one.since
        ],
    }
