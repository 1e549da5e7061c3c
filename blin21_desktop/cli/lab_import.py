"""The verb `import`: laboratory files in; what passes every gate is filed, the rest waits for review in the window."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from pathlib import Path

from blin21_desktop.cli.parts import BadInput, Parts
from blin21_desktop.cli.verbs import print_json, refused_words
from blin21_desktop.domain.ports import Stale
from blin21_desktop.present.lab_import import import_json, import_text
from blin21_desktop.service.refusal import Refused
from blin21_desktop.store.lab_sources import sources

HELP = "file laboratory results from SS-MIX2 trees, HL7 v2 files, FHIR JSON and CSV; doubts wait in the window"


def options(parser: ArgumentParser) -> None:
    """The verb's own options."""
    parser.add_argument("sources", metavar="SOURCE", nargs="+", type=Path, help="a file, a folder, an SS-MIX2 root")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done; write nothing")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--by", metavar="STAFF", default="import", help="who files (default: import)")
    parser.add_argument("--lang", choices=("en", "ja"), default=SUPPRESS, help="language")


def import_(arguments: Namespace, parts: Parts) -> int:
    """Review and, unless it is a dry run, file."""
    desk = parts.open(arguments.file, read_only=arguments.dry_run)
    try:
        words = parts.words(arguments.lang, desk)
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
            return print_json(import_json(reviewed, words))
        sys.stdout.write(import_text(reviewed, words))
        return 0
    finally:
        desk.close()
