"""The verb `staff`: a ward is set up, a forgotten PIN is given anew, and a PIN is never shown, kept plain or argued."""

from __future__ import annotations

import getpass
import io
import os
import sys
import warnings
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from nacl.pwhash import argon2id

from blin21_desktop.bootstrap.people import WindowPeople, staff_of
from blin21_desktop.bootstrap.program import Program
from blin21_desktop.cli import staff as verb
from blin21_desktop.domain.people import NotIdentified, Person
from blin21_desktop.domain.text import Text
from blin21_desktop.service.people import TRIES, WAIT
from blin21_desktop.store import engine
from blin21_desktop.store.log import verify
from blin21_desktop.store.words import Refused
from tests.cli.terminal import NOW, Answer, Terminal

Typed = Callable[..., list[str]]
SCHEMA_1 = Path(__file__).parents[1] / "store" / "fixtures" / "schema-1.db"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Somebody types these PINs; answers what was asked."""

    def typing(*pins: str) -> list[str]:
        asked: list[str] = []
        left: Iterable[str] = iter(pins)

        def prompt(text: str) -> str:
            asked.append(text)
            return next(left)  # type: ignore[call-overload,no-any-return]

        monkeypatch.setattr(getpass, "getpass", prompt)
        return asked

    return typing


@pytest.fixture
def staffed(terminal: Terminal, ward: Path, typed: Typed) -> Path:
    """A ward with an admin and a nurse."""
    for staff_id, role, pin in (("ADM", "admin", "161803"), ("K.T", "nurse", "314159")):
        typed(pin, pin)
        assert terminal("staff", ward, "add", staff_id, "--name", f"Name of {staff_id}", "--role", role).code == 0
    return ward


def people(ward: Path, **later: float) -> WindowPeople:
    return WindowPeople(Program(lambda: NOW + timedelta(**later)).open(ward))


def why(act: Callable[[], object]) -> Text:
    with pytest.raises(NotIdentified) as refused:
        act()
    return refused.value.why


def test_an_empty_ward_is_set_up_from_the_terminal(terminal: Terminal, ward: Path, typed: Typed) -> None:
    assert "Nobody is on the staff list" in terminal("staff", ward).out
    asked = typed("161803", "161803")
    made = terminal("staff", ward, "add", "ADM", "--name", "Office", "--role", "nurse")
    assert made.out == "ADM is the first person on the staff list and its admin\n"
    assert asked == ["ADM: New PIN: ", "ADM: New PIN again: "]
    typed("314159", "314159")
    assert terminal("staff", ward, "add", "K.T", "--name", "K. Tanaka", "--role", "nurse").code == 0
    assert terminal("staff", ward).out == "ADM  ·  Office  ·  admin\nK.T  ·  K. Tanaka  ·  nurse\n"
    assert terminal("staff", ward, "--lang", "ja").out.endswith("看護師\n")
    assert people(ward).identify("ADM", "161803").keeps_staff
    assert people(ward).identify("K.T", "314159").writes
    assert verify(ward).ok


def test_the_answer_as_json_has_every_change_with_when_and_by_which_account(terminal: Terminal, staffed: Path) -> None:
    answer = terminal("staff", staffed, "deactivate", "K.T", "--json").json
    assert answer == terminal("staff", staffed, "--json").json
    nurse = answer["staff"][1]
    changes = nurse.pop("changes")
    assert nurse == {"id": "K.T", "name": "Name of K.T", "role": "nurse", "active": False, "waits_seconds": 0}
    common = {"at": NOW.isoformat(), "by": f"terminal ({verb.account()})", "name": "Name of K.T", "role": "nurse"}
    assert changes == [{**common, "active": True, "new_pin": True}, {**common, "active": False, "new_pin": False}]


def test_an_admin_who_forgot_the_pin_is_not_locked_out(terminal: Terminal, staffed: Path, typed: Typed) -> None:
    here = people(staffed)
    for _ in range(TRIES):
        why(lambda: here.identify("ADM", "111111"))
    assert "Too many wrong PINs" in why(lambda: here.identify("ADM", "161803")).template
    assert "ADM  ·  Name of ADM  ·  admin (too many wrong PINs: waits 0hr 5min)" in terminal("staff", staffed).out
    assert terminal("staff", staffed, "--json").json["staff"][0]["waits_seconds"] == WAIT.total_seconds()
    typed("271829", "271829")
    assert terminal("staff", staffed, "pin", "ADM").out == "ADM has a new PIN\n"
    assert here.identify("ADM", "271829").keeps_staff
    assert "do not belong together" in why(lambda: here.identify("ADM", "161803")).template
    change = terminal("staff", staffed, "--json").json["staff"][0]["changes"][-1]
    assert (change["at"], change["by"], change["new_pin"]) == (
        NOW.isoformat(), f"terminal ({verb.account()})", True,
    )  # fmt: skip


def test_who_left_cannot_sign_in_until_back(terminal: Terminal, staffed: Path) -> None:
    assert terminal("staff", staffed, "deactivate", "K.T").out == "K.T can no longer sign in; what was charted stays\n"
    assert "K.T  ·  Name of K.T  ·  nurse (no longer here)" in terminal("staff", staffed).out
    assert "no longer on this ward's list" in why(lambda: people(staffed).identify("K.T", "314159")).template
    assert terminal("staff", staffed, "activate", "K.T").code == 0
    assert people(staffed).identify("K.T", "314159").id == "K.T"


def test_name_and_role_change_and_the_pin_stays(terminal: Terminal, staffed: Path) -> None:
    said = terminal("staff", staffed, "change", "K.T", "--role", "viewer").out
    assert said == "K.T is Name of K.T now (reads only)\n"
    assert terminal("staff", staffed, "change", "K.T", "--name", "K. Suzuki").code == 0
    person = people(staffed).identify("K.T", "314159")
    assert (person.name, person.role) == ("K. Suzuki", "viewer")
    assert terminal("staff", staffed, "change", "K.T").refused("--name, --role or both")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (("deactivate", "ADM"), ("last admin", "Nothing was written")),
        (("change", "ADM", "--role", "nurse"), ("last admin",)),
        (("pin", "X.X"), ("X.X is not on the staff list", "ADM, K.T")),
        (("activate", "k.t"), ("k.t is not on the staff list",)),
        (("add", "K.T", "--name", "x", "--role", "nurse"), ("K.T is on the staff list already", "change")),
        (("add", "k.t", "--name", "x", "--role", "nurse"), ("too like",)),
        (("add", "N2", "--name", " ", "--role", "nurse"), ("a name",)),
        (("add", "N2", "--name", "\udcff", "--role", "nurse"), ("cannot be shown",)),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    terminal: Terminal, staffed: Path, typed: Typed, act: tuple[str, ...], said: tuple[str, ...]
) -> None:
    before = terminal("staff", staffed, "--json").json
    typed("271829", "271829")
    assert terminal("staff", staffed, *act).refused(*said)
    assert terminal("staff", staffed, "--json").json == before


@pytest.mark.parametrize(
    ("pins", "said"),
    [
        (("271829", "271820"), "not the same"),
        (("12345", "12345"), "6 to 12 digits"),
        (("123456", "123456"), "easily guessed"),
        (("271828", "271828"), "public PIN of the training ward"),
    ],
)
def test_a_pin_that_is_no_good_is_refused_with_what_would_be_right(
    terminal: Terminal, staffed: Path, typed: Typed, pins: tuple[str, str], said: str
) -> None:
    typed(*pins)
    assert terminal("staff", staffed, "pin", "K.T").refused(said)
    assert people(staffed).identify("K.T", "314159").id == "K.T"


def test_the_training_wards_pin_is_good_in_a_training_ward(terminal: Terminal, demo_ward: Path, typed: Typed) -> None:
    typed("271828", "271828")
    assert terminal("staff", demo_ward, "add", "N9", "--name", "Training nurse 9", "--role", "nurse").code == 0


def from_file(terminal: Terminal, ward: Path, name: object) -> Answer:
    return terminal("staff", ward, "pin", "K.T", "--pin-file", name)


@pytest.mark.parametrize("content", [b"602214", b"602214\n", b"\xef\xbb\xbf602214\r\n"])
def test_a_pin_is_read_from_a_file_or_standard_input(
    terminal: Terminal, staffed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    path = tmp_path / "pin.txt"
    path.write_bytes(content)
    assert from_file(terminal, staffed, path).out == "K.T has a new PIN\n"
    assert people(staffed).identify("K.T", "602214").id == "K.T"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.replace(b"602214", b"662607"))))
    assert from_file(terminal, staffed, "-").code == 0
    assert people(staffed).identify("K.T", "662607").id == "K.T"


@pytest.mark.parametrize("content", [b"", b"\n", b"602214\n662607\n", b"602 214", b"6" * 300, b"\xff\xfe"])
def test_a_file_that_holds_no_single_pin_is_refused(
    terminal: Terminal, staffed: Path, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "pin.txt"
    path.write_bytes(content)
    assert from_file(terminal, staffed, path).refused()
    assert from_file(terminal, staffed, tmp_path / "none.txt").refused("none.txt")
    assert people(staffed).identify("K.T", "314159").id == "K.T"


def test_a_pin_is_never_an_argument(terminal: Terminal, staffed: Path) -> None:
    assert terminal("staff", staffed, "pin", "K.T", "602214").code == 2
    assert terminal("staff", staffed, "pin", "K.T", "--pin", "602214").code == 2
    assert people(staffed).identify("K.T", "314159").id == "K.T"


@pytest.mark.parametrize("trouble", [getpass.GetPassWarning, EOFError, KeyboardInterrupt])
def test_where_a_pin_would_be_shown_it_is_not_asked_for(
    terminal: Terminal, staffed: Path, monkeypatch: pytest.MonkeyPatch, trouble: type[BaseException]
) -> None:
    def prompt(_text: str) -> str:
        if trouble is getpass.GetPassWarning:
            warnings.warn("can not control echo", getpass.GetPassWarning, stacklevel=2)
            return "602214"
        raise trouble

    monkeypatch.setattr(getpass, "getpass", prompt)
    said = "nothing was written" if trouble is KeyboardInterrupt else "--pin-file"
    assert terminal("staff", staffed, "pin", "K.T").refused(said)
    assert people(staffed).identify("K.T", "314159").id == "K.T"


def test_no_pin_stands_in_the_file_or_in_an_answer(terminal: Terminal, staffed: Path) -> None:
    shown = terminal("staff", staffed, "--json").out + terminal("staff", staffed).out
    kept = b"".join(path.read_bytes() for path in staffed.parent.glob(f"{staffed.name}*"))
    assert "argon2" not in shown
    for pin in ("314159", "161803"):
        assert pin not in shown
        assert pin.encode() not in kept


def test_an_unknown_id_costs_one_hash_like_a_wrong_pin(staffed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    costs: list[str] = []
    real = argon2id.verify

    def counted(pin_hash: bytes, pin: bytes) -> bool:
        costs.append(pin_hash.decode().rsplit("$", 2)[0])
        return bool(real(pin_hash, pin))

    monkeypatch.setattr(argon2id, "verify", counted)
    monkeypatch.setattr(argon2id, "str", lambda *_: costs.append("made a hash"))
    here = people(staffed)
    for staff_id in ("nobody", "K.T"):
        assert "do not belong together" in why(lambda staff_id=staff_id: here.identify(staff_id, "000000")).template  # type: ignore[misc]
    assert len(costs) == 2
    assert costs[0] == costs[1]


def test_a_file_for_reading_only_says_so(
    terminal: Terminal, staffed: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = typed("271829", "271829")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert terminal("staff", staffed, "pin", "K.T").refused("nothing was written", "reading only")
    assert asked == []


def test_a_file_of_schema_1_has_nobody_can_be_read_and_gets_its_list_when_it_is_written(
    terminal: Terminal, tmp_path: Path, typed: Typed
) -> None:
    old = tmp_path / "old.blin21"
    old.write_bytes(SCHEMA_1.read_bytes())
    desk = Program(lambda: NOW).open(old, read_only=True)
    here = WindowPeople(desk)
    assert list(here.staff()) == []
    assert "reading only" in why(lambda: here.identify("K.T", "314159")).template
    assert (
        "reading only"
        in why(lambda: here.put(Person(id="K.T", name="K. Tanaka", role="nurse"), "314159", by="")).template
    )
    assert [desk.ward.look(patient).patient for patient in desk.ward.patients()]
    desk.close()
    assert "Nobody is on the staff list" in terminal("staff", old).out
    assert terminal("staff", old, "--json").json == {"staff": []}
    assert old.read_bytes() == SCHEMA_1.read_bytes()
    typed("314159", "314159")
    assert terminal("staff", old, "add", "K.T", "--name", "K. Tanaka", "--role", "nurse").code == 0
    assert people(old).identify("K.T", "314159").keeps_staff


def test_a_list_that_cannot_be_read_makes_nobody_its_first_person(
    staffed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Program(lambda: NOW).open(staffed)
    here = WindowPeople(desk)

    def failing(*_: object) -> object:
        raise engine.FAULTS[0]("disk I/O error")

    monkeypatch.setattr(desk.log._file, "rows", failing)
    assert list(here.staff()) == []
    intruder = Person(id="X.X", name="Intruder", role="nurse")
    for act in (lambda: here.put(intruder, "602214", by=""), lambda: here.identify("K.T", "314159")):
        assert "cannot be read" in why(act).template
    with pytest.raises(Refused):
        staff_of(desk).put_at_terminal(intruder, "602214", account="root")
    monkeypatch.undo()
    assert [person.id for person in here.staff()] == ["ADM", "K.T"]
