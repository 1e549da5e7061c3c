"""The label page as a JSON-ready object: what the verb `knowledge` answers to a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from blin21_desktop.domain.knowledge import Knowledge, Parameter
from blin21_desktop.domain.signature import Signature
from blin21_desktop.present.knowledge_page import KnowledgeFile
from blin21_desktop.present.rule_keys import blocked_by
from blin21_desktop.present.version_words import signed_json
from blin21_desktop.present.words import Words
from blin21_desktop.present.worked_examples import example_json
from blin21_desktop.service.worked_examples import play


def knowledge_json(
    files: Sequence[KnowledgeFile], known: Knowledge, words: Words, signatures: Sequence[Signature] = ()
) -> dict[str, Any]:
    """The same as a JSON-ready object; a value that is not configured is null."""
    return {"fingerprint": known.fingerprint, "files": [_file_json(one, known, words, signatures) for one in files]}


def _file_json(one: KnowledgeFile, known: Knowledge, words: Words, signatures: Sequence[Signature]) -> dict[str, Any]:
    file = one.file
    return {
        "kind": one.kind,
        "id": file.id,
        "name": file.name_en,
        "edition": file.edition,
        **({} if one.kind == "program" else signed_json(file, signatures)),
        "examples": [example_json(played, words) for played in play(file, known)],
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
        "second_person": found.second_person,
        "why": found.why,
    }


def _plain(value: Any) -> Any:  # noqa: ANN401  (a TOML value)
    """A TOML value without what JSON has not: dates become text."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
