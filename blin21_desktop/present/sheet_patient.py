"""Who the patient is and what matters of the way so far, as labels with values. Missing is "Not known"."""

from __future__ import annotations

from blin21_desktop.domain.entries import Enrolled, PremedicationGiven, TransplantRecorded
from blin21_desktop.domain.infusion import Course, Pause
from blin21_desktop.domain.moments import age_years, since
from blin21_desktop.present.paper import Fact
from blin21_desktop.present.sheet_blin import age_class, weight_class
from blin21_desktop.present.sheet_frame import label_name
from blin21_desktop.present.words import Words
from blin21_desktop.rules.transplant import transplant_of, whole_days_after
from blin21_desktop.service.look import Look


def identity(look: Look, words: Words) -> tuple[Fact, ...]:
    """Born (age), gender, id, bed, allergy, weight with its date, study number, protocol, label by name."""
    person = look.registered
    allergies = sex = born = None
    if person is not None:
        of_age = words.joined((age(look, words), age_class(look, words)))
        born = words.t("{born:day} ({age})", born=person.birth_date, age=of_age)
        sex = None if person.sex == "unknown" else words.code(person.sex)
        allergies = words.joined(person.allergies) if person.allergies else words.t("none recorded")
    weight = None
    if look.weight is not None:
        weight = words.t("{weight:kg}, {on}", weight=look.weight.weight_kg, on=words.day(look.weight.happened_at))
        weight = words.joined((weight, weight_class(look, words)))
    protocol = None
    if look.protocol is not None:
        protocol = look.protocol.name_ja if words.lang == "ja" else look.protocol.name_en
    return (
        Fact(words.t("Born"), words.format(born)),
        Fact(words.t("Gender"), words.format(sex)),
        Fact(words.t("ID"), words.format(None if person is None else person.hospital_id), strong=True),
        Fact(words.t("Bed"), words.format(look.bed), strong=True),
        Fact(words.t("Allergy"), words.format(allergies), strong=True),
        Fact(words.t("Weight"), words.format(weight)),
        Fact(words.t("Study number"), look.patient),
        Fact(words.t("Protocol"), words.format(protocol)),
        Fact(words.t("Drug label"), label_name(look.label, words)),
    )


def age(look: Look, words: Words) -> str:
    """Completed years on the day looked at: `13y`, `13歳`."""
    person = look.registered
    if person is None:
        return words.format(None)
    years = age_years(person.birth_date, look.at.astimezone(words.zone).date())
    return words.t("{years:number}y", years=years)


def summary(look: Look, words: Words) -> tuple[Fact, ...]:
    """Transplant, prophylaxis, enrolment, courses, pauses and premedication, as charted."""
    transplant = transplant_of(look.chart, look.at)
    enrolled = look.chart.last(Enrolled, look.at)
    return (
        Fact(words.t("Transplant"), _transplant(look, transplant, words)),
        Fact(words.t("GVHD prophylaxis"), _prophylaxis(transplant, words)),
        Fact(words.t("Enrolled"), words.format(None if enrolled is None else enrolled.enrolled_on)),
        *(Fact(words.t("Course {number:number}", number=c.number), _course(c, words)) for c in look.courses),
        Fact(words.t("Pauses"), _pauses(look.course, words)),
        Fact(words.t("Premedication"), _premedication(look, words)),
    )


def _transplant(look: Look, transplant: TransplantRecorded | None, words: Words) -> str:
    if transplant is None:
        return words.format(None)
    return words.t(
        "number {number:number}, {on:day}, day {days:number} after transplant",
        number=transplant.number,
        on=transplant.transplanted_on,
        days=whole_days_after(transplant, look.at, words.zone),
    )


def _prophylaxis(transplant: TransplantRecorded | None, words: Words) -> str:
    if transplant is None:
        return words.format(None)
    return words.joined(transplant.gvhd_prophylaxis) if transplant.gvhd_prophylaxis else words.t("none recorded")


def _course(course: Course, words: Words) -> str:
    started = words.t("started {at:time}", at=course.started_at)
    if course.ended_at is None:
        return started
    return words.joined((started, words.t("ended {at:time}", at=course.ended_at), course.status))


def _pauses(course: Course | None, words: Words) -> str:
    if course is None or not course.pauses:
        return words.t("none charted")
    return "; ".join(_pause(course, pause, words) for pause in course.pauses)


def _pause(course: Course, pause: Pause, words: Words) -> str:
    length = since(pause.start, pause.end or course.until)
    told = words.t("{length:length} so far", length=length) if pause.end is None else words.length(length)
    return words.joined((f"{words.short_day(pause.start)} {words.time(pause.start)}", told, pause.entry.reason))


def _premedication(look: Look, words: Words) -> str:
    given = look.chart.last(PremedicationGiven, look.at)
    if given is None:
        return words.t("none charted")
    return words.t(
        "{drug} {dose:number} mg, {at:time}, by {who}",
        drug=given.drug,
        dose=given.dose_mg,
        at=given.happened_at,
        who=given.by,
    )
