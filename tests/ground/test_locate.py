import shutil
import sys
from pathlib import Path

import pytest

from blin21_desktop import locate
from blin21_desktop.locate import ResourceMissingError, resource, resources_folder, site_folder
from tests.ground.script import ROOT

FONTS = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf")


def with_font(folder: Path) -> Path:
    (folder / "fonts").mkdir(parents=True)
    (folder / "fonts" / "one.ttf").write_bytes(b"font")
    return folder


def test_checkout_has_resources_at_the_top() -> None:
    assert resources_folder() == ROOT / "resources"


@pytest.mark.parametrize("name", [*FONTS, "LICENSE-BIZUDPGothic.txt", "LICENSE-DejaVu.txt"])
def test_fonts_and_their_licences_are_shipped(name: str) -> None:
    assert resource("fonts", name).stat().st_size > 2_000


def test_wheel_has_resources_inside_the_package_and_prefers_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "blin21_desktop"
    package.mkdir(parents=True)
    shutil.copy(locate.__file__, package)
    inside = with_font(package / "resources")
    with_font(package.parent / "resources")  # of some other project
    monkeypatch.setattr(locate, "__file__", str(package / "locate.py"))
    assert resource("fonts", "one.ttf") == inside / "fonts" / "one.ttf"


def test_frozen_program_has_resources_in_its_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = with_font(tmp_path / "_internal" / "resources")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "blin21-desktop"))
    assert resource("fonts", "one.ttf") == bundle / "fonts" / "one.ttf"


def test_frozen_program_has_resources_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = with_font(tmp_path / "resources")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.delattr(sys, "_MEIPASS", raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "blin21-desktop"))
    assert resource("fonts", "one.ttf") == beside / "fonts" / "one.ttf"


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ResourceMissingError, match=r"resources/fonts/none\.ttf is missing"):
        resource("fonts", "none.ttf")


def test_a_missing_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "__file__", str(tmp_path / "blin21_desktop" / "locate.py"))
    with pytest.raises(ResourceMissingError, match="folder resources is missing"):
        resource("fonts")


@pytest.mark.parametrize("part", ["..", ".", "", "a/b", "a\\b", "C:x", "/etc", "a\0b"])
def test_a_name_that_leads_elsewhere_is_refused(part: str) -> None:
    with pytest.raises(ResourceMissingError, match="not a name"):
        resource("fonts", part)


def test_the_site_folder_is_the_one_named_by_the_environment() -> None:
    assert site_folder({"BLIN21_SITE_FOLDER": "somewhere"}) == Path("somewhere")


@pytest.mark.parametrize("environ", [{}, {"BLIN21_SITE_FOLDER": " "}])
def test_the_site_folder_is_otherwise_the_machine_wide_one(environ: dict[str, str]) -> None:
    assert site_folder(environ).name == "blin21-desktop"
    assert Path.home() not in site_folder(environ).parents
