"""Lines into entries and back: the same, or refused with line, field and remedy."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from enum import EnumMeta
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.entries import KINDS, DoseOrdered, DrugGiven, Entry, PumpRead
from blin21_desktop.domain.text import Text
from blin21_desktop.store.codec import BadLine, load, read_lines, uuid7, write_line
from blin21_desktop.store.shapes import fields_of
from tests.store.examples import NOON, bed, entries_of, new_id

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
NAMED = TEXT.filter(lambda t: bool(t.strip()))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=OFFSETS).map(  # noqa: DTZ001
    lambda t: t.replace(microsecond=0)
)
NUMBERS = st.floats(-(2.0**53), 2.0**53, allow_nan=False)
WHOLES = st.integers(-(2**53), 2**53)
JSON = st.recursive(
    st.none() | st.booleans() | WHOLES | NUMBERS | TEXT, lambda s: st.lists(s, max_size=3), max_leaves=5
)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT, int: WHOLES, float: NUMBERS, bool: st.booleans(), Any: JSON, datetime: TIMES,
    date: st.dates(date(1900, 1, 1), date(2200, 1, 1)),
}  # fmt: skip


def values_of(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if isinstance(hint, EnumMeta):
        return st.sampled_from(list(hint))
    if get_origin(hint) is tuple:
        return st.lists(values_of(get_args(hint)[0]), max_size=3).map(tuple)
    if dataclasses.is_dataclass(hint):
        return entries(hint)
    return st.dictionaries(TEXT, values_of(get_args(hint)[1]), max_size=3)


def entries(cls: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401
    parts = {}
    for field in fields_of(cls).values():
        part = values_of(field.type)
        if issubclass(cls, Entry):
            part = {"id": st.builds(new_id), "patient": NAMED, "by": NAMED}.get(field.name, part)
        is_tuple = get_origin(field.type) is tuple
        parts[field.attribute] = st.none() | part if field.optional and not is_tuple else part
    return st.builds(cls, **parts)


@given(st.sampled_from(list(KINDS.values())).flatmap(entries))
def test_what_is_written_reads_back_the_same(entry: Entry) -> None:
    line = write_line(entry)
    [(number, again)] = read_lines(line, keep_recorded_at=True, recorded_at=NOON, new_id=new_id)
    assert (number, again) == (1, entry)
    assert write_line(again) == line
    assert load(entry.kind, line) == entry
    assert write_line(load(entry.kind, line)) == line


LINE = {
    "kind": "pump_read", "patient": "UPN-1", "happened_at": "2026-11-23T14:00:00+09:00", "by": "n1",
    "rate_ml_per_h": 5, "running": True,
}  # fmt: skip
BAG = {
    "label": "B1", "patient": "UPN-1", "dose_micrograms_per_day": 28, "hours": 96, "volume_ml": 240,
    "rate_ml_per_h": 2.5, "use_before": "2026-11-30T00:00:00+09:00",
}  # fmt: skip
STARTED = {
    "kind": "infusion_started", "patient": "UPN-1", "happened_at": "2026-11-23T14:00:00+09:00", "by": "n1",
    "course": 1, "dose_micrograms_per_day": 28, "rate_ml_per_h": 2.5, "bag": BAG, "checked_by": "n2",
    "second_check": {"rate_ml_per_h": 2.5, "dose_micrograms_per_day": 28},
}  # fmt: skip


def line(base: dict[str, Any] = LINE, **changes: Any) -> str:  # noqa: ANN401
    return json.dumps({**base, **changes})


def test_the_canonical_line_is_the_same_for_ever() -> None:
    entry = dataclasses.replace(entries_of(line(note="早め", id="01ab0000-0000-7000-8000-000000000001"))[0])
    assert write_line(entry) == (
        '{"kind": "pump_read", "id": "01ab0000-0000-7000-8000-000000000001", "patient": "UPN-1", '
        '"happened_at": "2026-11-23T14:00:00+09:00", "recorded_at": "2026-11-23T12:00:00+00:00", "by": "n1", '
        '"rate_ml_per_h": 5.0, "running": true, "note": "早め"}'
    )


def test_names_that_are_python_words() -> None:
    common = {"patient": "UPN-1", "happened_at": "2026-11-23T14:00:00+09:00", "by": "n1"}
    drug = {"kind": "drug_given", **common, "drug": "tocilizumab", "dose": "8 mg/kg", "class": "anti_cytokine"}
    order = {
        "kind": "dose_ordered", **common, "course": 1, "dose_micrograms_per_day": 28, "basis": "fixed",
        "weight_kg": 60, "from": "2026-11-23T14:00:00+09:00", "prescriber": "d1",
    }  # fmt: skip
    given_drug, ordered = entries_of(json.dumps(drug) + "\n" + json.dumps(order))
    assert isinstance(given_drug, DrugGiven)
    assert given_drug.class_ == "anti_cytokine"
    assert isinstance(ordered, DoseOrdered)
    assert ordered.from_.hour == 14
    assert load("drug_given", write_line(given_drug)) == given_drug
    assert load("dose_ordered", write_line(ordered)) == ordered


def test_blank_lines_keep_their_numbers_and_a_byte_order_mark_is_passed_over() -> None:
    found = read_lines(
        "\ufeff" + line() + "\r\n\n  \n" + line(running=False) + "\n",
        keep_recorded_at=True,
        recorded_at=NOON,
        new_id=new_id,
    )
    assert [number for number, _ in found] == [1, 4]


def test_lines_may_come_one_by_one() -> None:
    found = read_lines(iter([line() + "\n"]), keep_recorded_at=True, recorded_at=NOON, new_id=new_id)
    assert len(found) == 1


def test_recorded_at_is_kept_only_when_asked() -> None:
    text = line(recorded_at="2026-11-23T13:00:00+09:00")
    kept = read_lines(text, keep_recorded_at=True, recorded_at=NOON, new_id=new_id)[0][1]
    set_now = read_lines(text, keep_recorded_at=False, recorded_at=NOON, new_id=new_id)[0][1]
    assert kept.recorded_at.hour == 13
    assert set_now.recorded_at == NOON
    assert read_lines(line(recorded_at=7), keep_recorded_at=False, recorded_at=NOON, new_id=new_id)


def test_null_is_absent() -> None:
    entry = entries_of(line(note=None, remaining_ml=None, id=None, recorded_at=None, override=None))[0]
    assert isinstance(entry, PumpRead)
    assert (entry.note, entry.remaining_ml, entry.override) == (None, None, None)


@pytest.mark.parametrize("time", ["2026-11-23T05:00:00Z", "2026-11-23T14:00+09:00", "2026-11-23T14:00:00.000+09:00"])
def test_the_same_moment_may_be_spelled_in_several_ways(time: str) -> None:
    assert entries_of(line(happened_at=time))[0].happened_at == datetime(2026, 11, 23, 5, tzinfo=UTC)


BAD: list[tuple[str, str | None, str]] = [
    ("kind: x", None, "not JSON (character 1)"),
    ("[1]", None, "not an object"),
    ("[" * 100_000, None, "nested too deeply"),
    ('{"kind": "bed_changed", "bed": ' + "9" * 5_000 + "}", None, "too long"),
    ("{}", "kind", "patient_registered, bed_changed"),
    ('{"kind": 7}', "kind", "7 is not a kind of entry"),
    ('{"kind": "infusion_start"}', "kind", "Did you mean infusion_started"),
    ('{"kind": "pump_read", "by": "a", "by": "b"}', "by", "stands twice"),
    (line(ratemlperh=5), "ratemlperh", "Did you mean rate_ml_per_h"),
    (line(zzz=5), "zzz", "Known are: id, patient"),
    (line(rate_ml_per_h=None), "rate_ml_per_h", "missing"),
    (line(by=None), "by", "missing"),
    (line(by="  "), "by", "empty"),
    (line(patient=7), "patient", "double quotes"),
    (line(note="a\0b"), "note", "cannot be kept"),
    (line(note="\ud800"), "note", "cannot be kept"),
    (line(note="x" * 100 + "\0"), "note", "cannot be kept"),
    (line(id="7"), "id", "UUID in small letters"),
    (line(id="01AB0000-0000-7000-8000-000000000001"), "id", "small letters"),
    (line(rate_ml_per_h="5"), "rate_ml_per_h", '"5"'),
    (line(rate_ml_per_h=True), "rate_ml_per_h", "true"),
    (line(rate_ml_per_h=float("nan")), "rate_ml_per_h", "NaN"),
    (line(rate_ml_per_h=float("-inf")), "rate_ml_per_h", "finite number"),
    (line().replace(": 5,", ": 1e999,"), "rate_ml_per_h", "finite number"),
    (line(rate_ml_per_h=2**60), "rate_ml_per_h", "finite number"),
    (line(running=1), "running", "true or false"),
    (line(running="x" * 90), "running", "…"),
    (line(happened_at=5), "happened_at", "not a time"),
    (line(happened_at="23/11/2026 14:00"), "happened_at", "such as 2026-03-02T10:00:00+09:00"),
    (line(happened_at="2026-11-23T14:00:00"), "happened_at", "has no offset"),
    (line(happened_at="2026-11-23T14:00:00.5Z"), "happened_at", "whole seconds"),
    (line(happened_at="2026-02-30T14:00:00Z"), "happened_at", "no such time"),
    (line(happened_at="2026-02-20T14:00:00+25:00"), "happened_at", "no such time"),
    (line(happened_at="0001-01-01T00:00:00+09:00"), "happened_at", "offset"),
    (line(happened_at="2026-11-23T14:00:00+15:00"), "happened_at", "No place has the offset"),
    (line(recorded_at="2026-11-23"), "recorded_at", "not a time"),
    (line(override={"what": "rate", "because": "x"}), "override.by", "missing"),
    (line(override="yes"), "override", "fields what, because, by"),
    (line(STARTED, bag={**BAG, "hours": 96.5}), "bag.hours", "whole number"),
    (line(STARTED, bag={**BAG, "hours": "96"}), "bag.hours", "whole number"),
    (line(STARTED, bag={**BAG, "hour": 96}), "bag.hour", "Did you mean hours"),
    (line(STARTED, bag={k: v for k, v in BAG.items() if k != "use_before"}), "bag.use_before", "missing"),
    (line(STARTED, bag=[]), "bag", "fields label, patient"),
    (line(STARTED, second_check={"rate_ml_per_h": 2.5}), "second_check.dose_micrograms_per_day", "missing"),
    (line(STARTED, line_checks={"not_flushed": "yes"}), "line_checks.not_flushed", "true or false"),
]
COMMON = {"patient": "UPN-1", "happened_at": "2026-11-23T14:00:00+09:00", "by": "n1"}
OTHER_KINDS: list[tuple[dict[str, Any], str, str]] = [
    ({"kind": "vitals_measured", "oxygen": {"device": "nose"}}, "oxygen.device", "nasal_cannula"),
    ({"kind": "infusion_paused", "reason": "tired", "flushed": False}, "reason", "adverse_reaction"),
    ({"kind": "enrolled", "enrolled_on": "2026-02-30"}, "enrolled_on", "not a date"),
    ({"kind": "enrolled", "enrolled_on": "23.11.2026"}, "enrolled_on", "such as 2026-03-02"),
    ({"kind": "enrolled", "enrolled_on": 5}, "enrolled_on", "not a date"),
    ({"kind": "decision_taken", "decision": "hold", "physician": "d1", "findings": "x"}, "findings", "a list"),
    ({"kind": "decision_taken", "decision": "hold", "physician": "d1", "findings": [1]}, "findings[0]", "quotes"),
    ({"kind": "lab_resulted", "analyte": "crp", "value": 0.2, "unit": "mg/dL", "status": "final"}, "value", "quotes"),
    (
        {"kind": "lab_resulted", "analyte": "crp", "value": "<0.2", "unit": "mg/dL", "status": "final", "source": "x"},
        "source",
        "an object",
    ),
    (
        {
            "kind": "lab_resulted", "analyte": "crp", "value": "<0.2", "unit": "mg/dL", "status": "final",
            "source": {"file": {"line": [1, float("nan")]}},
        },
        "source.file.line[1]",
        "finite",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "field", "words"), BAD + [(line(COMMON, **record), field, words) for record, field, words in OTHER_KINDS]
)
def test_a_fault_is_named_with_line_field_and_remedy(text: str, field: str | None, words: str) -> None:
    with pytest.raises(BadLine) as caught:
        entries_of("\n\n" + text)
    bad = caught.value
    assert (bad.line, bad.field) == (3, field)
    assert str(bad).startswith("Line 3: " if field is None else f"Line 3, field {field}: ")
    assert words in str(bad)
    assert isinstance(bad.wrong, Text)
    assert isinstance(bad.remedy, Text)
    assert isinstance(bad, ValueError)


def test_a_source_may_hold_any_json() -> None:
    source = {"file": "a.hl7", "parts": [1, 2.5, None, True, {"x": "y"}]}
    record = {**COMMON, "kind": "lab_resulted", "analyte": "crp", "value": "1", "unit": "mg/dL", "status": "final"}
    entry = entries_of(json.dumps({**record, "source": source}))[0]
    assert json.loads(write_line(entry))["source"] == source
    assert load("lab_resulted", write_line(entry)) == entry


@pytest.mark.parametrize(
    "time",
    [datetime(2026, 11, 23), NOON.replace(microsecond=5), NOON.astimezone(timezone(timedelta(seconds=30)))],  # noqa: DTZ001
)
def test_a_time_that_a_line_cannot_say_is_not_written(time: datetime) -> None:
    with pytest.raises(ValueError, match="whole-minute"):
        write_line(bed(happened_at=time))


def test_a_number_that_is_not_finite_is_not_written() -> None:
    entry = entries_of(line())[0]
    with pytest.raises(ValueError, match="JSON compliant"):
        write_line(dataclasses.replace(entry, rate_ml_per_h=float("inf")))  # type: ignore[call-arg]


@pytest.mark.parametrize("body", ["", "[]", '{"kind": "bed_changed"}', '{"bed": 7}'])
def test_load_refuses_what_was_never_written(body: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        load("bed_changed", body)
    with pytest.raises(ValueError, match=r"."):
        load("no_such_kind", write_line(bed()))


def constant(byte: int) -> Callable[[int], bytes]:
    return lambda count: bytes([byte]) * count


@pytest.mark.parametrize("byte", [0, 0x5A, 0xFF])
def test_a_uuid7_holds_its_time_its_version_and_its_variant(byte: int) -> None:
    found = UUID(uuid7(NOON, constant(byte)))
    assert found.int >> 80 == int(NOON.timestamp() * 1000)
    assert found.version == 7
    assert found.variant == "specified in RFC 4122"


def test_uuid7s_sort_by_time_and_differ() -> None:
    assert uuid7(NOON, constant(255)) < uuid7(NOON + timedelta(milliseconds=1), constant(0))
    assert len({new_id() for _ in range(1000)}) == 1000
