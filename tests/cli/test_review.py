"""Review copies through the whole program: made on the ward, read elsewhere, answered, accepted by a person."""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path

import pytest

from blin21_desktop.locate import SITE_FOLDER_VARIABLE, USER_FOLDER_VARIABLE, user_folder
from tests.cli.copies import PASSPHRASE, Copies, comment, later
from tests.cli.lines import line
from tests.cli.terminal import NOW, Terminal


def test_a_copy_tells_its_head_first_and_the_same_states_as_the_ward(copies: Copies) -> None:
    copy = copies.make()
    answer = copies.open(copy, now=later(hours=3))
    assert answer.code == 0
    assert answer.out.splitlines()[0].startswith("REVIEW COPY of Mon 23-Nov-2026 14:30, 3hr 0min old")
    assert "NEW on this computer" in answer.out
    assert "2 patients. Made by n1 for Dr. X, valid until Mon 30-Nov-2026 14:30." in answer.out
    found = copies.open(copy, "--json", now=later(hours=3)).json
    assert found["copy"]["age_seconds"] == 3 * 3600
    assert found["copy"]["key"]["trust"] == "known"
    assert found["copy"]["count"] == 4
    assert [one["patient"] for one in found["patients"]] == ["T-1", "T-2"]
    assert found["patients"][0] == copies.state(at=later())  # as of its end, however old it is


def test_text_of_a_copy_moves_nothing_at_the_terminal(copies: Copies) -> None:
    """A forged copy cannot hide that its key is new; nor can a comment, on the ward, what was charted since."""
    hostile = "n1\x1b[2J\x1b[H\u202e\x9b1A"
    out = copies.folder / "h.blin21review"
    made = copies.terminal("review", "make", copies.ward, out, *copies.secret, "--by", hostile, "--for", hostile)
    shown = copies.open(out).out
    answered = copies.accept(copies.answer(out, comment(hostile)), by=()).out
    assert "Made by n1\ufffd[2J" in shown
    assert "n1\ufffd[2J" in answered
    assert not {"\x1b", "\u202e", "\x9b"} & set(made.out + shown + answered)


def test_only_the_chosen_are_in_it(copies: Copies) -> None:
    found = copies.open(copies.make("c", "T-1"), "--json")
    assert list(found.json["copy"]["patients"]) == ["T-1"]
    assert "Kanaria" not in found.out
    assert "T-2" not in found.out


def test_text_that_names_another_patient_is_told_when_the_copy_is_made(copies: Copies) -> None:
    copies.chart(line("bed_changed", bed="9", note="changed places with T-2"))
    out = copies.folder / "c"
    answer = copies.terminal("review", "make", copies.ward, out, "T-1", *copies.secret, "--by", "n1", "--for", "x")
    assert answer.code == 0
    assert answer.err.startswith("T-1: bed changed, Mon 23-Nov-2026 14:30, names another patient")
    whole = (copies.ward, out.with_name("d"), *copies.secret, "--by", "n1", "--for", "x")
    both = copies.terminal("review", "make", *whole)
    assert (both.code, both.err) == (0, "")


def test_a_copy_is_judged_by_the_knowledge_it_brings_not_by_the_readers(
    copies: Copies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copies.make()
    before = copies.open(copy, "--json").json["patients"]
    own = tmp_path / "other-site" / "knowledge"
    own.mkdir(parents=True)
    (own / "broken.toml").write_text("this is no knowledge file")
    monkeypatch.setenv(SITE_FOLDER_VARIABLE, str(own.parent))
    assert copies.open(copy, "--json").json["patients"] == before


def test_expired_older_and_clock_behind_are_marked_ahead_of_everything(copies: Copies) -> None:
    old = copies.make("old", "--valid-days", "1")
    assert "EXPIRED" not in copies.open(old, now=later(days=1)).out
    expired = copies.open(old, now=later(days=1, seconds=1))
    assert expired.code == 0
    assert expired.out.splitlines()[1].startswith("EXPIRED: this copy was valid until Tue 24-Nov-2026 14:30")
    new = copies.make("new", now=later(hours=1))
    assert "OLDER COPY" not in copies.open(new, now=later(hours=1)).out
    assert "OLDER COPY: a newer one, of Mon 23-Nov-2026 15:30" in copies.open(old, now=later(hours=1)).out
    assert copies.open(old, "--json", now=later(hours=1)).json["copy"]["newer_copy_opened"] is not None
    assert "OLDER COPY" not in copies.open(old, now=later(hours=1), computer="another").out
    assert "clock is behind" in copies.open(new, now=NOW).out


@pytest.mark.parametrize("place", [9, 40, -1, -200])
def test_a_changed_copy_is_a_failed_check(copies: Copies, place: int) -> None:
    copy = copies.make()
    data = bytearray(copy.read_bytes())
    data[place] ^= 1
    copy.write_bytes(bytes(data))
    answer = copies.open(copy)
    assert answer.code == 1
    assert answer.out == ""
    data[place] ^= 1
    copy.write_bytes(bytes(data[: len(data) // 2]))
    assert copies.open(copy).code == 1
    assert "cut short" in copies.open(copy).err


def test_the_wrong_passphrase_or_no_copy_is_bad_input(copies: Copies) -> None:
    copy = copies.make()
    (copies.folder / "pw").write_text("another four words")
    assert copies.open(copy).refused("passphrase does not open")
    assert copies.open(copies.ward).refused("not a review copy")
    assert copies.open(copies.folder / "nothing").refused("nothing")


def test_another_key_of_the_same_ward_is_refused_until_it_is_compared(copies: Copies, tmp_path: Path) -> None:
    """Somebody made the ward's file anew, with a key of their own."""
    first = copies.open(copies.make(), "--json").json["copy"]
    known = tmp_path / "home" / "review-wards.json"
    text = known.read_text()
    fields = json.loads(text)
    fields[first["ward"]]["key"] = "00" * 32
    known.write_text(json.dumps(fields))
    answer = copies.open(tmp_path / "c.blin21review")
    assert answer.code == 1
    assert first["key"]["code"] in answer.err
    assert copies.open(tmp_path / "c.blin21review", "--trust", "wrong").code == 1
    assert "compared by you" in copies.open(tmp_path / "c.blin21review", "--trust", first["key"]["code"]).out


def test_a_physicians_key_in_place_of_a_passphrase(copies: Copies, terminal: Terminal, tmp_path: Path) -> None:
    made = terminal("review", "key", "-o", tmp_path / "me.key", *copies.secret)
    assert made.code == 0
    assert str(tmp_path / "me.key.pub") in made.out
    if sys.platform != "win32":
        assert (tmp_path / "me.key").stat().st_mode & 0o077 == 0
    assert terminal("review", "key", "-o", tmp_path / "me.key", *copies.secret).refused("exists already")
    copy = copies.make("c", "--to", tmp_path / "me.key.pub")
    assert copies.open(copy, "--key", tmp_path / "me.key").code == 0
    assert copies.open(copy).refused("--key")
    assert copies.open(copy, "--key", copies.ward).refused("too large")


def test_making_never_replaces_a_file_and_says_what_is_missing(copies: Copies, terminal: Terminal) -> None:
    copy = copies.make()
    before = copy.read_bytes()
    by = ("--by", "n1", "--for", "Dr. X")
    make = ("review", "make", copies.ward)
    assert terminal(*make, copy, *copies.secret, *by).refused("exists already")
    assert copy.read_bytes() == before
    out = copies.folder / "other"
    assert terminal(*make, out, "T-9", *copies.secret, *by).refused("T-9 is not in this ward file")
    assert terminal(*make, out, *copies.secret, "--by", " ", "--for", "x").refused("--by: it is empty")
    assert terminal(*make, copies.folder / "none" / "c", *copies.secret, *by).code == 2
    for days in ("0", "367", "x", "-1"):
        assert terminal(*make, out, *copies.secret, *by, "--valid-days", days).refused("number of days")
    (copies.folder / "pw").write_text("too short")
    assert terminal(*make, out, *copies.secret, *by).refused("at least 12 characters")
    (copies.folder / "pw").write_text("two\nlines")
    assert terminal(*make, out, *copies.secret, *by).refused("one line with the passphrase")
    assert not out.exists()


def test_the_passphrase_is_asked_for_twice_and_never_an_argument(
    copies: Copies, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed: list[str] = []

    def prompt(text: str) -> str:
        typed.append(text)
        return PASSPHRASE if len(typed) != 2 else "something else"

    monkeypatch.setattr(getpass, "getpass", prompt)
    make = ("review", "make", copies.ward, copies.folder / "c", "--by", "n1", "--for", "Dr. X")
    assert terminal(*make).refused("not the same")
    assert terminal(*make).code == 0
    assert terminal("review", "open", copies.folder / "c", "--read").code == 0
    assert typed == ["Passphrase: ", "Passphrase again: "] * 2 + ["Passphrase: "]

    def no_terminal(_: str) -> str:
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", no_terminal)
    assert terminal("review", "open", copies.folder / "c", "--read").refused("--passphrase-file")


def test_the_persons_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(USER_FOLDER_VARIABLE, raising=False)
    assert user_folder({USER_FOLDER_VARIABLE: "/somewhere"}) == Path("/somewhere")
    assert user_folder({}).name == "blin21-desktop"


def test_everything_in_japanese(copies: Copies) -> None:
    assert copies.open(copies.make(), "--lang", "ja").code == 0
    answer = copies.answer(copies.folder / "c.blin21review", comment())
    assert copies.accept(answer, "--lang", "ja").code == 0
