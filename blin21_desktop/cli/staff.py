"""The verb `staff`: who is on the list, putting people on it, a new PIN for one that was forgotten."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from blin21_desktop.cli.parts import BadInput, Parts
from blin21_desktop.cli.secret import asked, from_file
from blin21_desktop.cli.verbs import done, print_json
from blin21_desktop.domain.people import ROLES, NotIdentified, Person
from blin21_desktop.domain.text import say
from blin21_desktop.present.words import Words
from blin21_desktop.service.people import Staff

LONGEST_PIN_FILE = 256
"""Bytes of a file that holds one PIN."""

HELP = "show the staff list, add or change a person, set a PIN"

_MORE = """Whoever may write to the ward file may change its staff list here: that is how a ward is set up, and the way
back in for an admin who forgot the PIN. The list keeps when it was done and by which account of the system. A PIN is
asked for twice without being shown, or read from a file; it is never an argument."""


def take(parser: ArgumentParser) -> None:
    """Give the verb's parser what can be done to the list; without any of it the list is shown."""
    parser.epilog = _MORE
    _answer(parser, default=False)
    add_act = parser.add_subparsers(dest="act", metavar="[ACT]").add_parser

    def act(name: str, does: Callable[[Namespace, Parts], int], help_text: str) -> ArgumentParser:
        made = add_act(name, help=help_text, description=help_text)
        made.add_argument("id", metavar="ID", help="initials or badge: it stands beside every entry")
        made.set_defaults(does=does)
        _answer(made, default=SUPPRESS)
        return made

    new = act("add", add, "put a person on the list; the first one becomes the admin")
    new.add_argument("--name", required=True, help="the person's name")
    new.add_argument("--role", required=True, choices=ROLES, help="what the person may do")
    change = act("change", changed, "another name or role")
    change.add_argument("--name", help="the person's name")
    change.add_argument("--role", choices=ROLES, help="what the person may do")
    act("deactivate", deactivated, "the person no longer works here and cannot sign in; past entries stay")
    act("activate", activated, "the person works here again, with the PIN from before")
    fresh = act("pin", new_pin, "a new PIN for somebody on the list; it ends the wait after wrong ones")
    for one in (new, fresh):
        one.add_argument(
            "--pin-file", metavar="PIN.txt", help="read the PIN from the first line of this file; - is standard input"
        )


def _answer(parser: ArgumentParser, *, default: object) -> None:
    parser.add_argument("--json", action="store_true", default=default, help="answer with the whole list as JSON")
    parser.add_argument("--lang", choices=("en", "ja"), default=SUPPRESS, help="language")


def listed(arguments: Namespace, parts: Parts) -> int:
    """Show the list."""
    desk = parts.open(arguments.file, read_only=True)
    try:
        staff, words = parts.staff(desk), parts.words(arguments.lang, desk)
        if arguments.json:
            return print_json(_as_json(staff, words))
        lines = [_line(person, staff.wait(person.id), words) for person in staff.staff()]
        nobody = words.t(
            "Nobody is on the staff list. `staff FILE add` puts the first person on it, who becomes its admin."
        )
        return done("\n".join(lines or [nobody]))
    finally:
        desk.close()


def add(arguments: Namespace, parts: Parts) -> int:
    """Put a new person on the list."""

    def what(staff: Staff, words: Words) -> str:
        if any(person.id == arguments.id for person in staff.staff()):
            raise BadInput(
                say("{id} is on the staff list already; `staff FILE change` changes a person", id=arguments.id)
            )
        first = not staff.staff()
        person = Person(id=arguments.id, name=arguments.name, role=arguments.role)
        staff.put_at_terminal(person, _pin(arguments, words), account=account())
        if first:
            return words.t("{id} is the first person on the staff list and its admin", id=person.id)
        return words.t("{id} is on the staff list now ({role:code})", id=person.id, role=person.role)

    return _write(arguments, parts, what)


def changed(arguments: Namespace, parts: Parts) -> int:
    """Change a person's name or role."""
    if arguments.name is None and arguments.role is None:
        raise BadInput(say("say what changes: --name, --role or both"))

    def what(staff: Staff, words: Words) -> str:
        before = _one(staff, arguments.id)
        person = replace(before, name=arguments.name or before.name, role=arguments.role or before.role)
        staff.put_at_terminal(person, None, account=account())
        return words.t("{id} is {name} now ({role:code})", id=person.id, name=person.name, role=person.role)

    return _write(arguments, parts, what)


def deactivated(arguments: Namespace, parts: Parts) -> int:
    """The person no longer works here."""

    def what(staff: Staff, words: Words) -> str:
        staff.put_at_terminal(replace(_one(staff, arguments.id), active=False), None, account=account())
        return words.t("{id} can no longer sign in; what was charted stays", id=arguments.id)

    return _write(arguments, parts, what)


def activated(arguments: Namespace, parts: Parts) -> int:
    """The person works here again."""

    def what(staff: Staff, words: Words) -> str:
        staff.put_at_terminal(replace(_one(staff, arguments.id), active=True), None, account=account())
        return words.t("{id} can sign in again, with the PIN from before", id=arguments.id)

    return _write(arguments, parts, what)


def new_pin(arguments: Namespace, parts: Parts) -> int:
    """A new PIN for somebody on the list."""

    def what(staff: Staff, words: Words) -> str:
        person = _one(staff, arguments.id)
        staff.put_at_terminal(person, _pin(arguments, words), account=account())
        return words.t("{id} has a new PIN", id=person.id)

    return _write(arguments, parts, what)


def _write(arguments: Namespace, parts: Parts, what: Callable[[Staff, Words], str]) -> int:
    desk = parts.open(arguments.file)
    try:
        staff, words = parts.staff(desk), parts.words(arguments.lang, desk)
        if desk.log.mode != "normal":
            raise BadInput(say("nothing was written: this ward file is open for reading only"))
        try:
            said = what(staff, words)
        except NotIdentified as refused:
            raise BadInput(say("{why} Nothing was written.", why=refused.why)) from None
        return print_json(_as_json(staff, words)) if arguments.json else done(said)
    finally:
        desk.close()


def _one(staff: Staff, staff_id: str) -> Person:
    found = {person.id: person for person in staff.staff()}
    if staff_id not in found:
        here = ", ".join(found) or "-"
        raise BadInput(say("{id} is not on the staff list; on it: {here}", id=staff_id, here=here))
    return found[staff_id]


def _line(person: Person, wait: timedelta, words: Words) -> str:
    gone = "" if person.active else words.t(" (no longer here)")
    waits = "" if not wait else words.t(" (too many wrong PINs: waits {left:length})", left=wait)
    return f"{person.id}  ·  {person.name}  ·  {words.code(person.role)}{gone}{waits}"


def _as_json(staff: Staff, words: Words) -> dict[str, Any]:
    """The list as it stands, each person with every change of theirs."""
    people = []
    for person in staff.staff():
        wait = staff.wait(person.id)
        changes = [
            {
                "at": change.at.astimezone(words.zone).isoformat(),
                "by": change.by,
                "name": change.person.name,
                "role": change.person.role,
                "active": change.person.active,
                "new_pin": change.new_pin,
            }
            for change in staff.changes()
            if change.person.id == person.id
        ]
        people.append({
            "id": person.id,
            "name": person.name,
            "role": person.role,
            "active": person.active,
            "waits_seconds": int(wait.total_seconds()),
            "changes": changes,
        })  # fmt: skip
    return {"staff": people}


def _pin(arguments: Namespace, words: Words) -> str:
    """The PIN from the file that was named, else asked for twice. Raises `BadInput`."""
    if arguments.pin_file is not None:
        return _pin_of_file(arguments.pin_file)
    prompts = [f"{arguments.id}: {asked_for}" for asked_for in (words.t("New PIN"), words.t("New PIN again"))]
    first, again = asked(
        prompts,
        no_terminal=say(
            "no terminal to ask for the PIN without showing it; use --pin-file PIN.txt (- is standard input)"
        ),
    )
    if first != again:
        raise BadInput(say("The two new PINs are not the same."))
    return first


def _pin_of_file(name: str) -> str:
    lines = from_file(name, LONGEST_PIN_FILE)
    if len(lines) != 1 or len(lines[0].split()) != 1:
        raise BadInput(say("{name}: one line with the PIN and nothing else is wanted", name=name))
    return lines[0]


def account() -> str:
    """The account at this terminal, as the system knows it and no variable says."""
    if sys.platform == "win32":
        return getpass.getuser()
    import pwd

    number = os.getuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
