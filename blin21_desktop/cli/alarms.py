"""The verb `alarms`: how often alerts interrupted somebody, by shift, against the budget."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import datetime, timedelta

from blin21_desktop.cli.parts import BadInput, Parts
from blin21_desktop.cli.verbs import print_json
from blin21_desktop.domain.knowledge import Label
from blin21_desktop.domain.moments import later
from blin21_desktop.domain.text import say
from blin21_desktop.present.alarms import alarms_json, alarms_text
from blin21_desktop.rules.alarm_report import by_shift, shifts
from blin21_desktop.rules.interruptions import interruptions
from blin21_desktop.service.ward import fixed

PERIOD = timedelta(days=7)
"""What is counted when no begin is named."""
MIDNIGHT = (0,)
"""Where no shifts are configured, a day is one shift."""


def options(parser: ArgumentParser, moment: Callable[[str], datetime]) -> None:
    """The verb's options. One nurse unless said: the strictest count, since a ward file holds no roster."""
    parser.add_argument("--from", dest="from_", type=moment, metavar="TIME", help="begin (default: 7 days before --to)")
    parser.add_argument("--to", type=moment, metavar="TIME", help="end (default: now)")
    parser.add_argument("--nurses", type=_nurses, default=1, metavar="N", help="nurses who share a shift (default: 1)")
    parser.add_argument("--json", action="store_true", help="as JSON")


def _nurses(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 99:  # noqa: PLR2004  (far above any ward)
        raise ArgumentTypeError(f"{text!r} is not a number of nurses from 1 to 99")
    return int(text)


def alarms(arguments: Namespace, parts: Parts) -> int:
    """Count the interruptions of all patients in a period and print them by shift. Exit code 0 also over the budget."""
    desk = parts.open(arguments.file, read_only=True)
    try:
        ward, words = desk.ward, parts.words(arguments.lang, desk)
        end = ward.now() if arguments.to is None else fixed(arguments.to, ward.zone)
        start = fixed(later(end, -PERIOD) if arguments.from_ is None else arguments.from_, ward.zone)
        if start >= end:
            raise BadInput(say("--from {start:moment} is not before --to {end:moment}", start=start, end=end))
        found = [
            each
            for patient in ward.patients()
            for each in interruptions(ward.chart(patient), ward.knowledge, start, end)
        ]
        known: list[Label] = list(ward.knowledge.labels.values())
        budget = next((p.value for label in known if (p := label.get("program.alarm_budget")) is not None), None)
        starts = next((p.value for label in known if (p := label.get("program.shift_starts")) is not None), MIDNIGHT)
        counts = by_shift(found, shifts(start, end, starts, ward.zone), nurses=arguments.nurses, budget=budget)
        if arguments.json:
            return print_json(alarms_json(counts, end))
        sys.stdout.write(alarms_text(counts, words))
        return 0
    finally:
        desk.close()
