"""No key of a knowledge file is shown to a person where its name would do; a program reads the keys."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from blin21_desktop.domain.knowledge_file_keys import LABEL_KEYS, PROGRAM_KEYS, PROTOCOL_KEYS, SCALE_KEYS
from blin21_desktop.present.chart import now_tab
from blin21_desktop.present.parameter_names import PARAMETERS
from blin21_desktop.present.sheet import patient_sheet
from blin21_desktop.present.state import state_json
from blin21_desktop.rules.names import RULE_NAMES
from tests.making import hour, paused, started
from tests.present.looks import BEFORE, KNOWLEDGE, look, plain_words, words

KEYS = (*LABEL_KEYS, *PROTOCOL_KEYS, *SCALE_KEYS, *PROGRAM_KEYS)
LACKS = "{key:parameter} is not configured"


def test_every_parameter_has_a_name_of_its_own() -> None:
    assert {*KEYS, *KNOWLEDGE.labs.parameters} <= PARAMETERS.keys()
    names = [PARAMETERS[key].template for key in KEYS]
    assert len(set(names)) == len(set(KEYS))


def test_a_person_reads_the_name_and_a_program_the_key() -> None:
    told = plain_words()
    assert told.t(LACKS, key="dose.low") == "low dose is not configured"
    assert told.t(LACKS, key="of.tomorrow") == "of.tomorrow is not configured"
    assert replace(told, ids=True).t(LACKS, key="dose.low") == "dose.low is not configured"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_neither_card_nor_sheet_shows_a_key(lang: str) -> None:
    """A child below 45 kg paused for a reaction under a label that is silent about much."""
    seen = look(*BEFORE, started(hour(0)), paused(hour(30)), at=hour(40))
    told = words("ja" if lang == "ja" else "en")
    shown = f"{now_tab(seen, told)} {patient_sheet(seen, told, printed_by='K.T')}"
    shown = re.sub(r"(?:rule|key|entry)='[^']*'", "", shown)
    assert "configured" in shown or "設定されていません" in shown
    assert [
        key for key in (*PARAMETERS, *RULE_NAMES) if re.search(rf"(?<![\w.]){re.escape(key)}(?![\w.])", shown)
    ] == []


def test_a_program_reads_the_public_ids() -> None:
    seen = look(*BEFORE, started(hour(0)), at=hour(40))
    told = json.dumps(state_json(seen, plain_words()))
    assert "liver.hold_ast_alt_x_uln is not configured" in told
