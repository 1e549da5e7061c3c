"""A received result as far as it tells by itself, before it is held against what is filed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from blin21_desktop.domain.lab_value import read_value
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.filed import Same, Version
from blin21_desktop.feeds.identity import Match
from blin21_desktop.feeds.item import Item, Verdict
from blin21_desktop.feeds.mapping import Mapped
from blin21_desktop.feeds.received import Received

MOST_SHOWN = 5
"""Values named in one reason."""


@dataclass(slots=True)
class Judged:
    """Whose it is, what it is, and every doubt so far. `same`: what makes it a version of another; None: not certain.

    `refused`: it is nobody's of this ward, or has not come.
    """

    key: str
    received: Received
    matched: Match
    mapped: Mapped | None = None
    doubts: tuple[Text, ...] = ()
    same: Same | None = None
    refused: bool = False

    def item(
        self,
        verdict: Verdict,
        version: Version | None,
        reasons: tuple[Text, ...] | None = None,
        cannot_tell: tuple[Text, ...] = (),
    ) -> Item:
        """The result with a verdict; one that repeats what is filed, or must not be, has that verdict."""
        filed = version is not None and version.verdict in ("duplicate", "rejected")
        return Item(
            key=self.key,
            verdict=version.verdict if version is not None and filed else verdict,
            at=self.received.at,
            received=self.received,
            patient=self.matched.patient,
            candidates=self.matched.candidates,
            mapped=self.mapped,
            former=None if version is None else version.former,
            reasons=version.reasons if version is not None and filed else self.doubts if reasons is None else reasons,
            cannot_tell=cannot_tell,
        )


def contradictions(judged: Sequence[Judged]) -> Mapping[str, tuple[Text, ...]]:
    """Results that one message says twice and not alike, by key: nobody can tell which of them is meant.

    One that is declared as a correction of another, or that follows a preliminary one, contradicts nothing.
    """
    found: dict[tuple[object, ...], list[Judged]] = {}
    for one in judged:
        if one.same is not None:
            found.setdefault((one.received.at.message, one.matched.patient, one.same), []).append(one)
    return dict(pair for group in found.values() if len(group) > 1 for pair in _twofold(group))


def _twofold(group: Sequence[Judged]) -> Iterator[tuple[str, tuple[Text, ...]]]:
    standing = [one for one in group if one.received.status not in ("deleted", "wrong_patient")]
    if _differ(standing):
        every = [*dict.fromkeys(f"{one.received.value} {_spelt(one.received)}".strip() for one in standing)]
        reason = say("the same result stands in one message with different values: {values}", values=every[:MOST_SHOWN])
        for one in group:
            yield one.key, (reason,)


def _differ(standing: Sequence[Judged]) -> bool:
    """Whether two of one status do not say the same: other numbers, or units that are certain and not one."""
    said: dict[tuple[str, str], set[Decimal | str]] = {}
    for one in standing:
        status, number = one.received.status, read_value(one.received.value).exact
        said.setdefault((status, "value"), set()).add(one.received.value if number is None else number)
        if one.mapped is not None and one.mapped.unit.unit is not None and one.mapped.unit.certainty == "certain":
            said.setdefault((status, "unit"), set()).add(one.mapped.unit.unit)
    return any(len(found) > 1 for found in said.values())


def _spelt(received: Received) -> str:
    return received.unit or received.unit_also
