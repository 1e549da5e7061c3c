"""The label page as finished words: every parameter with value, unit, source, edition, certainty and what it blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from blin21_desktop.domain.knowledge import Knowledge, Label, Parameter
from blin21_desktop.domain.knowledge_file_keys import LABEL_KEYS, PROGRAM_KEYS, PROTOCOL_KEYS
from blin21_desktop.domain.text import Names, Text, say
from blin21_desktop.present.cells import Cell, Line
from blin21_desktop.present.knowledge_words import unit_words, value_words
from blin21_desktop.present.rule_keys import ELSE, blocked_by
from blin21_desktop.present.rule_words import CERTAINTIES, NOT_CONFIGURED, rule_name
from blin21_desktop.present.words import Words

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

    `entry` is empty: it is nothing that was charted.
    """

    key: str
    configured: bool
    value: str
    unit: str
    source: str
    certainty: str
    read_by: str
    site: str
    entry: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The same as cells of a table: key, value, source, certainty, what reads it."""
        value = Line(self.value, "body_bold", frame="" if self.configured else "dashed")
        return (
            Cell((Line(self.key, "body_bold"),)),
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
    entry: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Key with its value; everything else."""
        key, value, *rest = self.row.cells
        return (Cell((*key.lines, *value.lines)), Cell(tuple(line for cell in rest for line in cell.lines)))


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeTable:
    """One file in words: `title` is its kind and name, `counts` how much of it is configured."""

    id: str
    title: str
    edition: str
    counts: str
    rows: tuple[KnowledgeRow, ...]

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


def knowledge_page(files: Sequence[KnowledgeFile], fingerprint: str, words: Words) -> KnowledgePage:
    """The page in the reader's language."""
    return KnowledgePage(
        title=words.t("Knowledge: the values the rules use"),
        fingerprint=words.t("Fingerprint of all knowledge files: {hash}", hash=fingerprint),
        columns=(
            words.t("Parameter"),
            words.t("Value"),
            words.t("Source, section, edition"),
            words.t("Certainty"),
            words.t("Read by; blocked without it"),
        ),
        folded=(words.t("Parameter and value"), words.t("Source, certainty, what reads it")),
        tables=tuple(_table(file, words) for file in files),
        note=words.t(
            "A value without a source is not configured; a rule that needs it cannot tell. A site may fill it in its "
            "own copy, named and dated. Versions are not signed in this version."
        ),
    )


def _table(one: KnowledgeFile, words: Words) -> KnowledgeTable:
    file = one.file
    rows = tuple(_row(key, file.get(key), words) for key in one.keys)
    own = sum(1 for key in one.keys if (p := file.get(key)) is not None and p.is_site)
    return KnowledgeTable(
        id=file.id,
        title=words.t(
            "{kind}: {name} ({id})", kind=KINDS[one.kind], name=Names(file.name_en, file.name_ja), id=file.id
        ),
        edition=words.t("edition: {edition}", edition=file.edition) if file.edition else "",
        counts=words.t(
            "{good:number} configured · {own:number} this site's own · {none:number} not configured",
            good=sum(row.configured for row in rows),
            own=own,
            none=sum(not row.configured for row in rows),
        ),
        rows=rows,
    )


def _row(key: str, found: Parameter | None, words: Words) -> KnowledgeRow:
    readers = [rule_name(rule, words) for rule in blocked_by(key)]
    readers += [words.render(ELSE[key])] if key in ELSE else []
    read_by = words.joined(readers) or words.t("nothing in this version")
    if found is None:
        none = words.render(NOT_CONFIGURED)
        return KnowledgeRow(
            key=key, configured=False, value=none, unit="", source="", certainty=none, read_by=read_by, site=""
        )
    cites = found.cites
    edition = words.t("edition: {edition}", edition=cites.edition) if cites.edition else ""
    checked = words.t("checked {on:day}", on=found.checked_on)
    place = words.joined(part for part in (cites.source, cites.section) if part)
    site = words.t("set by {who}, {on:day}", who=found.set_by, on=found.checked_on) if found.is_site else ""
    return KnowledgeRow(
        key=key,
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
        lines += ["", table.title, *(text for text in (table.edition, table.counts) if text)]
        for row in table.rows:
            value = f"{row.value} ({row.unit})" if row.unit else row.value
            lines.append(f"  {row.key}: {value}")
            about = " · ".join(part for part in (row.source, row.certainty if row.configured else "", row.site) if part)
            lines += [f"      {about}"] if about else []
            lines.append(f"      {row.read_by}")
    return "\n".join([*lines, "", page.note]) + "\n"


def knowledge_json(files: Sequence[KnowledgeFile], fingerprint: str) -> dict[str, Any]:
    """The same as a JSON-ready object; a value that is not configured is null."""
    return {"fingerprint": fingerprint, "files": [_file_json(one) for one in files]}


def _file_json(one: KnowledgeFile) -> dict[str, Any]:
    file = one.file
    return {
        "kind": one.kind,
        "id": file.id,
        "name": file.name_en,
        "edition": file.edition,
        "parameters": [_parameter_json(key, file.get(key)) for key in one.keys],
    }


def _parameter_json(key: str, found: Parameter | None) -> dict[str, Any]:
    bare: dict[str, Any] = {"key": key, "value": None, "certainty": "not_configured", "rules": list(blocked_by(key))}
    if found is None:
        return bare
    cites = found.cites
    return bare | {
        "value": _plain(found.value),
        "source": cites.source,
        "section": cites.section,
        "edition": cites.edition,
        "certainty": found.certainty,
        "checked_on": found.checked_on.isoformat(),
        "set_by": found.set_by,
    }


def _plain(value: Any) -> Any:  # noqa: ANN401  (a TOML value)
    """A TOML value without what JSON has not: dates become text."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
