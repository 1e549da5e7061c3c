"""The tab Infusion as finished words: a ribbon with its bags, a row for each bag, and whether the time adds up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from blin21_desktop.domain.infusion import Course, Status
from blin21_desktop.domain.moments import DAY, later, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.bag_plan import plan_of
from blin21_desktop.present.bag_table import BagRow, bag_columns, bag_rows, folded, when
from blin21_desktop.present.lost_hours import LostTable, lost_of_patient
from blin21_desktop.present.strip import Strip, strip
from blin21_desktop.present.time_sum import TimeSum, time_sum
from blin21_desktop.present.words import Words
from blin21_desktop.rules.bag_plan_step import PlannedBag
from blin21_desktop.service.look import Look, of_course

DAY_SECONDS = 86_400

ChipState = Literal["past", "running", "planned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BagChip:
    """One bag on the ribbon, from `start` to `end` in days since the start of the course."""

    start: float
    end: float
    number: int
    hours: str
    rate: str
    state: ChipState


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """Words below the ribbon about the place `at` (days since the start of the course); `step` has a triangle."""

    at: float
    text: str
    mark: Literal["", "step", "now"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InfusionTab:
    """The whole tab. `courses` are the ones to choose from (place and name), `course` is the place of the one shown.

    `folded` is the table again, for narrow windows. `chips_told` says the bag lane in words.
    """

    title: str
    legend: str
    courses: tuple[tuple[int, Text], ...]
    course: int | None
    strip: Strip | None
    chips: tuple[BagChip, ...]
    chips_told: str
    captions: tuple[Caption, ...]
    columns: tuple[str, ...]
    rows: tuple[BagRow, ...]
    folded: tuple[tuple[str, ...], tuple[BagRow, ...]]
    empty: str
    sum: TimeSum
    lost: LostTable


def infusion_tab(look: Look, words: Words, *, course: int | None = None, back: bool = False) -> InfusionTab:
    """The course at a place (0: the first; None or one that is not there: the newest). `back`: looking back."""
    place = len(look.courses) - 1 if course is None or course >= len(look.courses) else course
    front = of_course(look, place) if look.courses else look
    planned = plan_of(front, words.zone).bags if front.status is Status.RUNNING else ()
    columns, rows = bag_columns(words), bag_rows(front, planned, words)
    found = strip(front, back=back)
    chips = () if front.course is None else _chips(front, front.course, planned, words)
    return InfusionTab(
        title=_title(front, words, back=back),
        legend=words.t("1 cell = 24 hours from the start · solid = charted · dashed = planned · hatch = not infusing"),
        courses=tuple((n, say("Course {number:number}", number=c.number)) for n, c in enumerate(look.courses)),
        course=place if look.courses else None,
        strip=found,
        chips=chips,
        chips_told=_chips_told(chips, words),
        captions=() if front.course is None or found is None else _captions(front, front.course, found, words),
        columns=columns,
        rows=rows,
        folded=folded(columns, rows, words),
        empty=words.t("No bag was hung yet. F6 starts the infusion."),
        sum=time_sum(front, words),
        lost=lost_of_patient(look, words),
    )


def _title(look: Look, words: Words, *, back: bool) -> str:
    name = words.t("Infusion")
    if look.course is not None:
        name = words.t("Infusion, course {number:number}", number=look.course.number)
    if not back:
        return name
    if look.known_at is None:
        return words.t("{name} · as of {at:moment}", name=name, at=look.at)
    return words.t(
        "{name} · as of {at:moment}, as it was known at {known:moment}", name=name, at=look.at, known=look.known_at
    )


def _chips(look: Look, course: Course, planned: Sequence[PlannedBag], words: Words) -> tuple[BagChip, ...]:
    made = []
    for place, hung in enumerate(course.bags):
        after = course.bags[place + 1].hung_at if place + 1 < len(course.bags) else None
        running = after is None and course.under_way
        end = after or (look.bag.change_due_at if running and look.bag is not None else course.until)
        rate = next(s.rate_ml_per_h for s in course.segments if s.bag_number == hung.number)
        made.append(
            BagChip(
                start=since(course.started_at, hung.hung_at) / DAY,
                end=since(course.started_at, max(end, course.until) if running else end) / DAY,
                number=hung.number,
                hours=words.hours(hung.bag.hours),
                rate=words.rate(rate),
                state="running" if running else "past",
            )
        )
    made += [
        BagChip(
            start=since(course.started_at, bag.hung_at) / DAY,
            end=since(course.started_at, bag.ends_at) / DAY,
            number=bag.number,
            hours=words.hours(bag.hours),
            rate=words.rate(bag.rate_ml_per_h),
            state="planned",
        )
        for bag in planned
    ]
    return tuple(made)


def _chips_told(chips: Sequence[BagChip], words: Words) -> str:
    states: dict[ChipState, str] = {
        "past": words.t("changed"),
        "running": words.t("hanging"),
        "planned": words.t("planned"),
    }
    return words.joined(
        words.t("bag {number:number} {state}: {hours}", number=c.number, state=states[c.state], hours=c.hours)
        for c in chips
    )


def _captions(look: Look, course: Course, found: Strip, words: Words) -> tuple[Caption, ...]:
    """What happened when, and what is planned."""
    told = [Caption(at=0.0, text=words.t("started {at:moment}", at=course.started_at))]
    if found.step is not None:
        at = when(words, later(course.started_at, timedelta(seconds=round(found.step * DAY_SECONDS))))
        text = words.t("dose step {at}", at=at) if found.step_done else words.t("dose step due {at}", at=at)
        told.append(Caption(at=found.step, text=text, mark="step"))
    for pause in course.pauses:
        length = since(pause.start, pause.end or course.until)
        start = when(words, pause.start)
        if pause.end is None:
            text = words.t("stopped since {start} ({length:length})", start=start, length=length)
        else:
            end = when(words, pause.end)
            text = words.t("stopped {start} to {end} ({length:length})", start=start, end=end, length=length)
        told.append(Caption(at=since(course.started_at, pause.start) / DAY, text=text))
    if found.now is not None:
        back = found.as_of is not None
        text = words.t("as of {at}", at=when(words, look.at)) if back else words.t("now {at:clock}", at=look.at)
        told.append(Caption(at=found.now, text=text, mark="now"))
    if course.ended_at is not None and found.end is not None:
        told.append(Caption(at=found.end, text=words.t("ended {at:moment}", at=course.ended_at)))
    elif look.planned_end is not None and look.planned_end.at is not None and found.end is not None:
        told.append(Caption(at=found.end, text=words.t("planned end {at:moment}", at=look.planned_end.at)))
    return tuple(told)
