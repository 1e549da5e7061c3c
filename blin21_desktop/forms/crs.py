"""Cytokine release syndrome: the second block of a check. Findings in, two grades beside each other, one accepted.

Fever is worked out from the temperature and shown as such. Where there is hypotension or oxygen without a fever, it is
asked whether a drug hides it; nothing is taken for "no" in silence (grading notes 1.2, R8).
"""

from __future__ import annotations

from typing import Any, Literal

from blin21_desktop.domain.entries import CrsChecked, DrugGiven, Entry, Oxygen, PremedicationGiven
from blin21_desktop.domain.moments import since
from blin21_desktop.domain.text import Names, Text, say
from blin21_desktop.forms.blocks import (
    ALL_NORMAL,
    DASH,
    ITEMS,
    LEFT_OUT,
    NORMAL,
    NOT_DONE,
    ONE_BY_ONE,
    accepted,
    accepting,
    left_out,
    quiet,
    still_empty,
    told_grade,
)
from blin21_desktop.forms.crs_doubts import PRESSURE, ask_about_low_values, contradict
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Told, Typed, happened, yes_no
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.oxygen import DEVICE, oxygen_fields, read_oxygen
from blin21_desktop.forms.reader import Reader
from blin21_desktop.forms.vitals import Seen, low_pressure, low_spo2, seen, vitals_section
from blin21_desktop.rules.crs import ASTCT, CTCAE, LEE, crs_grades, is_fever
from blin21_desktop.rules.graded import Graded

BLOCK, FEVER, MASKED = "crs", "fever", "fever_masked"
GRADE = f"{BLOCK}.accepted_grade"
FEVERS = (
    Option("no", say("No")),
    Option("yes", say("Yes")),
    Option("masked", say("hidden by a drug")),
)
PRESSURES = (
    Option("none", say("none")),
    Option("fluids", say("corrected by fluids")),
    Option("one_vasopressor", say("one vasopressor")),
    Option("one_vasopressor_and_vasopressin", say("one and vasopressin")),
    Option("several_vasopressors", say("several vasopressors")),
)
DOSES = (Option("low", say("low")), Option("high", say("high")))
ORGANS = (
    Option("none", say("none")),
    Option("grade_2", say("grade 2")),
    Option("grade_3", say("grade 3")),
    Option("grade_4", say("grade 4")),
    Option("grade_4_transaminase", say("grade 4, only AST or ALT")),
)
HIDING = ("antipyretic", "corticosteroid", "anti_cytokine")
"""Classes of drugs that can hide a fever (grading notes 1.2, R2)."""


def lee_wanted(setting: Setting) -> bool:
    """Whether the site wants Lee 2014 as a third scale."""
    protocol = None if setting.look is None else setting.look.protocol
    wanted = None if protocol is None else protocol.get("grading.lee_2014")
    return wanted is not None and bool(wanted.value)


def derived_fever(setting: Setting, temperature: float | None) -> bool | None:
    """Whether the temperature is a fever by the scale's number; None where either is not there."""
    scale = setting.knowledge.scales.get(ASTCT)
    return None if temperature is None or scale is None else is_fever(temperature, scale)


def crs_section(setting: Setting, typed: Typed, *, alone: bool = False) -> Section:
    """The block of CRS; `alone`: it is what the form is about, and nothing is known from vital signs."""
    options = (ALL_NORMAL, ONE_BY_ONE) if alone else (ALL_NORMAL, ONE_BY_ONE, LEFT_OUT)
    block = Field(key=BLOCK, label=say("CRS"), ask=Ask.CHOICE, options=options, fades=True,
                  note=say("normal: no fever, no hypotension, no oxygen, no danger to life"))  # fmt: skip
    answer = typed.get(BLOCK)
    fields: tuple[Field, ...] = (block,)
    if answer == NOT_DONE:
        fields = (block, *left_out(setting, typed, BLOCK, "crs", say("Why no CRS check")))
    elif answer in (NORMAL, ITEMS):
        fields = (block, *_findings(setting, typed))
        title = say("CRS")
        r = quiet(setting, typed, (vitals_section(setting, typed), Section(title=title, fields=fields)))
        graded = grades_of(r, _read(r, r.common()))
        ctcae = None if graded is None else graded.get(CTCAE)
        fields = (*fields, *accepting(BLOCK, say("CRS grade you accept"), say("Why another CRS grade"), ctcae, typed))
    return Section(title=say("Cytokine release syndrome"), side=say("CTCAE v5.0 drives the rules"), fields=fields,
                   narrow=True)  # fmt: skip


def _findings(setting: Setting, typed: Typed) -> tuple[Field, ...]:
    known = seen(typed)
    fever = derived_fever(setting, known.temperature)
    given = hiding_drugs(setting)
    note = say("given before: {drugs}", drugs=given) if given else say("no drug that hides a fever is charted")
    asked = Field(key=FEVER, label=say("Fever, no other cause"), ask=Ask.CHOICE, options=FEVERS, note=note, fades=True)
    first = (asked,) if fever is None and not known.open else ()
    if typed.get(BLOCK) == NORMAL:
        return first
    oxygen = oxygen_fields(typed) if known.device is None else ()
    masked = (_masked(note),) if fever is False and _without_fever(setting, typed) else ()
    danger = yes_no("life_threatening", say("Danger to life"), say("urgent intervention is needed"))
    return (*first, _pressure(setting), *oxygen, *masked, danger, *_lee(setting, typed))


def _without_fever(setting: Setting, typed: Typed) -> bool:
    """Whether something but the fever speaks for CRS: hypotension, oxygen, or an SpO2 that is low without oxygen."""
    spo2, limit = seen(typed).spo2, low_spo2(setting)
    short = spo2 is not None and limit is not None and spo2 < limit.value
    return short or typed.get(PRESSURE, "none") != "none" or typed.get(DEVICE, "none") != "none"


def _pressure(setting: Setting) -> Field:
    found = low_pressure(setting)
    note = say("no source read gives a limit for this age")
    if found is not None:
        note = say("low for {age}: systolic below {limit:number} mmHg (source {source})",
                   age=found.age, limit=found.mmhg, source=found.source)  # fmt: skip
    return Field(key=PRESSURE, label=say("Hypotension"), ask=Ask.CHOICE, options=PRESSURES, note=note, fades=True)


def _masked(note: Text) -> Field:
    return Field(key=MASKED, label=say("No fever: hidden by a drug?"), ask=Ask.CHOICE, note=note, fades=True,
                 options=(Option("yes", say("Yes")), Option("no", say("No"))))  # fmt: skip


def hiding_drugs(setting: Setting) -> tuple[Text, ...]:
    """What was given before that can hide a fever: the last dose of each drug, the newest first.

    No source says for how long, so nothing is left out for its age; the time stands beside it.
    """
    look = setting.look
    if look is None:
        return ()
    drugs = [d for d in look.chart.all(DrugGiven, setting.now) if d.class_ in HIDING]
    both: list[DrugGiven | PremedicationGiven] = [*drugs, *look.chart.all(PremedicationGiven, setting.now)]
    last = {given.drug.casefold(): given for given in sorted(both, key=lambda given: given.happened_at)}
    newest = sorted(last.values(), key=lambda given: given.happened_at, reverse=True)
    return tuple(
        say("{drug} {at:time} ({ago:length} ago)", drug=g.drug, at=g.happened_at, ago=since(g.happened_at, setting.now))
        for g in newest
    )


def _lee(setting: Setting, typed: Typed) -> tuple[Field, ...]:
    if not lee_wanted(setting):
        return ()
    dose = Field(key="vasopressor_dose", label=say("Dose of the vasopressor"), ask=Ask.CHOICE, options=DOSES,
                 fades=True)  # fmt: skip
    organs = Field(key="organ_toxicity", label=say("Worst organ toxicity"), ask=Ask.CHOICE, options=ORGANS,
                   note=say("asked for Lee 2014 only"), fades=True)  # fmt: skip
    return (dose, organs) if typed.get(PRESSURE) == "one_vasopressor" else (organs,)


def read_crs(r: Reader, place: int) -> CrsChecked:
    """The findings, the grades told beside them, and the accepted grade."""
    entry = _read(r, r.common(place))
    graded = grades_of(r, entry)
    _tell(r, entry, graded)
    ask_about_low_values(r, entry, place)
    return entry


def _read(r: Reader, common: dict[str, Any]) -> CrsChecked:
    known = seen(r.typed)
    fever = _fever(r, known)
    normal = r.choice(BLOCK, "") == NORMAL
    oxygen = Oxygen(device="none") if normal and known.device is None else read_oxygen(r)
    grade, because = accepted(r, BLOCK)
    entry = CrsChecked(
        **common,
        fever=fever,
        hypotension="none" if normal else r.choice(PRESSURE, "none"),
        oxygen=oxygen,
        life_threatening=False if normal else r.yes("life_threatening"),
        vasopressor_dose=r.choice("vasopressor_dose", "low") if r.asked("vasopressor_dose") else None,
        organ_toxicity=r.choice("organ_toxicity", "none") if r.asked("organ_toxicity") else None,
        accepted_grade=grade,
        because=because,
    )
    if normal:
        contradict(r, BLOCK, entry, known)
    return entry


def _fever(r: Reader, known: Seen) -> Literal["yes", "no", "masked"]:
    derived = derived_fever(r.setting, known.temperature)
    if derived is None:
        answer: Literal["yes", "no", "masked"] = r.choice(FEVER, "no")
        return answer
    if derived:
        return "yes"
    return "masked" if r.asked(MASKED) and r.choice(MASKED, "no") == "yes" else "no"


def grades_of(r: Reader, entry: CrsChecked) -> dict[str, Graded] | None:
    """The grades of the scales that are shown; None while a finding is open or cannot be read."""
    mine = {FEVER, MASKED, PRESSURE, DEVICE, "oxygen.flow_l_per_min", "oxygen.fio2_source", "oxygen.fio2_percent",
            "life_threatening", "vasopressor_dose", "organ_toxicity"}  # fmt: skip
    asked = [field for key in mine if (field := r.asked(key)) is not None]
    if not {field.key for field in asked if not field.optional} <= r.known or BLOCK in r.problems or seen(r.typed).open:
        return None
    shown = (ASTCT, CTCAE, *((LEE,) if lee_wanted(r.setting) else ()))
    return {key: graded for key, graded in crs_grades(entry, r.setting.knowledge.scales).items() if key in shown}


def _tell(r: Reader, entry: CrsChecked, graded: dict[str, Graded] | None) -> None:
    told = []
    known, scale = seen(r.typed), r.setting.knowledge.scales.get(ASTCT)
    if known.temperature is not None and scale is not None:
        limit = scale.get("fever.from_celsius")
        words = {"yes": say("fever"), "no": say("no fever"), "masked": say("masked fever")}[entry.fever]
        says = say("{fever}, from the temperature of {value:number} ℃ (from {limit:number} ℃ on)",
                   fever=words, value=known.temperature, limit=None if limit is None else limit.value)  # fmt: skip
        told.append(Told(say("Fever"), "", says))
    if graded is None:
        told.append(Told(say("CRS"), DASH, say("not graded while something above is open")))
    scales = r.setting.knowledge.scales
    told += [told_grade(Names(scales[key].name_en, scales[key].name_ja), one) for key, one in (graded or {}).items()]
    r.told[GRADE] = tuple(told)
    _hold(r, entry, graded)


def _hold(r: Reader, entry: CrsChecked, graded: dict[str, Graded] | None) -> None:
    """From grade 1 on: what the label in force says about holding the infusion."""
    ctcae = None if graded is None else graded.get(CTCAE)
    computed = None if ctcae is None else ctcae.grade
    grade = computed if entry.accepted_grade is None else entry.accepted_grade
    label = None if r.setting.look is None else r.setting.look.label
    limit = None if label is None else label.get("crs.hold_from_grade")
    if not grade or limit is None:
        return
    if isinstance(limit.value, dict):
        says = say("CRS grade {grade:number}. The label holds the infusion from grade {child:number} in children, "
                   "{adult:number} in adults ({source}). Tell the physician.",
                   grade=grade, **limit.value, source=limit.cites.source)  # fmt: skip
    else:
        says = say("CRS grade {grade:number}. The label holds the infusion from grade {limit:number} ({source}). "
                   "Tell the physician.", grade=grade, limit=limit.value, source=limit.cites.source)  # fmt: skip
    r.effects.append(says)


def crs_part(entry: CrsChecked) -> Text:
    """The CRS check in the sentence of what will be written."""
    if entry.accepted_grade is None:
        return say("CRS checked, no grade accepted")
    return say("CRS grade {grade:number}", grade=entry.accepted_grade)


def _sentence(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, CrsChecked)  # noqa: S101  (what `read_crs` made)
    return say("{at:moment}: {parts}.", at=entry.happened_at, parts=(crs_part(entry),))


CRS = Form(
    id="crs",
    name=say("CRS check"),
    title=lambda _: say("CRS check"),
    sections=lambda setting, typed: (crs_section(setting, typed, alone=True), happened(say("Seen at"))),
    entries=lambda r: (read_crs(r, 0),) if r.choice(BLOCK, "") else still_empty(r),
    sentence=_sentence,
)
