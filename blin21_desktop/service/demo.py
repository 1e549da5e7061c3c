"""The training ward: turns `resources/demo/ward.toml` into entries of invented, synthetic patients.

Doses come from the label rules and rates from the label's table, so the ward passes the same guards as
any other. The table of patients is data; this module only walks their courses through time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from blin21_desktop.domain.chart import Chart, order
from blin21_desktop.domain.entries import (
    Bag,
    BagChanged,
    BodyMeasured,
    DoseOrdered,
    Enrolled,
    Entry,
    InfusionEnded,
    InfusionPaused,
    InfusionResumed,
    InfusionStarted,
    LineChecks,
    PatientRegistered,
    PauseReason,
    PremedicationGiven,
    PumpRead,
    SecondCheck,
    TransplantRecorded,
)
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.moments import later
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.label_dose import Level, dose_of_level
from blin21_desktop.rules.situation import Situation
from blin21_desktop.service.demo_checks import Rounds
from blin21_desktop.service.demo_labs import demo_labs

Table = Mapping[str, Any]
Fields = dict[str, Any]

PROTOCOL = "sct-all-blin21"
SPARE_HOURS = 6
ALL_CHECKED = LineChecks(not_flushed=True, filter_in_place=True, pump_locked=True, clamps_open=True)


@dataclass(frozen=True, slots=True)
class _Course:
    """One patient's course being walked: its rows of the table, and the doses it uses."""

    patient: Table
    row: Table
    start: datetime
    low: float
    full: float
    step_hours: float

    def dose(self, hour: float) -> float:
        """Dose (microgram/day) of a bag hung at `hour` of flow."""
        return self.low if self.row["number"] == 1 and hour < self.step_hours else self.full


class Walk:
    """Makes the entries of the whole ward as seen at `at`."""

    def __init__(self, table: Table, at: datetime, knowledge: Knowledge, new_id: Callable[[datetime], str]) -> None:
        """Take the patients' table, the moment, the knowledge for doses and rates, and a maker of ids."""
        self._table = table
        self._at = at
        self._knowledge = knowledge
        self._new_id = new_id
        self._nurses: list[str] = table["staff"]["nurses"]

    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order they would have been written."""
        found = [entry for patient in self._table["patient"] for entry in self._patient(patient)]
        return tuple(sorted(found, key=order))

    def _common(self, patient: Table, at: datetime, **fields: Any) -> Fields:  # noqa: ANN401
        at = at.replace(microsecond=0)
        nurse = self._nurses[(at.hour // 8) % len(self._nurses)]
        return {
            "id": self._new_id(at),
            "patient": patient["study"],
            "happened_at": at,
            "recorded_at": at,
            "by": nurse,
            **fields,
        }

    def _patient(self, patient: Table) -> Iterator[Entry]:
        row = patient["course"][0]
        ago = timedelta(hours=row["started_hours_ago"]) if "started_hours_ago" in row else timedelta()
        start = self._at + timedelta(hours=row.get("starts_in_hours", 0.0)) - ago
        admitted = min(start, self._at) - timedelta(days=3)
        background = tuple(self._background(patient, admitted))
        yield from background
        situation = Situation.of(Chart.of(patient["study"], background), admitted, self._knowledge)
        step = self._knowledge.protocols[PROTOCOL].get("step.after_days")
        course = _Course(
            patient,
            row,
            start.replace(microsecond=0),
            _dose(situation, "low"),
            _dose(situation, "full"),
            0.0 if step is None else step.value * 24.0,
        )
        flow = [*self._orders(course), *(self._given(course) if row["bags"] else ())]
        yield from flow
        end = next((entry.happened_at for entry in flow if isinstance(entry, InfusionEnded)), self._at)
        rounds = Rounds(patient, course.start, end, flow=(*background, *flow), knowledge=self._knowledge)
        yield from rounds.entries(self._common)
        yield from demo_labs(self._table["labs"], patient, course.start, end, self._common)
        if "weighed_hours_ago" in patient:
            weighed = self._at - timedelta(hours=patient["weighed_hours_ago"])
            yield BodyMeasured(**self._common(patient, weighed), weight_kg=patient["weight_kg"])

    def _background(self, patient: Table, admitted: datetime) -> Iterator[Entry]:
        common = self._common
        enrolled = admitted.date() - timedelta(days=1)
        hct = patient["transplant"]
        transplanted = enrolled - timedelta(days=hct["enrolled_on_day"])
        birth = date(admitted.year - patient["age"], 1, 10)
        if (admitted.month, admitted.day) < (1, 10):
            birth = birth.replace(year=birth.year - 1)
        yield PatientRegistered(
            **common(patient, admitted, note="synthetic patient, invented for training"),
            family_name=patient["family"],
            given_name=patient["given"],
            kana=patient["kana"],
            hospital_id=patient["hospital_id"],
            sex=patient["sex"],
            birth_date=birth,
            allergies=tuple(patient["allergies"]),
            bed=patient["bed"],
            protocol=PROTOCOL,
            label=patient["label"],
        )
        yield TransplantRecorded(
            **common(patient, admitted),
            transplanted_on=transplanted,
            number=hct["number"],
            donor_source=hct["donor"],
            hla_match=hct["match"],
            gvhd_prophylaxis=tuple(hct["prophylaxis"]),
            engrafted_on=transplanted + timedelta(days=hct["engrafted_on_day"]),
        )
        yield Enrolled(**common(patient, admitted), enrolled_on=enrolled)
        yield BodyMeasured(**common(patient, admitted), weight_kg=patient["weight_kg"], height_cm=patient["height_cm"])

    def _orders(self, course: _Course) -> Iterator[Entry]:
        patient, ordered_at = course.patient, min(course.start, self._at) - timedelta(days=1)
        split = self._knowledge.labels[patient["label"]].get("dose.weight_split_kg")
        per_m2 = split is not None and patient["weight_kg"] < split.value
        doses = [(course.start, course.low), (later(course.start, timedelta(hours=course.step_hours)), course.full)]
        for begin, dose in doses if course.row["number"] == 1 else [(course.start, course.full)]:
            yield DoseOrdered(
                **self._common(patient, ordered_at),
                course=course.row["number"],
                dose_micrograms_per_day=dose,
                basis="per_m2" if per_m2 else "fixed",
                weight_kg=patient["weight_kg"],
                from_=begin,
                prescriber=self._table["staff"]["physician"],
            )

    def _given(self, course: _Course) -> Iterator[Entry]:
        yield PremedicationGiven(
            **self._common(course.patient, course.start - timedelta(hours=1)),
            drug="dexamethasone",
            dose_mg=5.0,
            before="start",
        )
        pauses = list(course.row.get("pauses", ()))
        hour, flowed, bags = 0.0, 0.0, list(course.row["bags"])
        for number, bag_hours in enumerate(bags, start=1):
            hung_at = later(course.start, timedelta(hours=hour))
            bag = self._bag(course, number, bag_hours, hung_at, flowed)
            yield self._hang(course, bag, number, hung_at)
            left = float(bag_hours)
            while pauses and pauses[0]["at"] < hour + left:
                pause = pauses.pop(0)
                yield from self._pause(course, pause, bag)
                left -= pause["at"] - hour
                hour = pause["at"] + pause.get("hours", 0.0)
            hour, flowed = hour + left, flowed + bag_hours
        yield from self._tail(course)

    def _bag(self, course: _Course, number: int, bag_hours: int, hung_at: datetime, flowed: float) -> Bag:
        label = self._knowledge.labels[course.patient["label"]]
        rates = label.get("bag.rate_ml_per_h")
        rate = float(rates.value[str(bag_hours)]) if rates is not None else 0.0
        use_before = later(hung_at, timedelta(hours=bag_hours + SPARE_HOURS))
        if number == len(course.row["bags"]) and "last_bag_use_before_hours_ago" in course.row:
            use_before = self._at - timedelta(hours=course.row["last_bag_use_before_hours_ago"])
        return Bag(
            label=f"{course.patient['study']}-C{course.row['number']}-B{number}",
            patient=course.patient["study"],
            dose_micrograms_per_day=course.dose(flowed),
            hours=bag_hours,
            volume_ml=round(rate * bag_hours, 1),
            rate_ml_per_h=rate,
            use_before=use_before.replace(microsecond=0),
        )

    def _flow(self, bag: Bag, nurse: str) -> Fields:
        return {
            "dose_micrograms_per_day": bag.dose_micrograms_per_day,
            "rate_ml_per_h": bag.rate_ml_per_h,
            "checked_by": self._nurses[(self._nurses.index(nurse) + 1) % len(self._nurses)],
            "second_check": SecondCheck(
                rate_ml_per_h=bag.rate_ml_per_h, dose_micrograms_per_day=bag.dose_micrograms_per_day
            ),
            "line_checks": ALL_CHECKED,
        }

    def _hang(self, course: _Course, bag: Bag, number: int, hung_at: datetime) -> Entry:
        common = self._common(course.patient, hung_at)
        flow = self._flow(bag, common["by"])
        if number == 1:
            return InfusionStarted(**common, **flow, bag=bag, course=course.row["number"])
        return BagChanged(**common, **flow, bag=bag)

    def _pause(self, course: _Course, pause: Table, bag: Bag) -> Iterator[Entry]:
        stopped = later(course.start, timedelta(hours=pause["at"]))
        yield InfusionPaused(
            **self._common(course.patient, stopped, note=pause["note"]),
            reason=PauseReason(pause["reason"]),
            event=pause.get("event"),
            flushed=False,
        )
        if "hours" in pause:
            resumed = later(stopped, timedelta(hours=pause["hours"]))
            if "premedicated_mg" in pause:
                given = self._common(course.patient, later(resumed, -timedelta(hours=1)))
                yield PremedicationGiven(
                    **given, drug="dexamethasone", dose_mg=pause["premedicated_mg"], before="restart"
                )
            again = self._common(course.patient, resumed)
            yield InfusionResumed(**again, **self._flow(bag, again["by"]))

    def _tail(self, course: _Course) -> Iterator[Entry]:
        end = course.row.get("end")
        if end is not None:
            ended = later(course.start, timedelta(hours=end["at"]))
            yield InfusionEnded(
                **self._common(course.patient, ended),
                outcome=end["outcome"],
                because=end.get("because"),
                event=end.get("event"),
            )
        elif all("hours" in pause for pause in course.row.get("pauses", ())):
            read_at = self._at - timedelta(minutes=50)
            rates = self._knowledge.labels[course.patient["label"]].get("bag.rate_ml_per_h")
            hours = str(course.row["bags"][-1])
            if rates is not None:
                yield PumpRead(
                    **self._common(course.patient, read_at), rate_ml_per_h=float(rates.value[hours]), running=True
                )


def _dose(situation: Situation | None, level: Level) -> float:
    """The label's dose to 0.1 microgram/day; 0 where it cannot be told, which the guards then refuse."""
    found = None if situation is None else dose_of_level(situation, level, Consulted())[0]
    return 0.0 if found is None else round(found, 1)
