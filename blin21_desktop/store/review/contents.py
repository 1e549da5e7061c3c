"""What is in a review copy: one line that tells what it is, then the entries as they stand in the ward file.

The chain of the ward file goes over everybody's entries, so it was checked when the copy was made; here the ward's
signature stands for it. Each entry keeps its place in the ward's record, its id and its whole line.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.people import role_of
from blin21_desktop.domain.picture import digest
from blin21_desktop.domain.ports import Head, Recorded
from blin21_desktop.domain.review import CopyHeader, ReviewBroken, ReviewRefused
from blin21_desktop.domain.signature import Signature
from blin21_desktop.domain.text import say
from blin21_desktop.store.codec import load
from blin21_desktop.store.review.fields import Fields, hex_of, number_of, part_of, read_fields, text_of, write_fields

VERSION = 1

_YEARS = range(1900, 2200)
_FARTHEST = timedelta(days=36_525)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The chosen part of a ward's record, taken at one moment of the file."""

    entries: tuple[tuple[int, str], ...]
    counts: dict[str, int]
    head: Head
    charted: Head
    facts: dict[str, str]
    signatures: tuple[Signature, ...]
    pictures: dict[str, bytes]
    """Hash -> bytes of the pictures of handwriting that entries name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything in a copy. `answer_seed` signs what comes back, `answer_box` (the ward's) seals it."""

    header: CopyHeader
    part: Part
    shipped: dict[str, str]
    site: dict[str, str]
    answer_seed: bytes = field(repr=False)
    answer_box: bytes

    @property
    def clock_offset(self) -> timedelta:
        """What the ward's clock is ahead of the real one (a training ward)."""
        return timedelta(seconds=int(self.part.facts["clock_offset_seconds"]))


def packed(contents: Contents) -> bytes:
    """The contents as bytes."""
    part, header = contents.part, contents.header
    first = {
        "version": VERSION,
        "copy": _header(header),
        "head": [part.head.count, part.head.code],
        "charted": [part.charted.count, part.charted.code],
        "facts": part.facts,
        "signatures": [_signature(one) for one in part.signatures],
        "pictures": [b64encode(data).decode() for data in part.pictures.values()],
        "knowledge": {"shipped": contents.shipped, "site": contents.site},
        "answer": {"seed": contents.answer_seed.hex(), "box": contents.answer_box.hex()},
    }
    lines = [f"{position} {line}".encode() for position, line in part.entries]
    return b"\n".join((write_fields(first), *lines))


def read_contents(payload: bytes) -> Contents:
    """The contents out of bytes. Raises `ReviewRefused` for what a later version wrote, or nobody."""
    first, *lines = payload.split(b"\n")
    try:
        fields = read_fields(first)
        if number_of(fields, "version") != VERSION:
            raise ReviewRefused(say("This copy was made by another version of the program. Open it with that version."))
        entries = tuple(_line(line) for line in lines)
        header = _read_header(part_of(fields, "copy"), *_head_of(fields, "head"))
        part = Part(
            entries=entries,
            counts=header.entries,
            head=Head(header.count, header.code),
            charted=Head(*_head_of(fields, "charted")),
            facts={key: str(value) for key, value in part_of(fields, "facts").items()},
            signatures=tuple(_read_signature(row) for row in fields["signatures"]),
            pictures={digest(data): data for data in map(b64decode, fields["pictures"])},
        )
        knowledge, answer = part_of(fields, "knowledge"), part_of(fields, "answer")
        found = Contents(
            header=header,
            part=part,
            shipped=_texts(knowledge, "shipped"),
            site=_texts(knowledge, "site"),
            answer_seed=hex_of(answer, "seed", 32),
            answer_box=hex_of(answer, "box", 32),
        )
        if abs(found.clock_offset) > _FARTHEST:
            raise ValueError("clock")  # noqa: TRY301
    except (ValueError, KeyError, TypeError, OverflowError):
        raise ReviewBroken(say("What is in this copy cannot be read. Tell the ward; it can make a new one.")) from None
    return found


def recorded(part: Part) -> list[Recorded]:
    """The entries with their places. Raises `ReviewRefused` when they are not those that the head counts."""
    found = [Recorded(position, _entry(line)) for position, line in part.entries]
    counts = dict.fromkeys(part.counts, 0)
    for one in found:
        counts[one.entry.patient] = counts.get(one.entry.patient, 0) + 1
    if counts != part.counts:
        raise ReviewBroken(say("The entries in this copy are not those it counts. Tell the ward."))
    return found


def _entry(line: str) -> Entry:
    try:
        return load(str(read_fields(line.encode())["kind"]), line)
    except (ValueError, KeyError):
        raise ReviewRefused(
            say("This copy holds an entry that this version cannot read. Open it with the version that made it.")
        ) from None


def _line(line: bytes) -> tuple[int, str]:
    position, _, body = line.decode().partition(" ")
    return int(position), body


def _head_of(fields: Fields, name: str) -> tuple[int, str]:
    count, code = fields[name]
    return int(count), str(code)


def _header(header: CopyHeader) -> Fields:
    return {
        "id": header.id,
        "ward": header.ward,
        "as_of": header.as_of.isoformat(),
        "made_at": header.made_at.isoformat(),
        "made_by": header.made_by,
        "physician": header.physician,
        "valid_until": header.valid_until.isoformat(),
        "entries": list(header.entries.items()),
        "key": header.key_code,
        "training": header.training,
        "program": header.program,
    }


def _read_header(fields: Fields, count: int, code: str) -> CopyHeader:
    return CopyHeader(
        id=text_of(fields, "id"),
        ward=_on_one_line(fields, "ward"),
        as_of=_moment(fields, "as_of"),
        made_at=_moment(fields, "made_at"),
        made_by=_on_one_line(fields, "made_by"),
        physician=_on_one_line(fields, "physician"),
        valid_until=_moment(fields, "valid_until"),
        entries={str(patient): int(number) for patient, number in fields["entries"]},
        count=count,
        code=code,
        key_code=_on_one_line(fields, "key"),
        training=fields["training"] is True,
        program=_on_one_line(fields, "program"),
    )


def _on_one_line(fields: Fields, name: str) -> str:
    """What stands at the head of a copy is one line, so that it cannot pass for another."""
    return " ".join(text_of(fields, name).splitlines())


def _moment(fields: Fields, name: str) -> datetime:
    found = datetime.fromisoformat(text_of(fields, name))
    if found.tzinfo is None or found.year not in _YEARS:
        raise ValueError(name)
    return found


def _texts(fields: Fields, name: str) -> dict[str, str]:
    found = part_of(fields, name)
    return {file: text_of(found, file) for file in found}


def _signature(one: Signature) -> list[str]:
    return [one.file, one.sha256, one.text, one.by, one.name, one.role, one.at.isoformat()]


def _read_signature(row: list[str]) -> Signature:
    file, sha256, text, by, name, role, at = row
    moment = datetime.fromisoformat(at)
    return Signature(file=file, sha256=sha256, text=text, by=by, name=name, role=role_of(role), at=moment)
