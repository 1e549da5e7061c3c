"""A large CSV is read and judged in parts, and gives what it gives at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from blin21_desktop.feeds.any_file import read_any, reading_any
from blin21_desktop.feeds.parts import PART, whole
from blin21_desktop.feeds.review import Reviewer
from blin21_desktop.feeds.source import Source
from blin21_desktop.store.lab_sources import reading, sources
from tests.feeds.hl7_writing import SITE
from tests.feeds.lab_ward import NOW, LabWard

HEAD = "hospital_id,family_name,given_name,birth_date,sex,collected_at,analyte,value,unit"


def table(rows: int) -> bytes:
    """So many rows of one analyte, each of another minute."""
    times = (NOW - timedelta(minutes=n + 1) for n in range(rows))
    lines = (f"9900013,駿河,葵,2021-04-01,male,{at.isoformat()},leukocytes,{3000 + at.minute},/uL" for at in times)
    return "\n".join((HEAD, *lines, "")).encode()


@pytest.mark.parametrize(("rows", "steps"), [(3, 0), (PART - 2, 0), (PART - 1, 1), (2 * PART, 2)])
def test_a_csv_is_read_in_parts_of_rows(rows: int, steps: int) -> None:
    data = table(rows)
    found = [*reading_any("a.csv", data, SITE, ())]
    assert found[:-1] == [None] * steps
    last = found[-1]
    assert last is not None
    assert last == read_any("a.csv", data, SITE, ())
    assert len(last[0].results) == rows


@pytest.mark.parametrize(("rows", "steps"), [(PART - 1, 0), (PART, 2), (2 * PART + 1, 4)])
def test_a_file_is_judged_in_parts_of_results(rows: int, steps: int) -> None:
    ward = LabWard()
    read, layout = read_any("a.csv", table(rows), SITE, ())
    found = [*Reviewer(ward.lab.charts(), NOW, ward.ward.knowledge.labs).reviewing(read)]
    assert found[:-1] == [None] * steps
    (one,) = ward.lab.review([Source(read=read, data=b"", layout=layout)])
    assert found[-1] == one.items
    assert all(item.files for item in one.items)


def test_files_on_disk_come_in_parts_and_are_told_apart_from_them(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(table(PART))
    (tmp_path / "b.csv").write_bytes(table(1))
    steps = [*reading([tmp_path], (), SITE)]
    assert [one if one is None else one.read.name for one in steps] == [None, "a.csv", "b.csv"]
    assert [one.read.name for one in sources([tmp_path], (), SITE)] == ["a.csv", "b.csv"]
    ward = LabWard()
    told = [*ward.lab.reviewing(steps)]
    assert [one is None for one in told] == [True, True, True, False, False]


def test_the_answer_is_what_comes_last() -> None:
    assert whole(iter([None, 1, None, 2])) == 2
