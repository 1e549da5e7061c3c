"""Command line: arguments, dispatch, exit codes. 0 done, 1 a check failed, 2 bad input; never a traceback."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from blin21_desktop import __version__
from blin21_desktop.cli import downtime, forms, knowledge, lab_import, papers, restart_plan, review, staff, verbs
from blin21_desktop.cli.alarms import alarms, options
from blin21_desktop.cli.parts import BadInput, Parts
from blin21_desktop.cli.plan import bagplan
from blin21_desktop.domain.review import COPY_ENDING, ReviewBroken, ReviewRefused
from blin21_desktop.store.words import Refused

YEARS = range(1900, 2200)
"""Years a moment to look at may lie in: far from where dates end, so that no zone leads beyond them."""


def moment(text: str) -> datetime:
    """Parse a time with its offset. Raises the parser's error in words."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or found.year not in YEARS:
        wanted = f"a date, time and offset such as 2026-11-23T14:30:00+09:00 (years {YEARS.start} to {YEARS.stop - 1})"
        raise argparse.ArgumentTypeError(f"{text!r} is not {wanted}")
    return found


def shift(text: str) -> tuple[datetime, datetime]:
    """Parse TIME/TIME, begin before end."""
    begin, slash, end = text.partition("/")
    if not slash:
        raise argparse.ArgumentTypeError(f"{text!r} is not TIME/TIME, begin and end of the shift")
    found = (moment(begin), moment(end))
    if found[0] >= found[1]:
        raise argparse.ArgumentTypeError(f"{text!r}: the shift ends before it begins")
    return found


def run(argv: Sequence[str] | None, parts: Parts) -> int:
    """Do what the command line says; returns the exit code."""
    arguments = _parser().parse_args(_opening_a_copy(sys.argv[1:] if argv is None else argv))
    try:
        if arguments.verb is None:
            return parts.window(arguments.ward, arguments.lang)
        return int(arguments.does(arguments, parts))
    except (BadInput, Refused) as refusal:
        why = refusal.why
        sys.stderr.write(f"{why if isinstance(why, str) else parts.words(arguments.lang).render(why)}\n")
    except ReviewRefused as refusal:
        sys.stderr.write(f"{parts.words(arguments.lang).render(refusal.why)}\n")
        return 1 if isinstance(refusal, ReviewBroken) else 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        where = f"{fault.filename}: " if fault.filename else ""
        sys.stderr.write(f"{where}{fault.strerror or fault}\n")
    return 2


def _opening_a_copy(argv: Sequence[str]) -> Sequence[str]:
    """A review copy named alone, as a double click does, opens in the window."""
    return ("--ward", *argv) if argv and argv[0].endswith(COPY_ENDING) else argv


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="blin21-desktop",
        description="Bedside chart for blinatumomab infusions (SCT-ALL-BLIN21). Without a verb it opens the window.",
        epilog="Times are ISO 8601 with offset. Exit codes: 0 done, 1 a check failed, 2 bad input.",
    )
    parser.add_argument("--version", action="version", version=f"blin21-desktop {__version__}")
    parser.add_argument("--ward", metavar="FILE", type=Path, help="the ward file to open in the window")
    parser.add_argument("--lang", choices=("en", "ja"), default=os.environ.get("BLIN21_LANG", "en"), help="language")
    add = parser.add_subparsers(dest="verb", metavar="VERB").add_parser
    review.take(add("review", help=review.HELP, description=review.HELP))
    _writing_verbs(add)
    _reading_verbs(add)
    _downtime_verbs(add)
    return parser


def _verb(add, name: str, does, help_text: str) -> argparse.ArgumentParser:  # type: ignore[no-untyped-def]  # noqa: ANN001
    parser: argparse.ArgumentParser = add(name, help=help_text, description=help_text)
    parser.add_argument("file", metavar="FILE", type=Path, help="the ward file")
    parser.set_defaults(does=does)
    return parser


def _looking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--at", type=moment, metavar="TIME", help="the moment to look at (default: now)")
    parser.add_argument("--known-at", type=moment, metavar="TIME", help="what had been recorded by then")


def _paper(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the paper it is printed on")


def _writing_verbs(add) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    _verb(add, "new", verbs.new, "make an empty ward file")
    demo = _verb(add, "demo", verbs.demo, "make a training ward of nine synthetic patients")
    demo.add_argument("--at", type=moment, metavar="TIME", help="the training clock starts here (default: now)")
    chart = _verb(add, "chart", verbs.chart, "append a batch of entries, or nothing")
    chart.add_argument("entries", metavar="ENTRIES.jsonl", help="JSON Lines; - reads standard input")
    chart.add_argument("--keep-recorded-at", action="store_true", help="take recorded_at from the lines")
    lab_import.options(_verb(add, "import", lab_import.import_, lab_import.HELP))
    staff.take(_verb(add, "staff", staff.listed, staff.HELP))
    backup = _verb(add, "backup", verbs.backup, "make a verified copy, also while the window is open")
    backup.add_argument("dest", metavar="DEST", type=Path, help="the copy; must not exist")


def _reading_verbs(add) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    entries = _verb(add, "entries", verbs.entries, "write entries out as JSON Lines")
    entries.add_argument("patient", metavar="PATIENT", nargs="?", help="only this patient")
    state = _verb(add, "state", verbs.state, "the derived state of one patient as JSON")
    state.add_argument("patient", metavar="PATIENT")
    _looking(state)
    board = _verb(add, "board", verbs.board, "the ward board")
    _looking(board)
    board.add_argument("--json", action="store_true", help="as JSON")
    board.add_argument("--lang", choices=("en", "ja"), default=argparse.SUPPRESS, help="language")
    board.add_argument("--picture", metavar="OUT.png", type=Path, help="save a picture of the board")
    plan = _verb(add, "bagplan", bagplan, "which bags when, to the end of the course")
    plan.add_argument("patient", metavar="PATIENT")
    _looking(plan)
    plan.add_argument("--start", type=moment, metavar="TIME", help="before a course: when it starts")
    plan.add_argument("--json", action="store_true", help="as JSON")
    plan.add_argument("--lang", choices=("en", "ja"), default=argparse.SUPPRESS, help="language")
    _paper(plan)
    plan.add_argument("-o", "--output", metavar="OUT.pdf", type=Path, help="as PDF")
    counted = _verb(add, "alarms", alarms, "how often alerts interrupted somebody, by shift, against the budget")
    options(counted, moment)
    counted.add_argument("--lang", choices=("en", "ja"), default=argparse.SUPPRESS, help="language")
    restart = _verb(add, "plan", restart_plan.plan, "may it restart, when and how: conditions and alternatives")
    restart.add_argument("patient", metavar="PATIENT")
    _looking(restart)
    restart.add_argument("--resume-at", type=moment, metavar="TIME", help="when it would flow again (default: --at)")
    restart.add_argument("--lang", choices=("en", "ja"), default=argparse.SUPPRESS, help="language")
    restart_plan.options(restart)
    known = _verb(add, "knowledge", knowledge.knowledge, "every value the rules use, with its source; FILE - for all")
    knowledge.options(known)
    _paper_verbs(add)
    _verb(add, "verify", verbs.verify, "check structure, guards and hash chain")


def _paper_verbs(add) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    sheets = _verb(add, "handover", papers.handover, "handover sheets as PDF; no PATIENT: the list and a sheet each")
    sheets.add_argument("patients", metavar="PATIENT", nargs="*")
    _looking(sheets)
    sheets.add_argument("--lang", choices=("en", "ja"), default=argparse.SUPPRESS, help="language of the sheets")
    sheets.add_argument("--shift", type=shift, metavar="TIME/TIME", help="begin and end of the shift")
    sheets.add_argument("--list-only", action="store_true", help="the ward list alone; not with PATIENT")
    sheets.add_argument("--by", metavar="STAFF", help="who prints")
    _paper(sheets)
    sheets.add_argument("-o", "--output", metavar="OUT.pdf", type=Path, required=True)
    course = _verb(add, "summary", papers.summary, "the course of one patient for the physician as PDF")
    course.add_argument("patient", metavar="PATIENT")
    _looking(course)
    course.add_argument("--by", metavar="STAFF", help="who prints")
    _paper(course)
    course.add_argument("-o", "--output", metavar="OUT.pdf", type=Path, required=True)
    printed = _verb(add, "prints", papers.prints, "what was printed, and which papers no longer stand")
    printed.add_argument("patient", metavar="PATIENT", nargs="?", help="only papers with a sheet of this patient")
    printed.add_argument("--json", action="store_true", help="as JSON")
    again = _verb(add, "reprint", papers.reprint, "draw a recorded printing again, byte for byte")
    again.add_argument("entry", metavar="ENTRY-ID", help="its id, as `prints` lists it")
    again.add_argument("--by", metavar="STAFF", help="who prints")
    again.add_argument("-o", "--output", metavar="OUT.pdf", type=Path, required=True)
    check = _verb(add, "papercheck", papers.papercheck, "compare the head code on a sheet with this record")
    check.add_argument("code", metavar="CODE", help="as printed; case and dashes do not matter")
    for verb in (course, printed, again, check):
        verb.add_argument("--lang", choices=("en", "ja"), default=argparse.SUPPRESS, help="language")


def _downtime_verbs(add) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    copies = _verb(add, "downtime", downtime.downtime, downtime.HELP)
    downtime.options(copies)
    _paper(copies)
    blank = _verb(add, "forms", forms.forms, forms.HELP)
    forms.options(blank)
    blank.add_argument("--at", type=moment, metavar="TIME", help="the moment to look at (default: now)")
    _paper(blank)
