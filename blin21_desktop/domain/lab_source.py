"""Where a filed result came from: the documented keys of `lab_resulted.source`, read and written in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class LabSource:
    """What is known of the way a result came. Empty text: not said.

    `file` and `sha256` (hex): the file and its bytes; `sender`: the laboratory or system; `order`, `specimen_id`,
    `sub_id`: its own numbers. `system`, `code`, `name`: the coding as sent; `method`: of ALP and LD, as the mapping
    named it. `collected_from`: the field the collection time was read from; `time_known` False: only the day was given.
    `mapping`: version of the table of analytes (SHA-256) it was mapped by. `unit_as_received`: the spelling, where the
    unit filed is another; `flags`: the laboratory's own. `entered_by_hand`: somebody typed it in from paper or phone.
    `complete`: "unproven" where nothing in the file proves its end and nobody compared it, "confirmed" where somebody
    did; "" where the format proves it.
    """

    file: str = ""
    sha256: str = ""
    sender: str = ""
    order: str = ""
    specimen_id: str = ""
    sub_id: str = ""
    system: str = ""
    code: str = ""
    name: str = ""
    method: str = ""
    collected_from: str = ""
    time_known: bool = True
    mapping: str = ""
    unit_as_received: str = ""
    flags: tuple[str, ...] = ()
    entered_by_hand: bool = False
    complete: str = ""

    @classmethod
    def of(cls, source: Mapping[str, Any] | None) -> LabSource:
        """Read what an entry holds. Keys that are not documented, and values of another type, say nothing here."""
        found: dict[str, Any] = {}
        for key, value in (source or {}).items():
            kind = _KINDS.get(key)
            if kind is tuple:
                if isinstance(value, list | tuple):
                    found[key] = tuple(flag for flag in value if isinstance(flag, str))
            elif kind is not None and isinstance(value, kind):
                found[key] = value
        return cls(**found)

    def as_written(self) -> dict[str, Any]:
        """As it stands in the entry: only what is said."""
        every = ((name, getattr(self, name), default) for name, default in _DEFAULTS)
        said = {name: value for name, value, default in every if value != default}
        return {**said, "flags": list(self.flags)} if self.flags else said


_DEFAULTS = tuple((key.name, key.default) for key in fields(LabSource))
_KINDS: Mapping[str, type] = {name: type(default) for name, default in _DEFAULTS}
"""Key -> what its value must be."""
