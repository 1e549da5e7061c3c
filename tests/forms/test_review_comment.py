"""What is written in a review copy: always marked with the copy, under the physician's name, ordering nothing."""

from __future__ import annotations

from dataclasses import replace

from blin21_desktop.domain.entries import DecisionTaken, Entry, ReviewCommented
from blin21_desktop.domain.people import Person
from blin21_desktop.domain.review import CopyHeader
from blin21_desktop.forms.decision import DECISION_KEY, PHYSICIAN
from blin21_desktop.forms.fields import Reading, Setting
from blin21_desktop.forms.form import objections, read
from blin21_desktop.forms.review_comment import COMMENT, comment_form, decision_form
from blin21_desktop.present import catalogue
from tests.forms.filling import RUNNING, TOKYO, setting, ward_with
from tests.making import PATIENT, hour

EN = catalogue.words("en", TOKYO)
HEADER = CopyHeader(
    id="copy-1", ward="W", as_of=hour(9), made_at=hour(9), made_by="K.T", physician="Dr H", valid_until=hour(200),
    entries={PATIENT: 4}, count=4, code="7F3A", key_code="K", training=True, program="1",
)  # fmt: skip
PHYSICIAN_HERE = Person(id="Dr H", name="Dr H", role="physician")


def at(hours: float, about: Entry | None = None) -> Setting:
    ward = ward_with(*RUNNING, at=hour(hours))
    return replace(setting(ward, hour(hours)), by=PHYSICIAN_HERE, about=about)


def comment(text: str, about: Entry | None = None) -> Reading:
    return read(comment_form(HEADER), at(10, about), {COMMENT: text})


def test_a_comment_names_copy_moment_and_physician() -> None:
    reading = comment("repeat ALT tomorrow")
    (entry,) = reading.batch
    assert isinstance(entry, ReviewCommented)
    assert (entry.copy, entry.copy_at, entry.physician, entry.by) == ("copy-1", hour(9), "Dr H", "Dr H")
    assert (entry.comment, entry.about, entry.happened_at) == ("repeat ALT tomorrow", None, hour(10))
    assert reading.sentence is not None
    assert EN.render(reading.sentence).endswith("Nothing is ordered by this.")
    assert objections(comment_form(HEADER), reading, ward_with(*RUNNING, at=hour(10)).judge) == ()


def test_an_empty_comment_is_open() -> None:
    assert [EN.render(text) for text in comment(" ").open] == ["Comment"]
    assert comment(" ").batch == ()


def test_a_comment_about_an_entry_names_it() -> None:
    about = RUNNING[-1]
    (entry,) = comment("why this rate", about).batch
    assert isinstance(entry, ReviewCommented)
    assert entry.about == about.id
    form, where = comment_form(HEADER), at(10, about)
    (section,) = form.sections(where, {})
    assert section.fields[0].note is not None
    assert EN.render(section.fields[0].note).startswith("about the entry: infusion started of")
    assert EN.render(form.title(where)) == "Comment in the review copy"


def test_a_decision_is_marked_and_asks_for_no_name() -> None:
    form, where = decision_form(HEADER), at(10)
    keys = {field.key for section in form.sections(where, {}) for field in section.fields}
    assert DECISION_KEY in keys
    assert PHYSICIAN not in keys
    reading = read(form, where, {DECISION_KEY: "continue", "happened_at": "20:00"})
    (entry,) = reading.batch
    assert isinstance(entry, DecisionTaken)
    assert (entry.copy, entry.copy_at, entry.physician, entry.by) == ("copy-1", hour(9), "Dr H", "Dr H")
    assert reading.sentence is not None
    assert "only with the return file" in EN.render(reading.sentence)
    assert EN.render(form.title(where)) == ("Decision in the review copy, with what was known at Mon 23-Nov-2026 19:00")


def test_a_decision_before_the_end_of_the_copy_is_impossible() -> None:
    form, where = decision_form(HEADER), at(10)
    typed = {DECISION_KEY: "continue", "happened_at": "18:59", "note": "seen earlier"}
    judge = ward_with(*RUNNING, at=hour(10)).judge
    found = objections(form, read(form, where, typed), judge)
    assert [one.field for one in found if one.impossible] == ["happened_at"]
    assert objections(form, read(form, where, {**typed, "happened_at": "19:00"}), judge) == ()
