"""Where a ward file may lie: on a fixed disk of this computer, in a folder nobody else copies or syncs."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from blin21_desktop.domain.text import Text, say

_NETWORK = re.compile(
    r"9p|afs|afpfs|ceph|cifs|coda|davfs|drvfs|glusterfs|lustre|ncp|ncpfs|nfs4?|prl_fs|smb2|smb3|smbfs|vboxsf|vmhgfs"
    r"|webdav|fuse\.(ceph|davfs2?|gcsfuse|glusterfs|rclone|s3fs|smbnetfs|sshfs|vmhgfs-fuse)"
)
_SYNCED = re.compile(
    r"onedrive( - .*)?|dropbox( \(.*\))?|google ?drive|googledrive-.*|my drive|icloud ?drive|mobile documents"
    r"|cloudstorage|box( sync)?|nextcloud|owncloud|syncthing|pcloud ?drive|megasync",
    re.IGNORECASE,
)
_SYNC_MARKS = (".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".stfolder")
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4


@dataclass(frozen=True, slots=True)
class Volume:
    """What a folder lies on: the file system's name, and whether it is over a network or can be pulled out."""

    kind: str
    network: bool
    removable: bool


Probe = Callable[[Path], Volume]


def unsafe_place(path: Path, *, probe: Probe | None = None, environment: Mapping[str, str] = os.environ) -> Text | None:
    """Why a ward file may not lie here, in words; None when it may."""
    if str(path).startswith(("\\\\", "//")):
        return say("{file} is on another computer. Keep the ward file on a disk of this computer.", file=str(path))
    place = Path(os.path.realpath(path)).parent
    synced = _synced_folder(place, environment)
    if synced is not None:
        return say(
            "{folder} is copied to other computers by a sync program, which damages ward files."
            " Choose a folder that is not synced.",
            folder=str(synced),
        )
    volume = (probe or volume_of)(place)
    if volume.network:
        return say(
            "{folder} is a network folder ({kind}), where ward files get damaged."
            " Keep the ward file on a disk of this computer.",
            folder=str(place),
            kind=volume.kind,
        )
    if volume.removable:
        return say(
            "{folder} is on a drive that can be pulled out. Keep the ward file on a fixed disk of this computer.",
            folder=str(place),
        )
    return None


def _synced_folder(place: Path, environment: Mapping[str, str]) -> PurePath | None:
    roots = {Path(environment[name]) for name in _SYNC_VARIABLES if environment.get(name)}
    for folder in (place, *place.parents):
        if folder in roots or _SYNCED.fullmatch(folder.name):
            return folder
        if any((folder / mark).exists() for mark in _SYNC_MARKS):
            return folder
    return None


def volume_of(place: Path) -> Volume:
    """Ask this computer what a folder lies on. What cannot be found out counts as a fixed disk."""
    if sys.platform == "win32":  # pragma: no cover
        import ctypes

        drive = ctypes.windll.kernel32.GetDriveTypeW(f"{place.anchor}")
        return Volume(str(drive), network=drive == _WINDOWS_REMOTE, removable=drive == _WINDOWS_REMOVABLE)
    return linux_volume(place, Path("/proc/self/mountinfo"), Path("/sys/dev/block"))


def linux_volume(place: Path, mountinfo: Path, block: Path) -> Volume:
    """The volume of a folder from the kernel's list of mounts and its table of block devices."""
    kind, device, longest = "", "", -1
    try:
        lines = mountinfo.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        lines = []
    for line in lines:
        left, _, right = line.partition(" - ")
        parts = left.split(" ")
        mount = Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), parts[4]))
        if place.is_relative_to(mount) and len(mount.parts) >= longest:
            kind, device, longest = right.split(" ")[0], parts[2], len(mount.parts)
    return Volume(kind, network=bool(_NETWORK.fullmatch(kind)), removable=bool(device) and _pulled_out(block / device))


def _pulled_out(device: Path) -> bool:
    real = Path(os.path.realpath(device))  # a partition's own folder lies in that of its disk
    for folder in (real, real.parent):
        try:
            if (folder / "removable").read_text(encoding="ascii").strip() == "1":
                return True
        except (OSError, ValueError):
            continue
    return False
