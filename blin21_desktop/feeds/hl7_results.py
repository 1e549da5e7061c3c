"""HL7 v2 results: ORU^R01 and OUL^R22 (also R21 to R24) out of a file's bytes.

Every OBX becomes a `Received` or an `Unread` with its reason; nothing is left out silently, and no file, however
broken, makes the reader fail.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Literal

from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds import charsets, hl7, hl7_ending, hl7_times
from blin21_desktop.feeds.hl7 import Message, Segment
from blin21_desktop.feeds.hl7_groups import Patient, gathered
from blin21_desktop.feeds.hl7_observation import Reading, received
from blin21_desktop.feeds.hl7_patient import Filed
from blin21_desktop.feeds.received import OrderDeleted, Place, ReadFile, Received, Unread
from blin21_desktop.feeds.to_compare import to_compare

MOST_BYTES = 3 * 1024 * 1024
_TRIGGERS = {"ORU": ("", "R01"), "OUL": ("", "R21", "R22", "R23", "R24")}
_VITALS = ("ORU", "R30")
_REAL = ("", "P")
"""MSH-11 of a message about a patient; T and D are the sender's tests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the messages leave to the hospital: its zone, and its assigning authority of patient ids ("" any)."""

    zone: tzinfo
    authority: str = ""


PLAIN = Filed()


def read(data: bytes, name: str, site: Site, filed: Filed | None = None) -> ReadFile:
    """Read one file. `name` as it is shown; `filed`: where it lay in an SS-MIX2 tree. Never raises."""
    kind: Literal["hl7", "ssmix2"] = "ssmix2" if filed else "hl7"
    digest = hashlib.sha256(data).hexdigest()
    try:
        refusal = _refused(data)
        if refusal is None:
            return _read(data, ReadFile(name=name, sha256=digest, format=kind), site, filed or PLAIN)
    except Exception as fault:  # noqa: BLE001  (a file must never take the program with it)
        refusal = failed(fault)
    unread = Unread(at=Place(file=name), why=refusal)
    return ReadFile(name=name, sha256=digest, format=kind, unread=(unread,), missing=(refusal,), complete=False)


def failed(fault: Exception) -> Text:
    """The sentence for a fault of the reader itself."""
    return say("The file could not be read: {fault}.", fault=type(fault).__name__)


def _refused(data: bytes) -> Text | None:
    if not data.strip():
        return say("The file is empty.")
    if len(data) > MOST_BYTES:
        return say(
            "The file has {size:number} bytes; up to {most:number} are read. Split it.", size=len(data), most=MOST_BYTES
        )
    return None


def _read(data: bytes, file: ReadFile, site: Site, filed: Filed) -> ReadFile:
    decoded = charsets.decode(data, charsets.declared_in_header(data))
    lines = hl7.lines(decoded.text, file.name)
    end = hl7_ending.ending(decoded.text, lines.parts)
    found: list[Received | Unread | OrderDeleted] = [*lines.unread]
    warnings = list(decoded.warnings)
    for message in lines.parts:
        if isinstance(message, Message):
            reading = _reading(message, file.name, site, filed)
            found += _message(message, reading, warnings)
    none = say("The file holds no message: no header MSH is in it.")
    missing = end.missing if end.messages else (*end.missing, none)
    results = tuple(part for part in found if isinstance(part, Received))
    unread = tuple(part for part in found if isinstance(part, Unread))
    return replace(
        file,
        encoding=decoded.encoding,
        results=results,
        deleted_orders=tuple(part for part in found if isinstance(part, OrderDeleted)),
        unread=unread if found else (Unread(at=Place(file=file.name), why=none),),
        warnings=tuple(warnings),
        complete=not missing,
        missing=missing,
        unproven=None if missing or end.proven else to_compare(results),
    )


def _reading(message: Message, file: str, site: Site, filed: Filed) -> Reading:
    header = message.header
    zone = hl7_times.offset(header.text(7)) or site.zone
    sent = hl7_times.moment(header.text(7), zone)
    return Reading(
        file=file,
        message=message.number,
        sender=" ".join(filter(None, (header.text(3), header.text(4)))),
        zone=zone,
        sent_at=sent.at if sent else None,
        filed=filed,
        authority=site.authority,
    )


def _message(
    message: Message, reading: Reading, warnings: list[Text]
) -> Sequence[Received | Unread] | Sequence[OrderDeleted]:
    """The results of one message, the order that it deletes, or one sentence why it has none for this program."""
    raw = message.header.raw[: hl7.SHOWN_OF_UNREAD]
    place = Place(file=reading.file, message=message.number, part=message.header.part, raw=raw)
    why = _not_ours(message.header)
    if why is not None:
        return [Unread(at=place, why=why)]
    observations, loose, orders = gathered(message)
    found = [received(seen, reading) for seen in observations]
    warnings += _remarks(reading, loose)
    if found or not reading.filed.deleted:
        return found or [Unread(at=place, why=say("The message holds no result."))]
    pid = next((segment for segment in message.segments if segment.name == "PID"), None)
    numbers = tuple(dict.fromkeys(filter(None, (reading.filed.order, *orders))))
    return [OrderDeleted(at=place, identity=reading.identity(Patient(pid=pid)), numbers=numbers)]


def _not_ours(header: Segment) -> Text | None:
    kind, trigger = header.text(9), header.text(9, 2)
    if (kind, trigger) == _VITALS:
        return say("The message (ORU^R30) holds vital signs, no results of the laboratory.")
    if trigger not in _TRIGGERS.get(kind, ()):
        return say(
            "The message is of the kind {kind}^{trigger}; results come as ORU^R01 or OUL^R22.",
            kind=kind[:10], trigger=trigger[:10],
        )  # fmt: skip
    if header.text(11) not in _REAL:
        return say("The sender marks the message as a test (MSH-11 {mark}).", mark=header.text(11)[:10])
    return None


def _remarks(reading: Reading, loose: list[str]) -> Iterator[Text]:
    if loose:
        yield say(
            "Message {number:number} says what belongs to no result: {what}",
            number=reading.message, what="; ".join(loose)[: hl7.SHOWN_OF_UNREAD],
        )  # fmt: skip
    if reading.without_status:
        yield say(
            "Results without a status (OBX-11, OBR-25): {count:number}. They are taken as preliminary.",
            count=reading.without_status,
        )
