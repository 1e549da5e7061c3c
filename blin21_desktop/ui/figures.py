"""Opens the page of figures and makes what it shows; the graphs' library is loaded only now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from blin21_desktop.present.cells import Chip
from blin21_desktop.present.grade_words import NO_GRADE
from blin21_desktop.present.ward_event_values import cell_values
from blin21_desktop.present.ward_events import event_grid
from blin21_desktop.present.ward_figures import counts
from blin21_desktop.present.ward_multiples import multiples
from blin21_desktop.present.ward_swimmer import swimmer
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look
from blin21_desktop.ui import ask
from blin21_desktop.ui.cell_values import CellValuesWindow
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.grade_chip import GradeChip
from blin21_desktop.ui.pages.figures_page import FiguresPage
from blin21_desktop.ui.placing import place_form
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import label

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow


class Key(QWidget):
    """One entry of a legend: drawn, and its words."""

    def __init__(self, text: str, draw: Callable[[QPainter, QRectF], None], theme: Theme) -> None:
        super().__init__()
        self._draw, self._theme = draw, theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        inside = Flow(self, gap=0)
        told = label(text)
        told.setContentsMargins(theme.px(26), 0, 0, 0)
        inside.addWidget(told)

    def sizeHint(self) -> QSize:
        """As its words need."""
        return self.layout().sizeHint()  # type: ignore[union-attr]  # it has one

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sign before the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self._theme.px(20)
        self._draw(painter, QRectF(1, (self.height() - wide * 0.7) / 2, wide, wide * 0.7))
        painter.end()


class Figures:
    """The page of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.page = FiguresPage(window.theme)
        self._shown: object = None
        window.pages.addWidget(self.page)
        self.page.asked.connect(self.show)
        self.page.board_wanted.connect(window.show_board)

    @property
    def open(self) -> bool:
        """Whether the page is shown."""
        return self._window.pages.currentWidget() is self.page

    def go(self) -> None:
        """Show the page."""
        self._window.pages.setCurrentWidget(self.page)
        self.show()
        self.page.segments[0].first().setFocus()

    def looks(self) -> tuple[Look, ...]:
        """Every patient with the whole chart, as of what the window looks at."""
        ports = self._window.ports
        return tuple(ports.look(look.patient) for look in ports.board())

    def show(self) -> None:
        """Make the figure that is wanted; an equal one is left alone, so that focus and scroll place stay."""
        window, page = self._window, self.page
        words, looks = window.words, self.looks()
        newest = tuple((look.patient, len(look.chart.written)) for look in looks)
        at = window.ports.now()
        page.retranslate(words, counts(looks, words), words.t("as of {at:moment}", at=at))
        wanted = (page.figure, page.mode, page.analyte, words.lang, window.theme.dark, window.theme.scale, newest,
                  at.replace(minute=0, second=0))  # fmt: skip
        if wanted == self._shown:
            return
        self._shown = wanted
        make = {"swimmer": self._swimmer, "events": self._events, "multiples": self._multiples}[page.figure]
        make(looks, words, names=page.mode == "names")

    def _swimmer(self, looks: tuple[Look, ...], words: Words, *, names: bool) -> None:
        from blin21_desktop.ui.swimmer_view import SwimmerView, draw_bar, draw_mark

        theme = self._window.theme
        view = swimmer(looks, words, names=names)
        made = SwimmerView(view, words, theme)
        made.chosen.connect(self.page.say)
        made.opened.connect(self._window.open_patient)

        def drawn(what: str) -> Callable[[QPainter, QRectF], None]:
            if what in ("low", "full", "pause"):
                return lambda painter, box: draw_bar(painter, what, box, theme)
            return lambda painter, box: draw_mark(painter, what, QPointF(box.center()), theme)

        legend = tuple(Key(text, drawn(what), theme) for what, text in view.legend)
        self.page.offer((), "")
        self.page.show_figure(made, view.table, view.empty, legend)

    def _events(self, looks: tuple[Look, ...], words: Words, *, names: bool) -> None:
        from blin21_desktop.ui.event_grid import EventGrid, not_given

        theme = self._window.theme
        view = event_grid(looks, self._window.ports.knowledge.terms, words, names=names)
        made = EventGrid(view, words, theme)
        made.chosen.connect(self.page.say)
        made.wanted.connect(lambda term, patient, course: self._values(looks, term, patient, course, names=names))
        told: list[tuple[str, int | None, str]] = [
            (str(grade), grade, words.t("grade {grade:number}", grade=grade)) for grade in range(5)
        ]
        told.append((NO_GRADE, None, words.t("cannot tell")))
        pairs = [one for chip in told for one in (GradeChip(Chip(*chip), theme), label(chip[2]))]
        hatched = Key(words.t("course not given"), lambda painter, box: not_given(painter, box, theme), theme)
        note = " ".join(text for text in (view.empty, view.quiet, view.note) if text)
        self.page.offer((), "")
        self.page.show_figure(made, view.table, note, (*pairs, hatched))

    def _multiples(self, looks: tuple[Look, ...], words: Words, *, names: bool) -> None:
        from blin21_desktop.ui.multiples_view import MultiplesView

        view = multiples(looks, self.page.analyte, words, names=names)
        made = MultiplesView(view, self._window.theme)
        made.chosen.connect(self.page.say)
        made.opened.connect(self._window.open_patient)
        self.page.offer(view.choices, view.analyte)
        note = " ".join(part for part in (view.title, f"({view.day_axis})", view.note) if part)
        self.page.show_figure(made, view.table, view.empty or note, ())

    def _values(self, looks: tuple[Look, ...], term: str, patient: str, course: int, *, names: bool) -> None:
        """What stands behind a cell."""
        window = self._window
        look = next(one for one in looks if one.patient == patient)
        found = cell_values(look, course, term, window.ports.knowledge.terms, window.words, names=names)
        if found is not None:
            dialog = CellValuesWindow(found, window.words, window.theme, window)
            dialog.finished.connect(dialog.deleteLater)
            place_form(window, dialog)
            ask.show(dialog)
