"""A synthetic SS-MIX2 tree of two invented patients: current, superseded, deleted, vanished, re-sent, misfiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.feeds.hl7_writing import CHEMISTRY, HARUNA, SURUGA, Panel, Result, adt, iso2022, oul, text

Tree = Mapping[tuple[str, ...], bytes]
DAY = "20261123"


def path(
    patient: str = SURUGA.id,
    order: str = "000000011000354",
    flag: str = "1",
    *,
    kind: str = "OML-11",
    date: str = DAY,
    stamp: str = "20261123103059000",
    folder: str | None = None,
) -> tuple[str, ...]:
    """The parts of a path by the rules; `folder`: another patient's folder, for a misfiled one."""
    lies = folder or patient
    name = f"{patient}_{date}_{kind}_{order}_{stamp}_01_{flag}"
    return (lies[:3], lies[3:6], lies, date, kind, name)


def stored(rows: Sequence[str]) -> bytes:
    return iso2022(text(rows))


def _wbc(value: str, order: str, status: str = "F") -> bytes:
    return stored(oul([Panel(results=(Result(value=value, status=status),), order=order)]))


def tree() -> Tree:
    """One of each case; the order number says which."""
    extended = (*path(kind="L-OBSERVATIONS^OBSERVATIONS^99ZL01")[:5], "9900013_x", "main_document.hl7")
    return {
        path(order="000000000000000", kind="ADT-00", date="-"): stored(adt()),
        path(order="000000000000001"): stored(oul([Panel(order="000000000000001"), Panel(results=CHEMISTRY)])),
        path(order="000000000000002", stamp="20261123110000000"): _wbc("3400", "000000000000002", "C"),
        path(order="000000000000002", flag="2"): _wbc("340", "000000000000002"),
        path(order="000000000000003", stamp="20261123110000000", flag="0"): _wbc("120", "000000000000003"),
        path(order="000000000000003", flag="0"): _wbc("120", "000000000000003"),
        path(order="000000000000004", flag="2"): _wbc("777", "000000000000004"),
        path(order="000000000000005", stamp="20261123110000000"): _wbc("3500", "000000000000005"),
        path(order="000000000000005"): _wbc("3500", "000000000000005"),
        path(order="000000000000006", folder=HARUNA.id): _wbc("900", "000000000000006"),
        path(patient=HARUNA.id, order="000000000000007"): stored(oul(person=HARUNA)),
        extended: stored(oul(head=None)),
    }


def written(files: Tree, root: Path) -> None:
    """The tree on a disk, for tests of the shells that walk it."""
    for parts, data in files.items():
        place = root.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
