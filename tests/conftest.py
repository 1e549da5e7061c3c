"""What every test shares: no real screen, the same examples on each run, and which tests coverage watches."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings

from blin21_desktop.locate import SPOOL_FOLDER_VARIABLE, USER_FOLDER_VARIABLE

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HOME = tempfile.TemporaryDirectory(prefix="blin21-tests-")
"""No test leaves anything among the files of whoever runs it; gone when the tests end."""
os.environ[USER_FOLDER_VARIABLE] = str(Path(HOME.name) / "user")
os.environ[SPOOL_FOLDER_VARIABLE] = str(Path(HOME.name) / "spool")

settings.register_profile("every-run", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "every-run"))

UNWATCHED = frozenset({"ui", "ground", "safety"})
"""Folders that coverage does not watch: windows and set-up have no floor, and a line of the core that only a window
reaches lacks its example."""

SWEEPS = frozenset({"test_alarm_ward", "test_cites", "test_every_finding", "test_rule_keys", "test_rules_grid"})
"""Files that go through everything there is; they prove by number, and their lines have examples elsewhere."""

SEARCHED = frozenset({"domain", "rules", "present"})
"""Folders whose random searches are not watched, for the same reason."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Watch what the core's floors rest on (`packaging/start.py`): watching takes a test two to five times its time."""
    here = Path(__file__).parent
    for item in items:
        folder = item.path.relative_to(here).parts[0]
        search = folder in SEARCHED and is_hypothesis_test(getattr(item, "obj", None))
        if folder in UNWATCHED or item.path.stem in SWEEPS or search:
            item.add_marker("no_cover")
