"""Which PINs are taken, and that a refusal says what would be right."""

from __future__ import annotations

import tomllib

import pytest

from blin21_desktop.domain.people import NotIdentified
from blin21_desktop.locate import resource
from blin21_desktop.service.pin_rules import OFTEN, TRAINING_PIN, good_pin


def said(pin: str, staff_id: str = "K.T") -> str:
    with pytest.raises(NotIdentified) as why:
        good_pin(pin, staff_id)
    return why.value.why.template


@pytest.mark.parametrize("pin", ["", "12345", "31415", "3141592653589", "abcdef", "31 4159", "-31415", "٢٧١٨٢٨"])
def test_a_pin_has_six_to_twelve_digits(pin: str) -> None:
    assert "{least:number} to {most:number} digits" in said(pin)


@pytest.mark.parametrize(
    "pin",
    [
        *("111111", "00000000", "123456", "654321", "1234567", "9876543210", "890123", "135791", "2109876"),
        *("121212", "123123", "12341234", "31431431", "112211", "787787", *sorted(OFTEN)),
    ],
)
def test_runs_repeats_and_patterns_are_refused_and_it_is_said_what_would_be_right(pin: str) -> None:
    assert "easily guessed" in said(pin)
    assert "6 to 12 digits" in said(pin)


@pytest.mark.parametrize(
    ("staff_id", "pin"),
    [("602314", "602314"), ("N-6023", "602377"), ("60231476", "231476"), ("６０２３", "776023"), ("60 23", "160239")],
)
def test_the_digits_of_the_id_are_no_pin(staff_id: str, pin: str) -> None:
    assert "digits of the ID" in said(pin, staff_id)


@pytest.mark.parametrize(("staff_id", "pin"), [("K.T", "314159"), ("N1", "314159"), ("N314", "314159"), ("", "314159")])
def test_an_id_with_few_digits_forbids_nothing(staff_id: str, pin: str) -> None:
    assert good_pin(pin, staff_id) == pin


def test_the_public_pin_of_the_training_ward_is_good_there_only() -> None:
    assert good_pin(TRAINING_PIN, "K.T", training=True) == TRAINING_PIN
    assert "public PIN of the training ward" in said(TRAINING_PIN)
    assert "public PIN of the training ward" in said("２７１８２８")
    table = tomllib.loads(resource("demo", "ward.toml").read_text(encoding="utf-8"))
    assert table["staff"]["pin"] == TRAINING_PIN


def test_a_good_pin_is_folded_and_may_be_longer() -> None:
    assert good_pin(" ３１４１５９ ") == "314159"
    assert good_pin("314159265358") == "314159265358"
