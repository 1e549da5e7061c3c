"""The version of a file as in force: the same values, the same code; another value, another code."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from blin21_desktop.domain.knowledge_version import HEAD, changed_keys, digest, is_name, shown, version_of
from tests.rules.looking import FILES, JP, KNOWLEDGE, US, site

LABEL = KNOWLEDGE.labels[JP]


def test_the_same_values_in_any_order_have_the_same_version() -> None:
    turned = replace(LABEL, parameters=dict(reversed(LABEL.parameters.items())))
    assert version_of(turned) == version_of(LABEL)
    found = version_of(LABEL)
    assert found.sha256 == digest(found.text)
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}", found.code)
    assert found.name == f"{JP}@{found.sha256}"
    assert version_of(KNOWLEDGE.labels[US]).code != found.code


def test_every_part_of_a_value_counts() -> None:
    before = version_of(LABEL)
    old = LABEL.parameters["crs.stop_from_grade"]
    for other in (
        replace(old, value=3),
        replace(old, certainty="compendium"),
        replace(old, checked_on=date(2027, 1, 1)),
        replace(old, cites=replace(old.cites, edition="3rd")),
        replace(old, cites=replace(old.cites, section="elsewhere")),
        replace(old, cites=replace(old.cites, source="U1")),
    ):
        now = version_of(replace(LABEL, parameters={**LABEL.parameters, old.key: other}))
        assert now.code != before.code
        assert changed_keys(before.text, now.text) == (old.key,)


def test_new_gone_and_program_values_are_named_and_the_head() -> None:
    before = version_of(LABEL)
    new = version_of(site(JP, "pause.supervise_after_hours", "4").labels[JP])
    assert (
        changed_keys(before.text, new.text) == changed_keys(new.text, before.text) == ("pause.supervise_after_hours",)
    )
    program = site("program", "program.flush_ml", "6")
    assert changed_keys(before.text, version_of(program.labels[JP]).text) == ("program.flush_ml",)
    assert changed_keys(before.text, version_of(replace(LABEL, edition="3rd")).text) == (HEAD,)
    assert changed_keys(before.text, before.text) == ()


def test_who_set_a_site_value_is_part_of_the_version() -> None:
    own = site(JP, "pause.supervise_after_hours", "4").labels[JP]
    found = own.parameters["pause.supervise_after_hours"]
    other = replace(own, parameters={**own.parameters, found.key: replace(found, second_person="x3")})
    assert version_of(own).code != version_of(other).code


def test_signs_that_break_lines_elsewhere_stay_in_their_line() -> None:
    found = LABEL.parameters["crs.stop_from_grade"]
    odd = replace(found, cites=replace(found.cites, section="a\u2028b\x85c\nd"))
    text = version_of(replace(LABEL, parameters={odd.key: odd})).text
    assert changed_keys(text, version_of(replace(LABEL, parameters={})).text) == (odd.key,)


def test_the_name_in_the_record_is_shown_short_and_other_text_as_it_is() -> None:
    found = version_of(LABEL)
    assert shown(found.name) == f"{JP} {found.code}"
    assert is_name(found.name)
    assert (shown("from before"), is_name("from before")) == ("from before", False)


def test_a_comment_in_a_file_is_no_new_version_of_it() -> None:
    from blin21_desktop.domain.knowledge_file import load

    name = f"labels/{JP}.toml"
    assert version_of(load({**FILES, name: FILES[name] + "# again\n"}).labels[JP]) == version_of(LABEL)
