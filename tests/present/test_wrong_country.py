"""The wrong country's label is made hard to choose and easy to notice: no default, and its name wherever it judges."""

from __future__ import annotations

import pytest

from blin21_desktop.domain.knowledge_file_keys import LABEL_KEYS
from blin21_desktop.forms import FORMS
from blin21_desktop.forms.fields import Ask, Field
from blin21_desktop.forms.form import read
from blin21_desktop.present.bag_plan import plan_of, plan_sheet, plan_view
from blin21_desktop.present.restart_plan import planned, restart_view
from blin21_desktop.present.restart_sheet import restart_sheet
from blin21_desktop.present.rule_keys import READS
from blin21_desktop.present.rules_tab import rules_tab
from blin21_desktop.present.sheet import patient_sheet
from blin21_desktop.service.look import Look, look_at
from tests.forms.filling import PAUSED, RIGHT, RUNNING, setting, ward_with
from tests.making import hour
from tests.present.looks import HEAD, plain_words
from tests.rules.looking import JP, KNOWLEDGE, US
from tests.rules.restarting import course, stop

WORDS = plain_words()
COUNTRIES = {JP: "Japan", US: "United States"}


def seen(label: str) -> Look:
    s = course(*stop(), at=hour(210), label=label)
    return look_at(s.chart, s.at, KNOWLEDGE, known_at=None, head=HEAD, training=True)


def asked(form: str, *before: object, at: float = 5) -> dict[str, Field]:
    where = setting(ward_with(*before, at=hour(at)), hour(at))  # type: ignore[arg-type]
    return {field.key: field for section in FORMS[form].sections(where, {}) for field in section.fields}


def test_no_label_is_chosen_at_registration_and_none_is_the_likely_one() -> None:
    field = asked("register")["label"]
    assert (field.ask, field.optional, field.likely) == (Ask.CHOICE, False, ())
    assert [option.code for option in field.options] == [JP, US]
    assert [WORDS.render(option.label) for option in field.options] == [f"{COUNTRIES[i]} ({i})" for i in (JP, US)]
    assert field.note is not None
    where = setting(ward_with(at=hour(0)), hour(0), patient="")
    typed = {key: text for key, text in RIGHT["register"][2].items() if key != "label"}
    reading = read(FORMS["register"], where, typed)
    assert [WORDS.render(text) for text in reading.open] == ["Drug label"]
    assert reading.batch == ()


@pytest.mark.parametrize("label", COUNTRIES)
def test_each_rule_that_the_label_judges_names_it(label: str) -> None:
    tab = rules_tab(seen(label), WORDS)
    for row in tab.rows:
        judged = any(key in LABEL_KEYS for key in READS[row.rule])
        assert row.label == (f"Label: {COUNTRIES[label]} ({label})" if judged else ""), row.rule
    assert sum(bool(row.label) for row in tab.rows) > 20
    assert tab.files[0].startswith(f"Label: {COUNTRIES[label]}")


@pytest.mark.parametrize(("form", "before"), [("start", RUNNING[:3]), ("bag_change", RUNNING), ("resume", PAUSED)])
def test_the_bag_check_names_it_beside_the_rate(form: str, before: tuple[object, ...]) -> None:
    fields = asked(form, *before, at=12)
    for key in fields.keys() & {"rate_ml_per_h", "bag.rate_ml_per_h"}:
        note = fields[key].note
        assert note is not None
        assert WORDS.render(note) == f"judged by: Japan ({JP})"
    assert asked("start", at=0)["rate_ml_per_h"].note is None, "without a registration"


@pytest.mark.parametrize("label", COUNTRIES)
def test_planner_and_papers_name_it(label: str) -> None:
    look = seen(label)
    plan = planned(look, KNOWLEDGE, WORDS.zone)
    assert plan is not None
    view = restart_view(plan, WORDS)
    assert view.rules_from.startswith(f"Rules from: {COUNTRIES[label]}")
    bags = plan_view(plan_of(look, WORDS.zone), WORDS)
    sheets = (patient_sheet(look, WORDS), restart_sheet(view, look, WORDS), plan_sheet(bags, look, WORDS))
    for sheet in sheets:
        foot = " ".join(sheet.frame.footer)
        assert f"rules: {COUNTRIES[label]}" in foot
        assert f"{label} " in foot
