"""Write the hash-locked package lists anew from pyproject.toml: ``python3 packaging/lock.py`` (needs ``uv``).

requirements.txt holds what the program needs, requirements-dev.txt what the checks need on top. Both cover Python 3.11
to 3.13 on Linux, Windows and macOS, hold the hash of every file, and name no index address: where packages come from
is the machine's own setting.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
HEADER = "# Written by packaging/lock.py from pyproject.toml. Do not edit by hand.\n"


def compiled(*more: str) -> str:
    """What ``uv pip compile`` says for pyproject.toml, for every supported system at once."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "locked.txt"
        command = ["uv", "pip", "compile", str(FOLDER.parent / "pyproject.toml"), "-o", str(target), *more]
        command += ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest", "--generate-hashes"]
        command += ["--no-emit-index-url", "--no-header", "--no-annotate", "--quiet"]
        subprocess.run(command, check=True)
        return target.read_text(encoding="utf-8")


def blocks(text: str) -> list[str]:
    """The requirements of a lock, each with its hash lines; pip itself is left out (a set-up must not replace it)."""
    found = re.findall(r"^[A-Za-z0-9].*?(?=^[A-Za-z0-9]|\Z)", text, flags=re.MULTILINE | re.DOTALL)
    return [block for block in found if not block.startswith("pip==")]


def main() -> int:
    """Write both files; 0 when done."""
    run_time = blocks(compiled())
    run_file = FOLDER / "requirements.txt"
    run_file.write_text(HEADER + "".join(run_time), encoding="utf-8", newline="\n")
    everything = blocks(compiled("--extra", "dev", "--constraint", str(run_file)))
    names = {block.split("==")[0] for block in run_time}
    more = [block for block in everything if block.split("==")[0] not in names]
    dev_file = FOLDER / "requirements-dev.txt"
    dev_file.write_text(HEADER + "".join(more), encoding="utf-8", newline="\n")
    print(f"{run_file.name}: {len(run_time)} packages; {dev_file.name}: {len(more)} more")
    return 0


if __name__ == "__main__":
    sys.exit(main())
