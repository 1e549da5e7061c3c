"""What a person says about a laboratory value: the forms, what they write, and when they are not there."""

from __future__ import annotations

import pytest

from blin21_desktop.domain.entries import Entry, LabBaselineChosen, LabConditionAnswered
from blin21_desktop.forms.form import Form, read
from blin21_desktop.forms.lab_said import BASELINE, CONDITION, said_form
from blin21_desktop.forms.of_moment import form_of_moment
from blin21_desktop.rules.lab_in_force import LabGrade
from tests.forms.filling import BEFORE, RUNNING, setting, ward_with
from tests.making import hour
from tests.present.looks import withdrawn_registration, words
from tests.rules.benching import lab

ALT = {"lower_limit": "5", "upper_limit": "40"}
LABS = (
    lab(hour(-20), "alt", "80", id="old", **ALT),
    lab(hour(-2), "alt", "20", id="base", **ALT),
    lab(hour(20), "alt", "130", id="now", **ALT),
    lab(hour(20), "sodium", "127", id="na", lower_limit="135"),
    lab(hour(20), "leukocytes", "2", unit="10*9/L", id="w"),
    lab(hour(20), "neutrophils_percent", "40", unit="%", id="p"),
    lab(hour(20), "unicorn", "1", unit="U/L", id="u"),
)
AT = hour(24)


def opened(form_id: str, *entries: Entry) -> Form | None:
    return said_form(ward_with(*RUNNING, *LABS, *entries, at=AT).look("UPN-1", AT), form_id)


def written(form_id: str, typed: dict[str, str]) -> tuple[Entry, str, LabGrade]:
    """The entry, the sentence, and the grade of ALT after it was written."""
    ward = ward_with(*RUNNING, *LABS, at=AT)
    form = said_form(ward.look("UPN-1", AT), form_id)
    assert form is not None
    assert form.id == form_id
    found = read(form, setting(ward, AT), {**typed, "happened_at": "10:00"})
    assert (found.open, found.problems) == ((), {})
    assert found.sentence is not None
    ward.write(found.batch)
    return found.batch[0], words().render(found.sentence), ward.look("UPN-1", AT).labs.newest["alt"]


def test_a_sample_is_chosen_as_the_baseline() -> None:
    entry, sentence, alt = written(f"{BASELINE}alt", {"course": "1", "baseline": "old", "because": "before the virus"})
    assert isinstance(entry, LabBaselineChosen)
    assert (entry.course, entry.result, entry.limb, entry.because) == (1, "old", None, "before the virus")
    assert sentence == "Alanine aminotransferase, course 1: baseline 80 U/L, 22-Nov-2026 14:00."
    assert alt.case.baseline.chosen
    assert alt.grade == 1


def test_a_limb_is_chosen() -> None:
    typed = {"course": "1", "baseline": "limb:baseline_abnormal", "because": "known liver disease"}
    entry, sentence, alt = written(f"{BASELINE}alt", typed)
    assert isinstance(entry, LabBaselineChosen)
    assert (entry.result, entry.limb) == (None, "baseline_abnormal")
    assert sentence == "Alanine aminotransferase, course 1: baseline limb: baseline abnormal."
    assert alt.case.baseline.rule == "baseline_abnormal"


def test_a_question_is_answered() -> None:
    form_id = f"{CONDITION}na\nHyponatremia\nsymptoms"
    entry, sentence, _ = written(form_id, {"answer": "yes"})
    assert isinstance(entry, LabConditionAnswered)
    assert (entry.result, entry.term, entry.condition, entry.answer) == ("na", "Hyponatremia", "symptoms", "yes")
    assert sentence == "Hyponatremia: signs or symptoms: Yes."
    assert written(form_id, {"answer": "no"})[1].endswith(": No.")


def test_everything_is_asked_and_nothing_is_chosen_beforehand() -> None:
    ward = ward_with(*RUNNING, *LABS, at=AT)
    where = setting(ward, AT)
    for form_id, asked in (
        (f"{BASELINE}alt", ["Course", "Baseline", "Why", "Time"]),
        (f"{CONDITION}na\nHyponatremia\nsymptoms", ["signs or symptoms", "Time"]),
    ):
        form = said_form(where.look, form_id) if where.look is not None else None
        assert form is not None
        assert [words().render(one.label) for s in form.sections(where, {}) for one in s.fields][: len(asked) - 1] == (
            asked[:-1]
        )
        found = read(form, where, {})
        assert found.batch == ()
        assert len(found.open) == len(asked)
        assert words().render(form.title(where))
        assert words().render(form.name)


def test_the_question_shows_the_value_it_is_about() -> None:
    ward = ward_with(*RUNNING, *LABS, at=AT)
    form = said_form(ward.look("UPN-1", AT), f"{CONDITION}na\nHyponatremia\nsymptoms")
    assert form is not None
    (told,) = read(form, setting(ward, AT), {}).told["answer"]
    assert words().render(told.says) == "127 mmol/L, 24-Nov-2026 06:00"


@pytest.mark.parametrize(
    "form_id",
    [
        f"{BASELINE}crp",
        f"{BASELINE}neutrophils",
        f"{CONDITION}nobody\nHyponatremia\nsymptoms",
        f"{CONDITION}na\nHyponatremia\nrain",
        f"{CONDITION}na",
        "check",
    ],
)
def test_there_is_no_form_for_what_is_not_there(form_id: str) -> None:
    assert opened(form_id) is None


def test_an_analyte_that_the_table_does_not_know_can_have_a_baseline() -> None:
    form = opened(f"{BASELINE}unicorn\nu")
    assert form is not None


def test_the_samples_before_the_course_are_offered_and_the_one_it_is_about() -> None:
    ward = ward_with(*RUNNING, *LABS, at=AT)
    where = setting(ward, AT)

    def offered(form_id: str) -> list[str]:
        form = said_form(ward.look("UPN-1", AT), form_id)
        assert form is not None
        assert form.id == form_id
        fields = {one.key: one for section in form.sections(where, {}) for one in section.fields}
        return [option.code for option in fields["baseline"].options]

    limbs = ["limb:baseline_abnormal", "limb:baseline_normal"]
    assert offered(f"{BASELINE}alt") == ["old", "base", *limbs]
    assert offered(f"{BASELINE}alt\nnow") == ["old", "base", "now", *limbs]
    assert offered(f"{BASELINE}sodium\nna") == ["na"]
    assert opened(f"{BASELINE}sodium") is None
    many = [lab(hour(-100 + n), "crp", str(n), id=f"c{n}") for n in range(12)]
    form = opened(f"{BASELINE}crp", *many)
    assert form is not None
    (first, *_rest) = [one for s in form.sections(where, {}) for one in s.fields if one.key == "baseline"]
    assert [option.code for option in first.options] == [f"c{n}" for n in range(4, 12)]


def test_without_a_course_or_a_registration_there_is_none() -> None:
    ward = ward_with(*BEFORE, *LABS, at=AT)
    assert said_form(ward.look("UPN-1", AT), f"{BASELINE}alt") is None
    assert said_form(withdrawn_registration(), f"{BASELINE}alt") is None


def test_a_draft_finds_its_form_again() -> None:
    look = ward_with(*RUNNING, *LABS, at=AT).look("UPN-1", AT)
    form = form_of_moment(look, f"{BASELINE}alt")
    assert form is not None
    assert form_of_moment(look, "acknowledge:gone") is None
