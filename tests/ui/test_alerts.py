"""Alerts in the window: on top of the tab Now, acknowledged by keyboard, silenced, and back by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from blin21_desktop.domain.drafts import Draft
from blin21_desktop.domain.entries import AlertAcknowledged
from blin21_desktop.forms.alerts import PREFIX
from blin21_desktop.ui.pages.alerts_card import AlertsCard
from blin21_desktop.ui.samples import SampleButton
from tests.making import sampled
from tests.rules.acknowledging import acknowledged
from tests.ui.conftest import Open, settle
from tests.ui.driving import Nurse
from tests.ui.fake_people import STAFF
from tests.ui.fakes import NOW
from tests.ui.pictures import encoded, line
from tests.ui.test_forms_tour import WAYS
from tests.ui.test_tour import clipped, cut, nameless

WHO = "DEMO-4"
"""A bag is overdue (high), so is a check (medium), the weight is old (low)."""


@pytest.fixture
def nurse(open_ward: Open) -> Nurse:
    made = Nurse(*open_ward())
    made.signs_in(STAFF[0])
    made.window.open_patient(WHO)
    made.comes_back()
    return made


def card(nurse: Nurse) -> AlertsCard:
    found = nurse.window.chart.now.alerts
    assert found is not None
    return found


def told(nurse: Nurse) -> list[str]:
    """What the message boxes say, which are closed then."""
    boxes = nurse.window.findChildren(QMessageBox)
    texts = [box.text() for box in boxes if box.isVisible()]
    for box in boxes:
        box.close()
    return texts


def causes(nurse: Nurse) -> list[str]:
    return [row.key.partition("/")[0] for row in card(nurse).rows]


def acknowledges(nurse: Nurse, because: str = "pharmacy is late") -> AlertAcknowledged:
    nurse.fills({"alert.because": because})
    nurse.fills_one(nurse.form.body.rows["until"], "15")
    nurse.fills({"happened_at": "14:30"})
    nurse.signs_and_saves()
    return nurse.ports.look(WHO).chart.all(AlertAcknowledged, NOW + timedelta(hours=1))[-1]


def test_alerts_stand_on_top_the_most_urgent_first(nurse: Nurse) -> None:
    assert causes(nurse) == ["bag", "checks", "weight.crossed"]
    texts = [one.text() for one in card(nurse).findChildren(QLabel)]
    assert [text for text in texts if text in ("HIGH", "MEDIUM", "LOW")] == ["HIGH", "MEDIUM", "LOW"]
    assert card(nurse).mapTo(nurse.window.chart.now, card(nurse).rect().topLeft()).y() < 30
    assert nurse.window.chart.tabs.tabText(0) == "Now · HIGH 1"


def test_without_an_alert_there_is_no_card(nurse: Nurse) -> None:
    nurse.window.open_patient("DEMO-2")
    assert nurse.window.chart.now.alerts is None
    assert nurse.window.chart.tabs.tabText(0) == "Now"
    nurse.presses(Qt.Key.Key_A)
    assert told(nurse) == ["No alert waits for being acknowledged."]


def test_an_alert_is_acknowledged_by_keyboard_and_comes_back_by_itself(nurse: Nurse) -> None:
    nurse.presses(Qt.Key.Key_A)  # chooses the first
    assert card(nurse).rows[0].hasFocus()
    nurse.presses(Qt.Key.Key_A)
    assert nurse.form.filling.form.id == f"{PREFIX}{card(nurse).rows[0].key}"
    assert "9900063" in nurse.form.identity.text()
    entry = acknowledges(nurse)
    assert (entry.because, entry.until, entry.by) == ("pharmacy is late", NOW + timedelta(minutes=15), STAFF[0].id)
    settle()
    assert causes(nurse) == ["checks", "weight.crossed"]
    small = [one.text() for one in card(nurse).findChildren(QLabel) if "silent until 14:45" in one.accessibleName()]
    assert len(small) == 1
    assert nurse.window.chart.tabs.tabText(0) == "Now · MEDIUM 1"
    nurse.it_is("2026-11-23T14:45:00+09:00")
    assert causes(nurse)[0] != "bag"
    nurse.it_is("2026-11-23T14:46:00+09:00")
    assert causes(nurse)[0] == "bag"
    assert nurse.window.chart.tabs.tabText(0) == "Now · HIGH 1"


def test_arrows_choose_enter_acknowledges_and_the_button_does_too(nurse: Nurse) -> None:
    assert nurse.window.chart.now.choose_alert()
    nurse.presses(Qt.Key.Key_Down)
    assert card(nurse).rows[1].hasFocus()
    nurse.presses(Qt.Key.Key_Up)
    nurse.presses(Qt.Key.Key_Up)
    assert card(nurse).rows[0].hasFocus()
    nurse.presses(Qt.Key.Key_Down)
    nurse.presses(Qt.Key.Key_Return)
    assert nurse.form.filling.form.id == f"{PREFIX}{card(nurse).rows[1].key}"
    nurse.form.cancel_all()
    card(nurse).rows[2].button.click()
    assert nurse.form.filling.form.id == f"{PREFIX}{card(nurse).rows[2].key}"
    nurse.form.cancel_all()


def test_tab_reaches_the_alerts(nurse: Nurse) -> None:
    nurse.tabs_to(card(nurse).rows[0])
    nurse.presses(Qt.Key.Key_Tab)
    assert card(nurse).rows[1].hasFocus()


def test_the_chosen_alert_stays_chosen_while_minutes_go_by(nurse: Nurse) -> None:
    nurse.window.chart.now.choose_alert(card(nurse).rows[1].key)
    for minute in (31, 32):
        nurse.it_is(f"2026-11-23T14:{minute}:00+09:00")
        settle()
        assert card(nurse).rows[1].hasFocus()


def test_a_minute_that_goes_by_over_the_open_form_does_no_harm(nurse: Nurse) -> None:
    nurse.window.chart.now.choose_alert()
    nurse.presses(Qt.Key.Key_A)
    nurse.it_is("2026-11-23T14:31:00+09:00")
    QApplication.sendPostedEvents(None, 52)  # what was to be deleted is gone
    nurse.form.cancel_all()
    settle()
    assert nurse.window.charting.open_form is None


def test_from_another_tab_the_key_leads_to_the_alerts(nurse: Nurse) -> None:
    nurse.window.chart.tabs.setCurrentIndex(2)
    nurse.presses(Qt.Key.Key_A)
    assert nurse.window.chart.tabs.currentIndex() == 0
    assert card(nurse).rows[0].hasFocus()
    assert nurse.window.charting.open_form is None


def test_a_letter_in_the_record_s_search_stays_a_letter(nurse: Nurse) -> None:
    nurse.window.chart.tabs.setCurrentIndex(5)
    typed = nurse.window.chart.record.typed
    typed.setFocus()
    QTest.keyClicks(typed, "bag")
    assert typed.text() == "bag"
    assert nurse.window.chart.tabs.currentIndex() == 5


def test_on_the_board_the_key_does_nothing(nurse: Nurse) -> None:
    nurse.window.show_board()
    nurse.presses(Qt.Key.Key_A)
    assert not nurse.window.on_chart
    assert nurse.window.board.alerts.text().startswith("Alerts: HIGH 1 · MEDIUM ")


def test_an_alert_that_somebody_else_solved_is_not_acknowledged(nurse: Nurse) -> None:
    key = card(nurse).rows[0].key
    nurse.window.chart.now.acknowledging.emit(key.replace("bag/2026", "bag/2020"))
    assert nurse.window.charting.open_form is None
    assert told(nurse)[0].startswith("This alert is not there any more")


def test_looking_back_nothing_can_be_acknowledged(nurse: Nurse) -> None:
    nurse.window.chart.record.back.as_of.slider.setValue(20)
    settle()
    view = nurse.window.chart.now.alerts
    assert view is None or not any(row.button.isEnabled() for row in view.rows)
    nurse.window.chart.now.acknowledging.emit("bag/20261121T223000Z")
    assert nurse.window.charting.open_form is None
    assert told(nurse)[0].startswith("Nothing can be written while looking back.")


def kept_draft(nurse: Nurse) -> Draft:
    nurse.window.chart.now.choose_alert()
    nurse.presses(Qt.Key.Key_A)
    nurse.fills({"alert.because": "pharmacy is late"})
    nurse.form.cancel_all()
    (draft,) = nurse.ports.drafts.of("K.T")
    return draft


def test_a_draft_of_an_acknowledgement_is_taken_up(nurse: Nurse) -> None:
    kept_draft(nurse)
    nurse.window.charting.take_up_draft()
    assert nurse.form.filling.typed["alert.because"] == "pharmacy is late"
    nurse.form.cancel_all()


def test_a_draft_about_an_alert_that_is_gone_is_dropped(nurse: Nurse) -> None:
    draft = kept_draft(nurse)
    nurse.ports.drafts.drop(draft)
    nurse.ports.drafts.keep(replace(draft, form=draft.form.replace("2026", "2020")))
    nurse.window.charting.take_up_draft()
    assert nurse.window.charting.open_form is None
    assert nurse.ports.drafts.of("K.T") == ()
    assert not nurse.window.strip.draft.isVisible()


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_alerts_acknowledged_ones_and_thumbnails_show_everything(
    open_ward: Open, lang: str, dark: bool, scale: int
) -> None:
    window, ports, _ = open_ward(lang, dark=dark, scale=scale)
    key = ports.look(WHO).alerts[0].key
    ports.others_write(acknowledged(NOW, key, patient=WHO, because="the pharmacy is bringing a bag, in ten minutes"))
    ports.pictures = {"a" * 64: encoded(line(), "png")}
    for number, sha256 in enumerate(("b" * 64, "a" * 64)):
        ports.others_write(sampled(NOW, id=f"s-{number}", patient=WHO, sha256=sha256, baseline=False))
    window.open_patient(WHO)
    for tab in range(2, -1, -1):
        window.chart.tabs.setCurrentIndex(tab)
        settle()
        assert cut(window) == nameless(window) == clipped(window) == []
        pages = (window.chart.now, window.chart.infusion, window.chart.checks)
        assert pages[tab].horizontalScrollBar().maximum() == 0
    assert len(window.findChildren(SampleButton)) == 2


def test_nothing_moves_or_sounds(nurse: Nurse) -> None:
    before = nurse.window.grab().toImage()
    nurse.bridge.poll()
    settle()
    assert nurse.window.grab().toImage() == before
