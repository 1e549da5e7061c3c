"""Acknowledging an alert from the window: which one is meant, and its form; or why there is none, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blin21_desktop.forms.alerts import acknowledging_now
from blin21_desktop.ui import ask

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow

NOW = 0
"""Place of the tab Now."""


def acknowledge_chosen(window: MainWindow) -> None:
    """Key A: the alert chosen on the tab Now. From another tab it leads there and chooses the first one."""
    if not window.on_chart:
        return
    chart = window.chart
    key = chart.now.chosen_alert()
    if chart.tabs.currentIndex() == NOW and key:
        acknowledge(window, key)
        return
    chart.tabs.setCurrentIndex(NOW)
    if not chart.now.choose_alert():
        ask.tell(window, window.words.t("Alerts"), window.words.t("No alert waits for being acknowledged."))


def acknowledge(window: MainWindow, key: str) -> None:
    """The form for one alert as it stands now."""
    from blin21_desktop.ui.looking import refused_in_the_past

    words, patient = window.words, window.chart.patient
    if refused_in_the_past(window, words.t("Acknowledge an alert"), writes=True):
        return
    form = acknowledging_now(window.ports.look(patient), key)
    if form is None:
        why = words.t(
            "This alert is not there any more, somebody acknowledged it, or the protocol file does not say how long an "
            "alert may be silent."
        )
        ask.tell(window, words.t("Acknowledge an alert"), why)
        window.refresh()
        return
    window.charting.start(form, patient)
