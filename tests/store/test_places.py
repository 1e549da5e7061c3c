"""Where a ward file may not lie, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from blin21_desktop.store.log import Refused, create, open_ward
from blin21_desktop.store.places import Volume, linux_volume, unsafe_place, volume_of
from blin21_desktop.store.words import english

FIXED = Volume("ext4", network=False, removable=False)


def words(path: Path, volume: Volume = FIXED, environment: dict[str, str] | None = None) -> str | None:
    why = unsafe_place(path, probe=lambda _: volume, environment=environment or {})
    return None if why is None else english(why)


def test_a_fixed_disk_is_fine(tmp_path: Path) -> None:
    assert words(tmp_path / "ward.blin21") is None
    assert unsafe_place(tmp_path / "ward.blin21") is None


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive", "OneDrive - Hospital", "onedrive", "Dropbox", "Dropbox (Ward)", "Google Drive", "GoogleDrive",
        "GoogleDrive-x@y.jp", "My Drive", "iCloudDrive", "Mobile Documents", "CloudStorage", "Box Sync", "Nextcloud",
        "ownCloud", "Box",
    ],
)  # fmt: skip
def test_a_synced_folder_is_refused_at_any_depth(tmp_path: Path, folder: str) -> None:
    found = words(tmp_path / folder / "ward 7" / "ward.blin21")
    assert found is not None
    assert "sync program" in found
    assert folder in found


@pytest.mark.parametrize("folder", ["Boxes", "My OneDrive notes", "dropboxes", "ward"])
def test_a_folder_that_only_sounds_like_it_is_fine(tmp_path: Path, folder: str) -> None:
    assert words(tmp_path / folder / "ward.blin21") is None


def test_a_sync_program_is_known_by_its_marks_and_its_variables(tmp_path: Path) -> None:
    marked, named = tmp_path / "a", tmp_path / "b"
    (marked / ".dropbox.cache").mkdir(parents=True)
    named.mkdir()
    assert words(marked / "deep" / "ward.blin21")
    assert words(named / "ward.blin21") is None
    assert words(named / "ward.blin21", environment={"OneDrive": str(named)})


def test_a_link_into_a_synced_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox")
    assert words(tmp_path / "plain" / "ward.blin21")


def test_network_and_removable_volumes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ward.blin21"
    assert "network folder (nfs4)" in str(words(path, Volume("nfs4", network=True, removable=False)))
    assert "pulled out" in str(words(path, Volume("vfat", network=False, removable=True)))
    for unc in (r"\\server\share\ward.blin21", "//server/share/ward.blin21"):
        why = unsafe_place(Path(unc), environment={})
        assert why is not None
        assert "another computer" in english(why)


MOUNTS = r"""22 1 8:2 / / rw - ext4 /dev/sda2 rw
30 22 0:40 / /mnt/my\040share rw shared:5 - cifs //server/share rw
31 22 8:17 / /media/stick rw - vfat /dev/sdb1 rw
32 22 0:50 / /home/x/remote rw - fuse.sshfs a@b:/ rw
33 22 7:1 / /mnt rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("place", "volume"),
    [
        ("/home/x", FIXED),
        ("/mnt/my share/ward", Volume("cifs", network=True, removable=False)),
        ("/media/stick", Volume("vfat", network=False, removable=True)),
        ("/home/x/remote/y", Volume("fuse.sshfs", network=True, removable=False)),
        ("/mnt/other", Volume("tmpfs", network=False, removable=False)),
    ],
)
def test_the_kernels_list_is_understood(tmp_path: Path, place: str, volume: Volume) -> None:
    mounts, block, disk = tmp_path / "mountinfo", tmp_path / "block", tmp_path / "devices" / "sdb"
    mounts.write_text(MOUNTS)
    (disk / "sdb1").mkdir(parents=True)
    (disk / "removable").write_text("1\n")
    (tmp_path / "devices" / "sda" / "sda2").mkdir(parents=True)
    (tmp_path / "devices" / "sda" / "removable").write_text("0\n")
    block.mkdir()
    (block / "8:17").symlink_to(disk / "sdb1")
    (block / "8:2").symlink_to(tmp_path / "devices" / "sda" / "sda2")
    assert linux_volume(Path(place), mounts, block) == volume


def test_without_the_kernels_list_a_place_counts_as_fixed(tmp_path: Path) -> None:
    assert linux_volume(tmp_path, tmp_path / "gone", tmp_path) == Volume("", network=False, removable=False)
    assert not volume_of(tmp_path).network


def test_no_ward_is_made_or_opened_in_such_a_place(tmp_path: Path) -> None:
    path = tmp_path / "Dropbox" / "ward.blin21"
    path.parent.mkdir()
    with pytest.raises(Refused, match="sync program"):
        create(path, training=True, clock_offset_seconds=0, zone="Asia/Tokyo")
    with pytest.raises(Refused, match="sync program"):
        open_ward(path)
    assert list(path.parent.iterdir()) == []
