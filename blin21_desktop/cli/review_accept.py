"""`review accept`: what came back from a review copy is shown, and accepted or declined by a person."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from pathlib import Path

from blin21_desktop.cli.parts import BadInput, Parts
from blin21_desktop.cli.verbs import done, print_json
from blin21_desktop.domain.entries import Override
from blin21_desktop.domain.review import Returned
from blin21_desktop.domain.text import say
from blin21_desktop.present.review import returned_json, returned_lines
from blin21_desktop.present.words import Words
from blin21_desktop.service.refusal import Refused
from blin21_desktop.service.review_ports import ReturnDesk

HELP = "show a return file; accept or decline what it holds"


def take(parser: ArgumentParser) -> None:
    """The act's own options."""
    parser.set_defaults(does=accept)
    parser.add_argument("file", metavar="FILE", type=Path, help="the ward file")
    parser.add_argument("answer", metavar="RETURN", type=Path, help="the return file")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--list", action="store_true", help="only show it (default)")
    which.add_argument("--all", action="store_true", help="accept all that wait")
    which.add_argument("--only", metavar="ID", nargs="+", default=[], help="accept these")
    parser.add_argument("--although", metavar="TEXT", help="why a decision holds although the patient changed since")
    parser.add_argument("--decline", metavar="ID", help="decline this one")
    parser.add_argument("--because", metavar="TEXT", help="why it is declined")
    parser.add_argument("--by", metavar="STAFF", help="who answers")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--lang", choices=("en", "ja"), default=SUPPRESS, help="language")


def accept(arguments: Namespace, parts: Parts) -> int:
    """Show a return file, or answer it."""
    answers = bool(arguments.all or arguments.only or arguments.decline)
    if answers and not (arguments.by or "").strip():
        raise BadInput(say("say who answers: --by"))
    if arguments.decline and not (arguments.because or "").strip():
        raise BadInput(say("say why the entry is declined: --because"))
    desk = parts.open(arguments.file, read_only=not answers)
    try:
        words, returns = parts.words(arguments.lang, desk), parts.review().returns(desk)
        written = _answer(arguments, returns, words) if answers else 0
        shown = returns.look(arguments.answer)
        if arguments.json:
            return print_json({**returned_json(shown, words), "written": written})
        return done("\n".join(returned_lines(shown, words)))
    finally:
        desk.close()


def _answer(arguments: Namespace, returns: ReturnDesk, words: Words) -> int:
    shown = returns.read(arguments.answer, arguments.by)
    if arguments.decline in arguments.only:
        raise BadInput(say("{id} is to be accepted and declined: name it once", id=arguments.decline))
    chosen = [one.entry.id for one in shown.waiting() if one.entry.id != arguments.decline]
    chosen = chosen if arguments.all else list(dict.fromkeys(arguments.only))
    try:
        written = returns.accept(shown, chosen, arguments.by, _although(arguments, words, shown))
    except Refused as refused:
        raise BadInput(_refused(refused, shown, chosen, words)) from None
    if arguments.decline:
        returns.decline(shown, arguments.decline, arguments.because, arguments.by)
    return written


def _although(arguments: Namespace, words: Words, shown: Returned) -> Override | None:
    """Who answers for a decision that was taken without what happened since."""
    if not (arguments.although or "").strip():
        return None
    what = words.t("made in the review copy of {at:moment}", at=shown.as_of)
    return Override(what=what, because=arguments.although, by=arguments.by)


def _refused(refused: Refused, shown: Returned, chosen: list[str], words: Words) -> str:
    """Every objection with the id of its entry, and what would be right."""
    written = {one.entry.id for one in shown.entries if one.state == "new"}
    batch = [entry_id for entry_id in chosen if entry_id in written]
    said = []
    for o in refused.objections:
        way = "" if o.impossible else " (" + words.t("or accept it with --although and the reason") + ")"
        said.append(f"{batch[o.index]}: {o.field}: {words.render(o.says)}; {words.render(o.remedy)}{way}")
    return "\n".join((*said, words.t("nothing was written")))
