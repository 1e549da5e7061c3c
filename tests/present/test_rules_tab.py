"""The tab Rules in words: outcomes by mark and word, inputs with their age, what to do, sources with certainty."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.findings import Finding, in_order
from blin21_desktop.domain.knowledge import Certainty, Cites, Knowledge
from blin21_desktop.domain.text import say
from blin21_desktop.present.amounts import LANGS, Lang
from blin21_desktop.present.rule_words import CERTAINTIES, certainty, rule_name
from blin21_desktop.present.rules_tab import RuleRow, RulesTab, rules_tab
from blin21_desktop.rules import RULES
from blin21_desktop.rules.names import RULE_NAMES
from blin21_desktop.rules.situation import Situation
from blin21_desktop.service.look import look_at
from tests.making import hour
from tests.present.looks import HEAD, STATES, bare, plain_words, withdrawn_registration, words
from tests.rules.looking import JP, KNOWLEDGE, US, site
from tests.rules.restarting import course, stop, well

WORDS = plain_words()


def tab(s: Situation, knowledge: Knowledge = KNOWLEDGE) -> RulesTab:
    return rules_tab(look_at(s.chart, s.at, knowledge, known_at=None, head=HEAD, training=False), WORDS)


def row(seen: RulesTab, rule: str) -> RuleRow:
    return next(one for one in seen.rows if one.rule == rule)


def test_every_rule_has_a_name_and_every_certainty_a_word() -> None:
    assert set(RULE_NAMES) == set(RULES)
    assert set(CERTAINTIES) == set(Certainty.__args__)  # type: ignore[attr-defined]
    assert rule_name("no.rule", WORDS) == "no.rule"


def test_every_rule_stands_in_the_tab_strictest_first() -> None:
    s = course(*stop(), at=hour(210))
    seen = tab(s)
    assert sorted(one.rule for one in seen.rows) == sorted(RULES)
    assert [one.rule for one in seen.rows] == [f.rule for f in in_order([rule(s) for rule in RULES.values()])]
    assert (seen.rows[0].rule, seen.rows[0].action, seen.rows[0].strict) == ("crs.hold", "HOLD", True)


def test_an_outcome_is_mark_and_word() -> None:
    seen = tab(course(*stop(), at=hour(210)))
    assert {(one.mark, one.word) for one in seen.rows} == {
        ("●", "applies"), ("?", "cannot tell"), ("–", "does not apply"),
    }  # fmt: skip
    assert all(bool(one.action) == (one.answer == "fires") for one in seen.rows)
    lenient = {one.action for one in seen.rows if one.answer == "fires" and not one.strict}
    assert lenient == {"PREMEDICATE", "NOTE", "WATCH"}
    assert {one.action for one in seen.rows if one.strict} == {"HOLD", "RESTART NOT YET"}


def test_the_files_that_judge_are_named() -> None:
    (label, protocol) = tab(course(at=hour(50))).files
    assert label.startswith("Label: Japan: package insert")
    assert label.endswith("(file jp-pi-2021.toml)")
    assert protocol.endswith("(file sct-all-blin21.toml)")


def test_inputs_stand_with_their_age_and_the_source_with_edition_and_certainty() -> None:
    found = row(tab(course(*stop(), at=hour(210))), "crs.hold")
    assert found.saw == ("CRS grade 3 (CTCAE), charted 01-Dec-2026 18:00, 10hr 0min ago.",)
    assert found.sources[0] == (
        "J1, dose adjustment, Table 4 · edition: not shown; cut off inside the neurology row · maker's page"
    )


def test_what_cannot_be_told_says_what_to_chart_and_what_to_configure() -> None:
    seen = tab(course(*stop(), at=hour(210)))
    assert row(seen, "liver.hold").todo == (
        "To chart: AST, ALT, total bilirubin",
        "To configure by the site: AST/ALT × ULN for a hold (liver.hold_ast_alt_x_uln) in jp-pi-2021.toml",
        "To configure by the site: bilirubin × ULN for a hold (liver.hold_bilirubin_x_uln) in jp-pi-2021.toml",
    )
    assert row(seen, "liver.hold").sources[0].endswith("· not configured")
    assert row(seen, "crs.hold").todo == ()


def test_protocol_and_program_keys_name_their_own_file() -> None:
    seen = look_at(course(at=hour(50)).chart, hour(50), KNOWLEDGE, known_at=None, head=HEAD, training=False)
    lacks = tuple(
        say("{key:parameter} is not configured", key=key) for key in ("program.night", "step.courses", "dose.low")
    )
    silent = say("a further course in the protocol")
    found = Finding(rule="x", answer="cannot_tell", action="note", says=say("x"), missing=(*lacks, silent))
    (only,) = rules_tab(replace(seen, findings=(found,)), WORDS).rows
    assert only.todo == (
        "The source does not say, the physician decides: a further course in the protocol",
        "To configure by the site: hours of the night (program.night) in program.toml",
        "To configure by the site: courses with a dose step (step.courses) in sct-all-blin21.toml",
        "To configure by the site: low dose (dose.low) in jp-pi-2021.toml",
    )


def test_a_site_value_is_marked_in_source_and_by_name() -> None:
    own = site(JP, "crs.hold_from_grade", "3")
    found = row(tab(course(*stop(), at=hour(210), knowledge=own), own), "crs.hold")
    assert found.site == ("CRS grade for a hold: this site's own value, set by d9 on 01-Oct-2026, second person p2",)
    assert found.sources[0] == "our paper insert, CRS grade for a hold (crs.hold_from_grade) · this site's own"
    assert found.sources[1].endswith("proposal"), "by which a check is old"


def test_what_is_no_parameter_has_no_certainty() -> None:
    label = KNOWLEDGE.labels[JP]
    assert certainty(Cites("pharmacy label", "use before"), (label,), WORDS) == ""
    assert certainty(Cites(JP, "pause.supervise_after_hours", label.edition), (label,), WORDS) == "not configured"


def test_an_older_summary_is_marked_so() -> None:
    s = course(*stop("hepatic"), *well(hour(205)), at=hour(210), label=US)
    assert "older summary" in row(tab(s), "other.hold").sources[0]


def test_the_tab_is_narrowed_to_one_outcome() -> None:
    seen = tab(course(*stop(), at=hour(210)))
    assert seen.narrowed("all") == seen.rows
    parts = [seen.narrowed(shown) for shown in ("fires", "cannot_tell", "clear")]
    assert tuple(one for part in parts for one in part) == seen.rows
    assert seen.counts == " · ".join(
        f"{len(part)} {word}" for part, word in zip(parts, ("apply", "cannot tell", "do not apply"), strict=True)
    )


def test_without_a_registration_nobody_judges_and_that_is_said() -> None:
    seen = rules_tab(withdrawn_registration(), WORDS)
    assert (seen.rows, seen.files) == ((), ())
    assert seen.none.startswith("No registration is in force")
    assert rules_tab(bare(), WORDS).none == "No rule with this answer."


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_tab_whose_rows_are_complete(state: str, lang: Lang) -> None:
    for one in rules_tab(STATES[state](), words(lang)).rows:
        assert one.says
        assert one.sources, one.rule
        assert one.answer != "cannot_tell" or one.todo, one.rule
