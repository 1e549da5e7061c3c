"""Opens the window, or draws it without a screen."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from blin21_desktop.domain.staying import made_to_stay
from blin21_desktop.ui import ask, faults
from blin21_desktop.ui.bridge import Bridge
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.ports import WindowPorts
from blin21_desktop.ui.qt_words import speak_qt
from blin21_desktop.ui.theme import Theme, load_fonts, system_is_dark

_OPEN: list[MainWindow] = []
"""Windows on the screen: Qt deletes one whose last name is gone."""

FONTS_LOADED = "blin21_fonts_loaded"
"""Property of the application that has the program's fonts."""


def has_screen(environ: dict[str, str] | None = None, platform: str = sys.platform) -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere when a display is named."""
    environ = dict(os.environ) if environ is None else environ
    if platform in ("win32", "darwin"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def application(*, offscreen: bool = False) -> QApplication:
    """The one Qt application, with the program's fonts. `offscreen` draws without a screen."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        app = found
    else:
        if offscreen:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = QApplication(sys.argv[:1])
    app.setApplicationName("BLIN21 Desktop")
    if not app.property(FONTS_LOADED):  # once for each application: every loading makes Qt forget all it measured
        app.setProperty(FONTS_LOADED, bool(load_fonts()))
    return app


def window(ports: WindowPorts, lang: str, *, dark: bool = False, scale: int = 100) -> tuple[MainWindow, Bridge]:
    """The window and its bridge, not yet shown and not yet following."""
    theme = Theme(dark=dark, scale=scale)
    theme.apply()
    now = ports.now if ports.copy is None else ports.copy.now  # the clock of a copy's pages stands still
    bridge = Bridge(ports.changed, now)
    made = MainWindow(ports, bridge, theme, lang)
    bridge.setParent(made)
    theme.setParent(made)
    return made, bridge


def show_window(ports: WindowPorts, lang: str) -> MainWindow:
    """Show a window that follows its record until it is closed."""
    application()
    speak_qt(lang)
    with made_to_stay():
        dark, scale = _worn()
        shown, bridge = window(ports, lang, dark=dark, scale=scale)
    _OPEN.append(shown)
    shown.closed.connect(lambda: _OPEN.remove(shown))
    faults.install(lambda: say_fault(shown))
    QGuiApplication.styleHints().colorSchemeChanged.connect(lambda scheme: _follow_system(shown, scheme))
    bridge.start()
    shown.show()
    return shown


def _worn() -> tuple[bool, int]:
    """Dark or light, and the scale: those of the window that is open already, for all windows share one style."""
    return (_OPEN[-1].theme.dark, _OPEN[-1].theme.scale) if _OPEN else (system_is_dark(), 100)


def open_window(ports: WindowPorts, lang: str, name: str | None = None) -> int:
    """Show the window until it is closed; gives the exit code. A second start finds it under `name`."""
    shown = show_window(ports, lang)
    if name is not None:
        QTimer.singleShot(0, lambda: _listen(name, shown))
    return run_application()


def run_application() -> int:
    """Let the open windows work until the last is closed; gives the exit code."""
    return application().exec()


def say_fault(shown: MainWindow) -> None:
    """Say once that something went wrong; while that stands open, nothing is said on top of it."""
    if any(box.isVisible() for box in shown.findChildren(QMessageBox)):
        return
    words = shown.words
    text = words.t(
        "Something went wrong inside the program. What was charted is safe. "
        "Press F5; if it happens again, start the program again."
    )
    ask.tell(shown, words.t("BLIN21 Desktop"), text)


def _listen(name: str, shown: MainWindow) -> None:
    """Answer a second start, once the window is painted."""
    from blin21_desktop.ui.instance import listen

    listen(name, shown)


def _follow_system(shown: MainWindow, scheme: Qt.ColorScheme) -> None:
    dark = scheme is Qt.ColorScheme.Dark
    if shown.theme.follows_system and dark != shown.theme.dark:
        shown.theme.switch(dark=dark)


def board_picture(
    ports: WindowPorts, lang: str, *, size: tuple[int, int] = (1366, 768), theme: str = "light", scale: int = 100
) -> bytes:
    """The ward board as a PNG, drawn without a screen, `size` in px."""
    app = application(offscreen=True)  # held: Qt dies with the last name for it
    shown, _bridge = window(ports, lang, dark=theme == "dark", scale=scale)
    shown.resize(QSize(*size))
    shown.show()
    app.processEvents()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    shown.grab().save(buffer, "PNG")
    shown.close()
    shown.deleteLater()
    return bytes(data.data())
