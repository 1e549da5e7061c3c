"""HL7 version 2 text: messages, segments, fields, components, and the escapes inside them.

The separators are the message's own (MSH-1, MSH-2). Nothing is judged here but the grammar; lines that are no segment
come back as unread. Batches and the end of a file: `hl7_ending`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.received import Place, Unread

MOST_SEGMENTS = 20_000
LONGEST_SEGMENT = 65_536
SHOWN_OF_UNREAD = 1_000
"""Characters of an unreadable line that are kept to be shown."""
FRAME_START, FRAME_END = "\x0b", "\x1c"
TRAILERS = frozenset({"BTS", "FTS"})

_MOST_FIELDS = 200
_NAME = re.compile("[A-Z][A-Z0-9]{2}")
_HEADS = frozenset({"MSH", "FHS", "BHS"})
_MARKS = (4, 5)
"""How many separators MSH-2 names: the fifth (truncation, from 2.7) changes nothing here."""
_YEN = "¥"
_NULL = '""'
_ESCAPE_BODY = r"(?:[FSTREHN]|X(?:[0-9A-Fa-f]{2}){1,200}|\.(?:br|sp|ce|fi|nf|in|ti|sk)[+-]?[0-9]{0,3})"
_NEW_LINES = (".br", ".sp", ".ce")
_LOWEST_PRINTED, _HIGHEST_PRINTED = 0x20, 0x7E


class Marks(NamedTuple):
    """The separators of one message."""

    field: str
    component: str
    repetition: str
    escape: str
    subcomponent: str


class Segment(NamedTuple):
    """One segment. `fields[n]` is field n as HL7 counts it, as it came; `part` names it to a person."""

    name: str
    fields: list[str]
    raw: str
    part: str
    marks: Marks

    def field(self, number: int) -> str:
        """The whole field as it stands, "" where the segment ends before it."""
        return self.fields[number] if number < len(self.fields) else ""

    def repetitions(self, number: int) -> list[str]:
        """The repetitions of a field that are not empty, still with their components."""
        return [part for part in self.field(number).split(self.marks.repetition) if part]

    def text(self, number: int, component: int = 1) -> str:
        """One component of the first repetition, its first subcomponent, as plain text."""
        field = self.field(number)
        if not field or field.isalnum():  # most are, and then hold neither separator nor escape
            return field if component == 1 else ""
        return nth(field.split(self.marks.repetition, 1)[0], component, self.marks)


class Message(NamedTuple):
    """One message, its header first. `number`: which of the file, from 1."""

    number: int
    segments: list[Segment]

    @property
    def header(self) -> Segment:
        """MSH."""
        return self.segments[0]


class Lines(NamedTuple):
    """A file in parts: messages and envelope segments in their order, and what is neither."""

    parts: list[Message | Segment]
    unread: list[Unread]


def plain(text: str, marks: Marks) -> str:
    """Text without escapes and outer blanks. The HL7 null ("" in quotation marks) is empty."""
    if text.isalnum():
        return text
    if marks.escape in text or _YEN in text:
        text = _escaped(marks.escape).sub(lambda found: _unescaped(found[0], marks), text)
    text = text.strip()
    return "" if text == _NULL else text


def nth(field: str, component: int, marks: Marks) -> str:
    """Component number `component` of one repetition: its first subcomponent, plain."""
    parts = field.split(marks.component, component)
    return plain(parts[component - 1].split(marks.subcomponent, 1)[0], marks) if component <= len(parts) else ""


def lines(text: str, file: str) -> Lines:
    """Split a decoded file. CR, LF and CRLF end a segment; the bytes of an MLLP frame stand outside segments."""
    split = (
        text.replace(FRAME_START, "\r").replace(FRAME_END, "\r").replace("\r\n", "\r").replace("\n", "\r").split("\r")
    )
    rows = [row for row in split if row.strip()]
    if len(rows) > MOST_SEGMENTS:
        why = say(
            "The file has {count:number} lines; up to {most:number} are read. Split it.",
            count=len(rows), most=MOST_SEGMENTS,
        )  # fmt: skip
        return Lines([], [Unread(at=Place(file=file), why=why)])
    reader = _Reader(file)
    for row in rows:
        reader.take(row)
    return Lines(reader.parts, reader.unread)


class _Reader:
    """Walks the lines and gathers messages; a broken header takes its whole message with it, in one sentence."""

    def __init__(self, file: str) -> None:
        self.parts: list[Message | Segment] = []
        self.unread: list[Unread] = []
        self._file = file
        self._messages = 0
        self._marks: Marks | None = None
        self._segments: list[Segment] | None = None
        self._seen: dict[str, int] = {}
        self._skipping = False

    def take(self, row: str) -> None:
        name = row[:3]
        if name in _HEADS:
            self._head(name, row)
        elif name in TRAILERS and row[3:4] in ("", (self._marks or _USUAL).field):
            self._close()
            self.parts.append(self._segment(name, row, self._marks or _USUAL))
        elif not self._skipping:
            self._body(name, row)

    def _head(self, name: str, row: str) -> None:
        self._close()
        self._messages += name == "MSH"
        self._marks = _marks(row)
        self._skipping = self._marks is None
        if self._marks is None:
            self._cannot(row, say("The header {name} names no four separators such as |^~\\&.", name=name))
            return
        segment = self._segment(name, row, self._marks)
        segment.fields.insert(1, self._marks.field)
        if name == "MSH":
            self._segments = [segment]
            self.parts.append(Message(self._messages, self._segments))
        else:
            self.parts.append(segment)

    def _body(self, name: str, row: str) -> None:
        if self._segments is None or self._marks is None:
            self._cannot(row, say("The line stands outside a message: no header MSH comes before it."))
        elif not _NAME.fullmatch(name) or row[3:4] not in ("", self._marks.field):
            self._cannot(row, say("The line is no segment: it does not begin with a name such as OBX."))
        elif len(row) > LONGEST_SEGMENT:
            self._cannot(row, say("The segment is longer than {most:number} characters.", most=LONGEST_SEGMENT))
        else:
            self._segments.append(self._segment(name, row, self._marks))

    def _close(self) -> None:
        self._segments = None
        self._skipping = False
        self._seen = {}

    def _segment(self, name: str, row: str, marks: Marks) -> Segment:
        number = self._seen[name] = self._seen.get(name, 0) + 1
        return Segment(name, row.split(marks.field, _MOST_FIELDS), row, f"{name} {number}", marks)

    def _cannot(self, row: str, why: Text) -> None:
        place = Place(file=self._file, message=max(self._messages, 1), part=row[:3], raw=row[:SHOWN_OF_UNREAD])
        self.unread.append(Unread(at=place, why=why))


_USUAL = Marks("|", "^", "~", "\\", "&")


def _marks(row: str) -> Marks | None:
    field = row[3:4]
    named = row[4:].split(field, 1)[0] if field else ""
    marks = field + named
    if (
        len(named) not in _MARKS
        or len(set(marks)) != len(marks)
        or any(sign.isalnum() or sign.isspace() for sign in marks)
    ):
        return None
    return Marks(*marks[:5])


@lru_cache(maxsize=16)
def _escaped(escape: str) -> re.Pattern[str]:
    """Complete escapes only; in Roman bytes the backslash is the yen sign, so that one means the other."""
    sign = rf"[\\{_YEN}]" if escape in ("\\", _YEN) else re.escape(escape)
    return re.compile(sign + _ESCAPE_BODY + sign)


def _unescaped(escape: str, marks: Marks) -> str:
    body = escape[1:-1]
    signs = {"F": marks.field, "S": marks.component, "T": marks.subcomponent, "R": marks.repetition, "E": marks.escape}
    if body in signs:
        return signs[body]
    if body.startswith("X"):
        return _hexadecimal(body[1:]) or escape
    return "\n" if body.startswith(_NEW_LINES) else ""


def _hexadecimal(digits: str) -> str:
    """Printable ASCII and line ends; "" for anything else, whose character set the escape does not say."""
    text = bytes.fromhex(digits).decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
    good = all(_LOWEST_PRINTED <= ord(sign) <= _HIGHEST_PRINTED or sign in "\n\t" for sign in text)
    return text if good else ""
