"""What a laboratory file says, word for word, before anybody judges it: the same shape from every format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from blin21_desktop.domain.text import Text

Status = Literal["preliminary", "final", "corrected", "deleted", "no_result", "wrong_patient"]
"""`no_result`: pending or cannot be obtained, nothing to file. `wrong_patient`: the sender takes it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: the file as it was named, which message and which segment, row or element (from 1)."""

    file: str
    message: int = 1
    part: str = ""
    raw: str = ""
    """The segment, row or element itself, decoded, to be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the file says the patient is. None: the file does not say."""

    ids: tuple[str, ...] = ()
    """Hospital ids as the message gives them, the likeliest first."""
    path_id: str | None = None
    file_id: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    kana: str | None = None
    birth_date: date | None = None
    sex: Literal["female", "male", "other", "unknown"] | None = None
    retired: Literal["", "inactive", "replaced"] = ""
    """The sender uses this record of the patient no more, or another one stands for it."""


@dataclass(frozen=True, slots=True)
class Code:
    """One coding of an analyte: `system` is `jlac10`, `loinc`, or the sender's own name of it ("" unknown)."""

    system: str
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """The specimen as given: its number, and its kind as code and words."""

    number: str = ""
    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One result as received. Text stays as it came (decoded, trimmed); None or "": the file does not say.

    `collected_at` is aware. `time_known` is False when only the day was given (or a midnight that stands for that).
    `collected_from` names the field it was read from ("SPM-17", "OBX-14", "OBR-7", "effectiveDateTime", a column).
    `kept`: parts of the message that this program does not read, shown and never dropped silently.
    """

    at: Place
    identity: Identity
    sender: str = ""
    order: str = ""
    sub_id: str = ""
    codes: tuple[Code, ...] = ()
    specimen: Specimen = Specimen()
    value: str
    value_type: str = ""
    unit: str = ""
    unit_also: str = ""
    """The unit said a second time, in words or another coding: it must mean the same."""
    reference: str = ""
    lower_limit: str | None = None
    upper_limit: str | None = None
    flags: tuple[str, ...] = ()
    status: Status
    collected_at: datetime | None
    collected_from: str = ""
    time_known: bool = True
    reported_at: datetime | None = None
    notes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDeleted:
    """A sender deletes a whole order without naming its results. `numbers`: whatever the order is called."""

    at: Place
    identity: Identity
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A part that could not be read, and why; nothing of a file with one is filed without a person."""

    at: Place
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """One file read. `sha256` (hex) is of its bytes. `expected`: results promised by a trailer or count, if any.

    `encoding` is what the text was read as; `warnings` say what was replaced or guessed while decoding. `complete` is
    False where the file may be cut (no trailer where the format has one, an unfinished last segment, unbalanced JSON);
    `missing` says each time what shows it. `unproven`: nothing speaks for a cut, but nothing in the file can prove its
    end either, so a person compares the count and the last time it names; None where the format itself proves the end.
    """

    name: str
    sha256: str
    format: Literal["hl7", "ssmix2", "fhir", "csv", "unknown"]
    encoding: str = ""
    results: tuple[Received, ...] = ()
    unread: tuple[Unread, ...] = ()
    deleted_orders: tuple[OrderDeleted, ...] = ()
    warnings: tuple[Text, ...] = ()
    expected: int | None = None
    complete: bool = True
    missing: tuple[Text, ...] = ()
    unproven: Text | None = None
