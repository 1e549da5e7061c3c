"""The dose of a restart that a rule allows: the label's level, its days at the low dose, the weight's row."""

from __future__ import annotations

from blin21_desktop.domain.findings import Finding
from blin21_desktop.domain.infusion import Pause
from blin21_desktop.domain.moments import DAY, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.course import stop_after_pause
from blin21_desktop.rules.label_dose import dose_of_level
from blin21_desktop.rules.restart import restart_keys
from blin21_desktop.rules.situation import Situation


def pause_stops(s: Situation) -> bool:
    """Whether the pause is so long that the label stops the treatment: then no rule allows a restart."""
    return stop_after_pause(s).answer == "fires"


def allowed(s: Situation, rule: str, row: str, pause: Pause, read: Consulted, *saw: Text) -> Finding:
    """A restart is allowed by this rule, with the dose as the label tells it.

    Without a dose level in the label there is no restart that this rule could allow: it cannot be told. What is left
    open beside the level (the dose in microgram without a height, the days until a rise, a new cycle) is said.
    """
    keys = restart_keys(s, row, read)
    level = None if keys is None else read.value(s.label, keys[0])
    if keys is None or level is None:
        return read.cannot_tell(rule, "restart_not_yet", say("The dose of a restart cannot be told."), *saw)
    open_ = Consulted()
    said: list[Text] = [*saw]
    dose, _ = dose_of_level(s, level, open_)
    if dose is not None:
        said.append(say("Restart at the {level:code} dose, {dose:dose}.", level=f"level_{level}", dose=dose))
    if level == "low":
        said += _rise(s, keys[1], read, open_)
    limit = s.label.get("pause.same_cycle_max_days")
    if limit is not None and since(pause.start, s.at) > limit.value * DAY:
        said.append(say("The pause is so long that a new cycle begins: ask the physician which course and dose."))
    said += [say("Not told: {what}", what=text) for text in open_.missing]
    return read.fires(rule, "restart_allowed", say("A restart is allowed by this rule."), *said)


def _rise(s: Situation, key: str, read: Consulted, open_: Consulted) -> list[Text]:
    """When the low dose may go up again, in words."""
    days = open_.value(s.label, key)
    if days is None:
        return []
    read.value(s.label, key)
    if days == "never":
        return [say("The label says not to raise it afterwards.")]
    return [say("It may go up after {days:number} days without recurrence.", days=days)]
