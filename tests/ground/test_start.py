"""The set-up script's decisions, without a fresh machine."""

import ast
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.ground.script import ROOT, start_script

start = start_script()


def missing(verb: str, *, screen: bool = False, without: Sequence[str] = (), has_venv: bool = True) -> list[str]:
    answer = start.missing_packages(
        verb,
        screen=screen,
        has_library=lambda name: name not in without,
        has_tool=lambda name: name not in without,
        has_venv=has_venv,
    )
    assert isinstance(answer, list)
    return answer


@pytest.mark.parametrize(
    ("environ", "system", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_screen(environ: dict[str, str], system: str, screen: bool) -> None:
    assert start.has_screen(environ, system) is screen


def test_a_complete_system_lacks_nothing() -> None:
    assert [missing(verb, screen=True) for verb in ("run", "test", "package")] == [[], [], []]


def test_a_bare_system_lacks_what_the_stack_page_lists() -> None:
    bare = [*start.ALWAYS, *start.FOR_A_WINDOW, *start.FOR_TESTS]
    always = "libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libxkbcommon0 poppler-utils python3-venv xvfb"
    window = "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libcups2"
    assert missing("test", without=bare, has_venv=False) == sorted(f"{always} {window}".split())


def test_window_libraries_are_asked_for_only_where_a_window_opens() -> None:
    assert missing("run", screen=False, without=list(start.FOR_A_WINDOW)) == []
    assert missing("test", screen=False, without=["libxcb-cursor.so.0"]) == ["libxcb-cursor0"]
    assert missing("run", screen=True, without=["libxcb-cursor.so.0"]) == ["libxcb-cursor0"]
    assert missing("package", screen=False, without=["libxcb-cursor.so.0"]) == [
        "libxcb-cursor0"
    ]  # goes into the folder


def test_packaging_needs_objdump_and_the_python_library() -> None:
    library = f"libpython3.{sys.version_info.minor}.so.1.0"
    assert missing("package", without=["objdump", library]) == ["binutils", f"libpython3.{sys.version_info.minor}"]


@pytest.mark.parametrize(("apt", "root"), [(True, False), (False, True), (False, False)])
def test_without_the_right_to_install_the_exact_line_is_printed_and_it_stops_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, apt: bool, root: bool
) -> None:
    calls: list[Any] = []
    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.setattr(start, "loads", lambda name: name != "libEGL.so.1")
    monkeypatch.setattr(start.shutil, "which", lambda name: None if name == "apt-get" and not apt else f"/bin/{name}")
    monkeypatch.setattr(start.os, "geteuid", lambda: 0 if root else 1000, raising=False)
    monkeypatch.setattr(start, "must", lambda *given: calls.append(given))
    assert start.main(["run"]) == 2
    line = "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends libegl1'"
    assert line in capsys.readouterr().err
    assert calls == []


def test_as_root_on_debian_the_missing_packages_are_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.setattr(start, "loads", lambda name: name != "libEGL.so.1")
    monkeypatch.setattr(start.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(start.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(start, "must", lambda command, *_, **__: calls.append(command))
    start.prepare_system("run", screen=False)
    assert [command[1] for command in calls] == ["update", "install"]
    assert calls[1][-1] == "libegl1"


def test_windows_is_asked_for_no_system_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start.sys, "platform", "win32")
    monkeypatch.setattr(start, "loads", lambda name: False)
    start.prepare_system("run", screen=True)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "packaging").mkdir()
    for name in start.ALL_LOCKS:
        (tmp_path / "packaging" / name).write_text(name, encoding="utf-8")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    monkeypatch.setattr(start, "ROOT", tmp_path)
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="needs links to stand in for .venv")
def test_packages_are_installed_once_for_each_lock(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(start, "must", calls.append)
    monkeypatch.setattr(start.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0))
    start.prepare_venv(start.RUN_LOCKS)
    start.prepare_venv(start.RUN_LOCKS)
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]
    start.prepare_venv(start.ALL_LOCKS)
    start.prepare_venv(start.RUN_LOCKS)
    assert len(calls) == 2
    (checkout / "packaging" / "requirements.txt").write_text("newer", encoding="utf-8")
    start.prepare_venv(start.RUN_LOCKS)
    assert len(calls) == 3


@pytest.mark.parametrize(
    ("screen", "verbs"),
    [(True, ["--ward"]), (False, ["handover", "handover", "board"])],
)
def test_run_opens_the_window_or_writes_into_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], screen: bool, verbs: list[str]
) -> None:
    calls: list[tuple[str, ...]] = []
    made: list[Sequence[str]] = []

    def program(*arguments: str, **_: str) -> int:
        calls.append(arguments)
        return 0

    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "must", made.append)
    monkeypatch.setattr(start, "program", program)
    assert start.run(screen=screen) == 0
    assert made[0][3] == "demo"
    assert [call[0] for call in calls] == verbs
    assert ("no screen" in capsys.readouterr().out) is not screen


def test_a_failed_sheet_fails_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "must", lambda command: None)
    monkeypatch.setattr(start, "program", lambda *_, **__: 7)
    assert start.run(screen=False) == 7


@pytest.mark.parametrize("failing", [None, 0, 2, 4])
def test_the_first_failed_check_gives_the_exit_code_and_the_closing_line_comes_last(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failing: int | None
) -> None:
    commands: list[Any] = []

    def checked(command: Sequence[str], **_: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401
        commands.append(command)
        bad = failing is not None and len(commands) > failing
        return subprocess.CompletedProcess(command, len(commands) + 10 if bad else 0)

    monkeypatch.setattr(start.subprocess, "run", checked)
    monkeypatch.setattr(start, "echoed", lambda command: (0, "=== 5 passed in 1.00s ==="))
    monkeypatch.setattr(start.os, "environ", {})
    assert start.test() == (0 if failing is None else failing + 11)
    assert capsys.readouterr().out.splitlines()[-1] == "=== 5 passed in 1.00s ==="


def test_the_closing_line_is_the_last_with_text(capfd: pytest.CaptureFixture[str]) -> None:
    code, closing = start.echoed([sys.executable, "-c", "print('a'); print('b'); print(); raise SystemExit(3)"])
    assert (code, closing) == (3, "b")
    assert capfd.readouterr().out.replace("\r", "") == "a\nb\n\n"


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--help"], 0), (["fly"], 2), (["run", "x"], 2)])
def test_help(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(arguments) == code
    assert "run | test | package" in capsys.readouterr().out


def test_the_script_imports_the_standard_library_only_and_parses_on_an_older_python() -> None:
    tree = ast.parse((ROOT / "packaging" / "start.py").read_text(encoding="utf-8"), feature_version=(3, 8))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_ci_calls_the_same_script() -> None:
    assert "exec python3 packaging/start.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
