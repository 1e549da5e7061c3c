"""Forms about the patient: registration, bed, weight and height, transplant, enrolment."""

from __future__ import annotations

from blin21_desktop.domain.entries import (
    BedChanged,
    BodyMeasured,
    Enrolled,
    Entry,
    PatientRegistered,
    TransplantRecorded,
)
from blin21_desktop.domain.moments import differs
from blin21_desktop.domain.text import Names, Text, say
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Typed, happened
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.reader import Reader
from blin21_desktop.forms.typed import listed

SEXES = (
    Option("female", say("Female")),
    Option("male", say("Male")),
    Option("other", say("Other")),
    Option("unknown", say("Not known")),
)


def _registration(setting: Setting, _typed: Typed) -> tuple[Section, ...]:
    known = setting.knowledge
    study = Field(key="patient", label=say("Study number"), ask=Ask.CODE)
    who = (
        Field(key="family_name", label=say("Family name")),
        Field(key="given_name", label=say("Given name")),
        Field(key="kana", label=say("Kana"), optional=True),
        Field(key="hospital_id", label=say("Hospital ID"), ask=Ask.SCAN),
        Field(key="sex", label=say("Gender"), ask=Ask.CHOICE, options=SEXES),
        Field(key="birth_date", label=say("Birth date"), ask=Ask.DATE),
        Field(key="allergies", label=say("Allergies"), optional=True,
              note=say('separated by commas; write "none known" only when somebody asked')),
        Field(key="bed", label=say("Bed"), optional=True),
    )  # fmt: skip
    protocols = tuple(Option(p.id, say("{name}", name=Names(p.name_en, p.name_ja))) for p in known.protocols.values())
    labels = tuple(Option(o.id, say("{name} ({id})", name=o.country, id=o.id)) for o in known.labels.values())
    treatment = (
        Field(key="protocol", label=say("Protocol"), ask=Ask.CHOICE, options=protocols),
        Field(key="label", label=say("Drug label"), ask=Ask.CHOICE, options=labels,
              note=say("Its rules for rates, pauses and restarts will judge. Choose the label the drug came with.")),
    )  # fmt: skip
    return (
        Section(title=say("Patient"), fields=who if setting.patient else (study, *who)),
        Section(title=say("Treatment"), fields=treatment),
        happened(say("Time of registration")),
    )


def _register(r: Reader) -> tuple[Entry, ...]:
    common = r.common()
    if not r.setting.patient:
        common["patient"] = r.code("patient")
    entry = PatientRegistered(
        **common,
        family_name=r.text("family_name"),
        given_name=r.text("given_name"),
        kana=r.maybe_text("kana"),
        hospital_id=r.code("hospital_id"),
        sex=r.choice("sex", "unknown"),
        birth_date=r.day("birth_date"),
        allergies=listed(r.raw("allergies")),
        bed=r.maybe_text("bed"),
        protocol=r.choice("protocol", next(iter(r.setting.knowledge.protocols), "")),
        label=r.choice("label", next(iter(r.setting.knowledge.labels), "")),
    )
    return (entry,)


def _registered(batch: tuple[Entry, ...], setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, PatientRegistered)  # noqa: S101  (what `_register` made)
    return say(
        "{family} {given}, ID {id}, born {born:day}, registered as {patient} under {label}.",
        family=entry.family_name,
        given=entry.given_name,
        id=entry.hospital_id,
        born=entry.birth_date,
        patient=entry.patient,
        label=setting.knowledge.labels[entry.label].id,
    )


REGISTER = Form(
    id="register",
    name=say("Register a patient"),
    title=lambda setting: say("Patient's data") if setting.patient else say("Register a patient"),
    sections=_registration,
    entries=_register,
    sentence=_registered,
)


def _bed(r: Reader) -> tuple[Entry, ...]:
    return (BedChanged(**r.common(), bed=r.text("bed")),)


BED = Form(
    id="bed",
    name=say("Bed"),
    title=lambda _: say("Bed"),
    sections=lambda *_: (Section(title=say("Bed"), fields=(Field(key="bed", label=say("New bed")),)), happened()),
    entries=_bed,
    sentence=lambda batch, _: say(
        "Bed {bed} from {at:moment}.", bed=getattr(batch[0], "bed", ""), at=batch[0].happened_at
    ),
)


def _body_sections(setting: Setting, _typed: Typed) -> tuple[Section, ...]:
    last = None if setting.look is None else setting.look.weight
    side = None if last is None else say("last {weight:kg} on {on:day}", weight=last.weight_kg, on=last.happened_at)
    fields = (
        Field(key="weight_kg", label=say("Weight"), ask=Ask.NUMBER, unit=say("kg")),
        Field(key="height_cm", label=say("Height"), ask=Ask.NUMBER, unit=say("cm"), optional=True),
    )
    return (Section(title=say("Weight and height"), fields=fields, side=side), happened(say("Measured at")))


def _body(r: Reader) -> tuple[Entry, ...]:
    entry = BodyMeasured(**r.common(), weight_kg=r.number("weight_kg"), height_cm=r.maybe_number("height_cm"))
    look = r.setting.look
    last = None if look is None else look.weight
    share = None if look is None or look.protocol is None else look.protocol.get("program.weight_change")
    if (
        last is not None
        and share is not None
        and differs(entry.weight_kg, last.weight_kg, by_more_than=str(share.value))
    ):
        r.doubt(
            "weight_kg",
            say("{weight:kg} is far from the last weight, {last:kg}", weight=entry.weight_kg, last=last.weight_kg),
            say("look at the scale again"),
        )
    return (entry,)


def _measured(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, BodyMeasured)  # noqa: S101  (what `_body` made)
    if entry.height_cm is None:
        return say("Weight {weight:kg}, measured {at:moment}.", weight=entry.weight_kg, at=entry.happened_at)
    return say(
        "Weight {weight:kg}, height {height:number} cm, measured {at:moment}.",
        weight=entry.weight_kg,
        height=entry.height_cm,
        at=entry.happened_at,
    )


BODY = Form(
    id="body",
    name=say("Weight and height"),
    title=lambda _: say("Weight and height"),
    sections=_body_sections,
    entries=_body,
    sentence=_measured,
)


def _transplant_sections(_setting: Setting, _typed: Typed) -> tuple[Section, ...]:
    fields = (
        Field(key="transplanted_on", label=say("Date of transplant"), ask=Ask.DATE),
        Field(key="number", label=say("Which transplant"), ask=Ask.WHOLE, note=say("1 for the first one")),
        Field(key="donor_source", label=say("Donor and source"), optional=True),
        Field(key="hla_match", label=say("HLA match"), optional=True),
        Field(key="conditioning", label=say("Conditioning"), optional=True),
        Field(key="gvhd_prophylaxis", label=say("GVHD prophylaxis"), optional=True, note=say("separated by commas")),
        Field(key="engrafted_on", label=say("Engraftment"), ask=Ask.DATE, optional=True),
    )
    return (Section(title=say("Transplant"), fields=fields), happened(say("Recorded at")))


def _past(r: Reader, key: str) -> None:
    """A date of something that has happened does not lie ahead."""
    if key in r.known and r.day(key) > r.setting.now.astimezone(r.setting.zone).date():
        r.wrong(key, say("This date lies in the future."))


def _transplant(r: Reader) -> tuple[Entry, ...]:
    entry = TransplantRecorded(
        **r.common(),
        transplanted_on=r.day("transplanted_on"),
        number=r.whole("number"),
        donor_source=r.maybe_text("donor_source"),
        hla_match=r.maybe_text("hla_match"),
        conditioning=r.maybe_text("conditioning"),
        gvhd_prophylaxis=listed(r.raw("gvhd_prophylaxis")),
        engrafted_on=r.maybe_day("engrafted_on"),
    )
    for key in ("transplanted_on", "engrafted_on"):
        _past(r, key)
    if entry.engrafted_on is not None and entry.engrafted_on < entry.transplanted_on:
        r.wrong("engrafted_on", say("Engraftment lies before the transplant."))
    return (entry,)


TRANSPLANT = Form(
    id="transplant",
    name=say("Transplant"),
    title=lambda _: say("Transplant"),
    sections=_transplant_sections,
    entries=_transplant,
    sentence=lambda batch, _: say(
        "Transplant {number:number} on {on:day}.",
        number=getattr(batch[0], "number", 0),
        on=getattr(batch[0], "transplanted_on", None),
    ),
)


def _enrolment(r: Reader) -> tuple[Entry, ...]:
    entry = Enrolled(**r.common(), enrolled_on=r.day("enrolled_on"))
    _past(r, "enrolled_on")
    return (entry,)


ENROLMENT = Form(
    id="enrolment",
    name=say("Enrolment"),
    title=lambda _: say("Enrolment"),
    sections=lambda *_: (
        Section(title=say("Enrolment"), fields=(Field(key="enrolled_on", label=say("Enrolled on"), ask=Ask.DATE),)),
        happened(say("Recorded at")),
    ),
    entries=_enrolment,
    sentence=lambda batch, _: say("Enrolled on {on:day}.", on=getattr(batch[0], "enrolled_on", None)),
)
