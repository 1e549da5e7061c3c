"""Builds the alternatives of a restart from the ground they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from blin21_desktop.domain.entries import PauseReason
from blin21_desktop.domain.moments import DAY, later
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.bag import bag_state, why_due
from blin21_desktop.rules.consulted import Consulted
from blin21_desktop.rules.restart_plan_bag import effect_of, label_table, new_bag, same_bag, unknown_bag
from blin21_desktop.rules.restart_plan_dose import (
    DoseAt,
    Rise,
    agrees,
    bag_dose,
    labels_dose,
    level_dose,
    ordered_dose,
    rise,
)
from blin21_desktop.rules.restart_plan_options import (
    Ground,
    Hours,
    Key,
    OpenState,
    Option,
    Verdict,
    end_of,
    hours_of,
    over_before,
    verdict,
)
from blin21_desktop.rules.restart_plan_suppose import resumed
from blin21_desktop.rules.situation import Situation

Own = list[tuple[str, OpenState, Text]]
THE_RESTART = say("the restart and its dose")
STOPS = ("stop", "consider_stopping")
WHICH_COURSE = say("which course the new cycle is, whether its step is repeated, and its dose")


def options(ground: Ground) -> tuple[Option, ...]:
    """Same bag, new bag, low dose, new cycle, stop: always all five, in this order."""
    return _same_bag(ground), _new_bag(ground), _low_dose(ground), _new_cycle(ground), _stop(ground)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to let it flow again in the same cycle."""

    key: Key
    dose: DoseAt
    fresh: bool
    own: Own


def _same_bag(g: Ground) -> Option:
    """The hanging bag flows on at its own dose.

    What is left in a bag of another dose than the one ordered or the label's is never given.
    """
    bag = g.course.bags[-1].bag
    dose = bag_dose(g.s, bag)
    own: Own = []
    expiry = g.conditions["bag.expiry"]
    if expiry.state == "not_met":
        own.append(("bag.expiry", "closed", expiry.finding.says))
    again = resumed(g.s, bag.dose_micrograms_per_day)
    state = bag_state(again)
    if state is not None and state.change_due_at <= g.s.at:
        own.append(("bag.end", "closed", why_due(state.change_due_because)))
    order = g.s.ordered
    if order is not None and order.dose_micrograms_per_day != bag.dose_micrograms_per_day:
        says = say("{dose:dose} is ordered: a bag of another dose never flows on.", dose=order.dose_micrograms_per_day)
        own.append(("dose.expected", "closed", says))
    return _flowing(g, _Way("same_bag", dose, fresh=False, own=own))


def _new_bag(g: Ground) -> Option:
    """A new bag: of the level asked for, else of the dose ordered, else of the label's dose."""
    dose = level_dose(g.s, g.level) if g.level is not None else ordered_dose(g.s) or labels_dose(g.s)
    return _flowing(g, _Way("new_bag", dose, fresh=True, own=[]))


def _low_dose(g: Ground) -> Option:
    """A new bag of the label's low dose."""
    return _flowing(g, _Way("low_dose", level_dose(g.s, "low"), fresh=True, own=[]))


def _flowing(g: Ground, way: _Way) -> Option:
    """The alternative in which it flows again; where no dose can be told time is reckoned all the same."""
    again = resumed(g.s, way.dose.micrograms_per_day or g.course.last_segment.dose_micrograms_per_day)
    goes_up = rise(again, way.dose)
    effect = effect_of(again, g.stock, fresh=way.fresh, rise=goes_up.at)
    end, cites = end_of(again)
    return Option(
        key=way.key,
        verdict=verdict(g, [*_against_label(g.s, way.dose), *way.own, *over_before(again)]),
        first=g.first,
        dose=way.dose,
        rise=goes_up,
        premedication=g.premedication,
        supervision=g.supervision,
        bag=new_bag(again, effect, g.stock) if way.fresh else same_bag(again),
        effect=effect,
        planned_end=end,
        end_cites=cites,
        hours=hours_of(again, end),
        decide=_decide(g, way.dose, goes_up),
    )


def _against_label(s: Situation, dose: DoseAt) -> Own:
    """A dose that is not the label's at this restart, or of which that cannot be told."""
    if dose.micrograms_per_day is None:
        return [("dose.expected", "cannot_tell", say("The dose cannot be told."))]
    fits = agrees(s, dose.micrograms_per_day)
    if fits is None:
        return [("dose.expected", "cannot_tell", say("The label's dose cannot be told."))]
    if fits:
        return []
    wanted = labels_dose(s).micrograms_per_day
    return [("dose.expected", "closed", say("At a restart now the label's dose is {dose:dose}.", dose=wanted))]


def _decide(g: Ground, dose: DoseAt, goes_up: Rise) -> tuple[Text, ...]:
    """What only a physician can settle for this alternative."""
    found = [THE_RESTART]
    if goes_up.kind == "at" and goes_up.rule == "dose.escalate":
        found.append(say("whether the dose goes up then"))
    if goes_up.kind == "cannot_tell":
        found.append(say("when the dose goes up, if ever"))
    if not goes_up.settled:
        found.append(say("when the step is due: a pause lies before it and the source does not settle it"))
    if dose.micrograms_per_day is None or agrees(g.s, dose.micrograms_per_day) is None:
        found.append(say("the dose: the label does not tell it"))
    keys = {text.values["key"]: None for c in g.conditions.values() for text in c.missing if "key" in text.values}
    if keys:
        found.append(say("what the label file does not tell: {keys}", keys=tuple(keys)))
    return tuple(found)


def _new_cycle(g: Ground) -> Option:
    """A new cycle from the restart on; which course that is and its dose no source says."""
    cycle = g.conditions["pause.cycle"]
    own: Own = [("pause.cycle", "cannot_tell", WHICH_COURSE)]
    if cycle.state == "cannot_tell":
        own.append(("pause.cycle", "cannot_tell", cycle.finding.says))
    elif cycle.state == "met":
        silent = g.pause.entry.reason is not PauseReason.ADVERSE_REACTION
        own.append(("pause.cycle", "cannot_tell" if silent else "closed", cycle.finding.says))
    read = Consulted()
    days = read.days(g.s.label, "cycle.infusion_days")
    end = None if days is None else later(g.s.at, days)
    infused = g.course.infused
    return Option(
        key="new_cycle",
        verdict=verdict(g, own, same_cycle=False),
        first=g.first,
        dose=DoseAt(micrograms_per_day=None, formula=say("The dose cannot be told."), missing=(WHICH_COURSE,)),
        rise=Rise(kind="cannot_tell", missing=(WHICH_COURSE,)),
        premedication=g.premedication,
        supervision=g.supervision,
        bag=unknown_bag(label_table(g.s, end), WHICH_COURSE),
        effect=None,
        planned_end=end,
        end_cites=read.cites,
        hours=Hours(infused=infused, at_end=days, left=days, lost=_rest(g)),
        decide=(THE_RESTART, WHICH_COURSE),
    )


def _stop(g: Ground) -> Option:
    """The treatment ends here. Always open: a physician may stop at any time."""
    asking = [c for c in g.conditions.values() if c.finding.answer == "fires" and c.finding.action in STOPS]
    infused = g.course.infused
    return Option(
        key="stop",
        verdict=Verdict(state="open", by=tuple(c.rule for c in asking), because=tuple(c.finding.says for c in asking)),
        first=(),
        dose=None,
        rise=None,
        premedication=None,
        supervision=None,
        bag=None,
        effect=None,
        planned_end=None,
        end_cites=(),
        hours=Hours(infused=infused, at_end=infused, left=timedelta(), lost=_rest(g)),
        decide=(say("whether the treatment ends"),),
    )


def _rest(g: Ground) -> timedelta | None:
    """Hours of the cycle's days that are not given when it ends at the restart."""
    days = g.s.label.get("cycle.infusion_days")
    return None if days is None else max(timedelta(), days.value * DAY - g.course.infused)
