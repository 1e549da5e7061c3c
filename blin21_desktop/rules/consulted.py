"""What one rule read from the knowledge files: values, citations, what was not configured, the ward's own values."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from blin21_desktop.domain.findings import Action, Finding
from blin21_desktop.domain.knowledge import Cites, Label, Parameter
from blin21_desktop.domain.moments import DAY, HOUR
from blin21_desktop.domain.text import Text, say


def own_value(found: Parameter) -> Text:
    """That a value is the site's own: its key, who set it and when, and the second person."""
    return say(
        "{key:parameter}: this site's own value, set by {who} on {day:day}, second person {second}",
        key=found.key,
        who=found.set_by,
        second=found.second_person,
        day=found.checked_on,
    )


class Consulted:
    """Collects while a rule reads, so that its finding cites exactly what it used and names what it lacked."""

    __slots__ = ("_cites", "_used", "missing")

    def __init__(self) -> None:
        self._cites: list[Cites] = []
        self._used: list[Parameter] = []
        self.missing: list[Text] = []

    def value(self, known: Label, key: str) -> Any | None:  # noqa: ANN401  (a TOML value; its shape was checked)
        """The configured value, or None after noting that the key is not configured."""
        self.cite(known, key)
        parameter = known.get(key)
        if parameter is None:
            self.lacks(say("{key:parameter} is not configured", key=key))
            return None
        if parameter not in self._used:
            self._used.append(parameter)
        return parameter.value

    def cite(self, known: Label, key: str) -> None:
        """Cite where a key stands: its source, or the file itself by the key when it is not configured there."""
        parameter = known.get(key)
        found = Cites(known.id, key, known.edition) if parameter is None else parameter.cites
        self.cites_also(found if found.section else replace(found, section=key))

    def cites_also(self, place: Cites) -> None:
        """Cite a place that is not in the knowledge, such as the label on a bag."""
        self._cites.append(place)

    def days(self, known: Label, key: str) -> timedelta | None:
        """A value in days, as a length."""
        value = self.value(known, key)
        return None if value is None else value * DAY

    def hours(self, known: Label, key: str) -> timedelta | None:
        """A value in hours, as a length."""
        value = self.value(known, key)
        return None if value is None else value * HOUR

    def lacks(self, what: Text) -> None:
        """Note something the rule needed and did not have."""
        if what not in self.missing:
            self.missing.append(what)

    def take(self, other: Consulted) -> None:
        """Take over what another has read, and nothing of what it lacked."""
        self._cites += other._cites
        self._used += [p for p in other._used if p not in self._used]

    def lacks_of(self, other: Consulted) -> None:
        """Note everything that another lacked."""
        for text in other.missing:
            self.lacks(text)

    @property
    def cites(self) -> tuple[Cites, ...]:
        """Where the values were read, or were looked for, each place once."""
        return tuple(dict.fromkeys(self._cites))

    @property
    def used(self) -> tuple[Parameter, ...]:
        """The values that were read, each once."""
        return tuple(self._used)

    @property
    def site_values(self) -> tuple[Text, ...]:
        """The values that are the ward's own, by key, with who set them, the second person and when."""
        return tuple(own_value(p) for p in self._used if p.is_site)

    def fires(self, rule: str, action: Action, says: Text, *saw: Text) -> Finding:
        """The rule applies."""
        return Finding(
            rule=rule, answer="fires", action=action, says=says, saw=saw, cites=self.cites, site_values=self.site_values
        )

    def clear(self, rule: str, action: Action, says: Text, *saw: Text) -> Finding:
        """The rule was asked and does not apply."""
        return Finding(
            rule=rule, answer="clear", action=action, says=says, saw=saw, cites=self.cites, site_values=self.site_values
        )

    def cannot_tell(self, rule: str, action: Action, says: Text, *saw: Text) -> Finding:
        """The rule cannot be asked; `missing` says why."""
        return Finding(
            rule=rule,
            answer="cannot_tell",
            action=action,
            says=says,
            saw=saw,
            missing=tuple(self.missing),
            cites=self.cites,
            site_values=self.site_values,
        )
