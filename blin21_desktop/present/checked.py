"""What the rules of this version look at, in words: said where findings are, so that silence promises nothing."""

from __future__ import annotations

from blin21_desktop.present.words import Words


def none_applies(words: Words) -> str:
    """Said where no finding stands."""
    return words.t("None of the rules checked in this version applies.")


def not_checked(words: Words) -> str:
    """The topics of the labels and the protocol for which this version has no rule: it grades, but does not judge."""
    return words.t(
        "Not checked in this version: whether a grade of CRS, neurological, seizure, liver or other adverse reactions "
        "asks for a hold, a stop or a restart; premedication before a restart, supervision, calcineurin inhibitors."
    )


def reactions_not_checked(words: Words) -> str:
    """The first half of `not_checked` for paper, short enough for the line of the findings' title."""
    return words.t("not checked: hold, stop by grade (CRS, neurological, liver, other)")


def else_not_checked(words: Words) -> str:
    """The second half of `not_checked` for paper."""
    return words.t("not checked: premedication before a restart, supervision, calcineurin inhibitors")
