"""Filling checks in tests: any chart before, any typed text, the reading and what the guards say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.knowledge import Cites, Knowledge, Parameter
from blin21_desktop.forms import FORMS
from blin21_desktop.forms.fields import Reading, Setting
from blin21_desktop.forms.form import Form, objections, read
from blin21_desktop.present import catalogue
from tests.forms.filling import NORMAL, RUNNING, TOKYO, VITALS, setting, ward_with
from tests.making import hour, registered

EN = catalogue.words("en", TOKYO)
GOOD = {**VITALS, **NORMAL, "happened_at": "15:00"}
OLDER = (registered(hour(-72), birth_date=date(2010, 1, 10)), *RUNNING[1:])
"""As `RUNNING`, of a patient of 16: ICE."""
CANNULA = {
    "oxygen.device": "nasal_cannula", "oxygen.flow_l_per_min": "2", "oxygen.fio2_source": "estimated",
    "oxygen.fio2_percent": "28",
}  # fmt: skip
ITEMS = {"crs": "items", "hypotension": "none", "life_threatening": "no"}


class Filled:
    """One form filled at 15:00, five hours after the start."""

    def __init__(
        self,
        form: Form | str,
        typed: dict[str, str],
        *more: Entry,
        before: tuple[Entry, ...] = RUNNING,
        **changes: Any,  # noqa: ANN401  (any part of the setting)
    ) -> None:
        self.form = FORMS[form] if isinstance(form, str) else form
        at = hour(5)
        self.ward = ward_with(*before, *more, at=at)
        self.where: Setting = replace(setting(self.ward, at), **changes)
        self.typed = {key: text for key, text in typed.items() if text}
        self.reading: Reading = read(self.form, self.where, self.typed)

    @property
    def open(self) -> list[str]:
        return [EN.render(text) for text in self.reading.open]

    @property
    def problems(self) -> dict[str, str]:
        return {key: EN.render(text) for key, text in self.reading.problems.items()}

    @property
    def sentence(self) -> str:
        assert self.reading.sentence is not None, (self.open, self.problems)
        return EN.render(self.reading.sentence)

    @property
    def against(self) -> list[str]:
        return [EN.render(o.says) for o in objections(self.form, self.reading, self.ward.judge)]

    @property
    def asked(self) -> list[str]:
        return [field.key for section in self.form.sections(self.where, self.typed) for field in section.fields]

    def told(self, key: str) -> list[str]:
        lines = self.reading.told.get(key, ())
        return [" ".join((EN.render(one.head), one.mark, EN.render(one.says))) for one in lines]

    def codes(self, key: str) -> list[str]:
        fields = [field for section in self.form.sections(self.where, self.typed) for field in section.fields]
        return [option.code for field in fields if field.key == key for option in field.options]

    def note(self, key: str) -> str:
        fields = [field for section in self.form.sections(self.where, self.typed) for field in section.fields]
        return next(EN.render(field.note) for field in fields if field.key == key and field.note is not None)


def without(knowledge: Knowledge, *keys: str) -> Knowledge:
    """Knowledge in which some keys of the scales are not configured."""
    scales = {
        name: replace(scale, parameters={k: p for k, p in scale.parameters.items() if k not in keys})
        for name, scale in knowledge.scales.items()
    }
    return replace(knowledge, scales=scales)


def parameter(key: str, value: object) -> Parameter:
    """A value set by a site."""
    cites = Cites("site", "own", "1")
    return Parameter(key=key, value=value, cites=cites, certainty="site", checked_on=date(2026, 11, 1), set_by="Dr H")
