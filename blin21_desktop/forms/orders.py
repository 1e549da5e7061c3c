"""Forms about order, end, pump reading and premedication."""

from __future__ import annotations

from blin21_desktop.domain.entries import (
    DoseOrdered,
    Entry,
    InfusionEnded,
    PremedicationGiven,
    PumpRead,
)
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Typed, happened, yes_no
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.infusion import courses
from blin21_desktop.forms.order_dose import area_note, ask_about_dose, dose_note
from blin21_desktop.forms.reader import Reader

BASES = (
    Option("fixed", say("fixed")),
    Option("per_m2", say("by body surface")),
    Option("physician", say("physician's own")),
)


def _order_sections(setting: Setting, typed: Typed) -> tuple[Section, ...]:
    weight = None if setting.look is None else setting.look.weight
    known = (
        None if weight is None else say("last {weight:kg} on {on:day}", weight=weight.weight_kg, on=weight.happened_at)
    )
    area = Field(key="bsa_m2", label=say("Body surface"), ask=Ask.NUMBER, unit=say("m²"), note=area_note(setting))
    order = (
        Field(key="prescriber", label=say("Ordered by"), note=say("the physician's name")),
        Field(key="course", label=say("Course"), ask=Ask.CHOICE, options=courses(setting)),
        Field(key="dose_micrograms_per_day", label=say("Dose"), ask=Ask.NUMBER, unit=say("microgram/day"),
              note=dose_note(setting)),
        Field(key="basis", label=say("Worked out"), ask=Ask.CHOICE, options=BASES),
        *((area,) if typed.get("basis") == "per_m2" else ()),
        Field(key="weight_kg", label=say("For the weight"), ask=Ask.NUMBER, unit=say("kg"), note=known),
        Field(key="from", label=say("In force from"), ask=Ask.DATED, note=say("date and time, also to come")),
    )  # fmt: skip
    return (Section(title=say("Dose order"), side=say("copy what the physician ordered"), fields=order),
            happened(say("Ordered at")))  # fmt: skip


def _order(r: Reader) -> tuple[Entry, ...]:
    entry = DoseOrdered(
        **r.common(),
        course=int(r.choice("course", "1")),
        dose_micrograms_per_day=r.number("dose_micrograms_per_day"),
        basis=r.choice("basis", "physician"),
        bsa_m2=r.number("bsa_m2") if r.choice("basis", "physician") == "per_m2" else None,
        weight_kg=r.number("weight_kg"),
        from_=r.dated("from"),
        prescriber=r.text("prescriber"),
    )
    ask_about_dose(r, entry)
    return (entry,)


def _ordered(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, DoseOrdered)  # noqa: S101  (what `_order` made)
    return say(
        "Course {course:number}: {dose:dose_full} from {start:moment}, ordered by {who}.",
        course=entry.course,
        dose=entry.dose_micrograms_per_day,
        start=entry.from_,
        who=entry.prescriber,
    )


ORDER = Form(
    id="order",
    name=say("Dose order"),
    title=lambda _: say("Dose order"),
    sections=_order_sections,
    entries=_order,
    sentence=_ordered,
    needs={"course": frozenset({"course"}), "from": frozenset({"from"})},
)

OUTCOMES = (Option("course_completed", say("course completed")), Option("discontinued", say("discontinued")))


def _end_sections(_setting: Setting, typed: Typed) -> tuple[Section, ...]:
    stopped_early = typed.get("outcome") == "discontinued"
    fields = (
        Field(key="outcome", label=say("How it ended"), ask=Ask.CHOICE, options=OUTCOMES),
        Field(key="because", label=say("Why"), optional=not stopped_early),
        Field(key="event", label=say("Which reaction"), optional=True),
    )
    return (Section(title=say("End of the course"), fields=fields), happened(say("Ended at")))


def _end(r: Reader) -> tuple[Entry, ...]:
    outcome = r.choice("outcome", "course_completed")
    because = r.text("because") if outcome == "discontinued" else r.maybe_text("because")
    entry = InfusionEnded(**r.common(), outcome=outcome, because=because, event=r.maybe_text("event"))
    planned = None if r.setting.look is None else r.setting.look.planned_end
    if (
        outcome == "course_completed"
        and planned is not None
        and planned.at is not None
        and entry.happened_at < planned.at
    ):
        r.doubt(
            "outcome",
            say("the planned end is {at:moment}, that is later", at=planned.at),
            say("chart it as discontinued, or go on to the end"),
        )
    return (entry,)


def _ended(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, InfusionEnded)  # noqa: S101  (what `_end` made)
    return say("Course ended {at:moment}: {outcome:code}.", at=entry.happened_at, outcome=entry.outcome)


END = Form(
    id="end",
    name=say("End of the course"),
    title=lambda _: say("End of the course"),
    sections=_end_sections,
    entries=_end,
    sentence=_ended,
    needs={"kind": frozenset({"happened_at"}), "outcome": frozenset({"outcome", "happened_at"})},
)


def _pump_sections(_setting: Setting, _typed: Typed) -> tuple[Section, ...]:
    fields = (
        yes_no("running", say("Is the pump running?")),
        Field(key="rate_ml_per_h", label=say("Pump shows"), ask=Ask.NUMBER, unit=say("mL/hr")),
        Field(key="volume_given_ml", label=say("Given"), ask=Ask.NUMBER, unit=say("mL"), optional=True),
        Field(key="remaining_ml", label=say("Remaining"), ask=Ask.NUMBER, unit=say("mL"), optional=True),
    )
    return (Section(title=say("Pump reading"), side=say("read it from the pump, now"), fields=fields),
            happened(say("Read at")))  # fmt: skip


def _pump(r: Reader) -> tuple[Entry, ...]:
    entry = PumpRead(
        **r.common(),
        rate_ml_per_h=r.number("rate_ml_per_h"),
        volume_given_ml=r.maybe_number("volume_given_ml"),
        remaining_ml=r.maybe_number("remaining_ml"),
        running=r.yes("running"),
    )
    course = None if r.setting.look is None else r.setting.look.course
    charted = None if course is None or not course.under_way else course.last_segment.rate_ml_per_h
    if charted is not None and entry.running and entry.rate_ml_per_h != charted:
        r.doubt(
            "rate_ml_per_h",
            say("the pump shows {rate:rate}, charted is {charted:rate}", rate=entry.rate_ml_per_h, charted=charted),
            say("look at pump and bag at once; call the physician if the pump is wrong"),
        )
    return (entry,)


def _read_pump(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, PumpRead)  # noqa: S101  (what `_pump` made)
    runs = say("pump running") if entry.running else say("pump not running")
    return say("Pump read {at:moment}: {rate:rate}, {runs}.", at=entry.happened_at, rate=entry.rate_ml_per_h, runs=runs)


PUMP = Form(
    id="pump",
    name=say("Pump reading"),
    title=lambda _: say("Pump reading"),
    sections=_pump_sections,
    entries=_pump,
    sentence=_read_pump,
    needs={"rate_ml_per_h": frozenset({"rate_ml_per_h", "running"})},
)

BEFORE = (
    Option("start", say("the start")),
    Option("step", say("the dose step")),
    Option("restart", say("a restart")),
    Option("other", say("other")),
)


def is_blinatumomab(drug: str) -> bool:
    """Whether a name means blinatumomab, which no other form may chart."""
    return "blina" in drug.casefold() or "ブリナツモマブ" in drug or "ビーリンサイト" in drug


def _premedication_sections(_setting: Setting, _typed: Typed) -> tuple[Section, ...]:
    fields = (
        Field(key="drug", label=say("Drug"), note=say("by its name, such as dexamethasone")),
        Field(key="dose_mg", label=say("Dose of this drug"), ask=Ask.NUMBER, unit=say("mg")),
        Field(key="before", label=say("Before"), ask=Ask.CHOICE, options=BEFORE),
    )
    return (
        Section(title=say("Premedication"), side=say("not for blinatumomab"), fields=fields),
        happened(say("Given at")),
    )


def _premedication(r: Reader) -> tuple[Entry, ...]:
    drug = r.text("drug")
    if is_blinatumomab(drug):
        r.wrong("drug", say("Blinatumomab is charted by start and bag change, never in milligrams."))
    return (
        PremedicationGiven(**r.common(), drug=drug, dose_mg=r.number("dose_mg"), before=r.choice("before", "other")),
    )


def _premedicated(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, PremedicationGiven)  # noqa: S101  (what `_premedication` made)
    return say("{drug} {dose:number} mg given {at:moment}.", drug=entry.drug, dose=entry.dose_mg, at=entry.happened_at)


PREMEDICATION = Form(
    id="premedication",
    name=say("Premedication"),
    title=lambda _: say("Premedication"),
    sections=_premedication_sections,
    entries=_premedication,
    sentence=_premedicated,
)
