"""Bytes to text: every set met in Japan, and what is lost is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.feeds import charsets, iso2022
from tests.feeds.hl7_writing import iso2022 as written
from tests.feeds.hl7_writing import msh

LEVEL_ONE = "".join(
    bytes((row, cell)).decode("euc_jp")
    for row in range(0xB0, 0xCF)
    for cell in range(0xA1, 0xFF)
)  # fmt: skip
KANA = "アイウヴガパンー・「」゛゜"
NEC = "①⑳㎎㎏№℡㈱髙﨑"


def told(data: bytes, declared: str = "") -> list[str]:
    return [warning.template for warning in charsets.decode(data, declared).warnings]


@given(st.text(st.sampled_from(LEVEL_ONE + KANA + NEC + "ＡＢ１２　～" + "abc|^~&\\ 123")))
def test_iso_2022_jp_reads_back_what_was_written(text: str) -> None:
    decoded = charsets.decode(written(text))
    assert decoded.text == text
    assert decoded.warnings == ()


def test_every_kanji_whose_bytes_look_like_a_separator_survives() -> None:
    text = "".join(sign for sign in LEVEL_ONE if set(sign.encode("euc_jp")) & {ord(mark) | 0x80 for mark in "|^~&\\"})
    assert len(text) > 100
    assert charsets.decode(written(text)).text == text


@pytest.mark.parametrize(
    ("half", "wide"),
    [
        ("ｽﾙｶﾞ", "スルガ"),
        ("ﾊﾟﾝ", "パン"),
        ("ｳﾞ", "ヴ"),
        ("ｱｰ｡", "アー。"),
        ("ﾞ", "゛"),
        ("ﾟ", "゜"),
        ("ｱﾞ", "ア゛"),
    ],
)
def test_half_width_kana_becomes_full_width_with_its_voicing(half: str, wide: str) -> None:
    assert charsets.decode(written(half)) == charsets.Decoded(wide, "iso-2022-jp")


def test_half_width_kana_leaves_the_line_at_its_end() -> None:
    decoded = charsets.decode(b"\x1b(I=Y6^\rOBX|1")
    assert decoded.text == "スルガ\rOBX|1"
    assert len(decoded.warnings) == 1


def test_what_is_no_kana_in_a_run_of_kana_is_lost_and_told() -> None:
    assert charsets.decode(b"\x1b(I1 |\xb1\x1b(B|").text == "ア \ufffd\ufffd|"
    assert len(told(b"\x1b(I1 |\x1b(B|")) == 1


def test_roman_reads_the_backslash_as_yen_and_the_tilde_as_itself() -> None:
    assert charsets.decode(b"\x1b(J^~\\&\rNTE|1||\\100").text == "^~¥&\rNTE|1||¥100"


def test_both_escapes_of_kanji_and_the_supplementary_set() -> None:
    assert charsets.decode(b"\x1b$@0*\x1b(B").text == "葵"
    assert charsets.decode(b"\x1b$(D0!\x1b(B").text == b"\x8f\xb0\xa1".decode("euc_jp")
    assert charsets.decode(b"\x1b$(D~~\x1b(B").text == "\ufffd"


def test_an_open_run_ends_with_its_line_and_is_told() -> None:
    decoded = charsets.decode(b"PID|\x1b$B0*\rOBX|1\r\x1b$B0*\nOBX|2")
    assert decoded.text == "PID|葵\rOBX|1\r葵\nOBX|2"
    assert [(warning.values["count"], "escape back" in warning.template) for warning in decoded.warnings] == [(2, True)]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x1b$B0*0\x1b(B", "葵\ufffd"),  # half a character
        (b"\x1b$B0*u!\x1b(B", "葵\ufffd"),  # a row without characters
        (b"\x1b$B0*-~\x1b(B", "葵\ufffd"),  # a gap in NEC's row
        (b"\x1b$B0*-\xe1\x1b(B", "葵\ufffd"),  # NEC's row, and no cell of it
        (b"\x1b$B0*-\x1b(B", "葵\ufffd"),
        (b"\x1b$B0* 0*0\x1b(B", "葵 葵\ufffd"),
        (b"\x1b$B0*\xb0\xaa\x1b(B", "葵\ufffd"),  # eight-bit bytes in a seven-bit run
        (b"\x1b$B0*\x1b(B\xb0", "葵\ufffd"),
        (b"\x1b$B0*\x1b(Z", "葵\ufffd\ufffd"),  # an escape nobody knows: its two bytes are half of kanji
        (b"a\x1b(B\x1b[b", "a\ufffd[b"),
        (b"\x1b$B0*\x1b(B\x0eab\x0f", "葵\ufffdab\ufffd"),  # shift codes are not understood
    ],
)
def test_what_cannot_be_read_is_marked_and_told(data: bytes, text: str) -> None:
    assert charsets.decode(data).text == text
    assert any("could not be read" in template for template in told(data))


def test_every_cell_of_the_grid_is_read_as_the_reference_codec_reads_it() -> None:
    """CP932 knows all cells; where the plain set has one of its own (wave dash, minus) that one stands."""
    for row in range(0x21, 0x7F):
        for cell in range(0x21, 0x7F):
            pair = bytes((row, cell))
            text, _ = iso2022.decode(b"\x1b$B" + pair)
            try:
                expected = bytes(byte | 0x80 for byte in pair).decode("euc_jp")
            except UnicodeDecodeError:
                lead = (row - 0x21) // 2 + (0x81 if row < 0x5F else 0xC1)
                trail = cell + ((0x20 if cell >= 0x60 else 0x1F) if row % 2 else 0x7E)
                known = row == 0x2D or 0x79 <= row <= 0x7C
                expected = bytes((lead, trail)).decode("cp932", "replace") if known else "\ufffd"
            assert text == expected[:1], pair


SAMPLE = "PID|駿河^葵|アオイ|3.5 万/μL"


@pytest.mark.parametrize(
    ("codec", "declared"),
    [("utf-8", "UNICODE UTF-8"), ("cp932", "SHIFT_JIS"), ("euc_jp", "EUC-JP"), ("utf-8", ""), ("utf-8-sig", "SJIS")],
)
def test_eight_bit_sets_are_read_by_name_or_by_themselves(codec: str, declared: str) -> None:
    decoded = charsets.decode(SAMPLE.encode(codec), declared)
    assert (decoded.text, decoded.encoding) == (SAMPLE, codec.removesuffix("-sig"))
    assert decoded.warnings == ()


@pytest.mark.parametrize("codec", ["cp932", "euc_jp"])
def test_an_unnamed_eight_bit_set_is_a_guess_and_told(codec: str) -> None:
    decoded = charsets.decode(SAMPLE.encode(codec), "ISO IR87")
    assert (decoded.text, decoded.encoding) == (SAMPLE, codec)
    assert [warning.values for warning in decoded.warnings] == [{"encoding": codec}]


@pytest.mark.parametrize(
    ("half_width", "encoding"),
    [("ｽﾙｶﾞ", "cp932"), ("ｽﾙｶﾞ･ﾀｱｲｳｴ", "cp932"), ("ｽﾙｶﾞ･ﾀｱｲ", "euc_jp")],
)
def test_half_width_kana_of_windows_may_be_kanji_of_unix_so_the_share_of_kana_decides(
    half_width: str, encoding: str
) -> None:
    decoded = charsets.decode(half_width.encode("cp932"))
    assert decoded.encoding == encoding
    assert len(decoded.warnings) == 1


def test_a_wrong_name_is_told() -> None:
    decoded = charsets.decode(SAMPLE.encode("cp932"), "EUC-JP")
    assert decoded.text == SAMPLE
    assert [warning.values["declared"] for warning in decoded.warnings] == ["EUC-JP"]
    assert told(SAMPLE.encode(), "SJIS")[0].startswith("The file says")


def test_bytes_of_no_set_are_marked() -> None:
    decoded = charsets.decode(b"PID|\xff\xfe|\x80\xa0")
    assert (decoded.text, decoded.encoding) == ("PID|" + "\ufffd" * 2 + "|" + "\ufffd" * 2, "utf-8")
    assert len(decoded.warnings) == 1


def test_a_private_character_of_the_named_set_is_marked_and_the_rest_is_read() -> None:
    decoded = charsets.decode("PID|駿".encode("cp932") + b"\xf0\x40" + "河".encode("cp932"), "SJIS")
    assert (decoded.text, decoded.encoding) == ("PID|駿\ufffd河", "cp932")


def test_signs_that_turn_digits_round_are_marked() -> None:
    assert charsets.decode("OBX|\u202e21".encode()).text == "OBX|\ufffd21"


@given(st.binary(max_size=300), st.sampled_from(["", "SJIS", "EUC-JP", "UNICODE UTF-8", "ISO IR87", "8859/1"]))
def test_no_bytes_make_it_fail(data: bytes, declared: str) -> None:
    decoded = charsets.decode(b"\x1b$B" * (len(data) % 2) + data, declared)
    decoded.text.encode("utf-8")


@pytest.mark.parametrize(
    ("charset", "found"),
    [
        ("~ISO IR87", ""),
        ("UNICODE UTF-8", "UNICODE UTF-8"),
        ("ASCII~SJIS", "SJIS"),
        ("8859/1", "8859/1"),
        ("", ""),
    ],
)
def test_the_name_in_the_header_is_found_behind_kanji_with_a_separator_inside(charset: str, found: str) -> None:
    header = msh(charset=charset).replace("HOSP", "病院ソ")
    for codec in ("cp932", "euc_jp", "utf-8"):
        assert charsets.declared_in_header(b"BHS|^~\\&\r" + header.encode(codec) + b"\rPID|SJIS") == found
    assert charsets.declared_in_header(b"") == ""
