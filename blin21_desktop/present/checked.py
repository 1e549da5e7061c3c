"""What the rules of this version look at, in words: said where findings are, so that silence promises nothing."""

from __future__ import annotations

from blin21_desktop.present.words import Words


def none_applies(words: Words) -> str:
    """Said where no finding stands."""
    return words.t("None of the rules checked in this version applies.")


def not_checked(words: Words) -> str:
    """What no rule of this version judges: no row of the labels that could be read speaks of it, or it is not built."""
    return words.t(
        "Not checked in this version: blood counts, GVHD, laboratory values other than AST, ALT and bilirubin, other "
        "drugs than calcineurin inhibitors. A physician decides about every finding."
    )


def reactions_not_checked(words: Words) -> str:
    """The first half of `not_checked` for paper, short enough for the line of the findings' title."""
    return words.t("not checked: blood counts, GVHD")


def else_not_checked(words: Words) -> str:
    """The second half of `not_checked` for paper."""
    return words.t("not checked: laboratory values other than AST, ALT, bilirubin; other drugs")
