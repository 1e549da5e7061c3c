"""Terms of adverse events: what a scale calls them, which grades exist, and how one is found by what somebody types.

Source: NCI tables of CTCAE v5.0 (grading notes 2.4). PURE: the list itself is `resources/knowledge/terms`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from blin21_desktop.domain.text import Names

Category = Literal["crs", "neurologic", "seizure", "hepatic", "haematologic", "infection", "gvhd", "other"]
"""This program's own sorting of events (contract, `event_graded`)."""

OVER = 0
"""The grade that says that an event is over: every term has it, though no table lists it."""

_SHORTEST = 2
"""Signs before somebody is told that a word is no term: one letter stands for nothing yet."""
_KATAKANA = re.compile("[\u30a1-\u30f6]")
_TO_HIRAGANA = 0x60
_LATIN_E = re.compile("[ao]e")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of one scale: `code` (MedDRA), `name` (NCI spelling), `soc` (system organ class).

    `grades` holds every grade that exists for it, with a short English wording ("" where none is given); `grades_ja`
    the same in Japanese. `name_ja` is None where no settled Japanese name is known. `also`: what else finds it.
    """

    code: int
    name: str
    name_ja: str | None = None
    soc: Names
    category: Category
    scale: str
    also: tuple[str, ...] = ()
    grades: Mapping[int, str] = field(default_factory=dict)
    grades_ja: Mapping[int, str] = field(default_factory=dict)

    @property
    def names(self) -> Names:
        """The name in the reader's language; the NCI's where there is no Japanese one."""
        return Names(self.name, self.name_ja or self.name)

    @property
    def worded(self) -> bool:
        """Whether its grades have a wording: those that are graded at the bedside."""
        return any(self.grades.values())

    @property
    def neurological(self) -> bool:
        """Whether it counts for the neurological grade (parameters page, section 2)."""
        return self.category in ("neurologic", "seizure")

    def wording(self, grade: int) -> Names | None:
        """What a grade means, short; None where no wording is given or the grade does not exist."""
        english = self.grades.get(grade)
        return Names(english, self.grades_ja[grade]) if english else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """What people look for that is no term: its `words` (the first names it), and the terms to `use` instead."""

    words: tuple[str, ...]
    use: tuple[Term, ...]
    note: Names | None = None


def search(terms: Sequence[Term], typed: str, limit: int) -> tuple[Term, ...]:
    """At most `limit` terms in which all that was typed stands: in either name, a word of the ward, or the code.

    First what is called so, then where a name begins so, then where words of one do, then anywhere; on equal rank those
    with a wording, the neurological ones, and then by name. Case, width, kana and British spelling make no difference.
    Nothing typed: the terms with a wording, then the others.
    """
    wanted = folded(typed).split()
    ranked = [(_rank(term, wanted), not term.worded, not term.neurological, term.name, term) for term in terms]
    found = sorted((row for row in ranked if row[0] is not None), key=lambda row: row[:-1])
    return tuple(row[-1] for row in found[: max(limit, 0)])


def replaced(instead: Sequence[Instead], typed: str) -> tuple[Instead, ...]:
    """What was typed, or begins so, and is no term of the scale: with the terms to use."""
    wanted = " ".join(folded(typed).split())
    if len(wanted) < _SHORTEST:
        return ()
    return tuple(each for each in instead if any(folded(word).startswith(wanted) for word in each.words))


def named(terms: Sequence[Term], name: str, scale: str) -> Term | None:
    """The term of a scale that is called so, in either language; None for a free text."""
    as_written = next((term for term in terms if name in (term.name, term.name_ja) and term.scale == scale), None)
    if as_written is not None or not name.strip():
        return as_written
    wanted = folded(name).strip()
    of_scale = (term for term in terms if term.scale == scale)
    return next((term for term in of_scale if wanted in (folded(term.name), folded(term.name_ja or ""))), None)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Full and half width, capitals, katakana and hiragana, British and American spelling made one."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _LATIN_E.sub("e", _KATAKANA.sub(lambda sign: chr(ord(sign[0]) - _TO_HIRAGANA), plain))


def _rank(term: Term, wanted: Sequence[str]) -> int | None:
    """0: it is called so. 1: a name begins so. 2: words of one begin so. 3: it stands inside one. None: it does not."""
    names = (term.name, *([term.name_ja] if term.name_ja else ()), *term.also, str(term.code))
    ranks = [_rank_of(folded(name), wanted) for name in names]
    return min((rank for rank in ranks if rank is not None), default=None)


def _rank_of(name: str, wanted: Sequence[str]) -> int | None:
    if not all(word in name for word in wanted):
        return None
    whole = " ".join(wanted)
    if name.startswith(whole):
        return 0 if name == whole else 1
    starts = [match.start() for match in _WORD.finditer(name)]
    return 2 if all(any(name.startswith(word, at) for at in starts) for word in wanted) else 3
