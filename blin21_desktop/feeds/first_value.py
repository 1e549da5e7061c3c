"""A first value, with no earlier one to compare with: it must go with its own limits, and these with the site's.

No number is judged by itself. A value is asked about when it lies outside the limits and, read in another unit that
laboratories send for this analyte, would lie within them. Counts and enzymes of these patients truly lie a hundred
times off (aplasia, ferritin), so more is asked only of what the body holds between two limits, as haemoglobin: there
it is enough that the other unit brings the value nearer, from below.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from blin21_desktop.domain.lab_limits import LabLimit
from blin21_desktop.domain.lab_table import Analyte
from blin21_desktop.domain.lab_units import Limits, canonical, convert, limits_in
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.reading import POWERS, Doubt, Reading, power_between, unit_without_jump

COUNTED = "/uL"
"""Cells per microlitre are counted whole: limits written with decimals are not in this unit."""
NOT_KNOWN = Limits(lower=None, upper=None)


def against_limits(new: Reading, tolerance: Fraction) -> tuple[list[Doubt], list[Text]]:
    """What speaks against a first value, and what could not be asked for want of anything to compare with."""
    own, site = _own(new), _of_site(new.analyte, new.site)
    doubts = [*_limits_apart(new, own, site, tolerance), *_value_apart(new, own, site, tolerance)]
    if doubts or site != NOT_KNOWN:
        return doubts, []
    if own == NOT_KNOWN:
        return [], [say("no earlier value of {what} and no limits to compare with", what=new.analyte.title)]
    if next(new.other_units(), None) is None:
        return [], []
    return [], [say("no earlier value of {what}; its own limits may be of the same wrong unit", what=new.analyte.title)]


def _own(new: Reading) -> Limits:
    """The limits sent with it, in the canonical unit; two that contradict each other are none."""
    found = limits_in(new.analyte, new.lower_limit, new.upper_limit, new.unit, new.analyte.unit)
    crossed = found.lower is not None and found.upper is not None and found.lower >= found.upper
    return NOT_KNOWN if crossed else found


def _of_site(analyte: Analyte, site: LabLimit | None) -> Limits:
    if site is None:
        return NOT_KNOWN
    lower, upper = (
        None if end is None else convert(analyte, end, site.unit, analyte.unit) for end in (site.lower, site.upper)
    )
    return Limits(lower=lower, upper=upper)


def _limits_apart(new: Reading, own: Limits, site: Limits, tolerance: Fraction) -> Iterator[Doubt]:
    """Limits of normal differ a little between laboratories, never ten times."""
    pairs = ((own.upper, site.upper), (own.lower, site.lower))
    powers = (power_between(sent, kept, tolerance) for sent, kept in pairs)
    power = next((found for found in powers if found is not None), None)
    if power is not None and new.site is not None:
        says = say(
            "its limits {low} to {high} {unit} do not go with the limits of this site, {site_low} to {site_high} "
            "{site_unit}",
            low=new.lower_limit or "-", high=new.upper_limit or "-", unit=new.unit, **_site_words(new.site),
        )  # fmt: skip
        yield Doubt(says=says, proposed=unit_without_jump(new, power, None))


def _value_apart(new: Reading, own: Limits, site: Limits, tolerance: Fraction) -> Iterator[Doubt]:
    """The value in another unit, or its own limits in another, where the site's do not vouch for them."""
    number = None if new.value.exact is None else canonical(new.analyte, new.value.exact, new.unit)
    limits = site if own == NOT_KNOWN else own
    if not number or limits == NOT_KNOWN:
        return
    held = not new.analyte.log_axis and bool(limits.lower) and limits.upper is not None
    judge = _Judge(limits, Fraction(number), tolerance, held=held)
    proposed = next((unit for unit, ratio in new.other_units() if judge.fits_better(ratio)), None)
    if proposed is not None or (site == NOT_KNOWN and _limits_in_another(new, judge)):
        yield Doubt(says=_says(new, own), proposed=proposed)


class _Judge:
    """One number against limits. `held`: of what the body holds between two limits, nearer is enough."""

    def __init__(self, limits: Limits, number: Fraction, tolerance: Fraction, *, held: bool) -> None:
        self._lower, self._upper, self._number = limits.lower, limits.upper, number
        self._most, self.held = 1 + tolerance, held

    def fits_better(self, ratio: Fraction) -> bool:
        """Whether so many times the number goes with the limits, or nearer to them, and the number does not.

        The values of these patients lie below the limits as a rule: so much below is still near, above is not.
        """
        read = self._number * ratio
        if self.held:
            return not self._above(read) and self._off(read) < self._off(self._number)
        return not self._near(self._number) and self._near(read)

    def within(self, ratio: Fraction) -> bool:
        """Whether so many times the number lies within the limits, both of which are known."""
        if self._lower is None or self._upper is None:
            return False
        return Fraction(self._lower) <= self._number * ratio <= Fraction(self._upper)

    def _near(self, number: Fraction) -> bool:
        low = self._lower is None or number * self._most >= Fraction(self._lower)
        return low and not self._above(number)

    def _above(self, number: Fraction) -> bool:
        return self._upper is not None and number > Fraction(self._upper)

    def _off(self, number: Fraction) -> Fraction:
        """How many times it lies outside; 1: within."""
        lower, upper = Fraction(self._lower or 0), Fraction(self._upper or 0)
        return max(lower / number, number / upper, Fraction(1))


def _limits_in_another(new: Reading, judge: _Judge) -> bool:
    """Whether the limits, and not the value, may be in another unit: of a count only a thousand times off."""
    written = f"{new.lower_limit}{new.upper_limit}"
    for unit, ratio in new.other_units():
        if unit == COUNTED and "." in written:
            continue
        thousand = max(ratio, 1 / ratio) == POWERS[-1]
        if judge.fits_better(1 / ratio) if judge.held else thousand and judge.within(1 / ratio):
            return True
    return False


def _says(new: Reading, own: Limits) -> Text:
    if own == NOT_KNOWN and new.site is not None:
        return say(
            "{value} {unit} does not go with the limits of this site, {site_low} to {site_high} {site_unit}: it may be "
            "of another unit",
            value=new.value.text, unit=new.unit, **_site_words(new.site),
        )  # fmt: skip
    return say(
        "{value} {unit} does not go with its own limits, {low} to {high}: one of them may be of another unit",
        value=new.value.text, unit=new.unit, low=new.lower_limit or "-", high=new.upper_limit or "-",
    )  # fmt: skip


def _site_words(site: LabLimit) -> dict[str, str]:
    return {"site_low": _end(site.lower), "site_high": _end(site.upper), "site_unit": site.unit}


def _end(end: Decimal | None) -> str:
    return "-" if end is None else f"{end:f}"
