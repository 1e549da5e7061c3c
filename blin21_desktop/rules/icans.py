"""Neurotoxicity: ICANS by the worst of five domains (ASTCT 2019). Source: grading notes 2.1 and 2.2.

A domain that was not looked at blocks the grade and is named, unless another one is the worst there is already.
"""

from __future__ import annotations

from dataclasses import dataclass

from blin21_desktop.domain.entries import Ice, NeuroChecked
from blin21_desktop.domain.knowledge import Scale
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.graded import HIGHEST_FROM_FINDINGS, Graded, Limb, worst

_ICE, _ICE_FULL, _CAPD = "ice.lowest_of_grade", "ice.full", "capd.grade_3_from"
ITEMS = ("orientation", "naming", "command", "writing", "attention")
FULL = {"orientation": 4, "naming": 3, "command": 1, "writing": 1, "attention": 1}
"""Points of each ICE item (grading notes 2.1); together ten."""
WELL_CHILD = say("CAPD 0 and everything else normal is taken as grade 0: a proposal, the sources read only say below 9")


def icans(check: NeuroChecked, scale: Scale) -> Graded:
    """ICANS of one check. Grade 5 never follows from findings; tremor and bleeding do not count here."""
    tool = _ice(check, scale) if check.tool == "ice" else _capd(check, scale)
    limbs = [tool, _consciousness(check), _seizure(check), _weakness(check), _pressure(check)]
    well = check.tool == "capd" and sum(check.capd or (1,)) == 0 and all(limb.high == 0 for limb in limbs)
    return worst(scale, limbs, _ICE if check.tool == "ice" else _CAPD, notes=(WELL_CHILD,) if well else ())


def _ice(check: NeuroChecked, scale: Scale) -> Limb:
    """10 is none, 7-9 grade 1, 3-6 grade 2, 0-2 grade 3; unarousable and unable is grade 4. Awake with 0 stays 3."""
    if check.consciousness == "unarousable":
        return Limb.at(4, say("unarousable, ICE cannot be done"))
    total = None if check.ice is None else check.ice.total
    lowest, full = scale.get(_ICE), scale.get(_ICE_FULL)
    if lowest is None or full is None:
        return Limb(0, 3, say("ICE"), say("{key:parameter} is not configured", key=_ICE))

    def grade(points: int) -> int:
        return 0 if points >= full.value else next((int(g) for g in ("1", "2", "3") if points >= lowest.value[g]), 3)

    if total is None:
        return Limb(grade(_best(check.ice)), 3, say("ICE"), _not_done(check, "ice", say("ICE"), ITEMS))
    return Limb.at(grade(total), say("ICE {total:number} of {full:number}", total=total, full=full.value))


def _best(done: Ice | None) -> int:
    """The points if everything that was not done had been right."""
    points = [None if done is None else getattr(done, item) for item in ITEMS]
    return sum(FULL[item] if got is None else got for item, got in zip(ITEMS, points, strict=True))


def _capd(check: NeuroChecked, scale: Scale) -> Limb:
    """From 9 on grade 3. Below, the score alone cannot separate grade 1 from 2: wakefulness does."""
    if check.consciousness == "unarousable":
        return Limb.at(4, say("unarousable, CAPD cannot be done"))
    limit = scale.get(_CAPD)
    if check.capd is None:
        return Limb(0, 3, say("CAPD"), _not_done(check, "capd", say("CAPD"), ()))
    if limit is None:
        return Limb(0, 3, say("CAPD"), say("{key:parameter} is not configured", key=_CAPD))
    total = sum(check.capd)
    says = say("CAPD {total:number}", total=total)
    if total >= limit.value:
        return Limb.at(3, says)
    if total == 0:
        return Limb.at(0, says)
    if check.consciousness is None:
        return Limb(1, 2, says, say("consciousness: the CAPD alone cannot separate grade 1 from 2"))
    return Limb.at(1, says)


def _consciousness(check: NeuroChecked) -> Limb:
    if check.consciousness is None:
        return Limb(
            0, HIGHEST_FROM_FINDINGS, say("consciousness"), _not_seen(check, "consciousness", say("consciousness"))
        )
    grade = {"awake": 0, "to_voice": 2, "to_touch": 3, "unarousable": 4}[check.consciousness]
    words = {
        "awake": say("awake"),
        "to_voice": say("wakes to voice"),
        "to_touch": say("wakes only to touch"),
        "unarousable": say("unarousable"),
    }
    return Limb.at(grade, words[check.consciousness])


def _seizure(check: NeuroChecked) -> Limb:
    if check.seizure is None:
        return Limb(0, HIGHEST_FROM_FINDINGS, say("seizure"), _not_seen(check, "seizure", say("seizure")))
    words = {
        "none": say("no seizure"),
        "brief": say("seizure that resolved rapidly"),
        "prolonged_or_repetitive": say("prolonged or repetitive seizure"),
    }
    return Limb.at({"none": 0, "brief": 3, "prolonged_or_repetitive": 4}[check.seizure], words[check.seizure])


def _weakness(check: NeuroChecked) -> Limb:
    if check.focal_weakness is None:
        return Limb(
            0, HIGHEST_FROM_FINDINGS, say("focal weakness"), _not_seen(check, "focal_weakness", say("focal weakness"))
        )
    return Limb.at(4, say("deep focal weakness")) if check.focal_weakness else Limb.at(0, say("no focal weakness"))


def _pressure(check: NeuroChecked) -> Limb:
    name = say("raised intracranial pressure")
    if check.raised_pressure is None:
        return Limb(0, HIGHEST_FROM_FINDINGS, name, _not_seen(check, "raised_pressure", name))
    words = {
        "none": say("no sign of raised pressure"),
        "focal_oedema": say("focal oedema on imaging"),
        "diffuse_oedema_or_signs": say("diffuse oedema or signs of raised pressure"),
    }
    grade = {"none": 0, "focal_oedema": 3, "diffuse_oedema_or_signs": 4}[check.raised_pressure]
    return Limb.at(grade, words[check.raised_pressure])


def _not_seen(check: NeuroChecked, key: str, name: Text) -> Text:
    reason = (check.unable or {}).get(key)
    return name if reason is None else say("{name}: not done, {reason:code}", name=name, reason=reason)


def _not_done(check: NeuroChecked, key: str, name: Text, items: tuple[str, ...]) -> Text:
    """Why a tool gives no score: the whole of it, or the first item that was not done."""
    unable = check.unable or {}
    for item in items:
        if item in unable:
            return say(
                "{name}: {item:code} not done, {reason:code}", name=name, item=f"ice_{item}", reason=unable[item]
            )
    return _not_seen(check, key, name)


@dataclass(frozen=True, slots=True)
class Score:
    """A score of one tool beside the patient's own baseline of the same tool.

    `lost`: ICE items below their full points.
    """

    tool: str
    total: int | None
    baseline: int | None
    lost: tuple[str, ...] = ()

    @property
    def change(self) -> int | None:
        """Points since the baseline; None when either is unknown."""
        return None if self.total is None or self.baseline is None else self.total - self.baseline


def total_of(check: NeuroChecked) -> int | None:
    """The points of a check's tool; None when it was not done as a whole."""
    if check.tool == "ice":
        return None if check.ice is None else check.ice.total
    return None if check.capd is None else sum(check.capd)


def score(check: NeuroChecked, baseline: NeuroChecked | None) -> Score:
    """The score of a check, its lost items, and its baseline when that was taken with the same tool."""
    lost: tuple[str, ...] = ()
    if check.ice is not None:
        points = {item: getattr(check.ice, item) for item in ITEMS}
        lost = tuple(item for item, value in points.items() if value is not None and value < FULL[item])
    same = baseline is not None and baseline.tool == check.tool
    return Score(check.tool, total_of(check), total_of(baseline) if same and baseline is not None else None, lost)
