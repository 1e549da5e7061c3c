"""The identity gate: whose result is this? Everything the file says must agree with one registered patient.

Source: feeds note 1.6. The hospital number, the birth date, the sex, and the name or its kana must all agree, and the
numbers in the path, in the file name and in the message must be one. What the file does not say is not agreement.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from blin21_desktop.domain.entries import PatientRegistered
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.received import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """`patient`: the study number whose hospital number the file names (None: nobody of this ward, or several).

    `candidates`: the several, for a person to choose from; nobody is guessed. `doubts`: everything that does not agree
    or is not said; empty only when the patient is certain.
    """

    patient: str | None
    doubts: tuple[Text, ...] = ()
    candidates: tuple[str, ...] = ()


def match(said: Identity, registered: Mapping[str, PatientRegistered]) -> Match:
    """The patient of the file, with every doubt. `registered`: study number -> the registration in force."""
    numbers = _numbers(said)
    if not numbers:
        return Match(patient=None, doubts=(say("the file does not say whose result it is"),))
    mine = [patient for patient, one in registered.items() if _number(one.hospital_id) in numbers]
    bare = {_bare(number) for number in numbers}
    near = [] if mine else [patient for patient, one in registered.items() if _bare(one.hospital_id) in bare]
    shown = ", ".join(sorted(numbers))
    if len(mine or near) > 1:
        doubt = say("the numbers in the file are of more than one patient: {numbers}", numbers=shown)
        return Match(patient=None, doubts=(doubt,), candidates=tuple(mine or near))
    if near:
        doubt = say("the number {theirs} in the file agrees with {ours} only without its leading zeros",
                    theirs=shown, ours=registered[near[0]].hospital_id)  # fmt: skip
        return Match(patient=near[0], doubts=(doubt, *_disagreements(said, registered[near[0]])))
    if not mine:
        return Match(patient=None, doubts=(say("no patient of this ward has the number {number}", number=shown),))
    return Match(patient=mine[0], doubts=(*_misfiled(said), *_disagreements(said, registered[mine[0]])))


def _numbers(said: Identity) -> set[str]:
    every = (*said.ids, said.path_id, said.file_id)
    return {_number(one) for one in every if one and _number(one)}


def _number(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _bare(text: str) -> str:
    return _number(text).lstrip("0")


def _misfiled(said: Identity) -> Iterable[Text]:
    """The path, the file's name and the message must name the same number."""
    message = {_number(one) for one in said.ids}
    places = [_number(one) for one in (said.path_id, said.file_id) if one]
    if places and message and not all(place in message for place in places):
        yield say(
            "the path says {path}, the file's name {file}, the message {message}",
            path=said.path_id or "-",
            file=said.file_id or "-",
            message=", ".join(said.ids),
        )
    elif not message:
        yield say("only the place of the file says whose result it is, not the message")


def _disagreements(said: Identity, one: PatientRegistered) -> Iterable[Text]:
    if said.retired == "inactive":
        yield say("the sender no longer uses this record of the patient")
    elif said.retired:
        yield say("the sender says that another record stands for this patient now")
    if said.birth_date is None:
        yield say("the file does not say the birth date")
    elif said.birth_date != one.birth_date:
        yield say("born {theirs:day} in the file, {ours:day} here", theirs=said.birth_date, ours=one.birth_date)
    if said.sex in (None, "unknown"):
        yield say("the file does not say the sex")
    elif said.sex != one.sex:
        yield say("{theirs:code} in the file, {ours:code} here", theirs=said.sex, ours=one.sex)
    yield from _name(said, one)


def _name(said: Identity, one: PatientRegistered) -> Iterable[Text]:
    """Name or kana must agree: kanji have variants, and both are seldom registered as they are sent."""
    theirs, ours = _folded(said.family_name, said.given_name), _folded(one.family_name, one.given_name)
    kana = _folded(said.kana), _folded(one.kana)
    if not theirs and not kana[0]:
        yield say("the file does not say the name")
    elif not ((theirs and theirs == ours) or (kana[0] and kana[0] == kana[1])):
        shown = " ".join(filter(None, (said.family_name, said.given_name, said.kana)))
        yield say("named {theirs} in the file, {ours} here", theirs=shown, ours=f"{one.family_name} {one.given_name}")


def _folded(*parts: str | None) -> str:
    """Width, case, spaces and the kind of kana do not matter."""
    text = "".join(unicodedata.normalize("NFKC", part) for part in parts if part).casefold()
    kept = (chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text if not c.isspace() and c not in "^・,")
    return "".join(kept)
