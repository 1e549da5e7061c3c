"""Start: ``python -m blin21_desktop``."""

import sys

from blin21_desktop.bootstrap import main

if __name__ == "__main__":
    sys.exit(main())
