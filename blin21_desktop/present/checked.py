"""What the rules of this version look at, in words: said where findings are, so that silence promises nothing."""

from __future__ import annotations

from blin21_desktop.present.words import Words


def none_applies(words: Words) -> str:
    """Said where no finding stands."""
    return words.t("None of the rules checked in this version applies.")


def not_checked(words: Words) -> str:
    """The topics of the labels and the protocol for which this version has no rule."""
    return words.t(
        "Not checked in this version: CRS, neurological, seizure, liver and other adverse reactions, premedication, "
        "supervision, calcineurin inhibitors."
    )


def reactions_not_checked(words: Words) -> str:
    """The first half of `not_checked` for paper, short enough for the line of the findings' title."""
    return words.t("not checked: CRS, neurological, seizure, liver and other reactions")


def else_not_checked(words: Words) -> str:
    """The second half of `not_checked` for paper."""
    return words.t("not checked: premedication, supervision, calcineurin inhibitors")
