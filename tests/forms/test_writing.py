"""The form that attaches a handwriting sample: the picture by its name, baseline or not, the same sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.entries import Entry, Kind, WritingSampled
from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.picture import Picture
from blin21_desktop.forms import OF_KIND, correction_of, more_forms
from blin21_desktop.forms.fields import Reading, Setting
from blin21_desktop.forms.form import read
from blin21_desktop.forms.typed import IllFormed
from blin21_desktop.forms.writing import WRITING, PictureName, picture_name, picture_text
from tests.forms.filling import BEFORE, PICTURE, RUNNING, setting, ward_with
from tests.making import hour, sampled

GOOD = {"picture": PICTURE, "baseline": "no", "sentence": "I like dogs", "happened_at": "15:00"}


def standing(*before: Entry, hours: float, about: Entry | None = None) -> Setting:
    return setting(ward_with(*before, at=hour(hours)), hour(hours), about=about)


def reading(*before: Entry, hours: float = 5, **typed: str) -> Reading:
    return read(WRITING, standing(*before, hours=hours), {**GOOD, **typed})


def test_a_picture_is_named_by_hash_kind_and_size() -> None:
    picture = Picture(b"\xff\xd8\xff...", 1600, 480)
    name = picture_name(picture_text(picture))
    assert name == PictureName(picture.sha256, "image/jpeg", 1600, 480)
    assert picture_name(PICTURE).media_type == "image/png"


@pytest.mark.parametrize("text", ["line.jpg", PICTURE.upper(), PICTURE.replace("800x", "0x"), PICTURE + " ", "ab 1x1"])
def test_anything_else_is_no_picture(text: str) -> None:
    with pytest.raises(IllFormed):
        picture_name(text)


def test_a_filled_form_makes_the_entry_and_says_what_is_written() -> None:
    found = reading(*RUNNING)
    (entry,) = found.batch
    assert isinstance(entry, WritingSampled)
    assert (entry.sha256, entry.media_type, entry.width, entry.height) == ("ab" * 32, "image/png", 800, 300)
    assert (entry.baseline, entry.sentence) == (False, "I like dogs")
    assert found.sentence is not None
    assert found.sentence.template == "Handwriting sample of {at:moment}."
    assert found.echoes["picture"].values == {"width": 800, "height": 300}


def test_a_baseline_is_said_as_such() -> None:
    found = reading(*BEFORE, baseline="yes", hours=-1, happened_at="09:00")
    assert found.doubts == ()
    assert found.sentence is not None
    assert found.sentence.template == "Handwriting sample of {at:moment}, the baseline."


def test_without_a_picture_nothing_can_be_written() -> None:
    found = reading(*RUNNING, picture="")
    assert [text.template for text in found.open] == ["Picture"]
    assert found.batch == ()


def test_a_text_that_is_no_picture_is_said_at_its_field() -> None:
    found = reading(*RUNNING, picture="line.jpg")
    assert found.problems["picture"].template == "No picture is chosen."
    assert "picture" not in found.known
    assert found.batch == ()


def test_a_baseline_after_the_start_of_a_course_is_asked_about() -> None:
    found = reading(*RUNNING, baseline="yes")
    assert [(doubt.field, doubt.impossible) for doubt in found.doubts] == [("baseline", False)]
    assert reading(*RUNNING, baseline="no").doubts == ()


def test_a_baseline_before_the_first_start_is_not_asked_about() -> None:
    assert reading(*BEFORE, baseline="yes").doubts == ()


def test_another_sentence_than_the_baselines_is_asked_about_and_the_last_one_offered() -> None:
    first = sampled(hour(-2), baseline=True, sentence="I like dogs")
    found = reading(*BEFORE, first, hours=1, sentence="I like cats", happened_at="11:00")
    assert [doubt.field for doubt in found.doubts] == ["sentence"]
    assert reading(*BEFORE, first, hours=1, happened_at="11:00").doubts == ()
    assert reading(*BEFORE, first, hours=1, sentence="", happened_at="11:00").doubts == ()
    where = standing(*BEFORE, first, hours=1)
    (asked,) = [f for s in WRITING.sections(where, {}) for f in s.fields if f.key == "sentence"]
    assert asked.likely == ("I like dogs",)


def test_the_card_of_the_picture_never_changes_by_what_others_write() -> None:
    first = sampled(hour(-2), baseline=True, sentence="I like dogs")
    bare = standing(*BEFORE, hours=1)
    later = standing(*BEFORE, first, hours=1)
    assert WRITING.sections(bare, {})[0] == WRITING.sections(later, GOOD)[0]
    assert WRITING.sections(bare, {})[1] != WRITING.sections(later, GOOD)[1]


def test_a_form_without_a_look_asks_the_same() -> None:
    where = replace(standing(*BEFORE, hours=1), look=None)
    assert read(WRITING, where, {**GOOD, "happened_at": "11:00", "baseline": "yes"}).doubts == ()


def test_a_correction_keeps_the_old_picture_unless_another_is_chosen() -> None:
    about = sampled(hour(1), sha256="cd" * 32, width=40, height=20)
    form = correction_of(about)
    assert form is not None
    where = standing(*RUNNING, about, hours=5, about=about)
    typed = {**GOOD, "picture": "", "because": "it was the baseline"}
    kept = read(form, where, typed).batch[1]
    assert isinstance(kept, WritingSampled)
    assert (kept.sha256, kept.width, kept.height) == ("cd" * 32, 40, 20)
    other = read(form, where, {**typed, "picture": PICTURE}).batch[1]
    assert isinstance(other, WritingSampled)
    assert other.sha256 == "ab" * 32


def test_the_form_stands_in_the_menu_at_any_time() -> None:
    assert all(WRITING in more_forms(status) for status in Status)
    assert OF_KIND[Kind.WRITING_SAMPLED] is WRITING
