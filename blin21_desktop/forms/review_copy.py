"""What is asked to make a review copy, and how strong a passphrase is, in words."""

from __future__ import annotations

import math
import re
import string
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from blin21_desktop.domain.moments import DAY, later
from blin21_desktop.domain.review import SHORTEST_PASSPHRASE
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Option, Typed
from blin21_desktop.forms.typed import IllFormed, whole
from blin21_desktop.service.review_ports import Wanted

PHYSICIAN, DAYS, LOCK, FIRST, AGAIN, KEY, PATIENTS = (
    "physician", "days", "lock", "passphrase", "again", "key_file", "patients",
)  # fmt: skip
MOST_DAYS = 366
LIKELY_DAYS = ("3", "7", "14")
LOCKS = (Option("passphrase", say("Passphrase")), Option("key", say("Physician's key file")))

FAIR_BITS, STRONG_BITS = 44, 66
"""From so many bits on, by a rough and mild count, a passphrase is called fair or strong."""
_CLASSES = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
_WORD_BITS = 11
"""What a word chosen by chance from a list of some thousands is worth."""


def fields(physicians: Sequence[str]) -> tuple[Field, ...]:
    """The questions beside patients, lock and place; `physicians` are on the staff list."""
    note = say("who reads the copy; comments and decisions come back under this name")
    if physicians:
        note = say("{note}. On the list: {ids}", note=note, ids=tuple(physicians))
    expires = say("then it is marked EXPIRED and nothing is printed from it; it can still be read")
    return (
        Field(key=PHYSICIAN, label=say("For which physician"), note=note),
        Field(key=DAYS, label=say("Valid for"), ask=Ask.WHOLE, unit=say("days"), likely=LIKELY_DAYS, note=expires),
    )


def wanted(
    typed: Typed, patients: Sequence[str], key_file: Path | None, *, by: str, now: datetime
) -> tuple[Wanted | None, dict[str, Text]]:
    """The copy that was asked for, or at each question what is wrong."""
    problems: dict[str, Text] = {}
    physician, days = typed.get(PHYSICIAN, "").strip(), 0
    if not physician:
        problems[PHYSICIAN] = say("Say for whom the copy is.")
    try:
        days = whole(typed.get(DAYS, ""))
    except IllFormed:
        days = 0
    if not 1 <= days <= MOST_DAYS:
        problems[DAYS] = say("a whole number of days from 1 to {most:number}", most=MOST_DAYS)
    if not patients:
        problems[PATIENTS] = say("Choose at least one patient.")
    by_key = typed.get(LOCK) == "key"
    problems |= _lock_problems(typed, key_file, by_key=by_key)
    if problems:
        return None, problems
    return Wanted(
        patients=tuple(patients),
        physician=physician,
        by=by,
        valid_until=later(now, days * DAY),
        passphrase=None if by_key else typed.get(FIRST, ""),
        key_file=key_file if by_key else None,
    ), {}


def _lock_problems(typed: Typed, key_file: Path | None, *, by_key: bool) -> dict[str, Text]:
    first, again = typed.get(FIRST, ""), typed.get(AGAIN, "")
    if by_key:
        return {} if key_file is not None else {KEY: say("Choose the physician's public key (a file ending in .pub).")}
    if len(first) < SHORTEST_PASSPHRASE:
        return {FIRST: say("at least {least:number} characters", least=SHORTEST_PASSPHRASE)}
    return {} if first == again else {AGAIN: say("The two passphrases differ.")}


def strength(passphrase: str) -> Text:
    """How strong it is, in a word; a hint, never a proof."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        least = SHORTEST_PASSPHRASE - len(passphrase)
        return say("too short: {more:number} more characters", more=least)
    found = bits(passphrase)
    if found < FAIR_BITS:
        return say("weak: take four or more words that have nothing to do with each other")
    return say("fair") if found < STRONG_BITS else say("strong")


def bits(passphrase: str) -> float:
    """A rough count: by the kinds of signs, but repeated signs count once, and words count as words."""
    plain = unicodedata.normalize("NFKC", passphrase)
    words = re.findall(r"[a-z]{3,}", plain.casefold())
    left = re.sub(r"[a-zA-Z]{3,}", "", plain)
    alphabet = sum(len(kind) for kind in _CLASSES if any(sign in kind for sign in left))
    alphabet += 32 if any(sign not in "".join(_CLASSES) for sign in left) else 0
    return len(set(words)) * _WORD_BITS + len(set(left)) * math.log2(max(alphabet, 2))
