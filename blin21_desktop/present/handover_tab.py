"""The tab Handover: the handover of this shift, or the facts to begin with, in I-PASS order or under ISBAR labels.

Both orders hold the same lines. A handover whose shift is over is named, never shown as the present one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.chart import identity_line
from blin21_desktop.present.handover_facts import facts
from blin21_desktop.present.handover_words import RECEIPTS, VALIDITIES, action_words, given_words, receipt_words
from blin21_desktop.present.words import Words
from blin21_desktop.rules.handover import SEVERITIES, Handed
from blin21_desktop.service.look import Look

Order = Literal["ipass", "isbar"]
Piece = Literal["identity", "severity", "summary", "actions", "if_then", "recommendation", "receipt"]

ORDERS: dict[Order, Text] = {"ipass": say("I-PASS"), "isbar": say("ISBAR")}

PARTS: dict[Order, tuple[tuple[str, Text, tuple[Piece, ...]], ...]] = {
    "ipass": (
        ("I", say("Illness severity"), ("severity",)),
        ("P", say("Patient summary"), ("identity", "summary")),
        ("A", say("Action list, this shift"), ("actions",)),
        ("S", say("Situation awareness"), ("if_then", "recommendation")),
        ("S", say("Synthesis by the receiver"), ("receipt",)),
    ),
    "isbar": (
        ("I", say("Identify"), ("identity", "receipt")),
        ("S", say("Situation"), ("severity",)),
        ("B", say("Background"), ("summary",)),
        ("A", say("Assessment"), ("if_then",)),
        ("R", say("Recommendation"), ("recommendation", "actions")),
    ),
}
"""Order -> its letters, their words, and what stands under each."""


TagLook = Literal["strict", "open", "met"]

LOOKS: dict[str, TagLook] = {
    "waits": "open",
    "taken_over": "met",
    "refused": "strict",
    "in_force": "met",
    "over": "strict",
    "cannot_tell": "open",
}
"""How a receipt or validity looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """How a handover stands: `strict` is a block of ink, `open` a dashed frame, else a plain one."""

    text: str
    look: TagLook


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One letter with its word and its lines."""

    letter: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverTab:
    """The upper card. `said` is who gave it when, or that none is in force; `answers`: the id that waits for an answer.

    `last` names a handover whose shift is over.
    """

    said: str
    tags: tuple[Tag, ...]
    last: str
    parts: tuple[Part, ...]
    answers: str = ""


def handover_tab(look: Look, words: Words, order: Order = "ipass") -> HandoverTab:
    """The tab of one look."""
    found = look.handover
    over = found is not None and found.validity(look.at) == "over"
    shown = None if over else found
    pieces = _now(look, words) if shown is None else _given(shown, look, words)
    return HandoverTab(
        said=_said(look, words) if shown is None else given_words(shown.given, look.at, words),
        tags=() if found is None else _tags(found, look, words),
        last=words.t("Last handover: {given}", given=given_words(found.given, look.at, words))
        if found and over
        else "",
        parts=tuple(
            Part(letter=letter, title=words.render(title), lines=tuple(line for key in keys for line in pieces[key]))
            for letter, title, keys in PARTS[order]
        ),
        answers=found.given.id if found is not None and found.receipt == "waits" else "",
    )


def _said(look: Look, words: Words) -> str:
    if look.handover is None:
        return words.t("No handover has been given. Below: the facts now; nobody has chosen or recommended anything.")
    return words.t("No handover of this shift. Below: the facts now; nobody has chosen or recommended anything.")


def _tags(found: Handed, look: Look, words: Words) -> tuple[Tag, ...]:
    validity, receipt = found.validity(look.at), found.receipt
    return (
        Tag(text=words.render(RECEIPTS[receipt]), look=LOOKS[receipt]),
        Tag(text=words.render(VALIDITIES[validity]), look=LOOKS[validity]),
    )


def _given(found: Handed, look: Look, words: Words) -> dict[Piece, tuple[str, ...]]:
    given = found.given
    none = (words.t("none"),)
    chosen = words.t("{severity}, chosen by {who}", severity=SEVERITIES[given.severity], who=given.by)
    said = given.recommendation
    return {
        "identity": (identity_line(look, words),),
        "severity": (chosen,),
        "summary": (given.summary,),
        "actions": tuple(action_words(one, look.at, words) for one in given.actions) or none,
        "if_then": given.if_then or none,
        "recommendation": (
            words.t("no recommendation was written")
            if said is None
            else words.t("{text} (recommendation of {who})", text=said, who=given.by),
        ),
        "receipt": (receipt_words(found, look.at, words),),
    }


def _now(look: Look, words: Words) -> dict[Piece, tuple[str, ...]]:
    known = facts(look, words)
    none = (words.t("none"),)
    return {
        "identity": (identity_line(look, words),),
        "severity": (words.t("not chosen: a person decides"),),
        "summary": (known.summary,),
        "actions": tuple(
            words.t("{when} {what}", when=words.short_moment(due, look.at), what=what) for due, what in known.actions
        )
        or none,
        "if_then": tuple(known.if_then) or none,
        "recommendation": (words.t("no recommendation was written"),),
        "receipt": (words.t("nothing was handed over"),),
    }
