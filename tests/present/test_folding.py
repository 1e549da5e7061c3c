"""Ways of writing one name are one name; different names stay different."""

from __future__ import annotations

import pytest

from blin21_desktop.present.folding import folded, reading, same_family


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("カトウ", "かとう"),
        ("カトウ", "ｶﾄｳ"),
        ("ガンジ", "ｶﾞﾝｼﾞ"),
        ("ガ", "カ\u309b"),
        ("パ", "ハ\u309c"),
        ("パ", "ハ\u309a"),
        ("ＫＡＴＯ", "kato"),
        ("７０３Ａ", "703a"),
        ("Straße", "STRASSE"),
        ("イスヾ", "いすゞ"),
        (" Kato　", "kato"),
    ],
)
def test_ways_of_writing_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_other_names_stay_other() -> None:
    assert len({folded(name) for name in ("カトウ", "カト", "ガトウ", "サトウ", "Kato", "加藤")}) == 6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("カトウ ハルト", "かとう　めい"),
        ("ｷﾖｳﾉ ﾚﾝ", "キョウノ アオイ"),
        ("カトウ・ハルト", "カトウ、メイ"),
        ("ロ-ザ ミラ", "ローザ アナ"),
        ("カトウハルト", "カトウ メイ"),
        ("カトウ メイ", "カトウハルト"),
    ],
)
def test_family_readings_that_are_the_same(one: str, other: str) -> None:
    assert same_family(one, other)


@pytest.mark.parametrize(("one", "other"), [("カトウ メイ", "サトウ メイ"), ("", ""), ("カト レン", "カトウ レン")])
def test_family_readings_that_differ(one: str, other: str) -> None:
    assert not same_family(one, other)


def test_a_reading_comes_in_its_parts() -> None:
    assert reading("カトウ　ハルト") == ("かとう", "はると")
    assert reading(" ") == ()
