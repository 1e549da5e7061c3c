"""A faulty knowledge file is refused with every fault named; a site's own copy replaces single keys."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import KnowledgeFaults, load
from blin21_desktop.domain.knowledge_file_keys import LABEL_KEYS, PROGRAM_KEYS, PROTOCOL_KEYS
from tests.rules.looking import FILES, KNOWLEDGE

JP_FILE, US_FILE, PROTOCOL_FILE = "labels/jp-pi-2021.toml", "labels/us-pi-2025.toml", "protocols/sct-all-blin21.toml"
NEEDED = ("source", "section", "edition", "checked_on", "certainty")


def faults(files: dict[str, str], site: dict[str, str] | None = None) -> tuple[str, ...]:
    with pytest.raises(KnowledgeFaults) as caught:
        load(files, site)
    assert str(caught.value) == "\n".join(caught.value.faults)
    return caught.value.faults


ROWS = [
    (name, key)
    for name in (JP_FILE, US_FILE, PROTOCOL_FILE, "program.toml", *(f for f in FILES if f.startswith("scales/")))
    for key in tomllib.loads(FILES[name])["parameters"]
]


def without_line(name: str, key: str, field: str) -> str:
    head, mark, tail = FILES[name].partition(f'[parameters."{key}"]\n')
    body, blank, rest = tail.partition("\n\n")
    kept = re.sub(rf"(?ms)^{field} = .*?(?=^\w+ = |\Z)", "", body + "\n")  # a value may take several lines
    return head + mark + kept + (blank and "\n") + rest


@given(row=st.sampled_from(ROWS), field=st.sampled_from(("value", *NEEDED)))
def test_a_missing_part_is_reported_by_name(row: tuple[str, str], field: str) -> None:
    name, key = row
    assert faults({**FILES, name: without_line(name, key, field)}) == (f"{name}: {key}: {field} is missing",)


def test_a_row_without_its_value_is_reported_by_name() -> None:
    name, key = ROWS[0]
    assert faults({**FILES, name: without_line(name, key, "value")}) == (f"{name}: {key}: value is missing",)


def row(key: str, value: str, more: str = "", **changes: str) -> str:
    fields = {
        "value": value, "source": '"J1"', "section": '"s"', "edition": '"e"', "checked_on": "2026-11-23",
        "certainty": '"label"', **changes,
    }  # fmt: skip
    return f'[parameters."{key}"]\n' + "".join(f"{k} = {v}\n" for k, v in fields.items() if v) + more


HEAD = 'id = "xx"\nname_en = "X"\nname_ja = "X"\nedition = "1"\n'


def label(*rows: str, head: str = HEAD) -> dict[str, str]:
    return {**FILES, "labels/xx.toml": head + "".join(rows)}


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        (label(row("crs.maybe", "1")), "crs.maybe: unknown key"),
        (label(row("crs.stop_from_grade", "4", wrong="1")), "crs.stop_from_grade: wrong is not a field of a parameter"),
        (
            label(row("crs.stop_from_grade", "4", source='"J99"')),
            "crs.stop_from_grade: source J99 is not in sources.toml",
        ),
        (
            label(row("crs.stop_from_grade", "4", also='["J98"]')),
            "crs.stop_from_grade: source J98 is not in sources.toml",
        ),
        (label(row("crs.stop_from_grade", "4", also="7")), "crs.stop_from_grade: source 7 is not in sources.toml"),
        (label(row("crs.stop_from_grade", "4", source="7")), "crs.stop_from_grade: source must be text"),
        (label(row("crs.stop_from_grade", "4", section='" "')), "crs.stop_from_grade: section must be text"),
        (
            label(row("crs.stop_from_grade", "4", checked_on='"today"')),
            "crs.stop_from_grade: checked_on must be a date",
        ),
        (
            label(row("crs.stop_from_grade", "4", checked_on="2026-11-23T10:00:00")),
            "crs.stop_from_grade: checked_on must be a date",
        ),
        (
            label(row("crs.stop_from_grade", "4", certainty='"sure"')),
            "crs.stop_from_grade: certainty must be one of label, maker_page, compendium",
        ),
        (
            label('[parameters]\n"crs.stop_from_grade" = 4\n'),
            "crs.stop_from_grade: must be a table with value and source",
        ),
        (label("parameters = 4\n"), "parameters must be a table"),
        (label("more = 4\n"), "more: unknown key"),
        (label(head=HEAD.replace('"xx"', '"yy"')), 'id must be "xx", the name of the file'),
        (label(head=HEAD.replace('name_ja = "X"', "name_ja = 3")), "name_ja is missing or not text"),
    ],
)
def test_a_fault_is_named(files: dict[str, str], fault: str) -> None:
    found = faults(files)
    assert len(found) == 1
    assert found[0].startswith(f"labels/xx.toml: {fault}")


def test_every_fault_of_every_file_is_listed() -> None:
    bad = label(row("crs.maybe", "1"), row("crs.stop_from_grade", '"four"', source="", edition=""))
    found = faults(
        {**bad, "sources.toml": FILES["sources.toml"] + "\n[Z1]\ntitle = 'x'\n", "notes.toml": "", PROTOCOL_FILE: "= ="}
    )
    assert [f.split(": ")[0] for f in found if "sct" not in f] == [
        "sources.toml", "labels/xx.toml", "labels/xx.toml", "labels/xx.toml", "labels/xx.toml", "notes.toml",
    ]  # fmt: skip
    assert any(f.startswith(f"{PROTOCOL_FILE}: is not TOML") for f in found)


def test_missing_files_are_faults() -> None:
    found = faults({k: v for k, v in FILES.items() if k not in ("sources.toml", "program.toml")})
    assert found[:2] == ("sources.toml: the file is missing", "program.toml: the file is missing")


GOOD: dict[str, list[str]] = {
    "bag.fill_ml": ["270", "{ 24 = 270 }"],
    "crs.hold_from_grade": ["3", "{ adult = 3, child = 2 }"],
    "neuro.escalate_after_days": ["7", '"never"'],
    "other.stop_if_recovery_days": ["{ more_than = 14 }", "{ at_least = 8.5 }"],
}
BAD: dict[str, list[str]] = {
    "cycle.end": ['"sometime"', "28"],
    "cycle.infusion_days": ["0", "-1", "true", "1.5", '"28"'],
    "pause.supervise_after_hours": ["nan", "inf", "0"],
    "bag.rate_ml_per_h": ["{}", "{ a = 1 }", "{ 24 = 0 }", "10"],
    "bag.preservative_hours": ["[]", '["72"]', "72"],
    "crs.stop_from_grade": ["6", "-1", "true"],
    "crs.hold_from_grade": ["{ adult = 3 }", "{ adult = 3, child = 9 }"],
    "dose.low": ["{ fixed = 9, per_m2 = 5 }", "{ fixed = 9, per_m2 = 5, max = 9, more = 1 }"],
    "premedication.dexamethasone": ["{ before = [] }", "{ adult = 1, child = 2, restart_at_least_hours = 4 }"],
}


@pytest.mark.parametrize(("key", "value"), [(k, v) for k, values in GOOD.items() for v in values])
def test_values_in_shape(key: str, value: str) -> None:
    assert load(label(row(key, value))).labels["xx"].get(key) is not None


@pytest.mark.parametrize(("key", "value"), [(k, v) for k, values in BAD.items() for v in values])
def test_values_out_of_shape(key: str, value: str) -> None:
    assert faults(label(row(key, value))) == (f"labels/xx.toml: {key}: value must be {LABEL_KEYS[key].words}",)


NAME_SOMEBODY = ": name the person, other than set_by, who compared the value with its source"


def site(key: str = "pause.stop_after_days", value: str = "14", **changes: str) -> str:
    who = {"set_by": '"d9"', "second_person": '"p2"'}
    fields = {"value": value, "source": '"our insert"', "checked_on": "2026-10-01", **who, **changes}
    return f'[parameters."{key}"]\n' + "".join(f"{k} = {v}\n" for k, v in fields.items() if v)


def test_a_site_sets_and_replaces_single_keys() -> None:
    found = load(FILES, {"us-pi-2025.toml": site(), "knowledge/jp-pi-2021.toml": site(value="10", edition='"7th"')})
    us, jp = (
        found.labels["us-pi-2025"].get("pause.stop_after_days"),
        found.labels["jp-pi-2021"].get("pause.stop_after_days"),
    )
    assert us is not None
    assert jp is not None
    assert (us.value, us.set_by, us.second_person, us.why) == (14, "d9", "p2", None)
    assert (us.checked_on, us.certainty, us.is_site) == (date(2026, 10, 1), "site", True)
    assert (jp.value, jp.cites.edition) == (10, "7th")
    kept = found.labels["jp-pi-2021"].get("pause.same_cycle_max_days")
    assert kept is not None
    assert not kept.is_site


def test_who_checked_it_is_who_set_it() -> None:
    text = site(set_by="", checked_by='"ward pharmacist"')
    found = load(FILES, {"us-pi-2025.toml": text}).labels["us-pi-2025"].get("pause.stop_after_days")
    assert found is not None
    assert found.set_by == "ward pharmacist"


def test_a_site_may_set_protocol_and_program_values() -> None:
    given_here = {
        "sct-all-blin21.toml": site("dose.bsa_formula", '"mosteller"'),
        "program.toml": site("program.due_within_hours", "1"),
    }
    found = load(FILES, given_here)
    for known in (*found.labels.values(), *found.protocols.values()):
        changed = known.get("program.due_within_hours")
        assert changed is not None
        assert (changed.value, changed.set_by) == (1, "d9")
    assert found.protocols["sct-all-blin21"].get("dose.bsa_formula") is not None


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("eu.toml", site(), "no label, protocol, scale or program file has this name"),
        ("jp-pi-2021.toml", site(set_by=""), "pause.stop_after_days: set_by is missing"),
        (
            "jp-pi-2021.toml",
            site(second_person=""),
            f"pause.stop_after_days: second_person is missing{NAME_SOMEBODY}",
        ),
        (
            "jp-pi-2021.toml",
            site(set_by='"S. Aoki"', second_person='"s.　aoki "'),
            "pause.stop_after_days: second_person must be another person than set_by, S. Aoki",
        ),
        ("jp-pi-2021.toml", site(second_person='""'), "pause.stop_after_days: second_person must be text"),
        ("jp-pi-2021.toml", "history = 1\n" + site(), "history must be a list of tables"),
        (
            "jp-pi-2021.toml",
            site() + '[[history]]\nkey = "a"\nended_by = "x"\nended_with = "y"\nended_on = 2026-10-02\n',
            "history 1: because is missing or of the wrong type",
        ),
        (
            "jp-pi-2021.toml",
            site() + '[[history]]\nkey = "a"\nended_by = "x"\nended_with = "y"\nbecause = "z"\nended_on = 1\n',
            "history 1: ended_on is missing or of the wrong type",
        ),
        ("jp-pi-2021.toml", site(source=""), "pause.stop_after_days: source is missing"),
        ("jp-pi-2021.toml", site(checked_on=""), "pause.stop_after_days: checked_on is missing"),
        ("jp-pi-2021.toml", site(value='"x"'), "pause.stop_after_days: value must be a whole number above 0"),
        ("jp-pi-2021.toml", site("pause.maybe"), "pause.maybe: unknown key"),
        ("jp-pi-2021.toml", "extra = 1\n" + site(), "extra: unknown key"),
        (
            "jp-pi-2021.toml",
            site(certainty='"label"'),
            "pause.stop_after_days: certainty is not a field of a parameter",
        ),
    ],
)
def test_faults_of_a_site_are_named(name: str, text: str, fault: str) -> None:
    assert faults(dict(FILES), {name: text}) == (f"site {name}: {fault}",)


def test_the_fingerprint_tells_every_change() -> None:
    prints: list[Callable[[], Knowledge]] = [
        lambda: load(FILES),
        lambda: load({**FILES, JP_FILE: FILES[JP_FILE] + "\n# checked again\n"}),
        lambda: load(FILES, {"us-pi-2025.toml": site()}),
        lambda: load(FILES, {"us-pi-2025.toml": site(value="13")}),
    ]
    assert len({make().fingerprint for make in prints}) == 4
    assert load(dict(reversed(FILES.items()))).fingerprint == KNOWLEDGE.fingerprint
    assert re.fullmatch("[0-9a-f]{64}", KNOWLEDGE.fingerprint)


def test_no_key_belongs_to_two_kinds_of_file_by_accident() -> None:
    shared = {"dose.weight_split_kg", "dose.low", "dose.full"}
    assert set(LABEL_KEYS) & set(PROTOCOL_KEYS) == shared
    assert not set(PROGRAM_KEYS) & (set(LABEL_KEYS) | set(PROTOCOL_KEYS))
