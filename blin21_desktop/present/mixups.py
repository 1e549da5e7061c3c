"""Who could be mixed up on a ward: the same family name or reading, two patients in one bed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blin21_desktop.present.board_order import bed_key
from blin21_desktop.present.folding import folded, is_kana, same_family
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
        """All warnings about a patient in one line; empty for most."""
        return " · ".join(self.marks(look))

    def marks(self, look: Look) -> tuple[str, ...]:
        """What to warn about beside a patient's name, one sentence each; none for most."""
        words, others = self.words, [o for o in self.looks if o.patient != look.patient]
        found = []
        same = [o for o in others if _surname(o) == _surname(look)]
        read = [o for o in others if o not in same and same_family(_reading(o), _reading(look))]
        if same:
            found.append(words.t("same name: {others}", others=_who(same, words)))
        if read:
            found.append(words.t("same reading: {others}", others=_who(read, words)))
        if look.bed and any(folded(o.bed or "") == folded(look.bed) for o in others):
            found.append(words.t("bed {bed} twice", bed=look.bed))
        return tuple(found)


def _who(looks: Sequence[Look], words: Words) -> str:
    """Where the others lie; who has no bed is told by the study number."""
    ordered = sorted(looks, key=bed_key)
    beds = ", ".join(dict.fromkeys(look.bed for look in ordered if look.bed))
    parts = [words.t("bed {beds}", beds=beds)] if beds else []
    parts += [words.t("{patient} without a bed", patient=look.patient) for look in ordered if not look.bed]
    return words.joined(parts)


def _reading(look: Look) -> str:
    """The kana; without it a family name that is kana itself; else empty."""
    person = look.registered
    if person is None:
        return ""
    return person.kana or (person.family_name if is_kana(person.family_name) else "")


def _surname(look: Look) -> str:
    """What makes two patients "same name": the family name as written; without a registration nobody's."""
    return look.patient if look.registered is None else folded(look.registered.family_name)
