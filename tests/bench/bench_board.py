"""R2: what the ward board shows, against the same SQL in the bare database library."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlcipher3 import dbapi2

from blin21_desktop.store.log import WardLog, open_ward
from tests.bench.measure import Line, Measured, alternate, compared
from tests.bench.workload import SIZES, Place, ward_file, ward_over

LINE = Line(
    name="R2",
    what="board data, nothing read yet",
    against="same SQL in raw SQLite, tuples",
    target=2.0,
    fail=4.0,
)
WARM = Line(
    name="R2 warm",
    what="board data again (each minute, after each entry)",
    against="the same, nothing read yet",
    target=0.5,
    fail=1.0,
)


def statements(log: WardLog) -> list[str]:
    """The very SQL that the program sends for one board, values filled in."""
    sent: list[str] = []
    connection: Any = log._file.connection()
    connection.set_trace_callback(sent.append)
    ward_over(log).board()
    connection.set_trace_callback(None)
    return sent


def measure(place: Place) -> Iterator[Measured]:
    """Both lines, over one open connection each."""
    path = ward_file(place.size, place.folder)
    log, raw = open_ward(path), dbapi2.connect(f"{path.as_uri()}?mode=ro", uri=True)
    sent = statements(log)

    def plain() -> list[tuple[Any, ...]]:
        return list(chain.from_iterable(raw.execute(sql).fetchall() for sql in sent))

    warm = ward_over(log)
    looks = warm.board()
    assert len(looks) == SIZES[place.size].patients
    positions = {row[0] for row in plain() if len(row) == 3}
    assert len(positions) == sum(len(look.chart.written) for look in looks)
    states = {row[0]: row[1] for row in raw.execute(LAST_FLOW)}
    assert {look.patient: str(look.charted and look.charted.kind) for look in looks} == states
    yield compared(LINE, *alternate(lambda: ward_over(log).board(), plain, place.rounds))
    yield compared(WARM, *alternate(warm.board, lambda: ward_over(log).board(), place.rounds))
    raw.close()
    log.close()


LAST_FLOW = """SELECT patient, kind FROM (
    SELECT patient, kind, row_number() OVER (PARTITION BY patient ORDER BY happened_utc DESC, position DESC) AS place
    FROM entry WHERE kind IN ('infusion_started', 'bag_changed', 'infusion_paused', 'infusion_resumed',
        'infusion_ended')) WHERE place = 1"""
"""Which entry set each patient's state, without any code of the program."""
