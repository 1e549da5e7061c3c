"""The verb `plan`: may it restart, when and how, as text or JSON. It orders nothing and writes nothing."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import timedelta

from blin21_desktop.cli.parts import BadInput, Parts
from blin21_desktop.cli.verbs import known, print_json
from blin21_desktop.domain.moments import HOUR
from blin21_desktop.domain.text import say
from blin21_desktop.forms.typed import IllFormed
from blin21_desktop.forms.what_if import hold_length
from blin21_desktop.present.restart_plan import planned, restart_view
from blin21_desktop.present.restart_plan_json import restart_json
from blin21_desktop.present.restart_plan_text import restart_text
from blin21_desktop.rules.what_if import LONGEST
from blin21_desktop.service.ward import fixed


def hold(text: str) -> timedelta:
    """Parse a length of hours or days. Raises the parser's error in words."""
    most = LONGEST / HOUR
    try:
        found = float(text)
    except ValueError:
        found = _with_unit(text)
    if not 0 < found <= most:
        raise ArgumentTypeError(
            f"{text!r} is not a number of hours above 0 (72) or of days (3d), at most {most:.0f} hours"
        )
    return timedelta(seconds=round(found * 3600))


def _with_unit(text: str) -> float:
    """Hours of a length with its unit; -1 for what is none."""
    try:
        return hold_length(text) / HOUR
    except IllFormed:
        return -1.0


def options(parser: ArgumentParser) -> None:
    """The verb's own options."""
    parser.add_argument("--dose", choices=("low", "full"), help="dose level of the new bag (default: as ordered)")
    parser.add_argument(
        "--hold", type=hold, metavar="HOURS", help="what a hold of so many hours (72) or days (3d) from now means"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")


def plan(arguments: Namespace, parts: Parts) -> int:
    """Plan the restart of one patient, at the moment looked at or at `--resume-at`."""
    desk = parts.open(arguments.file, read_only=True)
    try:
        known(desk, [arguments.patient])
        words = parts.words(arguments.lang, desk)
        look = desk.ward.look(arguments.patient, arguments.at, arguments.known_at)
        resume_at = None if arguments.resume_at is None else fixed(arguments.resume_at, desk.ward.zone)
        if resume_at is not None and resume_at < look.at:
            raise BadInput(
                say(
                    "--resume-at {then:moment} lies before the moment looked at, {at:moment}",
                    then=resume_at,
                    at=look.at,
                )
            )
        found = planned(
            look,
            desk.ward.knowledge,
            words.zone,
            resume_at=resume_at,
            level=arguments.dose,
            hold=arguments.hold,
        )
        if found is None:
            raise BadInput(say("{patient} has no registration in force", patient=arguments.patient))
        if arguments.json:
            return print_json(restart_json(found, look, words))
        sys.stdout.write(restart_text(restart_view(found, words), words))
        return 0
    finally:
        desk.close()
