"""SS-MIX2 standardized storage: where a file lies, what its name says, and which file of a result set counts.

    ROOT / PPP / PPP / PATIENT / DATE / KIND / PATIENT_DATE_KIND_ORDER_TIMESTAMP_DEPARTMENT_FLAG

Pure rules on path parts; walking the tree is the shell's. An update renames the old file from flag 1 to 2 and writes a
new 1; a deletion renames all to 0 and writes a new 0. So the files of one (patient, date, kind, order number) are one
set, and only its newest file of flag 1 counts. The date folder is the day of the order, never the time of collection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.received import Place, Unread

Flag = Literal["current", "superseded", "deleted"]

RESULTS = "OML-11"
PATIENT = "ADT-00"
EXTENDED = "main_document.hl7"
_FLAGS: Mapping[str, Flag] = {"1": "current", "2": "superseded", "0": "deleted"}
_DEPTH = 6
_NAME_PARTS = 7
_ID = re.compile("[0-9A-Za-z-]{4,32}")
_DATE = re.compile("[0-9]{8}|-")
_TIMESTAMP = re.compile("[0-9]{14,17}")


class SetKey(NamedTuple):
    """What one result set is known by; the patient as the file name gives it."""

    patient: str
    date: str
    kind: str
    order: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One file by its place and name. `doubts`: where folder and name differ."""

    path: str
    path_id: str
    key: SetKey
    timestamp: str
    department: str
    flag: Flag
    doubts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The file of a set that counts. `gone`: only superseded files are left, its results are in force no more.

    `doubt`: why a person must look before anything of the set is filed.
    """

    file: Stored
    state: Literal["current", "deleted", "gone"]
    doubt: Text | None = None


def patient_folder(patient_id: str) -> tuple[str, str, str] | None:
    """Where a patient's files lie below the root, found without a search. None: no id that can be a folder."""
    return (patient_id[:3], patient_id[3:6], patient_id) if _ID.fullmatch(patient_id) else None


def placed(parts: Sequence[str]) -> Stored | Unread:
    """Read a path below the root (folders, then the file's name), or say why it is no file of the storage."""
    path = "/".join(parts)
    why = _out_of_place(parts) or _misnamed(parts[-1])
    if why is not None:
        return Unread(at=Place(file=path), why=why)
    patient, date, kind, order, timestamp, department, flag = parts[-1].split("_")
    key = SetKey(patient, date, kind, order)
    return Stored(
        path=path,
        path_id=parts[2],
        key=key,
        timestamp=timestamp.ljust(17, "0"),
        department=department,
        flag=_FLAGS[flag],
        doubts=tuple(_doubts(parts, key)),
    )


def _out_of_place(parts: Sequence[str]) -> Text | None:
    if parts and parts[-1] == EXTENDED:
        return say("The extended storage ({name}) is not read.", name=EXTENDED)
    if len(parts) != _DEPTH:
        return say("The file does not lie in PPP/PPP/PATIENT/DATE/KIND.")
    count = parts[-1].count("_") + 1
    if count != _NAME_PARTS:
        return say(
            "The name must have seven parts, PATIENT_DATE_KIND_ORDER_TIMESTAMP_DEPARTMENT_FLAG; it has {count:number}.",
            count=count,
        )
    return None


def _misnamed(name: str) -> Text | None:
    patient, date, _, _, timestamp, _, flag = name.split("_")
    if flag not in _FLAGS:
        return say("The flag at the end of the name is {flag}, not 1, 2 or 0.", flag=flag[:10])
    if not (_ID.fullmatch(patient) and _DATE.fullmatch(date) and _TIMESTAMP.fullmatch(timestamp)):
        return say("The name must begin with the patient, YYYYMMDD or -, and have a timestamp of 14 to 17 digits.")
    return None


def _doubts(parts: Sequence[str], key: SetKey) -> Iterator[Text]:
    """The patient is left to the identity gate: path and name both stand in `Identity`."""
    first, second, folder, date, kind, _ = parts
    if (first, second) != (folder[:3], folder[3:6]):
        yield say(
            "The folders {first}/{second} do not belong to the patient folder {folder}.",
            first=first, second=second, folder=folder,
        )  # fmt: skip
    if date != key.date:
        yield say("The file lies under the date {folder}, its name says {name}.", folder=date, name=key.date)
    if kind != key.kind:
        yield say("The file lies under the kind {folder}, its name says {name}.", folder=kind, name=key.kind)


def chosen(files: Iterable[Stored]) -> list[Chosen]:
    """For each set the one file that counts, sets in order of their key."""
    sets: dict[SetKey, list[Stored]] = {}
    for file in files:
        sets.setdefault(file.key, []).append(file)
    return [_chosen(sorted(sets[key], key=lambda file: (file.timestamp, file.path))) for key in sorted(sets)]


def _chosen(versions: list[Stored]) -> Chosen:
    """`versions`: all files of one set, the newest last."""
    newest = versions[-1]
    current = [file for file in versions if file.flag == "current"]
    deleted = [file for file in versions if file.flag == "deleted"]
    if len(current) > 1:
        doubt = say(
            "Files of this set that are marked as current: {count:number}. The newest was taken.", count=len(current)
        )
        return Chosen(file=current[-1], state="current", doubt=doubt)
    if current:
        return Chosen(file=current[0], state="current", doubt=_overtaken(current[0], newest))
    if deleted:
        return Chosen(file=deleted[-1], state="deleted", doubt=_overtaken(deleted[-1], newest))
    doubt = say("Only superseded files are left of this set; the current one is gone.")
    return Chosen(file=newest, state="gone", doubt=doubt)


def _overtaken(file: Stored, newest: Stored) -> Text | None:
    if newest is file:
        return None
    return say("The file {newest} of this set is newer than the one that counts by its flag.", newest=newest.path)
