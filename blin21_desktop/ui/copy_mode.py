"""A window that shows a review copy: amber frame and strip always on top, nothing that writes to the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from blin21_desktop.present.review_words import copy_strip, copy_title
from blin21_desktop.ui import ask
from blin21_desktop.ui.as_of_bar import AsOfBar
from blin21_desktop.ui.copy_notes import CopyNotes
from blin21_desktop.ui.copy_state import CopyState
from blin21_desktop.ui.widgets import button, clear, frame, label, set_text

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow

FRAME = 6
"""Width of the amber frame at 100 %, px."""


class CopyMode:
    """Turns a window into one of a review copy."""

    def __init__(self, window: MainWindow, state: CopyState) -> None:
        self._window, self.state = window, state
        theme = window.theme
        self.strip = frame("copy")
        self.head = label("", "number")
        self.facts = label("", "bold", wrap=True)
        self.looked = label("", "bold", wrap=True)
        self._heed = QVBoxLayout()
        self._heed.setSpacing(2)
        self.write_button, self.notes_button = button("", "Ctrl+R"), button("", "Ctrl+Shift+R")
        self.as_of = AsOfBar(state.moments, theme)
        self.notes = CopyNotes(window, state)
        self._lay_out()
        self._hide()
        self.as_of.moved.connect(self._look)
        self.write_button.clicked.connect(self.notes.start)
        self.notes_button.clicked.connect(self.notes.open)
        theme.changed.connect(self._frame)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.strip)
        column.setContentsMargins(8, 3, 8, 3)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.facts)
        column.addLayout(self._heed)
        column.addWidget(self.looked)
        for one in (self.write_button, self.notes_button):
            self._window.strip.add(one)
        outer = self._window.outer
        outer.insertWidget(0, self.strip)
        outer.insertWidget(outer.indexOf(self._window.pages), self.as_of)
        self._frame()
        self._window.centre.setProperty("look", "copy")

    def _frame(self) -> None:
        wide = self._window.theme.px(FRAME)
        self._window.outer.setContentsMargins(wide, 0, wide, wide)

    def _hide(self) -> None:
        """What writes to the record is not there; the keys say why."""
        window = self._window
        chart, strip = window.chart, window.strip
        chart.action_bar.keep(chart.plan_button, chart.print_button, chart.back)
        strip.leave_out(strip.who, strip.out, strip.staff, strip.draft, strip.signed)
        record, handover = chart.record, chart.handover
        writing = (window.board.new_button, record.correct, record.withdraw, handover.give, handover.take)
        for gone in (*writing, record.back, record.prints):
            gone.hide()
        window.notice_bar.hide()

    def show(self) -> None:
        """The strip in the window's language, with the age of now."""
        words, state = self._window.words, self.state
        view = copy_strip(state.header, state.now(), state.moment, words)
        set_text(self.head, view.head)
        set_text(self.facts, view.facts)
        clear(self._heed)
        for text in view.heed:
            self._heed.addWidget(label(text, "copy_heed", wrap=True))
        set_text(self.looked, view.looked)
        self.looked.setVisible(bool(view.looked))
        self.write_button.setText(f"{words.t('Comment or decision')}  Ctrl+R")
        self.write_button.setAccessibleName(words.t("Comment or decision"))
        name = words.t("What I wrote: {count:number}", count=len(state.opened.comments()))
        self.notes_button.setText(f"{name}  Ctrl+Shift+R")
        self.notes_button.setAccessibleName(name)
        self.strip.setAccessibleName(" · ".join((view.head, view.facts, *view.heed, view.looked)))
        self.as_of.retranslate(words)
        self._window.setWindowTitle(f"{copy_title(state.header, words)} – {state.header.ward} – BLIN21 Desktop")

    def _look(self) -> None:
        self.state.moment = self.as_of.moment
        self._window.refresh()

    def refuses(self) -> None:
        """Say why a key that writes does nothing here."""
        window = self._window
        notice = window.ports.notice
        if notice is not None:
            ask.tell(window, window.words.t("Review copy"), window.words.render(notice))

    def no_printing(self) -> bool:
        """Whether nothing may be printed now; said in words."""
        why, window = self.state.opened.no_printing(), self._window
        if why is not None:
            ask.tell(window, window.words.t("Print"), window.words.render(why))
        return why is not None
