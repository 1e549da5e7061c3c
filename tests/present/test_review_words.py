"""A review copy in words: what stands on top of it, what was written in it, what came back and what changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from blin21_desktop.domain.entries import DecisionTaken, Entry, ReviewCommented
from blin21_desktop.domain.review import Answer, CopyHeader, Noted, Returned, ReturnedEntry
from blin21_desktop.present.list_sheet import ward_list
from blin21_desktop.present.review_words import (
    MOST_SINCE,
    copy_strip,
    identity,
    key_facts,
    note_columns,
    note_rows,
    note_words,
    returned_columns,
    returned_details,
    returned_rows,
)
from blin21_desktop.present.sheet import patient_sheet
from tests.making import AT, PATIENT, hour, paused
from tests.present import looks
from tests.present.looks import words

HEADER = CopyHeader(
    id="copy-1", ward="W", as_of=AT, made_at=AT, made_by="K.T", physician="Dr H", valid_until=hour(72),
    entries={"UPN-1": 4, "UPN-2": 2}, count=9, code="7F3A", key_code="65RP", training=True, program="1", trust="known",
)  # fmt: skip
COMMENT = ReviewCommented(
    id="c-1", patient=PATIENT, happened_at=hour(5), recorded_at=hour(5), by="Dr H", physician="Dr H",
    comment="repeat ALT", copy="copy-1", copy_at=AT,
)  # fmt: skip
DECISION = DecisionTaken(
    id="d-1", patient=PATIENT, happened_at=hour(6), recorded_at=hour(6), by="Dr H", decision="hold", physician="Dr H",
    findings=(), because="fever", copy="copy-1", copy_at=AT,
)  # fmt: skip


def back(*entries: ReturnedEntry) -> Returned:
    return Returned(sha256="ab", copy="copy-1", as_of=AT, physician="Dr H", made_at=hour(7), entries=entries)


def new(entry: Noted, *since: Entry) -> ReturnedEntry:
    return ReturnedEntry(entry=entry, state="new", since=since)


def test_the_strip_counts_age_from_the_end_of_the_record() -> None:
    strip = copy_strip(HEADER, hour(50), None, words())
    assert strip.head == "REVIEW COPY of Mon 23-Nov-2026 10:00"
    assert strip.facts.split(" · ") == [
        "read-only", "2 patients", "made by K.T", "age 2d 2hr", "valid until Thu 26-Nov-2026 10:00",
        "do not use for bedside decisions",
    ]  # fmt: skip
    assert (strip.heed, strip.looked) == ((), "")
    assert copy_strip(HEADER, hour(50), hour(-3), words()).looked.startswith(
        "LOOKING BACK: as of Mon 23-Nov-2026 07:00"
    )


@pytest.mark.parametrize(("seconds", "expired"), [(-1, False), (0, False), (1, True)])
def test_expired_begins_after_the_last_moment(seconds: int, expired: bool) -> None:
    heed = copy_strip(HEADER, hour(72, seconds=seconds), None, words()).heed
    assert any(text.startswith("EXPIRED") for text in heed) is expired


@pytest.mark.parametrize(("seconds", "behind"), [(-1, True), (0, False), (1, False)])
def test_a_clock_behind_tells_no_age(seconds: int, behind: bool) -> None:
    strip = copy_strip(HEADER, AT + timedelta(seconds=seconds), None, words())
    assert ("age cannot be told" in strip.facts) is behind
    assert bool(strip.heed) is behind


def test_key_and_newer_copies_are_heeded() -> None:
    def heed(header: CopyHeader) -> tuple[str, ...]:
        return copy_strip(header, hour(1), None, words()).heed

    (unknown,) = heed(replace(HEADER, trust="new"))
    assert unknown.startswith("NEW KEY. The ward's key: 65RP – NEW on this computer")
    (confirmed,) = heed(replace(HEADER, trust="confirmed"))
    assert confirmed == "The ward's key: 65RP – compared by you."
    (newer,) = heed(replace(HEADER, newer=hour(30)))
    assert newer.startswith("OLDER COPY")
    assert key_facts(HEADER, words())[0] == "The ward's key: 65RP"


def test_what_was_written_newest_first() -> None:
    rows = note_rows((COMMENT, DECISION), lambda patient: f"name of {patient}", words())
    assert [row.entry for row in rows] == ["d-1", "c-1"]
    assert rows[0].texts[2] == ("Decision: hold, the pause goes on – fever",)
    assert rows[1].texts[1] == ("name of UPN-1", "UPN-1")
    assert len(note_columns(words())) == len(rows[0].texts)
    assert note_words(replace(DECISION, because=None), words()) == "Decision: hold, the pause goes on"


def test_what_came_back_waiting_first() -> None:
    done = ReturnedEntry(entry=COMMENT, state="accepted", since=(paused(hour(2)),))
    found = back(done, new(DECISION))
    rows = returned_rows(found, lambda _: looks.running(), words())
    assert [row.entry for row in rows] == ["d-1", "c-1"]
    assert rows[0].texts[3] == ("nothing was charted since",)
    assert rows[1].texts[3] == ("1 entries the physician did not know",)
    assert rows[0].texts[1][0] == "SURUGA Aoi, born 10-Jan-2016, ID 9900013"
    assert len(returned_columns(words())) == len(rows[0].texts)


def test_one_entry_beside_the_patient_then_and_now() -> None:
    answer = Answer(entry="c-1", answer="declined", because="another patient", at=hour(9), by="K.T")
    one = ReturnedEntry(entry=COMMENT, state="declined", since=(), answer=answer)
    about = looks.running().chart.written[0]
    shown = returned_details(one, back(one), looks.running(), looks.stopped(), about, words())
    assert shown.lines[0] == "repeat ALT"
    assert shown.lines[1].startswith("Made on the copy of Mon 23-Nov-2026 10:00, written Mon 23-Nov-2026 15:00 by Dr H")
    assert shown.lines[2].startswith("About: ")
    assert shown.lines[3] == "In the copy: RUNNING. Now: PAUSED."
    assert shown.lines[4].startswith("declined Mon 23-Nov-2026 19:00 by K.T")
    assert shown.lines[5] == "Reason: another patient"
    assert shown.since == ("Nothing was charted about this patient since the copy.",)
    plain = replace(one, answer=replace(answer, answer="accepted", because=""))
    assert len(returned_details(plain, back(plain), looks.running(), looks.running(), None, words()).lines) == 4


@pytest.mark.parametrize("more", [0, 1, 3])
def test_what_came_since_is_told_or_counted(more: int) -> None:
    since = tuple(paused(hour(2), id=f"p-{n}") for n in range(MOST_SINCE + more))
    one = new(COMMENT, *since)
    shown = returned_details(one, back(one), looks.running(), looks.stopped(), None, words())
    assert len(shown.since) == MOST_SINCE + bool(more)
    if more:
        assert shown.since[-1] == f"and {more} earlier ones, see the tab Record"


def test_paper_of_a_copy_says_so_on_every_page() -> None:
    mark = "REVIEW COPY of Mon 23-Nov-2026 10:00"
    seen = replace(looks.running(training=True), copy_at=AT)
    sheet = patient_sheet(seen, words(), printed_by=None, shift=None)
    whole = ward_list([seen], words(), at=hour(170), printed_by=None, shift=None)
    for frame in (sheet.frame, whole.frame):
        assert frame.watermark == mark
        assert mark in frame.footer
        assert "TRAINING – synthetic" in frame.footer
    ward = patient_sheet(looks.running(training=True), words(), printed_by=None, shift=None)
    assert ward.frame.watermark == "TRAINING – synthetic"
    assert mark not in ward.frame.footer


def test_without_a_registration_that_is_said() -> None:
    assert identity(looks.withdrawn_registration(), words()) == "UPN-1 (registration withdrawn)"
