"""Finished values for paper: strings with their weight, and how an outcome is marked. Nothing here is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from blin21_desktop.present.words import Lang

Paper = Literal["handover", "ward-handover", "ward-list", "bag-plan", "restart-plan", "course-summary"]
"""What is printed; the record keeps it with the language: `ward-list-en`. `ward-handover`: the list and all sheets."""

PageSize = Literal["a4", "letter"]
"""The paper it is printed on."""

UNSIGNED = "unsigned"
"""Who prints when nobody was named."""

Mark = Literal["ink", "frame", "dashed"]
"""How a tag looks: solid block (strict), solid frame (met), dashed frame (cannot tell)."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A light label with its value. `strong` values are bold; an empty label is left out."""

    label: str
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One rule's answer on paper: tag, what it says, and below it what it saw, what is missing, the source."""

    tag: str
    mark: Mark
    says: str
    below: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One thing to do: when, what, why. `overdue` says for how long, or is empty.

    `who` is whom it was handed over to; where nobody was named, who did it is written in by hand.
    """

    time: str
    what: str
    because: str
    overdue: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands on every page of a sheet: the black bar, the training mark and the footer.

    `continues` is said in the bar when there is a further page, `continued` on the further pages. `watermark` is empty
    on a real ward.
    """

    lang: Lang
    title: str
    about: tuple[str, ...]
    expiry: str
    continues: str
    continued: str
    footer: tuple[str, ...]
    watermark: str


def paper_name(sheet: str) -> str:
    """What was printed, of the record's `sheet`: `bag-plan` of `bag-plan-en start=…`."""
    first = sheet.partition(" ")[0]
    return first.rpartition("-")[0] or first
