"""What a form asks: fields, sections, and what came of reading them. Plain data; the window draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.people import Person
from blin21_desktop.domain.text import Text, say
from blin21_desktop.service.look import Look
from blin21_desktop.service.refusal import Objection

Typed = Mapping[str, str]
"""Key of a field -> what stands in it, as typed; of a choice its code. What is not there is empty."""


class Ask(StrEnum):
    """How a field is answered."""

    TEXT = "text"
    CODE = "code"
    """An id in plain signs: typed, no input method."""
    SCAN = "scan"
    """An id that may be scanned."""
    LONG = "long"
    NUMBER = "number"
    WHOLE = "whole"
    MOMENT = "moment"
    """A moment at the bedside, not in the future."""
    DATED = "dated"
    """A moment with its date, also to come."""
    DATE = "date"
    CHOICE = "choice"
    PICTURE = "picture"
    """A picture file; the text stands for it (see `forms.writing`)."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. `likely` are texts offered as buttons, none of them chosen; `note` stands below at all times.

    `beside`: it stands in the row of the field before it. `fades`: the answer is true only of the moment it is given,
    so a draft comes back without it. `told`: what was worked out from the fields before
    stands above it. `now`: a time may be put to now with a button. `rows`: lines of a long text in view at
    once. `share`: of the width, where several stand in a row.
    """

    key: str
    label: Text
    ask: Ask = Ask.TEXT
    unit: Text | None = None
    options: tuple[Option, ...] = ()
    optional: bool = False
    likely: tuple[str, ...] = ()
    note: Text | None = None
    beside: bool = False
    fades: bool = False
    told: bool = False
    now: bool = True
    rows: int = 2
    share: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A card of fields with its head. `right`: where there are two columns, the right one begins with it.

    `narrow`: its labels are short and leave more room for the answers.
    """

    title: Text
    fields: tuple[Field, ...]
    side: Text | None = None
    right: bool = False
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One line that was worked out while the form is filled: `head` names it, `mark` is its digit (or a dash)."""

    head: Text
    mark: str
    says: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """What a second person read and typed without seeing the first one's values (mL/h, microgram/day)."""

    by: str
    rate_ml_per_h: float
    dose_micrograms_per_day: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a form stands: who fills it, for whom, when. All of it is fixed when the form opens but `now` and `look`.

    `patient` and `look` are empty and None for a form that registers a new patient. `about` is the entry that is
    withdrawn or corrected. `ids` are the ids the entries will get, made when the form was opened.
    """

    by: Person
    now: datetime
    zone: tzinfo
    knowledge: Knowledge
    ids: tuple[str, ...]
    patient: str = ""
    look: Look | None = None
    about: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of the typed text.

    `problems`: key -> why it cannot be read, and what would be right. `echoes`: key -> how it was understood.
    `offers`: key -> a text that can be put there instead. `open`: what is still to be answered, in words. `trial`: the
    entries with stand-ins where something is missing, only to be judged; `batch`: the entries once nothing is open.
    `doubts`: what the form itself asks about. `told`: key of a field -> what was worked out, to stand above it.
    `effects`: what would follow in words. `sentence`: what will be written. `known`: keys that hold a readable
    value. `waits_for_second`: only the second check is missing.
    """

    problems: Mapping[str, Text] = field(default_factory=dict)
    echoes: Mapping[str, Text] = field(default_factory=dict)
    offers: Mapping[str, str] = field(default_factory=dict)
    open: tuple[Text, ...] = ()
    trial: tuple[Entry, ...] = ()
    doubts: tuple[Objection, ...] = ()
    told: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)
    effects: tuple[Text, ...] = ()
    sentence: Text | None = None
    known: frozenset[str] = frozenset()
    waits_for_second: bool = False

    @property
    def batch(self) -> tuple[Entry, ...]:
        """What may be written: everything, or nothing while something is open."""
        return () if self.open or self.problems else self.trial


YES_NO = (Option("yes", say("Yes")), Option("no", say("No")))


def yes_no(key: str, label: Text, note: Text | None = None) -> Field:
    """A question answered yes or no; neither is chosen beforehand."""
    return Field(key=key, label=label, ask=Ask.CHOICE, options=YES_NO, note=note)


def happened(label: Text | None = None) -> Section:
    """When it was, and the note that a late entry needs."""
    return Section(
        title=say("When"),
        fields=(
            Field(key="happened_at", label=label or say("Time"), ask=Ask.MOMENT),
            Field(key="note", label=say("Note"), ask=Ask.LONG, optional=True,
                  note=say("needed when it is written more than 15 minutes later")),
        ),
    )  # fmt: skip
