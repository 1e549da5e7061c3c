"""A wheel carries the resources inside the package, and the program in it finds them."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.ground.script import ROOT


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_program_in_a_wheel_finds_its_resources(unpacked: Path) -> None:
    ask = "from blin21_desktop.locate import resource; print(resource('fonts', 'DejaVuSans.ttf'))"
    answer = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=unpacked,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(answer.stdout.strip()) == unpacked / "blin21_desktop" / "resources" / "fonts" / "DejaVuSans.ttf"


def test_a_wheel_holds_every_resource_of_the_checkout(unpacked: Path) -> None:
    def files(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert files(ROOT / "resources") <= files(unpacked / "blin21_desktop" / "resources")


def test_a_wheel_holds_the_licences_and_the_command(unpacked: Path) -> None:
    (metadata,) = unpacked.glob("*.dist-info")
    assert {path.name for path in metadata.rglob("LICENSE*")} == {
        "LICENSE",
        "LICENSE-BIZUDPGothic.txt",
        "LICENSE-DejaVu.txt",
    }
    assert "blin21-desktop = blin21_desktop.bootstrap:main" in (metadata / "entry_points.txt").read_text(
        encoding="utf-8"
    )
