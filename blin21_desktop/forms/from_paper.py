"""Writing up from paper: the same forms, asked for the date and time that stand on the paper, with the note filled in.

Nothing else differs: the guards and the rules see a late entry, and the record shows both of its times.
"""

from __future__ import annotations

from dataclasses import replace

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.text import say
from blin21_desktop.forms import typed as grammar
from blin21_desktop.forms.fields import Ask, Field, Section
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.reader import Reader
from blin21_desktop.forms.typed import IllFormed

NOTE = say("late entry, from paper")
"""What stands in the note of every form."""


def from_paper(form: Form) -> Form:
    """The form for what was written on paper before."""

    def entries(reader: Reader) -> tuple[Entry, ...]:
        batch = form.entries(reader)
        for section in form.sections(reader.setting, reader.typed):
            for field in section.fields:
                if field.ask is Ask.MOMENT:
                    _dated(reader, field.key)
        return batch

    return replace(
        form,
        title=lambda setting: say("{title}, from paper", title=form.title(setting)),
        sections=lambda setting, typed: tuple(_section(one) for one in form.sections(setting, typed)),
        entries=entries,
    )


def _section(section: Section) -> Section:
    return replace(section, fields=tuple(_field(one) for one in section.fields))


def _field(field: Field) -> Field:
    """No "now" beside a time: it is on the paper."""
    if field.ask is not Ask.MOMENT:
        return field
    return replace(field, now=False, note=say("date and time as they stand on the paper"))


def _dated(reader: Reader, key: str) -> None:
    """A time without its date would be that of the last day that had it, not the paper's."""
    if key not in reader.known:
        return
    try:
        grammar.dated(reader.raw(key), reader.setting.zone)
    except IllFormed:
        reader.wrong(key, say("the date as well, as it stands on the paper, such as 2026-11-23 14:05"))
