"""What a person is asked about a received result, and what follows from the answer."""

from __future__ import annotations

from dataclasses import replace

from blin21_desktop.domain.lab_table import OwnCode
from blin21_desktop.feeds.filing import Accepted
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.received import Specimen
from blin21_desktop.forms.lab_decision import (
    accepted,
    analytes_of,
    fields,
    own_code_of,
    sent_code,
    whose,
    wish_for,
    without_specimen,
)
from tests.feeds.hl7_writing import HARUNA, Panel, Result, oul, text
from tests.feeds.lab_ward import FIRST, NOW, SECOND, LabWard, message
from tests.feeds.lab_ward import HARUNA as OTHER
from tests.feeds.lab_ward import SURUGA as ONE
from tests.making import TOKYO
from tests.rules.lab_charts import TABLE

WARD = {ONE: FIRST, OTHER: SECOND}


def item(data: bytes) -> Item:
    return LabWard().review(("a", data))[0].items[0]


def keys(one: Item) -> list[str]:
    return [field.key for field in fields(one, TABLE, WARD)]


def test_only_what_the_gates_could_not_tell_is_asked() -> None:
    changed = item(message(Result()))
    assert keys(changed) == ["because"]
    assert keys(item(message(Result(unit="10")))) == ["unit", "because"]
    named = item(message(Result(code="X9^白血球数^99LAB")))
    assert keys(named) == ["analyte", "unit", "because"]
    assert [one.id for one in analytes_of(named, TABLE)] == ["leukocytes"]
    both = item(text(oul([Panel(results=(Result(),), collected="")], replace(HARUNA, id="9900013~9900021"))).encode())
    assert keys(both) == ["patient", "collected_at", "because"]
    assert whose(both) == (ONE, OTHER)
    assert analytes_of(replace(both, mapped=None), TABLE) == ()


def test_a_unit_is_offered_with_what_the_value_would_be() -> None:
    (unit, _) = fields(item(message(Result(unit="10", value="3.2"))), TABLE, WARD)
    shown = {option.code: option.label.values for option in unit.options}
    assert next(iter(shown)) in shown
    assert shown["10*9/L"].get("number") is None
    assert shown["/uL"]["number"] == "0.0032"
    (unit, _) = fields(item(message(Result(unit="10", value="(+)", type="ST"))), TABLE, WARD)
    assert {len(option.label.values) for option in unit.options} == {1}


def test_the_decision_is_complete_or_says_what_is_still_open() -> None:
    both = item(
        text(oul([Panel(results=(Result(unit="10"),), collected="")], replace(HARUNA, id="9900013~9900021"))).encode()
    )
    decided, problems = accepted(both, {}, TABLE, TOKYO)
    assert decided is None
    assert set(problems) == {"patient", "unit", "collected_at", "because"}
    typed = {"patient": OTHER, "unit": "/uL", "collected_at": "2026-11-23 10:30", "because": " phoned "}
    decided, problems = accepted(both, typed, TABLE, TOKYO)
    assert problems == {}
    assert decided == Accepted(
        patient=OTHER, analyte="leukocytes", unit="/uL", collected_at=NOW.replace(hour=10), because="phoned"
    )
    named = item(message(Result(code="X9^白血球数^99LAB")))
    assert set(accepted(named, {"because": "x"}, TABLE, TOKYO)[1]) == {"analyte"}
    assert accepted(replace(named, received=None), typed, TABLE, TOKYO) == (None, {})


def test_the_sites_own_code_is_that_of_the_file() -> None:
    named = item(message(Result(code="X9^白血球数^99LAB", unit="10")))
    sent = sent_code(named)
    assert sent is not None
    decided = Accepted(patient=ONE, analyte="leukocytes", unit="/uL", collected_at=NOW)
    assert own_code_of(named, sent, decided, TABLE) == OwnCode(
        system="99LAB", code="X9", analyte="leukocytes", name="白血球数", units={"10": "/uL"}
    )
    assert sent_code(replace(named, received=None)) is None
    assert own_code_of(replace(named, received=None), sent, decided, TABLE).units == {"": "/uL"}
    assert named.received is not None
    unsaid = replace(named, received=replace(named.received, specimen=Specimen(number="S1", name=" ")))
    assert (without_specimen(named), without_specimen(unsaid)) == (False, True)
    assert own_code_of(unsaid, sent, decided, TABLE).specimen == "019"


def test_own_codes_of_before_are_kept() -> None:
    old = OwnCode(system="L", code="1", analyte="crp", specimen="023", method="m")
    same = OwnCode(system="99LAB", code="X9", analyte="leukocytes", units={"": "/uL"})
    table = replace(TABLE, own={("L", "1"): old, ("99LAB", "X9"): same})
    wish = wish_for(replace(same, units={"10": "10*3/uL"}), table, "why")
    assert wish.value == [
        {"system": "L", "code": "1", "analyte": "crp", "specimen": "023", "method": "m"},
        {"system": "99LAB", "code": "X9", "analyte": "leukocytes", "units": {"": "/uL", "10": "10*3/uL"}},
    ]
    with_specimen = wish_for(replace(same, specimen="019"), table, "why")
    assert with_specimen.value[1]["specimen"] == "019"
