"""What the tests of review copies share: a cheap passphrase, a small copy, a canary that must show nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from blin21_desktop.domain.entries import DecisionTaken, ReviewCommented
from blin21_desktop.domain.ports import Head
from blin21_desktop.domain.review import CopyHeader, MadeCopy
from blin21_desktop.store.codec import write_line
from blin21_desktop.store.review.ciphers import Cost, WardKey
from blin21_desktop.store.review.contents import Contents, Part
from blin21_desktop.store.review.sealing import ByPassphrase
from tests.store.examples import bed, new_id

CHEAP = Cost(1, 8192)
"""One pass over 8 KiB: what a test can pay."""

LOCK = ByPassphrase("four words by chance", CHEAP)
WARD = WardKey(bytes(range(32)))
SEED = bytes(reversed(range(32)))
BOX = bytes(WARD.box.public_key)
AS_OF = datetime(2026, 11, 23, 12, tzinfo=UTC)
COPY = "01a21bb8-ce50-7cdd-8a8e-e35923c21013"


def header(**changes: Any) -> CopyHeader:  # noqa: ANN401
    made = CopyHeader(
        id=COPY,
        ward="AAAA-BBBB-CC",
        as_of=AS_OF,
        made_at=AS_OF,
        made_by="n1",
        physician="Dr. X",
        valid_until=AS_OF + timedelta(days=3),
        entries={"UPN-1": 2, "UPN-2": 1},
        count=9,
        code="7F3A-91C2-0B",
        key_code="",
        training=True,
        program="1",
    )
    return replace(made, **changes)


def contents(**changes: Any) -> Contents:  # noqa: ANN401
    lines = [(2, bed("7")), (5, bed("8", "UPN-2")), (9, bed("9"))]
    part = Part(
        entries=tuple((position, write_line(entry)) for position, entry in lines),
        counts={"UPN-1": 2, "UPN-2": 1},
        head=Head(9, "7F3A-91C2-0B"),
        charted=Head(8, "0000-91C2-0B"),
        facts={"training": "1", "clock_offset_seconds": "60", "zone": "Asia/Tokyo", "seal": "ab"},
        signatures=(),
        pictures={},
    )
    made = Contents(header=header(), part=part, shipped={"a.toml": "x"}, site={}, answer_seed=SEED, answer_box=BOX)
    return replace(made, **changes)


def comment(**changes: Any) -> ReviewCommented:  # noqa: ANN401
    at = AS_OF + timedelta(hours=2)
    made = ReviewCommented(
        id=new_id(at), patient="UPN-1", happened_at=at, recorded_at=at, by="Dr. X", physician="Dr. X",
        comment="Looks well", copy=COPY, copy_at=AS_OF,
    )  # fmt: skip
    return replace(made, **changes)


def decision(**changes: Any) -> DecisionTaken:  # noqa: ANN401
    at = AS_OF + timedelta(hours=2)
    made = DecisionTaken(
        id=new_id(at), patient="UPN-1", happened_at=at, recorded_at=at, by="Dr. X", physician="Dr. X",
        decision="continue", findings=(), copy=COPY, copy_at=AS_OF,
    )  # fmt: skip
    return replace(made, **changes)


def made_copy(**changes: Any) -> MadeCopy:  # noqa: ANN401
    made = MadeCopy(
        id=COPY,
        as_of=AS_OF,
        made_at=AS_OF,
        valid_until=AS_OF + timedelta(days=3),
        by="n1",
        patients=("UPN-1", "UPN-2"),
        count=9,
        code="7F3A-91C2-0B",
        answer_key=WardKey(SEED).public.hex(),
        physician="Dr. X",
    )
    return replace(made, **changes)
