"""The register of prints in words: what was printed, by whom, whether it still stands; and what a head code says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.paper import UNSIGNED, paper_name
from blin21_desktop.present.text_row import TextRow
from blin21_desktop.present.words import Words
from blin21_desktop.service.prints import PaperCheck, Print, PrintState

STATES: dict[PrintState, Text] = {
    "superseded": say("SUPERSEDED"),
    "expired": say("expired"),
    "current": say("still current"),
}
PAGES = {"a4": say("A4"), "letter": say("Letter")}
MOST_NAMED = 3
"""Entries named one by one as the reason, and patients without their number; of more their number is told."""


def register_columns(words: Words) -> tuple[str, ...]:
    """The heads of the register."""
    return (
        words.t("Printed"),
        words.t("What"),
        words.t("Of"),
        words.t("Head code"),
        words.t("Valid until"),
        words.t("State"),
    )


def register_rows(prints: Sequence[Print], words: Words) -> tuple[TextRow, ...]:
    """One row a printing, in the order given; `entry` is the id of its first entry."""
    return tuple(_row(one, words) for one in prints)


def register_counts(prints: Sequence[Print], words: Words) -> str:
    """How many there are, how many of them superseded and how many still current."""
    states = [one.state for one in prints]
    return words.t(
        "Printings: {all:number}. Superseded: {superseded:number}. Still current: {current:number}.",
        all=len(states),
        superseded=states.count("superseded"),
        current=states.count("current"),
    )


def _row(one: Print, words: Words) -> TextRow:
    first = one.first
    spoken = words.t("in Japanese") if first.sheet.partition(" ")[0].endswith("-ja") else words.t("in English")
    page = None if first.page is None else words.render(PAGES[first.page])
    looked = () if first.at is None else (words.t("as of {at:moment}", at=first.at),)
    return TextRow(
        entry=first.id,
        texts=(
            (words.moment(first.happened_at), _who(first.by, words)),
            (words.code(paper_name(first.sheet)), words.joined(t for t in (spoken, page) if t), *looked),
            _patients(one.patients, words),
            (words.format(first.code), words.t("from {count:number} entries", count=first.based_on)),
            (words.moment(one.valid_until),),
            (words.render(STATES[one.state]), *reasons(one, words)),
        ),
    )


def _who(by: str, words: Words) -> str:
    return words.t("nobody signed in") if by == UNSIGNED else words.t("by {who}", who=by)


def _patients(patients: Sequence[str], words: Words) -> tuple[str, ...]:
    """Each by study number; of many first how many they are."""
    named = words.joined(patients)
    many = len(patients) > MOST_NAMED
    return (words.t("patients: {count:number}", count=len(patients)), named) if many else (named,)


def reasons(one: Print, words: Words) -> tuple[str, ...]:
    """Why a paper is superseded, a line for each kind of change."""
    told = (
        (say("withdrawn since: {what}", what=_named(one.withdrawn, words)), one.withdrawn),
        (say("in force again since: {what}", what=_named(one.restored, words)), one.restored),
        (say("written since, of before: {what}", what=_named(one.late, words)), one.late),
    )
    return tuple(words.render(text) for text, entries in told if entries)


def _named(entries: Sequence[Entry], words: Words) -> str:
    named = words.joined(f"{words.code(e.kind)} {words.moment(e.happened_at)}" for e in entries[:MOST_NAMED])
    more = len(entries) - MOST_NAMED
    return words.t("{named} and {more:number} more", named=named, more=more) if more > 0 else named


def code_answer(check: PaperCheck, words: Words) -> str:
    """What a head code typed from paper says about this record."""
    if check.code is None:
        return words.t("This is no head code: it has ten letters and digits, such as 7F3A-91C2-0B.")
    if check.position is None:
        return words.t(
            "{code}: HISTORY DIFFERS FROM PAPER. No point of this record has this code: the paper was printed from "
            "another ward file, or this file's history is not the one that was printed.",
            code=check.code,
        )
    charted = check.since - check.printings
    if not charted:
        return words.t("{code}: matches. Nothing was charted since.", code=check.code)
    return words.t("{code}: matches. Entries charted since: {count:number}.", code=check.code, count=charted)


def register_json(prints: Sequence[Print]) -> list[dict[str, Any]]:
    """The register as a JSON-ready list."""
    return [
        {
            "id": one.first.id,
            "printed_at": one.first.happened_at.isoformat(),
            "by": one.first.by,
            "sheet": one.first.sheet,
            "patients": list(one.patients),
            "page": one.first.page,
            "at": None if one.first.at is None else one.first.at.isoformat(),
            "based_on": one.first.based_on,
            "code": one.first.code,
            "sha256": one.first.sha256,
            "valid_until": one.valid_until.isoformat(),
            "state": one.state,
            "withdrawn": [entry.id for entry in one.withdrawn],
            "restored": [entry.id for entry in one.restored],
            "late": [entry.id for entry in one.late],
        }
        for one in prints
    ]
