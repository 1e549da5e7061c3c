"""Set up and start BLIN21 Desktop with nothing but Python: ``python3 packaging/start.py run | test | package``.

run      opens the training ward in the window; without a screen it writes the ward's sheets and a picture into out/
test     lint, types, import contracts and all tests
package  builds the one-folder program into dist/ and tries it

Each does its own set-up: system libraries (on a Debian-like system, as root; otherwise it prints the line to run and
stops with exit code 2), .venv, and the packages of the hash-locked lists beside this file. This file runs on a bare
Python and so imports the standard library only.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
RUN_LOCKS = ("requirements.txt",)
ALL_LOCKS = ("requirements.txt", "requirements-dev.txt")
# What Qt loads -> the Debian package that brings it.
ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
FOR_A_WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libcups.so.2": "libcups2",  # the list of printers
}
FOR_TESTS = {"pdftotext": "poppler-utils", "pdftoppm": "poppler-utils", "Xvfb": "xvfb"}
FOR_PACKAGE = {"objdump": "binutils"}
# Qt draws into memory; there its window frame warnings mean nothing.
NO_SCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}
CORE_FLOORS = {  # percent of lines and branches covered
    **{f"blin21_desktop/{part}/*": 100 for part in ("domain", "rules", "service", "forms", "feeds", "store")},
    "blin21_desktop/present/*": 99,
}


class SetUpError(Exception):
    """The set-up cannot go on; the message says what the person can do."""


def has_screen(environ: Mapping[str, str], system: str) -> bool:
    """Whether a window can be opened; ``system`` is sys.platform."""
    if system.startswith("linux"):
        return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
    return True


def needed(verb: str, *, screen: bool) -> tuple[dict[str, str], dict[str, str]]:
    """The libraries and the tools ``verb`` needs on Linux, each with its Debian package."""
    window = verb in ("package", "test") or (verb == "run" and screen)
    libraries = {**ALWAYS, **FOR_A_WINDOW} if window else dict(ALWAYS)
    tools = {"run": {}, "test": dict(FOR_TESTS), "package": dict(FOR_PACKAGE)}[verb]
    if verb == "package":
        major, minor = sys.version_info[:2]
        libraries[f"libpython{major}.{minor}.so.1.0"] = f"libpython{major}.{minor}"
    return libraries, tools


def missing_packages(
    verb: str,
    *,
    screen: bool,
    has_library: Callable[[str], bool],
    has_tool: Callable[[str], bool],
    has_venv: bool,
) -> list[str]:
    """The Debian packages that ``verb`` lacks, sorted; empty when nothing is missing."""
    libraries, tools = needed(verb, screen=screen)
    lacking = {package for name, package in libraries.items() if not has_library(name)}
    lacking |= {package for name, package in tools.items() if not has_tool(name)}
    if not has_venv:
        lacking.add("python3-venv")
    return sorted(lacking)


def loads(library: str) -> bool:
    """Whether the system can load a shared library; the running Python counts as its own."""
    try:
        ctypes.CDLL(library)
    except OSError:
        folder = Path(sys.base_prefix) / "lib"
        return library.startswith("libpython") and (folder / library).exists()
    return True


def install_line(packages: Sequence[str]) -> str:
    """The line a person types to install Debian packages."""
    return f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"


def prepare_system(verb: str, *, screen: bool) -> None:
    """Install what the system lacks, or raise SetUpError with the line that does it. Only Linux lacks anything."""
    if not sys.platform.startswith("linux"):
        return
    has_venv = importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None
    packages = missing_packages(
        verb, screen=screen, has_library=loads, has_tool=lambda name: shutil.which(name) is not None, has_venv=has_venv
    )
    if not packages:
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        line = install_line(packages)
        remedy = f"Run this, then start again:\n  sudo sh -c '{line}'"
        raise SetUpError(f"This system lacks: {', '.join(packages)} (names as in Debian). {remedy}")
    say(f"Installing system packages: {', '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    must(["apt-get", "update", "-qq"], quiet, silent=True)
    must(
        ["apt-get", "install", "-y", "-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", *packages],
        quiet,
        silent=True,
    )


def venv_tool(name: str) -> Path:
    """A program inside .venv."""
    if os.name == "nt":
        return ROOT / ".venv" / "Scripts" / f"{name}.exe"
    return ROOT / ".venv" / "bin" / name


def fingerprint(locks: Sequence[str]) -> str:
    """One code for the content of these package lists under this Python."""
    digest = hashlib.sha256(".".join(map(str, sys.version_info[:2])).encode())
    for name in locks:
        digest.update((ROOT / "packaging" / name).read_bytes())
    return digest.hexdigest()


def prepare_venv(locks: Sequence[str]) -> None:
    """Make .venv and install the locked packages, unless they stand there already."""
    python = venv_tool("python")
    if not python.exists() or subprocess.run([str(python), "-c", "import pip"], check=False).returncode != 0:
        say("Making .venv")
        must([sys.executable, "-m", "venv", "--clear", str(ROOT / ".venv")])
    stamp = ROOT / ".venv" / "blin21-locks.txt"
    installed = stamp.read_text(encoding="utf-8").split() if stamp.exists() else []
    if fingerprint(locks) in installed:
        return
    say("Installing packages (the first time takes a minute or two)")
    lists = [part for name in locks for part in ("-r", str(ROOT / "packaging" / name))]
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
    must([str(python), "-m", "pip", "install", *options, *lists])
    codes = [fingerprint(RUN_LOCKS)] if tuple(locks) == RUN_LOCKS else [fingerprint(RUN_LOCKS), fingerprint(ALL_LOCKS)]
    stamp.write_text("\n".join(codes) + "\n", encoding="utf-8")


def program(*arguments: str, **environ: str) -> int:
    """Run the program from this checkout; its exit code."""
    command = [str(venv_tool("python")), "-m", "blin21_desktop", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environ}, check=False).returncode


def run(*, screen: bool) -> int:
    """Open today's training ward, or write its sheets and picture where there is no screen."""
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    ward = out / f"training-{date.today():%Y-%m-%d}.blin21"  # noqa: DTZ011  the day of this workstation
    if not ward.exists():
        must([str(venv_tool("python")), "-m", "blin21_desktop", "demo", str(ward)])
    if screen:
        return program("--ward", str(ward))
    say("There is no screen here, so no window opens. Writing the training ward's sheets and a picture instead.")
    written = (
        (out / "handover-en.pdf", ("handover", str(ward), "--lang", "en", "-o")),
        (out / "handover-ja.pdf", ("handover", str(ward), "--lang", "ja", "-o")),
        (out / "board.png", ("board", str(ward), "--picture")),
    )
    for target, verb in written:
        code = program(*verb, str(target), **NO_SCREEN)
        if code != 0:
            return code
    say("Written:\n" + "\n".join(f"  {target}" for target, _ in written))
    return 0


def checks() -> list[tuple[str, list[str]]]:
    """What ``test`` runs before the tests, in order: name and command."""
    python = str(venv_tool("python"))
    scripts = sorted(str(path) for path in (ROOT / "packaging").glob("*.py"))
    return [
        ("lint", [python, "-m", "ruff", "check", "."]),
        ("format", [python, "-m", "ruff", "format", "--check", "."]),
        ("types", [python, "-m", "mypy"]),
        ("types of the scripts", [python, "-m", "mypy", *scripts]),
        ("import contracts", [str(venv_tool("lint-imports"))]),
    ]


def test() -> int:
    """Run every check; 0, or the exit code of the first that failed. The last line is the closing line of the tests."""
    os.environ.update(QT_QPA_PLATFORM="offscreen", PYTHONUTF8="1")
    codes = []
    for name, command in checks():
        say(f"== {name}")
        codes.append(subprocess.run(command, cwd=ROOT, check=False).returncode)
    say("== tests")
    python = str(venv_tool("python"))
    workers = str(min(os.cpu_count() or 1, 4))
    code, closing = echoed([python, "-m", "pytest", "-n", workers, "--dist", "worksteal", "--cov", "--cov-report="])
    codes.append(code)
    for part, floor in CORE_FLOORS.items():
        say(f"== coverage of {part}, at least {floor} %")
        report = [python, "-m", "coverage", "report", f"--include={part}", f"--fail-under={floor}"]
        codes.append(subprocess.run(report, cwd=ROOT, check=False).returncode)
    failed = [code for code in codes if code != 0]
    say(("A check failed." if failed else "All checks passed.") + "\n" + closing)
    return failed[0] if failed else 0


def echoed(command: Sequence[str]) -> tuple[int, str]:
    """Run a command, show its lines as they come; its exit code and its last line with text."""
    closing = ""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            closing = line.strip() or closing
    return process.returncode, closing


def package() -> int:
    """Build the one-folder program and try it: training ward, sheets in both languages, picture of the board."""
    recipe = str(ROOT / "packaging" / "blin21.spec")
    folders = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    must([str(venv_tool("python")), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, recipe])
    built = ROOT / "dist" / "blin21-desktop" / ("blin21-desktop.exe" if os.name == "nt" else "blin21-desktop")
    offscreen = {**os.environ, **NO_SCREEN}
    with tempfile.TemporaryDirectory() as folder:
        ward = str(Path(folder) / "training.blin21")
        must([str(built), "demo", ward], offscreen, cwd=folder)
        for language in ("en", "ja"):
            sheet = Path(folder) / f"handover-{language}.pdf"
            must([str(built), "handover", ward, "--lang", language, "-o", str(sheet)], offscreen, cwd=folder)
            if not sheet.read_bytes().startswith(b"%PDF-"):
                raise SetUpError(f"The built program wrote no PDF ({language}).")
        must([str(built), "board", ward, "--picture", str(Path(folder) / "board.png")], offscreen, cwd=folder)
    say(f"Built and tried: {built}")
    return 0


def must(
    command: Sequence[str], environ: Mapping[str, str] | None = None, cwd: str | Path = ROOT, *, silent: bool = False
) -> None:
    """Run a command that has to succeed; SetUpError names it when it does not. ``silent`` leaves only its errors."""
    out = subprocess.DEVNULL if silent else None
    if subprocess.run(command, cwd=cwd, env=environ, stdout=out, check=False).returncode != 0:
        raise SetUpError(f"This step failed (its own words stand above): {' '.join(command)}")


def say(text: str) -> None:
    """Tell the person at the terminal, at once."""
    print(text, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Do the verb; exit code 0 for done, 2 when the set-up needs the person, otherwise the failed check's own."""
    if list(arguments) not in (["run"], ["test"], ["package"]):
        say(__doc__ or "")
        return 0 if list(arguments) in ([], ["help"], ["--help"], ["-h"]) else 2
    verb = arguments[0]
    screen = has_screen(os.environ, sys.platform)
    try:
        prepare_system(verb, screen=screen)
        prepare_venv(RUN_LOCKS if verb == "run" else ALL_LOCKS)
        return {"run": lambda: run(screen=screen), "test": test, "package": package}[verb]()
    except SetUpError as refusal:
        print(refusal, file=sys.stderr)
        return 2


if __name__ == "__main__":
    if sys.version_info < OLDEST_PYTHON:
        sys.exit("BLIN21 Desktop needs Python 3.11 or later; this is Python " + sys.version.split()[0] + ".")
    sys.exit(main(sys.argv[1:]))
