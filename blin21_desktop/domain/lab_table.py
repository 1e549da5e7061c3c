"""The table of analytes: codes, units, factors and plausible ranges, read from `resources/knowledge/labs/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from blin21_desktop.domain.parameter import Cites, Parameter
from blin21_desktop.domain.text import Names

Factor = Decimal | Fraction
"""What a number is multiplied by; a fraction where the source says to divide, so that nothing is rounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyte:
    """One analyte of the contract. `unit` is canonical (UCUM). `units`: UCUM unit -> factor to the canonical one.

    `jlac10`: first five characters, and behind a stroke the two digits of the result where five do not tell
    ("2A160/51"); `specimens`: JC10 classes it may come from; `loinc`: codes, the main one first. `names`: spellings,
    folded (`lab_units.folded_name`), that agree with the code. `hard_low`, `hard_high`: outside, in the canonical unit,
    a person must decide (None: no source). `log_axis`: drawn on a logarithmic axis. `shown`: the ward's own unit of
    display, one of `units`. `molar`: those of its LOINC codes that measure moles. `sent_in`: those of its units that
    laboratories send it in (empty: any of them); others are read too.
    """

    id: str
    name_en: str
    name_ja: str
    short: str
    unit: str
    units: Mapping[str, Factor]
    shown: str = ""
    jlac10: tuple[str, ...] = ()
    specimens: tuple[str, ...] = ()
    loinc: tuple[str, ...] = ()
    molar: frozenset[str] = frozenset()
    sent_in: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    hard_low: Decimal | None = None
    hard_high: Decimal | None = None
    log_axis: bool = False
    methods: Mapping[str, str] = field(default_factory=dict)
    """JLAC10 method digits or LOINC code -> name of the method, where two methods must never be one series (ALP, LD).

    A question mark behind the name: the digits are also sent where the method is not said."""
    cites: tuple[Cites, ...] = ()

    @property
    def title(self) -> Names:
        """The name in the reader's language."""
        return Names(self.name_en, self.name_ja)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCode:
    """A site's own code of an analyte, decided by a person once: `system` as the sender names it.

    `name` must come with the code ("" any); `specimen` is the JC10 class it always comes from. `units`: folded spelling
    of the unit ("" none is sent) -> UCUM, for spellings that the table cannot tell. `method`: of ALP and LD.
    """

    system: str
    code: str
    analyte: str
    name: str = ""
    specimen: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabTable:
    """All analytes by id, and how a unit may be spelt: folded spelling -> UCUM unit, or what needs a decision.

    `specimens`: folded words -> the JC10 classes they may mean. `own`: a site's own codes, by (system, code).
    `parameters`: the numbers of this program's own gates and derivations, and what the site set.
    """

    analytes: Mapping[str, Analyte] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    proposals: Mapping[str, str] = field(default_factory=dict)
    """Folded spelling (a bare power of ten, one without its stroke) -> UCUM unit only to be proposed to a person."""
    specimens: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: Mapping[tuple[str, str], OwnCode] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    version: str = ""
    """SHA-256 (hex) of the table, named beside every result that was mapped by it."""

    def number(self, key: str) -> Decimal | None:
        """One of the program's own numbers, such as `labs.draw_minutes`; None: not configured."""
        found = self.parameters.get(key)
        return None if found is None else Decimal(str(found.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReading:
    """What a unit's spelling means: certain, only proposed, or unknown (`unit` None)."""

    unit: str | None
    certainty: Literal["certain", "proposed", "unknown"]
