"""Knowledge files: TOML texts in, `Knowledge` out. A file with any fault is refused, with every fault named.

The program's own files are `sources.toml`, `program.toml`, `labels/<id>.toml`, `protocols/<id>.toml`,
`scales/<id>.toml`, `terms/<id>.toml`, and in `labs/` the units, the analytes and the scale of their grades. A site's
own copies lie in its folder as `<id>.toml` and replace single keys; each says who set the value (`set_by`, also read as
`checked_by`), from what (`source`), when (`checked_on`), and which other person compared it with that source
(`second_person`). What was set before stands on as `history` (`site_file`). Its limits of normal by age: `labs.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from blin21_desktop.domain.knowledge import Cites, Knowledge, Label, Parameter, Protocol, Scale
from blin21_desktop.domain.knowledge_examples import read_examples
from blin21_desktop.domain.knowledge_file_keys import LABEL_KEYS, PROGRAM_KEYS, PROTOCOL_KEYS, SCALE_KEYS, Shape
from blin21_desktop.domain.knowledge_file_rows import (
    HEAD,
    SAID,
    SOURCES,
    TOP,
    File,
    check_fields,
    cited,
    head,
    parameters,
    rows,
    tags_of,
)
from blin21_desktop.domain.lab_limits import SITE_LABS, LabLimit, read_limits
from blin21_desktop.domain.lab_scale import LabScale
from blin21_desktop.domain.lab_scale_file import CITED_TABLES, LAB_SCALE, LAB_TOP, read_lab_scale
from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.domain.lab_table_file import ANALYTES_TOP, UNITS_TOP, read_analytes, read_units, with_parameters
from blin21_desktop.domain.lab_table_keys import lab_keys
from blin21_desktop.domain.people import same_person
from blin21_desktop.domain.site_file import check_history
from blin21_desktop.domain.terms import Instead, Term
from blin21_desktop.domain.terms_file import TERMS_TOP, read_terms

PROGRAM = "program.toml"
UNITS, ANALYTES = "labs/units.toml", "labs/analytes.toml"
_SITE_NEEDED = ("source", "checked_on", "set_by", "second_person")
_SITE_FIELDS = frozenset({"value", *_SITE_NEEDED, "section", "edition", "why"})
_SITE_TOP = TOP | {"history"}


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


def load(files: Mapping[str, str], site: Mapping[str, str] | None = None) -> Knowledge:
    """Read all knowledge files (name -> text) and the site's own copies.

    Raises `KnowledgeFaults` with every fault of every file: unknown keys and fields, missing source, section, edition
    or `checked_on`, wrong types, unknown source tags, values out of shape.
    """
    site = site or {}
    faults: list[str] = [f"{name}: the file is missing" for name in (SOURCES, PROGRAM) if name not in files]
    tags = tags_of(File(SOURCES, faults).read(files.get(SOURCES, "")))
    program_file = File(PROGRAM, faults).read(files.get(PROGRAM, ""))
    head(program_file, "program")
    program = parameters(program_file, PROGRAM_KEYS, tags)
    labels, protocols, scales = _judging(files, tags, faults)
    terms, instead = _all_terms(files, tags, faults)
    labs, lab_own = _labs(files, tags, faults)
    own = {"program": _Own(PROGRAM_KEYS, program), "analytes": lab_own}
    for keys, known_files in ((LABEL_KEYS, labels), (PROTOCOL_KEYS, protocols), (SCALE_KEYS, scales)):
        own |= {stem: _Own(keys, known.parameters) for stem, known in known_files.items()}
    scale = _lab_scale(files, tags, faults)
    limits = _lab_limits(site, faults)
    _override(own, {name: text for name, text in site.items() if name != SITE_LABS}, faults=faults)
    for known in (*labels.values(), *protocols.values()):
        known.parameters.update(program)
    if faults:
        raise KnowledgeFaults(tuple(faults))
    table_files = {name: text for name, text in files.items() if name in (UNITS, ANALYTES)}
    version = _fingerprint(table_files, {name: text for name, text in site.items() if name == "analytes.toml"})
    return Knowledge(
        labels=labels,
        protocols=protocols,
        scales=scales,
        terms=terms,
        instead=instead,
        labs=with_parameters(labs, lab_own.parameters, version),
        lab_scale=scale,
        lab_limits=limits,
        fingerprint=_fingerprint(files, site),
    )


def _judging(
    files: Mapping[str, str], tags: frozenset[str], faults: list[str]
) -> tuple[dict[str, Label], dict[str, Protocol], dict[str, Scale]]:
    """The labels, protocols and scales by id; a file of no known kind is a fault."""
    labels: dict[str, Label] = {}
    protocols: dict[str, Protocol] = {}
    scales: dict[str, Scale] = {}
    for name in sorted(files.keys() - {SOURCES, PROGRAM, UNITS, ANALYTES, LAB_SCALE}):
        folder, _, stem = name.removesuffix(".toml").rpartition("/")
        file = File(name, faults)
        if folder == "labels":
            whole = _whole(file.read(files[name]), stem, LABEL_KEYS, tags, TOP | {"examples"})
            labels[stem] = Label(**whole, examples=read_examples(file.tables.get("examples", []), tags, file.fault))
        elif folder == "protocols":
            protocols[stem] = Protocol(**_whole(file.read(files[name]), stem, PROTOCOL_KEYS, tags))
        elif folder == "scales":
            scales[stem] = Scale(**_whole(file.read(files[name]), stem, SCALE_KEYS, tags))
        elif folder != "terms":
            faults.append(f"{name}: not a knowledge file this version knows")
    return labels, protocols, scales


def _fingerprint(files: Mapping[str, str], site: Mapping[str, str]) -> str:
    """SHA-256 (hex) over names and texts of all files, the site's own included."""
    total = sha256()
    for origin, texts in (("own", files), ("site", site)):
        for name, text in sorted(texts.items()):
            for part in (origin, name, text):
                raw = part.encode("utf-8")
                total.update(len(raw).to_bytes(8, "big") + raw)
    return total.hexdigest()


def _whole(
    file: File, stem: str, keys: Mapping[str, Shape], tags: frozenset[str], known: frozenset[str] = TOP
) -> dict[str, Any]:
    return {**head(file, stem, known), "parameters": parameters(file, keys, tags)}


def _all_terms(
    files: Mapping[str, str], tags: frozenset[str], faults: list[str]
) -> tuple[tuple[Term, ...], tuple[Instead, ...]]:
    terms: list[Term] = []
    instead: list[Instead] = []
    for name in sorted(name for name in files if name.startswith("terms/")):
        found = _terms(File(name, faults).read(files[name]), name.removeprefix("terms/").removesuffix(".toml"), tags)
        terms += found[0]
        instead += found[1]
    return tuple(terms), tuple(instead)


def _terms(file: File, stem: str, tags: frozenset[str]) -> tuple[tuple[Term, ...], tuple[Instead, ...]]:
    about = head(file, stem, HEAD | TERMS_TOP)
    cited(file, "the terms", {name: file.tables[name] for name in SAID if name in file.tables}, tags)
    return read_terms(file.tables, about["name_en"], file.fault)


def _labs(files: Mapping[str, str], tags: frozenset[str], faults: list[str]) -> tuple[LabTable, _Own]:
    """The table of analytes without what its parameters say, and those parameters, to be overridden."""
    known = [(name, top) for name, top in ((UNITS, UNITS_TOP), (ANALYTES, ANALYTES_TOP)) if name in files]
    read = {name: File(name, faults).read(files[name]) for name, _ in known}
    for name, top in known:
        head(read[name], name.removeprefix("labs/").removesuffix(".toml"), HEAD | top)
        said = {field: read[name].tables[field] for field in SAID if field in read[name].tables}
        cited(read[name], "the file", said, tags)
    nothing = File(UNITS, faults)
    units_file, file = read.get(UNITS, nothing), read.get(ANALYTES, nothing)
    units = read_units(units_file.tables, units_file.fault, lambda key, row: cited(units_file, key, row, tags))
    table = read_analytes(file.tables, units, file.fault, lambda key, row: cited(file, key, row, tags))
    keys = lab_keys(table.analytes)
    return table, _Own(keys, parameters(file, keys, tags))


def _lab_scale(files: Mapping[str, str], tags: frozenset[str], faults: list[str]) -> LabScale | None:
    """The scale of laboratory values; None when the file is missing or has a fault, each of which is told."""
    if LAB_SCALE not in files:
        return None
    before = len(faults)
    file = File(LAB_SCALE, faults).read(files[LAB_SCALE])
    head(file, LAB_SCALE.removeprefix("labs/").removesuffix(".toml"), HEAD | LAB_TOP)
    cited(file, "the scale", {name: file.tables[name] for name in SAID if name in file.tables}, tags)
    for key in CITED_TABLES:
        said = file.tables.get(key)
        if isinstance(said, dict):
            cited(file, key, {name: said[name] for name in SAID if name in said}, tags)
    return read_lab_scale(file.tables, file.fault) if len(faults) == before else None


def _lab_limits(site: Mapping[str, str], faults: list[str]) -> tuple[LabLimit, ...]:
    """The site's own limits of normal by age and sex."""
    file = File(f"site {SITE_LABS}", faults)
    return read_limits(file.read(site[SITE_LABS]).tables, file.fault) if SITE_LABS in site else ()


def _override(own: Mapping[str, _Own], site: Mapping[str, str], *, faults: list[str]) -> None:
    """Replace single keys by the site's own values, each named and dated."""
    for name in sorted(site):
        file = File(f"site {name}", faults).read(site[name])
        stem = name.removesuffix(".toml").rpartition("/")[2]
        if stem not in own:
            file.fault("no label, protocol, scale or program file has this name")
            continue
        for unknown in sorted(file.tables.keys() - _SITE_TOP):
            file.fault(f"{unknown}: unknown key")
        check_history(file.tables.get("history", []), file.fault)
        for key, written in rows(file, own[stem].keys).items():
            row = {("set_by" if name == "checked_by" else name): value for name, value in written.items()}
            if check_fields(file, key, row, _SITE_NEEDED, _SITE_FIELDS) and _two_persons(file, key, row):
                own[stem].parameters[key] = Parameter(
                    key=key,
                    value=row.get("value"),
                    cites=Cites(row["source"], row.get("section", ""), row.get("edition", "")),
                    certainty="site",
                    checked_on=row["checked_on"],
                    set_by=row["set_by"],
                    second_person=row["second_person"],
                    why=row.get("why"),
                )


def _two_persons(file: File, key: str, row: dict[str, Any]) -> bool:
    """Whether the second person is another one than who set the value."""
    if not same_person(row["set_by"], row["second_person"]):
        return True
    file.fault(f"{key}: second_person must be another person than set_by, {row['set_by']}")
    return False
