"""What the window does to knowledge, over a real ward file: signatures in it, the site's copies in their folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from blin21_desktop.bootstrap.knowledge import WindowKnowledge
from blin21_desktop.bootstrap.program import Program
from blin21_desktop.cli.parts import Desk
from blin21_desktop.domain.knowledge_version import version_of
from blin21_desktop.domain.people import NotIdentified, Person
from blin21_desktop.service.site_values import Wish
from blin21_desktop.store.words import english
from tests.cli.terminal import NOW, Terminal

JP, KEY, PIN = "jp-pi-2021", "pause.supervise_after_hours", "271828"
WISH = Wish(file=JP, key=KEY, value=4, why="ours", source="insert", section="5.2")
PHARMACIST = Person(id="PH", name="Training pharmacist", role="pharmacist")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    monkeypatch.setenv("BLIN21_SITE_FOLDER", str(folder))
    return folder / "knowledge"


def opened(ward: Path, *, read_only: bool = False) -> Desk:
    return Program(lambda: NOW).open(ward, read_only=read_only)


def value(desk: Desk) -> object:
    found = desk.ward.knowledge.labels[JP].get(KEY)
    return None if found is None else found.value


def real_ward(terminal: Terminal, tmp_path: Path) -> Path:
    ward, pin = tmp_path / "real.blin21", tmp_path / "pin.txt"
    assert terminal("new", ward).code == 0
    for number, (who, role) in enumerate((("ADM", "admin"), ("PH", "pharmacist"), ("DR", "physician"))):
        pin.write_text(f"80417{number}", "utf-8")
        made = terminal("staff", ward, "add", who, "--name", f"Test {who}", "--role", role, "--pin-file", pin)
        assert made.code == 0, made.err
    return ward


def test_a_training_ward_never_changes_the_site_s_values(demo_ward: Path, site: Path, terminal: Terminal) -> None:
    desk = opened(demo_ward)
    window = WindowKnowledge(desk)
    window.change(WISH, PHARMACIST, "Dr H", PIN)
    assert value(desk) == 4
    assert not site.exists()
    assert (demo_ward.with_name(f"{demo_ward.name}.knowledge") / f"{JP}.toml").is_file()
    desk.close()
    again = opened(demo_ward)
    assert value(again) == 4
    again.close()
    assert "pause.supervise_after_hours: not configured" in terminal("knowledge", "-", "--label", JP).out
    assert "pause.supervise_after_hours: 4" in terminal("knowledge", demo_ward).out


def test_a_ward_s_value_lies_in_the_site_s_folder_for_all_its_wards(
    terminal: Terminal, site: Path, tmp_path: Path
) -> None:
    ward = real_ward(terminal, tmp_path)
    desk = opened(ward)
    WindowKnowledge(desk).change(WISH, Person(id="PH", name="Test PH", role="pharmacist"), "DR", "804172")
    desk.close()
    assert (site / f"{JP}.toml").is_file()
    assert "set by Test PH (PH), 23-Nov-2026, second person Test DR (DR): ours" in terminal("knowledge", "-").out


def test_a_signature_stands_in_the_ward_file_and_in_no_other(demo_ward: Path, site: Path) -> None:
    desk = opened(demo_ward)
    window = WindowKnowledge(desk)
    version = version_of(desk.ward.knowledge.labels[JP])
    window.sign(version.name, "PH", PIN)
    assert [(one.by, one.sha256, one.at) for one in window.signatures()] == [("PH", version.sha256, NOW)]
    desk.close()


def test_what_cannot_be_written_is_said_in_words(demo_ward: Path, site: Path) -> None:
    desk = opened(demo_ward, read_only=True)
    window = WindowKnowledge(desk)
    version = version_of(desk.ward.knowledge.labels[JP])
    with pytest.raises(NotIdentified) as caught:
        window.sign(version.name, "PH", PIN)
    assert "reading only" in english(caught.value.why)
    with pytest.raises(NotIdentified) as caught:
        window.change(WISH, PHARMACIST, "Dr H", PIN)
    assert "reading only" in english(caught.value.why)
    desk.close()


def test_a_copy_that_cannot_be_read_is_said_in_words(demo_ward: Path, site: Path) -> None:
    desk = opened(demo_ward)
    site.mkdir(parents=True)
    (site / "program.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(NotIdentified) as caught:
        WindowKnowledge(desk).change(WISH, PHARMACIST, "Dr H", PIN)
    assert "NOT saved" in english(caught.value.why)
    desk.close()
