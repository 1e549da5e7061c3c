"""The version of a label or protocol file as in force: its own parameters, the site's values, the program's values.

Its text is canonical (one line a parameter, by key), so the same values give the same hash everywhere, and two texts
say which keys differ. This text is what a person signs.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256

from blin21_desktop.domain.knowledge import Label, Parameter
from blin21_desktop.domain.short_code import short_code

_NAME = re.compile(r"([^@\s]+)@([0-9a-f]{64})")

HEAD = "name, edition"
"""Stands in place of a key where not a value but the name or edition of the file differs."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one file: its id, its canonical text, the SHA-256 of that text (hex)."""

    file: str
    text: str
    sha256: str

    @property
    def code(self) -> str:
        """The hash as it stands on screen and paper, such as `7F3A-91C2-0B`."""
        return short_code(bytes.fromhex(self.sha256))

    @property
    def name(self) -> str:
        """How the record names it, whole: `jp-pi-2021@` and the hash."""
        return f"{self.file}@{self.sha256}"


def version_of(file: Label) -> Version:
    """The version of a file as it is in force."""
    head: dict[str, object] = {"id": file.id, "name_en": file.name_en, "name_ja": file.name_ja, "edition": file.edition}
    rows = [head, *(_row(parameter) for _, parameter in sorted(file.parameters.items()))]
    text = "".join(f"{_json(row)}\n" for row in rows)
    return Version(file.id, text, digest(text))


def digest(text: str) -> str:
    """The SHA-256 (hex) of a version's text."""
    return sha256(text.encode()).hexdigest()


def changed_keys(before: str, now: str) -> tuple[str, ...]:
    """The keys that differ between two texts of a version: changed, new or gone; by key, the head first."""
    old, new = _lines(before), _lines(now)
    return tuple(key for key in sorted(old.keys() | new.keys(), key=_place) if old.get(key) != new.get(key))


def shown(name: str) -> str:
    """A version's name in the record as a person reads it: `jp-pi-2021 7F3A-91C2-0B`; other text as it is."""
    found = _NAME.fullmatch(name)
    return name if found is None else f"{found[1]} {short_code(bytes.fromhex(found[2]))}"


def is_name(text: str) -> bool:
    """Whether a text names a version: id, `@`, 64 hexadecimal digits."""
    return _NAME.fullmatch(text) is not None


def _place(key: str) -> tuple[bool, str]:
    return (key != HEAD, key)


def _lines(text: str) -> dict[str, str]:
    return {json.loads(line).get("key", HEAD): line for line in text.split("\n") if line}


def _row(parameter: Parameter) -> dict[str, object]:
    row = {
        "key": parameter.key,
        "value": parameter.value,
        "source": parameter.cites.source,
        "section": parameter.cites.section,
        "edition": parameter.cites.edition,
        "certainty": parameter.certainty,
        "checked_on": parameter.checked_on,
    }
    own = {"set_by": parameter.set_by, "second_person": parameter.second_person, "why": parameter.why}
    return row | (own if parameter.is_site else {})


def _json(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)
