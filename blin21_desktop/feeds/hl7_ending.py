"""Whether an HL7 file may be cut: what in the file speaks for it, and whether anything proves its end.

A plain message has no trailer: when whole segments are missing at its end, nothing in the file can show it. Then the
answer is "unproven", never "whole".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.hl7 import FRAME_END, FRAME_START, Message, Segment

RESULT_KINDS = frozenset({"ORU", "OUL"})
"""MSH-9.1 of the messages that carry laboratory results."""
_LINE_ENDS = ("\r", "\n", FRAME_END)
_COUNT = re.compile("[0-9]{1,9}")
_SET_ID = re.compile("[0-9]{1,6}")
_NO_RESULTS_YET = frozenset({"I", "O", "S", "X", "Y", "Z"})
"""OBR-25: an order without results, so that none need follow."""


class Ending(NamedTuple):
    """What speaks for a cut (empty: nothing), whether a trailer or frame proves the end, and how many messages."""

    missing: tuple[Text, ...]
    proven: bool
    messages: int


def ending(text: str, parts: list[Message | Segment]) -> Ending:
    """Judge the whole file: its last character, its frame, its batch, and each message."""
    batch = _Batch()
    for part in parts:
        batch.take(part)
    starts, ends = text.count(FRAME_START), text.count(FRAME_END)
    missing = [*_last_line(text), *batch.closed()]
    if starts != ends:
        missing.append(say("The frame around the message is not closed."))
    for part in parts:
        if isinstance(part, Message):
            missing += _in_message(part)
    framed = starts > 0 and starts == batch.total
    return Ending(tuple(missing), proven=framed or batch.proven, messages=batch.total)


def _last_line(text: str) -> Iterator[Text]:
    half = text.endswith("\r") and text.count("\r\n") > 0 and text.count("\r\n") == text.count("\r") - 1
    if not text.endswith(_LINE_ENDS) or half:
        yield say("The last line has no end: it may be cut.")


class _Batch:
    """Counts messages and batches against their trailers."""

    def __init__(self) -> None:
        self.total = 0
        self.missing: list[Text] = []
        self._outside = 0
        self._messages = 0
        self._batches = 0
        self._open: list[str] = []
        self._trailers = 0

    def take(self, part: Message | Segment) -> None:
        """One message or one envelope segment, in the order of the file."""
        if isinstance(part, Message):
            self.total += 1
            self._messages += 1
            self._outside += not self._open
        elif part.name in ("FHS", "BHS"):
            self._open.append(part.name)
            self._messages = 0
            self._batches *= part.name == "BHS"
        else:
            self._trailer(part)

    def _trailer(self, part: Segment) -> None:
        of_batch = part.name == "BTS"
        self._trailers += 1
        if not self._open or self._open.pop() != ("BHS" if of_batch else "FHS"):
            self.missing.append(say("The trailer {name} has no header of its own.", name=part.name))
        found = self._messages if of_batch else self._batches
        told = part.text(1)
        if told and (not _COUNT.fullmatch(told) or int(told) != found):
            self.missing.append(
                say("The trailer {name} promises {told}, {found:number} are there.", name=part.name, told=told[:20],
                    found=found),
            )  # fmt: skip
        self._batches += of_batch
        self._messages = 0

    def closed(self) -> list[Text]:
        """What the end of the file adds: headers whose trailer never came."""
        lack = [say("The trailer that belongs to the header {name} is missing.", name=name) for name in self._open]
        return [*self.missing, *lack]

    @property
    def proven(self) -> bool:
        """Every message lies between a header and its trailer."""
        return self._trailers > 0 and not self._outside and not self.closed()


def _in_message(message: Message) -> Iterator[Text]:
    """A message of results: goes on elsewhere, announces results that do not come, or counts them with a gap."""
    segments = message.segments
    if message.header.text(9) not in RESULT_KINDS:
        return
    if any(segment.name == "DSC" and segment.text(1) for segment in segments):
        yield say("Message {number:number} says that it goes on in another message.", number=message.number)
    opening = ("OBR", "SPM", "OBX") if specimen_leads(segments) else ("OBR", "OBX")
    last = next((segment for segment in reversed(segments) if segment.name in opening), None)
    if last is None or last.name == "SPM" or (last.name == "OBR" and last.text(25) not in _NO_RESULTS_YET):
        yield say("Message {number:number} ends before the results it announces.", number=message.number)
    yield from _numbering(message)


def specimen_leads(segments: list[Segment]) -> bool:
    """The first specimen stands before the first result (OUL), and so tells of what follows it."""
    first = next((segment.name for segment in segments if segment.name in ("SPM", "OBX")), "")
    return first == "SPM"


def _numbering(message: Message) -> Iterator[Text]:
    """OBX-1 counts the results of an order. Numbers out of order are no count and say nothing (seen in real files)."""
    before = 0
    for group in _groups(message.segments):
        expected = 1 if group[0] == 1 else before + 1
        before = group[-1]
        for number in group if group == sorted(set(group)) else ():
            if number > expected:
                yield say(
                    "Message {number:number}: result {expected:number} is missing before {found:number}.",
                    number=message.number, found=number, expected=expected,
                )  # fmt: skip
            expected = number + 1


def _groups(segments: list[Segment]) -> list[list[int]]:
    """The set ids of each order's results; an order with one that is no number is left out."""
    groups: list[list[str]] = [[]]
    for segment in segments:
        if segment.name == "OBX":
            groups[-1].append(segment.text(1))
        elif segment.name in ("OBR", "PID"):
            groups.append([])
    return [list(map(int, group)) for group in groups if group and all(map(_SET_ID.fullmatch, group))]
