"""Minimal residual disease as rows in words: value, whether it is valid, what it means. Never a line of a graph."""

from __future__ import annotations

from dataclasses import dataclass

from blin21_desktop.domain.entries import MrdResulted
from blin21_desktop.domain.knowledge import Label
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.checks_axis import place
from blin21_desktop.present.rule_words import place_words
from blin21_desktop.present.words import Words
from blin21_desktop.rules.mrd import MrdAnswer, mrd_answer
from blin21_desktop.service.look import Look

METHODS: dict[str, Text] = {"pcr": say("PCR (Ig/TCR)"), "flow": say("flow cytometry")}
NOT_CONFIGURED = Label(id="", name_en="", name_ja="", edition="")


@dataclass(frozen=True, slots=True, kw_only=True)
class MrdRow:
    """One result: when and of which sample, its value as received, and the answer of the protocol."""

    entry: str
    moment: str
    sample: str
    method: str
    value: str
    answer: str
    known: bool
    details: str


@dataclass(frozen=True, slots=True)
class MrdMark:
    """One result on the axis of the graphs, at `at` days. `positive` None: not valid, or it cannot be told."""

    at: float
    positive: bool | None
    text: str
    spoken: str


def mrd_marks(look: Look, words: Words) -> tuple[MrdMark, ...]:
    """The same results as marks, oldest first."""
    found = look.chart.all(MrdResulted, look.at)
    rows = reversed(mrd_rows(look, words))
    return tuple(_mark(entry, row, look, words) for entry, row in zip(found, rows, strict=True))


def _mark(entry: MrdResulted, row: MrdRow, look: Look, words: Words) -> MrdMark:
    answer = mrd_answer(entry, look.protocol or NOT_CONFIGURED)
    text = words.t("{method} {value}: {answer}", method=row.method, value=row.value, answer=row.answer)
    spoken = words.joined((row.moment, row.sample, text))
    return MrdMark(place(look, entry.happened_at), answer.positive if row.known else None, text, spoken)


def mrd_rows(look: Look, words: Words) -> tuple[MrdRow, ...]:
    """All results, newest first."""
    found = look.chart.all(MrdResulted, look.at)
    return tuple(_row(entry, look, words) for entry in reversed(found))


def _row(entry: MrdResulted, look: Look, words: Words) -> MrdRow:
    answer = mrd_answer(entry, look.protocol or NOT_CONFIGURED)
    return MrdRow(
        entry=entry.id,
        moment=words.short_moment(entry.happened_at, look.at),
        sample=entry.sample,
        method=words.render(METHODS[entry.method]),
        value=entry.value,
        answer=_answer(answer, words),
        known=answer.positive is not None and answer.valid is not False,
        details=" · ".join(_details(entry, answer, words)),
    )


def _answer(answer: MrdAnswer, words: Words) -> str:
    if answer.valid is False:
        return words.t("not valid by the protocol")
    if answer.positive is None:
        return words.t("cannot tell")
    return words.t("positive by the protocol") if answer.positive else words.t("negative by the protocol")


def _details(entry: MrdResulted, answer: MrdAnswer, words: Words) -> list[str]:
    told = []
    if answer.valid is False and answer.positive:
        told.append(words.t("the value itself reaches the limit of positive"))
    if answer.missing:
        told.append(words.t("missing: {missing}", missing=words.joined(answer.missing)))
    if entry.sensitivity is not None:
        told.append(words.t("sensitivity {value}", value=entry.sensitivity))
    if entry.quantitative_range is not None:
        told.append(words.t("quantitative range {value}", value=entry.quantitative_range))
    if entry.cluster_seen is not None:
        told.append(words.t("cluster seen") if entry.cluster_seen else words.t("no cluster seen"))
    told += [words.t("source: {source}", source=place_words(one, words)) for one in answer.cites[:1]]
    return told
