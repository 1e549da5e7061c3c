"""What is missing or not confirmed, in words: the same list on screen and paper."""

from __future__ import annotations

from blin21_desktop.domain.text import Text
from blin21_desktop.present.handover_words import handover_open
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look


def missing(look: Look, words: Words) -> tuple[str, ...]:
    """Warnings, what a rule or a derived value lacked, and what nobody charted; each once."""
    found: list[Text] = list(look.warnings)
    for part in (look.planned_end, look.step, look.expected):
        found += () if part is None else part.missing
    for finding in look.findings:
        found += finding.missing if finding.answer == "cannot_tell" else ()
    told = [words.render(text) for text in found]
    if look.weight is None:
        told.append(words.t("weight not recorded"))
    if look.bed is None:
        told.append(words.t("bed not recorded"))
    if look.registered is not None and not look.registered.allergies:
        told.append(words.t("no allergy recorded: not the same as none known"))
    if look.ordered is None and (look.course is None or look.course.under_way):
        told.append(words.t("no dose order in force"))
    if look.to_review:
        told.append(words.t("laboratory results to review: {count:number}", count=look.to_review))
    told += handover_open(look, words)
    return tuple(dict.fromkeys(told))
