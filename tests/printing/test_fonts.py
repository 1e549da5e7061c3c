"""Every character is drawn by an embedded font, or refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.present.sheet import patient_sheet
from blin21_desktop.printing import draw
from blin21_desktop.printing.fonts import Uncovered, runs, width
from blin21_desktop.printing.wrap import Piece, line_width, wrap
from tests.present.looks import named, running, words


def test_japanese_and_latin_come_from_the_first_font() -> None:
    assert [run.font for run in runs("28 μg/日 髙﨑")] == ["BIZUDPGothic"]
    assert [run.font for run in runs("28", bold=True)] == ["BIZUDPGothic-Bold"]


def test_a_character_it_lacks_comes_from_the_second_and_the_rest_does_not_change() -> None:
    assert [(run.font, run.text) for run in runs("10⁹/L ☐ 可")] == [
        ("BIZUDPGothic", "10"),
        ("DejaVuSans", "⁹"),
        ("BIZUDPGothic", "/L "),
        ("DejaVuSans", "☐"),
        ("BIZUDPGothic", " 可"),
    ]


@pytest.mark.parametrize("character", ["𠮷", "\U0001f9ea", "\ue000"])
def test_an_uncovered_character_is_refused_by_name_with_its_text(character: str) -> None:
    with pytest.raises(Uncovered) as refused:
        runs(f"{character}田 太郎")
    assert f"U+{ord(character):04X}" in str(refused.value)
    assert f"{character}田 太郎" in str(refused.value)


def test_a_sheet_with_an_uncovered_name_is_not_drawn_at_all() -> None:
    sheet = patient_sheet(named(running(), family_name="𠮷田", given_name="葵"), words("ja"))
    with pytest.raises(Uncovered, match="U\\+20BB7"):
        draw([sheet])


def test_loose_voicing_marks_are_joined() -> None:
    assert "".join(run.text for run in runs("ハ\u3099ック\u3099")) == "バッグ"


def test_lines_hold_every_word_and_none_is_too_wide() -> None:
    text = "as charted by K.T at 13:40 記録は11/20 07:58まで、投与中 28 microgram/day 3.3 mL/hr"
    for room in (60.0, 90.0, 140.0, 400.0):
        lines = wrap((Piece(text),), room)
        assert all(line_width(line) <= room for line in lines)
        assert "".join(p.text for line in lines for p in line).replace(" ", "") == text.replace(" ", "")


def test_an_amount_is_not_torn_from_its_unit() -> None:
    room = width("ordered 28", 9.0) + 1
    assert [line[0].text for line in wrap((Piece("ordered 28 mL now"),), room)] == ["ordered", "28 mL now"]


def test_a_unit_is_not_torn_at_its_stroke_and_a_katakana_word_stays_whole() -> None:
    text = "用量28 μg/日 (マイクログラム) 流量3.3 mL/時"
    for room in range(70, 200, 3):
        shown = [line[0].text for line in wrap((Piece(text),), room)]
        assert all(any(whole in line for line in shown) for whole in ("μg/日", "マイクログラム", "mL/時")), shown


def test_no_line_begins_with_a_japanese_full_stop() -> None:
    text = "記録がありません。記録がありません。"
    for room in range(20, 120, 3):
        lines = wrap((Piece(text),), room)
        assert not any(line[0].text.startswith(("。", "、")) for line in lines if room > 30)


@given(st.text(alphabet="abcABC 0123456789./投与中、。（）μ-", max_size=80), st.floats(30, 300))
def test_wrapping_never_loses_a_character(text: str, room: float) -> None:
    lines = wrap((Piece(text),), room)
    assert all(line_width(line) <= room + 0.01 for line in lines)
    assert "".join(p.text for line in lines for p in line).replace(" ", "") == text.replace(" ", "")
