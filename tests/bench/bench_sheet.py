"""R8: a handover sheet, against the same drawing calls on a bare reportlab canvas."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.domain.entries import Kind
from blin21_desktop.present import catalogue
from blin21_desktop.printing.handover import Handover
from blin21_desktop.store.log import open_ward
from tests.bench.measure import Line, Measured, alternate, compared
from tests.bench.workload import NOW, ZONE, Place, patient_name, ward_file, ward_over

Call = tuple[str, tuple[Any, ...], dict[str, Any]]
ONE = Line(
    name="R8",
    what="handover sheet: look, lay out, draw",
    against="same drawing calls on a bare reportlab canvas",
    target=1.5,
    fail=3.0,
)
ALL = Line(
    name="R8b",
    what="ward list and a sheet for everybody, in one file",
    against="one sheet, times the number of patients",
    target=0.6,
    fail=1.0,
)


class Recorder(Canvas):
    """A canvas that remembers what was asked of it from outside."""

    calls: list[Call] = []  # noqa: RUF012  (one recording at a time)
    inside = False

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401
        """Hand out methods that write themselves down."""
        found = super().__getattribute__(name)
        if name.startswith("_") or not callable(found) or Recorder.inside:
            return found
        return _noting(name, found)


def _noting(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    def noted(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        if Recorder.inside:
            return method(*args, **kwargs)
        Recorder.calls.append((name, args, kwargs))
        Recorder.inside = True
        try:
            return method(*args, **kwargs)
        finally:
            Recorder.inside = False

    return noted


def recorded(job: Handover, patient: str) -> list[Call]:
    """The drawing calls of one sheet."""
    Recorder.calls = []
    with patch("reportlab.pdfgen.canvas.Canvas", Recorder):
        job.make((patient,))
    return Recorder.calls


def replayed(calls: list[Call]) -> bytes:
    """The same calls on a bare canvas."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for name, args, kwargs in calls:
        getattr(canvas, name)(*args, **kwargs)
    return out.getvalue()


def measure(place: Place) -> Iterator[Measured]:
    """One sheet against its bare calls; all sheets against that many times one."""
    log = open_ward(ward_file(place.size, place.folder))
    ward, words = ward_over(log), catalogue.words("ja", ZONE)
    job = Handover(ward, words, lambda at: at.isoformat())
    patient, everybody = patient_name(0), ward.patients()
    calls = recorded(job, patient)
    printed = job.make((patient,))
    assert replayed(calls) == printed.pdf
    assert [entry.kind for entry in printed.record] == [Kind.SHEET_PRINTED]
    assert printed.record[0].happened_at == NOW
    line = Line(name=ONE.name, what=ONE.what, against=ONE.against, target=1.5, fail=3.0, remark=f"{len(calls)} calls")
    yield compared(line, *alternate(lambda: job.make((patient,)), lambda: replayed(calls), place.rounds))

    def one_by_one() -> None:
        for name in everybody:
            job.make((name,))

    assert job.make().sheets == len(everybody) + 1
    yield compared(ALL, *alternate(job.make, one_by_one, min(place.rounds, 15)))
    log.close()
