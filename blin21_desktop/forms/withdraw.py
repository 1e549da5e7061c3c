"""The form that takes an entry back, with a reason. The entry stays in the record, struck out."""

from __future__ import annotations

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.text import say
from blin21_desktop.forms.fields import Ask, Field, Section, Setting, Typed
from blin21_desktop.forms.form import Form, withdrawn
from blin21_desktop.forms.reader import Reader


def _sections(setting: Setting, _typed: Typed) -> tuple[Section, ...]:
    about = setting.about
    which = None if about is None else say("the entry: {kind:code} of {at:moment}, charted by {who}",
                                           kind=about.kind.value, at=about.happened_at, who=about.by)  # fmt: skip
    why = Field(key="because", label=say("Why the entry is taken back"), ask=Ask.LONG, note=which)
    return (
        Section(title=say("Withdraw"), side=say("nothing is erased; everything is worked out anew"), fields=(why,)),
    )


def _entries(r: Reader) -> tuple[Entry, ...]:
    return (withdrawn(r, r.text("because"), place=0),)


WITHDRAW = Form(
    id="withdraw",
    name=say("Withdraw an entry"),
    title=lambda _: say("Withdraw an entry"),
    sections=_sections,
    entries=_entries,
    sentence=lambda _, setting: say(
        "Withdrawn: {kind:code} of {at:moment}, charted by {who}.",
        kind="" if setting.about is None else setting.about.kind.value,
        at=None if setting.about is None else setting.about.happened_at,
        who=None if setting.about is None else setting.about.by,
    ),
)
