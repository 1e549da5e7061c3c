"""A whole order that its sender deleted without naming its results: what is filed of it, for a person to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.domain.lab_source import LabSource
from blin21_desktop.domain.lab_table import LabTable, UnitReading
from blin21_desktop.domain.text import say
from blin21_desktop.feeds.identity import Match
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.mapping import Mapped
from blin21_desktop.feeds.received import Code, OrderDeleted, Received, Specimen


class DeletedOrder:
    """The notice of one deleted order, and whose it is. `key` names it within its file."""

    def __init__(self, key: str, notice: OrderDeleted, matched: Match) -> None:
        self._key, self._notice, self._matched = key, notice, matched
        self._order = ", ".join(notice.numbers)

    def items(self, filed: Sequence[Sequence[LabResulted]], table: LabTable) -> Iterator[Item]:
        """One for each filed result of the order (`filed`: its versions); one in all where there is none."""
        for versions in filed:
            yield self._item(versions, table)
        if not filed:
            nothing = say("its sender deleted the order {order}; nothing of it is filed", order=self._order)
            yield Item(
                key=self._key,
                verdict="decide" if self._matched.candidates else "rejected",
                at=self._notice.at,
                patient=self._matched.patient,
                candidates=self._matched.candidates,
                reasons=(nothing, *self._matched.doubts),
            )

    def _item(self, versions: Sequence[LabResulted], table: LabTable) -> Item:
        former = versions[-1]
        source = LabSource.of(former.source)
        code = Code(source.system, source.code, source.name)
        why = say("its sender deleted the whole order {order}", order=self._order)
        return Item(
            key=f"{self._key} deletes {versions[0].id}",
            verdict="changed",
            at=self._notice.at,
            received=self._taken_back(former, source, code),
            patient=self._matched.patient,
            mapped=Mapped(
                analyte=table.analytes.get(former.analyte),
                unit=UnitReading(unit=former.unit, certainty="certain"),
                method=source.method,
                code=code,
            ),
            former=former,
            reasons=(why, *self._matched.doubts),
        )

    def _taken_back(self, former: LabResulted, source: LabSource, code: Code) -> Received:
        """The filed result as its sender would send it to delete it."""
        return Received(
            at=self._notice.at,
            identity=self._notice.identity,
            sender=source.sender,
            order=source.order,
            sub_id=source.sub_id,
            codes=(code,),
            specimen=Specimen(number=source.specimen_id, name=former.specimen or ""),
            value=former.value,
            unit=source.unit_as_received or former.unit,
            lower_limit=former.lower_limit,
            upper_limit=former.upper_limit,
            flags=source.flags,
            status="deleted",
            collected_at=former.happened_at,
            collected_from=source.collected_from,
            time_known=source.time_known,
        )
