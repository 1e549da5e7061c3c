"""The verb `forms`: the whole course plan of a patient with forms to write on, or empty forms."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from pathlib import Path

from blin21_desktop.cli.parts import BadInput, Parts
from blin21_desktop.cli.verbs import done, known
from blin21_desktop.present.amounts import LANGS
from blin21_desktop.store.whole import whole

HELP = "the 28-day plan and forms to write on, for a downtime; no PATIENT: empty forms"


def options(parser: ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("patient", metavar="PATIENT", nargs="?", help="whose plan and forms")
    parser.add_argument("--lang", choices=LANGS, default=SUPPRESS, help="language of the forms")
    parser.add_argument("-o", "--output", metavar="OUT.pdf", type=Path, required=True)


def forms(arguments: Namespace, parts: Parts) -> int:
    """Write the pages as PDF, whole or not at all. Nothing is recorded: forms are no picture of the chart."""
    from blin21_desktop.printing.fonts import Unprintable
    from blin21_desktop.printing.forms_job import forms_pdf

    desk = parts.open(arguments.file, read_only=True)
    try:
        if arguments.patient is not None:
            known(desk, [arguments.patient])
        words, ward = parts.words(arguments.lang, desk), desk.ward
        look = None if arguments.patient is None else ward.look(arguments.patient, arguments.at)
        try:
            pdf = forms_pdf(look, ward.knowledge.labs, words, training=ward.training, page=arguments.paper)
        except Unprintable as fault:
            raise BadInput(fault.why) from None
        whole(arguments.output, pdf)
        return done(words.t("{path}: plan and forms", path=str(arguments.output)))
    finally:
        desk.close()
