"""What is asked to make a review copy: every answer is checked, and the strength of a passphrase is said mildly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.moments import DAY, later
from blin21_desktop.forms.review_copy import (
    AGAIN,
    DAYS,
    FIRST,
    KEY,
    LOCK,
    MOST_DAYS,
    PATIENTS,
    PHYSICIAN,
    bits,
    fields,
    strength,
    wanted,
)
from blin21_desktop.present import catalogue
from tests.forms.filling import TOKYO
from tests.making import AT

EN = catalogue.words("en", TOKYO)
RIGHT = {PHYSICIAN: "Dr H", DAYS: "7", LOCK: "passphrase", FIRST: "four words by chance", AGAIN: "four words by chance"}
KEY_FILE = Path("dr-h.pub")


def problems(typed: dict[str, str], *patients: str) -> set[str]:
    found, wrong = wanted({**RIGHT, **typed}, patients, None, by="K.T", now=AT)
    assert (found is None) == bool(wrong)
    return set(wrong)


def test_a_whole_answer_is_a_copy_wanted() -> None:
    found, wrong = wanted(RIGHT, ("UPN-1", "UPN-2"), None, by="K.T", now=AT)
    assert (wrong, found is None) == ({}, False)
    assert found is not None
    assert (found.patients, found.physician, found.by) == (("UPN-1", "UPN-2"), "Dr H", "K.T")
    assert (found.valid_until, found.passphrase, found.key_file) == (later(AT, 7 * DAY), RIGHT[FIRST], None)


def test_a_key_takes_the_place_of_the_passphrase() -> None:
    assert problems({LOCK: "key"}, "UPN-1") == {KEY}
    found, _ = wanted({**RIGHT, LOCK: "key", FIRST: ""}, ("UPN-1",), KEY_FILE, by="K.T", now=AT)
    assert found is not None
    assert (found.passphrase, found.key_file) == (None, KEY_FILE)
    forgotten, _ = wanted(RIGHT, ("UPN-1",), KEY_FILE, by="K.T", now=AT)
    assert forgotten is not None
    assert forgotten.key_file is None


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({PHYSICIAN: "  "}, PHYSICIAN),
        ({DAYS: ""}, DAYS),
        ({DAYS: "0"}, DAYS),
        ({DAYS: "1.5"}, DAYS),
        ({DAYS: str(MOST_DAYS + 1)}, DAYS),
        ({FIRST: "elevensigns", AGAIN: "elevensigns"}, FIRST),
        ({AGAIN: "four words by chancE"}, AGAIN),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(typed: dict[str, str], key: str) -> None:
    assert problems(typed, "UPN-1") == {key}


def test_at_the_edges_it_is_right() -> None:
    assert problems({DAYS: "1"}, "UPN-1") == problems({DAYS: str(MOST_DAYS)}, "UPN-1") == set()
    assert problems({FIRST: "twelve signs", AGAIN: "twelve signs"}, "UPN-1") == set()
    assert problems({}) == {PATIENTS}


@pytest.mark.parametrize(
    ("passphrase", "told"),
    [
        ("", "too short: 12 more characters"),
        ("elevensigns", "too short: 1 more characters"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "weak"),
        ("password1234", "weak"),
        ("correct horse battery staple", "fair"),
        ("correct horse battery staple violet anchor", "strong"),
    ],
)
def test_strength_in_a_word(passphrase: str, told: str) -> None:
    assert EN.render(strength(passphrase)).startswith(told)


@given(st.text(max_size=60), st.text(max_size=10))
def test_more_text_is_never_called_weaker_for_repeating(first: str, more: str) -> None:
    assert bits(first) >= 0
    assert bits(f"{first} {first}") <= bits(first) + 8
    assert bits(more) >= 0


def test_physicians_on_the_list_are_named() -> None:
    physician, days = fields(("Dr H", "Dr K"))
    assert EN.render(physician.note).endswith("On the list: Dr H, Dr K")  # type: ignore[arg-type]
    assert "On the list" not in EN.render(fields(())[0].note)  # type: ignore[arg-type]
    assert days.likely == ("3", "7", "14")
