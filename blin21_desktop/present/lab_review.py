"""The review of received results as the window shows it: rows by section, both identities, the segment itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from blin21_desktop.domain.entries import LabResulted, PatientRegistered
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.item import Item, Verdict
from blin21_desktop.feeds.received import Identity, Received
from blin21_desktop.feeds.source import Reviewed
from blin21_desktop.present.cells import Cell, Line
from blin21_desktop.present.lab_import import VERDICTS, by_verdict, told
from blin21_desktop.present.lab_when import day_alone
from blin21_desktop.present.words import Words

SHOWN: tuple[Verdict, ...] = ("decide", "changed", "new", "rejected", "unread")
"""Sections in the order they stand; duplicates are only counted."""

STATUSES: dict[str, Text] = {
    "preliminary": say("preliminary"),
    "final": say("final"),
    "corrected": say("corrected"),
    "deleted": say("deleted"),
    "no_result": say("no result yet"),
    "wrong_patient": say("of another patient"),
}
TAKEN_BACK = say("Take back")
"""What is to be done where the sender takes back what is filed."""
NO_WIDTH = "\u200b"
Registered = Mapping[str, PatientRegistered]


@dataclass(frozen=True, slots=True)
class Row:
    """Finished cells; `entry` names the result within the review, `brief`: the last cell where room is scarce."""

    entry: str
    cells: tuple[Cell, ...]
    brief: Cell | None = None


@dataclass(frozen=True, slots=True)
class ShortRow:
    """The same row with one line a cell, for large letters: where it stands in the file is told in the details."""

    row: Row

    @property
    def entry(self) -> str:
        """As of the row."""
        return self.row.entry

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What to do, whose, what came; the reasons stay lines."""
        todo, person, result, why = self.row.cells
        mark, whose = todo.lines[0], person.lines
        told = " ".join(line.text for line in result.lines[:-1])
        return (
            Cell((replace(mark, size="body"),)),
            Cell((Line(" ".join(line.text for line in whose), "body", frame=whose[0].frame),)),
            Cell((Line(told, "body_bold"),)),
            self.row.brief or why,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """One result to be decided about. `identity`: what the file says beside what the ward has; `raw`: the segment."""

    title: str
    reasons: tuple[str, ...]
    identity: tuple[Row, ...]
    raw: tuple[Row, ...]
    file: str


def key_of(one: Reviewed, item: Item) -> str:
    """What names a result within the review."""
    return f"{one.source.id} {item.key}"


def counts_line(reviewed: Sequence[Reviewed], words: Words) -> str:
    """How many files, and how many results of each kind that there is."""
    found = by_verdict(reviewed)
    counts = (f"{words.render(VERDICTS[verdict])} {len(items)}" for verdict, items in found.items() if items)
    return words.joined((words.t("Files: {count:number}", count=len(reviewed)), *counts))


def columns(words: Words) -> tuple[str, ...]:
    """The heads of the table."""
    return words.t("To do"), words.t("Patient"), words.t("Result"), words.t("Why a person must look")


def rows(reviewed: Sequence[Reviewed], words: Words, registered: Registered) -> tuple[Row, ...]:
    """All results but duplicates, section by section."""
    found = by_verdict(reviewed)
    return tuple(
        Row(key_of(one, item), _cells(verdict, one, item, words, registered), _brief(item, words))
        for verdict in SHOWN
        for one, item in found[verdict]
    )


def _brief(item: Item, words: Words) -> Cell | None:
    """What passes and could not be judged, in two words; why stands in the details."""
    return Cell((Line(words.t("plausible: cannot tell"), "second"),)) if item.files and item.cannot_tell else None


def _cells(verdict: Verdict, one: Reviewed, item: Item, words: Words, registered: Registered) -> tuple[Cell, ...]:
    todo = words.render(TAKEN_BACK if item.takes_back else VERDICTS[verdict])
    mark = Line(todo, "first", "plain", frame="dashed" if item.waits else "")
    reasons = tuple(Line(text, "second") for text in reasons_of(item, words))
    was = (
        () if item.former is None else (Line(words.t("was {value}", value=result_words(item.former, words)), "first"),)
    )
    where = Line(item.at.part or _breakable(one.source.read.name.rsplit("/", 1)[-1], "_"), "second", "muted")
    now = "" if item.received is None else value_words(item.received, words)
    lines = (
        (Line(name_of(item, words), "first"), Line(now, "first"), where)
        if now
        else (Line(words.t("a part of the file"), "first"), where)
    )
    return (
        Cell((mark,)),
        Cell(_person(item, words, registered)),
        Cell(lines),
        Cell((*was, *reasons) or (Line("", "second"),)),
    )


def reasons_of(item: Item, words: Words) -> tuple[str, ...]:
    """Why a person must look, and what the gates could not tell."""
    unknown = (words.t("cannot tell whether it is plausible: {why}", why=why) for why in item.cannot_tell)
    return (*(words.render(reason) for reason in item.reasons), *unknown)


def _person(item: Item, words: Words, registered: Registered) -> tuple[Line, ...]:
    one = registered.get(item.patient or "")
    if one is not None:
        return Line(f"{one.family_name} {one.given_name}", "first"), Line(one.hospital_id, "second")
    said = item.received.identity if item.received is not None else Identity()
    numbers = words.joined(said.ids) or words.t("Not known")
    return Line(words.t("nobody certain"), "first", "plain", frame="dashed"), Line(numbers, "second")


def name_of(item: Item, words: Words) -> str:
    """The analyte in words; where none is certain, the name as sent."""
    if item.mapped is not None and item.mapped.analyte is not None:
        return words.format(item.mapped.analyte.title)
    codes = () if item.received is None else item.received.codes
    return next((code.name or code.code for code in codes), "")


def value_words(received: Received, words: Words) -> str:
    """Value, unit, status and time as received."""
    status = words.render(STATUSES[received.status])
    unit = received.unit or received.unit_also or words.t("no unit")
    value = f"{received.value or '-'} {unit}"
    if received.collected_at is None:
        return words.joined((value, status))
    at = received.collected_at
    when = words.t("{at:time}", at=at) if received.time_known else day_alone(words.day(at), words)
    return words.joined((value, status, when))


def result_words(entry: LabResulted, words: Words) -> str:
    """A filed report: value, unit, status, who and when."""
    status = words.render(STATUSES[entry.status])
    return words.joined(
        (f"{entry.value} {entry.unit}", status, words.t("filed by {who} {at:time}", who=entry.by, at=entry.recorded_at))
    )


def details(one: Reviewed, item: Item, words: Words, registered: Registered) -> Details:
    """Everything about one result."""
    read = one.source.read
    title = words.render(VERDICTS[item.verdict])
    if item.received is not None:
        title = f"{name_of(item, words)} {value_words(item.received, words)}"
    place = _breakable(read.name, "/_"), item.at.part or "-", _breakable(read.sha256, "")
    file = words.t("File {name}, {part}, SHA-256 {hash}", name=place[0], part=place[1], hash=place[2])
    warnings = (words.render(text) for text in (told(one), *read.warnings))
    return Details(
        title=title,
        reasons=(*reasons_of(item, words), *warnings),
        identity=_identity(item, words, registered),
        raw=_raw(item, words),
        file=file,
    )


def _breakable(text: str, after: str) -> str:
    """A long name without spaces, that a line may go on below: after these signs, and after every eighth of a hash."""
    if after:
        return "".join(f"{sign}{NO_WIDTH}" if sign in after else sign for sign in text)
    return NO_WIDTH.join(text[place : place + 8] for place in range(0, len(text), 8))


def identity_columns(words: Words) -> tuple[str, ...]:
    """The heads of the comparison."""
    return "", words.t("The file says"), words.t("The ward has")


def _identity(item: Item, words: Words, registered: Registered) -> tuple[Row, ...]:
    """Both identities side by side; of several patients each has its own lines."""
    if item.received is None:
        return ()
    said = item.received.identity
    ours = [registered[one] for one in ((item.patient,) if item.patient else item.candidates) if one in registered]
    not_said = words.t("Not known")
    number = words.joined(dict.fromkeys(part for part in (*said.ids, said.path_id, said.file_id) if part))
    name = " ".join(part for part in (said.family_name, said.given_name) if part)
    born = not_said if said.birth_date is None else words.t("{born:day}", born=said.birth_date)
    pairs = (
        (words.t("Number"), number, [one.hospital_id for one in ours]),
        (words.t("Name"), name, [f"{one.family_name} {one.given_name}" for one in ours]),
        (words.t("Kana"), said.kana or "", [one.kana or not_said for one in ours]),
        (words.t("Born"), born, [words.t("{born:day}", born=one.birth_date) for one in ours]),
        (words.t("Sex"), words.code(said.sex or "unknown"), [words.code(one.sex) for one in ours]),
    )
    nobody = (words.t("nobody of this ward"),)
    return tuple(
        Row(
            str(place),
            (_cell(head, "second"), _cell(theirs or not_said, "first"),
             Cell(tuple(Line(text, "first") for text in mine or nobody))),
        )
        for place, (head, theirs, mine) in enumerate(pairs)
    )  # fmt: skip


def raw_columns(words: Words) -> tuple[str, ...]:
    """The heads of the segment's table."""
    return words.t("Field"), words.t("As received")


VALUE_FIELD = "OBX-5"


def _raw(item: Item, words: Words) -> tuple[Row, ...]:
    """The segment, field by field where it is HL7; the value stands out."""
    raw = item.at.raw
    if not raw:
        return ()
    segment, *fields = raw.split("|")
    if not (segment.isalnum() and segment.isupper() and fields):
        return (Row("raw", (_cell(item.at.part or words.t("As received"), "second"), _cell(raw, "first"))),)
    named = [(f"{segment}-{place}", text) for place, text in enumerate(fields, 1) if text]
    return tuple(
        Row(name, (_cell(name, "first" if name == VALUE_FIELD else "second"),
                   Cell((Line(text, "first" if name == VALUE_FIELD else "second",
                              frame="thin" if name == VALUE_FIELD else ""),))))
        for name, text in named
    )  # fmt: skip


def _cell(text: str, size: str) -> Cell:
    return Cell((Line(text, "first" if size == "first" else "second"),))
