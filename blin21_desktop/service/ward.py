"""The ward: the one object the shells talk to. Reads the log, judges batches, answers looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Entry, Kind, SheetPrinted
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.ports import Clock, Head, Log, Stale
from blin21_desktop.domain.text import Text
from blin21_desktop.service.decide import objections
from blin21_desktop.service.look import Look, look_at
from blin21_desktop.service.refusal import Objection, Refused

BOARD_KINDS = frozenset(
    {
        Kind.PATIENT_REGISTERED,
        Kind.BED_CHANGED,
        Kind.BODY_MEASURED,
        Kind.TRANSPLANT_RECORDED,
        Kind.ENROLLED,
        Kind.DOSE_ORDERED,
        Kind.INFUSION_STARTED,
        Kind.BAG_CHANGED,
        Kind.INFUSION_PAUSED,
        Kind.INFUSION_RESUMED,
        Kind.INFUSION_ENDED,
        Kind.ENTRY_WITHDRAWN,
        Kind.PUMP_READ,
        Kind.PREMEDICATION_GIVEN,
        Kind.DRUG_GIVEN,
        Kind.VITALS_MEASURED,
        Kind.CRS_CHECKED,
        Kind.NEURO_CHECKED,
        Kind.CHECK_MISSED,
        Kind.EVENT_GRADED,
        Kind.GVHD_STAGED,
        Kind.DECISION_TAKEN,
        Kind.LAB_RESULTED,
        Kind.ALERT_ACKNOWLEDGED,
    }
)
"""What the board needs of every patient; the rest of a chart is read when it is opened."""

TRIES = 3


class Ward:
    """One ward file seen through its ports. `zone` is where the ward lies; `training` marks synthetic patients."""

    def __init__(
        self,
        log: Log,
        clock: Clock,
        knowledge: Knowledge,
        *,
        zone: tzinfo,
        training: bool,
        damage: Callable[[], Text | None] = lambda: None,
    ) -> None:
        """Take the ports; nothing is read until asked. `damage` says what is wrong with the record, or None."""
        self._log = log
        self._clock = clock
        self.knowledge = knowledge
        self.zone = zone
        self.training = training
        self.damage = damage
        self._charts: dict[str, Chart] = {}
        self._chart_read: dict[str, int] = {}
        self._board: dict[str, Chart] = {}
        self._board_read = 0

    def now(self) -> datetime:
        """The moment, by the ward's clock, in the ward's zone with a fixed offset, whole seconds."""
        return fixed(self._clock(), self.zone)

    def patients(self) -> tuple[str, ...]:
        """Study numbers in order of first writing."""
        return tuple(self._log.patients())

    def chart(self, patient: str) -> Chart:
        """Everything written about one patient, read on from where the last call stopped."""
        new = self._log.read(patient=patient, after=self._chart_read.get(patient, 0))
        old = self._charts.get(patient)
        entries = [r.entry for r in new]
        if old is None:
            self._charts[patient] = Chart.of(patient, entries)
        elif entries:
            self._charts[patient] = old.with_written(entries)
        if new:
            self._chart_read[patient] = new[-1].position
        return self._charts[patient]

    def look(self, patient: str, at: datetime | None = None, known_at: datetime | None = None) -> Look:
        """The derived state of one patient at a moment (default: now), from what was known by `known_at`."""
        return self._look(self.chart(patient), at, known_at)

    def board(self, at: datetime | None = None, known_at: datetime | None = None) -> tuple[Look, ...]:
        """A look at every patient with a registration, without results of the laboratory."""
        at = at or self.now()
        looks = (self._look(chart, at, known_at) for chart in self._board_charts().values())
        return tuple(look for look in looks if look.registered is not None)

    def judge(self, batch: Sequence[Entry]) -> tuple[Objection, ...]:
        """What the guards say to a batch now. Nothing is written."""
        charts = {patient: self.chart(patient) for patient in {e.patient for e in batch}}
        return objections(batch, charts, self.now(), self.knowledge)

    def write(self, batch: Sequence[Entry], pictures: Sequence[Picture] = ()) -> Head:
        """Write a batch with the pictures that its handwriting samples name, whole or not at all.

        Raises `Refused` with every objection in words, and `Stale` when others kept writing meanwhile.
        """
        for _ in range(TRIES):
            head = self._log.head()
            found = self.judge(batch)
            if found:
                raise Refused(found)
            try:
                return self._log.append(batch, after=head.count, pictures=pictures)
            except Stale:
                continue
        raise Stale

    def note_print(self, entry: SheetPrinted) -> Head:
        """Record that a sheet was printed or saved."""
        return self.write((entry,))

    def head(self) -> Head:
        """The newest point of the record."""
        return self._log.head()

    def _look(self, chart: Chart, at: datetime | None, known_at: datetime | None) -> Look:
        moment = fixed(at, self.zone) if at is not None else self.now()
        seen = chart if known_at is None else chart.known_at(known_at)
        head, damage = self._log.charted_head(), self.damage()
        look = look_at(seen, moment, self.knowledge, known_at=known_at, head=head, training=self.training)
        return look if damage is None else replace(look, damage=damage, warnings=(damage, *look.warnings))

    def _board_charts(self) -> dict[str, Chart]:
        new = self._log.read(kinds=BOARD_KINDS, after=self._board_read)
        fresh: dict[str, list[Entry]] = {}
        for recorded in new:
            fresh.setdefault(recorded.entry.patient, []).append(recorded.entry)
        for patient, entries in fresh.items():
            old = self._board.get(patient)
            self._board[patient] = Chart.of(patient, entries) if old is None else old.with_written(entries)
        if new:
            self._board_read = new[-1].position
        return self._board


def fixed(moment: datetime, zone: tzinfo) -> datetime:
    """The same moment with the fixed offset that `zone` has then, whole seconds."""
    local = moment.astimezone(zone).replace(microsecond=0)
    return datetime.fromisoformat(local.isoformat())
