"""What the neurological check asks: ICE (ten points), CAPD (eight items of our own words), consciousness and signs."""

from __future__ import annotations

from blin21_desktop.domain.entries import NeuroChecked
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.blocks import ALL_NORMAL, ITEMS, LEFT_OUT, NOT_DONE, ONE_BY_ONE, UNABLE, age, left_out
from blin21_desktop.forms.fields import YES_NO, Ask, Field, Option, Section, Setting, Typed
from blin21_desktop.rules.icans import FULL, total_of
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.tool import Tool, tool_of_age

TOOL, AGAIN, SIGNS = "tool", "tool.again", "signs"
"""Keys: the block of the tool, the block again after a switch of the tool, the block of the signs."""
OTHER: dict[Tool, Tool] = {"ice": "capd", "capd": "ice"}
NAMES: dict[Tool, Text] = {"ice": say("ICE"), "capd": say("CAPD")}

ICE_ITEMS: dict[str, tuple[Text, Text]] = {
    "orientation": (say("Orientation"), say("year, month, city, hospital: 1 each")),
    "naming": (say("Naming"), say("three objects: 1 each")),
    "command": (say("Command"), say("follows a simple one: 1")),
    "writing": (say("Writing"), say("the same sentence as always: 1")),
    "attention": (say("Attention"), say("from 100 down by tens: 1")),
}
CAPD_ITEMS = (
    say("Eye contact"),
    say("Acts with purpose"),
    say("Aware of surroundings"),
    say("Makes needs known"),
    say("Restless"),
    say("Cannot be consoled"),
    say("Underactive when awake"),
    say("Slow to respond"),
)
"""Our own short labels. The first four count the other way round."""
REVERSED = 4
OFTEN = (say("never"), say("rarely"), say("sometimes"), say("often"), say("always"))

CONSCIOUSNESS = (
    Option("awake", say("awake")),
    Option("to_voice", say("to voice")),
    Option("to_touch", say("only to touch")),
    Option("unarousable", say("unarousable")),
)
SEIZURES = (
    Option("none", say("none")),
    Option("brief", say("brief")),
    Option("prolonged_or_repetitive", say("over 5 min or repeated")),
)
PRESSURES = (
    Option("none", say("none")),
    Option("focal_oedema", say("focal oedema")),
    Option("diffuse_oedema_or_signs", say("diffuse oedema or signs")),
)
SIGN_FIELDS: dict[str, tuple[Text, tuple[Option, ...]]] = {
    "consciousness": (say("Wakes"), CONSCIOUSNESS),
    "seizure": (say("Seizure"), SEIZURES),
    "focal_weakness": (say("Focal weakness"), YES_NO),
    "raised_pressure": (say("Raised pressure"), PRESSURES),
    "global_aphasia": (say("Global aphasia"), YES_NO),
}
NORMAL_SIGNS = {
    "consciousness": "awake",
    "seizure": "none",
    "focal_weakness": False,
    "raised_pressure": "none",
    "global_aphasia": False,
}


def usual_tool(setting: Setting) -> Tool | None:
    """The tool of the patient's age by the protocol's boundary; None where either is not known."""
    look = setting.look
    situation = None if look is None else Situation.of(look.chart, setting.now, setting.knowledge)
    return None if situation is None else tool_of_age(situation)


def chosen(setting: Setting, typed: Typed) -> tuple[Tool, str]:
    """The tool that is used, and how its block is answered (empty: not yet)."""
    usual, answer = usual_tool(setting), typed.get(TOOL, "")
    switched_to = next((tool for tool in OTHER if tool == answer), None)
    if switched_to is not None:
        return switched_to, typed.get(AGAIN, "")
    return usual or "ice", answer if usual is not None or answer == NOT_DONE else ""


def switched(setting: Setting, typed: Typed) -> bool:
    """Whether the tool is not the one of the patient's age."""
    usual = usual_tool(setting)
    return usual is not None and chosen(setting, typed)[0] != usual


def tool_section(setting: Setting, typed: Typed, *, alone: bool = False) -> Section:
    """The block of ICE or CAPD; `alone`: the check cannot be left out as a whole."""
    usual = usual_tool(setting)
    tool, answer = chosen(setting, typed)
    title = {"ice": say("ICE, 10 points"), "capd": say("CAPD, 0 is best")}[tool]
    fields: tuple[Field, ...] = (_tool_block(usual),)
    if switched(setting, typed):
        fields = (*fields, Field(key="tool_because", label=say("Why the other tool")))
    if typed.get(TOOL) in OTHER:
        again = Field(key=AGAIN, label=NAMES[tool], ask=Ask.CHOICE, options=(ALL_NORMAL, ONE_BY_ONE), fades=True,
                      note=_normal(tool))  # fmt: skip
        fields = (*fields, again)
    if answer == ITEMS:
        fields = (*fields, *(_ice_fields() if tool == "ice" else _capd_fields()))
    elif answer == NOT_DONE and alone:
        fields = (*fields, why_not(f"{TOOL}.reason", say("Why no ICE or CAPD")))
    elif answer == NOT_DONE:
        fields = (*fields, *left_out(setting, typed, TOOL, "neuro", say("Why no ICE or CAPD")))
    return Section(title=title, side=_last(setting), fields=fields, right=True, narrow=True)


def _tool_block(usual: Tool | None) -> Field:
    options: tuple[Option, ...] = (Option("ice", NAMES["ice"]), Option("capd", NAMES["capd"]), LEFT_OUT)
    if usual is None:
        return Field(key=TOOL, label=say("Which tool"), ask=Ask.CHOICE, options=options, fades=True,
                     note=say("the age for ICE is not configured"))  # fmt: skip
    other = OTHER[usual]
    options = (ALL_NORMAL, ONE_BY_ONE, Option(other, NAMES[other]), LEFT_OUT)
    return Field(key=TOOL, label=NAMES[usual], ask=Ask.CHOICE, options=options, fades=True, note=_normal(usual))


def _normal(tool: Tool) -> Text:
    return {"ice": say("normal: every point, 10 of 10"), "capd": say("normal: 0 points in every item")}[tool]


def _last(setting: Setting) -> Text | None:
    years = age(setting)
    look = setting.look
    if years is None or look is None:
        return None
    last = look.chart.last(NeuroChecked, setting.now)
    total = None if last is None else total_of(last)
    if last is None or total is None:
        return say("{years:number} years", years=years)
    return say("{years:number} years; last {tool} {total:number}, {at:time}",
               years=years, tool=NAMES[last.tool], total=total, at=last.happened_at)  # fmt: skip


def _ice_fields() -> tuple[Field, ...]:
    return tuple(
        Field(key=f"ice.{item}", label=label, ask=Ask.CHOICE, note=note, fades=True,
              options=(*(Option(str(n), say("{points:number}", points=n)) for n in range(FULL[item] + 1)), *UNABLE))
        for item, (label, note) in ICE_ITEMS.items()
    )  # fmt: skip


def _capd_fields() -> tuple[Field, ...]:
    return tuple(
        Field(key=f"capd.{place}", label=label, ask=Ask.CHOICE, fades=True,
              options=tuple(Option(str(4 - n if place <= REVERSED else n), say("{often} {points:number}", often=word,
                                   points=4 - n if place <= REVERSED else n)) for n, word in enumerate(OFTEN)))
        for place, label in enumerate(CAPD_ITEMS, start=1)
    )  # fmt: skip


def why_not(key: str, label: Text) -> Field:
    """Why a part of a check was not done that is done otherwise."""
    return Field(key=key, label=label, ask=Ask.CHOICE, options=UNABLE, fades=True)


def signs_asked(typed: Typed) -> bool:
    """Whether the signs can be looked at: not when the whole check is not due or the patient is away."""
    away = typed.get(f"{TOOL}.reason") in ("not_due", "off_ward")
    return not (typed.get(TOOL) == NOT_DONE and away)


def sign_fields(typed: Typed) -> tuple[Field, ...]:
    """The block of the signs."""
    note = say("normal: awake, no seizure, no weakness, no raised pressure, no aphasia")
    block = Field(key=SIGNS, label=say("Signs"), ask=Ask.CHOICE, options=(ALL_NORMAL, ONE_BY_ONE, LEFT_OUT),
                  fades=True, note=note)  # fmt: skip
    if typed.get(SIGNS) == NOT_DONE:
        return (block, why_not(f"{SIGNS}.reason", say("Why no signs")))
    if typed.get(SIGNS) != ITEMS:
        return (block,)
    return (block, *(
        Field(key=key, label=label, ask=Ask.CHOICE, options=(*options, *UNABLE), fades=True)
        for key, (label, options) in SIGN_FIELDS.items()
    ))  # fmt: skip
