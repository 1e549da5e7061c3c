"""A signature: a person stands for one version of a label or protocol file, with its whole text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.domain.knowledge_version import Version, changed_keys
from blin21_desktop.domain.people import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed which version of a file, when. `text` is the version's whole text, frozen; `name` as it was then."""

    file: str
    sha256: str
    text: str
    by: str
    name: str
    role: Role
    at: datetime

    def differs(self, version: Version) -> tuple[str, ...]:
        """The keys of a version that are not as they were signed; none when this very version was signed."""
        return changed_keys(self.text, version.text)


def newest(signatures: Iterable[Signature], file: str, until: datetime | None = None) -> Signature | None:
    """The last signature of a file, of those made by `until`; None when nobody signed it yet."""
    found = [one for one in signatures if one.file == file and (until is None or one.at <= until)]
    return found[-1] if found else None
