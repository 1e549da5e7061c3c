"""Writing a file so that it is there whole or not at all: the old one or the new one, never half."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PART = ".part"
"""How the name of a file ends that is not finished. A killed program leaves it behind; it is never the file itself."""


def whole(
    out: Path, content: bytes, *, shared: bool = False, began: Callable[[Path], object] = lambda _part: None
) -> None:
    """Write a file in place of the one that was there. Raises OSError; then the old one stands as it was.

    `shared`: whoever may read the folder may read the file, else only this user. `began` is told the name of the
    unfinished file before anything stands in it.
    """
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(out))
    handle, name = tempfile.mkstemp(dir=out.parent, suffix=PART)
    try:
        with os.fdopen(handle, "wb") as part:
            began(Path(name))
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        if shared:
            with suppress(OSError):  # a share or a stick may know no modes; the file is readable there anyway
                Path(name).chmod(out.parent.stat().st_mode & 0o666)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
