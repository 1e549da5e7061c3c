"""The verb `knowledge`: every value the rules use, with its source, and the fingerprint that sheets name."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from blin21_desktop.cli.parts import BadInput, Parts
from blin21_desktop.cli.verbs import print_json
from blin21_desktop.domain.text import say
from blin21_desktop.present.knowledge_page import all_files, knowledge_json, knowledge_page, knowledge_text

NO_FILE = "-"
"""In place of a ward file: every label and protocol this program knows."""


def options(parser: ArgumentParser) -> None:
    """The verb's own options."""
    parser.add_argument("--label", metavar="ID", help="this label only, such as jp-pi-2021")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--lang", choices=("en", "ja"), default="en", help="language")


def knowledge(arguments: Namespace, parts: Parts) -> int:
    """Print the labels and protocols of a ward's patients, or with `-` all of them."""
    found = parts.knowledge()
    labels, protocols = sorted(found.labels), sorted(found.protocols)
    if str(arguments.file) != NO_FILE:
        labels, protocols = _in_use(arguments, parts)
    if arguments.label is not None:
        if arguments.label not in found.labels:
            known = ", ".join(sorted(found.labels))
            raise BadInput(say("{id} is no label of this program; there are: {known}", id=arguments.label, known=known))
        labels = [arguments.label]
    files = all_files(found, labels, protocols)
    if arguments.json:
        return print_json(knowledge_json(files, found.fingerprint))
    sys.stdout.write(knowledge_text(knowledge_page(files, found.fingerprint, parts.words(arguments.lang))))
    return 0


def _in_use(arguments: Namespace, parts: Parts) -> tuple[list[str], list[str]]:
    """The labels and protocols that the ward's patients are registered under."""
    desk = parts.open(arguments.file, read_only=True)
    try:
        people = [look.registered for look in desk.ward.board() if look.registered is not None]
        return sorted({one.label for one in people}), sorted({one.protocol for one in people})
    finally:
        desk.close()
