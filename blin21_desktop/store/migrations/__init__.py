"""Every step of the file's schema, in order. A step is never edited once a ward file was made with it."""

from __future__ import annotations

from collections.abc import Callable

from blin21_desktop.store.engine import Connection
from blin21_desktop.store.migrations import (
    m0001_first,
    m0002_people,
    m0003_checks,
    m0004_signatures,
    m0005_labs,
    m0006_lab_files,
    m0007_handover,
)

Step = tuple[str, Callable[[Connection], None]]
"""The name of a step and what it does, inside a transaction somebody else began."""

STEPS: tuple[Step, ...] = (
    ("m0001_first", m0001_first.apply),
    ("m0002_people", m0002_people.apply),
    ("m0003_checks", m0003_checks.apply),
    ("m0004_signatures", m0004_signatures.apply),
    ("m0005_labs", m0005_labs.apply),
    ("m0006_lab_files", m0006_lab_files.apply),
    ("m0007_handover", m0007_handover.apply),
)
"""Schema version n is what the first n steps make."""
