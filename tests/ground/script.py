"""The set-up script as a module, and where the checkout is."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def start_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start_script", ROOT / "packaging" / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["start_script"] = module
    spec.loader.exec_module(module)
    return module
