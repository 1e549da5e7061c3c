"""What a physician writes in a review copy: a comment, or a decision taken with what the copy shows. No order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from blin21_desktop.domain.entries import DecisionTaken, Entry, ReviewCommented
from blin21_desktop.domain.review import CopyHeader, of_copy
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.decision import DECISION, PHYSICIAN
from blin21_desktop.forms.fields import Ask, Field, Section, Setting, Typed
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.reader import Reader

COMMENT = "comment"


def comment_form(header: CopyHeader) -> Form:
    """A comment about a patient, or about the entry that `Setting.about` names."""
    return Form(
        id="review.comment",
        name=say("Comment in the review copy"),
        title=lambda _: say("Comment in the review copy"),
        sections=_sections,
        entries=partial(_entries, header),
        sentence=_sentence,
    )


def decision_form(header: CopyHeader) -> Form:
    """The form of a decision; what it makes is marked with the copy."""
    return replace(
        DECISION,
        id="review.decision",
        name=say("Decision in the review copy"),
        title=lambda _: say("Decision in the review copy, with what was known at {at:moment}", at=header.as_of),
        sections=lambda setting, typed: tuple(map(_without_physician, DECISION.sections(setting, typed))),
        entries=lambda reader: tuple(_decision(entry, header) for entry in DECISION.entries(reader)),
        sentence=_with_return(DECISION.sentence),
    )


def _without_physician(section: Section) -> Section:
    """Who decides is whom the copy was made for: not asked."""
    return replace(section, fields=tuple(field for field in section.fields if field.key != PHYSICIAN))


def _decision(entry: Entry, header: CopyHeader) -> Entry:
    assert isinstance(entry, DecisionTaken)  # noqa: S101  (what the form makes)
    return replace(of_copy(entry, header), physician=header.physician)


def _with_return(
    sentence: Callable[[tuple[Entry, ...], Setting], Text],
) -> Callable[[tuple[Entry, ...], Setting], Text]:
    return lambda batch, setting: say(
        "{sentence} It reaches the ward only with the return file, and waits there for a person.",
        sentence=sentence(batch, setting),
    )


def _sections(setting: Setting, _typed: Typed) -> tuple[Section, ...]:
    about = setting.about
    which = say("about the patient as a whole")
    if about is not None:
        which = say(
            "about the entry: {kind:code} of {at:moment}, charted by {who}",
            kind=about.kind.value, at=about.happened_at, who=about.by,
        )  # fmt: skip
    field = Field(key=COMMENT, label=say("Comment"), ask=Ask.LONG, note=which)
    side = say("reaches the ward with the return file; a person accepts it there")
    return (Section(title=say("Comment"), side=side, fields=(field,)),)


def _entries(header: CopyHeader, r: Reader) -> tuple[Entry, ...]:
    setting = r.setting
    return (
        ReviewCommented(
            id=setting.ids[0],
            patient=setting.patient,
            happened_at=setting.now,
            recorded_at=setting.now,
            by=setting.by.id,
            physician=header.physician,
            comment=r.text(COMMENT),
            copy=header.id,
            copy_at=header.as_of,
            about=None if setting.about is None else setting.about.id,
        ),
    )


def _sentence(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, ReviewCommented)  # noqa: S101  (what `_entries` made)
    return say(
        "{physician} comments on the copy of {at:moment}. Nothing is ordered by this.",
        physician=entry.physician, at=entry.copy_at,
    )  # fmt: skip
