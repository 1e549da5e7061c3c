"""What another program may not do to the file, and that any SQLite tool can read it."""

from __future__ import annotations

import sqlite3  # a foreign tool: no connection of ours is open while it works
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from blin21_desktop.domain.entries import KINDS, Entry
from blin21_desktop.domain.picture import Picture
from blin21_desktop.store import schema
from blin21_desktop.store.log import verify
from blin21_desktop.store.migrations import m0001_first, m0003_checks, m0004_signatures, m0005_labs, m0007_handover
from blin21_desktop.store.shapes import COMMON_FIRST, COMMON_LAST, fields_of
from tests.making import crs, hour, missed, neuro, sampled, staged
from tests.store.examples import bed, entries_of, filled, new_ward, withdrawal

FIELDS = m0001_first.FIELDS | m0003_checks.CHANGED | m0003_checks.ADDED | m0004_signatures.CHANGED | m0005_labs.ADDED
FIELDS = FIELDS | m0007_handover.CHANGED | m0007_handover.ADDED
COURSE = Path(__file__).parent / "course.jsonl"


def foreign(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql)]


COPY = (
    "INSERT OR REPLACE INTO entry SELECT {position}, origin, {seq}, {id}, patient, kind, happened_utc, 0,"
    ' recorded_utc, 0, zone, "by", body, hash FROM entry WHERE position = 3'
)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entry SET body = 'x' WHERE position = 3",
        "UPDATE entry SET position = 99 WHERE position = 3",
        "DELETE FROM entry WHERE position = 20",
        "DELETE FROM entry",
        "REPLACE INTO entry SELECT * FROM entry WHERE position = 3",
        "INSERT INTO entry SELECT * FROM entry WHERE position = 3 ON CONFLICT DO UPDATE SET body = 'x'",
        "INSERT OR IGNORE INTO entry SELECT * FROM entry WHERE position = 3",
        "UPDATE OR REPLACE entry SET id = (SELECT id FROM entry WHERE position = 4) WHERE position = 3",
        COPY.format(position=21, seq=21, id="id"),
        COPY.format(position=21, seq="seq", id="'new'"),
        COPY.format(position="position", seq=21, id="'new'"),
        COPY.format(position=30, seq=21, id="'new'"),
        COPY.format(position="NULL", seq=21, id="'new'"),
        "UPDATE meta SET value = '0' WHERE key = 'training'",
        "DELETE FROM meta",
        "INSERT OR REPLACE INTO meta VALUES ('training', '0')",
        "UPDATE migration SET name = 'x'",
        "DELETE FROM migration",
        "INSERT OR REPLACE INTO migration VALUES (1, 'x')",
    ],
)
def test_another_program_is_refused(tmp_path: Path, sql: str) -> None:
    path = filled(tmp_path)
    before = foreign(path, "SELECT * FROM entry"), foreign(path, "SELECT * FROM meta")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        foreign(path, sql)
    assert (foreign(path, "SELECT * FROM entry"), foreign(path, "SELECT * FROM meta")) == before
    assert verify(path).ok


SAMPLE = "INSERT INTO sample (rowid, sha256, media_type, bytes) VALUES (7, 'aa', 'image/png', x'01')"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE sample SET bytes = x'02'",
        "UPDATE sample SET rowid = 8",
        "DELETE FROM sample",
        SAMPLE,
        "INSERT OR IGNORE INTO sample VALUES ('aa', 'image/png', x'02')",
        "REPLACE INTO sample VALUES ('aa', 'image/png', x'02')",
        "INSERT OR REPLACE INTO sample (rowid, sha256, media_type, bytes) VALUES (7, 'bb', 'image/png', x'02')",
        "INSERT INTO sample VALUES ('aa', 'image/png', x'02') ON CONFLICT DO UPDATE SET bytes = excluded.bytes",
    ],
)
def test_a_handwriting_sample_is_never_changed_replaced_or_lost(tmp_path: Path, sql: str) -> None:
    path = filled(tmp_path)
    foreign(path, SAMPLE)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        foreign(path, sql)
    assert foreign(path, "SELECT rowid AS place, * FROM sample") == [
        {"place": 7, "sha256": "aa", "media_type": "image/png", "bytes": b"\x01"}
    ]
    assert verify(path).ok


def test_the_guards_are_there_after_every_step(tmp_path: Path) -> None:
    names = {name for kind, name in schema.expected(schema.latest()) if kind == "trigger"}
    assert names == {
        f"{table}_no_{verb}"
        for table in (
            "entry",
            "meta",
            "migration",
            "staff",
            "sample",
            "signature",
            "lab_file",
            "lab_waiting",
            "lab_decision",
            "lab_layout",
            "review_key",
            "review_copy",
            "review_return",
            "review_answer",
        )
        for verb in ("update", "delete", "replace")
    }


def test_every_kind_has_its_view_with_every_field() -> None:
    assert set(FIELDS) == {kind.value for kind in KINDS}
    for kind, cls in KINDS.items():
        names = []
        for field in fields_of(cls).values():
            if field.name in COMMON_FIRST + COMMON_LAST:
                continue
            inner = fields_of(field.type) if hasattr(field.type, "__dataclass_fields__") else {}
            names += [f"{field.name}.{part}" for part in inner] or [field.name]
        assert FIELDS[kind.value].split() == names


def test_every_view_can_be_read_by_any_tool(tmp_path: Path) -> None:
    path = filled(tmp_path)
    views = [name for kind, name in schema.expected(schema.latest()) if kind == "view"]
    assert len(views) == len(KINDS) + 3
    for view in views:
        foreign(path, "SELECT * FROM " + view)
    row = foreign(path, "SELECT * FROM bed_changed WHERE position = 3")[0]
    assert (row["patient"], row["bed"], row["in_force"], row["happened_at"]) == (
        "UPN-1",
        "2",
        1,
        "2026-11-23T12:00:00+00:00",
    )


def test_the_views_show_what_the_checks_gained(tmp_path: Path) -> None:
    log = new_ward(tmp_path)
    foreign(log.path, f"INSERT INTO sample VALUES ('{'ab' * 32}', 'image/png', x'01')")
    at = hour()
    line = Picture(b"\x89PNG\r\n\x1a\n", 800, 300)
    log.append(
        [
            crs(at, vasopressor_dose="high", organ_toxicity="grade_3"),
            neuro(at, tool_because="delay"),
            missed(at, reason="off_ward", until=hour(2)),
            staged(at, system="JSHCT", performance_very_poor=True),
            sampled(at, baseline=True, sentence="今日は雨です", sha256=line.sha256),
        ],
        after=0,
        pictures=[line],
    )
    log.close()
    [found] = foreign(log.path, "SELECT vasopressor_dose, organ_toxicity FROM crs_checked")
    assert found == {"vasopressor_dose": "high", "organ_toxicity": "grade_3"}
    assert foreign(log.path, "SELECT tool_because FROM neuro_checked") == [{"tool_because": "delay"}]
    assert foreign(log.path, "SELECT until FROM check_missed") == [{"until": "2026-11-23T12:00:00+09:00"}]
    assert foreign(log.path, "SELECT performance_very_poor AS poor FROM gvhd_staged") == [{"poor": 1}]
    [found] = foreign(log.path, "SELECT baseline, width, sentence, in_force FROM writing_sampled")
    assert found == {"baseline": 1, "width": 800, "sentence": "今日は雨です", "in_force": 1}


def test_the_views_know_what_was_withdrawn(tmp_path: Path) -> None:
    log = new_ward(tmp_path)
    kept, struck, back = bed("kept"), bed("struck"), bed("back")
    slip = withdrawal(back)
    entries: list[Entry] = [kept, struck, back, withdrawal(struck), slip, withdrawal(slip), withdrawal(struck)]
    log.append(entries, after=0)
    log.close()
    in_force = [row["bed"] for row in foreign(log.path, "SELECT bed FROM bed_changed WHERE in_force ORDER BY position")]
    assert in_force == ["kept", "back"]
    assert {row["id"] for row in foreign(log.path, "SELECT id FROM not_in_force")} == {struck.id, slip.id}


def test_a_whole_course_can_be_followed_in_plain_sql(tmp_path: Path) -> None:
    log = new_ward(tmp_path)
    lines = COURSE.read_text(encoding="utf-8").splitlines()
    for upto, state, bags, pauses in [(1, "running", 1, 0), (3, "paused", 2, 1), (4, "running", 3, 1)]:
        done = log.head().count
        log.append(entries_of("\n".join(lines[done:upto])), after=done)
        log.close()
        [infusion] = foreign(log.path, "SELECT * FROM infusions")
        assert (infusion["state_as_charted"], infusion["bags"], infusion["pauses"]) == (state, bags, pauses)
        assert (infusion["course"], infusion["first_dose_micrograms_per_day"]) == (1, 9.0)
        [bag] = foreign(log.path, "SELECT * FROM current_bags")
        assert bag["bag_label"] == f"B{bags}"
        assert bag["state_as_charted"] == state
    log.append(entries_of(lines[4]), after=4)
    log.close()
    [infusion] = foreign(log.path, "SELECT * FROM infusions")
    assert infusion["state_as_charted"] == "ended: course_completed"
    assert infusion["ended_at"] == "2026-03-10T10:00:00+09:00"
    assert foreign(log.path, "SELECT * FROM current_bags") == []
