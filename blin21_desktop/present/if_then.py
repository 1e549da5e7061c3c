"""Contingency lines "if … then …" from the label in force: only from values it has, each with its source.

They say beforehand what the rules would say (`rules`), so a hand can act on paper. They order nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.knowledge import Parameter
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.rule_words import CERTAINTIES
from blin21_desktop.present.situated import situation_of
from blin21_desktop.present.words import Words
from blin21_desktop.rules.age_group import grade_limit
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.situation import Situation
from blin21_desktop.service.look import Look


@dataclass(frozen=True, slots=True)
class IfThen:
    """One line: what might happen, what the label says then, where that is read and who set it."""

    condition: str
    then: str
    source: str

    @property
    def text(self) -> str:
        """The line for paper: the condition, an arrow, what follows, the source."""
        return f"{self.condition} → {self.then} [{self.source}]"


Line = tuple[Text, Text]

HOLD = say("interrupt, inform the physician")
STOP = say("interrupt, inform: the label says stop for good")
CONDITIONS = {
    "crs": say("CRS grade {grade} or more"),
    "neuro": say("neurological event grade {grade} or more"),
    "other": say("other adverse reaction grade {grade} or more"),
}


def if_then(look: Look, words: Words) -> tuple[IfThen, ...]:
    """The lines for a patient whose treatment is not over; none without a label."""
    s = situation_of(look)
    if s is None:
        return ()
    if look.status in (Status.ENDED_COMPLETED, Status.ENDED_DISCONTINUED):
        return ()
    return tuple(_line(read, found, words) for read, found in _all(s))


def _line(read: Consulted, found: Line, words: Words) -> IfThen:
    places = dict.fromkeys(_place(parameter, words) for parameter in read.used)
    own = [words.render(text) for text in read.site_values]
    return IfThen(words.render(found[0]), words.render(found[1]), "; ".join((*places, *own)))


def _place(read: Parameter, words: Words) -> str:
    """The source's tag; an older summary is marked so."""
    old = read.certainty == "older_summary"
    return words.joined((read.cites.source, words.render(CERTAINTIES["older_summary"]))) if old else read.cites.source


def _all(s: Situation) -> Iterator[tuple[Consulted, Line]]:
    """Every line the label has values for, in the order of its table."""
    for row in CONDITIONS:
        for key, then in ((f"{row}.stop_from_grade", STOP), (f"{row}.hold_from_grade", HOLD)):
            read = Consulted()
            limit = grade_limit(s, key, read) if s.label.get(key) is not None else None
            if limit is not None:
                yield read, (_condition(row, limit), then)
    for key, condition, then in _plain(s):
        read = Consulted()
        read.value(s.label, key)
        yield read, (condition, then)


def _condition(row: str, limit: tuple[int, int]) -> Text:
    """From which grade on; where child and adult differ and the age group cannot be told, both."""
    low, high = limit
    both = say("{low:number} (child) or {high:number} (adult)", low=low, high=high)
    grade = say("{grade:number}", grade=low) if low == high else both
    template = CONDITIONS[row].template
    return Text(template, {"grade": grade})


def _plain(s: Situation) -> Iterator[tuple[str, Text, Text]]:
    """Key, condition and what follows of the lines that need no age."""
    values = {key: parameter.value for key, parameter in s.label.parameters.items()}
    if "seizure.stop_count" in values:
        count = values["seizure.stop_count"]
        yield "seizure.stop_count", say("{count:number} seizures in the whole treatment", count=count), STOP
    if "liver.hold_ast_alt_x_uln" in values:
        times = values["liver.hold_ast_alt_x_uln"]
        yield "liver.hold_ast_alt_x_uln", say("AST or ALT above {times:number} × upper limit", times=times), HOLD
    if "liver.hold_bilirubin_x_uln" in values:
        times = values["liver.hold_bilirubin_x_uln"]
        yield "liver.hold_bilirubin_x_uln", say("bilirubin above {times:number} × upper limit", times=times), HOLD
    if "pause.supervise_after_hours" in values:
        hours = values["pause.supervise_after_hours"]
        then = say("restart under supervision or in hospital")
        yield "pause.supervise_after_hours", say("stopped for {hours:hours} or longer", hours=hours), then
    if "pause.premedicate" in values:
        yield "pause.premedicate", _premedicate(values["pause.premedicate"]), say("premedicate before the restart")
    if "pause.same_cycle_max_days" in values:
        days = values["pause.same_cycle_max_days"]
        condition = say("stopped for a reaction for more than {days:number} days", days=days)
        yield "pause.same_cycle_max_days", condition, say("a new cycle: ask the physician")
    if "pause.stop_after_days" in values:
        days = values["pause.stop_after_days"]
        condition = say("stopped for a reaction for more than {days:number} days", days=days)
        yield "pause.stop_after_days", condition, STOP


def _premedicate(value: dict[str, object]) -> Text:
    """Which restart the label asks premedication for."""
    if "reason" in value:
        return say("stopped for an adverse reaction")
    courses = value["child_courses"]
    return say(
        "stopped for {hours:hours} or longer (children: in course {courses})",
        hours=value["at_least_hours"],
        courses=courses,
    )
