"""One file of unknown kind: which reader it is for, told by its bytes."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from blin21_desktop.domain.text import say
from blin21_desktop.feeds import hl7_results
from blin21_desktop.feeds.csv_guess import mapping_for
from blin21_desktop.feeds.csv_mapping import CsvMapping
from blin21_desktop.feeds.csv_results import read_csv
from blin21_desktop.feeds.fhir import read_fhir
from blin21_desktop.feeds.hl7_results import Site
from blin21_desktop.feeds.received import Place, ReadFile, Unread

HL7_BEGINS = (b"MSH", b"FHS", b"BHS")
JSON_BEGINS = (b"{", b"[")
_SKIPPED = b"\xef\xbb\xbf\x0b \t\r\n"


def read_any(name: str, data: bytes, site: Site, layouts: Sequence[CsvMapping]) -> tuple[ReadFile, CsvMapping | None]:
    """The file read, and the CSV layout that was used. Never raises; what is no laboratory file is `unread`."""
    start = data.lstrip(_SKIPPED)[:3]
    if start in HL7_BEGINS:
        return hl7_results.read(data, name, site), None
    if start[:1] in JSON_BEGINS:
        return read_fhir(name, data, site.zone), None
    return _read_table(name, data, site, layouts)


def _read_table(
    name: str, data: bytes, site: Site, layouts: Sequence[CsvMapping]
) -> tuple[ReadFile, CsvMapping | None]:
    """A CSV by the first of the site's layouts that names its columns, or by the program's own."""
    for layout in layouts:
        found = read_csv(name, data, layout, site.zone)
        if found.results:
            return found, layout
    layout, certain = mapping_for(data)
    if certain:
        return read_csv(name, data, layout, site.zone), layout
    digest = sha256(data).hexdigest()
    if layout.columns:
        why = say("no layout is saved for this file: choose its columns in the window")
        unread = (Unread(at=Place(file=name), why=why),)
        return ReadFile(name=name, sha256=digest, format="csv", unread=unread, complete=False), None
    unread = (Unread(at=Place(file=name), why=say("this is no file of HL7 v2, FHIR or CSV")),)
    return ReadFile(name=name, sha256=digest, format="unknown", unread=unread, complete=False), None
