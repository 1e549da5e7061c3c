"""A CSV of laboratory results, read by a site's mapping: one row a result, or one row a sample."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from hashlib import sha256
from typing import Literal, cast

from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.csv_mapping import ISO, OWN_SYSTEM, CsvMapping, faults
from blin21_desktop.feeds.fhir_moments import YEARS
from blin21_desktop.feeds.parts import PART, whole
from blin21_desktop.feeds.received import Code, Identity, Place, ReadFile, Received, Specimen, Status, Unread
from blin21_desktop.feeds.to_compare import to_compare

MAX_BYTES = 32_000_000
MAX_ROWS = 200_000
MAX_CELL = 2_000
JLAC10_LENGTH = 17
SEXES = {
    "f": "female", "female": "female", "女": "female", "女性": "female",
    "m": "male", "male": "male", "男": "male", "男性": "male",
}  # fmt: skip
STATUSES: dict[str, Status] = {
    "": "final", "f": "final", "final": "final", "確定": "final", "報告済": "final",
    "p": "preliminary", "preliminary": "preliminary", "仮": "preliminary", "中間": "preliminary",
    "c": "corrected", "corrected": "corrected", "訂正": "corrected", "修正": "corrected",
    "d": "deleted", "deleted": "deleted", "削除": "deleted", "取消": "deleted",
}  # fmt: skip


class _Fault(Exception):  # noqa: N818  (an outcome with words)
    def __init__(self, why: Text) -> None:
        self.why = why
        super().__init__(why.template)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its number in the file (the heading is 1), and its cells by heading."""

    number: int
    cells: dict[str, str]
    mapping: CsvMapping

    def get(self, role: str) -> str:
        heading = self.mapping.columns.get(role)
        return "" if heading is None else self.cells.get(heading, "").strip()


def read_csv(name: str, data: bytes, mapping: CsvMapping, zone: tzinfo) -> ReadFile:
    """As `reading_csv`, at once."""
    return whole(reading_csv(name, data, mapping, zone))


def reading_csv(name: str, data: bytes, mapping: CsvMapping, zone: tzinfo) -> Iterator[ReadFile | None]:
    """All results of one file, in parts. Never raises: what cannot be read is `unread`, the file then not `complete`.

    A row of more or fewer cells than the heading, and a last line that does not end, may mean that the file is cut.
    Rows that are missing at the end leave no trace, so that no CSV proves its end.
    """
    digest = sha256(data).hexdigest()
    unread: list[Unread] = []
    results: list[Received] = []
    ended = True
    try:
        text = _decoded(data, mapping)
        ended = text.endswith(("\n", "\r"))
        for row in _rows(text, mapping, name, unread):
            _take(row, zone, name, results, unread)
            if not row.number % PART:
                yield None
    except _Fault as fault:
        unread.append(Unread(at=Place(file=name), why=fault.why))
    except csv.Error as error:
        unread.append(Unread(at=Place(file=name), why=say("not CSV: {what}", what=str(error))))
    complete = ended and not unread
    yield ReadFile(
        name=name,
        sha256=digest,
        format="csv",
        encoding=mapping.encoding,
        results=tuple(results),
        unread=tuple(unread),
        complete=complete,
        unproven=to_compare(results) if complete else None,
    )


def _decoded(data: bytes, mapping: CsvMapping) -> str:
    wrong = faults(mapping)
    if wrong:
        raise _Fault(wrong[0])
    if len(data) > MAX_BYTES:
        raise _Fault(say("the file is larger than {most:number} MB", most=MAX_BYTES // 1_000_000))
    try:
        text = data.decode(mapping.encoding)
    except UnicodeDecodeError as error:
        why = say("byte {place:number} is not {encoding}: choose another encoding",
                  place=error.start, encoding=mapping.encoding)  # fmt: skip
        raise _Fault(why) from None
    if "\0" in text:
        raise _Fault(say("the file holds zero bytes: choose another encoding"))
    return text


def _rows(text: str, mapping: CsvMapping, name: str, unread: list[Unread]) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mapping.delimiter, strict=True)
    headings = [heading.strip() for heading in next(reader, [])]
    lost = [heading for heading in (*mapping.columns.values(), *mapping.wide) if headings.count(heading) != 1]
    if lost:
        raise _Fault(say("the heading must name once: {these}", these=", ".join(lost)))
    for number, cells in enumerate(reader, 2):
        if number > MAX_ROWS:
            raise _Fault(say("more than {most:number} rows", most=MAX_ROWS))
        if not any(cell.strip() for cell in cells):
            continue
        place = Place(file=name, part=f"row {number}", raw=mapping.delimiter.join(cells)[:MAX_CELL])
        if len(cells) != len(headings):
            why = say("{found:number} cells, the heading has {wanted:number}", found=len(cells), wanted=len(headings))
            unread.append(Unread(at=place, why=why))
        elif any(len(cell) > MAX_CELL for cell in cells):
            unread.append(Unread(at=place, why=say("a cell is longer than {most:number} characters", most=MAX_CELL)))
        else:
            yield _Row(number, dict(zip(headings, cells, strict=True)), mapping)


def _take(row: _Row, zone: tzinfo, name: str, results: list[Received], unread: list[Unread]) -> None:
    """The row's results, or the row as unread with what is wrong."""
    place = Place(file=name, part=f"row {row.number}", raw=row.mapping.delimiter.join(row.cells.values()))
    try:
        if not row.mapping.wide:
            results.append(_result(row, place, zone, row.get("analyte"), row.get("value"), row.get("unit")))
            return
        for heading, column in row.mapping.wide.items():
            value = row.cells[heading].strip()
            if value:
                results.append(_result(row, _cell(place, heading), zone, column.name, value, column.unit))
    except _Fault as fault:
        unread.append(Unread(at=place, why=fault.why))


def _cell(place: Place, heading: str) -> Place:
    return Place(file=place.file, part=f"{place.part}, {heading}", raw=place.raw)


def _result(row: _Row, place: Place, zone: tzinfo, analyte: str, value: str, unit: str) -> Received:
    collected, known = _collected(row, zone)
    status = STATUSES.get(row.get("status").casefold())
    if status is None:
        raise _Fault(say("the status {what} is not known", what=row.get("status")))
    return Received(
        at=place,
        identity=_identity(row),
        order=row.get("order"),
        codes=_codes(row, analyte),
        specimen=Specimen(number=row.get("specimen_number"), name=row.get("specimen")),
        value=value,
        unit=unit or row.mapping.units.get(analyte, ""),
        reference=row.get("reference"),
        lower_limit=row.get("lower") or None,
        upper_limit=row.get("upper") or None,
        flags=tuple(filter(None, (row.get("flag"),))),
        status=status if value or status == "deleted" else "no_result",
        collected_at=collected,
        collected_from=row.mapping.columns["collected"],
        time_known=known,
        kept=_kept(row),
    )


def _codes(row: _Row, name: str) -> tuple[Code, ...]:
    """The code as sent with its name, and the analyte that the name was chosen to mean."""
    code, mapping = row.get("code"), row.mapping
    chosen = name if mapping.analyte_ids else mapping.analytes.get(name, "")
    sent = Code("jlac10" if _is_jlac10(code) else "", code, "" if mapping.analyte_ids else name)
    found = [sent] if sent.code or sent.name else []
    return (*found, *([Code(OWN_SYSTEM, chosen, name if mapping.analyte_ids else "")] if chosen else []))


def _is_jlac10(code: str) -> bool:
    return len(code) == JLAC10_LENGTH and code.isalnum() and code.isascii()


def _kept(row: _Row) -> tuple[str, ...]:
    read = {*row.mapping.columns.values(), *row.mapping.wide}
    return tuple(f"{heading}: {cell}" for heading, cell in row.cells.items() if heading not in read and cell.strip())


def _collected(row: _Row, zone: tzinfo) -> tuple[datetime, bool]:
    """When the specimen was taken, and whether the time of the day is known."""
    text, form, time = row.get("collected"), row.mapping.date_format, row.get("collected_time")
    if time:
        text, form = f"{text} {time}", f"{form} {row.mapping.time_format}"
    try:
        read = datetime.fromisoformat(text) if form == ISO else datetime.strptime(text, form)  # noqa: DTZ007  (below)
        at = read if read.tzinfo is not None else datetime.fromisoformat(read.replace(tzinfo=zone).isoformat())
    except (ValueError, OverflowError):
        raise _Fault(say("{what} is not a time of the form {form}", what=text, form=form)) from None
    if at.year not in YEARS:
        raise _Fault(say("{what} is not a time of the form {form}", what=text, form=form))
    known = len(text) > len("2026-11-27") if form == ISO else "%H" in form or "%I" in form
    return at.replace(microsecond=0), known and (read.hour, read.minute, read.second) != (0, 0, 0)


def _identity(row: _Row) -> Identity:
    family, _, given = row.get("name").replace("\u3000", " ").partition(" ")
    sex = row.mapping.sexes.get(row.get("sex")) or SEXES.get(row.get("sex").casefold())
    return Identity(
        ids=tuple(filter(None, (row.get("patient_id"),))),
        family_name=row.get("family_name") or family or None,
        given_name=row.get("given_name") or given.strip() or None,
        kana=row.get("kana") or None,
        birth_date=_birth(row),
        sex=cast('Literal["female", "male", "other", "unknown"] | None', sex),
    )


def _birth(row: _Row) -> date | None:
    text = row.get("birth_date")
    if not text:
        return None
    form = row.mapping.birth_format
    try:
        return date.fromisoformat(text) if form == ISO else datetime.strptime(text, form).date()  # noqa: DTZ007  (a day)
    except ValueError:
        raise _Fault(say("{what} is not a day of the form {form}", what=text, form=row.mapping.birth_format)) from None
