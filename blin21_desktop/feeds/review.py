"""The review of received results: each against the ward's charts, with a verdict and every reason.

Nothing is filed here. A result may be filed without a person only when it is whole, its patient is certain, its analyte
and unit are certain, its value is plausible, and it does not silently change what was final. Source: feeds note 1.6.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import LabResulted, PatientRegistered
from blin21_desktop.domain.lab_limits import LabLimit
from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.domain.lab_value import read_value
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.deleted_order import DeletedOrder
from blin21_desktop.feeds.filed import Same
from blin21_desktop.feeds.filing import Filing, accepted_as_read, entry
from blin21_desktop.feeds.identity import Match, match
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.judged import Judged, contradictions
from blin21_desktop.feeds.mapping import Mapped, map_result
from blin21_desktop.feeds.parts import PART, whole
from blin21_desktop.feeds.plausibility import Plausibility, plausibility
from blin21_desktop.feeds.reading import Doubt, Reading
from blin21_desktop.feeds.received import Identity, OrderDeleted, Place, ReadFile, Received
from blin21_desktop.feeds.standing import Standings
from blin21_desktop.rules.lab_limits import site_limit

NOBODY = Identity()
NOTHING = Plausibility(doubts=())


class Reviewer:
    """Reviews files one after the other against the charts; what passed of an earlier file counts as filed."""

    def __init__(
        self, charts: Mapping[str, Chart], at: datetime, table: LabTable, limits: Sequence[LabLimit] = ()
    ) -> None:
        """Take the ward's charts by study number, the moment, the table of analytes, and the site's limits."""
        self._at, self._table, self._limits = at, table, limits
        found = {patient: chart.last(PatientRegistered, at) for patient, chart in charts.items()}
        self._registered = {patient: one for patient, one in found.items() if one is not None}
        self._standing = Standings(charts, table)
        self._matched: tuple[Identity, Match] = (NOBODY, match(NOBODY, self._registered))
        self._mapped: dict[tuple[object, ...], Mapped] = {}

    def review(self, file: ReadFile) -> tuple[Item, ...]:
        """As `reviewing`, at once."""
        return whole(self.reviewing(file))

    def reviewing(self, file: ReadFile) -> Iterator[tuple[Item, ...] | None]:
        """Every result and every unread part of one file, in its order; of a large one in parts."""
        missing = tuple(_incomplete(file))
        keys = _Keys()
        judged: list[Judged] = []
        for received in file.results:
            judged.append(self._judged(keys.of(received.at), received, missing))
            if not len(judged) % PART:
                yield None
        twofold = contradictions(judged)
        passed: list[LabResulted] = []
        items: list[Item] = []
        for one in judged:
            items.append(self._item(one, twofold.get(one.key, ()), file, passed))
            if not len(items) % PART:
                yield None
        for made in passed:  # a value is compared with those before its file: a slip of the unit is in all of a file
            self._standing.of(made.patient).add(made)
        yield (*items, *self._rest(file, keys))

    def _rest(self, file: ReadFile, keys: _Keys) -> Iterator[Item]:
        """What could not be read, and what was deleted as a whole."""
        for fault in file.unread:
            yield Item(key=keys.of(fault.at, "unread "), verdict="unread", at=fault.at, reasons=(fault.why,))
        for notice in file.deleted_orders:
            yield from self._order(keys.of(notice.at), notice)

    def _match(self, identity: Identity) -> Match:
        """Whose it is; all results of a message have the very same identity."""
        if self._matched[0] is not identity:
            self._matched = (identity, match(identity, self._registered))
        return self._matched[1]

    def _map(self, received: Received) -> Mapped:
        key = (received.codes, received.specimen.code, received.specimen.name, received.unit, received.unit_also)
        found = self._mapped.get(key)
        if found is None:
            found = self._mapped[key] = map_result(received, self._table)
        return found

    def _judged(self, key: str, received: Received, missing: tuple[Text, ...]) -> Judged:
        """What a result says by itself: whose, what, when."""
        matched = self._match(received.identity)
        if matched.patient is None and not matched.candidates:
            return Judged(key, received, matched, doubts=matched.doubts, refused=True)
        if received.status == "no_result":
            reason = say("no result yet: {value}", value=received.value or "-")
            return Judged(key, received, matched, doubts=(reason,), refused=True)
        mapped, patient, at = self._map(received), matched.patient, received.collected_at
        doubts = (*missing, *matched.doubts, *mapped.doubts, *self._time(received, patient))
        if mapped.analyte is None or at is None or patient is None:
            return Judged(key, received, matched, mapped, doubts)
        return Judged(key, received, matched, mapped, doubts, Same.of(received, mapped.analyte.id, mapped.method, at))

    def _item(self, one: Judged, twofold: tuple[Text, ...], file: ReadFile, passed: list[LabResulted]) -> Item:
        version = None
        if one.same is not None and one.matched.patient is not None:
            version = self._standing.of(one.matched.patient).filed.compare(one.received, one.same, file.sha256)
        if version is None or version.verdict in ("duplicate", "rejected"):
            return one.item("rejected" if one.refused else "decide", version)
        doubts = (*one.doubts, *twofold)
        value = self._value(one)
        reasons = (*doubts, *version.reasons, *(text for doubt in value.doubts for text in doubt.reasons))
        changed = version.verdict == "changed" and not doubts
        item = one.item("changed" if changed else "decide" if reasons else "new", version, reasons, value.not_asked)
        if item.files:
            filing = Filing(id=f"{file.sha256} {one.key}", by="", at=self._at)
            accepted, _ = accepted_as_read(item)
            made = entry(item, one.received, accepted, file, self._table, filing)
            self._standing.of(made.patient).filed.add(made)
            passed.append(made)
        return item

    def _value(self, one: Judged) -> Plausibility:
        """What speaks against the value, and what could not be asked of it."""
        received, mapped, patient, at = one.received, one.mapped, one.matched.patient, one.received.collected_at
        if received.status in ("deleted", "wrong_patient") or mapped is None or mapped.analyte is None:
            return NOTHING
        value = read_value(received.value)
        if value.number is None:
            return Plausibility(doubts=(Doubt(says=say("{value} is no number", value=received.value or "-")),))
        if mapped.unit.unit is None or patient is None or at is None:
            return NOTHING
        last = self._standing.of(patient).series(mapped.analyte.id, mapped.method).beside(at)
        reading = Reading(
            analyte=mapped.analyte,
            value=value,
            unit=mapped.unit.unit,
            lower_limit=received.lower_limit,
            upper_limit=received.upper_limit,
            site=None if last else site_limit(mapped.analyte.id, self._registered[patient], at.date(), self._limits),
        )
        return plausibility(reading, last, self._table)

    def _time(self, received: Received, patient: str | None) -> Iterator[Text]:
        at = received.collected_at
        if at is None:
            yield say("no time of collection was sent")
        elif since(self._at, at).total_seconds() > 0:
            yield say("collected at {at:time}, which is still to come", at=at)
        elif patient is not None and at.date() < self._registered[patient].birth_date:
            yield say("collected at {at:time}, before the birth", at=at)

    def _order(self, key: str, notice: OrderDeleted) -> Iterator[Item]:
        """A deleted order: each of its filed results, for a person to strike out; nothing is by itself.

        That its message holds no results speaks against nothing here.
        """
        matched = self._match(notice.identity)
        filed = () if matched.patient is None else self._standing.of(matched.patient).filed.of_order(notice.numbers)
        return DeletedOrder(key, notice, matched).items(filed, self._table)


class _Keys:
    """Names each result of one file by its place in it, so that another version of a reader names it the same."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, at: Place, kind: str = "") -> str:
        """The key of one place; a second result at the same place is told by its number there."""
        plain = f"{kind}{at.message} {at.part}".strip()
        self._seen[plain] += 1
        return plain if self._seen[plain] == 1 else f"{plain} #{self._seen[plain]}"


def _incomplete(file: ReadFile) -> Iterator[Text]:
    """Why a file may lack results; empty when nothing speaks for it."""
    yield from file.missing
    if not file.complete and not file.missing:
        yield say("the file may be cut")
    if file.unread and not file.missing:
        yield say("parts of the file that could not be read: {count:number}", count=len(file.unread))
    if file.expected is not None and file.expected != len(file.results):
        yield say("results in the file: {found:number}; it promises {wanted:number}",
                  found=len(file.results), wanted=file.expected)  # fmt: skip


def summary(file: ReadFile) -> Text:
    """What a person compares where a file cannot prove its end: how many results, and the last time."""
    times = [one.collected_at for one in file.results if one.collected_at is not None]
    if not times:
        return say("Results: {count:number}", count=len(file.results))
    return say("Results: {count:number}, last {at:time}", count=len(file.results), at=max(times))
