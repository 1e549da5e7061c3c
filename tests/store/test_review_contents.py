"""What is in a copy: the same out as in; anything else is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from blin21_desktop.domain.entries import Kind
from blin21_desktop.domain.picture import digest
from blin21_desktop.domain.review import ReviewBroken, ReviewRefused
from blin21_desktop.store.review.contents import packed, read_contents, recorded
from blin21_desktop.store.review.copy_log import CopyLog
from blin21_desktop.store.words import NotSaved
from tests.store.copying import contents, header
from tests.store.examples import NOON, bed
from tests.store.test_signatures import FIRST


def test_the_same_comes_out_as_went_in() -> None:
    whole = contents()
    whole = replace(whole, part=replace(whole.part, signatures=(FIRST,), pictures={digest(b"p"): b"p"}))
    assert read_contents(packed(whole)) == whole
    assert whole.clock_offset == timedelta(minutes=1)


def changed(path: tuple[str, ...], value: object) -> bytes:
    first, *lines = packed(contents()).split(b"\n")
    fields: Any = json.loads(first)
    place = fields
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return b"\n".join((json.dumps(fields).encode(), *lines))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("copy", "as_of"), "2026-11-23T12:00:00"),
        (("copy", "as_of"), "yesterday"),
        (("copy", "as_of"), "1899-12-31T23:59:59+00:00"),
        (("copy", "valid_until"), "2200-01-01T00:00:00+00:00"),
        (("facts", "clock_offset_seconds"), "x"),
        (("facts", "clock_offset_seconds"), str(36_525 * 86_400 + 1)),
        (("facts", "clock_offset_seconds"), "9" * 30),
        (("knowledge", "shipped"), {"a.toml": 7}),
        (("pictures",), ["A"]),
        (("copy", "entries"), 7),
        (("copy",), []),
        (("head",), [1]),
        (("answer", "seed"), "00"),
        (("signatures",), None),
        (("version",), "1"),
    ],
)
def test_contents_of_other_fields_are_refused(path: tuple[str, ...], value: object) -> None:
    with pytest.raises(ReviewBroken, match="cannot be read"):
        read_contents(changed(path, value))


def test_a_line_at_the_head_cannot_pass_for_another() -> None:
    made = contents(header=header(made_by="n1\nThe ward's key: known", physician="Dr.\u3000X\u2028!", program="1\r2"))
    found = read_contents(packed(made)).header
    assert (found.made_by, found.physician, found.program) == ("n1 The ward's key: known", "Dr.\u3000X !", "1 2")


def test_a_later_version_is_told() -> None:
    with pytest.raises(ReviewRefused, match="another version"):
        read_contents(changed(("version",), 2))


@pytest.mark.parametrize("counts", [{"UPN-1": 1, "UPN-2": 1}, {"UPN-1": 2}, {"UPN-1": 2, "UPN-2": 1, "UPN-3": 1}])
def test_entries_that_the_head_does_not_count_are_refused(counts: dict[str, int]) -> None:
    with pytest.raises(ReviewBroken, match="not those it counts"):
        recorded(replace(contents().part, counts=counts))


@pytest.mark.parametrize("line", ["{}", "x", '{"kind": "of_tomorrow"}', '{"kind": "bed_changed"}'])
def test_an_entry_of_a_later_version_is_told(line: str) -> None:
    with pytest.raises(ReviewRefused, match="cannot read"):
        recorded(replace(contents().part, entries=((1, line),)))


def test_the_log_of_a_copy_reads_as_the_wards_own_and_writes_nothing() -> None:
    log = CopyLog(contents().part)
    assert log.patients() == ["UPN-1", "UPN-2"]
    assert [one.position for one in log.read()] == [2, 5, 9]
    assert [one.position for one in log.read(patient="UPN-1", after=2)] == [9]
    assert log.read(patient="UPN-9") == []
    assert log.read(kinds=frozenset({Kind.CRS_CHECKED})) == []
    assert len(log.read(kinds=frozenset({Kind.BED_CHANGED}))) == 3
    assert len(log.read(kinds=frozenset(), others_from=NOON)) == 3
    assert log.read(kinds=frozenset(), others_from=NOON + timedelta(seconds=1)) == []
    assert (log.head().count, log.charted_head().count) == (9, 8)
    codes = (log.head().code, log.charted_head().code, "0000-0000-00")
    assert [log.position_of(code) for code in codes] == [9, 8, None]
    with pytest.raises(NotSaved, match="reading only"):
        log.append([bed()], after=9)
