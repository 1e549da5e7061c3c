"""A handwriting sample by keyboard: chosen, shown, written with its entry; the row of samples, Enter enlarges."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from blin21_desktop.bootstrap.program import Program
from blin21_desktop.bootstrap.window import WindowWard
from blin21_desktop.domain.entries import WritingSampled
from blin21_desktop.domain.picture import Picture
from blin21_desktop.forms import FORMS
from blin21_desktop.forms.writing import picture_text
from blin21_desktop.store.log import verify
from blin21_desktop.ui.main_window import MainWindow
from blin21_desktop.ui.samples import SampleButton, SampleRowView, SampleView, Shown, shown_samples
from blin21_desktop.ui.samples_field import PictureField, small
from blin21_desktop.ui.samples_read import picture_from
from tests.making import PATIENT, registered, sampled
from tests.ui.conftest import Open, Opened, settle
from tests.ui.driving import Nurse
from tests.ui.fake_people import STAFF
from tests.ui.fakes import NOW
from tests.ui.pictures import encoded, line, photo, saved
from tests.ui.test_forms_tour import WAYS
from tests.ui.test_tour import cut, nameless

WHO = "DEMO-6"


@pytest.fixture
def nurse(open_ward: Open) -> Nurse:
    return opened(open_ward())


def opened(ward: Opened) -> Nurse:
    nurse = Nurse(*ward)
    nurse.signs_in(STAFF[0])
    nurse.window.open_patient(WHO)
    nurse.comes_back()
    nurse.window.charting.start(FORMS["writing"], WHO)
    return nurse


def field(nurse: Nurse) -> PictureField:
    control = nurse.form.body.rows["picture"].control
    assert isinstance(control, PictureField)
    return control


def test_a_sample_is_charted_by_keyboard(nurse: Nurse, tmp_path: Path) -> None:
    path = saved(tmp_path, "photo.jpg", photo(6))
    nurse.tabs_to(field(nurse).choose)
    nurse.presses(Qt.Key.Key_Space)
    chooser = field(nurse).findChild(QFileDialog)
    assert chooser is not None
    assert chooser.fileMode() is QFileDialog.FileMode.ExistingFile
    assert "*.jpg" in chooser.nameFilters()[0]
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    QApplication.processEvents()
    assert field(nurse).shown.isVisible()
    nurse.form.activateWindow()
    QTest.qWaitForWindowActive(nurse.form)
    nurse.fills({"baseline": "no", "sentence": "I like dogs", "happened_at": "14:25"})
    nurse.signs_and_saves()
    (entry,) = nurse.ports.look(WHO).chart.all(WritingSampled, NOW + timedelta(hours=1))
    picture = picture_from(path)
    assert (entry.sha256, entry.width, entry.height) == (picture.sha256, 300, 900)
    assert nurse.ports.sample(entry.sha256) == picture.data


def test_what_is_no_picture_is_said_in_its_field_and_nothing_is_chosen(nurse: Nurse, tmp_path: Path) -> None:
    one = field(nurse)
    one.read(saved(tmp_path, "line.png", encoded(line(), "png")))
    assert nurse.form.filling.typed["picture"]
    one.read(saved(tmp_path, "letter.png", b"no picture"))
    assert "letter.png is neither JPEG nor PNG" in one.said.accessibleName()
    assert one.said.isVisible()
    assert not one.shown.isVisible()
    assert "picture" not in nurse.form.filling.typed
    one.read(saved(tmp_path, "line.png", encoded(line(), "png")))
    assert not one.said.isVisible()


def test_a_chosen_picture_stays_while_the_form_thinks_again(nurse: Nurse, tmp_path: Path) -> None:
    one = field(nurse)
    one.read(saved(tmp_path, "line.png", encoded(line(), "png")))
    nurse.ports.others_write(sampled(NOW, id="other", patient=WHO, sentence="I like cats"))
    nurse.ports.pass_time(timedelta(minutes=2))
    nurse.form.show_all()
    assert field(nurse) is one
    assert one.picture is not None
    assert nurse.form.filling.reading.known >= {"picture"}


def test_an_emptied_form_and_a_draft_have_no_picture(nurse: Nurse, tmp_path: Path) -> None:
    path = saved(tmp_path, "line.png", encoded(line(), "png"))
    field(nurse).read(path)
    nurse.form.empty()
    assert field(nurse).picture is None
    assert not field(nurse).shown.isVisible()
    field(nurse).read(path)
    nurse.form.body.rows["sentence"]._typed("I like dogs")
    nurse.form.cancel_all()
    nurse.window.charting.take_up_draft()
    assert nurse.form.filling.typed == {"sentence": "I like dogs"}
    assert field(nurse).picture is None


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_the_form_with_a_picture_shows_everything(
    open_ward: Open, tmp_path: Path, lang: str, dark: bool, scale: int
) -> None:
    nurse = opened(open_ward(lang, dark=dark, scale=scale))
    field(nurse).read(saved(tmp_path, "tall.png", encoded(line(1500, 500), "png")))
    settle()
    assert cut(nurse.form) == []
    assert nameless(nurse.form) == []
    field(nurse).read(saved(tmp_path, "a-letter-with-a-long-name.png", b"no picture"))
    settle()
    assert cut(nurse.form) == []


def samples(count: int = 3, *, lost: bool = False) -> tuple[Shown, ...]:
    picture = encoded(line(), "png")
    first = Shown("11-16 09:00", "baseline", picture, baseline=True, sentence="I like dogs")
    others = (Shown(f"11-{22 - n} 08:00", "newest" if n == 0 else "", picture) for n in range(count - 1))
    return (first, *others, *((Shown("11-10 08:00", "", None),) if lost else ()))


def row_of(window: MainWindow, shown: tuple[Shown, ...]) -> SampleRowView:
    row = SampleRowView(shown, window.words, window.theme)
    row.setParent(window)
    row.setGeometry(0, 0, window.width(), 400)
    row.show()
    settle()
    return row


@pytest.mark.parametrize(("lang", "dark", "scale"), WAYS)
def test_the_row_and_the_large_view_show_everything(open_ward: Open, lang: str, dark: bool, scale: int) -> None:
    window, _, _ = open_ward(lang, dark=dark, scale=scale)
    row = row_of(window, samples(lost=True))
    assert cut(row) == []
    assert nameless(row) == []
    one = samples()[1]
    for view in (
        SampleView(one, samples()[0], window.words, window.theme, window),
        SampleView(samples()[0], samples()[0], window.words, window.theme, window),
        SampleView(Shown("11-10 08:00", "", None), None, window.words, window.theme, window),
    ):
        view.show()
        settle()
        assert cut(view) == []
        assert nameless(view) == []
        view.reject()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_or_space_shows_a_sample_large_beside_the_baseline(open_ward: Open, key: Qt.Key) -> None:
    window, _, _ = open_ward()
    row = row_of(window, samples())
    newest = row.findChildren(SampleButton)[1]
    newest.setFocus()
    QTest.keyClick(newest, key)
    (view,) = newest.findChildren(SampleView)
    said = [one.text() for one in view.findChildren(QLabel) if one.text()]
    assert said[0] == "11-16 09:00 · baseline"
    assert "11-22 08:00 · newest" in said
    assert sum(not one.pixmap().isNull() for one in view.findChildren(QLabel)) == 2
    view.reject()
    QTest.keyClick(newest, Qt.Key.Key_A)
    assert [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()] == []


def test_a_patient_without_samples_says_so(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    row = row_of(window, shown_samples(ports.look(WHO), window.words, ports.sample))
    assert [one.text() for one in row.findChildren(QLabel)] == ["no handwriting sample"]


def test_the_samples_of_a_patient_come_with_their_pictures(open_ward: Open) -> None:
    window, ports, _ = open_ward()
    ports.pictures = {"a" * 64: b"first"}
    ports.others_write(
        sampled(NOW - timedelta(hours=9), id="s-1", patient=WHO, sha256="a" * 64, baseline=True),
        sampled(NOW - timedelta(hours=1), id="s-2", patient=WHO, sha256="b" * 64),
    )
    first, newest = shown_samples(ports.look(WHO), window.words, ports.sample)
    assert (first.picture, first.label, first.baseline) == (b"first", "baseline", True)
    assert (newest.picture, newest.label) == (None, "newest")


def test_bytes_that_are_no_picture_make_none(qtbot: QtBot) -> None:
    assert small(b"none", 10, 10).isNull()
    assert small(encoded(line(5, 5), "png"), 10, 10).width() == 5
    assert small(encoded(line(50, 5), "png"), 10, 10).width() == 10


@pytest.fixture
def real(tmp_path: Path) -> WindowWard:
    program = Program(lambda: datetime.fromisoformat("2026-11-23T14:30:00+09:00"))
    return WindowWard(program, program.create(tmp_path / "ward.blin21", training=True))


def test_entry_and_picture_go_into_the_ward_file_together(real: WindowWard, tmp_path: Path) -> None:
    picture = Picture(encoded(line(), "png"), 900, 300)
    entry = sampled(NOW, sha256=picture.sha256, media_type=picture.media_type, recorded_at=NOW)
    real.write([registered(happened_at=NOW, recorded_at=NOW)])
    with pytest.raises(ValueError, match="not in this ward file"):
        real.write([entry])
    real.hold(picture)
    real.write([entry])
    assert real.sample(picture.sha256) == picture.data
    assert real.sample("0" * 64) is None
    assert verify(tmp_path / "ward.blin21").ok
    assert len(real.look(PATIENT).chart.all(WritingSampled, NOW)) == 1


def test_a_held_picture_that_the_batch_does_not_name_stays_out(real: WindowWard) -> None:
    picture = Picture(encoded(line(), "png"), 900, 300)
    real.hold(picture)
    real.write([registered(happened_at=NOW, recorded_at=NOW)])
    assert real.sample(picture.sha256) is None
    assert picture_text(picture).startswith(picture.sha256)
