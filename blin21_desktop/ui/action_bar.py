"""The buttons of a chart: in rows while the letters are of ordinary size, else one row and a menu for the rest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button

ONE_ROW_FROM = 150
"""From this scale (percent) on there is no height for a second row of buttons."""

GAP = 8

MOST_FITS = 3
"""So often the bar is fitted anew when fitting it changes its width."""


class ActionBar(QWidget):
    """Buttons at the right edge, the most wanted first. A button without room is found in the menu `more` opens."""

    def __init__(self, buttons: Sequence[QPushButton], theme: Theme) -> None:
        super().__init__()
        self._buttons, self._theme = tuple(buttons), theme
        self._busy, self._again = False, False
        self.more = button("")
        flow = Flow(self, gap=GAP, below=6, right=True)
        for one in (*self._buttons, self.more):
            flow.addWidget(one)
        self.more.hide()
        self.more.clicked.connect(lambda: self.menu())  # noqa: PLW0108  (the signal's own value stays out)

    def buttons(self) -> tuple[QPushButton, ...]:
        """All buttons, shown or not."""
        return self._buttons

    def keep(self, *buttons: QPushButton) -> None:
        """Only these from now on; the others are gone."""
        for one in self._buttons:
            one.setVisible(one in buttons)
        self._buttons = tuple(one for one in self._buttons if one in buttons)
        self.fit()

    def retranslate(self, words: Words) -> None:
        """Other words want other room."""
        self.more.setText(words.t("Menu"))
        self.more.setAccessibleName(words.t("Menu"))
        if self._theme.scale >= ONE_ROW_FROM:  # the first button never waits in the menu, however wide the tabs
            first = self._buttons[0].sizeHint().width() if self._buttons else 0
            self.setMinimumWidth(first + GAP + self.more.sizeHint().width())
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width shows more of them or fewer."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show what there is room for.

        Showing a button may give the bar another width at once; the fit that this asks for waits until this one is
        done, or Qt would be told to hide a button in the middle of showing it.
        """
        self._again = True
        if self._busy:
            return
        self._busy = True
        for _ in range(MOST_FITS):
            if self._again:
                self._again = False
                self._fit()
        self._busy = False

    def _fit(self) -> None:
        shown = self._fitting() if self._theme.scale >= ONE_ROW_FROM else self._buttons
        for one in self._buttons:
            one.setVisible(one in shown)
        self.more.setVisible(len(shown) < len(self._buttons))
        self.updateGeometry()

    def _fitting(self) -> tuple[QPushButton, ...]:
        wide = [one.sizeHint().width() + GAP for one in self._buttons]
        if sum(wide) - GAP <= self.width():
            return self._buttons
        room = self.width() - self.more.sizeHint().width()
        return tuple(one for place, one in enumerate(self._buttons) if sum(wide[: place + 1]) <= room)

    def menu(self) -> QMenu:
        """What had no room, as a menu below the button."""
        menu = QMenu(self)
        menu.setAccessibleName(self.more.accessibleName())
        for one in self._buttons:
            if not one.isVisible():
                action = menu.addAction(one.text())
                action.setEnabled(one.isEnabled())
                action.triggered.connect(lambda *_, one=one: one.click())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        return menu
