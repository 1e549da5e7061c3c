"""Knowledge files: TOML texts in, `Knowledge` out. A file with any fault is refused, with every fault named.

The program's own files are `sources.toml`, `program.toml`, `labels/<id>.toml`, `protocols/<id>.toml`,
`scales/<id>.toml` and `terms/<id>.toml`. A site's own copies lie in its folder as `<id>.toml` and replace single keys;
each says who set the value (`set_by`, also read as `checked_by`), from what (`source`), and when (`checked_on`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any, get_args

from blin21_desktop.domain.knowledge import Certainty, Cites, Knowledge, Label, Parameter, Protocol, Scale
from blin21_desktop.domain.knowledge_file_keys import LABEL_KEYS, PROGRAM_KEYS, PROTOCOL_KEYS, SCALE_KEYS, Shape
from blin21_desktop.domain.terms import Instead, Term
from blin21_desktop.domain.terms_file import TERMS_TOP, read_terms

SOURCES = "sources.toml"
PROGRAM = "program.toml"
_HEAD = frozenset({"id", "name_en", "name_ja", "edition"})
_TOP = _HEAD | {"parameters"}
_NEEDED = ("source", "section", "edition", "checked_on", "certainty")
_TERMS_SAID = ("source", "section", "checked_on", "certainty")
_SITE_NEEDED = ("source", "checked_on", "set_by")
_FIELDS = frozenset({"value", *_NEEDED, "also"})
_SITE_FIELDS = frozenset({"value", *_SITE_NEEDED, "section", "edition"})


class KnowledgeFaults(Exception):  # noqa: N818  (it carries many faults, each a sentence)
    """The knowledge files cannot be used. `faults` names every one: file, key, what is wrong."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True, slots=True)
class _Own:
    """What a site may replace in one file: the keys it may hold, and the values read so far."""

    keys: Mapping[str, Shape]
    parameters: dict[str, Parameter]


@dataclass(slots=True)
class _File:
    """One file being read: its name, its tables, and where its faults go."""

    name: str
    faults: list[str]
    tables: dict[str, Any] = field(default_factory=dict)

    def fault(self, words: str) -> None:
        self.faults.append(f"{self.name}: {words}")

    def read(self, text: str) -> _File:
        try:
            self.tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.fault(f"is not TOML: {error}")
        return self


def load(files: Mapping[str, str], site: Mapping[str, str] | None = None) -> Knowledge:
    """Read all knowledge files (name -> text) and the site's own copies.

    Raises `KnowledgeFaults` with every fault of every file: unknown keys and fields, missing source, section, edition
    or `checked_on`, wrong types, unknown source tags, values out of shape.
    """
    site = site or {}
    faults: list[str] = [f"{name}: the file is missing" for name in (SOURCES, PROGRAM) if name not in files]
    tags = _tags(_File(SOURCES, faults).read(files.get(SOURCES, "")))
    labels: dict[str, Label] = {}
    protocols: dict[str, Protocol] = {}
    scales: dict[str, Scale] = {}
    program_file = _File(PROGRAM, faults).read(files.get(PROGRAM, ""))
    _head(program_file, "program")
    program = _parameters(program_file, PROGRAM_KEYS, tags)
    for name in sorted(files.keys() - {SOURCES, PROGRAM}):
        folder, _, stem = name.removesuffix(".toml").rpartition("/")
        file = _File(name, faults)
        if folder == "labels":
            labels[stem] = Label(**_whole(file.read(files[name]), stem, LABEL_KEYS, tags))
        elif folder == "protocols":
            protocols[stem] = Protocol(**_whole(file.read(files[name]), stem, PROTOCOL_KEYS, tags))
        elif folder == "scales":
            scales[stem] = Scale(**_whole(file.read(files[name]), stem, SCALE_KEYS, tags))
        elif folder != "terms":
            faults.append(f"{name}: not a knowledge file this version knows")
    terms, instead = _all_terms(files, tags, faults)
    own = {"program": _Own(PROGRAM_KEYS, program)}
    for keys, known_files in ((LABEL_KEYS, labels), (PROTOCOL_KEYS, protocols), (SCALE_KEYS, scales)):
        own |= {stem: _Own(keys, known.parameters) for stem, known in known_files.items()}
    _override(own, site, faults=faults)
    for known in (*labels.values(), *protocols.values()):
        known.parameters.update(program)
    if faults:
        raise KnowledgeFaults(tuple(faults))
    fingerprint = _fingerprint(files, site)
    return Knowledge(
        labels=labels, protocols=protocols, scales=scales, terms=terms, instead=instead, fingerprint=fingerprint
    )


def _fingerprint(files: Mapping[str, str], site: Mapping[str, str]) -> str:
    """SHA-256 (hex) over names and texts of all files, the site's own included."""
    total = sha256()
    for origin, texts in (("own", files), ("site", site)):
        for name, text in sorted(texts.items()):
            for part in (origin, name, text):
                raw = part.encode("utf-8")
                total.update(len(raw).to_bytes(8, "big") + raw)
    return total.hexdigest()


def _tags(file: _File) -> frozenset[str]:
    for tag, source in file.tables.items():
        if not isinstance(source, dict) or not source.keys() >= {"title", "address", "edition"}:
            file.fault(f"{tag}: a source needs title, address and edition")
    return frozenset(file.tables)


def _whole(file: _File, stem: str, keys: Mapping[str, Shape], tags: frozenset[str]) -> dict[str, Any]:
    return {**_head(file, stem), "parameters": _parameters(file, keys, tags)}


def _all_terms(
    files: Mapping[str, str], tags: frozenset[str], faults: list[str]
) -> tuple[tuple[Term, ...], tuple[Instead, ...]]:
    terms: list[Term] = []
    instead: list[Instead] = []
    for name in sorted(name for name in files if name.startswith("terms/")):
        found = _terms(_File(name, faults).read(files[name]), name.removeprefix("terms/").removesuffix(".toml"), tags)
        terms += found[0]
        instead += found[1]
    return tuple(terms), tuple(instead)


def _terms(file: _File, stem: str, tags: frozenset[str]) -> tuple[tuple[Term, ...], tuple[Instead, ...]]:
    head = _head(file, stem, _HEAD | TERMS_TOP)
    said = {name: file.tables[name] for name in _TERMS_SAID if name in file.tables}
    _check_fields(file, "the terms", said, _TERMS_SAID, frozenset(_TERMS_SAID))
    if _is_text(said.get("source")) and said["source"] not in tags:
        file.fault(f"the terms: source {said['source']} is not in {SOURCES}")
    return read_terms(file.tables, head["name_en"], file.fault)


def _head(file: _File, stem: str, known: frozenset[str] = _TOP) -> dict[str, str]:
    for unknown in sorted(file.tables.keys() - known):
        file.fault(f"{unknown}: unknown key")
    for name in sorted(_HEAD):
        if not _is_text(file.tables.get(name)):
            file.fault(f"{name} is missing or not text")
    if file.tables.get("id") != stem:
        file.fault(f'id must be "{stem}", the name of the file')
    return {name: str(file.tables.get(name, "")) for name in _HEAD}


def _rows(file: _File, keys: Mapping[str, Shape]) -> dict[str, dict[str, Any]]:
    """The parameter tables whose key and value are sound."""
    rows = file.tables.get("parameters", {})
    if not isinstance(rows, dict):
        file.fault("parameters must be a table")
        return {}
    for key, row in rows.items():
        if key not in keys:
            file.fault(f"{key}: unknown key")
        elif not isinstance(row, dict):
            file.fault(f"{key}: must be a table with value and source")
        elif "value" not in row:
            file.fault(f"{key}: value is missing")
        elif not keys[key].fits(row["value"]):
            file.fault(f"{key}: value must be {keys[key].words}")
    return {key: row for key, row in rows.items() if key in keys and isinstance(row, dict)}


def _check_fields(file: _File, key: str, row: dict[str, Any], needed: tuple[str, ...], known: frozenset[str]) -> bool:
    """Whether every needed field is there and of its type; each fault is named."""
    before = len(file.faults)
    for name in sorted(row.keys() - known):
        file.fault(f"{key}: {name} is not a field of a parameter")
    for name in needed:
        if name not in row:
            file.fault(f"{key}: {name} is missing")
    for name in sorted(row.keys() & {"source", "section", "edition", "certainty", "set_by"}):
        if not _is_text(row[name]):
            file.fault(f"{key}: {name} must be text")
    if "checked_on" in row and not _is_date(row["checked_on"]):
        file.fault(f"{key}: checked_on must be a date")
    if row.get("certainty", "label") not in get_args(Certainty):
        file.fault(f"{key}: certainty must be one of {', '.join(get_args(Certainty))}")
    return len(file.faults) == before


def _parameters(file: _File, keys: Mapping[str, Shape], tags: frozenset[str]) -> dict[str, Parameter]:
    found = {}
    for key, row in _rows(file, keys).items():
        if not _check_fields(file, key, row, _NEEDED, _FIELDS):
            continue
        also = row.get("also", [])
        cited = [row["source"], *(also if isinstance(also, list) else [also])]
        for tag in cited:
            if not isinstance(tag, str) or tag not in tags:
                file.fault(f"{key}: source {tag} is not in {SOURCES}")
        found[key] = Parameter(
            key=key,
            value=row.get("value"),
            cites=Cites(source=", ".join(map(str, cited)), section=row["section"], edition=row["edition"]),
            certainty=row["certainty"],
            checked_on=row["checked_on"],
        )
    return found


def _override(own: Mapping[str, _Own], site: Mapping[str, str], *, faults: list[str]) -> None:
    """Replace single keys by the site's own values, each named and dated."""
    for name in sorted(site):
        file = _File(f"site {name}", faults).read(site[name])
        stem = name.removesuffix(".toml").rpartition("/")[2]
        if stem not in own:
            file.fault("no label, protocol, scale or program file has this name")
            continue
        for unknown in sorted(file.tables.keys() - _TOP):
            file.fault(f"{unknown}: unknown key")
        for key, written in _rows(file, own[stem].keys).items():
            row = {("set_by" if name == "checked_by" else name): value for name, value in written.items()}
            if _check_fields(file, key, row, _SITE_NEEDED, _SITE_FIELDS):
                own[stem].parameters[key] = Parameter(
                    key=key,
                    value=row.get("value"),
                    cites=Cites(row["source"], row.get("section", ""), row.get("edition", "")),
                    certainty="site",
                    checked_on=row["checked_on"],
                    set_by=row["set_by"],
                )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_date(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)
