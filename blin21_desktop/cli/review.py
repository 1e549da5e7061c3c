"""The verb `review`: copies for physicians, read elsewhere without a network; a person accepts what comes back."""

from __future__ import annotations

import hashlib
import json
import sys
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from blin21_desktop.cli import review_accept
from blin21_desktop.cli.parts import BadInput, Parts
from blin21_desktop.cli.secret import asked, from_file
from blin21_desktop.cli.verbs import done, known, print_json, read_text, refused_words
from blin21_desktop.domain.entries import DecisionTaken, Entry, ReviewCommented
from blin21_desktop.domain.review import Noted
from blin21_desktop.domain.text import say
from blin21_desktop.present.review import head_lines, header_json
from blin21_desktop.present.state import state_json
from blin21_desktop.present.terminal import board_text
from blin21_desktop.present.words import Words
from blin21_desktop.service.refusal import Refused
from blin21_desktop.service.review_ports import OpenCopy, Wanted
from blin21_desktop.store.codec import BadLine, read_lines, uuid7

HELP = "make, read and answer review copies: chosen patients, encrypted, signed, read-only"
VALID_DAYS = 7
MOST_DAYS = 366
_SECRET = "read the passphrase from the first line of this file; - is standard input"  # noqa: S105  (help, no secret)


def take(parser: ArgumentParser) -> None:
    """Give the verb's parser its acts."""
    add_act = parser.add_subparsers(dest="act", metavar="ACT", required=True).add_parser

    def act(name: str, does: Callable[[Namespace, Parts], int], help_text: str) -> ArgumentParser:
        made = add_act(name, help=help_text, description=help_text)
        made.set_defaults(does=does)
        made.add_argument("--lang", choices=("en", "ja"), default=SUPPRESS, help="language")
        made.add_argument("--passphrase-file", metavar="FILE", help=_SECRET)
        return made

    _making(act("make", make, "make a copy of chosen patients (none named: all) for a physician"))
    reading = act("open", open_, "show a copy: its head first, then each patient")
    reading.add_argument("copy", metavar="COPY", type=Path)
    reading.add_argument("--read", action="store_true", required=True, help="for reading only")
    reading.add_argument("--json", action="store_true", help="as JSON")
    returning = act("return", return_, "write a return file with comments and decisions")
    returning.add_argument("copy", metavar="COPY", type=Path)
    returning.add_argument("entries", metavar="ENTRIES.jsonl", nargs="?", help="what to add first; - is standard input")
    returning.add_argument("-o", "--output", metavar="OUT.blin21return", type=Path, required=True)
    for one in (reading, returning):
        one.add_argument("--key", metavar="KEYFILE", type=Path, help="the physician's key file")
        one.add_argument("--trust", metavar="CODE", help="the code of the ward's key, compared by telephone")
    review_accept.take(add_act("accept", help=review_accept.HELP, description=review_accept.HELP))
    key = act("key", key_, "make a physician's key: FILE to keep, FILE.pub for the ward")
    key.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)


def _making(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the ward file")
    parser.add_argument("out", metavar="OUT", type=Path, help="the copy, such as NAME.blin21review; must not exist")
    parser.add_argument("patients", metavar="PATIENT", nargs="*")
    parser.add_argument("--to", metavar="KEYFILE", type=Path, help="lock to this public key instead of a passphrase")
    parser.add_argument("--valid-days", type=_days, default=VALID_DAYS, metavar="N", help=f"default: {VALID_DAYS}")
    parser.add_argument("--by", metavar="STAFF", required=True, help="who makes the copy")
    parser.add_argument("--for", dest="physician", metavar="PHYSICIAN", required=True, help="who will read it")


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST_DAYS):
        raise ArgumentTypeError(f"{text!r} is not a number of days from 1 to {MOST_DAYS}")
    return int(text)


def make(arguments: Namespace, parts: Parts) -> int:
    """Make a copy."""
    desk = parts.open(arguments.file)
    try:
        words = parts.words(arguments.lang, desk)
        known(desk, arguments.patients)
        wanted = Wanted(
            patients=tuple(dict.fromkeys(arguments.patients or desk.ward.patients())),
            physician=_named(arguments.physician, "--for"),
            by=_named(arguments.by, "--by"),
            valid_until=desk.ward.now() + timedelta(days=arguments.valid_days),
            passphrase=None if arguments.to else _passphrase(arguments, words, new=True),
            key_file=arguments.to,
        )
        maker = parts.review().maker(desk)
        header = maker.make(wanted, arguments.out)
        for entry in maker.named_others(wanted.patients):
            sys.stderr.write(_names_others(entry, words) + "\n")
        return done(
            words.t(
                "{path}: review copy of {at:moment}, {count:number} patients, valid until {until:moment}."
                " The ward's key: {code}",
                path=str(arguments.out),
                at=header.as_of,
                count=len(header.patients),
                until=header.valid_until,
                code=header.key_code,
            )
        )
    finally:
        desk.close()


def _names_others(entry: Entry, words: Words) -> str:
    return words.t(
        "{patient}: {what:code}, {at:moment}, names another patient, and went along in the copy: {id}",
        patient=entry.patient,
        what=entry.kind.value,
        at=entry.happened_at,
        id=entry.id,
    )


def open_(arguments: Namespace, parts: Parts) -> int:
    """Show a copy: its age by the clock of this computer, the patients as of its end."""
    copy = _opened(arguments, parts)
    words, now, end = replace(parts.words(arguments.lang), zone=copy.ward.zone), copy.ward.now(), copy.header.as_of
    looks = [copy.ward.look(patient, end) for patient in copy.ward.patients()]
    if arguments.json:
        states = [state_json(look, words) for look in looks]
        return print_json({"copy": header_json(copy.header, now), "patients": states})
    head = "\n".join(words.render(line) for line in head_lines(copy.header, now))
    return done(f"{head}\n\n{board_text(copy.ward.board(end), words, end).rstrip()}")


def return_(arguments: Namespace, parts: Parts) -> int:
    """Add entries to the notes of a copy, and write the return file."""
    copy = _opened(arguments, parts)
    words = parts.words(arguments.lang)
    if arguments.entries is not None:
        found = _noted(read_text(arguments.entries), copy, words)
        try:
            copy.write(*(entry for _, entry in found))
        except Refused as refused:
            raise BadInput(refused_words(refused, words, [number for number, _ in found])) from None
    count = copy.save_return(arguments.output)
    return done(words.t("{path}: return file, {count:number} entries", path=str(arguments.output), count=count))


def _noted(text: str, copy: OpenCopy, words: Words) -> list[tuple[int, Noted]]:
    """Comments and decisions out of lines; copy and physician are those of the copy, whatever a line says."""
    found: list[tuple[int, Noted]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            lines = read_lines(
                [_filled(line, copy)],
                keep_recorded_at=False,
                recorded_at=copy.ward.now(),
                new_id=partial(_id, copy, line),
            )
        except BadLine as bad:
            raise BadInput(words.render(BadLine(number, bad.field, bad.wrong, bad.remedy).words)) from None
        for _, entry in lines:
            if not isinstance(entry, DecisionTaken | ReviewCommented):
                raise BadInput(
                    say("line {line:number}: only comments and decisions are written in a review copy", line=number)
                )
            found.append((number, entry))
    return found


def _filled(line: str, copy: OpenCopy) -> str:
    """The line with the copy and its physician; what is no JSON object stays, and is refused in words."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(record, dict) or record.get("kind") not in (DecisionTaken.kind, ReviewCommented.kind):
        return line
    who = copy.header.physician
    of = {"copy": copy.header.id, "copy_at": copy.header.as_of.isoformat(), "physician": who, "by": who}
    return json.dumps({**record, **of})


def _id(copy: OpenCopy, line: str, _at: datetime) -> str:
    """The id of a line without one: always the same in this copy, so that it comes back once only."""
    noise = hashlib.sha256(f"{copy.header.id}\n{line.strip()}".encode()).digest()
    return uuid7(copy.header.as_of, lambda size: noise[:size])


def key_(arguments: Namespace, parts: Parts) -> int:
    """Make a physician's key."""
    words = parts.words(arguments.lang)
    public, code = parts.review().new_key(arguments.output, _passphrase(arguments, words, new=True))
    return done(
        words.t(
            "{path}: keep it, and its passphrase, to yourself. Give {public} to the ward, and compare by telephone:"
            " {code}",
            path=str(arguments.output),
            public=str(public),
            code=code,
        )
    )


def _opened(arguments: Namespace, parts: Parts) -> OpenCopy:
    secret = _passphrase(arguments, parts.words(arguments.lang), new=False)
    return (
        parts.review().reader().open(arguments.copy, passphrase=secret, key_file=arguments.key, trust=arguments.trust)
    )


def _named(text: str, option: str) -> str:
    if not text.strip():
        raise BadInput(say("{option}: it is empty; say who", option=option))
    return text


def _passphrase(arguments: Namespace, words: Words, *, new: bool) -> str:
    """The passphrase from the file that was named, else asked for (a new one twice)."""
    if arguments.passphrase_file is not None:
        lines = from_file(arguments.passphrase_file)
        if len(lines) != 1:
            raise BadInput(
                say("{name}: one line with the passphrase and nothing else is wanted", name=arguments.passphrase_file)
            )
        return lines[0]
    prompts = [words.t("Passphrase"), words.t("Passphrase again")][: 1 + new]
    typed = asked(
        prompts,
        no_terminal=say(
            "no terminal to ask for the passphrase without showing it; use --passphrase-file FILE (- is standard input)"
        ),
    )
    if len(set(typed)) != 1:
        raise BadInput(say("The two passphrases are not the same."))
    return typed[0]
