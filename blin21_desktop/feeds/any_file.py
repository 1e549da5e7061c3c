"""One file of unknown kind: which reader it is for, told by its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from blin21_desktop.domain.text import say
from blin21_desktop.feeds import hl7_results
from blin21_desktop.feeds.csv_guess import mapping_for
from blin21_desktop.feeds.csv_mapping import CsvMapping
from blin21_desktop.feeds.csv_results import reading_csv
from blin21_desktop.feeds.fhir import read_fhir
from blin21_desktop.feeds.hl7_results import Site
from blin21_desktop.feeds.parts import whole
from blin21_desktop.feeds.received import Place, ReadFile, Unread

HL7_BEGINS = (b"MSH", b"FHS", b"BHS")
JSON_BEGINS = (b"{", b"[")
_SKIPPED = b"\xef\xbb\xbf\x0b \t\r\n"


Read = tuple[ReadFile, CsvMapping | None]
"""A file read, and the CSV layout that was used."""


def read_any(name: str, data: bytes, site: Site, layouts: Sequence[CsvMapping]) -> Read:
    """As `reading_any`, at once."""
    return whole(reading_any(name, data, site, layouts))


def reading_any(name: str, data: bytes, site: Site, layouts: Sequence[CsvMapping]) -> Iterator[Read | None]:
    """The file, a large CSV in parts. Never raises; what is no laboratory file is `unread`."""
    start = data.lstrip(_SKIPPED)[:3]
    if start in HL7_BEGINS:
        yield hl7_results.read(data, name, site), None
    elif start[:1] in JSON_BEGINS:
        yield read_fhir(name, data, site.zone), None
    else:
        yield from _reading_table(name, data, site, layouts)


def _reading_table(name: str, data: bytes, site: Site, layouts: Sequence[CsvMapping]) -> Iterator[Read | None]:
    """A CSV by the first of the site's layouts that names its columns, or by the program's own."""
    own, certain = mapping_for(data)
    for layout in (*layouts, *((own,) if certain else ())):
        for part in reading_csv(name, data, layout, site.zone):
            if part is None:
                yield None
            elif part.results or layout is own:
                yield part, layout
                return
    yield _no_layout(name, data, own), None


def _no_layout(name: str, data: bytes, seen: CsvMapping) -> ReadFile:
    digest = sha256(data).hexdigest()
    if seen.columns:
        why = say("no layout is saved for this file: choose its columns in the window")
        unread = (Unread(at=Place(file=name), why=why),)
        return ReadFile(name=name, sha256=digest, format="csv", unread=unread, complete=False)
    unread = (Unread(at=Place(file=name), why=say("this is no file of HL7 v2, FHIR or CSV")),)
    return ReadFile(name=name, sha256=digest, format="unknown", unread=unread, complete=False)
