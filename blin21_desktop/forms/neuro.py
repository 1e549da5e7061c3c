"""The neurological check: ICE or CAPD by age, then consciousness and signs; ICANS beside it, one grade accepted.

What was not answered is absent, never a zero; what could not be done stands with its reason.
"""

from __future__ import annotations

from typing import Any

from blin21_desktop.domain.entries import Entry, Ice, NeuroChecked
from blin21_desktop.domain.text import Names, Text, say
from blin21_desktop.forms.blocks import (
    DASH,
    NORMAL,
    NOT_DONE,
    NOT_DUE,
    UNABLE,
    accepted,
    accepting,
    missed,
    quiet,
    told_grade,
    wants_note,
)
from blin21_desktop.forms.fields import Section, Setting, Told, Typed, happened
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.neuro_items import (
    AGAIN,
    CAPD_ITEMS,
    ICE_ITEMS,
    NAMES,
    NORMAL_SIGNS,
    SIGN_FIELDS,
    SIGNS,
    TOOL,
    chosen,
    sign_fields,
    signs_asked,
    tool_section,
)
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.crs import ASTCT
from blin21_desktop.rules.graded import Graded
from blin21_desktop.rules.icans import FULL, icans, score
from blin21_desktop.rules.in_force import baseline

PREFIX = "neuro"
GRADE = f"{PREFIX}.accepted_grade"
REASONS = frozenset(option.code for option in UNABLE)


def neuro_sections(setting: Setting, typed: Typed, *, alone: bool = False) -> tuple[Section, ...]:
    """The block of the tool and the block of the signs; `alone`: the check is what the form is about."""
    tool = tool_section(setting, typed, alone=alone)
    if not signs_asked(typed):
        return (tool,)
    fields = sign_fields(typed)
    title, side = say("Consciousness and signs"), say("blank is not 0")
    answers = (chosen(setting, typed)[1], typed.get(SIGNS, ""))
    if all(answers) and answers != (NOT_DONE, NOT_DONE):
        r = quiet(setting, typed, (tool, Section(title=title, fields=fields)))
        entry = _read(r, r.common())
        graded = None if r.open or r.problems else _graded(r, entry)
        fields = (*fields, *accepting(PREFIX, say("ICANS you accept"), say("Why another ICANS"), graded, typed))
    return (tool, Section(title=title, side=side, fields=fields, narrow=True))


def read_neuro(r: Reader, place: int) -> tuple[Entry, ...]:
    """The check, or why there was none; nothing when it was not due."""
    answer, signs = chosen(r.setting, r.typed)[1], r.choice(SIGNS, "")
    if answer == NOT_DONE and (not signs_asked(r.typed) or signs == NOT_DONE):
        if signs == NOT_DONE:
            r.choice(f"{SIGNS}.reason", NOT_DUE)
        return missed(r, TOOL, "neuro", place)
    entry = _read(r, r.common(place))
    if r.asked(GRADE):
        _tell(r, entry)
    return (entry,)


def _read(r: Reader, common: dict[str, Any]) -> NeuroChecked:
    tool, answer = chosen(r.setting, r.typed)
    for block in (TOOL, AGAIN):
        r.choice(block, "")  # named as open while it is
    unable: dict[str, str] = {}
    ice, capd = None, None
    if answer == NOT_DONE:
        unable[tool] = _reason(r, f"{TOOL}.reason")
    elif tool == "ice":
        ice = _ice(r, unable, normal=answer == NORMAL)
    else:
        capd = _capd(r, normal=answer == NORMAL)
    signs = _signs(r, unable)
    grade, because = accepted(r, PREFIX)
    return NeuroChecked(
        **common,
        **signs,
        tool=tool,
        tool_because=r.text("tool_because") if r.asked("tool_because") else None,
        ice=ice,
        capd=capd,
        unable=unable or None,
        accepted_grade=grade,
        because=because,
    )


def _reason(r: Reader, key: str) -> str:
    reason = str(r.choice(key, "asleep"))
    wants_note(r, reason)
    return reason


def _answer(r: Reader, key: str, name: str, unable: dict[str, str]) -> str | None:
    """The answer of one item; None when it is open, or was not done for a reason that then stands in `unable`."""
    found = r.choice(key, "")
    if found in REASONS:
        unable[name] = found
        wants_note(r, found)
        return None
    return found or None


def _ice(r: Reader, unable: dict[str, str], *, normal: bool) -> Ice:
    if normal:
        return Ice(**FULL)
    points = {item: _answer(r, f"ice.{item}", item, unable) for item in ICE_ITEMS}
    return Ice(**{item: None if found is None else int(found) for item, found in points.items()})


def _capd(r: Reader, *, normal: bool) -> tuple[int, ...] | None:
    places = range(1, len(CAPD_ITEMS) + 1)
    if normal:
        return tuple(0 for _ in places)
    found = [r.choice(f"capd.{place}", "") for place in places]
    return tuple(int(points) for points in found) if all(found) else None


def _signs(r: Reader, unable: dict[str, str]) -> dict[str, Any]:
    block = r.choice(SIGNS, "")
    if block == NORMAL:
        return dict(NORMAL_SIGNS)
    if block == NOT_DONE:
        reason = _reason(r, f"{SIGNS}.reason")
        unable.update(dict.fromkeys(SIGN_FIELDS, reason))
        return {}
    found = {key: _answer(r, key, key, unable) for key in SIGN_FIELDS}
    flags = {key: found[key] == "yes" for key in ("focal_weakness", "global_aphasia") if found[key] is not None}
    return {**{key: value for key, value in found.items() if value is not None}, **flags}


def _graded(r: Reader, entry: NeuroChecked) -> Graded | None:
    scale = r.setting.knowledge.scales.get(ASTCT)
    return None if scale is None else icans(entry, scale)


def _tell(r: Reader, entry: NeuroChecked) -> None:
    scale, graded = r.setting.knowledge.scales.get(ASTCT), _graded(r, entry)
    told = [_told_score(r, entry)]
    if scale is not None and graded is not None:
        told.append(told_grade(Names(f"ICANS, {scale.name_en}", f"ICANS {scale.name_ja}"), graded))
        if graded.notes:
            r.echoes[GRADE] = graded.notes[0]
    r.told[GRADE] = tuple(told)
    grade = entry.accepted_grade if graded is None or entry.accepted_grade is not None else graded.grade
    if grade:
        r.effects.append(
            say("ICANS {grade:number}: the rules of the label go by the CTCAE grade. Tell the physician, and write "
                "the adverse event with its CTCAE grade too.", grade=grade)
        )  # fmt: skip


def _told_score(r: Reader, entry: NeuroChecked) -> Told:
    """Points of the tool, beside the patient's own baseline, and the items that lost points."""
    look = r.setting.look
    course = None if look is None else look.course
    began = None if course is None else course.started_at
    before = () if look is None else look.chart.all(NeuroChecked, r.setting.now)
    found = score(entry, baseline(before, entry, began))
    says = [say("no baseline from before the start")]
    if found.baseline is not None:
        says = [say("own baseline {baseline:number}", baseline=found.baseline)]
    if found.change is not None:
        says.append(say("change {change}", change=f"{found.change:+d}" if found.change else "0"))
    if found.lost:
        says.append(say("lost: {items}", items=tuple(ICE_ITEMS[item][0] for item in found.lost)))
    return Told(NAMES[entry.tool], DASH if found.total is None else str(found.total), say("{parts}", parts=says))


def neuro_part(entry: NeuroChecked) -> Text:
    """The neurological check in the sentence of what will be written."""
    found = score(entry, None)
    tool = say("{tool} not complete", tool=NAMES[entry.tool])
    if found.total is not None:
        tool = say("{tool} {total:number}", tool=NAMES[entry.tool], total=found.total)
    if entry.accepted_grade is None:
        return say("{tool}, no ICANS accepted", tool=tool)
    return say("{tool}, ICANS {grade:number}", tool=tool, grade=entry.accepted_grade)


def _sentence(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, NeuroChecked)  # noqa: S101  (what `read_neuro` made)
    return say("{at:moment}: {parts}.", at=entry.happened_at, parts=(neuro_part(entry),))


def _alone(r: Reader) -> tuple[Entry, ...]:
    """The check of a form that is about nothing else: the tool and the signs cannot both be left out."""
    answer, signs = chosen(r.setting, r.typed)[1], r.choice(SIGNS, "")
    if answer == signs == NOT_DONE:
        r.wrong(SIGNS, say("Nothing was looked at: withdraw the entry, or write a missed check."))
        return ()
    return read_neuro(r, 0)


NEURO = Form(
    id="neuro",
    name=say("Neurological check"),
    title=lambda _: say("Neurological check"),
    sections=lambda setting, typed: (*neuro_sections(setting, typed, alone=True), happened(say("Seen at"))),
    entries=_alone,
    sentence=_sentence,
)
