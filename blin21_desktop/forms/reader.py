"""Reads the typed text of a form's fields: values out, and on the way everything that is open or cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from blin21_desktop.domain.entries import SecondCheck
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms import typed as grammar
from blin21_desktop.forms.fields import Field, Second, Setting, Told, Typed
from blin21_desktop.service.guards.improbable import LATE_AFTER
from blin21_desktop.service.refusal import Objection

V = TypeVar("V")

STAND_IN_TEXT, STAND_IN_NUMBER, STAND_IN_WHOLE = "…", 1.0, 1
"""Put where something is missing, so that the rest can be judged already. They never leave: see `Reading.batch`."""


SECOND_CHECK = say("the second check by another person")
"""What stays open last in a form that needs two people."""


class Values:
    """The values of a form's fields. Every method gives a value; while it is missing, a stand-in, and notes that it is.

    `maybe_` methods give None when an optional field is empty.
    """

    def __init__(self, setting: Setting, typed: Typed, fields: Mapping[str, Field], second: Second | None) -> None:
        """Take what was typed and the fields that were asked; `second` is the second person's reading, if done."""
        self.setting = setting
        self.typed = typed
        self._fields = fields
        self._second = second
        self.problems: dict[str, Text] = {}
        self.echoes: dict[str, Text] = {}
        self.offers: dict[str, str] = {}
        self.open: list[Text] = []
        self.doubts: list[Objection] = []
        self.told: dict[str, tuple[Told, ...]] = {}
        self.effects: list[Text] = []
        self.known: set[str] = set()
        self.because = ""

    def raw(self, key: str) -> str:
        """What stands in a field that is asked, without spaces at the ends."""
        return self.typed.get(key, "").strip() if key in self._fields else ""

    def text(self, key: str) -> str:
        """Text as typed."""
        return self._read(key, str, STAND_IN_TEXT)

    def code(self, key: str) -> str:
        """An id: full-width signs folded."""
        return self._read(key, grammar.folded, STAND_IN_TEXT)

    def maybe_text(self, key: str) -> str | None:
        """Text of an optional field."""
        return self.raw(key) or None

    def number(self, key: str) -> float:
        """A number in the field's unit."""
        return self._read(key, grammar.number, STAND_IN_NUMBER)

    def maybe_number(self, key: str) -> float | None:
        """A number of an optional field."""
        return self.number(key) if self.raw(key) else None

    def whole(self, key: str) -> int:
        """A whole number."""
        return self._read(key, grammar.whole, STAND_IN_WHOLE)

    def choice(self, key: str, stand_in: str) -> Any:  # noqa: ANN401  (the code of one option, a Literal of its entry)
        """The chosen option's code. An answer that is no longer among the options is none, and asked again."""
        field, chosen = self._fields.get(key), self.raw(key)
        if field is None:
            return stand_in
        if any(option.code == chosen for option in field.options):
            self.known.add(key)
            return chosen
        if not field.optional and field.label not in self.open:
            self.open.append(field.label)
        return stand_in

    def yes(self, key: str) -> bool:
        """Whether a question was answered with yes."""
        return bool(self.choice(key, "yes") == "yes")

    def day(self, key: str) -> date:
        """A date; how it was understood is echoed."""
        found = self._read(key, grammar.day, self.setting.now.astimezone(self.setting.zone).date())
        if key in self.known:
            self.echoes[key] = say("{on:day}", on=found)
        return found

    def maybe_day(self, key: str) -> date | None:
        """A date of an optional field."""
        return self.day(key) if self.raw(key) else None

    def asked(self, key: str) -> Field | None:
        """The question as it is asked now; None when it is not."""
        return self._fields.get(key)

    def wrong(self, key: str, why: Text, instead: str = "") -> None:
        """A readable value that cannot be right; `instead` may offer another text."""
        self.problems.setdefault(key, why)
        if instead:
            self.offers.setdefault(key, instead)
        self.known.discard(key)

    def _read(self, key: str, parse: Callable[[str], V], stand_in: V) -> V:
        raw = self.raw(key)
        if not raw:
            asked = self._fields.get(key)
            if asked is not None and not asked.optional and asked.label not in self.open:
                self.open.append(asked.label)
            return stand_in
        try:
            found = parse(raw)
        except grammar.IllFormed as ill:
            self.problems[key] = ill.why
            if ill.instead:
                self.offers[key] = ill.instead
            return stand_in
        self.known.add(key)
        return found


class Reader(Values):
    """One reading of one form: times, the common part of an entry, the second person, and what the form asks about.

    `because` is the reason of a correction: it also serves as the note of a late entry.
    """

    def dated(self, key: str) -> datetime:
        """A moment with its date, past or to come."""
        found = self._read(key, lambda text: grammar.dated(text, self.setting.zone), self.setting.now)
        if key in self.known:
            self.echoes[key] = say("{at:moment}", at=found)
        return found

    def happened(self, key: str = "happened_at") -> datetime:
        """When it was at the bedside; a late entry needs the note."""
        now, zone = self.setting.now, self.setting.zone
        found = self._read(key, lambda text: grammar.moment(text, now, zone), now)
        if key in self.known:
            ago = since(found, now)
            shown = say("{at:moment}, {ago:length} ago", at=found, ago=max(timedelta(), ago))
            self.echoes[key] = shown
            if ago > LATE_AFTER and not self._note():
                self.open.append(say("the note: why it is written late"))
        return found

    def common(self, place: int = 0) -> dict[str, Any]:
        """The part every entry has; `place` is the entry's place in the batch."""
        setting, happened_at = self.setting, self.happened()
        late = since(happened_at, setting.now) > LATE_AFTER
        return {
            "id": setting.ids[place],
            "patient": setting.patient,
            "happened_at": happened_at,
            "recorded_at": setting.now,
            "by": setting.by.id,
            "note": self._note() or (STAND_IN_TEXT if late else None),
        }

    def _note(self) -> str:
        return self.raw("note") or self.because

    def second(self, rate_ml_per_h: float, dose_micrograms_per_day: float) -> dict[str, Any]:
        """The second person and what they read; while that is missing, the first one's values stand in."""
        done = self._second
        if done is None:
            self.open.append(SECOND_CHECK)
            check = SecondCheck(rate_ml_per_h=rate_ml_per_h, dose_micrograms_per_day=dose_micrograms_per_day)
            return {"checked_by": STAND_IN_TEXT, "second_check": check}
        check = SecondCheck(rate_ml_per_h=done.rate_ml_per_h, dose_micrograms_per_day=done.dose_micrograms_per_day)
        return {"checked_by": done.by, "second_check": check}

    def doubt(self, key: str, says: Text, remedy: Text, place: int = 0) -> None:
        """A readable value that is asked about: written only with an explanation."""
        self.doubts.append(Objection(index=place, field=key, says=says, remedy=remedy, impossible=False))
