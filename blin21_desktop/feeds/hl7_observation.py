"""One OBX with its surroundings as a `Received`, or the sentence why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds import hl7_patient, hl7_times, hl7_values
from blin21_desktop.feeds.hl7 import SHOWN_OF_UNREAD
from blin21_desktop.feeds.hl7_groups import Observation, Patient
from blin21_desktop.feeds.hl7_patient import Filed
from blin21_desktop.feeds.received import Identity, Place, Received, Status, Unread

LONGEST_VALUE = 500
_VALUE = 5
_RESULT_STATUS: Mapping[str, Status] = {
    "F": "final",
    "U": "final",
    "P": "preliminary",
    "R": "preliminary",
    "S": "preliminary",
    "C": "corrected",
    "D": "deleted",
    "W": "wrong_patient",
    "I": "no_result",
    "X": "no_result",
    "N": "no_result",
    "O": "no_result",
}
"""OBX-11 (HL7 table 0085). A letter that is not here goes to a person."""
_ORDER_STATUS: Mapping[str, Status] = {
    "F": "final",
    "P": "preliminary",
    "A": "preliminary",
    "R": "preliminary",
    "C": "corrected",
    **dict.fromkeys(("I", "O", "S", "X", "Y", "Z"), "no_result"),
}
"""OBR-25 (HL7 table 0123), where OBX-11 is empty."""


@dataclass(slots=True, eq=False, kw_only=True)
class Reading:
    """What is the same for all results of one message. `zone`: the message's own, else the site's.

    `without_status` counts results whose status nobody says: they are taken as preliminary, and the file says so.
    """

    file: str
    message: int
    sender: str
    zone: tzinfo
    sent_at: datetime | None
    filed: Filed
    authority: str
    without_status: int = 0
    _identified: tuple[Patient | None, Identity] = (None, Identity())

    def identity(self, patient: Patient) -> Identity:
        """Who the patient is; read once for all results in a row."""
        if self._identified[0] is not patient:
            self._identified = (patient, hl7_patient.identity(patient.pid, self.filed, self.authority))
        return self._identified[1]


def received(seen: Observation, reading: Reading) -> Received | Unread:
    """Read one result, or say why it cannot be read."""
    obx, order = seen.obx, seen.order
    place = Place(file=reading.file, message=reading.message, part=obx.part, raw=obx.raw)
    origin, time_text = _collected(seen)
    collected = hl7_times.moment(time_text, reading.zone)
    status = _status(seen, reading)
    value = hl7_values.value(obx)
    why = _refused(seen, value)
    if time_text and collected is None:
        why = say("The time of collection {text} ({field}) is no time.", text=time_text[:40], field=origin)
    if why is not None or status is None:
        return _unread(place, why or _unknown_status(seen))
    reported = hl7_times.moment(order.text(22), reading.zone)
    units = hl7_values.units(obx.field(6), obx.marks)
    reference, (lower, upper) = hl7_values.reference(obx.field(7), obx.marks)
    return Received(
        at=place,
        identity=reading.identity(seen.patient),
        sender=reading.sender,
        order=order.number,
        sub_id=obx.text(4),
        codes=hl7_values.codes(obx.field(3), obx.marks),
        specimen=seen.sample.specimen or order.specimen,
        value=value,
        value_type=obx.text(2),
        unit=units.unit,
        unit_also=units.also,
        reference=reference,
        lower_limit=lower,
        upper_limit=upper,
        flags=hl7_values.flags(obx),
        status=status,
        collected_at=collected.at if collected else None,
        collected_from=origin,
        time_known=collected is not None and collected.time_known,
        reported_at=reported.at if reported else reading.sent_at,
        notes=(*seen.notes, *order.notes, *seen.sample.notes, *seen.patient.notes),
        kept=(*seen.kept, *order.kept, *seen.patient.kept),
    )


def _collected(seen: Observation) -> tuple[str, str]:
    """The field that tells the time of collection, and its text: SPM-17, else OBX-14, else OBR-7."""
    if text := seen.sample.collected:
        return "SPM-17", text
    if text := seen.obx.text(14):
        return "OBX-14", text
    return ("OBR-7", text) if (text := seen.order.text(7)) else ("", "")


def _refused(seen: Observation, value: str) -> Text | None:
    obx = seen.obx
    if len(obx.fields) <= _VALUE:
        return say("The result ends before its value (OBX-5).")
    if obx.text(2).upper() in hl7_values.DOCUMENTS:
        return say("The result is a document ({type}), no value.", type=obx.text(2)[:10])
    if len(value) > LONGEST_VALUE:
        return say("The value has {count:number} characters; up to {most:number} are read.", count=len(value),
                   most=LONGEST_VALUE)  # fmt: skip
    if len(seen.sample.specimens) > 1:
        return say("The order has several specimens; which of them this result is of cannot be told.")
    return None


def _unread(place: Place, why: Text) -> Unread:
    return Unread(at=replace(place, raw=place.raw[:SHOWN_OF_UNREAD]), why=why)


def _unknown_status(seen: Observation) -> Text:
    letter = seen.obx.text(11) or seen.order.text(25)
    return say("The status {letter} (OBX-11, OBR-25) is not known.", letter=letter[:10])


def _status(seen: Observation, reading: Reading) -> Status | None:
    """OBX-11, else OBR-25; None: a letter that is not known. Nothing said is read as not yet final."""
    if reading.filed.deleted:
        return "deleted"
    if letter := seen.obx.text(11):
        return _RESULT_STATUS.get(letter.upper())
    if letter := seen.order.text(25):
        return _ORDER_STATUS.get(letter.upper())
    reading.without_status += 1
    return "preliminary"
