"""Writing a file so that it is there whole or not at all: the old one or the new one, never half."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path


def whole(out: Path, content: bytes) -> None:
    """Write a file in place of the one that was there. Raises OSError; then the old one stands as it was."""
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(out))
    handle, name = tempfile.mkstemp(dir=out.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
