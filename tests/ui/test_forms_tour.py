"""A walk through every form and small window, both languages, three sizes: nothing cut, nothing nameless."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from blin21_desktop.domain.entries.record import Action
from blin21_desktop.domain.text import say
from blin21_desktop.forms import FORMS, correction_of
from blin21_desktop.forms.alerts import acknowledging
from blin21_desktop.forms.checks import CHECK
from blin21_desktop.present.find import answer
from blin21_desktop.ui.bag_plan import BagPlanPage
from blin21_desktop.ui.entry_table import SIDE
from blin21_desktop.ui.find import FindPatient
from blin21_desktop.ui.forms.segments import Segment
from blin21_desktop.ui.forms.sign_in import SignIn
from blin21_desktop.ui.forms.staff import Staff
from blin21_desktop.ui.papers import show_plan
from tests.forms.filling import RIGHT
from tests.making import handed_over
from tests.ui.conftest import Open, settle
from tests.ui.driving import Nurse
from tests.ui.fake_people import PIN, STAFF, one_with
from tests.ui.fakes import NOW
from tests.ui.test_tour import cut, nameless

WAYS = [
    ("en", False, 100),
    ("ja", True, 100),
    ("en", True, 150),
    ("ja", False, 150),
    ("en", False, 200),
    ("ja", True, 200),
]
"""Language, dark, size."""

DAY_CUT = re.compile(r"^[0-9]*\([月火水木金土日]|[0-9]/[0-9]*$")
"""A line that begins or ends within a date."""


ABNORMAL = {
    "vitals": "all", "temperature_c": "36.9", "spo2_percent": "91", "systolic_mmhg": "84", "diastolic_mmhg": "40",
    "pulse_per_min": "150", "respiration_per_min": "40", "oxygen.device": "nasal_cannula", "oxygen.flow_l_per_min": "6",
    "oxygen.fio2_source": "estimated", "oxygen.fio2_percent": "44", "crs": "items", "hypotension": "none",
    "fever_masked": "yes", "life_threatening": "no", "crs.accepted_grade": "2", "tool": "items", "ice.orientation": "3",
    "ice.naming": "3", "ice.command": "1", "ice.writing": "0", "ice.attention": "asleep", "signs": "items",
    "consciousness": "to_voice", "seizure": "brief", "focal_weakness": "no", "raised_pressure": "none",
    "global_aphasia": "no", "neuro.accepted_grade": "2",
}  # fmt: skip
"""A check in which everything that can be asked is asked, and does not agree."""


def wider_than_its_window(form: QWidget) -> list[str]:
    """What sticks out of the visible width of a form: its body must only ever scroll up and down."""
    return [type(one).__name__ for one in form.findChildren(QWidget) if one.isVisible() and one.width() > form.width()]


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_every_form_shows_everything_and_who_it_is_about(open_ward: Open, lang: str, dark: bool, scale: int) -> None:
    window, ports, _ = open_ward(lang, dark=dark, scale=scale)
    window.session.sign_in(STAFF[0])
    window.open_patient("DEMO-6")
    action = Action(due=NOW + timedelta(hours=2), what="CRS check by the one who knows the child", who="M.S")
    given = handed_over(
        NOW, patient="DEMO-6", by="M.S", actions=(action,), if_then=("fever: call",), recommendation="ask"
    )
    ports.others_write(given)
    about = {"withdraw": ports.look("DEMO-6").chart.written[0], "take_over": given}
    for form in FORMS.values():
        patient = "" if form.id == "register" else "DEMO-6"
        window.charting.start(form, patient, about.get(form.id))
        shown = window.charting.open_form
        assert shown is not None
        for key, text in RIGHT[form.id][2].items():
            shown._edited(key, text)
        settle()
        assert cut(shown) == [], form.id
        assert nameless(shown) == [], form.id
        assert wider_than_its_window(shown) == [], form.id
        assert shown.width() <= window.width()
        if patient:
            assert "9900055" in shown.identity.text()
        shown.cancel_all()


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_the_second_check_shows_everything(open_ward: Open, lang: str, dark: bool, scale: int) -> None:
    window, _, _ = open_ward(lang, dark=dark, scale=scale)
    window.session.sign_in(STAFF[0])
    window.charting.start(FORMS["bag_change"], "DEMO-6")
    shown = window.charting.open_form
    assert shown is not None
    shown._cover(on=True)
    shown.second.finish()
    settle()
    assert cut(shown) == []
    assert nameless(shown) == []


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_small_windows_show_everything(open_ward: Open, lang: str, dark: bool, scale: int) -> None:
    window, ports, _ = open_ward(lang, dark=dark, scale=scale)
    words, theme = window.words, window.theme
    window.open_patient("DEMO-1")
    show_plan(window)
    dialogs: list[QDialog] = [
        SignIn(ports.people, words, theme, window),
        Staff(ports.people, one_with("admin"), words, theme, window),
        FindPatient(lambda typed: answer((), typed, words), words, theme, window),
    ]
    for dialog in dialogs:
        dialog.show()
    settle()
    for dialog in (*dialogs, *(d for d in window.findChildren(QDialog) if d not in dialogs)):
        assert cut(dialog) == [], type(dialog).__name__
        assert nameless(dialog) == [], type(dialog).__name__
    QApplication.processEvents()


def test_the_menu_of_more_entries_and_corrections_open(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    window.session.sign_in(STAFF[0])
    window.open_patient("DEMO-6")
    menu = window.charting.menu("DEMO-6", window.chart.more_button)
    names = [action.text() for action in menu.actions()]
    menu.close()
    assert names[:3] == ["Pump reading", "End of the course", "Premedication"]
    assert names[-1] == "Patient's data"
    entry = ports.look("DEMO-6").registered
    assert entry is not None
    assert correction_of(entry) is not None
    window.charting.correct("DEMO-6", entry.id)
    shown = window.charting.open_form
    assert shown is not None
    assert shown.body.rows["family_name"].text() == "Minase"
    assert [one.text() for one in shown.findChildren(QLabel) if one.text().startswith("Correct: ")]


def test_a_viewer_opens_no_form(open_ward: Open) -> None:
    window, _, _ = open_ward()
    window.session.sign_in(one_with("viewer"))
    window.charting.flow("DEMO-6")
    assert window.charting.open_form is None


def test_nothing_is_charted_in_a_file_that_cannot_be_written(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    ports.notice = say("Opened for reading only.")
    window.session.sign_in(STAFF[0])
    window.charting.flow("DEMO-6")
    assert window.charting.open_form is None


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_an_abnormal_check_and_an_alert_show_everything(open_ward: Open, lang: str, dark: bool, scale: int) -> None:
    window, _, _ = open_ward(lang, dark=dark, scale=scale)
    window.session.sign_in(STAFF[0])
    window.open_patient("DEMO-6")
    alert = acknowledging("checks.missed", say("The CRS check is overdue."), timedelta(hours=1))
    capd = {"tool": "capd", "tool.again": "items", "signs": "items"}
    left = {"vitals": "not_done", "crs": "items", "tool": "not_done", "tool.reason": "off_ward"}
    wrong = {**ABNORMAL, "temperature_c": "378", "diastolic_mmhg": "120", "oxygen.fio2_percent": "0.4"}
    for form, typed in ((CHECK, ABNORMAL), (CHECK, capd), (CHECK, left), (CHECK, wrong), (CHECK, {}), (alert, {})):
        window.charting.start(form, "DEMO-6")
        shown = window.charting.open_form
        assert shown is not None
        shown.empty()
        for key, text in typed.items():
            shown._edited(key, text)
        settle()
        assert cut(shown) == []
        assert nameless(shown) == []
        assert wider_than_its_window(shown) == []
        shown.cancel_all()


@pytest.mark.parametrize(
    "form_id", ["bag_change", "register", "order", "stop", "check", "event", "gvhd", "missed", "handover"]
)
def test_tab_order_is_reading_order(open_ward: Open, form_id: str) -> None:
    window, ports, bridge = open_ward()
    nurse = Nurse(window, ports, bridge)
    nurse.signs_in(STAFF[0])
    nurse.comes_back()
    window.charting.start(FORMS[form_id], "" if form_id == "register" else "DEMO-6")
    opened = {"check": ABNORMAL, "event": RIGHT["event"][2], "missed": RIGHT["missed"][2]}.get(form_id, {})
    for key, text in opened.items():
        nurse.form._edited(key, text)
    nurse.form.body.rows[next(iter(nurse.form.body.rows))].first().setFocus()
    seen: list[str] = []
    for _ in range(50):
        focused = QApplication.focusWidget()
        key = next((k for k, row in nurse.form.body.rows.items() if focused and row.isAncestorOf(focused)), "")
        if key and key not in seen:
            seen.append(key)
        nurse.presses(Qt.Key.Key_Tab)
    assert seen == list(nurse.form.body.rows)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_an_answer_has_room_for_its_words_in_bold_once_it_is_chosen(open_ward: Open, lang: str) -> None:
    window, _, _ = open_ward(lang)
    window.session.sign_in(STAFF[0])
    window.charting.start(FORMS["end"], "DEMO-6")
    shown = window.charting.open_form
    assert shown is not None
    settle()
    for one in shown.findChildren(Segment):
        bold = one.font()
        bold.setBold(True)
        rim = 2 * (10 + 2)  # padding and border of the chosen one, px at 100 %
        assert one.width() >= QFontMetrics(bold).horizontalAdvance(one.text()) + rim, one.text()


def test_a_japanese_date_is_never_broken_within_its_day(open_ward: Open) -> None:
    window, _, _ = open_ward("ja", scale=200)
    window.open_patient("DEMO-1")
    show_plan(window)
    settle()
    page = next(one for one in window.findChildren(BagPlanPage))
    measure = page.table._delegate.cells.measure
    broken = []
    for row in page.table.rows():
        for column, cell in enumerate(row.cells):
            room = page.table.columnWidth(column) - 2 * SIDE
            broken += [part for line in cell.lines for part in measure.lines(line, room) if DAY_CUT.search(part)]
    assert broken == []
    assert page.table.horizontalHeader().length() <= page.table.viewport().width()


def test_after_a_person_was_saved_nothing_of_them_stands_in_the_form_for_the_next_one(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    dialog = Staff(ports.people, one_with("admin"), window.words, window.theme, window)
    for key, text in (("id", "A.B"), ("name", "A. Bito"), ("role", "admin"), ("active", "yes")):
        dialog.rows[key].put(text)
    for line in dialog.pins:
        line.setText("538206")
    dialog.admin_pin.setText(PIN)
    dialog.put()
    assert "A.B" in {person.id for person in ports.people.staff()}
    assert {key: row.text() for key, row in dialog.rows.items()} == dict.fromkeys(dialog.rows, "")
