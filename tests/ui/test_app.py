"""Opening, the picture without a screen, and faults that are said plainly and logged without patient text."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, qInstallMessageHandler, qWarning
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMessageBox

from blin21_desktop.ui import app as program
from blin21_desktop.ui import faults
from blin21_desktop.ui.qt_words import speak_qt
from tests.ui.conftest import Open
from tests.ui.fakes import FakePorts


@pytest.mark.parametrize(("lang", "theme"), [("en", "light"), ("ja", "dark")])
def test_a_picture_of_the_board(qapp: object, lang: str, theme: str) -> None:
    png = program.board_picture(FakePorts(), lang, theme=theme)
    image = QImage.fromData(png)
    assert (image.width(), image.height()) == (1366, 768)
    assert (image.pixelColor(1360, 760).lightness() < 128) == (theme == "dark")


@pytest.mark.parametrize(
    ("environ", "platform", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
    ],
)
def test_whether_there_is_a_screen(environ: dict[str, str], platform: str, screen: bool) -> None:
    assert program.has_screen(environ, platform) is screen


def test_the_fonts_are_loaded_once_for_an_application(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []

    def load() -> tuple[str, ...]:
        loaded.append("fonts")
        return ("a family",)

    monkeypatch.setattr(program, "load_fonts", load)
    qapp.setProperty(program.FONTS_LOADED, None)
    program.application()
    program.application()
    qapp.setProperty(program.FONTS_LOADED, None)  # the next test gets the real ones
    assert loaded == ["fonts"]


def test_qt_speaks_japanese_and_goes_back(qapp: object) -> None:
    assert speak_qt("ja")
    assert not speak_qt("en")


def test_the_system_is_followed_until_the_user_chooses(open_ward: Open) -> None:
    window, _, _ = open_ward()
    program._follow_system(window, Qt.ColorScheme.Dark)
    went_dark = window.theme.dark
    window.strip.switches.dark.click()
    chosen = window.theme.dark
    program._follow_system(window, Qt.ColorScheme.Dark)
    assert (went_dark, chosen, window.theme.dark) == (True, False, False)


@pytest.fixture
def said() -> Iterator[list[str]]:
    found: list[str] = []
    before = sys.excepthook, threading.excepthook
    faults.install(lambda: found.append("said"))
    yield found
    sys.excepthook, threading.excepthook = before
    qInstallMessageHandler(None)


def test_a_fault_is_said_and_logged_without_its_text(said: list[str], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="blin21_desktop"):
        fault = KeyError("SURUGA Aoi")
        sys.excepthook(type(fault), fault, None)
    assert said == ["said"]
    assert "KeyError" in caplog.text
    assert "SURUGA" not in caplog.text


def test_qts_own_warnings_go_to_the_log(said: list[str], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="blin21_desktop"):
        qWarning("a warning of Qt")
    assert "a warning of Qt" in caplog.text
    assert said == []


def test_a_fault_every_second_opens_one_message_only(open_ward: Open) -> None:
    window, _, _ = open_ward()
    for _ in range(3):
        program.say_fault(window)
    boxes = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) == 1
    assert "What was charted is safe" in boxes[0].text()
    boxes[0].accept()
