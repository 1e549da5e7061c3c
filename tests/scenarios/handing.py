"""The words of a scenario about handing over, and about what changed since a moment.

handover as=h severity=watcher by=n1 to=n2 hours=8 action="2h CRS check"   handed over for the hours that follow
take what=@h by=n2 read_back=no answer=refused because="not seen"          the receiver's answer
8d00:00 since 7d16:00 temperature=changed icans=no_data late=1 withdrawn=0 drugs=2    what the list must say then
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.entries.record import Action
from blin21_desktop.domain.shift import Shift
from blin21_desktop.present.since import since_then
from blin21_desktop.present.words import Words
from blin21_desktop.service.ward import Ward
from tests import making

Given = dict[str, str]


def handover(at: datetime, given: Given, fields: dict[str, Any]) -> Iterable[Entry]:
    """Handed over for so many hours from now; `action` is the hours until it is due, and what."""
    fields["shift"] = Shift(at, at + timedelta(hours=float(given.pop("hours", "8")))).text
    due, _, what = given.pop("action", "").partition(" ")
    if what:
        fields["actions"] = (Action(due=at + timedelta(hours=float(due.removesuffix("h"))), what=what),)
    yield making.handed_over(at, **{"severity": "watcher", **given, **fields})


def take(at: datetime, given: Given, fields: dict[str, Any]) -> Iterable[Entry]:
    """Taken over and repeated back unless said otherwise."""
    read_back = given.pop("read_back", "yes") == "yes"
    answer = given.pop("answer", "taken_over")
    yield making.answered(at, given.pop("what"), answer, **{"read_back": read_back, **given, **fields})


def since_differs(ward: Ward, moments: tuple[datetime, datetime], wanted: Iterable[str], words: Words) -> Iterator[str]:
    """What the list says otherwise: a value's answer by its key, or how many entries of a group, late or withdrawn."""
    then, now = moments
    found = since_then(ward.look(making.PATIENT, then, then), ward.look(making.PATIENT, now), words)
    answers = {change.key: change.answer for change in found.changes if change.told is None}
    counts = Counter(change.group for change in found.changes if change.told is not None)
    numbers: dict[str, int] = {
        **{str(group): n for group, n in counts.items()},
        "late": len(found.late),
        "withdrawn": len(found.withdrawn),
    }
    for word in wanted:
        key, _, told = word.partition("=")
        said = str(numbers.get(key, 0)) if told.isdigit() else answers.get(key, "-")
        if said != told:
            yield f"{key} is {said}, not {told}"
