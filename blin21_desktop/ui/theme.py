"""Colours, sizes and fonts by meaning; no widget names a colour. Values: design page "Look", section 2."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from blin21_desktop.locate import resource
from blin21_desktop.ui.style import SHEET

SCALES = (100, 125, 150, 175, 200)
"""Sizes the window offers, in percent."""

KEY, LARGE_KEY, LARGE_FROM = 27, 22, 175
"""Key numbers of the status line, px at 100 %; from that scale on smaller, or its six cells need three rows."""

TABS = {LARGE_FROM: (1, 11), 150: (7, 14), 0: (13, 14)}
"""From this scale on (percent): sides and letters of the tabs, px at 100 %; or the first button has no room."""

WORN = "blin21_theme"
"""Property of the application: the theme and scale it wears."""

FONT_FILES = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
FAMILIES = ["BIZ UDPGothic", "DejaVu Sans"]


class Role(StrEnum):
    """What a colour means."""

    WINDOW = "window"
    PANEL = "panel"
    BAND_ROW = "band_row"
    RAISED = "raised"
    TEXT = "text"
    MUTED = "muted"
    LINE = "line"
    EDGE = "edge"
    ACCENT = "accent"
    SELECTED = "selected"
    ON_SELECTED = "on_selected"
    INK = "ink"
    ON_INK = "on_ink"
    HATCH = "hatch"
    INFUSING_FULL = "infusing_full"
    INFUSING_LOW = "infusing_low"
    LOW_EDGE = "low_edge"
    BAND = "reference_band"
    COPY = "copy"
    ON_COPY = "on_copy"


COLOURS: dict[Role, tuple[str, str]] = {
    Role.WINDOW: ("#EDF1F4", "#11171D"),
    Role.PANEL: ("#FFFFFF", "#1A222B"),
    Role.BAND_ROW: ("#F6F8FA", "#1E2731"),
    Role.RAISED: ("#E3E9EE", "#28333E"),
    Role.TEXT: ("#15202B", "#E3E9EF"),
    Role.MUTED: ("#43505D", "#AAB7C3"),
    Role.LINE: ("#CBD4DC", "#34414D"),
    Role.EDGE: ("#8494A3", "#66778A"),
    Role.ACCENT: ("#0B5787", "#74B8EA"),
    Role.SELECTED: ("#E1EEF6", "#1D3A50"),
    Role.ON_SELECTED: ("#0B5787", "#BFE0F7"),
    Role.INK: ("#15202B", "#E3E9EF"),
    Role.ON_INK: ("#FFFFFF", "#11171D"),
    Role.HATCH: ("#6A7885", "#8C9BA9"),
    Role.INFUSING_FULL: ("#185A8E", "#72B6E6"),
    Role.INFUSING_LOW: ("#A9D0EA", "#254D6A"),
    Role.LOW_EDGE: ("#185A8E", "#74B8EA"),
    Role.BAND: ("#DAE3EA", "#2B3A47"),
    Role.COPY: ("#E0A526", "#B98420"),
    Role.ON_COPY: ("#15202B", "#11171D"),
}
"""Role -> (light, dark)."""

GRADES: dict[int, tuple[str, str]] = {
    1: ("#F5D547 #8A7208 #15202B", "#E3C544 #F3DE83 #11171D"),
    2: ("#F0962E #8F5208 #15202B", "#E08C30 #F2B273 #11171D"),
    3: ("#C0272D #8A1419 #FFFFFF", "#E8635C #F4A29D #11171D"),
    4: ("#5A2A83 #3E1A5E #FFFFFF", "#B58AE6 #D6BDF3 #11171D"),
}
"""Grade -> fill, edge and digit, light and dark. Grade 5 looks as 4; nothing but a grade is ever painted so."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A text style: size in px at 100 %, weight, colour."""

    size: int
    bold: bool = False
    role: Role = Role.TEXT


class Theme(QObject):
    """The chosen theme and scale. `changed` fires after either was switched."""

    changed = Signal()

    def __init__(self, *, dark: bool = False, scale: int = 100) -> None:
        super().__init__()
        self.dark = dark
        self.scale = scale
        self.follows_system = True

    def colour(self, role: Role) -> QColor:
        """The colour of a meaning in this theme."""
        return QColor(COLOURS[role][1 if self.dark else 0])

    def grade(self, grade: int) -> tuple[QColor, QColor, QColor]:
        """Fill, edge and digit of a grade from 1 on; raises KeyError below."""
        fill, edge, digit = GRADES[min(grade, max(GRADES))][1 if self.dark else 0].split()
        return QColor(fill), QColor(edge), QColor(digit)

    def px(self, length: float) -> int:
        """A length given in px at 100 %, at this scale."""
        return max(1, round(length * self.scale / 100))

    def font(self, size: float, *, bold: bool = False) -> QFont:
        """The program's font; `size` in px at 100 %."""
        font = QFont(FAMILIES)
        font.setPixelSize(self.px(size))
        font.setBold(bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # hinting shortens the tails of p and g
        return font

    def switch(self, *, dark: bool | None = None, scale: int | None = None) -> None:
        """Choose another theme or scale, for the whole program."""
        self.dark = self.dark if dark is None else dark
        self.scale = self.scale if scale is None else scale
        self.apply()
        self.changed.emit()

    def toggle_dark(self) -> None:
        """The user chose: from now on the system's own choice is not followed."""
        self.follows_system = False
        self.switch(dark=not self.dark)

    def apply(self) -> None:
        """Put palette, font and style sheet on the application, unless it wears them: every widget is styled anew."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        if not self.follows_system:
            QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme.Dark if self.dark else Qt.ColorScheme.Light)
        wanted = f"{self.dark} {self.scale}"
        if app.property(WORN) == wanted:
            return
        with _nothing_collected():
            if app.property(WORN) is None:
                app.setStyle("Fusion")
            app.setProperty(WORN, wanted)
            app.setPalette(self._palette())
            app.setFont(self.font(14))
            app.setStyleSheet(style_sheet(self))

    def _palette(self) -> QPalette:
        palette = QPalette()
        pairs = {
            QPalette.ColorRole.Window: Role.WINDOW,
            QPalette.ColorRole.Base: Role.PANEL,
            QPalette.ColorRole.AlternateBase: Role.BAND_ROW,
            QPalette.ColorRole.WindowText: Role.TEXT,
            QPalette.ColorRole.Text: Role.TEXT,
            QPalette.ColorRole.ButtonText: Role.TEXT,
            QPalette.ColorRole.Button: Role.PANEL,
            QPalette.ColorRole.Highlight: Role.ACCENT,
            QPalette.ColorRole.HighlightedText: Role.PANEL,
            QPalette.ColorRole.PlaceholderText: Role.MUTED,
            QPalette.ColorRole.Mid: Role.EDGE,
            QPalette.ColorRole.Midlight: Role.LINE,
            QPalette.ColorRole.ToolTipBase: Role.TEXT,
            QPalette.ColorRole.ToolTipText: Role.PANEL,
            QPalette.ColorRole.Link: Role.ACCENT,
        }
        for part, role in pairs.items():
            palette.setColor(part, self.colour(role))
        off = QPalette.ColorGroup.Disabled
        for part in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(off, part, self.colour(Role.MUTED))
        palette.setColor(off, QPalette.ColorRole.Button, self.colour(Role.WINDOW))
        return palette


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Hold the garbage collector off.

    Qt tells every widget of a new style from a list it copied beforehand. A widget's answer may run Python, Python may
    then collect, and a collected widget still stands in Qt's list: the program dies on the spot.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def style_sheet(theme: Theme) -> str:
    """The style sheet of the whole program, from the roles."""
    colours = {role.value: theme.colour(role).name() for role in Role}
    sizes = {f"s{size}": theme.px(size) for size in (12, 13, 14, 19, 22)}
    key = theme.px(KEY if theme.scale < LARGE_FROM else LARGE_KEY)
    lengths = {"two": 2, "three": 3, "four": 4, "seven": 7, "ten": 10, "sixteen": 16, "twenty": 20, "thirty": 30}
    lengths["tab"], lengths["tab_text"] = next(tabs for least, tabs in TABS.items() if theme.scale >= least)
    spaces = {name: theme.px(length) for name, length in lengths.items()}
    spaces["rim"] = spaces["two"] - 1  # what a chosen button's frame is thicker by, so that its size stays
    return SHEET.format(key=key, **colours, **sizes, **spaces)


def load_fonts() -> tuple[str, ...]:
    """Load the program's own fonts; gives the families found. A missing file raises in words."""
    families: list[str] = []
    for name in FONT_FILES:
        path: Path = resource("fonts", name)
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))


def system_is_dark() -> bool:
    """Whether the desktop asks for dark colours."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2 relative luminance)."""

    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]  # noqa: PLR2004  (WCAG)
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)
