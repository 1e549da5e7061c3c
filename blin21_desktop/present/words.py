"""The reader's words: every sentence of screen, paper and terminal is made here, in one language."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.signs import drawable
from blin21_desktop.domain.text import Names, Text, say
from blin21_desktop.present.amounts import LANGS, Lang, plain
from blin21_desktop.present.codes import CODES
from blin21_desktop.present.parameter_names import PARAMETERS
from blin21_desktop.present.times import Times

__all__ = ["LANGS", "MEANINGS", "Lang", "Words"]

STATUS: dict[Status, Text] = {
    Status.NOT_STARTED: say("NOT STARTED"),
    Status.RUNNING: say("RUNNING"),
    Status.PAUSED: say("PAUSED"),
    Status.ENDED_COMPLETED: say("COMPLETED"),
    Status.ENDED_DISCONTINUED: say("DISCONTINUED"),
}
"""The state words, told in capitals and never by colour alone."""

MEANINGS = frozenset(
    {
        *("dose", "dose_full", "rate", "ml", "kg", "micrograms", "hours"),
        *("length", "clock_length", "time", "clock", "day", "moment", "number", "code", "parameter"),
    }
)
"""What may stand after the colon of a template's field.

Each is the method of `Words` of that name, but for `number`, `time` (date and time, since a sentence of a rule does not
know which day it is read on) and `clock` (the time of day alone).
"""
_METHODS = {"time": "dated_time", "clock": "time"}


@dataclass(frozen=True, slots=True)
class Words(Times):
    """Words of one language; moments are shown in `zone`. `translate` turns an English message into the language's.

    `ids`: a parameter is told by its key, as a program reads it, not by its name.
    """

    translate: Callable[[str], str]
    ids: bool = False

    def t(self, template: str, /, **values: Any) -> str:  # noqa: ANN401  (formatted by their template)
        """The message in the reader's language with its values filled in, formatted by the template's meanings."""
        return drawable(_Filler(self).vformat(self.translate(template) if template else "", (), values))

    def render(self, text: Text) -> str:
        """A `Text` of the core in the reader's language."""
        return self.t(text.template, **text.values)

    def format(self, value: object, meaning: str = "") -> str:
        """One value by its meaning (`dose`, `rate`, ...); without one: text as charted, `Text`, or several of them.

        A value that is None reads "Not known". Raises ValueError for a meaning that does not exist.
        """
        if isinstance(value, Text):
            return self.render(value)
        if isinstance(value, Names):
            return value.ja if self.lang == "ja" else value.en
        if value is None:
            return self.t("Not known")
        if not meaning:
            return self._by_type(value)
        if meaning not in MEANINGS:
            raise ValueError(f"no such meaning in a template: {meaning}")
        shown: str = getattr(self, _METHODS.get(meaning, meaning))(value)
        return shown

    def code(self, spelling: str) -> str:
        """A spelling of the ward file in words: `adverse_reaction` becomes "adverse reaction"."""
        return self.render(CODES[spelling]) if spelling in CODES else str(spelling)

    def parameter(self, key: str) -> str:
        """A parameter by its name; by its key where a program reads it, and where it has no name."""
        return self.render(PARAMETERS[key]) if key in PARAMETERS and not self.ids else key

    def status(self, status: Status) -> str:
        """The state word of a course: `RUNNING`, `投与中`."""
        return self.render(STATUS[status])

    def joined(self, parts: Iterable[object]) -> str:
        """Several things in a row, as the language separates them."""
        return ("、" if self.lang == "ja" else ", ").join(self.format(part) for part in parts)

    def _by_type(self, value: object) -> str:
        if isinstance(value, Status):
            return self.status(value)
        if isinstance(value, Enum):
            return self.code(value.value)
        if isinstance(value, str):
            return value
        if isinstance(value, int | float):
            return plain(value)
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, timedelta):
            return self.length(value)
        return self.joined(value) if isinstance(value, Iterable) else str(value)


class _Filler(string.Formatter):
    """Fills a template's named fields by meaning; positions, attributes and conversions do not exist here."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def get_field(self, field_name: str, _args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return kwargs[field_name], field_name

    def format_field(self, value: object, format_spec: str) -> str:
        return self._words.format(value, format_spec)
