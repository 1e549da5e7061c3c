"""Other drugs that matter for the checks: what can hide a fever, what holds the pressure, what is transfused."""

from __future__ import annotations

from blin21_desktop.domain.entries import DrugGiven, Entry
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Typed, happened
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.orders import is_blinatumomab
from blin21_desktop.forms.reader import Reader

CLASSES = (
    Option("antipyretic", say("antipyretic")),
    Option("corticosteroid", say("corticosteroid")),
    Option("anti_cytokine", say("anti-cytokine")),
    Option("vasopressor", say("vasopressor")),
    Option("transfusion", say("transfusion")),
    Option("g_csf", say("G-CSF")),
    Option("immunosuppressant", say("immunosuppressant")),
    Option("other", say("other")),
)


def _sections(_setting: Setting, _typed: Typed) -> tuple[Section, ...]:
    fields = (
        Field(key="drug", label=say("Drug"), note=say("by its name, such as paracetamol")),
        Field(key="dose", label=say("Dose as given"), note=say("with its unit, such as 300 mg or 1 unit")),
        Field(key="class", label=say("Kind of drug"), ask=Ask.CHOICE, options=CLASSES,
              note=say("the first three can hide a fever: the CRS check asks about it")),
    )  # fmt: skip
    side = say("not for blinatumomab and not for premedication")
    return (Section(title=say("Drug given"), side=side, fields=fields), happened(say("Given at")))


def _entries(r: Reader) -> tuple[Entry, ...]:
    drug = r.text("drug")
    if is_blinatumomab(drug):
        r.wrong("drug", say("Blinatumomab is charted by start and bag change, never in milligrams."))
    return (DrugGiven(**r.common(), drug=drug, dose=r.text("dose"), class_=r.choice("class", "other")),)


def _sentence(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, DrugGiven)  # noqa: S101  (what `_entries` made)
    return say("{drug} {dose} given {at:moment}.", drug=entry.drug, dose=entry.dose, at=entry.happened_at)


DRUG = Form(
    id="drug",
    name=say("Drug given"),
    title=lambda _: say("Drug given"),
    sections=_sections,
    entries=_entries,
    sentence=_sentence,
)
