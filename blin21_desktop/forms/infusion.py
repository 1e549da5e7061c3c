"""Forms that let the drug flow: start, bag change, resume. Label, order, rule and pump must agree; two persons read."""

from __future__ import annotations

from typing import Any

from blin21_desktop.domain.entries import BagChanged, Entry, InfusionResumed, InfusionStarted
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.dose_by_rule import Flow, ask_about_rule
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Typed, happened
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.hanging import (
    DOSE,
    LINE,
    NEEDS,
    bag_section,
    effect_of_rate,
    pump_section,
    read_bag,
    read_line,
)
from blin21_desktop.forms.identity import IDENTITY, identify
from blin21_desktop.forms.label_version import label_version
from blin21_desktop.forms.reader import Reader


def courses(setting: Setting) -> tuple[Option, ...]:
    """The courses of the protocol; 1 and 2 to choose from where that is not configured."""
    protocol = None if setting.look is None else setting.look.protocol
    count = None if protocol is None else protocol.get("course.count")
    last = 2 if count is None else int(count.value)
    return tuple(Option(str(number), say("Course {number:number}", number=number)) for number in range(1, last + 1))


def _flow(r: Reader) -> dict[str, Any]:
    """Bag, pump, line and second person of a form with a new bag."""
    identify(r)
    bag, rate, line = read_bag(r), r.number("rate_ml_per_h"), read_line(r)
    effect_of_rate(r, bag, rate)
    flow = {
        "dose_micrograms_per_day": bag.dose_micrograms_per_day,
        "rate_ml_per_h": rate,
        "bag": bag,
        "line_checks": line,
    }
    return {**r.common(), **flow, **r.second(rate, bag.dose_micrograms_per_day)}


def _asked(r: Reader, entry: Flow) -> tuple[Entry, ...]:
    """The one entry of a form that lets the drug flow, held against the label's dose and times."""
    ask_about_rule(r, entry)
    return (entry,)


def hung_sentence(batch: tuple[Entry, ...], setting: Setting) -> Text:
    """What will be written about a bag that flows."""
    entry = batch[0]
    assert isinstance(entry, Flow)  # noqa: S101  (what the forms of this module make)
    values = {"at": entry.happened_at, "rate": entry.rate_ml_per_h, "dose": entry.dose_micrograms_per_day}
    if entry.bag is None:
        return say("Resumed {at:moment} from the same bag at {rate:rate}, {dose:dose_full}.", **values)
    values |= {"label": entry.bag.label, "hours": entry.bag.hours}
    if isinstance(entry, InfusionStarted):
        course = entry.course
        return say(
            "Course {course:number} started {at:moment}: bag {label}, {hours:hours}, at {rate:rate}, {dose:dose_full}.",
            course=course,
            **values,
        )
    if isinstance(entry, InfusionResumed):
        return say("Resumed {at:moment} with bag {label}, {hours:hours}, at {rate:rate}, {dose:dose_full}.", **values)
    hung = say(
        "Bag {number:number}, {label}, hung {at:moment}: {hours:hours} at {rate:rate}, {dose:dose_full}.",
        number=next_bag(setting),
        **values,
    )
    left = entry.old_bag_remaining_ml
    if left is None:
        return hung
    return say("{hung} In the old bag: {left:ml}.", hung=hung, left=left)


def next_bag(setting: Setting) -> int:
    """The place of the bag that will be hung in its course."""
    course = None if setting.look is None else setting.look.course
    return len(course.bags) + 1 if course is not None and course.under_way else 1


def _start_sections(setting: Setting, _typed: Typed) -> tuple[Section, ...]:
    which = Field(key="course", label=say("Course"), ask=Ask.CHOICE, options=courses(setting))
    course = Section(title=say("Course"), fields=(which,))
    return (IDENTITY, course, bag_section(setting), pump_section(setting), LINE, happened(say("Flows since")))


START = Form(
    id="start",
    name=say("Start of the infusion"),
    title=lambda _: say("Start of the infusion"),
    sections=_start_sections,
    entries=lambda r: _asked(r, InfusionStarted(course=int(r.choice("course", "1")), **_flow(r))),
    sentence=hung_sentence,
    needs=NEEDS,
    second_check=True,
)

SEEN = (Option("seen", say("read")), Option("unseen", say("could not be read")))


def _old_bag(setting: Setting, typed: Typed) -> Section:
    bag = None if setting.look is None else setting.look.bag
    left = Field(
        key="old_bag_remaining_ml",
        label=say("Left in it"),
        ask=Ask.NUMBER,
        unit=say("mL"),
        note=None if bag is None else say("expected {ml:ml} plus the overfill", ml=bag.expected_remaining_ml),
    )
    asked = Field(key="old_bag", label=say("What is left"), ask=Ask.CHOICE, options=SEEN)
    title = say("Old bag") if bag is None else say("Old bag {number:number}", number=bag.number)
    return Section(title=title, fields=(asked, left) if typed.get("old_bag") == "seen" else (asked,))


def _change_sections(setting: Setting, typed: Typed) -> tuple[Section, ...]:
    return (
        IDENTITY,
        bag_section(setting),
        pump_section(setting),
        _old_bag(setting, typed),
        LINE,
        happened(say("New bag flows since")),
    )


def _change(r: Reader) -> tuple[Entry, ...]:
    seen = r.choice("old_bag", "unseen") == "seen"
    left = r.number("old_bag_remaining_ml") if seen else None
    return _asked(r, BagChanged(**_flow(r), old_bag_remaining_ml=left))


BAG_CHANGE = Form(
    id="bag_change",
    name=say("Bag change"),
    title=lambda setting: say("Bag change {number:number}", number=next_bag(setting)),
    sections=_change_sections,
    entries=_change,
    sentence=hung_sentence,
    needs=NEEDS,
    second_check=True,
)

WHICH_BAG = (Option("same", say("the same bag")), Option("new", say("a new bag")))


def _resume_sections(setting: Setting, typed: Typed) -> tuple[Section, ...]:
    chosen = typed.get("which_bag", "")
    which = Field(key="which_bag", label=say("Flows from"), ask=Ask.CHOICE, options=WHICH_BAG)
    ordered = Field(key="ordered_by", label=say("Restart ordered by"), note=say("the physician's name"))
    fields = (which, ordered) if chosen == "new" else (which, ordered, DOSE)
    bag = (bag_section(setting),) if chosen == "new" else ()
    restart = Section(title=say("Restart"), fields=fields)
    return (IDENTITY, restart, *bag, pump_section(setting), LINE, happened(say("Flows since")))


def _resume(r: Reader) -> tuple[Entry, ...]:
    restart: dict[str, Any] = {"ordered_by": r.text("ordered_by"), "label_version": label_version(r.setting)}
    if r.choice("which_bag", "same") == "new":
        return _asked(r, InfusionResumed(**_flow(r), **restart))
    identify(r)
    dose, rate, line = r.number("dose_micrograms_per_day"), r.number("rate_ml_per_h"), read_line(r)
    flow = {"dose_micrograms_per_day": dose, "rate_ml_per_h": rate, "line_checks": line}
    return _asked(r, InfusionResumed(**{**r.common(), **flow, **restart, **r.second(rate, dose)}))


_SAME_BAG_NEEDS = {**NEEDS, "rate_ml_per_h": frozenset({"rate_ml_per_h"}), "bag.use_before": frozenset({"happened_at"})}

RESUME = Form(
    id="resume",
    name=say("Resume the infusion"),
    title=lambda _: say("Resume the infusion"),
    sections=_resume_sections,
    entries=_resume,
    sentence=hung_sentence,
    needs=_SAME_BAG_NEEDS,
    second_check=True,
)
