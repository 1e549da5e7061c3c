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
    """One patient of the answer."""

    patient: str
    text: str
    exact: bool


def find(looks: Sequence[Look], typed: str, words: Words, *, hide_names: bool = False) -> tuple[Found, ...]:
    """Everybody in whom every typed word stands; nothing typed: everybody. `exact`: the typed text is the whole ID."""
    wanted = folded(typed).split()
    found = []
    for look in looks:
        parts = [folded(part) for part in _parts(look)]
        if all(any(word in part for part in parts) for word in wanted):
            exact = folded(typed).strip() in [folded(part) for part in _ids(look)]
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
