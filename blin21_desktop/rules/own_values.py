"""Every finding names every value of the site's own that its rule read, also where it read it by the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.knowledge import Label, Parameter
from blin21_desktop.rules.consulted import own_value
from blin21_desktop.rules.situation import Situation

Rule = Callable[[Situation], Finding]
File = TypeVar("File", bound=Label)


class _Heard(dict[str, Parameter]):
    """Parameters that note which of the site's own were asked for."""

    def __init__(self, of: dict[str, Parameter], asked: dict[str, Parameter]) -> None:
        super().__init__(of)
        self._asked = asked

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401  (as `dict.get`)
        found = super().get(key, default)
        if found is not None and found.is_site:
            self._asked[key] = found
        return found


class Hearing:
    """A situation in which it is heard which of the site's own values a rule asks for. Without any, as it is."""

    def __init__(self, s: Situation) -> None:
        self._asked: dict[str, Parameter] = {}
        files = (s.label, s.protocol, *s.scales.values())
        if any(p.is_site for file in files for p in file.parameters.values()):
            scales = {name: self._heard(scale) for name, scale in s.scales.items()}
            s = replace(s, label=self._heard(s.label), protocol=self._heard(s.protocol), scales=scales)
        self._s = s

    def _heard(self, file: File) -> File:
        return replace(file, parameters=_Heard(file.parameters, self._asked))

    def answer(self, rule: Rule) -> Finding:
        """The rule's finding, naming every value of the site's own that was read for it."""
        self._asked.clear()
        found = rule(self._s)
        own = (own_value(parameter) for parameter in self._asked.values())
        more = tuple(text for text in own if text not in found.site_values)
        return replace(found, site_values=(*found.site_values, *more)) if more else found


def naming_own(rule: Rule) -> Rule:
    """The rule alone, its finding naming every value of the site's own that was read for it."""
    return lambda s: Hearing(s).answer(rule)
