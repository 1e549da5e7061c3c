"""PID: who the message is about."""

from __future__ import annotations

from typing import Literal, NamedTuple

from blin21_desktop.feeds import hl7_times
from blin21_desktop.feeds.hl7 import Segment, nth
from blin21_desktop.feeds.received import Identity

_HOSPITAL_TYPES = ("PI", "MR", "", "PT")
"""CX-5 of a hospital's own number, the likeliest first. Insurance, account and visit numbers are none."""
_NAME_TYPES = ("L", "", "D")
"""XPN-7 of the name in use, the likeliest first: legal, unsaid, displayed. Former names and aliases are none."""
_KANJI, _KANA, _LATIN = "I", "P", "A"
_SEXES: dict[str, Literal["female", "male", "other", "unknown"]] = {
    "F": "female",
    "M": "male",
    "O": "other",
    "A": "other",
    "N": "other",
    "U": "unknown",
}


class Filed(NamedTuple):
    """Where a file lay: the patient its folder and its name say (SS-MIX2), and whether it was deleted there.

    `order`: the order's number by its name.
    """

    path_id: str | None = None
    file_id: str | None = None
    deleted: bool = False
    order: str = ""


class _Name(NamedTuple):
    family: str
    given: str
    type: str
    script: str


def identity(pid: Segment | None, filed: Filed, authority: str = "") -> Identity:
    """The identity of PID, or what only the path says. `authority`: the site's assigning authority, "" if unknown."""
    if pid is None:
        return Identity(path_id=filed.path_id, file_id=filed.file_id)
    names = _names(pid)
    kana = next((name for name in names if name.script == _KANA), None) or _unmarked_kana(names)
    written = next(
        (name for script in (_KANJI, "", _LATIN) for name in names if name.script == script and name != kana), None
    )
    return Identity(
        ids=_ids(pid, authority),
        path_id=filed.path_id,
        file_id=filed.file_id,
        family_name=(written and written.family) or None,
        given_name=(written and written.given) or None,
        kana=" ".join(filter(None, kana[:2])) or None if kana else None,
        birth_date=hl7_times.day(pid.text(7)),
        sex=_SEXES.get(pid.text(8).upper()),
    )


def _ids(pid: Segment, authority: str) -> tuple[str, ...]:
    """PID-3: hospital numbers, those of the site's authority first, then by type; repeated ones once."""
    ranked = []
    for place, part in enumerate(pid.repetitions(3)):
        number, assigner, kind = (nth(part, component, pid.marks) for component in (1, 4, 5))
        if number and kind.upper() in _HOSPITAL_TYPES:
            ours = not authority or assigner == authority
            ranked.append((not ours, _HOSPITAL_TYPES.index(kind.upper()), place, number))
    return tuple(dict.fromkeys(number for *_, number in sorted(ranked)))


def _names(pid: Segment) -> list[_Name]:
    """PID-5: the repetitions of the likeliest type that is there."""
    names = [_Name(*(nth(part, component, pid.marks) for component in (1, 2, 7, 8))) for part in pid.repetitions(5)]
    for kind in _NAME_TYPES:
        if found := [name for name in names if name.type.upper() == kind and name.family + name.given]:
            return found
    return []


def _unmarked_kana(names: list[_Name]) -> _Name | None:
    """A second name all in kana where the sender marks no script."""
    if len(names) == 1:
        return None
    return next((name for name in names if not name.script and _all_kana(name.family + name.given)), None)


def _all_kana(text: str) -> bool:
    return all("ぁ" <= sign <= "ヿ" or "｡" <= sign <= "ﾟ" or sign.isspace() for sign in text)
