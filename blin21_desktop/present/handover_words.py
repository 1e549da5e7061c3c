"""Words about a handover: who gave it when for which shift, how it stands, what its receiver answered."""

from __future__ import annotations

from datetime import datetime

from blin21_desktop.domain.entries import Entry, HandoverGiven, HandoverReceived
from blin21_desktop.domain.entries.record import Action
from blin21_desktop.domain.shift import read_shift
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.words import Words
from blin21_desktop.rules.handover import SEVERITIES, Handed, Receipt, Validity
from blin21_desktop.service.look import Look

RECEIPTS: dict[Receipt, Text] = {
    "waits": say("NOT YET TAKEN OVER"),
    "taken_over": say("taken over"),
    "refused": say("REFUSED"),
}

VALIDITIES: dict[Validity, Text] = {
    "in_force": say("of this shift"),
    "over": say("ITS SHIFT IS OVER"),
    "cannot_tell": say("cannot tell whether its shift is still on"),
}


def shift_words(text: str, at: datetime, words: Words) -> str:
    """A shift as two times; other text as it was written."""
    shift = read_shift(text)
    if shift is None:
        return text
    start, end = words.short_moment(shift.start, at), words.short_moment(shift.end, at)
    return words.t("{start} to {end}", start=start, end=end)


def given_words(given: HandoverGiven, at: datetime, words: Words) -> str:
    """Who gave it when to whom, for which shift."""
    to = words.t("nobody named") if given.to is None else given.to
    return words.t(
        "given {when} by {who}, to {to}, for the shift {shift}",
        when=words.short_moment(given.happened_at, at),
        who=given.by,
        to=to,
        shift=shift_words(given.shift, at, words),
    )


def receipt_words(handed: Handed, at: datetime, words: Words) -> str:
    """The receiver's answer in one line; that there is none yet."""
    received = handed.received
    if received is None:
        return words.render(RECEIPTS["waits"])
    told = words.t(
        "{answer}: {who}, {when}, {back}",
        answer=RECEIPTS[handed.receipt],
        who=received.by,
        when=words.short_moment(received.happened_at, at),
        back=_back(received),
    )
    return f"{told} · {received.because}" if received.because else told


def _back(received: HandoverReceived) -> Text:
    return say("repeated back") if received.read_back else say("not repeated back")


def action_words(action: Action, at: datetime, words: Words) -> str:
    """When, what, who; nobody named is said."""
    who = words.t("nobody named") if action.who is None else action.who
    return words.t("{when} {what} – {who}", when=words.short_moment(action.due, at), what=action.what, who=who)


def handover_open(look: Look, words: Words) -> tuple[str, ...]:
    """What is missing about the newest handover: nobody took it over, or it was refused. Empty when all is well."""
    handed = look.handover
    if handed is None or handed.receipt == "taken_over":
        return ()
    when = words.short_moment(handed.given.happened_at, look.at)
    if handed.receipt == "waits":
        return (words.t("handover given {when} by {who} is not yet taken over", when=when, who=handed.given.by),)
    assert handed.received is not None  # noqa: S101  (a refusal is an answer)
    return (
        words.t(
            "handover given {when} by {who} was refused by {receiver}: {because}",
            when=when,
            who=handed.given.by,
            receiver=handed.received.by,
            because=handed.received.because,
        ),
    )


def handover_details(entry: Entry, words: Words) -> str:
    """A handover or its answer in one line of the record; empty for any other entry."""
    if isinstance(entry, HandoverGiven):
        parts = [
            words.render(SEVERITIES[entry.severity]),
            words.t("shift {shift}", shift=shift_words(entry.shift, entry.happened_at, words)),
            "" if entry.to is None else words.t("to {who}", who=entry.to),
            entry.summary,
            *(action_words(action, entry.happened_at, words) for action in entry.actions),
            *entry.if_then,
            "" if entry.recommendation is None else words.t("recommendation: {text}", text=entry.recommendation),
            "" if entry.since is None else words.t("changes shown since {at:time}", at=entry.since),
        ]
        return " · ".join(part for part in parts if part)
    if isinstance(entry, HandoverReceived):
        refused = entry.answer == "refused"
        parts = [
            words.render(RECEIPTS["refused" if refused else "taken_over"]),
            words.render(_back(entry)),
            entry.because or "",
        ]
        return " · ".join(part for part in parts if part)
    return ""
