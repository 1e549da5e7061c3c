"""One function a verb: take the arguments, ask the ward, print. Returns the exit code."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from blin21_desktop.cli.parts import BadInput, Desk, Parts
from blin21_desktop.cli.shown import only_shown
from blin21_desktop.domain.entries import Entry, WritingSampled
from blin21_desktop.domain.ports import Stale
from blin21_desktop.domain.text import say
from blin21_desktop.present.state import state_json
from blin21_desktop.present.words import Words
from blin21_desktop.service.refusal import Refused
from blin21_desktop.store.codec import BadLine, read_lines
from blin21_desktop.store.safety import backup as copy_verified
from blin21_desktop.store.safety import verify as check_file
from blin21_desktop.store.samples import not_there


def new(arguments: Namespace, parts: Parts) -> int:
    """Make an empty ward file."""
    parts.create(arguments.file, training=False).close()
    words = parts.words(arguments.lang)
    return done(words.t("{path}: made, empty", path=str(arguments.file)))


def demo(arguments: Namespace, parts: Parts) -> int:
    """Make a training ward and fill it with synthetic patients."""
    # a window's start does not wait for what only this verb needs
    import tomllib

    from blin21_desktop.locate import resource
    from blin21_desktop.service.demo import Walk

    desk = parts.create(arguments.file, training=True, at=arguments.at)
    try:
        table = tomllib.loads(resource("demo", "ward.toml").read_text(encoding="utf-8"))
        walk = Walk(table, desk.ward.now(), desk.ward.knowledge, parts.new_id)
        words = parts.words(arguments.lang, desk)
        write(desk, walk.entries(), words, None)
        parts.training_staff(desk, table["staff"])
        count = len(desk.ward.patients())
    finally:
        desk.close()
    made = words.t(
        "{path}: training ward made, {count:number} synthetic patients", path=str(arguments.file), count=count
    )
    return done(made)


def chart(arguments: Namespace, parts: Parts) -> int:
    """Append a batch, or nothing."""
    text = read_text(arguments.entries)
    desk = parts.open(arguments.file)
    try:
        words = parts.words(arguments.lang, desk)
        try:
            lines = read_lines(
                text,
                keep_recorded_at=arguments.keep_recorded_at,
                recorded_at=desk.ward.now(),
                new_id=parts.new_id,
            )
        except BadLine as bad:
            raise BadInput(f"{words.render(bad.words)}\n{words.t('nothing was written')}") from None
        for number, entry in lines:
            if isinstance(entry, WritingSampled) and not desk.log.samples.there(entry.sha256):
                why = words.render(not_there(entry.sha256))
                raise BadInput(say("line {line:number}: {why} Nothing was written.", line=number, why=why))
        if lines:
            write(desk, [entry for _, entry in lines], words, [number for number, _ in lines])
        return done(words.t("{count:number} entries written", count=len(lines)))
    finally:
        desk.close()


def write(desk: Desk, batch: Sequence[Entry], words: Words, lines: Sequence[int] | None) -> None:
    """Write a batch, or nothing and raise `BadInput` with every objection. `lines`: their numbers in the file."""
    try:
        desk.ward.write(batch)
    except Refused as refused:
        raise BadInput(refused_words(refused, words, lines)) from None
    except Stale:
        raise BadInput(words.t("others kept writing to this file; nothing was written, try again")) from None


def refused_words(refused: Refused, words: Words, lines: Sequence[int] | None) -> str:
    """Every objection with its line, what is wrong and what would be right. `lines`: their numbers in the file."""
    said = []
    for o in refused.objections:
        line = o.index + 1 if lines is None else lines[o.index]
        way = "" if o.impossible else f" ({words.t('or keep it with an override: what, because, by')})"
        said.append(
            f"{words.t('line {line:number}', line=line)}: {_public(o.field)}: "
            f"{words.render(o.says)}; {words.render(o.remedy)}{way}"
        )
    said.append(words.t("nothing was written"))
    return "\n".join(said)


def _public(field: str) -> str:
    return field.replace("from_", "from").replace("class_", "class")


def read_text(source: str) -> str:
    """A file of lines, or standard input. Raises `BadInput`."""
    raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = raw[: wrong.start].count(b"\n") + 1
        raise BadInput(
            say("line {line:number}: not UTF-8; save the file as UTF-8 text. Nothing was written", line=line)
        ) from None


def entries(arguments: Namespace, parts: Parts) -> int:
    """Write entries out as JSON Lines, byte for byte as recorded."""
    desk = parts.open(arguments.file, read_only=True)
    try:
        if arguments.patient is not None:
            known(desk, [arguments.patient])
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        for line in desk.log.lines(arguments.patient):
            sys.stdout.write(f"{line}\n")
    finally:
        desk.close()
    return 0


def known(desk: Desk, patients: Sequence[str]) -> None:
    """Raises `BadInput` for a patient who is not in the file."""
    here = desk.ward.patients()
    for patient in patients:
        if patient not in here:
            listed = ", ".join(here) or "none"
            raise BadInput(
                say("{patient} is not in this ward file; patients here: {listed}", patient=patient, listed=listed)
            )


def state(arguments: Namespace, parts: Parts) -> int:
    """Print the derived state of one patient."""
    desk = parts.open(arguments.file, read_only=True)
    try:
        known(desk, [arguments.patient])
        look = desk.ward.look(arguments.patient, arguments.at, arguments.known_at)
        return print_json(state_json(look, parts.words(arguments.lang, desk)))
    finally:
        desk.close()


def board(arguments: Namespace, parts: Parts) -> int:
    """Print the board, as text or JSON, or save its picture."""
    from blin21_desktop.present.terminal import board_text

    desk = parts.open(arguments.file, read_only=True)
    try:
        words = parts.words(arguments.lang, desk)
        if arguments.picture is not None:
            parts.picture(desk, arguments.picture, arguments.lang)
            return done(words.t("{path}: picture of the board", path=str(arguments.picture)))
        at = desk.ward.now() if arguments.at is None else arguments.at
        looks = desk.ward.board(at, arguments.known_at)
        if arguments.json:
            shown = looks[0].at if looks else at
            whole = (desk.ward.look(look.patient, at, arguments.known_at) for look in looks)
            return print_json({"at": shown.isoformat(), "patients": [state_json(look, words) for look in whole]})
        sys.stdout.write(board_text(looks, words, at))
        return 0
    finally:
        desk.close()


def verify(arguments: Namespace, parts: Parts) -> int:
    """Check the file; exit code 1 names what is wrong."""
    if not arguments.file.is_file():
        raise BadInput(say("{path}: there is no such file", path=str(arguments.file)))
    verdict = check_file(arguments.file)
    words = parts.words(arguments.lang)
    for problem in verdict.problems:
        sys.stderr.write(f"{words.render(problem)}\n")
    return done(words.t("{path}: sound", path=str(arguments.file))) if verdict.ok else 1


def backup(arguments: Namespace, parts: Parts) -> int:
    """Make a verified copy."""
    desk = parts.open(arguments.file, read_only=True)
    desk.close()
    copy_verified(arguments.file, arguments.dest)
    words = parts.words(arguments.lang)
    return done(words.t("{path}: verified copy", path=str(arguments.dest)))


def print_json(value: object) -> int:
    """Print a JSON answer."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n")
    return 0


def done(text: str) -> int:
    """Print what was done."""
    sys.stdout.write(f"{only_shown(text)}\n")
    return 0
