"""One knowledge file: its head, its rows, and where each was read. Every fault is told by name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, get_args

from blin21_desktop.domain.knowledge_file_keys import Shape
from blin21_desktop.domain.parameter import Certainty, Cites, Parameter

SOURCES = "sources.toml"
HEAD = frozenset({"id", "name_en", "name_ja", "edition"})
TOP = HEAD | {"parameters"}
SAID = ("source", "section", "checked_on", "certainty")
_NEEDED = ("source", "section", "edition", "checked_on", "certainty")
_FIELDS = frozenset({"value", *_NEEDED, "also"})
_WANTED = {"second_person": ": name the person, other than set_by, who compared the value with its source"}
_TEXTS = frozenset({"source", "section", "edition", "certainty", "set_by", "second_person", "why"})


@dataclass(slots=True)
class File:
    """One file being read: its name, its tables, and where its faults go."""

    name: str
    faults: list[str]
    tables: dict[str, Any] = field(default_factory=dict)

    def fault(self, words: str) -> None:
        """Note what is wrong with it."""
        self.faults.append(f"{self.name}: {words}")

    def read(self, text: str) -> File:
        """Take the tables out of the text; one that is no TOML is a fault."""
        try:
            self.tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.fault(f"is not TOML: {error}")
        return self


def tags_of(file: File) -> frozenset[str]:
    """The tags of all sources."""
    for tag, source in file.tables.items():
        if not isinstance(source, dict) or not source.keys() >= {"title", "address", "edition"}:
            file.fault(f"{tag}: a source needs title, address and edition")
    return frozenset(file.tables)


def head(file: File, stem: str, known: frozenset[str] = TOP) -> dict[str, str]:
    """Id, names and edition; keys beside the `known` ones are faults."""
    for unknown in sorted(file.tables.keys() - known):
        file.fault(f"{unknown}: unknown key")
    for name in sorted(HEAD):
        if not is_text(file.tables.get(name)):
            file.fault(f"{name} is missing or not text")
    if file.tables.get("id") != stem:
        file.fault(f'id must be "{stem}", the name of the file')
    return {name: str(file.tables.get(name, "")) for name in HEAD}


def rows(file: File, keys: Mapping[str, Shape]) -> dict[str, dict[str, Any]]:
    """The parameter tables whose key and value are sound."""
    found = file.tables.get("parameters", {})
    if not isinstance(found, dict):
        file.fault("parameters must be a table")
        return {}
    for key, row in found.items():
        if key not in keys:
            file.fault(f"{key}: unknown key")
        elif not isinstance(row, dict):
            file.fault(f"{key}: must be a table with value and source")
        elif "value" not in row:
            file.fault(f"{key}: value is missing")
        elif not keys[key].fits(row["value"]):
            file.fault(f"{key}: value must be {keys[key].words}")
    return {key: row for key, row in found.items() if key in keys and isinstance(row, dict)}


def check_fields(file: File, key: str, row: dict[str, Any], needed: tuple[str, ...], known: frozenset[str]) -> bool:
    """Whether every needed field is there and of its type; each fault is named."""
    before = len(file.faults)
    for name in sorted(row.keys() - known):
        file.fault(f"{key}: {name} is not a field of a parameter")
    for name in needed:
        if name not in row:
            file.fault(f"{key}: {name} is missing{_WANTED.get(name, '')}")
    for name in sorted(row.keys() & _TEXTS):
        if not is_text(row[name]):
            file.fault(f"{key}: {name} must be text")
    if "checked_on" in row and not _is_date(row["checked_on"]):
        file.fault(f"{key}: checked_on must be a date")
    if row.get("certainty", "label") not in get_args(Certainty):
        file.fault(f"{key}: certainty must be one of {', '.join(get_args(Certainty))}")
    return len(file.faults) == before


def parameters(file: File, keys: Mapping[str, Shape], tags: frozenset[str]) -> dict[str, Parameter]:
    """The parameters of a file of this program by key, each with its source."""
    found = {}
    for key, row in rows(file, keys).items():
        if not check_fields(file, key, row, _NEEDED, _FIELDS):
            continue
        sources = _sources(file, key, row, tags)
        found[key] = Parameter(
            key=key,
            value=row.get("value"),
            cites=Cites(source=", ".join(sources), section=row["section"], edition=row["edition"]),
            certainty=row["certainty"],
            checked_on=row["checked_on"],
        )
    return found


def _sources(file: File, key: str, row: Mapping[str, Any], tags: frozenset[str]) -> list[str]:
    """The tags a row cites; one that is no source is told."""
    also = row.get("also", [])
    tagged = [row["source"], *(also if isinstance(also, list) else [also])]
    for tag in tagged:
        if not isinstance(tag, str) or tag not in tags:
            file.fault(f"{key}: source {tag} is not in {SOURCES}")
    return [str(tag) for tag in tagged]


def cited(file: File, key: str, row: Mapping[str, Any], tags: frozenset[str]) -> Cites | None:
    """Where something was read that is no parameter; what its citation lacks is told."""
    said = {name: value for name, value in row.items() if name in _FIELDS}
    if not check_fields(file, key, said, SAID, _FIELDS):
        return None
    sources = _sources(file, key, said, tags)
    return Cites(source=", ".join(sources), section=said["section"], edition=str(file.tables.get("edition", "")))


def is_text(value: object) -> bool:
    """Whether it is text with something in it."""
    return isinstance(value, str) and bool(value.strip())


def _is_date(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)
