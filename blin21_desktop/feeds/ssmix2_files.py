"""The bytes of SS-MIX2 files: results (OML-11) and who the patient is (ADT-00)."""

from __future__ import annotations

from dataclasses import replace

from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds import charsets, hl7, hl7_ending, hl7_patient, hl7_results, ssmix2
from blin21_desktop.feeds.hl7 import Message
from blin21_desktop.feeds.hl7_patient import Filed
from blin21_desktop.feeds.hl7_results import Site
from blin21_desktop.feeds.received import Identity, Place, ReadFile, Unread
from blin21_desktop.feeds.ssmix2 import Chosen

_UPDATE = ("ADT", "A08")


def read(chosen: Chosen, data: bytes, site: Site) -> ReadFile:
    """The results of the file that counts of one set. Never raises.

    A deleted set gives its results as deleted; a bare notice of deletion gives the order.
    """
    file = chosen.file
    filed = Filed(file.path_id, file.key.patient, chosen.state == "deleted", file.key.order)
    found = hl7_results.read(data, file.path, site, filed)
    reasons = [*file.doubts]
    if chosen.doubt is not None:
        reasons.append(chosen.doubt)
    wrong_kind = file.key.kind != ssmix2.RESULTS
    if wrong_kind:
        reasons.append(say("Files of the kind {kind} hold no laboratory results.", kind=file.key.kind))
    if not reasons:
        return found
    added = tuple(Unread(at=Place(file=file.path), why=why) for why in reasons)
    kept = () if wrong_kind or chosen.state == "gone" else found.results
    return replace(found, results=kept, unread=(*found.unread, *added))


def identity(chosen: Chosen, data: bytes, site: Site) -> Identity | Unread:
    """Who the patient of an ADT-00 file is, or why it cannot be told. Never raises."""
    file = chosen.file
    try:
        answer = _identity(chosen, data, site)
    except Exception as fault:  # noqa: BLE001  (a file must never take the program with it)
        answer = hl7_results.failed(fault)
    return answer if isinstance(answer, Identity) else Unread(at=Place(file=file.path), why=answer)


def _identity(chosen: Chosen, data: bytes, site: Site) -> Identity | Text:
    file = chosen.file
    doubts = [*file.doubts, *filter(None, [chosen.doubt])]
    if chosen.state != "current":
        doubts.append(say("The patient's file is deleted."))
    if len(data) > hl7_results.MOST_BYTES:
        doubts.append(say("The file is too large."))
    if doubts:
        return doubts[0]
    text = charsets.decode(data, charsets.declared_in_header(data)).text
    parts = hl7.lines(text, file.path).parts
    end = hl7_ending.ending(text, parts)
    if end.missing:
        return end.missing[0]
    for message in parts:
        if isinstance(message, Message) and (message.header.text(9), message.header.text(9, 2)) == _UPDATE:
            for segment in message.segments:
                if segment.name == "PID":
                    return hl7_patient.identity(segment, Filed(file.path_id, file.key.patient), site.authority)
    return say("The file holds no message about a patient (ADT^A08).")
