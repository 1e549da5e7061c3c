"""The ward: the one object the shells talk to. Reads the log, judges batches, answers looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from blin21_desktop.domain.chart import Chart, NotRead
from blin21_desktop.domain.entries import Entry, Kind
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.picture import Picture
from blin21_desktop.domain.ports import Clock, Head, Log, Recorded, Stale
from blin21_desktop.domain.signature import Signature, newest
from blin21_desktop.domain.staying import made_to_stay
from blin21_desktop.rules.lab_in_force import NO_LABS
from blin21_desktop.service.beside import NOTHING_BESIDE, Beside
from blin21_desktop.service.decide import objections
from blin21_desktop.service.look import Look, look_at
from blin21_desktop.service.past import LogUntil
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
        Kind.PREMEDICATION_GIVEN,
        Kind.DRUG_GIVEN,
        Kind.CRS_CHECKED,
        Kind.NEURO_CHECKED,
        Kind.CHECK_MISSED,
        Kind.EVENT_GRADED,
        Kind.GVHD_STAGED,
        Kind.DECISION_TAKEN,
        Kind.LAB_BASELINE_CHOSEN,
        Kind.LAB_CONDITION_ANSWERED,
        Kind.ALERT_ACKNOWLEDGED,
        Kind.HANDOVER_GIVEN,
        Kind.HANDOVER_RECEIVED,
    }
)
"""Of these the board reads everything at once: rules look at the whole of them, or they are few."""

BOARD_REACH = timedelta(days=2)
"""Of all other kinds it reads so much; what a rule asks beyond that is read when it asks (see `Chart.read_from`)."""

TRIES = 3


@dataclass(frozen=True, slots=True)
class _Common:
    """What every look of one moment shares: newest point of the record, signatures of labels, results that wait."""

    head: Head
    signed: Sequence[Signature]
    waiting: Mapping[str, int]


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
        beside: Beside = NOTHING_BESIDE,
    ) -> None:
        """Take the ports; nothing is read until asked."""
        self._log = log
        self._clock = clock
        self.knowledge = knowledge
        self.zone = zone
        self.training = training
        self.beside = beside
        self.copy_at: datetime | None = None
        """In a review copy: the moment its record ends; every look then says so."""
        self._charts: dict[str, Chart] = {}
        self._chart_read: dict[str, int] = {}
        self._board: dict[str, Chart] = {}
        self._board_read = 0
        self._board_from: dict[Kind, datetime] = {}

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
        moment = self._moment(at)
        return self._look(self.chart(patient), moment, known_at, self._common(moment, known_at))

    def board(self, at: datetime | None = None, known_at: datetime | None = None) -> tuple[Look, ...]:
        """A look at every patient with a registration: the same as `look`, but for a chart read in part."""
        moment = self._moment(at)
        common = self._common(moment, known_at)
        self._read_board(moment)
        looks = (self._glance(patient, moment, known_at, common) for patient in self._board)
        return tuple(look for look in looks if look.registered is not None)

    def judge(self, batch: Sequence[Entry]) -> tuple[Objection, ...]:
        """What the guards say to a batch now. Nothing is written."""
        charts = {patient: self.chart(patient) for patient in {e.patient for e in batch}}
        return objections(batch, charts, self.now(), self.knowledge)

    def write(self, batch: Sequence[Entry], pictures: Sequence[Picture] = (), *, after: int | None = None) -> Head:
        """Write a batch with the pictures that its handwriting samples name, whole or not at all.

        `after`: how many entries the record had when the batch was made, where it depends on all of them. Raises
        `Refused` with every objection in words, and `Stale` when others kept writing meanwhile, or wrote since `after`.
        """
        for _ in range(TRIES):
            head = self._log.head()
            if after not in (None, head.count):
                raise Stale
            found = self.judge(batch)
            if found:
                raise Refused(found)
            try:
                return self._log.append(batch, after=head.count, pictures=pictures)
            except Stale:
                continue
        raise Stale

    def until(self, head: Head) -> Ward:
        """The ward with its record as it was at a point, to look at. The clock goes on, nothing can be written."""
        past = LogUntil(self._log, head)
        return Ward(
            past,
            self._clock,
            self.knowledge,
            zone=self.zone,
            training=self.training,
            beside=self.beside,
        )

    def head(self) -> Head:
        """The newest point of the record."""
        return self._log.head()

    def _moment(self, at: datetime | None) -> datetime:
        return self.now() if at is None else fixed(at, self.zone)

    def _common(self, at: datetime, known_at: datetime | None) -> _Common:
        by_then = at if known_at is None else min(at, known_at)
        waiting = Counter(one.patient for one in self.beside.waiting(by_then))
        return _Common(self._log.charted_head(), self.beside.signatures(), waiting)

    def _look(self, chart: Chart, at: datetime, known_at: datetime | None, common: _Common) -> Look:
        seen = chart if known_at is None else chart.known_at(known_at)
        damage = self.beside.damage()
        look = look_at(seen, at, self.knowledge, known_at=known_at, head=common.head, training=self.training)
        look = replace(look, copy_at=self.copy_at, to_review=common.waiting.get(chart.patient, 0))
        if look.label is not None and common.signed:
            by_then = at if known_at is None else min(at, known_at)
            look = replace(look, signature=newest(common.signed, look.label.id, by_then))
        return look if damage is None else replace(look, damage=damage, warnings=(damage, *look.warnings))

    def _glance(self, patient: str, at: datetime, known_at: datetime | None, common: _Common) -> Look:
        """A look at what the board has read of a patient; where that does not reach far enough, more is read."""
        while True:
            try:
                return _with_labs(self._look(self._board[patient], at, known_at, common))
            except NotRead as wanted:
                read = self._log.read(patient=patient, kinds=frozenset({wanted.kind}))
                every = [r.entry for r in read if r.position <= self._board_read]
                self._board[patient] = self._board[patient].with_whole(wanted.kind, every)

    def _read_board(self, at: datetime) -> None:
        """Take in what was written since the last board; at first only so far back as the board needs at `at`."""
        head = self._log.head().count
        new: Sequence[Recorded]
        if self._board_from:
            new = self._log.read(after=self._board_read)
        else:
            start = at - BOARD_REACH
            with made_to_stay():
                new = self._log.read(kinds=BOARD_KINDS, others_from=start)
            self._board_from = dict.fromkeys(frozenset(Kind) - BOARD_KINDS, start)
        fresh: dict[str, list[Entry]] = {}
        for recorded in new:
            if recorded.position <= head:
                fresh.setdefault(recorded.entry.patient, []).append(recorded.entry)
        for patient, entries in fresh.items():
            old = self._board.get(patient)
            self._board[patient] = (
                Chart.of(patient, entries, self._board_from) if old is None else old.with_written(entries)
            )
        self._board_read = head


def _with_labs(look: Look) -> Look:
    """The look with today's laboratory grades worked out while more can be read; none where no result came of late."""
    if not look.chart.by_kind.get(Kind.LAB_RESULTED):
        return replace(look, labs=NO_LABS)
    _ = look.labs.today
    return look


def fixed(moment: datetime, zone: tzinfo) -> datetime:
    """The same moment with the fixed offset that `zone` has then, whole seconds."""
    local = moment.astimezone(zone).replace(microsecond=0)
    return datetime.fromisoformat(local.isoformat())
