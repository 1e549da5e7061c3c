"""Where the program's own files and the site's files lie: the one module that knows.

The program's own files (knowledge, fonts, catalogues, help) lie in ``resources``: at the top of a checkout, inside the
package in a wheel, in the bundle or beside the program when frozen.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from platformdirs import site_data_path, user_cache_path, user_data_path

SITE_FOLDER_VARIABLE = "BLIN21_SITE_FOLDER"
"""Environment variable that names the site's folder outright."""

SPOOL_FOLDER_VARIABLE = "BLIN21_SPOOL_FOLDER"
"""Environment variable that names the folder of temporary files outright."""

USER_FOLDER_VARIABLE = "BLIN21_USER_FOLDER"
"""Environment variable that names the person's own folder outright."""


class ResourceMissingError(FileNotFoundError):
    """A file the program brings with it is not there: the installation is incomplete."""


def resource(*parts: str) -> Path:
    """The file or folder below ``resources`` that ``parts`` name: ``resource("fonts", "DejaVuSans.ttf")``.

    Each part is one name. Raises ResourceMissingError, naming the file and where it was looked for. A part that would
    leave the folder (it holds a separator, or is ``..``) is refused the same way, so an identifier from a record can
    be used as a name.
    """
    name = "/".join(parts)
    if any(not is_plain_name(part) for part in parts):
        raise ResourceMissingError(f"resources/{name} is not a name the program can look up.")
    root = resources_folder()
    path = root.joinpath(*parts)
    if not path.exists():
        raise ResourceMissingError(
            f"The program's file resources/{name} is missing (looked in {root}). Install it again."
        )
    return path


def resources_folder() -> Path:
    """The ``resources`` folder of this installation; ResourceMissingError when there is none."""
    candidates = _candidates()
    for folder in candidates:
        if folder.is_dir():
            return folder
    places = ", ".join(str(folder) for folder in candidates)
    raise ResourceMissingError(f"The program's folder resources is missing (looked for {places}). Install it again.")


def site_folder(environ: Mapping[str, str]) -> Path:
    """The folder of this site's own knowledge files and settings; it need not exist.

    ``BLIN21_SITE_FOLDER`` in ``environ`` names it; otherwise it is the machine-wide data folder, which ordinary users
    read and only an administrator writes.
    """
    named = environ.get(SITE_FOLDER_VARIABLE, "").strip()
    if named:
        return Path(named)
    return site_data_path("blin21-desktop", appauthor=False)


def spool_folder(environ: Mapping[str, str]) -> Path:
    """This user's own folder for what printing leaves on disk for a moment; it need not exist."""
    named = environ.get(SPOOL_FOLDER_VARIABLE, "").strip()
    return Path(named) if named else user_cache_path("blin21-desktop", appauthor=False) / "spool"


def user_folder(environ: Mapping[str, str]) -> Path:
    """The folder of the person at this computer; it need not exist. ``BLIN21_USER_FOLDER`` in ``environ`` names it."""
    named = environ.get(USER_FOLDER_VARIABLE, "").strip()
    return Path(named) if named else user_data_path("blin21-desktop", appauthor=False)


def is_plain_name(part: str) -> bool:
    """Whether ``part`` is one file name and cannot lead out of its folder, on any system."""
    return bool(part) and part not in {".", ".."} and not any(mark in part for mark in "/\\:\0")


def _candidates() -> tuple[Path, ...]:
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable).resolve().parent
        return (Path(getattr(sys, "_MEIPASS", beside)) / "resources", beside / "resources")
    package = Path(__file__).resolve().parent
    return (package / "resources", package.parent / "resources")
