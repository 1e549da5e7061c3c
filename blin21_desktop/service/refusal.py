"""How writing can fail: impossible is refused, improbable is asked about."""

from __future__ import annotations

from dataclasses import dataclass

from blin21_desktop.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Why an entry is not written as it stands.

    `index` is the entry's place in its batch (from 0), `field` its public field name, `says` what is wrong,
    `remedy` what would be right. `impossible` ones cannot be overridden.
    """

    index: int
    field: str
    says: Text
    remedy: Text
    impossible: bool


class Refused(Exception):  # noqa: N818  (a named outcome, not a fault)
    """A batch was not written. Holds every objection, in order of the batch."""

    def __init__(self, objections: tuple[Objection, ...]) -> None:
        """Keep the objections; nothing of the batch was written."""
        super().__init__(f"{len(objections)} objections")
        self.objections = objections
