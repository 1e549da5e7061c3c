"""The version of a knowledge file in words: its code, and whether it was signed. The same on page and paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from blin21_desktop.domain.knowledge import Label
from blin21_desktop.domain.knowledge_version import Version, version_of
from blin21_desktop.domain.signature import Signature, newest
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True)
class Signed:
    """Where a file stands: its version in force, the last signature, and the keys that are not as they were signed."""

    version: Version
    last: Signature | None
    differs: tuple[str, ...]

    @classmethod
    def of(cls, file: Label, last: Signature | None) -> Signed:
        """Compare the file as in force with what was signed last."""
        version = version_of(file)
        return cls(version, last, () if last is None else last.differs(version))

    @property
    def signed(self) -> bool:
        """Whether this very version was signed last."""
        return self.last is not None and not self.differs


def signed_words(found: Signed, words: Words) -> str:
    """In full, for the page: signed by whom and when, not signed, or changed since."""
    last = found.last
    if last is None:
        return words.t("not signed")
    if found.signed:
        return words.t(
            "signed by {name} ({by}, {role:code}), {at:moment}", name=last.name, by=last.by, role=last.role, at=last.at
        )
    return words.t(
        "NOT SIGNED AS IT IS: {count:number} values differ from what {name} ({by}) signed, {at:moment}: {keys}",
        count=len(found.differs),
        name=last.name,
        by=last.by,
        at=last.at,
        keys=found.differs,
    )


def version_mark(look: Look, words: Words) -> str:
    """The label in force for paper: id, version code, whether signed. Empty without a label."""
    if look.label is None:
        return ""
    found = Signed.of(look.label, look.signature)
    if found.signed and found.last is not None:
        state = words.t("signed {by} {at:day}", by=found.last.by, at=found.last.at)
    else:
        state = words.t("not signed") if found.last is None else words.t("changed since signed")
    return words.t("{id} {code}, {state}", id=look.label.id, code=found.version.code, state=state)


def signed_json(file: Label, signatures: Sequence[Signature]) -> dict[str, Any]:
    """Version and signatures of a file as a JSON-ready object; `signed` is of this very version alone."""
    found = Signed.of(file, newest(signatures, file.id))
    return {
        "version": found.version.code,
        "label_version": found.version.name,
        "signed": found.signed,
        "differs": list(found.differs),
        "signatures": [signature_json(one) for one in signatures if one.file == file.id],
    }


def signature_json(one: Signature) -> dict[str, Any]:
    """One signature: who, in which role, when, which version."""
    name = Version(one.file, one.text, one.sha256)
    by = {"by": one.by, "name": one.name, "role": one.role, "at": one.at.isoformat()}
    return {"label_version": name.name, "version": name.code, **by}
