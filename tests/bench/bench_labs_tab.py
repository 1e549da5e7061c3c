"""R7: the tab Labs against the same items in bare pyqtgraph: first show, and going through the days.

The program draws its panels with the painter alone, pyqtgraph only the plot of one result; here it is measured against.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.present import catalogue
from blin21_desktop.present.labs_tab import LabsTab
from blin21_desktop.service.look import Look, look_at
from blin21_desktop.ui.app import application
from blin21_desktop.ui.pages.labs_tab import LabsPage
from blin21_desktop.ui.theme import Theme
from tests.bench.measure import Line, Measured, alternate, compared
from tests.bench.workload import Place
from tests.making import AT, chart, hour
from tests.present.labbed import FLOW
from tests.present.looks import BEFORE, HEAD, KNOWLEDGE, ZONE
from tests.rules.benching import lab

FIRST = Line(
    name="R7",
    what="tab Labs, first show of 12 panels: series, grades, drawing",
    against="the same points, bands and lines in bare pyqtgraph",
    target=1.5,
    fail=2.5,
)
PAN = Line(
    name="R7b",
    what="12 panels, seven days gone through by one day, painted",
    against="the same in bare pyqtgraph",
    target=1.25,
    fail=2.0,
)
ANALYTES = {
    "neutrophils": "10*9/L", "lymphocytes": "10*9/L", "leukocytes": "10*9/L", "platelets": "10*9/L",
    "haemoglobin": "g/dL", "alt": "U/L", "ast": "U/L", "bilirubin_total": "mg/dL", "creatinine": "mg/dL",
    "crp": "mg/dL", "ld": "U/L", "ferritin": "ng/mL",
}  # fmt: skip
DAYS = 28
SIZE = (1340, 1300)


def results() -> Iterator[LabResulted]:
    """28 mornings of twelve analytes."""
    for day in range(DAYS):
        for place, (name, unit) in enumerate(ANALYTES.items()):
            value = f"{1 + (day * 7 + place * 3) % 11 / 4:.2f}"
            yield lab(hour(24 * day - 4), name, value, unit=unit, lower_limit="1", upper_limit="3", id=f"{name}-{day}")


def course() -> Look:
    """A look on day 28, with nothing graded yet."""
    at = AT + timedelta(days=DAYS)
    return look_at(chart(*BEFORE, *FLOW, *results()), at, KNOWLEDGE, known_at=None, head=HEAD, training=False)


class Bare:
    """The same twelve panels in bare pyqtgraph: points with symbols, a band, three lines, one x axis."""

    def __init__(self, tab: LabsTab) -> None:
        import pyqtgraph

        self.window = pyqtgraph.GraphicsLayoutWidget()
        self.window.resize(*SIZE)
        self.plots: list[pyqtgraph.PlotItem] = []
        for row, panel in enumerate(tab.panels):
            plot = self.window.addPlot(row=row, col=0)
            plot.setLogMode(y=panel.axis.log)
            plot.plot([p.at for p in panel.points], [p.value for p in panel.points], symbol="o", symbolSize=6)
            plot.addItem(pyqtgraph.LinearRegionItem((0, 0.5), orientation="horizontal", movable=False))
            for value in (0.1, 0.3, 0.6):
                plot.addLine(y=value)
            if self.plots:
                plot.setXLink(self.plots[0])
            self.plots.append(plot)
        self.window.show()
        self.window.grab()

    def pan(self, start: float) -> None:
        """Seven days from `start` on."""
        self.plots[0].setXRange(start, start + 7, padding=0)
        self.window.grab()


def page_of(look: Look) -> LabsPage:
    """The program's tab on its stacked graphs, painted."""
    words = catalogue.words("en", ZONE)
    page = LabsPage(Theme())
    page.wish.mode = "stacked"
    page.resize(*SIZE)
    page.show_view(lambda unit: LabsTab(look, words, unit), words)
    page.show()
    page.grab()
    return page


def measure(place: Place) -> Iterator[Measured]:
    """First show of both, then going through the days of both."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    looks = iter([course() for _ in range(place.rounds + 2)])
    tab = LabsTab(course(), catalogue.words("en", ZONE))
    assert [len(panel.points) for panel in tab.panels] == [DAYS] * len(ANALYTES)
    first = compared(FIRST, *alternate(lambda: page_of(next(looks)), lambda: Bare(tab), place.rounds))
    page, bare = page_of(next(looks)), Bare(tab)
    page.choose_span("week")
    graph = page.body.graph
    assert graph is not None
    assert sum(panel.isVisible() for panel in graph.panels) == len(ANALYTES) == len(bare.plots)
    days = cycle(range(20))

    def pan() -> None:
        page.wish.week = next(days)
        page.body.show_axis(page.wish.axis(tab))
        graph.grab()

    yield first
    yield compared(PAN, *alternate(pan, lambda: bare.pan(next(days)), place.rounds))
