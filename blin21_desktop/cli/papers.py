"""The verbs about paper: `handover`, and what was printed: `prints`, `reprint`, `papercheck`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from blin21_desktop.cli.parts import BadInput, Desk, Parts
from blin21_desktop.cli.verbs import done, known, print_json, write
from blin21_desktop.domain.entries import Entry, SheetPrinted
from blin21_desktop.domain.text import say
from blin21_desktop.present.print_register import (
    code_answer,
    register_columns,
    register_counts,
    register_json,
    register_rows,
)
from blin21_desktop.present.words import Words
from blin21_desktop.service.prints import paper_check
from blin21_desktop.service.prints import prints as register
from blin21_desktop.store.whole import whole

if TYPE_CHECKING:
    from blin21_desktop.printing.job import Job


def handover(arguments: Namespace, parts: Parts) -> int:
    """Write handover sheets as PDF, whole or not at all, and record the printing."""
    from blin21_desktop.printing.job import Job

    desk = parts.open(arguments.file)
    try:
        known(desk, arguments.patients)
        if arguments.list_only and arguments.patients:
            raise BadInput(say("--list-only prints the list of the whole ward; name no patient with it"))
        words = parts.words(arguments.lang, desk)
        job = Job(
            paper="ward-list" if arguments.list_only else "handover" if arguments.patients else "ward-handover",
            patients=tuple(arguments.patients),
            lang=words.lang,
            page=arguments.paper,
            by=arguments.by,
            at=arguments.at,
            known_at=arguments.known_at,
            shift=arguments.shift,
        )
        sheets = print_job(desk, job, words, parts, arguments.output)
        return done(words.t("{path}: {count:number} sheets", path=str(arguments.output), count=sheets))
    finally:
        desk.close()


def print_job(desk: Desk, job: Job, words: Words, parts: Parts, out: Path) -> int:
    """Write the PDF of a job, whole or not at all, and record the printing; gives the number of sheets."""
    # the PDF library only where a PDF is wanted
    from blin21_desktop.printing.fonts import Unprintable
    from blin21_desktop.printing.handover import Handover

    try:
        printed = Handover(desk.ward, words, parts.new_id).do(job)
    except Unprintable as fault:
        raise BadInput(fault.why) from None
    whole(out, printed.pdf)
    record_printing(desk, printed.record, words, out)
    return printed.sheets


def summary(arguments: Namespace, parts: Parts) -> int:
    """Write the course summary of one patient as PDF, and record the printing."""
    from blin21_desktop.printing.job import Job

    desk = parts.open(arguments.file)
    try:
        known(desk, [arguments.patient])
        words = parts.words(arguments.lang, desk)
        job = Job(
            paper="course-summary",
            patients=(arguments.patient,),
            lang=words.lang,
            page=arguments.paper,
            by=arguments.by,
            at=arguments.at,
            known_at=arguments.known_at,
        )
        print_job(desk, job, words, parts, arguments.output)
        return done(words.t("{path}: course summary", path=str(arguments.output)))
    finally:
        desk.close()


def record_printing(desk: Desk, record: Sequence[Entry], words: Words, out: Path) -> None:
    """Record a printing whose file is complete; of a file open for reading only nothing is recorded."""
    if desk.log.mode != "normal":
        return
    try:
        write(desk, record, words, None)
    except BadInput as refused:
        why = say("{path} is complete, but the printing was not recorded: {why}", path=str(out), why=refused.why)
        raise BadInput(why) from None


def prints(arguments: Namespace, parts: Parts) -> int:
    """Print the register, newest first: what was printed, and whether it still stands."""
    desk = parts.open(arguments.file, read_only=True)
    try:
        words = parts.words(arguments.lang, desk)
        if arguments.patient is not None:
            known(desk, [arguments.patient])
        found = register(desk.log, desk.ward.now(), arguments.patient)
        if arguments.json:
            return print_json(register_json(found))
        lines = [register_counts(found, words), " | ".join((*register_columns(words), "ID"))]
        rows = register_rows(found, words)
        lines += [" | ".join((*("; ".join(texts) for texts in row.texts), row.entry)) for row in rows]
        return done("\n".join(lines))
    finally:
        desk.close()


def reprint(arguments: Namespace, parts: Parts) -> int:
    """Draw a recorded printing again and record that; exit code 1 when it is not the same byte for byte."""
    from blin21_desktop.printing.again import draw_again
    from blin21_desktop.printing.fonts import Unprintable
    from blin21_desktop.printing.job import CannotRedraw

    desk = parts.open(arguments.file)
    try:
        words = parts.words(arguments.lang, desk)
        entry = _printing(desk, arguments.entry)
        try:
            again = draw_again(entry, desk.ward, lambda lang: parts.words(lang, desk), parts.new_id, arguments.by)
        except (CannotRedraw, Unprintable) as fault:
            raise BadInput(fault.why) from None
        whole(arguments.output, again.printed.pdf)
        record_printing(desk, again.printed.record, words, arguments.output)
        if again.same:
            return done(words.t("{path}: the same paper, byte for byte", path=str(arguments.output)))
        for text in again.differs:
            sys.stderr.write(f"{words.render(text)}\n")
        done(words.t("{path}: redrawn and marked so; it is not the paper of then", path=str(arguments.output)))
        return 1
    finally:
        desk.close()


def _printing(desk: Desk, entry_id: str) -> SheetPrinted:
    """The recorded printing with this id."""
    found = next((r.entry for r in desk.log.read(kinds=frozenset({SheetPrinted.kind})) if r.entry.id == entry_id), None)
    if not isinstance(found, SheetPrinted):
        raise BadInput(say("{id} is no printing of this ward file; `prints FILE` lists them", id=entry_id))
    return found


def papercheck(arguments: Namespace, parts: Parts) -> int:
    """Compare a head code typed from paper with the record: 0 it matches, 1 the history differs, 2 it is no code."""
    desk = parts.open(arguments.file, read_only=True)
    try:
        words = parts.words(arguments.lang, desk)
        check = paper_check(desk.log, arguments.code)
        told = code_answer(check, words)
        if check.code is None:
            raise BadInput(told)
        done(told)
        return 1 if check.position is None else 0
    finally:
        desk.close()
