"""The switch "writing up from paper": it stands on every page as long as it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blin21_desktop.ui.said_bar import SaidBar
from blin21_desktop.ui.widgets import button

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow

KEY = "Ctrl+E"


class FromPaper:
    """One window's switch. While it is on, forms ask for the times on the paper and carry the note of a late entry."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.back = button("", KEY)
        self.bar = SaidBar("ink", self.back)
        self.back.clicked.connect(self.toggle)

    def toggle(self) -> None:
        """On or off; a form that is open stays as it was opened."""
        charting = self._window.charting
        charting.from_paper = not charting.from_paper
        self.show()

    def show(self) -> None:
        """Say it in the window's language."""
        words, on = self._window.words, self._window.charting.from_paper
        self.back.setText(f"{words.t('Back to charting now')}  {KEY}")
        self.back.setAccessibleName(words.t("Back to charting now"))
        text = words.t(
            "WRITING UP FROM PAPER. Every form asks for the date and time on the paper; each entry is marked as late, "
            "from paper."
        )
        self.bar.tell(text if on else "")
