"""Writing up from paper: every form asks for the paper's date and time, and its entry is a late one like any other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from blin21_desktop.domain.entries import InfusionPaused
from blin21_desktop.forms import FORMS
from blin21_desktop.forms.fields import Ask, Reading
from blin21_desktop.forms.form import objections, read
from blin21_desktop.forms.from_paper import NOTE, from_paper
from blin21_desktop.present import catalogue
from tests.forms.filling import RIGHT, SECOND, TOKYO, setting, ward_with
from tests.making import PATIENT, hour

EN = catalogue.words("en", TOKYO)
LATE = EN.render(NOTE)


def written_up(form_id: str, **changes: str) -> Reading:
    """A form as filled half a day later, with the date before its time."""
    form = from_paper(FORMS[form_id])
    before, hours, texts = RIGHT[form_id]
    ward = ward_with(*before, at=hour(hours + 12))
    about = before[-1] if form_id in ("withdraw", "take_over") else None
    where = setting(ward, hour(hours + 12), patient="" if form_id == "register" else PATIENT, about=about)
    at = hour(hours)
    typed = {**texts, "happened_at": f"{at:%Y-%m-%d %H:%M}", "note": LATE, **changes}
    reading = read(form, where, typed, SECOND if form.second_check else None)
    assert form.id == form_id
    if not reading.open and not reading.problems:
        assert [one for one in objections(form, reading, ward.judge) if one.impossible] == []
    return reading


@pytest.mark.parametrize("form_id", [one for one in RIGHT if one != "withdraw"])
def test_every_form_makes_a_late_entry_of_the_papers_time(form_id: str) -> None:
    _, hours, _ = RIGHT[form_id]
    batch = written_up(form_id).batch
    assert batch
    for entry in batch:
        assert entry.happened_at == hour(hours)
        assert entry.recorded_at == hour(hours + 12)
    assert form_id == "labs" or (batch[0].note or "").endswith(LATE)


@pytest.mark.parametrize("form_id", FORMS)
def test_no_form_offers_now_beside_a_time_and_the_plain_form_does(form_id: str) -> None:
    before, hours, texts = RIGHT[form_id]
    where = setting(
        ward_with(*before, at=hour(hours)), hour(hours), patient=PATIENT, about=before[-1] if before else None
    )
    plain, paper = (
        [one for section in form.sections(where, texts) for one in section.fields if one.ask is Ask.MOMENT]
        for form in (FORMS[form_id], from_paper(FORMS[form_id]))
    )
    assert all(one.now for one in plain)
    assert [one.key for one in paper] == [one.key for one in plain]
    assert not any(one.now for one in paper)
    assert EN.render(from_paper(FORMS[form_id]).title(where)).endswith(", from paper")


def test_a_time_without_its_date_is_never_taken_for_todays() -> None:
    before, hours, texts = RIGHT["stop"]
    assert read(FORMS["stop"], setting(ward_with(*before, at=hour(hours)), hour(hours)), texts).problems == {}
    reading = written_up("stop", happened_at="01:00")
    assert reading.batch == ()
    assert "the date as well" in EN.render(reading.problems["happened_at"])


def test_without_a_time_nothing_is_written() -> None:
    reading = written_up("stop", happened_at="")
    assert reading.batch == ()
    assert [EN.render(one) for one in reading.open] == ["Stopped at"]


def test_a_time_that_cannot_be_read_keeps_its_own_words() -> None:
    reading = written_up("stop", happened_at="noon")
    assert "the date as well" not in EN.render(reading.problems["happened_at"])


def test_without_the_note_a_late_entry_is_still_open() -> None:
    reading = written_up("stop", note="")
    assert reading.batch == ()
    assert [EN.render(one) for one in reading.open] == ["the note: why it is written late"]


def test_the_stop_written_up_stops_the_drug_from_then_on() -> None:
    before, hours, _ = RIGHT["stop"]
    (stop,) = written_up("stop").batch
    ward = ward_with(*before, at=hour(hours + 12))
    assert ward.look(PATIENT).status == "running"
    ward.write([stop])
    assert isinstance(stop, InfusionPaused)
    look = ward.look(PATIENT)
    assert look.course is not None
    assert look.course.pause is not None
    assert look.course.pause.start == hour(hours)
    assert look.at - look.course.pause.start == timedelta(hours=12)
