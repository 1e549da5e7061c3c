"""The alternatives of a restart side by side: one column each, the same rows for all."""

from __future__ import annotations

from collections.abc import Callable

from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.restart_plan_words import ASKED, OPTIONS, STATES, Lines, Row, Table, cited, filled
from blin21_desktop.present.rule_words import rule_name
from blin21_desktop.present.words import Words
from blin21_desktop.rules.restart_plan import RestartPlan
from blin21_desktop.rules.restart_plan_bag import RestartBag
from blin21_desktop.rules.restart_plan_dose import Rise
from blin21_desktop.rules.restart_plan_options import Option

DASH = "—"


def option_table(plan: RestartPlan, words: Words) -> Table:
    """Every alternative of the plan; without one an empty table."""
    rows: tuple[tuple[Text, Callable[[Option, Words], Lines]], ...] = (
        (say("Open?"), _verdict),
        (say("Dose"), _dose),
        (say("Dose goes up"), _rise),
        (say("Premedication"), _premedication),
        (say("Supervision"), _supervision),
        (say("Bag"), _bag),
        (say("Planned end"), _end),
        (say("Hours of drug"), _hours),
        (say("Bag changes"), _changes),
        (say("Physician decides"), _decide),
    )
    return Table(
        heads=tuple((words.render(OPTIONS[option.key]),) for option in plan.options),
        rows=tuple(
            Row(name=words.render(name), cells=tuple(filled(cell(option, words)) for option in plan.options))
            for name, cell in rows
        ),
    )


def _verdict(option: Option, words: Words) -> Lines:
    mark, word = STATES[option.verdict.state]
    by = words.joined(dict.fromkeys(rule_name(rule, words) for rule in option.verdict.by))
    because = dict.fromkeys(words.render(text) for text in option.verdict.because)
    return (f"{mark} {words.render(word)}", *((by,) if by else ()), *because)


def _dose(option: Option, words: Words) -> Lines:
    dose = option.dose
    if dose is None:
        return (DASH,)
    if dose.micrograms_per_day is None:
        return (words.t("cannot tell"), *(words.render(text) for text in dose.missing))
    return (
        words.dose_full(dose.micrograms_per_day),
        words.render(dose.formula),
        *(words.render(text) for text in dose.site_values),
        cited(dose.cites, words),
    )


def _rise(option: Option, words: Words) -> Lines:
    found = option.rise
    if found is None:
        return (DASH,)
    return (_goes_up(found, words), *(words.render(text) for text in found.missing), cited(found.cites, words))


def _goes_up(found: Rise, words: Words) -> str:
    if found.kind == "at" and found.rule == "dose.step":
        return words.t("step {at:moment}", at=found.at)
    if found.kind == "at":
        return words.t("may go up from {at:moment}", at=found.at)
    if found.kind == "never":
        return words.t("never: the label says not to raise it")
    return words.t("cannot tell") if found.kind == "cannot_tell" else words.t("full dose already")


def _premedication(option: Option, words: Words) -> Lines:
    found = option.premedication
    if found is None:
        return (DASH,)
    charted = words.t("not charted since the pause began")
    if found.charted is not None:
        drug, mg, at = found.charted.drug, found.charted.dose_mg, found.charted.happened_at
        charted = words.t("charted: {drug} {mg:number} mg, {at:moment}", drug=drug, mg=mg, at=at)
    if found.needed == "no":
        return (words.render(ASKED["no"]), cited(found.finding.cites, words))
    texts = dict.fromkeys(words.render(text) for text in (*found.rows, *found.missing))
    return (words.render(ASKED[found.needed]), charted, *texts, cited((*found.finding.cites, *found.cites), words))


def _supervision(option: Option, words: Words) -> Lines:
    found = option.supervision
    if found is None:
        return (DASH,)
    missing = tuple(words.render(text) for text in found.finding.missing)
    return (
        words.render(ASKED[found.needed]),
        words.render(found.finding.says),
        *missing,
        cited(found.finding.cites, words),
    )


def _bag(option: Option, words: Words) -> Lines:
    bag = option.bag
    if bag is None:
        return (DASH,)
    if bag.kind == "same":
        return _hanging(bag, words)
    if bag.hours is None:
        head: Lines = (words.t("cannot tell"),)
    else:
        ready = () if bag.ready_by is None else (words.t("made by {at:moment}", at=bag.ready_by),)
        keeps = () if bag.keeps_until is None else (words.t("keeps until {at:moment}", at=bag.keeps_until),)
        bad = (words.t("CANNOT BE MADE in time"),) if bag.cannot_make else ()
        head = (_one(bag.hours, bag.rate_ml_per_h, bag.volume_ml, words), *bad, _until(bag, words), *ready, *keeps)
    table = tuple(_one(row.hours, row.rate_ml_per_h, row.volume_ml, words) for row in bag.table)
    choice = (words.t("the label has: {bags}", bags=" / ".join(table)),) if table else ()
    return (*head, *choice, *(words.render(text) for text in bag.missing))


def _hanging(bag: RestartBag, words: Words) -> Lines:
    return (
        words.t("hanging bag: {ml:ml}, {left:length} of flow left", ml=bag.remaining_ml, left=bag.remaining),
        _one(bag.hours, bag.rate_ml_per_h, bag.volume_ml, words),
        _until(bag, words),
        words.t("use before {at:moment}", at=bag.use_before),
    )


def _one(hours: int | None, rate: float | None, volume: float | None, words: Words) -> str:
    return words.t("{hours:hours} · {rate:rate} · {ml:ml}", hours=hours, rate=rate, ml=volume)


def _until(bag: RestartBag, words: Words) -> str:
    because = "" if bag.because is None else words.code(bag.because)
    return words.t("until {at:moment}, {because}", at=bag.until, because=because)


def _end(option: Option, words: Words) -> Lines:
    if option.planned_end is None:
        return (DASH,)
    return (words.moment(option.planned_end), cited(option.end_cites, words))


def _hours(option: Option, words: Words) -> Lines:
    hours = option.hours
    found = [words.t("given {length:clock_length}", length=hours.infused)]
    if hours.left is not None:
        found.append(words.t("left {length:clock_length}", length=hours.left))
    if hours.lost is not None:
        found.append(words.t("lost {length:clock_length}", length=hours.lost))
    return tuple(found)


def _changes(option: Option, words: Words) -> Lines:
    found = option.effect
    if found is None:
        return (DASH,)
    lines = [
        words.t("{count:number} changes, {night:number} at night", count=found.changes, night=found.at_night),
        words.t("{count:number} bags to make", count=found.to_make),
    ]
    if found.next_change is not None:
        lines.append(words.t("next change {at:moment}", at=found.next_change))
    if found.cannot_make:
        lines.append(words.t("{bad:number} the pharmacy cannot make", bad=found.cannot_make))
    return (*lines, *(words.render(text) for text in found.missing))


def _decide(option: Option, words: Words) -> Lines:
    return tuple(words.render(text) for text in option.decide)
