"""While the past is looked at, what would write or show the present is refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blin21_desktop.ui import ask

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow


def refused_in_the_past(window: MainWindow, title: str, *, writes: bool) -> bool:
    """Whether the past is looked at, where this cannot be done; said in words, with the way back."""
    if window.chart.record.back.is_now:
        return False
    words = window.words
    if writes:
        why = words.t("Nothing can be written while looking back. Return to now first: tab Record, Back to now.")
    else:
        why = words.t(
            "This would show the present, but you are looking back. Return to now first: tab Record, Back to now."
        )
    ask.tell(window, title, why)
    return True
