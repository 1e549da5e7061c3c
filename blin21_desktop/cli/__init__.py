"""The terminal: the verbs of the contract. It asks the ward and prints; it decides nothing."""

from __future__ import annotations

from blin21_desktop.cli.parser import run
from blin21_desktop.cli.parts import Desk, Parts

__all__ = ["Desk", "Parts", "run"]
