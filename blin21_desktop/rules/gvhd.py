"""Acute GVHD: the overall grade from organ stages, by the system it was staged in.

Source: grading notes 4.2, Harris 2016. The systems disagree on the same stages (gut 4 alone: III by JSHCT, IV by
MAGIC), so a grade never goes without its system.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from blin21_desktop.domain.entries import GvhdStaged
from blin21_desktop.domain.knowledge import Cites, Scale
from blin21_desktop.domain.text import Text, say

SCALE_OF = {"MAGIC": "gvhd-magic", "JSHCT": "gvhd-jshct", "Glucksberg": "gvhd-glucksberg", "IBMTR": "gvhd-ibmtr"}
"""System of an entry -> id of its scale."""

NONE = "0"
"""The overall grade when every organ is at stage 0."""
_ORGANS = ("skin", "liver", "upper_gi", "lower_gi")
_POOR = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Overall:
    """An overall grade in its system's own letters ("II", "B"), or None with the reason."""

    system: str
    grade: str | None
    because: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()
    cites: tuple[Cites, ...] = ()


def overall(staged: GvhdStaged, scales: Mapping[str, Scale]) -> Overall:
    """The highest row of the system's table that any organ reaches; a stage in no row gives None with the reason."""
    scale = scales.get(SCALE_OF[staged.system])
    table = None if scale is None else scale.get("gvhd.overall")
    if table is None:
        lacks = say("{file}: {key:parameter} is not configured", file=SCALE_OF[staged.system], key="gvhd.overall")
        return Overall(system=staged.system, grade=None, missing=(lacks,))
    stages = {organ: getattr(staged, organ) for organ in _ORGANS if getattr(staged, organ)}
    if staged.performance_very_poor and any("performance" in row["any"] for row in table.value):
        stages["performance"] = _POOR
    place, unlisted = -1, []
    for organ, stage in stages.items():
        rows = [number for number, row in enumerate(table.value) if stage in row["any"].get(organ, ())]
        if not rows:
            unlisted.append(say("{organ:code} stage {stage:number} is in no row of {system}",
                                organ=f"gvhd_{organ}", stage=stage, system=staged.system))  # fmt: skip
        place = max(place, *rows, -1)
    highest = place == len(table.value) - 1
    if unlisted and not highest:
        return Overall(system=staged.system, grade=None, missing=tuple(unlisted), cites=(table.cites,))
    grade = NONE if place < 0 else str(table.value[place]["grade"])
    because = tuple(
        say("{organ:code} {stage:number}", organ=f"gvhd_{organ}", stage=stage) for organ, stage in stages.items()
    )
    return Overall(system=staged.system, grade=grade, because=because, cites=(table.cites,))
