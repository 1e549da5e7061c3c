"""Entries about the patient: who, where, body, transplant, enrolment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from blin21_desktop.domain.entries.base import Entry, Kind

Sex = Literal["female", "male", "other", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientRegistered(Entry):
    """A patient joins the ward's list, with the protocol and the drug label that govern the treatment."""

    kind: ClassVar[Kind] = Kind.PATIENT_REGISTERED
    family_name: str
    given_name: str
    kana: str | None = None
    hospital_id: str
    sex: Sex
    birth_date: date
    allergies: tuple[str, ...]
    bed: str | None = None
    protocol: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BedChanged(Entry):
    """The patient lies in another bed from now on."""

    kind: ClassVar[Kind] = Kind.BED_CHANGED
    bed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMeasured(Entry):
    """Weight (kg) and, if measured, height (cm)."""

    kind: ClassVar[Kind] = Kind.BODY_MEASURED
    weight_kg: float
    height_cm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransplantRecorded(Entry):
    """An allogeneic transplant: its date, which one it is, donor and prophylaxis."""

    kind: ClassVar[Kind] = Kind.TRANSPLANT_RECORDED
    transplanted_on: date
    number: int
    donor_source: str | None = None
    hla_match: str | None = None
    conditioning: str | None = None
    gvhd_prophylaxis: tuple[str, ...] = field(default=())
    engrafted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled(Entry):
    """The patient was enrolled in the trial."""

    kind: ClassVar[Kind] = Kind.ENROLLED
    enrolled_on: date
