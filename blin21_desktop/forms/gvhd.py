"""Acute GVHD: stages by organ, the overall grade of every system beside each other, and the one it was staged in."""

from __future__ import annotations

from typing import Any

from blin21_desktop.domain.entries import Entry, GvhdStaged
from blin21_desktop.domain.text import Names, Text, say
from blin21_desktop.forms.blocks import DASH
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Told, Typed, happened, yes_no
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.gvhd import SCALE_OF, overall
from blin21_desktop.service.guards.ranges import STAGE_HIGHEST

ORGANS: dict[str, tuple[Text, int]] = {
    "skin": (say("Skin"), STAGE_HIGHEST),
    "liver": (say("Liver"), STAGE_HIGHEST),
    "upper_gi": (say("Upper gut"), 1),
    "lower_gi": (say("Lower gut"), STAGE_HIGHEST),
}
"""Organ -> its label and highest stage. Only MAGIC stages the upper gut, with 0 and 1."""
SYSTEM, PERFORMANCE = "system", "performance_very_poor"
SYSTEMS = tuple(Option(system, say("{system}", system=system)) for system in SCALE_OF)


def _sections(_setting: Setting, _typed: Typed) -> tuple[Section, ...]:
    stages = tuple(
        Field(key=organ, label=label, ask=Ask.CHOICE,
              options=tuple(Option(str(n), say("{stage:number}", stage=n)) for n in range(highest + 1)),
              note=say("staged by MAGIC only: 0 in the other systems") if organ == "upper_gi" else None)
        for organ, (label, highest) in ORGANS.items()
    )  # fmt: skip
    fields = (
        *stages,
        yes_no(PERFORMANCE, say("Very poor performance"), say("status 4 or Karnofsky below 30; not asked by MAGIC")),
        Field(key=SYSTEM, label=say("Staged by"), ask=Ask.CHOICE, options=SYSTEMS, told=True),
    )
    side = say("the systems disagree: the system is written with the grade")
    return (Section(title=say("Acute GVHD, stages"), side=side, fields=fields), happened(say("Staged at")))


def _entries(r: Reader) -> tuple[Entry, ...]:
    stages: dict[str, Any] = {organ: int(r.choice(organ, "0")) for organ in ORGANS}
    poor, system = r.yes(PERFORMANCE), r.choice(SYSTEM, "MAGIC")
    entry = GvhdStaged(
        **r.common(), **stages, system=system, performance_very_poor=None if system == "MAGIC" else poor
    )  # fmt: skip
    if {*ORGANS, PERFORMANCE} <= r.known:
        _tell(r, stages, poor=poor)
    return (entry,)


def _tell(r: Reader, stages: dict[str, Any], *, poor: bool) -> None:
    told = []
    for system, scale_id in SCALE_OF.items():
        about: dict[str, Any] = {**stages, "system": system, "performance_very_poor": poor}
        staged = GvhdStaged(**r.common(), **about)
        found = overall(staged, r.setting.knowledge.scales)
        scale = r.setting.knowledge.scales.get(scale_id)
        name = Names(system, system) if scale is None else Names(scale.name_en, scale.name_ja)
        grade, says = found.grade or DASH, say("no organ is involved")
        if stages["upper_gi"] and system != "MAGIC":
            grade, says = DASH, say("not graded: the upper gut is staged by MAGIC only")
        elif found.missing:
            says = say("not graded, missing: {missing}", missing=found.missing)
        elif found.because:
            says = say("{because}", because=found.because)
        told.append(Told(say("{name}", name=name), grade, says))
    r.told[SYSTEM] = tuple(told)


def _sentence(batch: tuple[Entry, ...], setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, GvhdStaged)  # noqa: S101  (what `_entries` made)
    found = overall(entry, setting.knowledge.scales)
    parts = tuple(
        say("{organ:code} {stage:number}", organ=f"gvhd_{organ}", stage=getattr(entry, organ)) for organ in ORGANS
    )
    if found.grade is None:
        return say("{at:moment}: {parts}, no overall grade by {system}.",
                   at=entry.happened_at, parts=parts, system=entry.system)  # fmt: skip
    return say("{at:moment}: {parts}, overall grade {grade} by {system}.",
               at=entry.happened_at, parts=parts, grade=found.grade, system=entry.system)  # fmt: skip


GVHD = Form(
    id="gvhd",
    name=say("GVHD stages"),
    title=lambda _: say("Acute GVHD"),
    sections=_sections,
    entries=_entries,
    sentence=_sentence,
    needs={organ: frozenset({organ, SYSTEM}) for organ in ORGANS},
)
