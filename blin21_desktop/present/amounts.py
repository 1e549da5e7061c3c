"""Amounts with their units, as they are written at the bedside.

Leading zero, no trailing zero, commas from 1,000, a space before the unit. The drug's unit is `microgram` in English
and `μg` with the one micro sign U+03BC in Japanese; no larger unit exists for it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Lang = Literal["en", "ja"]

LANGS: tuple[Lang, ...] = ("en", "ja")

UNITS: dict[Lang, dict[str, str]] = {
    "en": {
        "dose": "{} microgram/day",
        "rate": "{} mL/hr",
        "ml": "{} mL",
        "kg": "{} kg",
        "micrograms": "{} micrograms",
        "hours": "{} hr",
    },
    "ja": {
        "dose": "{} μg/日",
        "rate": "{} mL/時",
        "ml": "{} mL",
        "kg": "{} kg",
        "micrograms": "{} μg",
        "hours": "{}時間",
    },
}
"""How a number stands with its unit, per language."""

EXACT = 6
"""Decimal places beyond which nobody charts."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Numbers with units in one language."""

    lang: Lang

    def dose(self, micrograms_per_day: float) -> str:
        """A dose, to 0.1 (parameters.md section 2): `28 microgram/day`, `28 μg/日`."""
        return self._unit("dose", readable(micrograms_per_day, 1))

    def dose_full(self, micrograms_per_day: float) -> str:
        """As `dose`, in Japanese with the unit spelled out: for paper and whatever writes."""
        return self.dose(micrograms_per_day) + (" (マイクログラム)" if self.lang == "ja" else "")

    def micrograms(self, micrograms: float) -> str:
        """An amount of drug, to 0.1: `301.2 micrograms`."""
        return self._unit("micrograms", readable(micrograms, 1))

    def rate(self, ml_per_h: float) -> str:
        """A pump rate exactly as charted: `3.3 mL/hr`, `3.3 mL/時`."""
        return self._unit("rate", plain(ml_per_h))

    def ml(self, ml: float) -> str:
        """A volume, to 0.1: `240 mL`."""
        return self._unit("ml", readable(ml, 1))

    def kg(self, kg: float) -> str:
        """A weight exactly as charted: `46.2 kg`."""
        return self._unit("kg", plain(kg))

    def hours(self, hours: float) -> str:
        """A number of hours, to 0.01, as on a bag's label: `72 hr`, `72時間`."""
        return self._unit("hours", readable(hours, 2))

    def number(self, value: float) -> str:
        """A bare number: `0.5`, `28`, `1,250.5`."""
        return plain(value)

    def _unit(self, meaning: str, shown: str) -> str:
        return UNITS[self.lang][meaning].format(shown)


def plain(value: float | Decimal, places: int = EXACT) -> str:
    """The number rounded to at most `places` decimals: `0.5`, `28`, `1,250.5`. Never `.5`, `28.0`, `1E+3` or `-0`.

    Raises ValueError for what is no number (nan, infinity): it must not reach a page.
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        raise ValueError(f"{value} is not a number that can be shown")
    text = f"{exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def readable(value: float, places: int) -> str:
    """As `plain`, but a small value keeps its digits rather than becoming 0 (a dose of 0.04 is not 0)."""
    shown = plain(value, places)
    return plain(value) if shown == "0" and value != 0 else shown
