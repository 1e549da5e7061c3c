"""From the label page: signing the version, setting a value of the site's own with a second person, taking it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from blin21_desktop.domain.text import say
from blin21_desktop.forms.site_value import SECTION, SOURCE, VALUE, WHY
from blin21_desktop.service.site_values import Wish
from blin21_desktop.ui.forms.confirmed import Confirmed
from blin21_desktop.ui.forms.sign_in import SignIn
from blin21_desktop.ui.knowledge_page import KnowledgeWindow
from blin21_desktop.ui.main_window import MainWindow
from tests.ui.conftest import Open, settle
from tests.ui.fake_people import PIN
from tests.ui.fakes import FakePorts
from tests.ui.test_forms_tour import WAYS, wider_than_its_window
from tests.ui.test_tour import cut, nameless

KEY = "pause.supervise_after_hours"
TYPED = {VALUE: "4", SOURCE: "Our insert", SECTION: "5.2", WHY: "our ward watches four hours"}


def opened(open_ward: Open, who: str = "PH", **how: object) -> tuple[MainWindow, FakePorts, KnowledgeWindow]:
    window, ports, _ = open_ward(**how)
    window.open_patient("DEMO-5")
    if who:
        window.session.sign_in(ports.people.people[who])
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.values.page is not None
    return window, ports, window.values.page


def asked(window: MainWindow) -> Confirmed:
    settle()
    return next(one for one in window.findChildren(Confirmed) if one.isVisible())


def answer(dialog: Confirmed, typed: dict[str, str], who: str, pin: str = PIN) -> None:
    for key, text in typed.items():
        dialog.rows[key].put(text)
    dialog.who.put(who)
    dialog.pin.setText(pin)
    dialog.ok.click()
    settle()


def told(window: MainWindow) -> str:
    return " ".join(box.text() for box in window.findChildren(QMessageBox))


def test_a_pharmacist_signs_what_is_shown(open_ward: Open) -> None:
    window, ports, page = opened(open_ward)
    assert page.signed.accessibleName() == "not signed"
    page.sign_button.click()
    dialog = asked(window)
    assert dialog.who.text() == "PH"
    answer(dialog, {}, "PH", "999999")
    assert "do not fit together" in dialog.said.accessibleName()
    assert dialog.pin.text() == ""
    assert ports.values.signed == []
    answer(dialog, {}, "PH")
    assert [one.by for one in ports.values.signed] == ["PH"]
    assert page.signed.accessibleName().startswith("signed by P. Hoshi (PH, pharmacist), ")
    assert not any(one.isVisible() for one in window.findChildren(Confirmed))


def test_a_nurse_is_refused_and_nobody_is_asked_who_it_is(open_ward: Open) -> None:
    window, _, page = opened(open_ward, "K.T")
    QTest.keyClick(page, Qt.Key.Key_F4)
    assert "K.T may not set or sign values" in told(window)
    window.session.sign_out()
    page.sign_button.click()
    settle()
    dialog = next(iter(window.findChildren(SignIn)))
    dialog.who.put("Dr H")
    dialog.pin.setText(PIN)
    dialog.finish()
    assert asked(window).who.text() == "Dr H"


def test_a_file_for_reading_only_says_so(open_ward: Open) -> None:
    window, ports, page = opened(open_ward)
    ports.notice = say("Opened for reading only.")
    page.sign_button.click()
    assert "Opened for reading only." in told(window)


def test_a_site_s_value_is_set_by_two_persons_and_taken_back(open_ward: Open) -> None:
    window, ports, page = opened(open_ward)
    assert not page.change_button.isEnabled()
    page.table.choose(KEY)
    assert page.change_button.isEnabled()
    assert not page.back_button.isEnabled()
    before = page.table_shown().version
    QTest.keyClick(page, Qt.Key.Key_F6)
    dialog = asked(window)
    answer(dialog, {VALUE: "four"}, "Dr H")
    assert "This is not a number greater than 0." in dialog.rows[VALUE].message.accessibleName()
    assert dialog.rows[SOURCE].message.accessibleName() == "Name the document in which you read it."
    answer(dialog, TYPED, "PH")
    assert "PH cannot check their own work" in dialog.said.accessibleName()
    answer(dialog, TYPED, "K.T")
    assert "K.T may not set or sign" in dialog.said.accessibleName()
    assert ports.values.copies == {}
    answer(dialog, TYPED, "Dr H")
    row = next(one for one in page.table_shown().rows if one.key == KEY)
    assert (row.value, row.site.partition(",")[0]) == ("4", "set by P. Hoshi (PH)")
    assert row.site.endswith("second person H. Hara (Dr H): our ward watches four hours")
    assert page.table_shown().version != before
    assert page.table.chosen() == KEY
    label = ports.look("DEMO-5").label
    assert label is not None
    assert label.parameters[KEY].value == 4
    page.back_button.click()
    dialog = asked(window)
    answer(dialog, {}, "Dr H")
    assert dialog.rows[WHY].message.accessibleName() == "Say why."
    answer(dialog, {WHY: "typed for another ward"}, "Dr H")
    assert page.table_shown().version == before
    assert "typed for another ward" in ports.values.copies["jp-pi-2021.toml"]
    assert not page.back_button.isEnabled()


def test_the_program_s_own_thresholds_are_set_in_their_file_and_not_signed(open_ward: Open) -> None:
    window, ports, page = opened(open_ward)
    page.files.buttons()["program"].click()
    assert not page.sign_button.isEnabled()
    page.table.choose("program.flush_ml")
    page.change_button.click()
    dialog = asked(window)
    assert dialog.rows[VALUE].text() == "", "typed anew: beside an old number it would make a third one"
    answer(dialog, {**TYPED, VALUE: "6"}, "Dr H")
    assert list(ports.values.copies) == ["program.toml"]
    assert ports.knowledge.labels["us-pi-2025"].parameters["program.flush_ml"].value == 6


def test_a_change_after_signing_is_said(open_ward: Open) -> None:
    window, _, page = opened(open_ward)
    page.sign_button.click()
    answer(asked(window), {}, "PH")
    page.table.choose(KEY)
    page.change_button.click()
    answer(asked(window), TYPED, "Dr H")
    assert page.signed.accessibleName().startswith("NOT SIGNED AS IT IS: 1 values differ from what P. Hoshi (PH)")
    assert page.signed.accessibleName().endswith(KEY)


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
@pytest.mark.parametrize("what", ["sign", "change", "back"])
def test_the_questions_show_everything(open_ward: Open, what: str, lang: str, dark: bool, scale: int) -> None:
    window, ports, page = opened(open_ward, lang=lang, dark=dark, scale=scale)
    page.table.choose(KEY)
    if what == "back":
        wish = Wish(file="jp-pi-2021", key=KEY, value=4, why="ours", source="insert", section="5.2")
        ports.values.change(wish, ports.people.people["PH"], "Dr H", PIN)
        window.values.show_anew()
    {"sign": page.sign_button, "change": page.change_button, "back": page.back_button}[what].click()
    dialog = asked(window)
    for found in (page, dialog):
        assert cut(found) == []
        assert nameless(found) == []
        assert wider_than_its_window(found) == []
