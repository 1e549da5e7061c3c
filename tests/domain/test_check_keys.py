"""What a ward may set about checks and scales: every shape of the schedule, and what is refused by name."""

from __future__ import annotations

import pytest

from blin21_desktop.domain.knowledge_file import KnowledgeFaults, load
from blin21_desktop.domain.knowledge_file_keys import PROTOCOL_KEYS, SCALE_KEYS
from tests.rules.looking import FILES

AFTER = 'what = "crs", after = "step", from_hours = 0, until_hours = 48, every_hours = 4'
WHILE = 'what = "vitals", while = "icans", grade_from = 1, every_hours = 0.5'


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return "[{ " + text.replace(old, new) + " }]"


GOOD = {
    "checks.schedule": [
        f"[{{ {AFTER} }}, {{ {WHILE} }}]",
        changed(AFTER, "from_hours = 0", "from_hours = 6.5"),
        changed(AFTER, '"crs"', '"neuro"'),
        changed(AFTER, '"step"', '"restart"'),
        changed(WHILE, "grade_from = 1", "grade_from = 5"),
        changed(WHILE, '"icans"', '"crs"'),
    ],
    "grading.lee_2014": ["true", "false"],
    "checks.old_after_hours": ["{ crs = 8, neuro = 8.5, vitals = 4 }"],
    "alerts.snooze_max_hours": ["{ high = 0.25, medium = 1, low = 8 }"],
    "neuro.ice_from_years": ["13"],
    "ice.lowest_of_grade": ["{ 1 = 8, 2 = 4, 3 = 0 }"],
    "gvhd.overall": ['[{ grade = "I", any = { skin = [1] } }, { grade = "II", any = { performance = [4] } }]'],
    "hypotension.neonate_systolic_below": ["{ to_days = 28, below = 60 }"],
    "hypotension.infant_systolic_below": ["{ from_months = 1, before_months = 12, below = 70 }"],
    "hypotension.child_systolic_below": ["{ from_years = 1, to_years = 10, base = 70, per_year = 2 }"],
}
BAD = {
    "checks.schedule": [
        "[]",
        "4",
        '["crs every 4 h"]',
        changed(AFTER, '"crs"', '"lab"'),
        changed(AFTER, '"step"', '"end"'),
        changed(AFTER, "from_hours = 0", "from_hours = -1"),
        changed(AFTER, "until_hours = 48", "until_hours = 0"),
        changed(AFTER, "every_hours = 4", "every_hours = 0"),
        changed(AFTER, ", every_hours = 4", ""),
        changed(AFTER, "every_hours = 4", "every_hours = 4, grade_from = 1"),
        changed(WHILE, '"icans"', '"gvhd"'),
        changed(WHILE, "grade_from = 1", "grade_from = 0"),
        changed(WHILE, "grade_from = 1", "grade_from = 6"),
        changed(WHILE, "every_hours = 0.5", "every_hours = nan"),
    ],
    "grading.lee_2014": ["1", '"no"'],
    "checks.old_after_hours": ["{ crs = 8, neuro = 8 }", "{ crs = 0, neuro = 8, vitals = 8 }"],
    "alerts.snooze_max_hours": ["{ high = 0, medium = 1, low = 8 }", "1"],
    "neuro.ice_from_years": ["0", "11.5", "true"],
    "ice.lowest_of_grade": ["{ 1 = 7, 2 = 3 }", "{ 1 = 7, 2 = 3, 3 = -1 }", "7"],
    "gvhd.overall": [
        "[]",
        "[{ grade = 1, any = { skin = [1] } }]",
        '[{ grade = "I", any = {} }]',
        '[{ grade = "I", any = { lung = [1] } }]',
        '[{ grade = "I", any = { skin = [0] } }]',
        '[{ grade = "I", any = { skin = [5] } }]',
        '[{ grade = "I", any = { skin = [] } }]',
        '[{ grade = "I" }]',
    ],
    "hypotension.neonate_systolic_below": ["60", "{ to_days = 28.5, below = 60 }"],
    "hypotension.infant_systolic_below": ["70", "{ from_months = 1, before_months = 12, below = 0 }"],
    "hypotension.child_systolic_below": ["90", "{ from_years = 1.5, to_years = 10, base = 70, per_year = 2 }"],
}


def stem(key: str) -> str:
    if key == "gvhd.overall":
        return "gvhd-magic"
    return "sct-all-blin21" if key in PROTOCOL_KEYS else "astct-2019"


def site(key: str, value: str) -> dict[str, str]:
    fields = f'value = {value}\nsource = "our standard"\nchecked_on = 2026-10-01\nset_by = "d9"\nsecond_person = "p2"\n'
    return {f"{stem(key)}.toml": f'[parameters."{key}"]\n{fields}'}


@pytest.mark.parametrize(("key", "value"), [(k, v) for k, values in GOOD.items() for v in values])
def test_a_ward_sets_its_own(key: str, value: str) -> None:
    known = load(FILES, site(key, value))
    found = {**known.protocols, **known.scales}[stem(key)].get(key)
    assert found is not None
    assert (found.is_site, found.set_by) == (True, "d9")


@pytest.mark.parametrize(("key", "value"), [(k, v) for k, values in BAD.items() for v in values])
def test_what_is_out_of_shape_is_refused_by_name(key: str, value: str) -> None:
    words = (PROTOCOL_KEYS.get(key) or SCALE_KEYS[key]).words
    with pytest.raises(KnowledgeFaults) as caught:
        load(FILES, site(key, value))
    assert caught.value.faults == (f"site {stem(key)}.toml: {key}: value must be {words}",)


def test_a_key_of_another_file_is_unknown() -> None:
    with pytest.raises(KnowledgeFaults, match="unknown key"):
        load(FILES, {"gvhd-magic.toml": site("checks.schedule", "[]")["sct-all-blin21.toml"]})
