"""Short ways to read a few rows as a message."""

from __future__ import annotations

from blin21_desktop.feeds import hl7_results
from blin21_desktop.feeds.hl7_results import Site
from blin21_desktop.feeds.received import ReadFile, Received
from tests.feeds.hl7_writing import SITE, msh, pid, text

OBX = "OBX|1|NM|A^A^L||1|u||||" + "|F"


def read(rows: list[str], site: Site = SITE) -> ReadFile:
    return hl7_results.read(text(rows).encode(), "f", site)


def one(*rows: str) -> Received:
    """The only result of a message with these rows after PID."""
    file = read([msh("ORU^R01"), pid(), *rows])
    assert file.unread == ()
    (result,) = file.results
    return result


def why(*rows: str, kind: str = "ORU^R01") -> list[str]:
    file = read([msh(kind), pid(), *rows])
    assert file.results == ()
    return [unread.why.template for unread in file.unread]
