"""R3: opening a patient's chart in a large ward file, against the same in a small one."""

from __future__ import annotations

from collections.abc import Iterator

from blin21_desktop.service.look import Look
from blin21_desktop.store.log import open_ward
from tests.bench.measure import Line, Measured, alternate, compared
from tests.bench.workload import SIZES, Place, patient_name, ward_file, ward_over


def measure(place: Place) -> Iterator[Measured]:
    """One line; both patients have two courses on the same days."""
    large, small = open_ward(ward_file(place.large, place.folder)), open_ward(ward_file("S2", place.folder))
    newest = SIZES[place.large].patients - 1
    inside, first = patient_name(newest - newest % 9), patient_name(0)

    def opened() -> Look:
        return ward_over(large).look(inside)

    def opened_small() -> Look:
        return ward_over(small).look(first)

    looks = opened(), opened_small()
    assert all(len(look.courses) == SIZES["S2"].courses for look in looks)
    assert all(look.chart.written[-1].patient == look.patient for look in looks)
    counts = [len(look.chart.written) for look in looks]
    assert abs(counts[0] - counts[1]) < counts[1] / 10
    line = Line(
        name="R3",
        what=f"open one chart in {place.large} ({counts[0]} entries)",
        against=f"the same in S ({counts[1]} entries)",
        target=1.2,
        fail=1.5,
    )
    yield compared(line, *alternate(opened, opened_small, place.rounds))
    large.close()
    small.close()
