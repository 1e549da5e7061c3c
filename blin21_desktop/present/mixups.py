"""Who could be mixed up on a ward: the same family name or reading, two patients in one bed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


def initials(look: Look) -> str:
    """First signs of family and given name."""
    person = look.registered
    return look.patient if person is None else f"{person.family_name[:1]}. {person.given_name[:1]}.".upper()


@dataclass(frozen=True, slots=True)
class Marks:
    """Who could be mixed up: patients of the same family name or reading, and beds that hold two."""

    looks: tuple[Look, ...]
    words: Words

    @classmethod
    def of(cls, looks: Sequence[Look], words: Words) -> Marks:
        """Over everybody on the list."""
        return cls(tuple(looks), words)

    def mark(self, look: Look) -> str:
        """What to warn about beside a patient's name; empty for most."""
        words, others = self.words, [o for o in self.looks if o.patient != look.patient]
        found = []
        same = [o for o in others if _surname(o) == _surname(look)]
        read = [o for o in others if o not in same and _reading(o) and _reading(o) == _reading(look)]
        if same:
            found.append(words.t("same name: bed {beds}", beds=_beds(same)))
        if read:
            found.append(words.t("same reading: bed {beds}", beds=_beds(read)))
        if look.bed is not None and any(o.bed == look.bed for o in others):
            found.append(words.t("bed {bed} twice", bed=look.bed))
        return " · ".join(found)


def _beds(looks: Sequence[Look]) -> str:
    return ", ".join(look.bed or look.patient for look in looks)


def _reading(look: Look) -> str:
    """The family part of the kana, folded; empty where there is none."""
    kana = None if look.registered is None else look.registered.kana
    parts = unicodedata.normalize("NFKC", kana or "").split()
    return parts[0] if parts else ""


def _surname(look: Look) -> str:
    """What makes two patients "same name": the family name as written."""
    if look.registered is None:
        return look.patient
    return unicodedata.normalize("NFKC", look.registered.family_name).strip().casefold()
