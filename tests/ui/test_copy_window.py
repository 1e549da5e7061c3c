"""The window of a review copy: never taken for the ward, nothing writes to the record, comments by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from blin21_desktop.domain.review import ReviewRefused
from blin21_desktop.domain.text import say
from blin21_desktop.printing.handover import Printed
from blin21_desktop.printing.job import Job
from blin21_desktop.ui.forms.form_dialog import FormDialog
from blin21_desktop.ui.keys import WRITING
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.pages.chart_page import HANDOVER, RECORD
from blin21_desktop.ui.print_preview import PrintPreview
from blin21_desktop.ui.theme import COLOURS, Role
from tests.ui.conftest import Open, OpenCopyWindow, settle
from tests.ui.copy_driving import told, unlocking
from tests.ui.fake_copies import HEADER, FakeCopy, copy_window
from tests.ui.fakes import NOW
from tests.ui.test_forms_tour import WAYS, wider_than_its_window
from tests.ui.test_tour import cut, nameless

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def strip(window: MainWindow) -> str:
    assert window.copy is not None
    return window.copy.strip.accessibleName()


def shown_moment(window: MainWindow) -> datetime | None:
    return None if window.copy is None else window.copy.state.moment


def test_the_strip_says_in_words_what_it_is(open_copy: OpenCopyWindow) -> None:
    window = open_copy()
    assert strip(window).startswith(
        "REVIEW COPY of Mon 23-Nov-2026 14:30 · read-only · 9 patients · made by K.T · age 3d 4hr · "
        "valid until Mon 30-Nov-2026 14:30 · do not use for bedside decisions"
    )
    assert window.windowTitle().startswith("REVIEW COPY of Mon 23-Nov-2026 14:30")
    assert window.board.moment.text() == "Mon 23-Nov-2026 14:30"


@pytest.mark.parametrize(
    ("copy", "heeds"),
    [
        (lambda: FakeCopy(timedelta(days=7, seconds=1)), "EXPIRED"),
        (lambda: FakeCopy(newer=NOW + timedelta(days=1)), "OLDER COPY"),
        (lambda: FakeCopy(trust="new"), "NEW KEY. The ward's key: 65RP-4PZG-5M"),
        (lambda: FakeCopy(trust="confirmed"), "compared by you"),
        (lambda: FakeCopy(timedelta(hours=-1)), "age cannot be told"),
    ],
)
def test_every_state_is_heeded_in_words(open_copy: OpenCopyWindow, copy: Callable[[], FakeCopy], heeds: str) -> None:
    assert heeds in strip(open_copy(copy()))
    assert heeds not in strip(open_copy())


def test_at_its_last_moment_it_is_not_expired(open_copy: OpenCopyWindow) -> None:
    assert "EXPIRED" not in strip(open_copy(FakeCopy(timedelta(days=7))))


def test_age_and_expiry_follow_this_computers_clock(open_ward: Open) -> None:
    copy = FakeCopy(timedelta(days=6, hours=23, minutes=59))
    ports: Any = copy_window(copy)
    window, _, bridge = open_ward(ports=ports)
    assert "age 6d 23hr" in strip(window)
    copy.clock += timedelta(minutes=2)
    bridge.poll()
    assert "age 7d 0hr" in strip(window)
    assert "EXPIRED" in strip(window)
    assert window.board.moment.text() == "Mon 23-Nov-2026 14:30"


@pytest.mark.parametrize("dark", [False, True])
def test_the_frame_is_amber_around_everything(open_copy: OpenCopyWindow, dark: bool) -> None:
    window = open_copy(dark=dark)
    picture = window.grab().toImage()
    amber = COLOURS[Role.COPY][dark].lower()
    wide, high = picture.width(), picture.height()
    for x, y in ((1, high // 2), (wide - 2, high // 2), (wide // 2, high - 2), (wide - 40, 8)):
        assert picture.pixelColor(x, y).name() == amber, (x, y)


def test_no_key_writes_and_each_says_why(open_copy: OpenCopyWindow) -> None:
    window = open_copy()
    window.open_patient("DEMO-1")
    actions = {action.shortcut().toString(): action for action in window.actions()}
    for key in sorted(WRITING):
        actions[key].trigger()
        assert told(window) == [
            "This is a review copy: the record cannot be changed here. Ctrl+R writes a comment or a decision."
        ], key
    actions["Ctrl+M"].trigger()
    assert len(told(window)) == 1
    assert not window.findChildren(FormDialog)


def test_no_button_writes(open_copy: OpenCopyWindow) -> None:
    window = open_copy()
    window.open_patient("DEMO-1")
    settle()
    chart = window.chart
    gone = (chart.flow_button, chart.check_button, chart.stop_button, chart.more_button, window.strip.who,
            window.strip.staff, window.strip.signed, window.strip.draft, window.strip.out)  # fmt: skip
    assert [one.text() for one in gone if one.isVisible()] == []
    window.chart.tabs.setCurrentIndex(HANDOVER)
    settle()
    assert chart.handover.printing.isVisible()
    assert not chart.handover.give.isVisible()
    assert not chart.handover.take.isVisible()
    window.chart.tabs.setCurrentIndex(RECORD)
    settle()
    assert not chart.record.withdraw.isVisible()
    assert not chart.record.correct.isVisible()
    window.show_board()
    assert not window.board.new_button.isVisible()
    QTest.keyClick(window, Qt.Key.Key_M, CTRL)
    (menu,) = window.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Hours lost on the ward…",
        "Figures of all patients\tCtrl+G",
    ]
    menu.close()


def test_the_preview_of_a_page_leaves_the_strip_in_view(
    open_copy: OpenCopyWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_copy()
    made = Printed(pdf=b"", sheets=1, record=())
    monkeypatch.setattr(window.ports, "paper", lambda _: made)
    QTest.keyClick(window, Qt.Key.Key_F10)
    (preview,) = window.findChildren(PrintPreview)
    assert window.copy is not None
    below = window.copy.strip.mapToGlobal(window.copy.strip.rect().bottomLeft()).y()
    assert preview.geometry().top() > below
    assert preview.geometry().bottom() <= window.geometry().bottom()
    preview.close()


def test_printing_is_refused_once_expired(open_copy: OpenCopyWindow) -> None:
    window = open_copy(FakeCopy(timedelta(days=8)))
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert told(window) == ["EXPIRED, nothing is printed"]
    ports = copy_window(FakeCopy(timedelta(days=8)))
    with pytest.raises(ValueError, match="EXPIRED"):
        ports.paper(Job(paper="ward-list", lang="en"))


def test_paper_of_a_copy_is_marked(open_copy: OpenCopyWindow) -> None:
    ports = copy_window(FakeCopy())
    assert ports.look("DEMO-1").copy_at == HEADER.as_of
    for paper in ("handover", "ward-list", "bag-plan", "course-summary"):
        made = ports.paper(Job(paper=paper, lang="en", patients=() if paper == "ward-list" else ("DEMO-1",)))
        assert made.pdf.startswith(b"%PDF")
        assert {entry.at for entry in made.record} == {HEADER.as_of}
        ports.printed(made, "en")


def test_the_wards_own_papers_stay_on_the_ward() -> None:
    ports = copy_window(FakeCopy())
    assert (ports.prints(), ports.downtime.folder, list(ports.downtime.write("en"))) == ((), "", [])
    ports.keep_page_size("letter")
    assert ports.page_size() == "letter"
    (entry,) = ports.paper(Job(paper="handover", lang="en", patients=("DEMO-1",))).record
    for refused in (
        lambda: ports.forms_pdf("DEMO-1", "en", "a4"),
        lambda: ports.again(entry, None, "en"),
        lambda: ports.paper_check("7F3A-91"),
        lambda: ports.downtime.place("somewhere", "en", "en"),
    ):
        with pytest.raises(ValueError, match=r"review copy|ward"):
            refused()


def test_the_slider_moves_every_page_and_back(open_copy: OpenCopyWindow) -> None:
    window = open_copy()
    assert window.copy is not None
    window.open_patient("DEMO-1")
    before = window.chart.now.accessibleName(), window.chart.status.accessibleName()
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_PageUp, ALT)
    moment = shown_moment(window)
    assert moment is not None
    assert "LOOKING BACK: as of" in strip(window)
    look = window.ports.look("DEMO-1")
    assert (look.at, look.known_at) == (moment, moment)
    assert all(entry.recorded_at <= moment for entry in look.chart.written)
    assert all(one.at == moment for one in window.ports.board())
    assert window.chart.status.accessibleName() != before[1]
    QTest.keyClick(window, Qt.Key.Key_G, CTRL)
    assert window.figures.page.moment.accessibleName() == f"as of {window.words.moment(moment)}"
    QTest.keyClick(window, Qt.Key.Key_PageDown, ALT)
    after = shown_moment(window)
    assert after is not None
    assert after > moment
    QTest.keyClick(window, Qt.Key.Key_End, ALT)
    assert shown_moment(window) is None
    assert "LOOKING BACK" not in strip(window)
    assert window.copy.as_of.slider.accessibleName() == "As of: end of the copy"


def test_from_the_first_moment_nothing_is_earlier(open_copy: OpenCopyWindow) -> None:
    window = open_copy()
    assert window.copy is not None
    bar = window.copy.as_of
    QTest.keyClick(bar.slider, Qt.Key.Key_Home)
    assert not bar.earlier.isEnabled()
    assert bar.moment == min(window.copy.state.moments)
    bar.later.click()
    bar.earlier.click()
    bar.end.click()
    assert shown_moment(window) is None
    assert not bar.later.isEnabled()
    assert not bar.end.isEnabled()


def test_what_a_copy_has_not_refuses_in_words(open_copy: OpenCopyWindow) -> None:
    ports = copy_window(FakeCopy())
    assert (ports.people.staff(), ports.labs.counts(), ports.returns_waiting()) == ((), {}, 0)
    assert (ports.sample("ab"), ports.changed(), ports.values.signatures()) == (None, 0, ())
    assert ports.knowledge.terms


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_nothing_is_cut_or_nameless(open_copy: OpenCopyWindow, lang: str, dark: bool, scale: int) -> None:
    window = open_copy(FakeCopy(timedelta(days=8)), lang, dark=dark, scale=scale)
    assert window.copy is not None
    settle()
    for part in (window.copy.strip, window.copy.as_of, window.strip):
        assert cut(part) == []
        assert nameless(part) == []
    window.copy.notes.open()
    page = window.copy.notes.page
    assert page is not None
    settle()
    assert cut(page) == []
    assert nameless(page) == []
    page.reject()

    def refusing(*_: object) -> None:
        raise ReviewRefused(say("as long as what is said about another key " * 6))

    dialog = unlocking(Path("c.blin21review"), refusing, window)
    for _ in range(2):
        settle()
        assert cut(dialog) == []
        assert nameless(dialog) == []
        assert wider_than_its_window(dialog) == []
        dialog.passphrase.setText("x")
        dialog.finish()
    dialog.reject()
