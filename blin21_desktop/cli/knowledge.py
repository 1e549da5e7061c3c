"""The verb `knowledge`: every value the rules use with its source, each file's version, and who signed it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass

from blin21_desktop.cli.parts import BadInput, Parts
from blin21_desktop.cli.verbs import print_json
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.signature import Signature
from blin21_desktop.domain.text import say
from blin21_desktop.present.knowledge_json import knowledge_json
from blin21_desktop.present.knowledge_page import all_files, knowledge_page, knowledge_text
from blin21_desktop.present.words import Words

NO_FILE = "-"
"""In place of a ward file: every label and protocol this program knows."""


def options(parser: ArgumentParser) -> None:
    """The verb's own options."""
    parser.add_argument("--label", metavar="ID", help="this label only, such as jp-pi-2021")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--lang", choices=("en", "ja"), default="en", help="language")


def knowledge(arguments: Namespace, parts: Parts) -> int:
    """Print the labels and protocols of a ward's patients, or with `-` all of them."""
    seen = _all(parts) if str(arguments.file) == NO_FILE else _in_use(arguments, parts)
    found, labels = seen.known, seen.labels
    if arguments.label is not None:
        if arguments.label not in found.labels:
            known = ", ".join(sorted(found.labels))
            raise BadInput(say("{id} is no label of this program; there are: {known}", id=arguments.label, known=known))
        labels = [arguments.label]
    files = all_files(found, labels, seen.protocols)
    words = seen.words or parts.words(arguments.lang)
    if arguments.json:
        return print_json(knowledge_json(files, found, words, seen.signatures))
    sys.stdout.write(knowledge_text(knowledge_page(files, found, words, seen.signatures)))
    return 0


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is shown: the knowledge, which labels and protocols of it, the signatures, words in the ward's zone."""

    known: Knowledge
    labels: list[str]
    protocols: list[str]
    signatures: Sequence[Signature] = ()
    words: Words | None = None


def _all(parts: Parts) -> _Seen:
    found = parts.knowledge()
    return _Seen(found, sorted(found.labels), sorted(found.protocols))


def _in_use(arguments: Namespace, parts: Parts) -> _Seen:
    """The labels and protocols that the ward's patients are registered under, with the ward's signatures."""
    desk = parts.open(arguments.file, read_only=True)
    try:
        people = [look.registered for look in desk.ward.board() if look.registered is not None]
        labels, protocols = sorted({one.label for one in people}), sorted({one.protocol for one in people})
        ward, words = desk.ward, parts.words(arguments.lang, desk)
        return _Seen(ward.knowledge, labels, protocols, ward.beside.signatures(), words)
    finally:
        desk.close()
