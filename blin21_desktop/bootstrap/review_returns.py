"""Return files taken in on the ward: shown, kept as they came, and each entry accepted or declined by a person."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from blin21_desktop.cli.parts import Desk
from blin21_desktop.domain.entries import DecisionTaken, Entry, Override, ReviewCommented
from blin21_desktop.domain.ports import Stale
from blin21_desktop.domain.review import Answer, MadeCopy, Noted, Returned, ReturnedEntry, ReviewRefused, State
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.decided import news_among
from blin21_desktop.service.ward import fixed
from blin21_desktop.store.outside import read_outside
from blin21_desktop.store.review.answering import MOST_BYTES, Returning, copy_named, read_answer
from blin21_desktop.store.review.ciphers import WardKey
from blin21_desktop.store.words import NotSaved


@dataclass(frozen=True, slots=True)
class TakeReturns:
    """`service.review_ports.ReturnDesk` over an open ward file."""

    desk: Desk

    def look(self, path: Path) -> Returned:
        """Check a return file and show it."""
        return self._shown(read_outside(path, MOST_BYTES))

    def read(self, path: Path, by: str) -> Returned:
        """Check a return file and keep it as it came."""
        data = read_outside(path, MOST_BYTES)
        shown = self._shown(data)
        with _in_words():
            self.desk.log.reviews.keep(shown.sha256, shown.copy, data, self.desk.ward.now(), by)
        return shown

    def waiting(self) -> Sequence[Returned]:
        """The kept files in which something is not answered yet."""
        found = []
        for data in self.desk.log.reviews.kept():
            try:
                found.append(self._shown(data))
            except ReviewRefused as fault:  # kept whole and damaged since: it hides no other, `verify` tells of damage
                logging.getLogger(__name__).warning("a kept return file cannot be read: %s", fault)
        return [one for one in found if one.waiting()]

    def accept(self, returned: Returned, ids: Sequence[str], by: str, override: Override | None = None) -> int:
        """Write these entries into the record. What is in the record is accepted, whatever else was interrupted."""
        chosen = [self._now(returned, entry_id) for entry_id in dict.fromkeys(ids)]
        declined = next((one for one in chosen if one.state == "declined"), None)
        if declined is not None:
            raise ReviewRefused(_answered(declined))
        now = self.desk.ward.now()
        # an override given in the copy answers no question of the ward
        batch = [replace(one.entry, recorded_at=now, by=by, override=None) for one in chosen if one.state == "new"]
        asked = {o.index for o in self.desk.ward.judge(batch)} | self._unseen(batch, chosen)
        if asked and override is None and not self.desk.ward.judge(batch):
            raise ReviewRefused(_UNSEEN)
        batch = [replace(one, override=override) if place in asked else one for place, one in enumerate(batch)]
        with _in_words():
            if batch:
                self.desk.ward.write(batch)
            self.desk.log.reviews.answer(
                [Answer(entry=one.entry.id, answer="accepted", because="", at=now, by=by) for one in chosen]
            )
        return len(batch)

    def _unseen(self, batch: Sequence[Entry], chosen: Sequence[ReturnedEntry]) -> set[int]:
        """The places of decisions taken without what was written since their copy was made."""
        unseen = {one.entry.id for one in chosen if one.since and isinstance(one.entry, DecisionTaken)}
        return {place for place, entry in enumerate(batch) if entry.id in unseen}

    def decline(self, returned: Returned, entry_id: str, because: str, by: str) -> None:
        """Answer that an entry does not become part of the record."""
        if not because.strip():
            raise ReviewRefused(say("Say why the entry is declined."))
        found = self._now(returned, entry_id)
        if found.state != "new":
            raise ReviewRefused(_answered(found))
        one = Answer(entry=entry_id, answer="declined", because=because, at=self.desk.ward.now(), by=by)
        with _in_words():
            self.desk.log.reviews.answer([one])

    def _shown(self, data: bytes) -> Returned:
        copy = copy_named(data)
        reviews = self.desk.log.reviews
        made, key = {one.id: one for one in reviews.copies()}.get(copy), reviews.seed()
        if made is None or key is None:
            raise ReviewRefused(
                say("This return file answers a copy that was not made of this ward file. Open the ward it came from.")
            )
        returning = _opened(data, key, made)
        answers = reviews.answers()
        return Returned(
            sha256=sha256(data).hexdigest(),
            copy=made.id,
            as_of=fixed(made.as_of, self.desk.ward.zone),
            physician=made.physician,
            made_at=fixed(returning.made_at, self.desk.ward.zone),
            entries=tuple(
                self._state(
                    replace(one, physician=made.physician), answers, made, expired=one.happened_at > made.valid_until
                )
                for one in returning.entries
            ),
        )

    def _state(self, entry: Noted, answers: dict[str, Answer], made: MadeCopy, *, expired: bool) -> ReturnedEntry:
        """One entry as it stands now.

        What its writer did not know is told by its place in the record: what was written afterwards can say any time.
        """
        chart = self.desk.ward.chart(entry.patient)
        given = answers.get(entry.id)
        state: State = "new"
        if _same(chart.find(entry.id), entry):
            state = "accepted"
        elif given is not None and given.answer == "declined":
            state = "declined"
        later = self.desk.log.read(patient=entry.patient, after=made.count)
        since = tuple(news_among(recorded.entry for recorded in later))
        return ReturnedEntry(entry=entry, state=state, since=since, answer=given, expired=expired)

    def _now(self, returned: Returned, entry_id: str) -> ReturnedEntry:
        found = next((one for one in returned.entries if one.entry.id == entry_id), None)
        if found is None:
            raise ReviewRefused(say("The return file holds no entry {id}.", id=entry_id))
        reviews = self.desk.log.reviews
        made = next(one for one in reviews.copies() if one.id == returned.copy)
        return self._state(found.entry, reviews.answers(), made, expired=found.expired)


@lru_cache(maxsize=256)
def _opened(data: bytes, seed: bytes, made: MadeCopy) -> Returning:
    """A kept file stays as it came, so it is opened once: the board counts what waits at every refresh."""
    return read_answer(data, WardKey(seed), made)


_UNSEEN: Text = say(
    "Something was written about the patient after this copy was made, and the physician did not know it."
    " Look at the chart as it is now, ask the physician, and accept the decision with the reason."
)


def _same(found: Entry | None, entry: Noted) -> bool:
    """Whether what is in the record is this very entry, and not another one of the same id."""
    of_copy = isinstance(found, DecisionTaken | ReviewCommented) and found.copy == entry.copy
    return of_copy and found is not None and (found.kind, found.happened_at) == (entry.kind, entry.happened_at)


def _answered(one: ReturnedEntry) -> Text:
    given = one.answer
    if one.state == "accepted" or given is None:
        return say("This entry is in the record already. To take it back, withdraw it there.")
    return say("{by} declined this entry, {at:moment}: {because}", by=given.by, at=given.at, because=given.because)


@contextmanager
def _in_words() -> Iterator[None]:
    """What could not be written is said as a refusal."""
    try:
        yield
    except NotSaved as fault:
        raise ReviewRefused(fault.why) from None
    except Stale:
        raise ReviewRefused(say("Others kept writing to this file; nothing was written. Try again.")) from None
