"""The verb `import`: laboratory files in; what passes every gate is filed, the rest waits for review in the window."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from blin21_desktop.cli.parts import BadInput, Parts
from blin21_desktop.cli.verbs import print_json, refused_words
from blin21_desktop.domain.people import Person
from blin21_desktop.domain.ports import Stale
from blin21_desktop.domain.text import say
from blin21_desktop.present.lab_import import import_json, import_text
from blin21_desktop.service.refusal import Refused
from blin21_desktop.store.lab_sources import sources

HELP = "file laboratory results from SS-MIX2 trees, HL7 v2 files, FHIR JSON and CSV; doubts wait in the window"


NOBODY = "import"
"""Who files when nobody is named: this program, for what passes every gate."""


def options(parser: ArgumentParser) -> None:
    """The verb's own options."""
    parser.add_argument("sources", metavar="SOURCE", nargs="+", type=Path, help="a file, a folder, an SS-MIX2 root")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done; write nothing")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument(
        "--by", metavar="STAFF", default=NOBODY, help="who files: an ID of the staff list (default: import)"
    )
    parser.add_argument("--lang", choices=("en", "ja"), default=SUPPRESS, help="language")


def import_(arguments: Namespace, parts: Parts) -> int:
    """Review and, unless it is a dry run, file."""
    desk = parts.open(arguments.file, read_only=arguments.dry_run)
    try:
        words = parts.words(arguments.lang, desk)
        _must_be_of_the_staff(arguments.by, parts.staff(desk).staff())
        importing = parts.lab_import(desk)
        found = sources(arguments.sources, importing.numbers(), importing.site, importing.kept.layouts())
        reviewed = importing.review(found)
        if not arguments.dry_run:
            try:
                importing.file(reviewed, arguments.by)
            except Refused as refused:
                raise BadInput(refused_words(refused, words, None)) from None
            except Stale:
                raise BadInput(words.t("others kept writing to this file; nothing was written, try again")) from None
        if arguments.json:
            return print_json(import_json(reviewed, words, dry_run=arguments.dry_run))
        sys.stdout.write(import_text(reviewed, words, dry_run=arguments.dry_run))
        return 0
    finally:
        desk.close()


def _must_be_of_the_staff(by: str, staff: Sequence[Person]) -> None:
    """Where the file has a staff list, whoever is named stands on it and may write."""
    may = [person.id for person in staff if person.writes]
    if by != NOBODY and staff and by not in may:
        why = say(
            "--by {id}: nobody on the staff list who may write has this ID; write one of {these}, or leave --by out",
            id=by, these=may,
        )  # fmt: skip
        raise BadInput(why)
