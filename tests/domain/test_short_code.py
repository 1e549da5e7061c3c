"""A head code is read from paper whatever the case, the dashes and the letters that look alike."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.short_code import beginnings, short_code, typed_code


@pytest.mark.parametrize(
    "typed",
    [
        "7F3A-91C2-0B",
        "7f3a91c20b",
        " 7f3a 91c2 0b ",
        "7F3A–91C2–0B",
        "７Ｆ３Ａ-91C2-0B",
        "7F3A-9lC2-OB",
        "7F3A-9iC2-oB",
    ],
)
def test_what_looks_like_the_code_is_the_code(typed: str) -> None:
    assert typed_code(typed) == "7F3A-91C2-0B"


def test_a_u_is_read_as_v() -> None:
    assert typed_code("UUUU-UUUU-UU") == "VVVV-VVVV-VV"


@pytest.mark.parametrize("typed", ["", "7F3A-91C2-0", "7F3A-91C2-0B1", "7F3A-91C2-0あ", "head code"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert typed_code(typed) is None


@given(st.binary(min_size=32, max_size=32))
def test_a_hash_lies_between_the_beginnings_of_its_code_and_others_do_not(digest: bytes) -> None:
    code = short_code(digest)
    assert typed_code(code.lower()) == code
    least, most = beginnings(code)
    assert least <= digest[:7] <= most
    assert short_code(least + bytes(25)) == short_code(most + bytes(25)) == code
    before, after = int.from_bytes(least, "big") - 1, int.from_bytes(most, "big") + 1
    for outside in (before, after):
        if 0 <= outside < 1 << 56:
            assert short_code(outside.to_bytes(7, "big") + bytes(25)) != code


def test_two_heads_differ() -> None:
    assert len({short_code(hashlib.sha256(bytes([n])).digest()) for n in range(200)}) == 200
