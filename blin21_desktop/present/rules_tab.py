"""The tab Rules as finished words: every answer, strictest first, with what it saw, what it lacks, where it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from blin21_desktop.domain.findings import Answer, Finding
from blin21_desktop.domain.knowledge import Label
from blin21_desktop.domain.knowledge_file_keys import LABEL_KEYS, PROGRAM_KEYS, PROTOCOL_KEYS
from blin21_desktop.domain.text import Names, Text, say
from blin21_desktop.present.rule_keys import READS
from blin21_desktop.present.rule_words import OUTCOMES, rule_name, source
from blin21_desktop.present.sheet_lists import STRICT
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

Shown = Literal["all", "fires", "cannot_tell", "clear"]

SHOWN: dict[Shown, Text] = {
    "all": say("all"),
    "fires": say("applies"),
    "cannot_tell": say("cannot tell"),
    "clear": say("does not apply"),
}
"""What the tab can be narrowed to."""

CONFIGURE = say("{key:parameter} is not configured", key="").template
"""What a rule lacks when a file has no value for it."""

SILENT = frozenset(
    text.template
    for text in (
        say("a further course in the protocol"),
        say("the days of course {number:number}", number=0),
        say("whether the low dose also holds in this course"),
        say("whether the new cycle begins with the low dose"),
        say("a restart dose in the label for an event of the kind {category:code}", category=""),
        say("whether this dose is the low or the full one"),
    )
)
"""What a rule lacks because the source is silent: neither charting nor a value tells it. The rest has to be charted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One rule's answer. `action` is what it asks for, empty unless it applies; `strict`: it forbids to go on.

    `saw` are its inputs with their time and age; `todo` says what to chart or to configure where it cannot tell.
    """

    rule: str
    answer: Answer
    strict: bool
    mark: str
    word: str
    action: str
    name: str
    says: str
    saw: tuple[str, ...]
    missing: tuple[str, ...]
    todo: tuple[str, ...]
    site: tuple[str, ...]
    label: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesTab:
    """The whole tab. `files` names the files that judge; `none` is said where nothing is shown."""

    title: str
    counts: str
    files: tuple[str, ...]
    rows: tuple[RuleRow, ...]
    none: str

    def narrowed(self, to: Shown) -> tuple[RuleRow, ...]:
        """The rows with one outcome, or all of them, in their order."""
        return tuple(row for row in self.rows if to in ("all", row.answer))


def rules_tab(look: Look, words: Words) -> RulesTab:
    """Every finding of the look, in the core's order: what applies, strictest first; what cannot be told; the rest."""
    count = {answer: sum(f.answer == answer for f in look.findings) for answer in OUTCOMES}
    return RulesTab(
        title=words.t("What the label and the protocol say now"),
        counts=words.t(
            "{met:number} apply · {open:number} cannot tell · {clear:number} do not apply",
            met=count["fires"],
            open=count["cannot_tell"],
            clear=count["clear"],
        ),
        files=files(look, words),
        rows=tuple(_row(finding, look, words) for finding in look.findings),
        none=words.t("No rule with this answer.")
        if look.findings
        else words.t("No registration is in force: no label judges this patient."),
    )


def files(look: Look, words: Words) -> tuple[str, ...]:
    """The label file and the protocol file that judge this patient, by name and file."""
    told = []
    if look.label is not None:
        told.append(words.t("Label: {name} (file {id}.toml)", name=_name(look.label), id=look.label.id))
    if look.protocol is not None:
        told.append(words.t("Protocol: {name} (file {id}.toml)", name=_name(look.protocol), id=look.protocol.id))
    return tuple(told)


def _name(file: Label) -> Names:
    return Names(file.name_en, file.name_ja)


def _row(finding: Finding, look: Look, words: Words) -> RuleRow:
    mark, word = OUTCOMES[finding.answer]
    fires = finding.answer == "fires"
    known = tuple(file for file in (look.label, look.protocol) if file is not None)
    return RuleRow(
        rule=finding.rule,
        answer=finding.answer,
        strict=fires and finding.action in STRICT,
        mark=mark,
        word=words.render(word),
        action=words.code(finding.action) if fires else "",
        name=rule_name(finding.rule, words),
        says=words.render(finding.says),
        saw=tuple(words.render(text) for text in finding.saw),
        missing=tuple(words.render(text) for text in finding.missing),
        todo=todo(finding, look, words) if finding.answer == "cannot_tell" else (),
        site=tuple(words.render(text) for text in finding.site_values),
        label=_by_label(finding, look, words),
        sources=tuple(source(cites, known, words) for cites in dict.fromkeys(finding.cites)),
    )


def _by_label(finding: Finding, look: Look, words: Words) -> str:
    """The label by its country and id on each rule that it judges; empty on a rule of protocol or program alone."""
    label = look.label
    if label is None or not any(key in LABEL_KEYS for key in READS.get(finding.rule, ())):
        return ""
    return words.t("Label: {country} ({id})", country=label.country, id=label.id)


def todo(finding: Finding, look: Look, words: Words) -> tuple[str, ...]:
    """What would let the rule answer: what to chart, what only a physician knows, which values a site may fill in."""
    told = []
    charted = [text for text in finding.missing if text.template not in {CONFIGURE, *SILENT}]
    silent = [text for text in finding.missing if text.template in SILENT]
    if charted:
        told.append(words.t("To chart: {what}", what=words.joined(charted)))
    if silent:
        told.append(words.t("The source does not say, the physician decides: {what}", what=words.joined(silent)))
    for text in finding.missing:
        if text.template == CONFIGURE:
            key = str(text.values["key"])
            told.append(
                words.t(
                    "To configure by the site: {name} ({key}) in {file}",
                    name=words.parameter(key),
                    key=key,
                    file=_file_of(key, look),
                )
            )
    return tuple(told)


def _file_of(key: str, look: Look) -> str:
    """The site's file that may hold a key. A key that label and protocol both know belongs to the label."""
    label, protocol = ("" if file is None else file.id for file in (look.label, look.protocol))
    if key in PROGRAM_KEYS:
        return "program.toml"
    return f"{protocol if key in PROTOCOL_KEYS and not key.startswith('dose.') else label}.toml"
