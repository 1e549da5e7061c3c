"""A physician's decision about the infusion, charted with the findings that were shown. It orders nothing."""

from __future__ import annotations

from blin21_desktop.domain.entries import DecisionTaken, Entry
from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Told, Typed, happened
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.label_version import label_version
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.names import RULE_NAMES
from blin21_desktop.service.guards.decisions import AGAINST, DECISIONS

DECISION_KEY, PHYSICIAN, BECAUSE = "decision", "physician", "decision.because"

OPTIONS = tuple(Option(code, name) for code, name in DECISIONS.items())

MARKS = {"fires": "●", "cannot_tell": "?"}
"""Answer -> its mark, as in the tab Rules."""


def shown(setting: Setting) -> tuple[Finding, ...]:
    """What the rules say now beyond "does not apply": all of it is shown, strictest first, and recorded as shown."""
    found = () if setting.look is None else setting.look.findings
    return tuple(finding for finding in found if finding.answer != "clear")


def against(setting: Setting, decision: str) -> tuple[Finding, ...]:
    """The findings that a decision goes against."""
    actions = AGAINST.get(decision, frozenset())
    return tuple(f for f in shown(setting) if f.answer == "fires" and f.action in actions)


def _sections(setting: Setting, typed: Typed) -> tuple[Section, ...]:
    broken = against(setting, typed.get(DECISION_KEY, ""))
    why = Field(
        key=BECAUSE,
        label=say("Why"),
        ask=Ask.LONG,
        optional=not broken,
        note=say("needed: it goes against what the rules say") if broken else None,
        told=True,
    )
    fields = (
        Field(key=DECISION_KEY, label=say("Decision"), ask=Ask.CHOICE, options=OPTIONS),
        Field(key=PHYSICIAN, label=say("Physician"), note=say("who decided, by name")),
    )
    side = say("charts what was decided; orders are written apart")
    found = Section(
        title=say("Findings shown"), side=say("all are recorded with it"), fields=(why,), right=True, narrow=True
    )
    return (Section(title=say("Decision"), side=side, fields=fields), happened(say("Decided at")), found)


def _told(finding: Finding, broken: tuple[Finding, ...]) -> Told:
    """One finding: outcome in a word and by its mark, the rule's name, what it says or lacks."""
    says = say("{rule} – {says}", rule=RULE_NAMES[finding.rule], says=finding.says)
    if finding.answer == "cannot_tell":
        says = say("{says} Missing: {missing}", says=says, missing=finding.missing)
    if finding in broken:
        return Told(say("AGAINST"), "!", says)
    return Told(say("applies") if finding.answer == "fires" else say("cannot tell"), MARKS[finding.answer], says)


def _entries(r: Reader) -> tuple[Entry, ...]:
    found = shown(r.setting)
    nothing = (Told(say("none"), "–", say("None of the rules checked in this version applies.")),)
    decision = r.choice(DECISION_KEY, "hold")
    broken = against(r.setting, decision)
    r.told[BECAUSE] = tuple(_told(finding, broken) for finding in found) or nothing
    because = r.text(BECAUSE) if broken else r.maybe_text(BECAUSE)
    return (
        DecisionTaken(
            **r.common(),
            decision=decision,
            physician=r.text(PHYSICIAN),
            findings=tuple(finding.rule for finding in found),
            because=because,
            label_version=label_version(r.setting),
        ),
    )


def _sentence(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, DecisionTaken)  # noqa: S101  (what `_entries` made)
    return say(
        "{physician} decided {at:moment}: {decision}. Findings shown: {count:number}. Nothing is ordered by this.",
        physician=entry.physician,
        at=entry.happened_at,
        decision=DECISIONS[entry.decision],
        count=len(entry.findings),
    )


DECISION = Form(
    id="decision",
    name=say("Decision of a physician"),
    title=lambda _: say("Decision of a physician"),
    sections=_sections,
    entries=_entries,
    sentence=_sentence,
    needs={"because": frozenset({DECISION_KEY, BECAUSE, "happened_at"})},
)
