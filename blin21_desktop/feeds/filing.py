"""From a reviewed result to the entry that files it, with everything that says where it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.domain.lab_source import LabSource
from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.received import ReadFile, Received


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What a person decided where the gates could not: whose, which analyte, which unit (UCUM), collected when.

    `confirmed`: a person compared count and last time of a file that cannot prove its end. Where nobody did, its
    results are filed all the same, and say so: each of them passed every gate, a missing one is merely "not in yet",
    and the whole file brings it later. To hold back every plain HL7 message (none has a trailer) would let a ward read
    old values while new ones lie in a list.
    """

    patient: str
    analyte: str
    unit: str
    collected_at: datetime
    because: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Who files, when, with which new id."""

    id: str
    by: str
    at: datetime


def ids_after(last: str, draw: Callable[[], str]) -> Iterator[str]:
    """Ids (UUIDs) of which each sorts behind the one before it, the first behind `last` ("": none)."""
    while True:
        made = draw()
        last = made if made > last else str(UUID(int=UUID(last).int + 1))
        yield last


def accepted_as_read(item: Item) -> tuple[Accepted, Received]:
    """What the gates themselves read, and of what. Raises ValueError for a result that did not pass them."""
    received, mapped = item.received, item.mapped
    if not item.files or received is None or mapped is None or mapped.analyte is None or item.patient is None:
        raise ValueError(f"{item.key} did not pass every gate")
    if mapped.unit.unit is None or received.collected_at is None:
        raise ValueError(f"{item.key} has no unit or no time")
    at = received.collected_at
    return Accepted(patient=item.patient, analyte=mapped.analyte.id, unit=mapped.unit.unit, collected_at=at), received


def entry(
    item: Item, received: Received, accepted: Accepted, file: ReadFile, table: LabTable, filing: Filing
) -> LabResulted:
    """The entry of one result. Raises ValueError for one that has not come."""
    because = f" ({accepted.because})" if accepted.because else ""
    return LabResulted(
        id=filing.id,
        patient=accepted.patient,
        happened_at=_written(accepted.collected_at),
        recorded_at=filing.at,
        by=filing.by,
        note=" · ".join((f"{file.name}{because}", *received.notes)),
        analyte=accepted.analyte,
        value=received.value,
        unit=accepted.unit,
        lower_limit=received.lower_limit,
        upper_limit=received.upper_limit,
        specimen=received.specimen.name or received.specimen.code or None,
        status=_status(received),
        source=_source(item, received, accepted, file, table).as_written(),
    )


def _written(at: datetime) -> datetime:
    """A moment as the record can say it: whole seconds, an offset of whole minutes (old local times have others)."""
    offset = at.utcoffset()
    plain = at.replace(microsecond=0)
    return plain if offset is not None and not offset % timedelta(minutes=1) else plain.astimezone(UTC)


def _status(received: Received) -> Literal["preliminary", "final", "corrected", "deleted"]:
    if received.status == "wrong_patient":
        return "deleted"
    if received.status == "no_result":
        raise ValueError("a result that has not come is not filed")
    return received.status


def _source(item: Item, received: Received, accepted: Accepted, file: ReadFile, table: LabTable) -> LabSource:
    sent = next((one for one in received.codes if one.code), None)
    code = sent if item.mapped is None or item.mapped.code is None else item.mapped.code
    complete = "" if file.unproven is None else "confirmed" if accepted.confirmed else "unproven"
    return LabSource(
        file=file.name,
        sha256=file.sha256,
        sender=received.sender,
        order=received.order,
        specimen_id=received.specimen.number,
        sub_id=received.sub_id,
        system="" if code is None else code.system,
        code="" if code is None else code.code,
        name=next((one.name for one in received.codes if one.name), ""),
        method="" if item.mapped is None else item.mapped.method,
        collected_from=received.collected_from,
        time_known=received.time_known,
        mapping=table.version,
        unit_as_received=received.unit or received.unit_also,
        flags=received.flags,
        complete=complete,
    )
