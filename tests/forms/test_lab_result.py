"""The correction of a laboratory result: withdrawn and written again, its fields filled with what stood there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.forms import correction_of
from blin21_desktop.forms.as_typed import as_typed
from blin21_desktop.forms.form import read
from tests.forms.checking import EN, Filled
from tests.forms.filling import RIGHT, RUNNING, TOKYO, setting, ward_with
from tests.making import hour
from tests.rules.benching import lab

ALT = lab(
    hour(1), "alt", "310", id="alt", unit="U/L", lower_limit="10", upper_limit="42", specimen="019",
    source={"sender": "LIS", "order": "7", "specimen_id": "S1", "code": "3B045", "file": "a.hl7", "sha256": "ff"},
)  # fmt: skip


def corrected(about: LabResulted = ALT, /, *others: LabResulted, **changes: str) -> Any:  # noqa: ANN401  (a reading)
    form = correction_of(about)
    assert form is not None
    where = setting(ward_with(*RUNNING, about, *others, at=hour(5)), hour(5), about=about)
    typed = {**as_typed(about, TOKYO), "because": "typed wrong", **changes}
    return form, where, read(form, where, typed)


def written(about: LabResulted = ALT, /, **changes: str) -> LabResulted:
    _, _, reading = corrected(about, **changes)
    assert reading.open == ()
    assert reading.problems == {}
    _, entry = reading.batch
    assert isinstance(entry, LabResulted)
    return entry


def test_everything_stands_there_and_only_the_value_is_changed() -> None:
    form, where, reading = corrected(value="31")
    withdrawal, entry = reading.batch
    assert (withdrawal.withdrawn, withdrawal.because) == ("alt", "typed wrong")
    assert (entry.value, entry.unit, entry.lower_limit, entry.upper_limit) == ("31", "U/L", "10", "42")
    assert (entry.happened_at, entry.analyte, entry.status, entry.specimen) == (hour(1), "alt", "final", "019")
    assert EN.render(form.sentence(reading.batch, where)).startswith("Correction. Collected Mon 23-Nov-2026 11:00")
    assert "Alanine aminotransferase 31 U/L" in EN.render(form.sentence(reading.batch, where))


def test_sample_and_order_stay_and_the_file_no_longer_says_it() -> None:
    assert written(value="31").source == {
        "sender": "LIS", "order": "7", "specimen_id": "S1", "code": "3B045", "entered_by_hand": True,
    }  # fmt: skip


def test_the_entry_that_is_corrected_is_no_doubt_against_itself() -> None:
    assert [one for one in corrected(value="300")[2].doubts if "is filed already" in one.says.template] == []
    told = corrected(ALT, replace(ALT, id="other", source=None), value="300")[2].doubts
    assert any("is filed already" in one.says.template for one in told)


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("value", "high", "high is no number."),
        ("unit", "furlong", "The unit furlong is not known for Alanine aminotransferase; known are U/L"),
        ("lower_limit", "ten", "A limit is one number, such as 42."),
        ("upper_limit", "1.2.3", "A limit is one number, such as 42."),
    ],
)
def test_what_cannot_be_right_is_said(key: str, text: str, says: str) -> None:
    _, _, reading = corrected(**{key: text})
    assert EN.render(reading.problems[key]).startswith(says)


def test_what_stood_there_already_may_stay_however_odd() -> None:
    odd = replace(ALT, value="(2+)", unit="furlong", lower_limit="ten")
    entry = written(odd, upper_limit="50", specimen="serum")
    assert (entry.value, entry.unit, entry.lower_limit, entry.upper_limit) == ("(2+)", "furlong", "ten", "50")
    assert entry.specimen == "serum"
    unknown = written(replace(ALT, analyte="unicorn", unit="U/L"), value="31")
    assert (unknown.analyte, unknown.value) == ("unicorn", "31")
    _, _, reading = corrected(replace(ALT, analyte="unicorn"), unit="mg")
    assert EN.render(reading.problems["unit"]).startswith("The unit mg is not known for unicorn")


def test_a_result_can_be_written_alone() -> None:
    found = Filled("lab_result", {**RIGHT["lab_result"][2], "value": "31"})
    (entry,) = found.reading.batch
    assert isinstance(entry, LabResulted)
    assert (entry.source, entry.specimen) == ({"entered_by_hand": True}, None)
    bad = Filled("lab_result", {**RIGHT["lab_result"][2], "value": "high", "unit": "furlong"})
    assert set(bad.reading.problems) == {"value", "unit"}
