"""The engine: new enough, set as it must be, and never making or replacing a file by accident."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

import blin21_desktop.store
from blin21_desktop.store import engine
from blin21_desktop.store.words import Refused, WrongSetting, english
from tests.store.examples import filled


class Answers:
    """A connection whose settings answer what the test wants."""

    isolation_level: str | None = None
    in_transaction = False

    def __init__(self, answer: object) -> None:
        self.answer, self.closed = answer, False

    def execute(self, sql: str, parameters: object = ()) -> Answers:
        return self

    def fetchall(self) -> list[object]:
        return []

    def fetchone(self) -> object:
        return self.answer

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("version", "cipher", "word"),
    [("3.51.2", "4.19", "3.51.2"), ("3.40.1", "4.19", "3.40.1"), ("3.53.4", None, "not the database engine")],
)
def test_an_unsound_engine_may_not_write(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str, cipher: str | None, word: str
) -> None:
    path = filled(tmp_path)
    monkeypatch.setattr(engine, "versions", lambda: (version, cipher))
    why = engine.fault()
    assert why is not None
    assert word in english(why)
    with pytest.raises(Refused, match="reading only"):
        engine.connect(path)
    engine.connect(path, readonly=True).close()


@pytest.mark.parametrize("version", ["3.51.3", "3.53.4", "4.0.0"])
def test_a_sound_engine_may_write(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setattr(engine, "versions", lambda: (version, "4.19"))
    assert engine.fault() is None


def test_the_engine_in_use_is_sound() -> None:
    assert engine.fault() is None


def test_an_engine_without_a_cipher_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dbapi2, "connect", lambda *_, **__: Answers(None))
    assert engine.versions()[1] is None


@pytest.mark.parametrize("readonly", [True, False])
@pytest.mark.parametrize("answer", [None, ("other",), (1.5,)])
def test_a_setting_that_does_not_hold_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: object, readonly: bool
) -> None:
    path = filled(tmp_path)
    made = Answers(answer)
    monkeypatch.setattr(engine, "versions", lambda: ("3.53.4", "4.19"))
    monkeypatch.setattr(dbapi2, "connect", lambda *_, **__: made)
    with pytest.raises(WrongSetting, match="it must be"):
        engine.connect(path, readonly=readonly)
    assert made.closed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1),
        ("secure_delete", 1), ("temp_store", 2), ("cell_size_check", 1), ("mmap_size", 0), ("busy_timeout", 5000),
        ("trusted_schema", 0),
    ],
)  # fmt: skip
def test_every_setting_holds_on_an_open_file(tmp_path: Path, name: str, value: object) -> None:
    path = filled(tmp_path)
    for readonly in (False, True):
        connection = engine.connect(path, readonly=readonly)
        assert connection.execute(f"PRAGMA {name}").fetchone()[0] == value
        assert connection.isolation_level is None
        connection.close()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    connection = engine.connect(filled(tmp_path), readonly=True)
    with pytest.raises(engine.Error):
        connection.execute("CREATE TABLE x (y) ")
    connection.close()


@pytest.mark.parametrize("readonly", [True, False])
def test_no_file_is_made_where_one_was_expected(tmp_path: Path, readonly: bool) -> None:
    with pytest.raises(FileNotFoundError):
        engine.connect(tmp_path / "gone.blin21", readonly=readonly)
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_not_made_over_another(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with pytest.raises(FileExistsError):
        engine.connect_new(path)


def test_a_file_in_a_folder_that_cannot_be_written_is_read_as_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = filled(tmp_path)
    real = engine._reader

    def refuses_plain(path: Path, query: str) -> engine.Connection:
        if "immutable" not in query:
            raise dbapi2.OperationalError("unable to open database file")
        return real(path, query)

    monkeypatch.setattr(engine, "_reader", refuses_plain)
    connection = engine.connect(path, readonly=True)
    assert connection.execute("SELECT count(*) FROM entry").fetchone() == (20,)
    connection.close()
    path.with_name(path.name + "-wal").write_bytes(b"entries under way")
    with pytest.raises(engine.Error):
        engine.connect(path, readonly=True)


def test_a_file_that_is_no_database_is_closed_again(tmp_path: Path) -> None:
    path = tmp_path / "text.blin21"
    path.write_text("not a database at all " * 100)
    for readonly in (True, False):
        with pytest.raises(engine.Error):
            engine.connect(path, readonly=readonly)


def test_a_finished_file_never_takes_the_name_of_another(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    draft, taken = tmp_path / "draft", tmp_path / "taken"
    draft.write_text("new")
    taken.write_text("old")
    with pytest.raises(FileExistsError):
        engine.put_in_place(draft, taken)

    def no_links(_source: Path, _target: Path) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("os.link", no_links)
    with pytest.raises(FileExistsError):
        engine.put_in_place(draft, taken)
    engine.put_in_place(draft, tmp_path / "free")
    assert taken.read_text() == "old"
    assert (tmp_path / "free").read_text() == "new"


def test_windows_folders_are_not_synced_by_hand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    monkeypatch.setattr("os.name", "nt")
    engine.sync_folder(gone)
    monkeypatch.undo()


def test_only_the_engine_and_the_locks_open_files() -> None:
    folder = Path(blin21_desktop.store.__file__).parent
    allowed: dict[str, set[str] | None] = {"engine.py": {"os.open"}, "lock.py": {"os.open", "self.path.read_text"}}
    allowed |= dict.fromkeys(
        (
            "outside.py",
            "places.py",
            "site_folder.py",
            "downtime_folder.py",
            "spool.py",
            "whole.py",
            "ward_settings.py",
            "lab_sources.py",
            "lab_watch.py",
        )
    )
    seen = 0
    for module in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            seen += 1
            name = ast.unparse(node.func)
            opens = name.split(".")[-1] in {"open", "read_text", "read_bytes", "write_text", "write_bytes", "fopen"}
            opens = opens or name.startswith(("shutil.", "sqlite3.", "dbapi2.connect", "sqlcipher3.connect"))
            may = allowed.get(module.name, set())
            if name == "dbapi2.connect":
                may = {"dbapi2.connect"} if module.name == "engine.py" else set()
            assert not opens or may is None or name in may, f"{module.name}: {name}"
    assert seen > 100


def test_opening_a_ward_loads_no_second_engine(tmp_path: Path) -> None:
    path = filled(tmp_path)
    code = (
        "import sys; from pathlib import Path; from blin21_desktop.store.log import open_ward;"
        f"log = open_ward(Path({str(path)!r})); assert log.mode == 'normal';"
        "assert '_sqlite3' not in sys.modules and 'sqlite_utils' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
