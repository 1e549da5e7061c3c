"""The patient chart as finished words: banner, status line, tab Now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from blin21_desktop.domain.findings import Finding, Task
from blin21_desktop.domain.moments import age_years, since
from blin21_desktop.domain.text import Text
from blin21_desktop.present.alert_rows import AlertsView, alerts_view
from blin21_desktop.present.cells import family_first, ordered_by, sex_word, task_word
from blin21_desktop.present.check_cells import LastCheck, last_checks
from blin21_desktop.present.checked import none_applies, not_checked
from blin21_desktop.present.labs_cells import LabLine, lab_lines, review_line
from blin21_desktop.present.missing import missing
from blin21_desktop.present.record import RecordRow, record_columns, record_rows
from blin21_desktop.present.rule_words import place_words
from blin21_desktop.present.status import StatusCell, status_line
from blin21_desktop.present.strip import Strip, strip
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True)
class Field:
    """A light label with its value; `strong` values are bold."""

    label: str
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """Who the chart is about: always visible."""

    name: str
    kana: str
    same_name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One thing to do."""

    time: str
    relative: str
    what: str
    because: str
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One rule's answer: outcome, what it says, what it saw or what is missing, and the source."""

    rule: str
    outcome: Literal["met", "cannot_tell"]
    tag: str
    says: str
    below: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NowTab:
    """The tab Now. `not_checked` stands below the findings at all times."""

    tasks: tuple[TaskRow, ...]
    no_tasks: str
    strip: Strip | None
    no_strip: str
    numbers: tuple[StatusCell, ...]
    findings: tuple[FindingRow, ...]
    no_findings: str
    not_checked: str
    findings_count: str
    missing: tuple[str, ...]
    nothing_missing: str
    alerts: AlertsView
    last_checks: tuple[LastCheck, ...] = ()
    labs: tuple[LabLine, ...] = ()
    labs_to_review: str = ""


def banner(look: Look, words: Words, *, same_name: str = "") -> Banner:
    """The fixed banner. `same_name` is the mark made by `board.same_name_beds`."""
    person = look.registered
    unknown = words.t("Not known")
    if person is None:
        fields: tuple[Field, ...] = ()
    else:
        years = age_years(person.birth_date, look.at.astimezone(words.zone).date())
        born = words.t("{born:day} ({years:number}y)", born=person.birth_date, years=years)
        fields = (
            Field(words.t("Born"), born),
            Field(words.t("Gender"), sex_word(look, words)),
            Field(words.t("ID"), person.hospital_id, strong=True),
        )
    weight = unknown
    if look.weight is not None:
        weight = words.t("{weight:kg} ({on:day})", weight=look.weight.weight_kg, on=look.weight.happened_at)
    return Banner(
        name=family_first(look, words),
        kana="" if person is None else person.kana or "",
        same_name=same_name,
        fields=(
            *fields,
            Field(words.t("Bed"), look.bed or unknown, strong=True),
            Field(words.t("Allergy"), _allergies(look, words), strong=True),
            Field(words.t("Weight"), weight),
        ),
    )


def identity_line(look: Look, words: Words) -> str:
    """Who a form is about, in one line: name, ID, birth date. It stands on every window that writes."""
    name, person = family_first(look, words), look.registered
    if person is None:
        return name
    return words.t("{name} · ID {id} · born {born:day}", name=name, id=person.hospital_id, born=person.birth_date)


def _allergies(look: Look, words: Words) -> str:
    if look.registered is None:
        return words.t("Not known")
    return words.joined(look.registered.allergies) if look.registered.allergies else words.t("none recorded")


def now_tab(look: Look, words: Words, *, back: bool = False, to_review: int = 0) -> NowTab:
    """Tasks, the course at a glance, what rules say or cannot tell, and what is missing. `back`: looking back.

    `to_review`: results of this patient that were received and wait for a person.
    """
    shown = [f for f in look.findings if f.answer != "clear"]
    clear = len(look.findings) - len(shown)
    return NowTab(
        tasks=tuple(_task(task, look, words) for task in sorted(look.tasks, key=lambda t: t.due_at)),
        no_tasks=words.t("Nothing is due for this patient."),
        strip=strip(look, back=back),
        no_strip=_no_strip(look, words),
        numbers=_numbers(look, words),
        findings=tuple(_finding(finding, words) for finding in shown),
        no_findings=none_applies(words),
        not_checked=not_checked(words),
        findings_count=words.t(
            "{met:number} met · {open:number} cannot tell · {clear:number} not met",
            met=sum(f.answer == "fires" for f in shown),
            open=sum(f.answer == "cannot_tell" for f in shown),
            clear=clear,
        ),
        missing=missing(look, words),
        nothing_missing=words.t("Nothing is known to be missing."),
        alerts=alerts_view(look, words, back=back),
        last_checks=last_checks(look, words),
        labs=lab_lines(look, words),
        labs_to_review=review_line(to_review, words),
    )


def _no_strip(look: Look, words: Words) -> str:
    return words.t("Not started. {order}.", order=ordered_by(look, words, look.at))


def _numbers(look: Look, words: Words) -> tuple[StatusCell, ...]:
    course = look.course
    if course is None:
        return ()
    given = words.t("{given:micrograms} given as charted", given=course.given_micrograms)
    stops = words.t("stops: {count:number}", count=len(course.pauses))
    infused = StatusCell(label=words.t("Infused"), value=words.clock_length(look.infused), notes=(given,))
    stopped = StatusCell(label=words.t("Interrupted"), value=words.clock_length(look.interrupted), notes=(stops,))
    end = look.planned_end
    if not course.under_way:
        ended = words.moment(course.until)
        return (infused, stopped, StatusCell(label=words.t("Ended"), value=ended, notes=()))
    if end is None or end.at is None:
        unknown = StatusCell(label=words.t("Planned end"), value=words.t("cannot tell"), notes=())
        return (infused, stopped, unknown)
    rule = words.code(end.rule or "")
    return (infused, stopped, StatusCell(label=words.t("Planned end"), value=words.moment(end.at), notes=(rule,)))


def _task(task: Task, look: Look, words: Words) -> TaskRow:
    overdue = task.due_at < look.at
    relative = (
        words.t("OVERDUE {length:length}", length=since(task.due_at, look.at))
        if overdue
        else words.t("in {length:length}", length=since(look.at, task.due_at))
    )
    return TaskRow(
        time=words.short_moment(task.due_at, look.at),
        relative=relative,
        what=task_word(task, words),
        because=words.render(task.because),
        overdue=overdue,
    )


def _finding(finding: Finding, words: Words) -> FindingRow:
    met = finding.answer == "fires"
    parts = [] if met else [words.t("missing: {missing}", missing=_sentences(finding.missing, words))]
    if finding.saw:
        parts.append(words.t("saw: {saw}", saw=_sentences(finding.saw, words)))
    parts += [words.render(text) for text in finding.site_values]
    parts += [place_words(cite, words) for cite in finding.cites[:1]]
    action = words.code(finding.action)
    return FindingRow(
        rule=finding.rule,
        outcome="met" if met else "cannot_tell",
        tag=action if met else words.t("cannot tell"),
        says=words.render(finding.says),
        below=" · ".join(parts),
    )


def _sentences(texts: tuple[Text, ...], words: Words) -> str:
    """Whole sentences one after the other; parts that are none are joined as the language joins them."""
    said = [words.render(text) for text in texts]
    if all(one.endswith((".", "。")) for one in said):
        return ("" if words.lang == "ja" else " ").join(said)
    return words.joined(said)


__all__ = [
    "Banner", "Field", "FindingRow", "NowTab", "RecordRow", "StatusCell", "TaskRow", "banner", "identity_line",
    "missing", "now_tab", "record_columns", "record_rows", "status_line",
]  # fmt: skip
