"""Colours by meaning keep their contrast in both themes; fonts are the program's own."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from blin21_desktop import ui
from blin21_desktop.ui.board_table import share
from blin21_desktop.ui.lines import wrapped
from blin21_desktop.ui.theme import FAMILIES, Role, Theme, contrast, load_fonts, style_sheet
from blin21_desktop.ui.widgets import label

TEXT_PAIRS = [
    (Role.TEXT, Role.WINDOW, 4.5),
    (Role.TEXT, Role.PANEL, 7.0),
    (Role.TEXT, Role.BAND_ROW, 7.0),
    (Role.TEXT, Role.RAISED, 4.5),
    (Role.MUTED, Role.PANEL, 4.5),
    (Role.MUTED, Role.WINDOW, 4.5),
    (Role.MUTED, Role.BAND_ROW, 4.5),
    (Role.MUTED, Role.RAISED, 4.5),
    (Role.MUTED, Role.SELECTED, 4.5),
    (Role.ACCENT, Role.PANEL, 4.5),
    (Role.ACCENT, Role.SELECTED, 4.5),
    (Role.TEXT, Role.SELECTED, 7.0),
    (Role.ON_INK, Role.INK, 7.0),
    (Role.PANEL, Role.INFUSING_FULL, 7.0),
    (Role.TEXT, Role.INFUSING_LOW, 7.0),
    (Role.EDGE, Role.PANEL, 3.0),
]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("front", "ground", "least"), TEXT_PAIRS)
def test_contrast(dark: bool, front: Role, ground: Role, least: float) -> None:
    theme = Theme(dark=dark)
    assert contrast(theme.colour(front), theme.colour(ground)) >= least


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)


def test_no_widget_names_a_colour() -> None:
    folder = Path(ui.__file__).parent
    named = [path.name for path in folder.rglob("*.py") if re.search(r"#[0-9A-Fa-f]{6}", path.read_text("utf-8"))]
    assert named == ["theme.py"]


def test_the_programs_fonts_load(qapp: object) -> None:
    assert set(FAMILIES) <= set(load_fonts())


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_sizes_grow_with_the_scale(qapp: object, scale: int) -> None:
    theme = Theme(scale=scale)
    assert theme.font(14).pixelSize() == 14 * scale // 100
    key = 27 if scale < 175 else 22  # the status line's six cells stand in two rows at twice the size
    assert f"font-size: {key * scale // 100}px" in style_sheet(theme)


def test_a_number_stays_with_its_unit(qapp: object) -> None:
    load_fonts()
    font = Theme().font(14)
    lines = wrapped("was 16.3 microgram/day", font, 160)
    assert lines == ["was", "16.3 microgram/day"]


def test_a_wrapping_label_breaks_no_date(qapp: object) -> None:
    one = label("the pause at 27-Nov-2026 13:09, use-before 30-Nov-2026", wrap=True)
    assert one.text().count("\u2060") == 4
    assert "use-before" in one.text()
    assert one.accessibleName() == "the pause at 27-Nov-2026 13:09, use-before 30-Nov-2026"
    whole, broken = label("27-Nov-2026", wrap=True), label("27-nov-2026", wrap=True)
    assert whole.minimumSizeHint().width() > broken.minimumSizeHint().width()


def test_long_words_break_rather_than_being_cut(qapp: object) -> None:
    load_fonts()
    lines = wrapped("添付文書とプロトコルが今示すこと", Theme().font(14), 60)
    assert len(lines) > 2
    assert "".join(lines) == "添付文書とプロトコルが今示すこと"


@pytest.mark.parametrize("room", [50, 80, 90, 100, 150, 400])
def test_columns_fill_the_room_and_never_go_below_the_least(room: int) -> None:
    wishes = [[60, 60], [50, 50], [30, 50]]
    widths = share(wishes, room)
    assert sum(widths) == (room if room >= 80 else 100)  # scrolled sideways: no first line needs to wrap
    assert all(width >= least for width, least in zip(widths, wishes[-1], strict=True))


class Listening(QWidget):
    """Notes whether Python may collect while Qt tells it of a new style."""

    def __init__(self) -> None:
        super().__init__()
        self.collecting: list[bool] = []
        self.ensurePolished()
        self.collecting.clear()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  (Qt's name)
        super().changeEvent(event)
        self.collecting.append(gc.isenabled())


@pytest.mark.parametrize("was_on", [True, False])
def test_nothing_is_collected_while_qt_walks_its_list_of_widgets(qapp: object, was_on: bool) -> None:
    listening = Listening()
    try:
        (gc.enable if was_on else gc.disable)()
        Theme(scale=125 if was_on else 150).apply()
        assert gc.isenabled() is was_on
    finally:
        gc.enable()
    assert listening.collecting
    assert not any(listening.collecting)


def test_what_the_program_wears_is_not_put_on_again(qapp: object) -> None:
    Theme(scale=125).apply()
    listening = Listening()
    Theme(scale=125).apply()
    assert listening.collecting == []
    Theme(scale=125, dark=True).apply()
    assert listening.collecting
    assert listening.palette().window().color() == Theme(dark=True).colour(Role.WINDOW)
