"""Finding a patient by whatever somebody types or scans: name, kana, ID, study number, bed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blin21_desktop.present.cells import family_first, person_line
from blin21_desktop.present.folding import folded
from blin21_desktop.present.mixups import initials
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True)
class Found:
    """One patient of the answer. `exact`: the typed text is the whole ID, study number or bed."""

    patient: str
    text: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Who was found and what is said about it.

    `chosen` is the place of the patient whom Enter opens, or NOBODY until somebody is chosen by hand.
    """

    found: tuple[Found, ...]
    chosen: int
    said: str


NOBODY = -1


def answer(looks: Sequence[Look], typed: str, words: Words, *, hide_names: bool = False) -> Answer:
    """The search as the window shows it: only a single match, or the one whose ID or bed was typed whole, is chosen."""
    found = find(looks, typed, words, hide_names=hide_names)
    exact = [place for place, one in enumerate(found) if one.exact]
    count = len(found)
    if not typed.strip():
        return Answer(found, NOBODY, words.t("Type to search. {count:number} patients on the list.", count=count))
    if not found:
        said = words.t("Nobody on this ward fits. Check the number, or register the patient with Ctrl+N.")
        return Answer(found, NOBODY, said)
    if count == 1:
        return Answer(found, 0, words.t("1 patient fits. Enter opens, Esc closes."))
    if len(exact) == 1:
        said = words.t(
            "{count:number} patients fit; ID or bed is exactly as typed for the chosen one. Enter opens.", count=count
        )
        return Answer(found, exact[0], said)
    said = words.t("{count:number} patients fit. Type more, or choose one with the arrows; Enter opens.", count=count)
    return Answer(found, NOBODY, said)


def find(looks: Sequence[Look], typed: str, words: Words, *, hide_names: bool = False) -> tuple[Found, ...]:
    """Everybody in whom every typed word stands; nothing typed: everybody."""
    wanted = folded(typed).split()
    found = []
    for look in looks:
        parts = [folded(part) for part in _parts(look)]
        if all(any(word in part for part in parts) for word in wanted):
            exact = folded(typed) in [folded(part) for part in (*_ids(look), look.bed or "") if part]
            found.append(Found(look.patient, _line(look, words, hide_names=hide_names), exact))
    return tuple(found)


def _ids(look: Look) -> tuple[str, ...]:
    return (look.patient, *(() if look.registered is None else (look.registered.hospital_id,)))


def _parts(look: Look) -> tuple[str, ...]:
    person = look.registered
    names = () if person is None else (person.family_name, person.given_name, person.kana or "")
    return (*_ids(look), *names, look.bed or "")


def _line(look: Look, words: Words, *, hide_names: bool) -> str:
    bed = words.t("Bed {bed}", bed=look.bed) if look.bed else words.t("no bed")
    who = initials(look) if hide_names else f"{family_first(look, words)} · {person_line(look, words)}"
    return f"{bed} · {who} · {look.patient}"
