"""A look: everything derived about one patient at one moment. The only thing screen and paper read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from blin21_desktop.domain.alerts import Alert
from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import (
    BedChanged,
    BodyMeasured,
    DoseOrdered,
    Entry,
    PatientRegistered,
)
from blin21_desktop.domain.findings import Finding, Task
from blin21_desktop.domain.infusion import Course, Status
from blin21_desktop.domain.knowledge import Knowledge, Label, Protocol, Scale
from blin21_desktop.domain.moments import day_number, since
from blin21_desktop.domain.ports import Head
from blin21_desktop.domain.signature import Signature
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules import findings as all_findings
from blin21_desktop.rules.alerts import alerts
from blin21_desktop.rules.bag import BagState, bag_state
from blin21_desktop.rules.confirmed import confirmed
from blin21_desktop.rules.course import PlannedEnd, planned_end
from blin21_desktop.rules.dose import ExpectedDose, StepDue, expected_dose, step_due
from blin21_desktop.rules.handover import Handed, handed
from blin21_desktop.rules.in_force import NOTHING_GRADED, Grades, grades
from blin21_desktop.rules.lab_in_force import NO_LABS, LabGrades, lab_grades
from blin21_desktop.rules.premedication import Premedication, premedications
from blin21_desktop.rules.reconciliation import Reconciliation, reconcile
from blin21_desktop.rules.schedule import Check, next_checks
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.step import step_ahead
from blin21_desktop.rules.tasks import tasks as all_tasks
from blin21_desktop.service.doubts import doubts


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One patient at `at`, from what was known by `known_at` (None: all that is known).

    Lengths are exact; days count from 1; None means it cannot be known, and `warnings` or a finding's
    `missing` says why. `step_ahead` is the one time of a step still to be done; None when none is due, as
    after a restart at the low dose, or when that cannot be told. `step.at` alone does not say so.
    `signature` is the label's last one by then; whether what it stands for is still in force: `signature.differs`.
    """

    patient: str
    at: datetime
    known_at: datetime | None
    training: bool
    head: Head
    chart: Chart
    registered: PatientRegistered | None
    bed: str | None
    label: Label | None
    protocol: Protocol | None
    courses: tuple[Course, ...]
    course: Course | None
    charted: Entry | None
    confirmed: Entry | None
    weight: BodyMeasured | None
    ordered: DoseOrdered | None
    planned_end: PlannedEnd | None = None
    step: StepDue | None = None
    step_ahead: datetime | None = None
    expected: ExpectedDose | None = None
    bag: BagState | None = None
    reconciliation: Reconciliation | None = None
    grades: Grades = NOTHING_GRADED
    labs: LabGrades = field(default=NO_LABS, compare=False, repr=False)
    checks: tuple[Check, ...] = ()
    alerts: tuple[Alert, ...] = ()
    premedications: tuple[Premedication, ...] = ()
    findings: tuple[Finding, ...] = ()
    tasks: tuple[Task, ...] = ()
    warnings: tuple[Text, ...] = ()
    damage: Text | None = None
    scales: Mapping[str, Scale] = field(default_factory=dict)
    signature: Signature | None = None
    handover: Handed | None = None
    to_review: int = 0
    """Laboratory results of files read by then that wait for a person."""
    copy_at: datetime | None = None
    """In a review copy: the moment its record ends."""

    @property
    def status(self) -> Status:
        """Where the newest course stands, as charted."""
        return Status.NOT_STARTED if self.course is None else self.course.status

    @property
    def unconfirmed(self) -> bool:
        """Whether nobody charted or saw the flow of a running course for longer than the ward's limit.

        Never where the limit is not configured: nothing is called old by guess.
        """
        limit = None if self.protocol is None else self.protocol.get("program.confirmed_max_hours")
        if limit is None or self.confirmed is None or self.status is not Status.RUNNING:
            return False
        return since(self.confirmed.happened_at, self.at) > timedelta(hours=float(limit.value))

    @property
    def coming_order(self) -> DoseOrdered | None:
        """The next order already written whose time has not come: the first dose before a start, or the step's.

        Of two for the same moment the newer one stands, as it will when its time has come.
        """
        ahead = [order for order in self.chart.all(DoseOrdered, self.at) if order.from_ > self.at]
        first = min((order.from_ for order in ahead), default=None)
        return max(
            (o for o in ahead if o.from_ == first), key=lambda o: (o.happened_at, o.recorded_at, o.id), default=None
        )

    @property
    def shown_order(self) -> DoseOrdered | None:
        """The order in force, or before a start the one that is coming."""
        return self.ordered or self.coming_order

    @property
    def infused(self) -> timedelta:
        """How long the drug flowed in the newest course."""
        return timedelta() if self.course is None else self.course.infused

    @property
    def interrupted(self) -> timedelta:
        """How long it stood still in the newest course."""
        return timedelta() if self.course is None else self.course.interrupted

    @property
    def infusion_day(self) -> int | None:
        """Day by hours of flow, at most the course's infusion days."""
        if self.course is None:
            return None
        days = day_number(self.infused)
        limit = None if self.label is None else self.label.get("cycle.infusion_days")
        return days if limit is None else min(days, limit.value)

    @property
    def cycle_day(self) -> int | None:
        """Day by hours since the course began; stands still when it has ended."""
        return None if self.course is None else day_number(since(self.course.started_at, self.course.until))


def look_at(
    chart: Chart, at: datetime, knowledge: Knowledge, *, known_at: datetime | None, head: Head, training: bool
) -> Look:
    """Derive everything. A chart without a registration gives what can be said without one."""
    situation = Situation.of(chart, at, knowledge)
    found = chart.courses(at) if situation is None else situation.courses
    course = found[-1] if found else None
    bare = Look(
        patient=chart.patient,
        at=at,
        known_at=known_at,
        training=training,
        head=head,
        chart=chart,
        registered=chart.last(PatientRegistered, at),
        bed=_bed(chart, at),
        label=None,
        protocol=None,
        courses=found,
        course=course,
        charted=None if course is None else course.charted,
        confirmed=confirmed(chart, course, at),
        weight=chart.last(BodyMeasured, at),
        ordered=None,
        warnings=doubts(found, chart, at),
        handover=handed(chart, at),
    )
    if situation is None:
        warning = say("{patient} has no registration in force", patient=chart.patient)
        return replace(bare, warnings=(warning, *bare.warnings))
    return _judged(replace(bare, labs=lab_grades(situation, knowledge)), situation)


def _judged(bare: Look, situation: Situation) -> Look:
    """The look with all that the label and the protocol say about it."""
    found = None if situation.course is None else reconcile(situation, situation.course)
    course = situation.course
    judged = all_findings(situation)
    gap = () if found is None else _gap(found)
    return replace(
        bare,
        reconciliation=found,
        warnings=(*bare.warnings, *gap),
        label=situation.label,
        protocol=situation.protocol,
        weight=situation.weight,
        ordered=situation.ordered,
        planned_end=planned_end(situation),
        step=step_due(situation),
        step_ahead=step_ahead(situation),
        expected=expected_dose(situation),
        bag=bag_state(situation),
        grades=grades(
            situation.chart,
            situation.at,
            situation.scales,
            None if course is None else course.started_at,
            situation.terms,
        ),
        checks=next_checks(situation),
        alerts=alerts(situation, judged),
        premedications=premedications(situation),
        findings=judged,
        tasks=all_tasks(situation),
        scales=situation.scales,
    )


def _gap(found: Reconciliation) -> tuple[Text, ...]:
    """What screen and paper say about the course's time; nothing when it adds up."""
    if found.answer == "unexplained":
        return (say("the time does not add up: {why}", why=found.because),)
    if found.answer == "cannot_tell":
        return (say("cannot tell whether the time adds up, missing: {missing}", missing=found.missing),)
    return ()


def of_course(look: Look, place: int) -> Look:
    """The look with the course at `place` (0: the first) in front; an earlier one has ended: nothing is planned."""
    course = look.courses[place]
    if course is look.course:
        return look
    found = None
    if look.label is not None and look.protocol is not None:
        situation = Situation(
            chart=look.chart,
            at=look.at,
            courses=look.courses,
            course=course,
            label=look.label,
            protocol=look.protocol,
        )
        found = reconcile(situation, course)
    return replace(
        look,
        course=course,
        charted=course.charted,
        confirmed=None,
        reconciliation=found,
        planned_end=None,
        step=None,
        step_ahead=None,
        bag=None,
    )


def _bed(chart: Chart, at: datetime) -> str | None:
    moved, registered = chart.last(BedChanged, at), chart.last(PatientRegistered, at)
    if moved is not None and (registered is None or registered.happened_at <= moved.happened_at):
        return moved.bed
    return None if registered is None else registered.bed or (None if moved is None else moved.bed)
