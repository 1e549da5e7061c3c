"""A window of its own process with a half-filled bag change: says READY once its draft is kept, and waits.

python tests/ui/half_filled.py WARD PIN
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from blin21_desktop.bootstrap.program import Program, wall_clock
from blin21_desktop.bootstrap.window import WindowWard
from blin21_desktop.ui import app as program


def main(ward: str, pin: str) -> None:
    """Open, sign in, fill half of the form, wait."""
    app = program.application()
    made = Program(wall_clock)
    ports = WindowWard(made, made.open(Path(ward)))
    window, _bridge = program.window(ports, "en")
    window.show()
    window.open_patient("DEMO-6")
    window.session.sign_in(ports.people.identify("K.T", pin))
    window.charting.flow("DEMO-6")
    form = window.charting.open_form
    assert form is not None
    for key, text in (("wristband", "9900055"), ("bag.label", "B-4"), ("rate_ml_per_h", "2.5")):
        form._edited(key, text)
    while not ports.drafts.of("K.T"):
        app.processEvents()
    print("READY", flush=True)  # noqa: T201  (heard by the test)
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
