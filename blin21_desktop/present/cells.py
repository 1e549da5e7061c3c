"""Words about one patient's infusion that board and chart share: state, dose, bag. Finished lines, no drawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from blin21_desktop.domain.entries import Entry, PumpRead
from blin21_desktop.domain.findings import Task
from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.moments import DAY, age_years, since
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

Size = Literal["bed", "time", "first", "second", "body", "body_bold", "mark"]
Tone = Literal["plain", "accent", "muted", "ink"]
Frame = Literal["", "solid", "thin", "dashed"]

SOON = timedelta(hours=1)
"""A bag end within this time is underlined."""

ICONS: dict[Status, str] = {
    Status.NOT_STARTED: "not_started",
    Status.RUNNING: "run",
    Status.PAUSED: "pause",
    Status.ENDED_COMPLETED: "completed",
    Status.ENDED_DISCONTINUED: "discontinued",
}
"""Status -> name of the drawn icon; a word always stands beside it."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A grade as it is drawn: its digit on the grade's colour with its hatch. Without a grade: dashed, `text` says why.

    `words` is what a screen reader says. `plain`: a number that is known and is no grade, such as points.
    """

    text: str
    grade: int | None
    words: str
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell.

    `tone` ink is a solid block; `icon` names a drawn icon; `frame` is an outline, `struck` a line through.
    `chips` stand behind the text, in one row and never broken.
    """

    text: str
    size: Size
    tone: Tone = "plain"
    icon: str = ""
    frame: Frame = ""
    underline: bool = False
    struck: bool = False
    chips: tuple[Chip, ...] = ()

    @property
    def plain(self) -> str:
        """The line without drawing, for a terminal: the text, then what stands in the chips."""
        return " ".join(part for part in (self.text, " · ".join(chip.text for chip in self.chips)) if part)


@dataclass(frozen=True, slots=True)
class Cell:
    """Finished lines of one cell of a table."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The cell read aloud."""
        parts = ((line.text, *(chip.words for chip in line.chips)) for line in self.lines)
        return ", ".join(text for found in parts for text in found if text)


def warning(text: str) -> Line:
    """A warning that somebody could be mixed up: a framed line of its own, broken like any other and never cut."""
    return Line(text, "mark", icon="same_name", frame="thin")


def as_charted(entry: Entry | None, words: Words, now: datetime) -> str:
    """Who charted it and when; nobody: "not recorded"."""
    if entry is None:
        return words.t("not recorded")
    return words.t("as charted by {who} at {moment}", who=entry.by, moment=words.short_moment(entry.happened_at, now))


def ordered_by(look: Look, words: Words, now: datetime) -> str:
    """Who ordered the dose in force and when; nobody: said in words."""
    order = look.shown_order
    if order is None:
        return words.t("no dose order recorded")
    moment = words.short_moment(order.happened_at, now)
    return words.t("ordered by {who} at {moment}", who=order.prescriber, moment=moment)


def state_word(look: Look, words: Words) -> str:
    """The state as charted; UNKNOWN when nobody confirmed for too long that the drug flows."""
    return words.t("UNKNOWN") if look.unconfirmed else words.status(look.status)


def state_icon(look: Look) -> str:
    """Name of the icon beside the state word."""
    return "unknown" if look.unconfirmed else ICONS[look.status]


def last_running(look: Look, words: Words, now: datetime) -> str:
    """Of an unknown state: when it was running last, and who said so."""
    entry = look.confirmed
    if entry is None or not look.unconfirmed:
        return ""
    at = words.short_moment(entry.happened_at, now)
    return words.t("OLD: last RUNNING at {at} by {who}", at=at, who=entry.by)


def confirmed_line(look: Look, words: Words, now: datetime) -> str:
    """A pump reading that saw the pump run after the last entry about flow, or empty."""
    read = look.confirmed
    if look.status is not Status.RUNNING or not isinstance(read, PumpRead):
        return ""
    return words.t(
        "pump seen running by {who} at {moment}", who=read.by, moment=words.short_moment(read.happened_at, now)
    )


def family_first(look: Look, words: Words) -> str:
    """Family name first, in capitals where the script has them; without a registration the study number."""
    person = look.registered
    if person is None:
        return words.t("{patient} (registration withdrawn)", patient=look.patient)
    return f"{person.family_name.upper()} {person.given_name}"


def person_line(look: Look, words: Words) -> str:
    """Age, sex and hospital number."""
    person = look.registered
    if person is None:
        return words.t("not recorded")
    years = words.t("{years:number}y", years=age_years(person.birth_date, look.at.astimezone(words.zone).date()))
    return f"{years} {sex_word(look, words)} · {person.hospital_id}"


def sex_word(look: Look, words: Words) -> str:
    """Female, male or other, in words; not recorded: "Not known"."""
    sex = None if look.registered is None or look.registered.sex == "unknown" else look.registered.sex
    return words.t("Not known") if sex is None else words.code(sex)


def task_word(task: Task, words: Words) -> str:
    """What is due, as a noun."""
    return capital(words.code(task.what))


def capital(text: str) -> str:
    """The text with its first letter large, where the script has large letters."""
    return text[:1].upper() + text[1:]


def because_word(because: str, words: Words) -> str:
    """Why a bag change is due, when it is not simply the end of the bag; else empty."""
    return "" if because == "end-of-bag" else words.code(because)


def paused_for(look: Look, now: datetime) -> timedelta:
    """How long the drug has not been flowing."""
    pause = None if look.course is None else look.course.pause
    return timedelta() if pause is None else since(pause.start, now)


def state_cell(look: Look, words: Words, now: datetime) -> Cell:
    """State word with its icon, and who charted it when."""
    word, icon = state_word(look, words), state_icon(look)
    if look.status is Status.NOT_STARTED:
        return Cell((Line(word, "first", "muted", icon), Line(ordered_by(look, words, now), "second")))
    note = Line(as_charted(look.charted, words, now), "second")
    if look.status is Status.PAUSED:
        word = f"{word} {words.length(paused_for(look, now))}"
        return Cell((Line(word, "first", "plain", icon, "solid"), note))
    if look.unconfirmed:
        return Cell((Line(word, "first", "plain", icon, "dashed"), Line(last_running(look, words, now), "second")))
    seen = confirmed_line(look, words, now)
    lines = (note, Line(seen, "second")) if seen else (note,)
    return Cell((Line(word, "first", "accent" if look.status is Status.RUNNING else "muted", icon), *lines))


def dose_cell(look: Look, words: Words, now: datetime) -> Cell:
    """Dose and rate as charted; a step that is due within a day comes first."""
    course = look.course
    if course is None:
        order = look.shown_order
        if order is None:
            return Cell((Line(words.t("not recorded"), "second"),))
        begin = words.t("ordered from {moment}, not started", moment=words.short_moment(order.from_, now))
        return Cell((Line(words.dose(order.dose_micrograms_per_day), "first"), Line(begin, "second")))
    last = course.last_segment
    dose = words.dose(last.dose_micrograms_per_day)
    if look.status is not Status.RUNNING:
        flowing = Line(words.t("no drug flowing"), "first", "plain" if look.status is Status.PAUSED else "muted")
        return Cell((flowing, Line(words.t("was {dose}", dose=dose), "second")))
    hung = course.bags[-1].bag
    rate = words.t("{rate:rate} · {hours:number} hr bag", rate=last.rate_ml_per_h, hours=hung.hours)
    if step_soon(look, now):
        return Cell(
            (
                Line(step_words(look, words, now), "first", "accent", "step"),
                Line(f"{dose} · {words.rate(last.rate_ml_per_h)}", "second"),
            )
        )
    return Cell((Line(dose, "first"), Line(rate, "second")))


def step_soon(look: Look, now: datetime) -> bool:
    """Whether a dose step is due within 24 hours or overdue."""
    return look.step_ahead is not None and since(now, look.step_ahead) <= DAY


def step_words(look: Look, words: Words, now: datetime) -> str:
    """STEP TODAY 16:30, or with its date."""
    at = look.step_ahead
    if at is None:
        return ""
    if at < now:
        return words.t("STEP OVERDUE {length:length}", length=since(at, now))
    if at.astimezone(words.zone).date() == now.astimezone(words.zone).date():
        return words.t("STEP TODAY {moment}", moment=words.time(at))
    return words.t("STEP {moment}", moment=words.short_moment(at, now))


def bag_cell(look: Look, words: Words, now: datetime) -> Cell:
    """When the bag must be changed and how long that is; while paused, what hangs there as charted."""
    bag = look.bag
    if look.status is Status.PAUSED and look.course is not None and look.course.bags:
        hung = look.course.bags[-1]
        left = words.t(
            "bag {number:number}: {left:ml} left as charted", number=hung.number, left=look.course.remaining_ml(hung)
        )
        until = words.t("use before {moment}", moment=words.short_moment(hung.bag.use_before, now))
        return Cell((Line(words.t("no bag flowing"), "first"), Line(left, "second"), Line(until, "second")))
    if look.status is not Status.RUNNING or bag is None:
        return Cell((Line(words.t("no bag"), "first", "muted"),))
    due = bag.change_due_at
    why = because_word(bag.change_due_because, words)
    if due < now:
        late = Line(words.t("OVERDUE {length:length}", length=since(due, now)), "first", "ink")
        was = words.t("was due {moment}", moment=words.short_moment(due, now))
        return Cell((late, Line(f"{was} · {why}" if why else was, "second")))
    head = Line(words.time(due), "time", underline=since(now, due) <= SOON)
    left = words.t("in {length:length}", length=since(now, due))
    if due.astimezone(words.zone).date() != now.astimezone(words.zone).date():
        left = words.joined((short_day(due, words, now), left))
    return Cell((head, Line(left if not why else f"{left} · {why}", "second")))


def short_day(moment: datetime, words: Words, now: datetime) -> str:
    """The date part of a short moment."""
    return words.short_moment(moment, now).removesuffix(words.time(moment)).strip()
