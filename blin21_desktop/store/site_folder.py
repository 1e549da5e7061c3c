"""The folder with a site's own copies of knowledge files: read whole, one file written at a time, old or new."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from blin21_desktop.domain.site_file import written
from blin21_desktop.domain.text import say
from blin21_desktop.store.lock import WriterLock
from blin21_desktop.store.whole import whole
from blin21_desktop.store.words import NotSaved

_READABLE = 0o644


class SiteFolder:
    """The copies in `folder`; where `over` is given, its files take the place of those and only it is written to."""

    def __init__(self, folder: Path, over: Path | None = None) -> None:
        self._folder, self._over = folder, over

    def texts(self) -> Mapping[str, str]:
        """Name -> text of every copy. Raises OSError and UnicodeDecodeError for one that cannot be read."""
        folders = [self._folder] if self._over is None else [self._folder, self._over]
        return {path.name: path.read_text("utf-8") for folder in folders for path in sorted(folder.glob("*.toml"))}

    def put(self, name: str, was: str | None, text: str) -> None:
        """Write the copy `name`, which was `was` when it was read (None: there was none). Raises `NotSaved` in words.

        A copy that a person wrote by hand is kept beside it as it was: what is written anew has no remarks.
        """
        folder = self._over or self._folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with WriterLock(folder / name).held():
                if self.texts().get(name) != was:
                    raise NotSaved(say("NOT saved: {name} was changed meanwhile. Open the page again.", name=name))
                path = folder / name
                if path.is_file() and was is not None and written(tomllib.loads(was)) != was:
                    _keep(path, was)
                whole(path, text.encode())
                path.chmod(_READABLE)
        except (OSError, UnicodeError) as fault:
            raise NotSaved(
                say(
                    "NOT saved: the site's folder {folder} cannot be written. Ask whoever keeps this computer. {fault}",
                    folder=str(folder),
                    fault=str(fault),
                )
            ) from fault


def _keep(path: Path, text: str) -> None:
    number = 1
    while (kept := path.with_name(f"{path.name}.before-{number}")).exists():
        number += 1
    whole(kept, text.encode())
