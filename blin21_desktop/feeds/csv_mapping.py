"""How one site's CSV is laid out: encoding, columns, date format, units. Chosen once by a person and saved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from typing import Any

from blin21_desktop.domain.text import Text, say

ENCODINGS = ("utf-8-sig", "cp932", "euc_jp", "utf-16")
"""UTF-8 with or without its mark, Shift_JIS as Windows writes it, EUC-JP, UTF-16 with its mark."""
ISO = "ISO 8601"
"""The date format of times such as 2026-11-27T06:00+09:00; without an offset they are the ward's."""
OWN_SYSTEM = "blin21"
"""The coding system of this program's own ids of analytes, as the contract has them."""
DELIMITERS = (",", "\t", ";")
ROLES = (
    "patient_id", "family_name", "given_name", "name", "kana", "birth_date", "sex", "collected", "collected_time",
    "code", "analyte", "value", "unit", "reference", "lower", "upper", "flag", "status", "specimen", "specimen_number",
    "order",
)  # fmt: skip
"""What a column may be. `name`: family and given name in one, parted by a space."""
NEEDED_LONG = ("patient_id", "collected", "analyte", "value")
NEEDED_WIDE = ("patient_id", "collected")


@dataclass(frozen=True, slots=True)
class WideColumn:
    """A column that holds one analyte's values: what it is called for the mapping of analytes, and its unit."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvMapping:
    """`columns`: role -> heading. `wide`: heading -> analyte, one row a sample; empty: one row a result.

    `date_format`, `time_format`: `strptime` formats of the collection; `birth_format` of the birth date. `units`: name
    of an analyte -> unit, where the file has no column of units. `analytes`: name of an analyte -> the id of what a
    person chose it to mean; `analyte_ids`: the names are such ids already. `sexes`: word in the file -> female, male.
    """

    id: str
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    columns: Mapping[str, str] = field(default_factory=dict)
    wide: Mapping[str, WideColumn] = field(default_factory=dict)
    date_format: str = "%Y/%m/%d %H:%M"
    time_format: str = ""
    birth_format: str = "%Y/%m/%d"
    units: Mapping[str, str] = field(default_factory=dict)
    analytes: Mapping[str, str] = field(default_factory=dict)
    analyte_ids: bool = False
    sexes: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """SHA-256 (hex) of everything chosen."""
        return sha256(to_json(self).encode()).hexdigest()


def faults(mapping: CsvMapping) -> tuple[Text, ...]:
    """What a mapping lacks or says wrongly, each as a sentence; empty when it can be used."""
    said: list[Text] = []
    if mapping.encoding not in ENCODINGS:
        said.append(say("encoding must be one of {these}", these=", ".join(ENCODINGS)))
    if mapping.delimiter not in DELIMITERS:
        said.append(say("the delimiter must be a comma, a tab or a semicolon"))
    unknown = sorted(set(mapping.columns) - set(ROLES))
    if unknown:
        said.append(say("no column can be {these}", these=", ".join(unknown)))
    needed = NEEDED_WIDE if mapping.wide else NEEDED_LONG
    missing = [role for role in needed if role not in mapping.columns]
    if missing:
        said.append(say("a column is missing for {these}", these=", ".join(missing)))
    headings = [*mapping.columns.values(), *mapping.wide]
    twice = sorted({heading for heading in headings if headings.count(heading) > 1})
    if twice:
        said.append(say("chosen twice: {these}", these=", ".join(twice)))
    if mapping.date_format != ISO and not _has_day(mapping.date_format):
        said.append(say("the date format needs a year of four digits, a month and a day, as %Y/%m/%d"))
    return tuple(said)


def _has_day(form: str) -> bool:
    return "%Y" in form and "%d" in form and ("%m" in form or "%b" in form)


def to_json(mapping: CsvMapping) -> str:
    """The mapping as one line of JSON, the same for the same choices."""
    return json.dumps(asdict(mapping), ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> CsvMapping:
    """The mapping back. Raises ValueError with what is wrong."""
    read: Any = json.loads(text)
    if not isinstance(read, dict):
        raise ValueError("a mapping is a JSON object")  # noqa: TRY004  (the text is wrong, not a type of ours)
    unknown = sorted(read.keys() - {one.name for one in fields(CsvMapping)})
    if unknown or not isinstance(read.get("id"), str):
        raise ValueError(f"a mapping needs an id and knows no {', '.join(unknown) or 'other shape'}")
    wide = {str(heading): WideColumn(**column) for heading, column in dict(read.pop("wide", {})).items()}
    return CsvMapping(**read, wide=wide)
