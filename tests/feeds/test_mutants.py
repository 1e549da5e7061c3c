"""Broken and hostile files: a part of the campaign on every run, its controls, and bombs."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.feeds import hl7_results
from tests.campaigns import lab_mutants
from tests.feeds.hl7_writing import SITE, msh, oul, pid, text

HEAD = text([msh(), pid(), "OBR|1"]).encode()
MOST = hl7_results.MOST_BYTES - 2 * len(HEAD) - 100


@pytest.mark.parametrize("form", lab_mutants.FORMATS)
def test_mutants_neither_crash_the_reader_nor_lose_a_result_in_silence(form: str) -> None:
    tally = lab_mutants.run(form, 1_200, 20_261_123)
    assert tally.faults == []
    assert tally.mutants == 1_200
    assert tally.results > 500


@pytest.mark.parametrize("name", lab_mutants.BROKEN)
def test_the_campaign_notices_a_broken_reader(name: str) -> None:
    assert lab_mutants.noticed(name, 20_261_123)


def test_the_campaign_says_how_it_went(capsys: pytest.CaptureFixture[str]) -> None:
    assert lab_mutants.main(["60", "7", "hl7"]) == 0
    assert "hl7, seed 7: 60 mutants" in capsys.readouterr().out
    assert lab_mutants.main(["0", "7", "hl7"]) == 1


@given(st.binary(max_size=400))
def test_no_bytes_at_all_make_the_reader_fail(data: bytes) -> None:
    for source in (
        data,
        HEAD + data,
        HEAD.replace(b"|OUL", data[:9] + b"|OUL"),
        text(oul()).encode().replace(b"3200", data),
    ):
        file = hl7_results.read(source, "f", SITE)
        assert [*lab_mutants.faults(file, source)] == []


BOMBS = {
    "rows": b"OBX|1\r" * 500_000,
    "fields": b"|" * MOST,
    "components": b"OBX|1|NM|" + b"^" * MOST,
    "repetitions": b"PID|1||" + b"~" * MOST,
    "escapes of a character set": b"\x1b$B" * (MOST // 3),
    "open kanji": b"\x1b$B" + b"0" * MOST,
    "odd kanji": b"\x1b$B" + b"\x7f" * MOST,
    "escapes of HL7": b"OBX|1|ST|A||" + b"\\F\\" * (MOST // 3),
    "half escapes": b"OBX|1|ST|A||" + b"\\X" * (MOST // 2),
    "digits": b"OBX|1|NM|A||" + b"9" * MOST + b"||||||F\r",
    "messages": b"MSH|^~\\&\r" * 300_000,
    "line ends": b"\r" * MOST,
    "nothing": b"\x00" * MOST,
    "one byte too many": b"x" * (hl7_results.MOST_BYTES + 1),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_a_sentence_in_good_time(name: str) -> None:
    began = time.process_time()
    file = hl7_results.read(HEAD + BOMBS[name], "f", SITE)
    assert time.process_time() - began < 5
    assert file.results == ()
    assert file.unread
    assert "{fault}" not in file.unread[0].why.template


def test_numbers_of_thousands_of_digits_are_refused_where_they_stand() -> None:
    for field in ("4.1", "15.8-34.8", "20261123103000", "9900013", "S1", "703"):
        file = hl7_results.read(text(oul()).replace(field, "9" * 5_000).encode(), "f", SITE)
        assert "{fault}" not in str(file.unread)
        assert all(len(result.value) < 5_000 for result in file.results)
