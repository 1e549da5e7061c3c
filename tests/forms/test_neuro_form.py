"""The neurological check without a window: the tool of the age, items that were not done, ICANS, the own baseline."""

from __future__ import annotations

from dataclasses import replace

from blin21_desktop.domain.entries import CheckMissed, NeuroChecked
from tests.forms.checking import EN, GOOD, OLDER, Filled
from tests.making import hour, ice, missed, neuro

SIGNS = {
    "signs": "items", "consciousness": "awake", "seizure": "none", "focal_weakness": "no", "raised_pressure": "none",
    "global_aphasia": "no", "neuro.accepted_grade": "0",
}  # fmt: skip
FULL = {"ice.orientation": "4", "ice.naming": "3", "ice.command": "1", "ice.writing": "1", "ice.attention": "1"}
WELL = {f"capd.{place}": "0" for place in range(1, 9)}
WHEN = {"happened_at": "15:00"}


def checked(typed: dict[str, str], **about: object) -> NeuroChecked:
    found = Filled("neuro", {**typed, **WHEN}, **about)  # type: ignore[arg-type]
    assert found.open == []
    assert found.problems == {}
    entry = found.reading.batch[0]
    assert isinstance(entry, NeuroChecked)
    assert found.against == []
    return entry


def test_the_tool_follows_the_age_and_another_one_needs_a_reason() -> None:
    child, older = Filled("neuro", {}), Filled("neuro", {}, before=OLDER)
    assert child.codes("tool") == ["normal", "items", "ice", "not_done"]
    assert older.codes("tool") == ["normal", "items", "capd", "not_done"]
    assert "Why the other tool" in Filled("neuro", {"tool": "ice"}).open
    switched = Filled("neuro", {"tool": "ice", "tool.again": "items", **FULL, **SIGNS, **WHEN})
    assert switched.open == ["Why the other tool"]
    entry = checked({"tool": "ice", "tool_because": "ahead of age", "tool.again": "items", **FULL, **SIGNS})
    assert (entry.tool, entry.tool_because, entry.ice) == ("ice", "ahead of age", ice())
    entry = checked({"tool": "capd", "tool_because": "delay", "tool.again": "normal", **SIGNS}, before=OLDER)
    assert (entry.tool, entry.capd) == ("capd", (0,) * 8)


def test_where_the_age_is_not_configured_the_tool_is_asked() -> None:
    look = Filled("neuro", {}, before=OLDER).where.look
    assert look is not None
    known = Filled("neuro", {}).where.knowledge
    protocol = known.protocols["sct-all-blin21"]
    bare = replace(protocol, parameters={k: p for k, p in protocol.parameters.items() if k != "neuro.ice_from_years"})
    known = replace(known, protocols={"sct-all-blin21": bare})
    found = Filled("neuro", {"tool": "ice", "tool.again": "normal", **SIGNS, **WHEN}, before=OLDER, knowledge=known)
    assert found.codes("tool") == ["ice", "capd", "not_done"]
    assert found.open == []
    assert Filled("neuro", {"tool": "normal"}, knowledge=known).told("neuro.accepted_grade") == []


def test_capd_counts_the_first_four_the_other_way_round() -> None:
    assert Filled("neuro", {"tool": "items"}).codes("capd.1") == ["4", "3", "2", "1", "0"]
    assert Filled("neuro", {"tool": "items"}).codes("capd.5") == ["0", "1", "2", "3", "4"]
    assert checked({"tool": "items", **WELL, **SIGNS}).capd == (0,) * 8
    nine = {**WELL, "capd.1": "4", "capd.8": "4", "capd.7": "1"}
    found = Filled("neuro", {"tool": "items", **nine, **SIGNS, **WHEN, "neuro.accepted_grade": "3"})
    assert found.told("neuro.accepted_grade")[1].startswith("ICANS, ASTCT 2019 3")
    assert found.sentence == "Mon 23-Nov-2026 15:00: CAPD 9, ICANS 3."
    half = Filled("neuro", {"tool": "items", **WELL, **SIGNS, **WHEN, "capd.4": ""})
    assert half.open == ["Makes needs known"]
    assert half.told("neuro.accepted_grade") == [
        "CAPD – no baseline from before the start",
        "ICANS, ASTCT 2019 – not graded, missing: CAPD",
    ]
    well = Filled("neuro", {"tool": "normal", **SIGNS, **WHEN})
    assert "a proposal" in EN.render(well.reading.echoes["neuro.accepted_grade"])


def test_a_blank_item_is_open_and_an_item_not_done_has_its_reason() -> None:
    items = {"tool": "items", **FULL, **SIGNS, **WHEN}
    assert Filled("neuro", {**items, "ice.writing": ""}, before=OLDER).open == ["Writing"]
    entry = checked({**items, "ice.writing": "refused", "neuro.accepted_grade": ""}, before=OLDER)
    assert entry.ice is not None
    assert (entry.ice.writing, entry.unable, entry.accepted_grade) == (None, {"writing": "refused"}, None)
    other = Filled("neuro", {**items, "ice.writing": "other", "neuro.accepted_grade": ""}, before=OLDER)
    assert other.open == ["the note: why it was not done"]
    assert Filled("neuro", {**items, "ice.orientation": "5"}, before=OLDER).reading.batch == ()
    sign = checked({**items, "seizure": "asleep", "neuro.accepted_grade": ""}, before=OLDER)
    assert (sign.seizure, sign.unable) == (None, {"seizure": "asleep"})
    weak = Filled("neuro", {**items, "focal_weakness": "yes", "neuro.accepted_grade": "4"}, before=OLDER)
    assert weak.sentence.endswith("ICE 10, ICANS 4.")
    assert "ICANS 4: the rules of the label go by the CTCAE grade" in EN.render(weak.reading.effects[0])


def test_one_part_may_be_left_out_and_never_both() -> None:
    entry = checked({"tool": "not_done", "tool.reason": "asleep", **SIGNS, "neuro.accepted_grade": ""})
    assert (entry.capd, entry.unable) == (None, {"capd": "asleep"})
    found = Filled("neuro", {"tool": "not_done", "tool.reason": "asleep", **SIGNS, **WHEN, "neuro.accepted_grade": ""})
    assert found.sentence.endswith("CAPD not complete, no ICANS accepted.")
    entry = checked({"tool": "normal", "signs": "not_done", "signs.reason": "refused"})
    assert set(entry.unable or {}) == {
        "consciousness",
        "seizure",
        "focal_weakness",
        "raised_pressure",
        "global_aphasia",
    }
    both = Filled("neuro", {"tool": "not_done", "signs": "not_done"})
    assert both.problems == {"signs": "Nothing was looked at: withdraw the entry, or write a missed check."}


def test_a_check_left_out_as_a_whole() -> None:
    out = {**GOOD, "tool": "not_done", "tool.reason": "asleep", "signs": "not_done", "signs.reason": "asleep"}
    found = Filled("check", out)
    missed_one = found.reading.batch[2]
    assert isinstance(missed_one, CheckMissed)
    assert (missed_one.what, missed_one.reason) == ("neuro", "asleep")
    assert "neuro.accepted_grade" not in found.asked
    away = {**GOOD, "tool": "not_done", "tool.reason": "off_ward", "signs": ""}
    assert "signs" not in Filled("check", away).asked
    assert isinstance(Filled("check", away).reading.batch[2], CheckMissed)
    not_due = {**GOOD, "tool": "not_done", "tool.reason": "not_due", "signs": ""}
    assert len(Filled("check", not_due, missed(hour(4), "neuro")).reading.batch) == 2


def test_the_own_baseline_stands_beside_the_score() -> None:
    before = (OLDER[0], neuro(hour(-2), ice=ice()), *OLDER[1:])
    items = {"tool": "items", **FULL, **SIGNS, **WHEN, "ice.writing": "0", "neuro.accepted_grade": "1"}
    told = Filled("neuro", items, before=before).told("neuro.accepted_grade")
    assert told[0] == "ICE 9 own baseline 10, change -1, lost: Writing"
    same = Filled("neuro", {**items, "ice.writing": "1", "neuro.accepted_grade": "0"}, before=before)
    assert same.told("neuro.accepted_grade")[0] == "ICE 10 own baseline 10, change 0"
    sections = same.form.sections(same.where, {})
    assert EN.render(sections[0].side) == "16 years; last ICE 10, 23-Nov-2026 08:00"  # type: ignore[arg-type]
    nobody = replace(same.where, look=None)
    assert same.form.sections(nobody, {})[0].side is None


def test_without_the_scale_nothing_is_graded() -> None:
    known = Filled("neuro", {}).where.knowledge
    found = Filled("neuro", {"tool": "normal", **SIGNS, **WHEN}, knowledge=replace(known, scales={}))
    assert found.told("neuro.accepted_grade") == ["CAPD 0 no baseline from before the start"]
