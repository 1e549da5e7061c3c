"""Marks of the graphs of the tab Labs: MRD below them, and a shape of its own for every line of the overlay."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from blin21_desktop.present.labs_relative import ANALYTES
from blin21_desktop.ui.labs_marks import SHAPES, draw_shape
from tests.ui.conftest import settle
from tests.ui.test_labs_tab import full, shown


@pytest.mark.parametrize("mode", ["stacked", "relative"])
def test_mrd_stands_below_the_graphs_where_its_moment_is_in_the_window(qtbot: QtBot, mode: str) -> None:
    page = shown(qtbot, full())
    page.choose_mode(mode)
    settle()
    graph = page.body.graph if mode == "stacked" else page.body.relative
    assert graph is not None
    lane = graph.mrd
    assert lane.accessibleName() == "Minimal residual disease"
    assert "flow cytometry 0.2 %: cannot tell" in lane.accessibleDescription()
    assert [mark.text for mark in lane.inside()] == ["flow cytometry 0.2 %: cannot tell"]
    assert lane.geometry().top() > graph.ribbon.geometry().bottom()
    page.choose_span("all")
    settle()
    assert len(lane.inside()) == 2
    page.choose_span("week")
    settle()
    assert lane.inside() == []
    assert not lane.isVisible()


def test_every_line_of_the_overlay_has_a_shape_of_its_own() -> None:
    """ALT and ferritin lay eight places apart and had the same mark."""
    assert len(SHAPES) == len(set(SHAPES)) >= len(ANALYTES) + 4
    pictures = set()
    for shape in SHAPES:
        image = QImage(24, 24, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        painter.setBrush(QColor("black"))
        draw_shape(painter, QPointF(12, 12), shape, 5)
        painter.end()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == len(SHAPES)
