"""The verb `downtime`: writes the sheets for a downtime once, as a scheduled task does."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from pathlib import Path

from blin21_desktop.cli.parts import Desk, Parts
from blin21_desktop.cli.verbs import done
from blin21_desktop.domain.short_code import mark_of
from blin21_desktop.domain.text import Text
from blin21_desktop.present.amounts import LANGS, Lang
from blin21_desktop.store.downtime_folder import DowntimeFolder

HELP = "write the current sheets of changed patients into a folder, for a downtime"


def langs_of(choice: str) -> tuple[Lang, ...]:
    """The languages that a choice names; both where it names none."""
    return tuple(lang for lang in LANGS if lang == choice) or LANGS


def mark(desk: Desk) -> str:
    """The mark of an open ward file."""
    return mark_of(desk.log.meta("origin"), desk.log.meta("created"))


def options(parser: ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="an existing folder for these sheets alone")
    parser.add_argument("--lang", choices=(*LANGS, "both"), default=SUPPRESS, help="languages of the sheets")
    parser.add_argument("--all", action="store_true", help="also those of patients of whom nothing changed")


def downtime(arguments: Namespace, parts: Parts) -> int:
    """Write what is due. Exit code 1 when a patient's sheet cannot be drawn; the others are written."""
    from blin21_desktop.printing.downtime import Downtime  # the PDF library only where a PDF is wanted

    desk = parts.open(arguments.file, read_only=True)
    try:
        words = [parts.words(lang, desk) for lang in langs_of(arguments.lang)]
        job = Downtime(desk.ward, words, mark(desk), arguments.paper)
        found = list(job.write(DowntimeFolder(arguments.folder, mark(desk)), everything=arguments.all))
    finally:
        desk.close()
    said = parts.words(arguments.lang)
    faults = [one for one in found if isinstance(one, Text)]
    for fault in faults:
        sys.stderr.write(f"{said.render(fault)}\n")
    count = len([one for one in found if one]) - len(faults)
    done(said.t("{path}: {count:number} sheets written", path=str(arguments.folder), count=count))
    return 1 if faults else 0
