"""Whose result is it: everything must agree, and what a file does not say is not agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from blin21_desktop.domain.entries import PatientRegistered
from blin21_desktop.feeds.identity import match
from blin21_desktop.feeds.received import Identity
from tests.making import hour, registered

ONE = replace(
    registered(hour(0)),
    family_name="駿河", given_name="葵", kana="するが あおい", hospital_id="0012345", sex="female",
    birth_date=date(2016, 5, 12),
)  # fmt: skip
TWO = replace(ONE, hospital_id="0099", patient="UPN-2")
WARD: dict[str, PatientRegistered] = {"UPN-1": ONE, "UPN-2": TWO}
SAID = Identity(
    ids=("0012345",), family_name="駿河", given_name="葵", kana="ｽﾙｶﾞ ｱｵｲ", birth_date=date(2016, 5, 12), sex="female"
)


def doubts(said: Identity) -> list[str]:
    found = match(said, WARD)
    return [one.template.replace(":day", "").replace(":code", "").format(**one.values) for one in found.doubts]


def test_everything_agrees() -> None:
    assert match(SAID, WARD).patient == "UPN-1"
    assert doubts(SAID) == []


@pytest.mark.parametrize(
    "said",
    [
        replace(SAID, kana=None),
        replace(SAID, family_name=None, given_name=None),
        replace(SAID, family_name="駿 河", given_name=""" 葵"""),
        replace(SAID, family_name="SURUGA", given_name="AOI"),
        replace(SAID, ids=("77", " ００１２３４５ ")),
        replace(SAID, path_id="0012345", file_id="0012345"),
    ],
)
def test_name_or_kana_is_enough_and_width_does_not_matter(said: Identity) -> None:
    assert match(said, WARD).patient == "UPN-1"
    assert doubts(said) == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (replace(SAID, birth_date=date(2016, 5, 13)), "born 2016-05-13 in the file, 2016-05-12 here"),
        (replace(SAID, birth_date=None), "the file does not say the birth date"),
        (replace(SAID, sex="male"), "male in the file, female here"),
        (replace(SAID, retired="inactive"), "the sender no longer uses this record of the patient"),
        (replace(SAID, retired="replaced"), "the sender says that another record stands for this patient now"),
        (replace(SAID, sex=None), "the file does not say the sex"),
        (replace(SAID, sex="unknown"), "the file does not say the sex"),
        (replace(SAID, family_name="鈴木", kana=None), "named 鈴木 葵 in the file, 駿河 葵 here"),
        (replace(SAID, family_name=None, given_name=None, kana="スズキ"), "named スズキ in the file, 駿河 葵 here"),
        (replace(SAID, family_name=None, given_name=None, kana=None), "the file does not say the name"),
        (replace(SAID, path_id="9999013"), "the path says 9999013, the file's name -, the message 0012345"),
        (replace(SAID, file_id="9999013", path_id="0012345"),
         "the path says 0012345, the file's name 9999013, the message 0012345"),
        (replace(SAID, ids=(), path_id="0012345"),
         "only the place of the file says whose result it is, not the message"),
        (replace(SAID, ids=("12345",)),
         "the number 12345 in the file agrees with 0012345 only without its leading zeros"),
    ],
)  # fmt: skip
def test_every_disagreement_is_named_and_the_likely_patient_shown(said: Identity, words: str) -> None:
    assert match(said, WARD).patient == "UPN-1"
    assert doubts(said) == [words]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (replace(SAID, ids=()), "the file does not say whose result it is"),
        (replace(SAID, ids=(" ",)), "the file does not say whose result it is"),
        (replace(SAID, ids=("4711",)), "no patient of this ward has the number 4711"),
        (replace(SAID, ids=("0012345", "0099")), "the numbers in the file are of more than one patient: 0012345, 0099"),
    ],
)
def test_nobody_is_guessed(said: Identity, words: str) -> None:
    assert match(said, WARD).patient is None
    assert doubts(said) == [words]


def test_a_registered_patient_without_kana_is_not_agreed_with_by_no_kana() -> None:
    bare = {"UPN-1": replace(ONE, kana=None)}
    found = match(replace(SAID, family_name="鈴木", kana=None), bare)
    assert len(found.doubts) == 1


def test_two_patients_who_differ_in_leading_zeros_only_are_both_shown() -> None:
    ward = {"UPN-1": replace(ONE, hospital_id="0099"), "UPN-2": replace(ONE, hospital_id="099")}
    found = match(replace(SAID, ids=("99",)), ward)
    assert (found.patient, found.candidates) == (None, ("UPN-1", "UPN-2"))
    assert match(replace(SAID, ids=("0099",)), ward).patient == "UPN-1"
