"""Secrets at the terminal: asked for without being shown, or read from a file; never an argument."""

from __future__ import annotations

import getpass
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

from blin21_desktop.cli.parts import BadInput
from blin21_desktop.domain.text import Text, say

LONGEST_FILE = 1024
"""Bytes of a file that holds one secret."""


def asked(prompts: Sequence[str], *, no_terminal: Text) -> list[str]:
    """What is typed at each prompt. Raises `BadInput` where it would be shown, or when the person gives up."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # it would show what is typed
            return [getpass.getpass(f"{prompt}: ") for prompt in prompts]
    except (getpass.GetPassWarning, EOFError, OSError):
        raise BadInput(no_terminal) from None
    except KeyboardInterrupt:
        raise BadInput(say("nothing was written")) from None


def from_file(name: str, longest: int = LONGEST_FILE) -> list[str]:
    """The lines of a small file that are not blank; `-` is standard input. More bytes than `longest`: none."""
    if name == "-":
        raw = sys.stdin.buffer.read(longest + 1)
    else:
        with Path(name).open("rb") as file:
            raw = file.read(longest + 1)
    lines = raw.decode("utf-8-sig", errors="replace").splitlines()
    return [] if len(raw) > longest else [line.strip() for line in lines if line.strip()]
