"""Campaign: flipped bits and cuts in review copies and return files; each of them must be refused.

    python -m tests.campaigns.review_flips [count] [seed]

`count` single flipped bits in a small copy (by passphrase and to a key) and in its return file, and every cut of each:
none may open, and none may end otherwise than refused in words. Prints the counts, the slowest refusal and the seed;
exit status 1 at the first that opens, or when a reader that checks no signature goes unnoticed.
A part of it runs with every test run (tests/store/test_review_flips.py).
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from unittest.mock import patch

from nacl.public import PrivateKey
from nacl.signing import VerifyKey

from blin21_desktop.domain.review import ReviewRefused
from blin21_desktop.domain.text import say
from blin21_desktop.store.review.answering import Returning, answer, copy_named, read_answer
from blin21_desktop.store.review.contents import packed, read_contents
from blin21_desktop.store.review.sealing import ToKey, opened, sealed
from tests.store.copying import AS_OF, BOX, COPY, LOCK, SEED, WARD, comment, contents, decision, made_copy

MINE = PrivateKey(bytes(range(1, 33)))
KEY = ToKey(bytes(MINE.public_key), bytes(MINE))


@dataclass
class Tally:
    """What came of the changed files of one sort."""

    refused: int = 0
    slowest: float = 0.0
    opened: list[str] = field(default_factory=list)


def read_back(data: bytes) -> None:
    """Take a return file in, as the ward does: by the id of its copy."""
    if copy_named(data) != COPY:
        raise ReviewRefused(say("no such copy"))
    read_answer(data, WARD, made_copy())


Sample = tuple[bytes, Callable[[bytes], object]]
"""A good file, and how it is opened."""


def samples() -> dict[str, Sample]:
    """A copy by passphrase, one to a key, and a return file."""
    payload = packed(contents())
    returning = Returning(COPY, AS_OF, (comment(), decision()))
    return {
        "passphrase": (sealed(payload, LOCK, WARD), lambda data: read_contents(opened(data, LOCK).payload)),
        "key": (sealed(payload, KEY, WARD), lambda data: read_contents(opened(data, KEY).payload)),
        "return": (answer(returning, SEED, BOX), read_back),
    }


def flips(sample: Sample, count: int, seed: int) -> Tally:
    """Flip so many single bits, each in a fresh file, then cut the file at every byte."""
    data, opening = sample
    opening(data)
    chance, tally = random.Random(seed), Tally()  # noqa: S311
    for _ in range(count):
        place, bit = chance.randrange(len(data)), chance.randrange(8)
        changed = data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]
        _try(tally, changed, opening, f"bit {bit} of byte {place}")
    for size in range(len(data)):
        _try(tally, data[:size], opening, f"cut to {size} bytes")
    return tally


def _try(tally: Tally, changed: bytes, opening: Callable[[bytes], object], what: str) -> None:
    start = time.perf_counter()
    try:
        opening(changed)
    except ReviewRefused:
        tally.refused += 1
    else:
        tally.opened.append(what)
    tally.slowest = max(tally.slowest, time.perf_counter() - start)


def unsigned(sample: Sample, count: int, seed: int) -> Tally:
    """The same with a reader that checks no signature: the campaign must notice."""
    with patch.object(VerifyKey, "verify", lambda *_: b""):
        return flips(sample, count, seed)


def main() -> int:
    """Run all; exit status 1 when anything opened, or the broken reader was not noticed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 21
    bad = False
    for name, sample in samples().items():
        tally = flips(sample, count, seed)
        bad = bad or bool(tally.opened)
        print(f"{name}: {len(sample[0])} bytes, {tally.refused} refused, opened {tally.opened[:3]},", end=" ")  # noqa: T201
        print(f"slowest {tally.slowest * 1000:.1f} ms, seed {seed}")  # noqa: T201
    noticed = bool(unsigned(samples()["passphrase"], min(count, 2_000), seed).opened)
    print(f"a reader that checks no signature was {'noticed' if noticed else 'NOT NOTICED'}")  # noqa: T201
    return int(bad or not noticed)


if __name__ == "__main__":
    raise SystemExit(main())
