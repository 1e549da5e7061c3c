"""The label page as finished words: every parameter with value, unit, source, edition, certainty and what it blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from blin21_desktop.domain.knowledge import Knowledge, Label, Parameter
from blin21_desktop.domain.knowledge_file_keys import LABEL_KEYS, PROGRAM_KEYS, PROTOCOL_KEYS
from blin21_desktop.domain.signature import Signature, newest
from blin21_desktop.domain.text import Names, Text, say
from blin21_desktop.present.cells import Cell, Line
from blin21_desktop.present.knowledge_words import unit_words, value_words
from blin21_desktop.present.rule_keys import ELSE, blocked_by
from blin21_desktop.present.rule_words import CERTAINTIES, NOT_CONFIGURED, place_words, rule_name, site_words
from blin21_desktop.present.version_words import Signed, signed_words
from blin21_desktop.present.words import Words
from blin21_desktop.present.worked_examples import (
    ExampleRow,
    example_columns,
    example_rows,
    examples_count,
)
from blin21_desktop.service.worked_examples import play

Kind = Literal["label", "protocol", "program"]

KINDS: dict[Kind, Text] = {
    "label": say("Label"),
    "protocol": say("Protocol"),
    "program": say("This program"),
}
"""Kind of a file -> its word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeFile:
    """One file as it is in force, the site's own values in it: its kind and its parameters by key."""

    kind: Kind
    file: Label
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeRow:
    """One parameter. `read_by` are the rules and topics that read it, which a missing value blocks.

    `entry` is the key too: by it a row of the table is chosen.
    """

    key: str
    name: str
    configured: bool
    value: str
    unit: str
    source: str
    certainty: str
    read_by: str
    site: str

    @property
    def entry(self) -> str:
        """What a chosen row is known by."""
        return self.key

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The same as cells of a table: key, value, source, certainty, what reads it."""
        value = Line(self.value, "body_bold", frame="" if self.configured else "dashed")
        return (
            Cell((Line(self.name, "body_bold"), Line(f"({self.key})", "second"))),
            Cell((value, *_lines(self.unit))),
            Cell(_lines(self.source)),
            Cell(_lines(self.certainty if self.configured else "", self.site)),
            Cell(_lines(self.read_by)),
        )


def _lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(text, "second") for text in texts if text)


@dataclass(frozen=True, slots=True)
class FoldedRow:
    """The same row in two columns, for large letters."""

    row: KnowledgeRow

    @property
    def entry(self) -> str:
        """As of the row."""
        return self.row.key

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Key with its value; everything else."""
        key, value, *rest = self.row.cells
        return (Cell((*key.lines, *value.lines)), Cell(tuple(line for cell in rest for line in cell.lines)))


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeTable:
    """One file in words: `title` is its kind and name, `counts` how much of it is configured.

    `version` is the code of what is in force, `signed` who signed it or how it differs from what was signed, `signs`
    what a signature now would stand for. The program's own thresholds have none of these: they count in each file's.
    """

    id: str
    title: str
    edition: str
    version: str
    signed: str
    signs: str
    counts: str
    rows: tuple[KnowledgeRow, ...]
    examples: tuple[ExampleRow, ...]
    examples_count: str

    def narrowed(self, to: str) -> tuple[KnowledgeRow, ...]:
        """All rows, those without a value (`none`), or the site's own (`site`)."""
        kept = {"none": lambda row: not row.configured, "site": lambda row: bool(row.site)}.get(to)
        return self.rows if kept is None else tuple(row for row in self.rows if kept(row))


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgePage:
    """All files that judge, and the fingerprint that printed sheets name."""

    title: str
    fingerprint: str
    columns: tuple[str, ...]
    folded: tuple[str, ...]
    example_columns: tuple[str, ...]
    tables: tuple[KnowledgeTable, ...]
    note: str


def files_of(label: Label, protocol: Label | None) -> tuple[KnowledgeFile, ...]:
    """The files behind one patient: the label, the protocol and this program's own thresholds."""
    found = [KnowledgeFile(kind="label", file=label, keys=tuple(LABEL_KEYS))]
    if protocol is not None:
        found.append(KnowledgeFile(kind="protocol", file=protocol, keys=tuple(PROTOCOL_KEYS)))
    own = Label(
        id="program",
        name_en="BLIN21 Desktop",
        name_ja="BLIN21 Desktop",
        edition="",
        parameters={key: p for key, p in label.parameters.items() if key in PROGRAM_KEYS},
    )
    return (*found, KnowledgeFile(kind="program", file=own, keys=tuple(PROGRAM_KEYS)))


def all_files(knowledge: Knowledge, labels: Sequence[str], protocols: Sequence[str]) -> tuple[KnowledgeFile, ...]:
    """Several labels and protocols and the program's thresholds, each once. Ids that are not known are left out."""
    found: dict[tuple[str, str], KnowledgeFile] = {}
    for name in labels:
        for protocol in protocols or [""]:
            label = knowledge.labels.get(name)
            if label is not None:
                for one in files_of(label, knowledge.protocols.get(protocol)):
                    found.setdefault((one.kind, one.file.id), one)
    return tuple(sorted(found.values(), key=lambda one: (list(KINDS).index(one.kind), one.file.id)))


def knowledge_page(
    files: Sequence[KnowledgeFile], known: Knowledge, words: Words, signatures: Sequence[Signature] = ()
) -> KnowledgePage:
    """The page in the reader's language; `known` plays the examples. `signatures` are all there are, oldest first."""
    return KnowledgePage(
        title=words.t("Knowledge: the values the rules use"),
        fingerprint=words.t("Fingerprint of all knowledge files: {hash}", hash=known.fingerprint),
        columns=(
            words.t("Parameter"),
            words.t("Value"),
            words.t("Source, section, edition"),
            words.t("Certainty"),
            words.t("Read by; blocked without it"),
        ),
        folded=(words.t("Parameter and value"), words.t("Source, certainty, what reads it")),
        example_columns=example_columns(words),
        tables=tuple(_table(file, known, words, signatures) for file in files),
        note=words.t(
            "A value without a source is not configured; a rule that needs it cannot tell. A site may fill it in its "
            "own copy: named, dated, with a second person. A signature is of one version; each printed sheet names it."
        ),
    )


def _table(one: KnowledgeFile, known: Knowledge, words: Words, signatures: Sequence[Signature]) -> KnowledgeTable:
    file = one.file
    examples = example_rows(play(file, known), words)
    signed = None if one.kind == "program" else Signed.of(file, newest(signatures, file.id))
    rows = tuple(_row(key, file.get(key), words) for key in one.keys)
    own = sum(1 for key in one.keys if (p := file.get(key)) is not None and p.is_site)
    return KnowledgeTable(
        id=file.id,
        title=words.t(
            "{kind}: {name} ({id})", kind=KINDS[one.kind], name=Names(file.name_en, file.name_ja), id=file.id
        ),
        edition=words.t("edition: {edition}", edition=file.edition) if file.edition else "",
        version="" if signed is None else words.t("Version {code}", code=signed.version.code),
        signed="" if signed is None else signed_words(signed, words),
        signs="" if signed is None else signed.version.name,
        counts=words.t(
            "{good:number} configured · {own:number} this site's own · {none:number} not configured",
            good=sum(row.configured for row in rows),
            own=own,
            none=sum(not row.configured for row in rows),
        ),
        rows=rows,
        examples=examples,
        examples_count=examples_count(examples, words),
    )


def _row(key: str, found: Parameter | None, words: Words) -> KnowledgeRow:
    readers = [rule_name(rule, words) for rule in blocked_by(key)]
    readers += [words.render(ELSE[key])] if key in ELSE else []
    read_by = words.joined(readers) or words.t("nothing in this version")
    if found is None:
        none = words.render(NOT_CONFIGURED)
        return KnowledgeRow(
            key=key,
            name=words.parameter(key),
            configured=False,
            value=none,
            unit="",
            source="",
            certainty=none,
            read_by=read_by,
            site="",
        )
    cites = found.cites
    edition = words.t("edition: {edition}", edition=cites.edition) if cites.edition else ""
    checked = words.t("checked {on:day}", on=found.checked_on)
    place = place_words(cites, words)
    site = site_words(found, words)
    return KnowledgeRow(
        key=key,
        name=words.parameter(key),
        configured=True,
        value=value_words(found.value, words),
        unit=unit_words(key, words),
        source=" · ".join(part for part in (place, edition, checked) if part),
        certainty=words.render(CERTAINTIES[found.certainty]),
        read_by=read_by,
        site=site,
    )


def knowledge_text(page: KnowledgePage) -> str:
    """The page for a terminal, one parameter after the other, ending with one line break."""
    lines = [page.title, page.fingerprint]
    for table in page.tables:
        lines += [
            "",
            table.title,
            *(text for text in (table.edition, table.version, table.signed, table.counts) if text),
        ]
        for row in table.rows:
            value = f"{row.value} ({row.unit})" if row.unit else row.value
            lines += [f"  {row.name}", f"    {row.key}: {value}"]
            about = " · ".join(part for part in (row.source, row.certainty if row.configured else "", row.site) if part)
            lines += [f"      {about}"] if about else []
            lines.append(f"      {row.read_by}")
        lines += [table.examples_count] if table.examples else []
        lines += [f"  {one.situation}: {one.now} ({one.rule}; {one.source})" for one in table.examples]
    return "\n".join([*lines, "", page.note]) + "\n"
